//! Colours of tracebacks on a terminal, by the theme of CPython 3.13: file, line and function in magenta, the marked part
//! and the exception's message in red.

const MAGENTA: &str = "\x1b[35m";
const BOLD_MAGENTA: &str = "\x1b[1;35m";
const RED: &str = "\x1b[31m";
const BOLD_RED: &str = "\x1b[1;31m";
const RESET: &str = "\x1b[0m";

/// Whether the environment allows colours.
pub fn wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match std::env::var("PYTHON_COLORS").as_deref() {
        Ok("1") => return true,
        Ok("0") => return false,
        _ => {}
    }
    if set("NO_COLOR") {
        return false;
    }
    set("FORCE_COLOR") || std::env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// Adds colours to the text of a traceback.
pub fn traceback(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut coloured = String::with_capacity(text.len() * 2);
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let markers = lines.get(index + 1).filter(|next| is_marker_line(next));
        if let Some(place) = coloured_place(line) {
            coloured.push_str(&place);
        } else if let (true, Some(markers)) = (line.starts_with("    "), markers) {
            let (quoted, marked) = coloured_quote(line, markers);
            coloured.push_str(&quoted);
            coloured.push('\n');
            coloured.push_str(&marked);
            index += 1;
        } else {
            coloured.push_str(&coloured_exception(line));
        }
        coloured.push('\n');
        index += 1;
    }
    coloured
}

/// `  File "name", line 3, in function`
fn coloured_place(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start_matches([' ', '|']).len();
    let rest = line[indent..].strip_prefix("File \"")?;
    let (file, rest) = rest.split_once("\", line ")?;
    let (number, function) = match rest.split_once(", in ") {
        Some((number, function)) => (number, Some(function)),
        None => (rest, None),
    };
    let mut text = format!("{}File {MAGENTA}\"{file}\"{RESET}, line {MAGENTA}{number}{RESET}", &line[..indent]);
    if let Some(function) = function {
        text.push_str(&format!(", in {MAGENTA}{function}{RESET}"));
    }
    Some(text)
}

fn is_marker_line(line: &str) -> bool {
    let marks = line.trim();
    line.starts_with("    ") && !marks.is_empty() && marks.bytes().all(|byte| matches!(byte, b'~' | b'^' | b' '))
}

/// A quoted line and the line of markers below it: what is marked `^` is bold.
fn coloured_quote(line: &str, markers: &str) -> (String, String) {
    let marks: Vec<char> = markers.chars().collect();
    let mark = |column: usize| marks.get(column).copied().unwrap_or(' ');
    let style = |mark: char| match mark {
        '^' => BOLD_RED,
        '~' => RED,
        _ => "",
    };
    let paint = |text: &str| {
        let mut painted = String::new();
        let mut current = "";
        for (column, character) in text.chars().enumerate() {
            let wanted = style(mark(column));
            if wanted != current {
                if !current.is_empty() {
                    painted.push_str(RESET);
                }
                painted.push_str(wanted);
                current = wanted;
            }
            painted.push(character);
        }
        if !current.is_empty() {
            painted.push_str(RESET);
        }
        painted
    };
    (paint(line), paint(markers))
}

/// `ValueError: message`, at the end of a traceback.
fn coloured_exception(line: &str) -> String {
    if line.is_empty() || line.starts_with([' ', '|']) || line.ends_with(':') {
        return line.to_owned();
    }
    let (name, message) = match line.split_once(": ") {
        Some((name, message)) => (name, Some(message)),
        None => (line, None),
    };
    let is_class = name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '.'));
    if !is_class || name.is_empty() {
        return line.to_owned();
    }
    match message {
        Some(message) => format!("{BOLD_MAGENTA}{name}{RESET}: {MAGENTA}{message}{RESET}"),
        None => format!("{BOLD_MAGENTA}{name}{RESET}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_marks_and_messages() {
        let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    1/0\n    ~^~\n\
                    ZeroDivisionError: division by zero\n";
        let expected = format!(
            "Traceback (most recent call last):\n  File {MAGENTA}\"a.py\"{RESET}, line {MAGENTA}1{RESET}, in \
             {MAGENTA}<module>{RESET}\n    {RED}1{RESET}{BOLD_RED}/{RESET}{RED}0{RESET}\n    \
             {RED}~{RESET}{BOLD_RED}^{RESET}{RED}~{RESET}\n{BOLD_MAGENTA}ZeroDivisionError{RESET}: \
             {MAGENTA}division by zero{RESET}\n"
        );
        assert_eq!(traceback(text), expected);
    }
}
