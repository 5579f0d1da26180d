//! From bytes to text, and from byte offsets to lines and columns.
//!
//! Decoding follows PEP 263 for the encodings that Taipan reads (UTF-8, ASCII and Latin-1). Nothing here looks at
//! tokens, and nothing here reads a file: the caller brings the bytes.

use crate::ast::Span;
use crate::error::SyntaxError;
use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The encodings a coding cookie may name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

/// Decodes source text as Python's `compile()` does with bytes: byte order mark, coding cookie (PEP 263), UTF-8.
///
/// # Errors
/// Text that is not in its declared encoding, an encoding other than UTF-8, ASCII and Latin-1, or a NUL byte. The
/// span of the error counts in the undecoded bytes.
pub fn decode_source(bytes: &[u8]) -> Result<Cow<'_, str>, SyntaxError> {
    decode(bytes, None)
}

/// [`decode_source`] with the messages that CPython gives when it runs a file, which name the file.
///
/// # Errors
/// As [`decode_source`].
pub fn decode_file<'a>(bytes: &'a [u8], filename: &str) -> Result<Cow<'a, str>, SyntaxError> {
    decode(bytes, Some(filename))
}

fn decode<'a>(bytes: &'a [u8], filename: Option<&str>) -> Result<Cow<'a, str>, SyntaxError> {
    let (text, has_mark) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let offset = bytes.len() - text.len();
    let cookie = coding_cookie(text);
    let encoding = match &cookie {
        None => Encoding::Utf8,
        Some((name, span)) => match encoding_named(name) {
            Some(Encoding::Utf8) => Encoding::Utf8,
            Some(_) if has_mark => {
                return Err(SyntaxError::new(format!("encoding problem: {name} with BOM"), *span));
            }
            Some(encoding) => encoding,
            None if filename.is_some() => {
                return Err(SyntaxError::new(format!("encoding problem: {name}"), *span));
            }
            None => return Err(SyntaxError::new(format!("unknown encoding: {name}"), *span)),
        },
    };
    if let Some(at) = text.iter().position(|&byte| byte == 0) {
        return Err(SyntaxError::new("source code cannot contain null bytes", byte_span(offset + at)));
    }
    match encoding {
        Encoding::Latin1 if !text.is_ascii() => Ok(Cow::Owned(text.iter().map(|&byte| char::from(byte)).collect())),
        Encoding::Ascii if !text.is_ascii() => {
            let at = text.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
            let message = match filename {
                Some(_) => "encoding problem: ascii".to_owned(),
                None => format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                    text[at]
                ),
            };
            Err(SyntaxError::new(message, byte_span(offset + at)))
        }
        _ => match std::str::from_utf8(text) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(utf8_error(text, offset, &error, filename)),
        },
    }
}

fn byte_span(at: usize) -> Span {
    Span::new(at as u32, at as u32 + 1)
}

/// The error for text that is not UTF-8, worded for a file or for `compile()`.
fn utf8_error(text: &[u8], offset: usize, error: &std::str::Utf8Error, filename: Option<&str>) -> SyntaxError {
    let at = error.valid_up_to();
    let byte = text[at];
    let message = if let Some(filename) = filename {
        let line = 1 + text[..at].iter().filter(|&&byte| byte == b'\n').count();
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        )
    } else {
        let reason = match error.error_len() {
            None => "unexpected end of data",
            Some(_) if matches!(byte, 0xC2..=0xF4) => "invalid continuation byte",
            Some(_) => "invalid start byte",
        };
        let wanted = text.len() - at;
        if error.error_len().is_none() && wanted > 1 {
            let last = at + wanted - 1;
            format!("(unicode error) 'utf-8' codec can't decode bytes in position {at}-{last}: {reason}")
        } else {
            format!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}")
        }
    };
    SyntaxError::new(message, byte_span(offset + at))
}

/// The encoding named in a comment on one of the first two lines, normalised as CPython does, and where it stands.
fn coding_cookie(text: &[u8]) -> Option<(String, Span)> {
    let mut start = 0;
    for _ in 0..2 {
        let rest = &text[start..];
        let length = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        let line = &rest[..length];
        let indent = line.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t' | 0x0C)).count();
        match line.get(indent) {
            Some(b'#') => {
                if let Some((name, at)) = cookie_in_comment(&line[indent..]) {
                    let from = start + indent + at;
                    return Some((normalise_encoding(name), Span::new(from as u32, (from + name.len()) as u32)));
                }
            }
            // A cookie on the second line counts only below a line without code.
            Some(_) => return None,
            None => {}
        }
        start += length;
        if text[start..].starts_with(b"\r\n") {
            start += 2;
        } else if start < text.len() {
            start += 1;
        } else {
            return None;
        }
    }
    None
}

/// Looks for `coding:` or `coding=` followed by a name.
fn cookie_in_comment(comment: &[u8]) -> Option<(&str, usize)> {
    let mut from = 0;
    while let Some(found) = comment[from..].windows(6).position(|window| window == b"coding") {
        let mut at = from + found + 6;
        if matches!(comment.get(at), Some(b':' | b'=')) {
            at += 1;
            while matches!(comment.get(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            let length = comment[at..]
                .iter()
                .take_while(|&&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
                .count();
            if length > 0 {
                return std::str::from_utf8(&comment[at..at + length]).ok().map(|name| (name, at));
            }
        }
        from = from + found + 6;
    }
    None
}

/// CPython's `get_normal_name`: the common spellings of UTF-8 and Latin-1 become one.
fn normalise_encoding(name: &str) -> String {
    let lower: String = name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is = |wanted: &str| lower == wanted || lower.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".to_owned()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".to_owned()
    } else {
        name.to_owned()
    }
}

fn encoding_named(name: &str) -> Option<Encoding> {
    let key: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match key.as_str() {
        "utf8" | "utf" | "u8" | "utf8ucs2" | "utf8ucs4" | "cp65001" | "utf8sig" => Some(Encoding::Utf8),
        "ascii" | "usascii" | "646" | "us" | "ansix341968" | "ansix341986" | "iso646us" => Some(Encoding::Ascii),
        "latin1" | "iso88591" | "latin" | "l1" | "8859" | "cp819" | "iso885911987" => Some(Encoding::Latin1),
        _ => None,
    }
}

/// A place in a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: u32,
    /// Bytes before it on its line.
    pub byte_column: u32,
    /// Characters before it on its line.
    pub char_column: u32,
}

/// Line starts of a text: turns byte offsets into lines and columns. Newlines are LF, CRLF and a lone CR.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// The number of lines; a text that ends in a newline has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line (from 1) that holds a byte offset. Offsets past the end belong to the last line.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The byte offset at which a line (from 1) starts; lines past the end give the start of the last one.
    pub fn line_start(&self, line: u32) -> u32 {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[index]
    }

    /// Line and columns of a byte offset. `source` must be the text that was indexed.
    pub fn position(&self, source: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.line_start(line);
        let end = (offset as usize).clamp(start as usize, source.len().max(start as usize));
        let before = source.as_bytes().get(start as usize..end).unwrap_or_default();
        // Bytes that continue a character are not counted, so an offset inside a character is harmless.
        let char_column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32;
        Position { line, byte_column: before.len() as u32, char_column }
    }

    /// The text of a line (from 1) without its newline.
    pub fn line_text<'s>(&self, source: &'s str, line: u32) -> &'s str {
        let start = self.line_start(line) as usize;
        let end = self.starts.get(line.max(1) as usize).map_or(source.len(), |&next| next as usize);
        source.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}
