//! Numbers and strings: how far a number reaches, and what the text between quotes means.
//!
//! Knows nothing of tokens around the literal; joining adjacent strings is the business of [`crate::builder`].

use crate::Arena;
use crate::ast::{Constant, Span};
use crate::error::SyntaxError;
use unicode_general_category::{GeneralCategory, get_general_category};

/// CPython's default of `sys.set_int_max_str_digits`.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// How far a number reaches.
pub(crate) struct NumberExtent {
    /// One past its last byte.
    pub end: usize,
    /// Set if a keyword follows at once, as in `1if x else y`: the kind of literal, for the warning.
    pub joined_to_keyword: Option<&'static str>,
}

/// Text of a string, escapes resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'a> {
    Str(&'a str),
    /// With lone surrogates.
    Wtf8(&'a [u8]),
}

impl<'a> Text<'a> {
    pub(crate) fn constant(self) -> Constant<'a> {
        match self {
            Text::Str(text) => Constant::Str(text),
            Text::Wtf8(bytes) => Constant::Wtf8(bytes),
        }
    }

    pub(crate) fn as_bytes(self) -> &'a [u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Wtf8(bytes) => bytes,
        }
    }
}

/// CPython's message for a character that belongs in no identifier.
pub(crate) fn invalid_character(character: char) -> String {
    use GeneralCategory::*;
    let code = u32::from(character);
    let printable = character == ' '
        || !matches!(
            get_general_category(character),
            Control
                | Format
                | Surrogate
                | PrivateUse
                | Unassigned
                | LineSeparator
                | ParagraphSeparator
                | SpaceSeparator
        );
    if printable {
        format!("invalid character '{character}' (U+{code:04X})")
    } else {
        format!("invalid non-printable character U+{code:04X}")
    }
}

/// Scans the number that starts at `start` (with a digit, or with a point before a digit).
pub(crate) fn scan_number(bytes: &[u8], start: usize) -> Result<NumberExtent, SyntaxError> {
    let mut scan = NumberScan { bytes, start, at: start };
    match (scan.peek(0), scan.peek(1).to_ascii_lowercase()) {
        (b'0', b'x') => scan.radix_literal("hexadecimal", |byte| byte.is_ascii_hexdigit()),
        (b'0', b'o') => scan.radix_literal("octal", |byte| matches!(byte, b'0'..=b'7')),
        (b'0', b'b') => scan.radix_literal("binary", |byte| matches!(byte, b'0' | b'1')),
        _ => scan.decimal(),
    }
}

struct NumberScan<'s> {
    bytes: &'s [u8],
    start: usize,
    at: usize,
}

impl NumberScan<'_> {
    /// The byte `ahead` places from here, or zero at the end.
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn error<T>(&self, kind: &str) -> Result<T, SyntaxError> {
        let at = self.at.saturating_sub(1) as u32;
        Err(SyntaxError::new(format!("invalid {kind} literal"), Span::new(at, at)))
    }

    fn radix_literal(&mut self, kind: &'static str, is_digit: fn(u8) -> bool) -> Result<NumberExtent, SyntaxError> {
        self.at += 2;
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            if !is_digit(self.peek(0)) {
                return self.not_a_digit(kind);
            }
            while is_digit(self.peek(0)) {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        if self.peek(0).is_ascii_digit() {
            return self.not_a_digit(kind);
        }
        self.finish(kind)
    }

    fn not_a_digit(&self, kind: &str) -> Result<NumberExtent, SyntaxError> {
        let byte = self.peek(0);
        if byte.is_ascii_digit() {
            let message = format!("invalid digit '{}' in {kind} literal", char::from(byte));
            return Err(SyntaxError::new(message, Span::new(self.at as u32, self.at as u32)));
        }
        self.error(kind)
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Result<(), SyntaxError> {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return self.error("decimal");
            }
        }
    }

    fn decimal(&mut self) -> Result<NumberExtent, SyntaxError> {
        let mut is_float = false;
        if self.peek(0) != b'.' {
            self.digits()?;
        }
        let integer_end = self.at;
        if self.peek(0) == b'.' {
            is_float = true;
            self.at += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                is_float = true;
                self.at += 1 + sign;
                self.digits()?;
            } else if sign == 1 {
                self.at += 2;
                return self.error("decimal");
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            return self.finish("imaginary");
        }
        if !is_float {
            let text = &self.bytes[self.start..integer_end];
            let zeros = text.iter().take_while(|&&byte| matches!(byte, b'0' | b'_')).count();
            if text[0] == b'0' && zeros < text.len() {
                let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal \
                               integers";
                return Err(SyntaxError::new(message, Span::new(self.start as u32, (self.start + zeros) as u32)));
            }
        }
        self.finish("decimal")
    }

    /// A number may not run into a name; into a keyword it may, with a warning.
    fn finish(&self, kind: &'static str) -> Result<NumberExtent, SyntaxError> {
        const KEYWORDS: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        let rest = &self.bytes[self.at..];
        if KEYWORDS.iter().any(|keyword| rest.starts_with(keyword)) {
            return Ok(NumberExtent { end: self.at, joined_to_keyword: Some(kind) });
        }
        let next = self.peek(0);
        if next.is_ascii_alphanumeric() || next == b'_' {
            return self.error(kind);
        }
        Ok(NumberExtent { end: self.at, joined_to_keyword: None })
    }
}

/// The value of a number whose text [`scan_number`] has accepted.
pub(crate) fn number<'a>(arena: &'a Arena, text: &'a str, span: Span) -> Result<Constant<'a>, SyntaxError> {
    let stripped: &'a str = if text.contains('_') { arena.alloc_str(&text.replace('_', "")) } else { text };
    let bytes = stripped.as_bytes();
    let (radix, digits) = match bytes.get(1).map(u8::to_ascii_lowercase) {
        Some(b'x') => (16, &stripped[2..]),
        Some(b'o') => (8, &stripped[2..]),
        Some(b'b') => (2, &stripped[2..]),
        _ => (10, stripped),
    };
    if radix == 10 {
        let float = |text: &str| text.parse::<f64>().expect("the lexer accepts only what is a float");
        if let Some(imaginary) = digits.strip_suffix(['j', 'J']) {
            return Ok(Constant::Imaginary(float(imaginary)));
        }
        if bytes.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
            return Ok(Constant::Float(float(digits)));
        }
        if digits.len() > MAX_DECIMAL_DIGITS {
            return Err(SyntaxError::new(
                format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} \
                     digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge \
                     integer literals to avoid decimal conversion limits.",
                    digits.len()
                ),
                span,
            ));
        }
    }
    Ok(match i64::from_str_radix(digits, radix) {
        Ok(value) => Constant::Int(value),
        Err(_) => Constant::BigInt { digits: digits.trim_start_matches('0'), radix },
    })
}

/// What kind of text is decoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Backslashes mean themselves.
    Raw,
    /// Escapes are resolved.
    Escaped,
}

/// The outcome of decoding: the text, and the first invalid escape sequence, if any.
pub(crate) struct Decoded<T> {
    pub text: T,
    pub warning: Option<String>,
}

/// Decodes the text between the quotes of a string, or a part of an f-string, where `doubled_braces` stand for one.
/// `next` is the byte after the text: a backslash at the end of a part of an f-string belongs to the brace after it.
pub(crate) fn decode_text<'a>(
    arena: &'a Arena,
    body: &'a str,
    kind: TextKind,
    doubled_braces: bool,
    next: Option<u8>,
) -> Result<Decoded<Text<'a>>, String> {
    let special = |byte: &u8| match byte {
        b'\\' => kind == TextKind::Escaped,
        b'\r' => true,
        b'{' | b'}' => doubled_braces,
        _ => false,
    };
    if !body.as_bytes().iter().any(special) {
        return Ok(Decoded { text: Text::Str(body), warning: None });
    }
    let mut decoder =
        TextDecoder { body, at: 0, out: Vec::with_capacity(body.len()), has_surrogates: false, warning: None };
    while let Some(&byte) = body.as_bytes().get(decoder.at) {
        match byte {
            b'\\' if kind == TextKind::Escaped => decoder.escape(next)?,
            b'\r' => {
                decoder.at += if body.as_bytes().get(decoder.at + 1) == Some(&b'\n') { 2 } else { 1 };
                decoder.out.push(b'\n');
            }
            b'{' | b'}' if doubled_braces => {
                decoder.at += 2;
                decoder.out.push(byte);
            }
            _ => {
                decoder.at += 1;
                decoder.out.push(byte);
            }
        }
    }
    let bytes: &'a [u8] = arena.alloc_slice_copy(&decoder.out);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if !decoder.has_surrogates => Text::Str(text),
        _ => Text::Wtf8(bytes),
    };
    Ok(Decoded { text, warning: decoder.warning })
}

struct TextDecoder<'s> {
    body: &'s str,
    at: usize,
    out: Vec<u8>,
    has_surrogates: bool,
    warning: Option<String>,
}

impl TextDecoder<'_> {
    /// Where CPython's codec sees an offset: it gets every character outside ASCII as `\UXXXXXXXX`.
    fn codec_position(&self, at: usize) -> usize {
        self.body[..at].chars().map(|character| if character.is_ascii() { 1 } else { 10 }).sum()
    }

    fn error<T>(&self, from: usize, to: usize, reason: &str) -> Result<T, String> {
        let (first, last) = (self.codec_position(from), self.codec_position(to) - 1);
        Err(if first == last {
            format!("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {first}: {reason}")
        } else {
            format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {reason}")
        })
    }

    fn push(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(character) => self.out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                self.has_surrogates = true;
                self.out.extend([
                    0xE0 | (code >> 12) as u8,
                    0x80 | (code >> 6 & 0x3F) as u8,
                    0x80 | (code & 0x3F) as u8,
                ]);
            }
        }
    }

    fn warn(&mut self, message: String) {
        self.warning.get_or_insert(message);
    }

    fn escape(&mut self, next: Option<u8>) -> Result<(), String> {
        let start = self.at;
        let bytes = self.body.as_bytes();
        let Some(&byte) = bytes.get(start + 1) else {
            if let Some(brace) = next {
                self.warn(format!("invalid escape sequence '\\{}'", char::from(brace)));
            }
            self.at += 1;
            self.out.push(b'\\');
            return Ok(());
        };
        self.at += 2;
        match byte {
            b'\n' => {}
            b'\r' => self.at += usize::from(bytes.get(self.at) == Some(&b'\n')),
            b'x' => self.hexadecimal(start, 2, "truncated \\xXX escape")?,
            b'u' => self.hexadecimal(start, 4, "truncated \\uXXXX escape")?,
            b'U' => self.hexadecimal(start, 8, "truncated \\UXXXXXXXX escape")?,
            b'N' => self.named(start)?,
            b'0'..=b'7' => {
                let (value, warning) = octal(bytes, &mut self.at);
                if let Some(warning) = warning {
                    self.warn(warning);
                }
                self.push(value);
            }
            _ => match simple_escape(byte) {
                Some(value) => self.out.push(value),
                None => {
                    let character = self.body[start + 1..].chars().next().unwrap_or('\\');
                    self.warn(format!("invalid escape sequence '\\{character}'"));
                    self.out.push(b'\\');
                    self.at = start + 1;
                    // A doubled brace after the backslash is left to the caller.
                    if !matches!(byte, b'{' | b'}') {
                        self.at += character.len_utf8();
                        self.out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                }
            },
        }
        Ok(())
    }

    fn hexadecimal(&mut self, start: usize, width: usize, truncated: &str) -> Result<(), String> {
        let digits = self.body.as_bytes()[self.at..].iter().take(width);
        let count = digits.take_while(|byte| byte.is_ascii_hexdigit()).count();
        let end = self.at + count;
        if count < width {
            return self.error(start, end, truncated);
        }
        let code = u32::from_str_radix(&self.body[self.at..end], 16).unwrap_or(u32::MAX);
        if code > 0x10_FFFF {
            return self.error(start, end, "illegal Unicode character");
        }
        self.at = end;
        self.push(code);
        Ok(())
    }

    fn named(&mut self, start: usize) -> Result<(), String> {
        let malformed = "malformed \\N character escape";
        if self.body.as_bytes().get(self.at) != Some(&b'{') {
            return self.error(start, self.at, malformed);
        }
        let name_start = self.at + 1;
        match self.body[name_start..].find('}') {
            Some(0) => self.error(start, name_start, malformed),
            None => self.error(start, self.body.len(), malformed),
            Some(length) => {
                let end = name_start + length + 1;
                match unicode_names2::character(&self.body[name_start..end - 1]) {
                    Some(character) => {
                        self.at = end;
                        self.push(u32::from(character));
                        Ok(())
                    }
                    None => self.error(start, end, "unknown Unicode character name"),
                }
            }
        }
    }
}

/// The escapes of one letter.
fn simple_escape(byte: u8) -> Option<u8> {
    Some(match byte {
        b'\\' | b'\'' | b'"' => byte,
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0C,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0B,
        _ => return None,
    })
}

/// Up to three octal digits; `at` stands after the first of them.
fn octal(bytes: &[u8], at: &mut usize) -> (u32, Option<String>) {
    let start = *at - 1;
    let mut value = u32::from(bytes[start] - b'0');
    while let Some(&digit @ b'0'..=b'7') = bytes.get(*at)
        && *at < start + 3
    {
        value = value * 8 + u32::from(digit - b'0');
        *at += 1;
    }
    let warning = (value > 0o377).then(|| format!("invalid octal escape sequence '\\{value:o}'"));
    (value, warning)
}

/// Decodes the text between the quotes of a bytes literal.
pub(crate) fn decode_bytes<'a>(arena: &'a Arena, body: &'a str, kind: TextKind) -> Result<Decoded<&'a [u8]>, String> {
    if !body.is_ascii() {
        return Err("bytes can only contain ASCII literal characters".to_owned());
    }
    let bytes = body.as_bytes();
    let has_escapes = kind == TextKind::Escaped && bytes.contains(&b'\\');
    if !has_escapes && !bytes.contains(&b'\r') {
        return Ok(Decoded { text: bytes, warning: None });
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut warning: Option<String> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\r' => {
                at += usize::from(bytes.get(at) == Some(&b'\n'));
                out.push(b'\n');
            }
            b'\\' if kind == TextKind::Escaped => {
                let Some(&escaped) = bytes.get(at) else {
                    out.push(b'\\');
                    continue;
                };
                at += 1;
                match escaped {
                    b'\n' => {}
                    b'\r' => at += usize::from(bytes.get(at) == Some(&b'\n')),
                    b'x' => {
                        let digits = body.get(at..at + 2).filter(|text| text.bytes().all(|c| c.is_ascii_hexdigit()));
                        let Some(value) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                            return Err(format!("(value error) invalid \\x escape at position {}", at - 2));
                        };
                        out.push(value);
                        at += 2;
                    }
                    b'0'..=b'7' => {
                        let (value, octal_warning) = octal(bytes, &mut at);
                        if let Some(message) = octal_warning {
                            warning.get_or_insert(message);
                        }
                        out.push(value as u8);
                    }
                    _ => match simple_escape(escaped) {
                        Some(value) => out.push(value),
                        None => {
                            let message = format!("invalid escape sequence '\\{}'", char::from(escaped));
                            warning.get_or_insert(message);
                            out.extend([b'\\', escaped]);
                        }
                    },
                }
            }
            _ => out.push(byte),
        }
    }
    Ok(Decoded { text: arena.alloc_slice_copy(&out), warning })
}
