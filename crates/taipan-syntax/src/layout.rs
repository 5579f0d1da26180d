//! The layout pass: drives logos over the source and adds what a pattern cannot see.
//!
//! ```text
//!                    ┌────────── indentation ◄── line start ──┐
//!  source ─► logos ──┤ NEWLINE INDENT DEDENT, bracket depth   ├─► Vec<Spanned>
//!                    └── f-string text ◄──► replacement field ┘
//! ```
//!
//! It tokenises the whole text before parsing starts, because CPython, too, lets an error of its tokenizer win over
//! an error of its parser wherever the two stand. It does not resolve soft keywords and does not decode literals.

use crate::Arena;
use crate::ast::Span;
use crate::error::{ErrorClass, SyntaxError, SyntaxWarning};
use crate::literal;
use crate::token::{FStringText, Token};
use logos::Logos;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// CPython's limits on open brackets, indentation levels, nested f-strings and nested format specifications.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;
const MAX_FSTRINGS: usize = 150;
const MAX_FIELDS: usize = 3;
const TAB_WIDTH: u32 = 8;

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<'a> {
    pub token: Token<'a>,
    pub span: Span,
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bracket {
    /// `(`, `[` or `{`.
    pub open: u8,
    /// Its byte offset.
    pub at: u32,
}

/// The outcome of the layout pass: all tokens, or those up to the first error.
pub(crate) struct Lexed<'a> {
    pub tokens: Vec<Spanned<'a>>,
    pub warnings: Vec<SyntaxWarning>,
    pub error: Option<SyntaxError>,
    /// Whether an error of the parser before it counts more: CPython sees it only when the parser gets there.
    pub yields: bool,
    /// The innermost bracket that is still open at the end of the text.
    pub unclosed: Option<Bracket>,
    /// Whether more text could remove the error: the text ends inside a string or after a backslash.
    pub incomplete: bool,
}

/// Tokenises a whole text.
pub(crate) fn lex<'a>(arena: &'a Arena, source: &'a str) -> Lexed<'a> {
    let mut lexer = Lexer {
        arena,
        source,
        bytes: source.as_bytes(),
        position: if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 },
        tokens: Vec::with_capacity(source.len() / 4),
        warnings: Vec::new(),
        indents: vec![Indentation { column: 0, alternative: 0 }],
        brackets: Vec::new(),
        fstrings: Vec::new(),
        at_line_start: true,
        comment: None,
        in_continuation: false,
        incomplete: false,
    };
    let error = lexer.run().err();
    Lexed {
        yields: error.as_ref().is_some_and(|error| {
            error.class != ErrorClass::Syntax || lexer.in_continuation || !lexer.fstrings.is_empty()
        }),
        unclosed: lexer.brackets.last().copied(),
        tokens: lexer.tokens,
        warnings: lexer.warnings,
        error,
        incomplete: lexer.incomplete,
    }
}

/// A width of indentation, measured twice: with tabs that go to multiples of eight, and with tabs as one column.
/// Where the two measures order two lines differently, the text depends on the width of a tab.
#[derive(Clone, Copy)]
struct Indentation {
    column: u32,
    alternative: u32,
}

/// An f-string being scanned.
struct FString {
    start: usize,
    quote: u8,
    triple: bool,
    raw: bool,
    /// The replacement fields we are in, outermost first. Empty in the text of the f-string itself.
    fields: Vec<Field>,
    /// Open brackets when the f-string began.
    outer_brackets: usize,
}

/// A replacement field being scanned.
struct Field {
    /// Open brackets inside its braces.
    depth: usize,
    /// Whether its `:` has been seen.
    in_spec: bool,
}

struct Lexer<'a> {
    arena: &'a Arena,
    source: &'a str,
    bytes: &'a [u8],
    position: usize,
    tokens: Vec<Spanned<'a>>,
    warnings: Vec<SyntaxWarning>,
    indents: Vec<Indentation>,
    brackets: Vec<Bracket>,
    fstrings: Vec<FString>,
    at_line_start: bool,
    /// Where the comment at the end of this line starts.
    comment: Option<usize>,
    /// Set while stepping over a backslash, so that an error there is known to be one.
    in_continuation: bool,
    incomplete: bool,
}

/// A span of no width, where CPython's tokenizer reports its errors.
fn point(at: usize) -> Span {
    Span::new(at as u32, at as u32)
}

fn error<T>(message: impl Into<String>, at: usize) -> Result<T, SyntaxError> {
    Err(SyntaxError::new(message, point(at)))
}

impl<'a> Lexer<'a> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        loop {
            if self.at_line_start {
                self.indentation()?;
            }
            if self.in_fstring_text() {
                self.fstring_text()?;
                continue;
            }
            while self.bytes.get(self.position) == Some(&b' ') {
                self.position += 1;
            }
            if self.position >= self.bytes.len() {
                break;
            }
            if !self.at_line_start {
                self.token()?;
            }
        }
        if self.brackets.is_empty() {
            let end = self.bytes.len();
            if !matches!(self.tokens.last().map(|last| last.token), None | Some(Token::Newline)) {
                self.emit(Token::Newline, end, end);
            }
            for _ in 1..self.indents.len() {
                self.emit(Token::Dedent, end, end);
            }
        }
        Ok(())
    }

    fn emit(&mut self, token: Token<'a>, start: usize, end: usize) {
        self.tokens.push(Spanned { token, span: Span::new(start as u32, end as u32) });
    }

    fn in_fstring_text(&self) -> bool {
        self.fstrings.last().is_some_and(|fstring| fstring.fields.last().is_none_or(|field| field.in_spec))
    }

    /// Whether the next token stands directly between the braces of a replacement field.
    fn at_field_level(&self) -> bool {
        let field = self.fstrings.last().and_then(|fstring| fstring.fields.last());
        field.is_some_and(|field| field.depth == self.brackets.len())
    }

    /// The length of the newline at `at`, or zero.
    fn newline_length(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            Some(b'\n') => 1,
            Some(b'\r') if self.bytes.get(at + 1) == Some(&b'\n') => 2,
            Some(b'\r') => 1,
            _ => 0,
        }
    }

    /// The line number (from 1) of an offset; only for error messages, so it counts.
    fn line_of(&self, at: usize) -> usize {
        let before = &self.bytes[..at.min(self.bytes.len())];
        let newlines = memchr::memchr2_iter(b'\n', b'\r', before)
            .filter(|&i| before[i] == b'\n' || self.bytes.get(i + 1) != Some(&b'\n'))
            .count();
        newlines + 1
    }

    /// Measures the indentation of a line, skips lines without code, and opens and closes blocks.
    fn indentation(&mut self) -> Result<(), SyntaxError> {
        loop {
            let line_start = self.position;
            let mut width = Indentation { column: 0, alternative: 0 };
            let mut before_continuation = None;
            loop {
                match self.bytes.get(self.position) {
                    Some(b' ') => {
                        width.column += 1;
                        width.alternative += 1;
                    }
                    Some(b'\t') => {
                        width.column = (width.column / TAB_WIDTH + 1) * TAB_WIDTH;
                        width.alternative += 1;
                    }
                    Some(0x0C) => width = Indentation { column: 0, alternative: 0 },
                    // Indentation cannot be split with a backslash: what stands on the first line counts.
                    Some(b'\\') => {
                        before_continuation = before_continuation.or((width.column > 0).then_some(width));
                        self.continuation()?;
                        continue;
                    }
                    _ => break,
                }
                self.position += 1;
            }
            if self.bytes.get(self.position) == Some(&b'#') {
                let rest = &self.bytes[self.position..];
                self.position += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            }
            if self.position >= self.bytes.len() {
                return Ok(());
            }
            let newline = self.newline_length(self.position);
            if newline > 0 {
                self.position += newline;
                continue;
            }
            self.at_line_start = false;
            return self.open_or_close_blocks(before_continuation.unwrap_or(width), line_start);
        }
    }

    fn open_or_close_blocks(&mut self, width: Indentation, line_start: usize) -> Result<(), SyntaxError> {
        let line_start_point = point(line_start);
        let inconsistent = || {
            Err(SyntaxError {
                class: ErrorClass::Tab,
                message: "inconsistent use of tabs and spaces in indentation".to_owned(),
                span: line_start_point,
            })
        };
        // Invariant: the bottom entry, column 0, is never popped.
        let top = *self.indents.last().expect("the indentation stack keeps its bottom entry");
        if width.column == top.column {
            return if width.alternative == top.alternative { Ok(()) } else { inconsistent() };
        }
        if width.column > top.column {
            if self.indents.len() >= MAX_INDENTS {
                return Err(SyntaxError {
                    class: ErrorClass::Indentation,
                    message: "too many levels of indentation".to_owned(),
                    span: line_start_point,
                });
            }
            if width.alternative <= top.alternative {
                return inconsistent();
            }
            self.indents.push(width);
            self.emit(Token::Indent, line_start, self.position);
            return Ok(());
        }
        while self.indents.last().is_some_and(|open| width.column < open.column) {
            self.indents.pop();
            self.emit(Token::Dedent, self.position, self.position);
        }
        let top = *self.indents.last().expect("the indentation stack keeps its bottom entry");
        if width.column != top.column {
            return Err(SyntaxError {
                class: ErrorClass::Indentation,
                message: "unindent does not match any outer indentation level".to_owned(),
                span: point(self.line_end(line_start)),
            });
        }
        if width.alternative == top.alternative { Ok(()) } else { inconsistent() }
    }

    /// The offset of the newline that ends the line at `from`.
    fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        from + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    /// Steps over a backslash and the newline after it.
    fn continuation(&mut self) -> Result<(), SyntaxError> {
        self.in_continuation = true;
        let after = self.position + 1;
        let newline = self.newline_length(after);
        if newline == 0 && after < self.bytes.len() {
            return error("unexpected character after line continuation character", after);
        }
        self.position = after + newline;
        if self.position >= self.bytes.len() {
            self.incomplete = true;
            if let Some(open) = self.brackets.last() {
                let message = format!("'{}' was never closed", char::from(open.open));
                return error(message, open.at as usize);
            }
            return error("unexpected EOF while parsing", after);
        }
        self.in_continuation = false;
        Ok(())
    }

    /// One token outside the text of f-strings.
    fn token(&mut self) -> Result<(), SyntaxError> {
        let start = self.position;
        let mut logos = Token::lexer(self.source);
        logos.bump(start);
        let matched = logos.next();
        let mut end = logos.span().end;
        let Some(Ok(mut token)) = matched else {
            return self.unknown_character(start);
        };
        match token {
            Token::Blank => {
                self.position = end;
                return Ok(());
            }
            Token::Comment => {
                self.position = end;
                self.comment = Some(start);
                return Ok(());
            }
            Token::Continuation | Token::Backslash => return self.continuation(),
            Token::LineEnd => {
                self.position = end;
                self.comment = self.comment.filter(|_| self.brackets.is_empty());
                if self.brackets.is_empty() {
                    // Errors at the end of a line mark its comment.
                    self.emit(Token::Newline, self.comment.unwrap_or(start), end);
                    self.at_line_start = true;
                }
                return Ok(());
            }
            Token::Name(name) if !name.is_ascii() => token = Token::Name(self.identifier(name, start)?),
            Token::Number => end = self.number(start)?,
            Token::String => {
                let opening = &self.source[start..end];
                if opening.contains(['f', 'F']) {
                    return self.fstring_start(start, opening);
                }
                end = self.string(start, opening)?;
            }
            Token::LParen | Token::LBracket | Token::LBrace => self.open_bracket(start)?,
            Token::RParen | Token::RBracket | Token::RBrace => self.close_bracket(start)?,
            // At the level of a replacement field, a colon starts the format specification, whatever follows.
            Token::Colon | Token::ColonEqual if self.at_field_level() => {
                token = Token::Colon;
                end = start + 1;
                if let Some(field) = self.fstrings.last_mut().and_then(|fstring| fstring.fields.last_mut()) {
                    field.in_spec = true;
                }
            }
            _ => {}
        }
        self.position = end;
        self.comment = None;
        self.emit(token, start, end);
        Ok(())
    }

    fn unknown_character<T>(&self, at: usize) -> Result<T, SyntaxError> {
        // Only control characters get here: everything else is part of some pattern.
        let character = self.source[at..].chars().next().unwrap_or('\0');
        if character == '\0' {
            return error("source code cannot contain null bytes", at);
        }
        error(literal::invalid_character(character), at)
    }

    /// Checks an identifier with characters outside ASCII and normalises it.
    fn identifier(&self, name: &'a str, start: usize) -> Result<&'a str, SyntaxError> {
        for (at, character) in name.char_indices() {
            let valid = match at {
                0 => character == '_' || unicode_ident::is_xid_start(character),
                _ => unicode_ident::is_xid_continue(character),
            };
            if !valid {
                return error(literal::invalid_character(character), start + at);
            }
        }
        if is_nfkc(name) {
            return Ok(name);
        }
        let normal: String = name.nfkc().collect();
        Ok(self.arena.alloc_str(&normal))
    }

    fn number(&mut self, start: usize) -> Result<usize, SyntaxError> {
        let number = literal::scan_number(self.bytes, start)?;
        if let Some(kind) = number.joined_to_keyword {
            self.warnings.push(SyntaxWarning { message: format!("invalid {kind} literal"), span: point(number.end) });
        }
        Ok(number.end)
    }

    fn open_bracket(&mut self, at: usize) -> Result<(), SyntaxError> {
        if self.brackets.len() >= MAX_BRACKETS {
            return error("too many nested parentheses", at);
        }
        self.brackets.push(Bracket { open: self.bytes[at], at: at as u32 });
        Ok(())
    }

    fn close_bracket(&mut self, at: usize) -> Result<(), SyntaxError> {
        let close = char::from(self.bytes[at]);
        let at_field_level = self.at_field_level();
        if at_field_level && close != '}' {
            return error(format!("f-string: unmatched '{close}'"), at);
        }
        let Some(opening) = self.brackets.pop() else {
            return error(format!("unmatched '{close}'"), at);
        };
        let open = char::from(opening.open);
        if !matches!((open, close), ('(', ')') | ('[', ']') | ('{', '}')) {
            let line = self.line_of(opening.at as usize);
            let mut message = format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'");
            if line != self.line_of(at) {
                message.push_str(&format!(" on line {line}"));
            }
            return error(message, at);
        }
        if at_field_level && let Some(fstring) = self.fstrings.last_mut() {
            fstring.fields.pop();
        }
        Ok(())
    }

    /// A string literal without replacement fields; returns where it ends.
    fn string(&mut self, start: usize, opening: &str) -> Result<usize, SyntaxError> {
        let quote = self.bytes[start + opening.len() - 1];
        let triple = opening.ends_with("\"\"\"") || opening.ends_with("'''");
        let mut at = start + opening.len();
        let mut escaped_quote = false;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let found = if triple {
                memchr::memchr2(quote, b'\\', rest)
            } else {
                rest.iter().position(|&byte| byte == quote || matches!(byte, b'\\' | b'\n' | b'\r'))
            };
            let Some(found) = found else {
                at = self.bytes.len();
                break;
            };
            at += found;
            match self.bytes[at] {
                b'\\' => {
                    escaped_quote |= self.bytes.get(at + 1) == Some(&quote);
                    at += 1 + self.newline_length(at + 1).max(1);
                }
                b'\n' | b'\r' => break,
                _ if !triple => return Ok(at + 1),
                _ if self.bytes[at..].starts_with(&[quote; 3]) => return Ok(at + 3),
                _ => at += 1,
            }
        }
        let at = at.min(self.bytes.len());
        self.incomplete = triple || at == self.bytes.len() && self.bytes.ends_with(b"\\\n");
        // A quote like that of the f-string around it was probably meant to end the f-string.
        if let Some(fstring) = self.fstrings.last()
            && fstring.quote == quote
            && fstring.triple == triple
        {
            self.incomplete = false;
            return error("f-string: expecting '}'", start);
        }
        let line = self.last_line_before(at);
        error(
            match (triple, escaped_quote) {
                (true, _) => format!("unterminated triple-quoted string literal (detected at line {line})"),
                (false, false) => format!("unterminated string literal (detected at line {line})"),
                (false, true) => {
                    format!("unterminated string literal (detected at line {line}); perhaps you escaped the end quote?")
                }
            },
            start,
        )
    }

    /// The line of `at`; the end of a text that ends in a newline belongs to the line before.
    fn last_line_before(&self, at: usize) -> usize {
        let ends_in_newline = at == self.bytes.len() && matches!(self.bytes.last(), Some(b'\n' | b'\r'));
        self.line_of(at) - usize::from(ends_in_newline)
    }

    fn fstring_start(&mut self, start: usize, opening: &str) -> Result<(), SyntaxError> {
        if self.fstrings.len() >= MAX_FSTRINGS {
            return error("too many nested f-strings", start);
        }
        let end = start + opening.len();
        self.fstrings.push(FString {
            start,
            quote: self.bytes[end - 1],
            triple: opening.ends_with("\"\"\"") || opening.ends_with("'''"),
            raw: opening.contains(['r', 'R']),
            fields: Vec::new(),
            outer_brackets: self.brackets.len(),
        });
        self.emit(Token::FStringStart, start, end);
        self.position = end;
        Ok(())
    }

    /// The text of an f-string or of a format specification, up to the next brace or to the closing quote.
    fn fstring_text(&mut self) -> Result<(), SyntaxError> {
        let Some(fstring) = self.fstrings.last() else { return Ok(()) };
        let (quote, triple, raw) = (fstring.quote, fstring.triple, fstring.raw);
        let in_spec = !fstring.fields.is_empty();
        let start = self.position;
        let mut in_name_escape = false;
        loop {
            let at = self.position;
            let Some(&byte) = self.bytes.get(at) else { return self.unterminated_fstring() };
            match byte {
                b'\\' => {
                    let next = self.bytes.get(at + 1).copied();
                    self.position += 1;
                    match next {
                        Some(b'{' | b'}') => {}
                        Some(b'N') if !raw && self.bytes.get(at + 2) == Some(&b'{') => {
                            in_name_escape = true;
                            self.position += 2;
                        }
                        _ => self.position += self.newline_length(at + 1).max(1),
                    }
                    self.position = self.position.min(self.bytes.len());
                }
                b'{' => {
                    if !in_spec && self.bytes.get(at + 1) == Some(&b'{') {
                        self.position += 2;
                        continue;
                    }
                    self.fstring_middle(start, at);
                    return self.open_field(at);
                }
                b'}' if in_name_escape => {
                    in_name_escape = false;
                    self.position += 1;
                }
                b'}' if in_spec => {
                    self.fstring_middle(start, at);
                    self.close_bracket(at)?;
                    self.emit(Token::RBrace, at, at + 1);
                    self.position = at + 1;
                    return Ok(());
                }
                b'}' => {
                    if self.bytes.get(at + 1) != Some(&b'}') {
                        return error("f-string: single '}' is not allowed", at);
                    }
                    self.position += 2;
                }
                b'\n' | b'\r' if !triple => {
                    if !in_spec {
                        return self.unterminated_fstring();
                    }
                    // A newline ends a format specification; the closing brace may follow on a later line.
                    self.fstring_middle(start, at);
                    if let Some(field) = self.fstrings.last_mut().and_then(|fstring| fstring.fields.last_mut()) {
                        field.in_spec = false;
                    }
                    return Ok(());
                }
                _ if byte == quote && (!triple || self.bytes[at..].starts_with(&[quote; 3])) => {
                    self.fstring_middle(start, at);
                    let end = at + if triple { 3 } else { 1 };
                    self.emit(Token::FStringEnd, at, end);
                    self.position = end;
                    if let Some(fstring) = self.fstrings.pop() {
                        self.brackets.truncate(fstring.outer_brackets);
                    }
                    return Ok(());
                }
                _ => self.position += 1,
            }
        }
    }

    fn fstring_middle(&mut self, start: usize, end: usize) {
        if start < end {
            let in_spec = self.fstrings.last().is_some_and(|fstring| !fstring.fields.is_empty());
            let raw = self.fstrings.last().is_some_and(|fstring| fstring.raw);
            self.emit(Token::FStringMiddle(FStringText { raw, in_spec }), start, end);
        }
    }

    fn open_field(&mut self, at: usize) -> Result<(), SyntaxError> {
        self.open_bracket(at)?;
        let depth = self.brackets.len();
        if let Some(fstring) = self.fstrings.last_mut() {
            if fstring.fields.len() >= MAX_FIELDS {
                return error("f-string: expressions nested too deeply", at.saturating_sub(1));
            }
            fstring.fields.push(Field { depth, in_spec: false });
        }
        self.emit(Token::LBrace, at, at + 1);
        self.position = at + 1;
        Ok(())
    }

    fn unterminated_fstring(&mut self) -> Result<(), SyntaxError> {
        let line = self.last_line_before(self.position);
        let Some(fstring) = self.fstrings.last() else { return Ok(()) };
        self.incomplete = fstring.triple;
        let kind = if fstring.triple { "triple-quoted f-string" } else { "f-string" };
        error(format!("unterminated {kind} literal (detected at line {line})"), fstring.start)
    }
}
