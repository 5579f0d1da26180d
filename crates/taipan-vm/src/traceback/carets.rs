//! The source lines of a frame with the marks under what was running: `~~^~~` for operators, `~~~^^^` for calls and
//! subscripts, nothing when the whole line was running. The same for syntax errors.

use super::Palette;
use taipan_bytecode::Position;
use taipan_syntax::ast::{Expr, ExprKind, StmtKind};
use taipan_syntax::{Arena, Mode};

/// Where the important part of an expression is: characters of the given lines of the segment.
struct Anchors {
    left_line: usize,
    left: usize,
    right_line: usize,
    right: usize,
}

/// Where a method was being looked up when calling it failed: the part of a call before its arguments, when that is an
/// attribute of this name. Instructions that look up and call at once have the place of the whole call.
pub(super) fn method_position(lines: &[String], position: Position, attribute: &str) -> Option<Position> {
    let first = lines.first()?;
    let mut segment = String::from(first.get(position.column as usize..)?);
    for line in lines.get(1..)? {
        segment.push('\n');
        segment.push_str(line);
    }
    let unread = lines.last()?.len().checked_sub(position.end_column as usize)?;
    segment.truncate(segment.len().checked_sub(unread)?);
    let source = format!("(\n{segment}\n)");
    let arena = Arena::new();
    let parsed = taipan_syntax::parse(&arena, &source, Mode::Module).ok()?;
    let [statement] = parsed.module.body else { return None };
    let StmtKind::Expr(expression) = statement.kind else { return None };
    let ExprKind::Call { func, .. } = &expression.kind else { return None };
    let ExprKind::Attribute { attr, .. } = &func.kind else { return None };
    let name: &str = attr.name;
    if name != attribute {
        return None;
    }
    // Two characters of the source are the parenthesis and the line break before the segment.
    let before = source.get(2..func.span.end as usize)?;
    let line = before.matches('\n').count() as u32;
    let column = before.rsplit('\n').next()?.len() as u32;
    let column = if line == 0 { column + position.column } else { column };
    Some(Position { end_line: position.line + line, end_column: column, ..position })
}

/// The text below the line about a frame: source lines, indented by four, and the marks under them.
pub(super) fn source_with_carets(lines: &[String], position: Position, palette: Palette) -> String {
    if lines.is_empty() || lines.iter().all(|l| l.trim().is_empty()) {
        return String::new();
    }
    let spanned = (position.end_line.saturating_sub(position.line)) as usize;
    let count = (spanned + 1).min(lines.len());
    let dedented = dedent(&lines[..count]);
    let first_original = &lines[0];
    let start = character_offset(first_original, position.column as usize);
    let last_original = &lines[count - 1];
    let end = character_offset(last_original, position.end_column as usize);
    let removed = length(first_original) - length(&dedented[0]);
    let (start, end) = (start.saturating_sub(removed), end.saturating_sub(removed));
    if count <= spanned {
        // The file is shorter than the code says: it has changed since.
        return format!("    {}\n", dedented[0].trim());
    }
    let segment = segment_of(&dedented, start, end);
    let anchors = find_anchors(&segment);
    let show = should_show(&dedented, start, end, anchors.is_some());
    let last = dedented.len() - 1;
    let mut significant = vec![0, last];
    if let Some(anchors) = &anchors {
        for line in [anchors.left_line, anchors.right_line] {
            significant.extend([line.wrapping_sub(1), line, line + 1]);
        }
    }
    significant.retain(|line| *line <= last);
    significant.sort_unstable();
    significant.dedup();

    let marks = Marks { lines: &dedented, start, end, anchors, show, palette };
    let mut out: Vec<String> = Vec::new();
    for (i, line) in significant.iter().enumerate() {
        if i > 0 {
            match line - significant[i - 1] {
                2 => marks.push(line - 1, &mut out),
                gap if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
        }
        marks.push(*line, &mut out);
    }
    let mut text = String::new();
    for line in dedent(&out) {
        text.push_str("    ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

struct Marks<'a> {
    lines: &'a [String],
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    show: bool,
    palette: Palette,
}

impl Marks<'_> {
    /// Adds a line and the marks under it.
    fn push(&self, number: usize, out: &mut Vec<String>) {
        let line = &self.lines[number];
        if !self.show {
            out.push(line.clone());
            return;
        }
        let blanks = length(line) - length(line.trim_start());
        let first = display_width(&self.lines[0], self.start);
        let until = if number + 1 == self.lines.len() {
            display_width(line, self.end)
        } else {
            display_width(line, usize::MAX)
        };
        let mut carets = String::new();
        for column in 0..until {
            let before = column < blanks || (number == 0 && column < first);
            carets.push(if before {
                ' '
            } else if self.anchors.is_none() || self.important(number, column) {
                '^'
            } else {
                '~'
            });
        }
        if self.palette.reset.is_empty() {
            out.push(line.clone());
            out.push(carets);
            return;
        }
        let (line, carets) = self.coloured(line, &carets);
        out.push(line);
        out.push(carets);
    }

    fn important(&self, line: usize, column: usize) -> bool {
        let Some(anchors) = &self.anchors else { return false };
        let shift = |on: usize, offset: usize| {
            let offset = if on == 0 { offset + self.start } else { offset };
            display_width(&self.lines[on], offset)
        };
        let left = shift(anchors.left_line, anchors.left);
        let right = shift(anchors.right_line, anchors.right);
        (line > anchors.left_line || (line == anchors.left_line && column >= left))
            && (line < anchors.right_line || (line == anchors.right_line && column < right))
    }

    /// The line and its marks with the marked parts coloured.
    fn coloured(&self, line: &str, carets: &str) -> (String, String) {
        let (mut shown, mut marked) = (String::new(), String::new());
        let characters: Vec<char> = line.chars().collect();
        let carets: Vec<char> = carets.chars().collect();
        let count = characters.len().max(carets.len());
        let mark = |i: usize| carets.get(i).copied().unwrap_or('\0');
        let mut at = 0;
        while at < count {
            let kind = mark(at);
            let mut end = at;
            while end < count && mark(end) == kind {
                end += 1;
            }
            let text: String = characters[at.min(characters.len())..end.min(characters.len())].iter().collect();
            let under: String = carets[at.min(carets.len())..end.min(carets.len())].iter().collect();
            let colour = match kind {
                '^' => self.palette.strong,
                '~' => self.palette.weak,
                _ => "",
            };
            if colour.is_empty() {
                shown.push_str(&text);
                marked.push_str(&under);
            } else {
                shown.push_str(&format!("{colour}{text}{}", self.palette.reset));
                marked.push_str(&format!("{colour}{under}{}", self.palette.reset));
            }
            at = end;
        }
        (shown, marked)
    }
}

/// The code that was running, cut out of the lines.
fn segment_of(lines: &[String], start: usize, end: usize) -> String {
    let mut text = String::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        let characters: Vec<char> = line.chars().collect();
        let from = if i == 0 { start.min(characters.len()) } else { 0 };
        let to = if i + 1 == lines.len() { end.clamp(from, characters.len().max(from)) } else { characters.len() };
        text.extend(&characters[from..to.min(characters.len())]);
    }
    text
}

/// Finds the operator, the brackets of a call or those of a subscript.
fn find_anchors(segment: &str) -> Option<Anchors> {
    // In parentheses, so that line breaks inside do not matter.
    let source = format!("(\n{segment}\n)");
    let arena = Arena::new();
    let parsed = taipan_syntax::parse(&arena, &source, Mode::Module).ok()?;
    let [statement] = parsed.module.body else { return None };
    let StmtKind::Expr(expression) = statement.kind else { return None };
    let text = source.as_bytes();
    let end = (source.len() - 2).min(expression.span.end as usize);
    let (left, right) = match &expression.kind {
        ExprKind::Binary { left, right, .. } => {
            let operator = next_token(text, left.span.end as usize)?;
            let mut until = operator + 1;
            let second = text.get(until).copied().unwrap_or(b' ');
            let in_right = until >= right.span.start as usize;
            if !in_right && !second.is_ascii_whitespace() && !matches!(second, b'\\' | b'#') {
                until += 1;
            }
            (operator, until)
        }
        ExprKind::Subscript { value, .. } => (next_token(text, value.span.end as usize)?, end),
        ExprKind::Call { func, .. } => (next_token(text, func.span.end as usize)?, end),
        _ => return None,
    };
    let (left_line, left) = line_and_column(&source, left)?;
    let (right_line, right) = line_and_column(&source, right)?;
    Some(Anchors { left_line, left, right_line, right })
}

/// The next byte that is neither blank, nor a closing parenthesis, nor in a comment.
fn next_token(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match text.get(at)? {
            b'#' | b'\\' => at += text[at..].iter().position(|b| *b == b'\n')? + 1,
            b')' => at += 1,
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => return Some(at),
        }
    }
}

/// Line of the segment and character in it of a byte offset into the parenthesised text.
fn line_and_column(source: &str, offset: usize) -> Option<(usize, usize)> {
    let before = source.get(..offset)?;
    let line = before.matches('\n').count().checked_sub(1)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Some((line, length(&before[start..])))
}

/// Whether marks say anything that the lines alone do not.
fn should_show(lines: &[String], start: usize, end: usize, anchored: bool) -> bool {
    let source = lines.join("\n");
    let arena = Arena::new();
    if let Ok(parsed) = taipan_syntax::parse(&arena, &source, Mode::Module) {
        let Some(statement) = parsed.module.body.first() else { return false };
        let call: Option<&Expr<'_>> = match statement.kind {
            StmtKind::Return(Some(value)) => match &value.kind {
                ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name(_)) => Some(value),
                _ => None,
            },
            StmtKind::Assign { value, .. } if matches!(value.kind, ExprKind::Call { .. }) => Some(value),
            _ => None,
        };
        if let Some(call) = call {
            let from = length(&source[..call.span.start as usize]);
            let one_line_in = !source[..call.span.start as usize].contains('\n');
            let whole = one_line_in
                && from == start
                && source[call.span.end as usize..].matches('\n').count() == 0
                && length(source[..call.span.end as usize].rsplit('\n').next().unwrap_or_default()) == end;
            if whole {
                return false;
            }
        }
    }
    if anchored {
        return true;
    }
    let first: String = lines[0].chars().take(start).collect();
    let rest: String = lines[lines.len() - 1].chars().skip(end).collect();
    !first.trim_start().is_empty() || !rest.trim_end().is_empty()
}

/// The source of a syntax error with the marks under it.
pub(super) fn syntax_error_source(
    source: &str,
    line: Option<i64>,
    offset: Option<i64>,
    ends: (Option<i64>, Option<i64>),
    palette: Palette,
    lines: &mut Vec<String>,
) {
    let whole = source.trim_end_matches('\n');
    let stripped = whole.trim_start_matches([' ', '\n', '\x0c']);
    let removed = length(whole) as i64 - length(stripped) as i64;
    let (Some(mut offset), Some(line)) = (offset, line) else {
        lines.push(format!("    {stripped}\n"));
        return;
    };
    let mut end =
        if ends.0 == Some(line) { ends.1.filter(|e| *e != 0).unwrap_or(offset) } else { length(whole) as i64 + 1 };
    let size = length(source) as i64;
    if !source.is_empty() && offset > size {
        offset = size + 1;
        end = end.max(offset);
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let (from, to) = (offset - 1 - removed, end - 1 - removed);
    if from < 0 {
        lines.push(format!("    {stripped}\n"));
        return;
    }
    let characters: Vec<char> = stripped.chars().collect();
    // Tabs are kept, so that the marks stand right.
    let space: String =
        characters.iter().take(from as usize).map(|c| if c.is_whitespace() { *c } else { ' ' }).collect();
    let carets = "^".repeat((to - from).max(0) as usize);
    let Palette { strong, reset, .. } = palette;
    if reset.is_empty() {
        lines.push(format!("    {stripped}\n"));
    } else {
        let cut = |a: i64, b: i64| -> String {
            let a = (a as usize).min(characters.len());
            let b = (b as usize).clamp(a, characters.len());
            characters[a..b].iter().collect()
        };
        let (before, marked, after) = (cut(0, from), cut(from, to), cut(to, i64::MAX));
        lines.push(format!("    {before}{strong}{marked}{reset}{after}\n"));
    }
    lines.push(format!("    {space}{strong}{carets}{reset}\n"));
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The character that a byte offset falls on.
fn character_offset(text: &str, bytes: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < bytes).count()
}

/// The lines without the blanks that all of them start with.
fn dedent(lines: &[String]) -> Vec<String> {
    let mut margin: Option<String> = None;
    for line in lines.iter().filter(|l| !l.trim().is_empty()) {
        let blanks: String = line.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
        margin = Some(match margin {
            None => blanks,
            Some(margin) => {
                let common = margin.chars().zip(blanks.chars()).take_while(|(a, b)| a == b).count();
                margin.chars().take(common).collect()
            }
        });
    }
    let margin = margin.unwrap_or_default();
    lines
        .iter()
        .map(|line| match line.trim().is_empty() {
            true => String::new(),
            false => line[margin.len().min(line.len())..].to_string(),
        })
        .collect()
}

/// Columns on a terminal of the first `offset` characters: wide characters take two.
fn display_width(text: &str, offset: usize) -> usize {
    if text.is_ascii() {
        return offset.min(text.len());
    }
    text.chars().take(offset).map(|c| if is_wide(c as u32) { 2 } else { 1 }).sum()
}

/// Whether a character is "wide" or "fullwidth" by its East Asian width.
fn is_wide(c: u32) -> bool {
    matches!(
        c,
        0x1100..=0x115f
            | 0x231a..=0x231b
            | 0x2329..=0x232a
            | 0x23e9..=0x23ec
            | 0x23f0
            | 0x23f3
            | 0x25fd..=0x25fe
            | 0x2614..=0x2615
            | 0x2648..=0x2653
            | 0x267f
            | 0x2693
            | 0x26a1
            | 0x26aa..=0x26ab
            | 0x26bd..=0x26be
            | 0x26c4..=0x26c5
            | 0x26ce
            | 0x26d4
            | 0x26ea
            | 0x26f2..=0x26f3
            | 0x26f5
            | 0x26fa
            | 0x26fd
            | 0x2705
            | 0x270a..=0x270b
            | 0x2728
            | 0x274c
            | 0x274e
            | 0x2753..=0x2755
            | 0x2757
            | 0x2795..=0x2797
            | 0x27b0
            | 0x27bf
            | 0x2b1b..=0x2b1c
            | 0x2b50
            | 0x2b55
            | 0x2e80..=0x303e
            | 0x3041..=0x33ff
            | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xa000..=0xa4cf
            | 0xa960..=0xa97f
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe10..=0xfe19
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x16fe0..=0x18aff
            | 0x1b000..=0x1b2ff
            | 0x1f004
            | 0x1f0cf
            | 0x1f18e
            | 0x1f191..=0x1f19a
            | 0x1f200..=0x1f320
            | 0x1f32d..=0x1f335
            | 0x1f337..=0x1f37c
            | 0x1f37e..=0x1f393
            | 0x1f3a0..=0x1f3ca
            | 0x1f3cf..=0x1f3d3
            | 0x1f3e0..=0x1f3f0
            | 0x1f3f4
            | 0x1f3f8..=0x1f43e
            | 0x1f440
            | 0x1f442..=0x1f4fc
            | 0x1f4ff..=0x1f53d
            | 0x1f54b..=0x1f54e
            | 0x1f550..=0x1f567
            | 0x1f57a
            | 0x1f595..=0x1f596
            | 0x1f5a4
            | 0x1f5fb..=0x1f64f
            | 0x1f680..=0x1f6c5
            | 0x1f6cc
            | 0x1f6d0..=0x1f6d2
            | 0x1f6d5..=0x1f6d7
            | 0x1f6dc..=0x1f6df
            | 0x1f6eb..=0x1f6ec
            | 0x1f6f4..=0x1f6fc
            | 0x1f7e0..=0x1f7eb
            | 0x1f7f0
            | 0x1f90c..=0x1f93a
            | 0x1f93c..=0x1f945
            | 0x1f947..=0x1f9ff
            | 0x1fa70..=0x1faff
            | 0x20000..=0x3fffd
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(line: &str, from: u32, to: u32) -> String {
        let position = Position { pc: 0, line: 1, end_line: 1, column: from, end_column: to };
        source_with_carets(&[line.to_string()], position, Palette::PLAIN)
    }

    #[test]
    fn operators_calls_and_subscripts() {
        assert_eq!(marks("x = a + b", 4, 9), "    x = a + b\n        ~~^~~\n");
        assert_eq!(marks("    f(1) + 2", 4, 8), "    f(1) + 2\n    ~^^^\n");
        assert_eq!(marks("d['k'] = c[0]['x']", 9, 18), "    d['k'] = c[0]['x']\n             ~~~~^^^^^\n");
        assert_eq!(marks("a.b.c.d", 0, 5), "    a.b.c.d\n    ^^^^^\n");
    }

    #[test]
    fn whole_lines_have_no_marks() {
        assert_eq!(marks("raise ValueError", 0, 16), "    raise ValueError\n");
        assert_eq!(marks("    return f(x)", 11, 15), "    return f(x)\n");
        assert_eq!(marks("y = f(x)", 4, 8), "    y = f(x)\n");
    }
}
