//! The `unicode_escape` and `raw_unicode_escape` encodings: text as it stands in source code.

use super::Encoding;
use super::decode::Malformed;
use crate::text::{code_points, push_code_point};
use crate::types::push_escape;

/// Text with escapes for everything but printable ASCII.
pub(super) fn unicode_escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in code_points(text) {
        match c {
            0x5c => out.extend_from_slice(b"\\\\"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x20..0x7f => out.push(c as u8),
            _ => push_escape(&mut out, c),
        }
    }
    out
}

/// Latin-1 text with escapes for all other characters.
pub(super) fn raw_unicode_escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in code_points(text) {
        match u8::try_from(c) {
            Ok(byte) => out.push(byte),
            Err(_) => push_escape(&mut out, c),
        }
    }
    out
}

/// Decodes from `at` on until the end, or until something malformed, which is returned.
pub(super) fn decode(bytes: &[u8], at: &mut usize, encoding: Encoding, out: &mut Vec<u8>) -> Option<Malformed> {
    let raw = encoding == Encoding::RawUnicodeEscape;
    while let Some(byte) = bytes.get(*at) {
        let start = *at;
        *at += 1;
        if *byte != b'\\' {
            push_code_point(out, u32::from(*byte));
            continue;
        }
        let Some(letter) = bytes.get(*at) else {
            if raw {
                out.push(b'\\');
                return None;
            }
            return Some(Malformed { start, end: *at, reason: "\\ at end of string" });
        };
        if raw && !matches!(letter, b'u' | b'U') {
            out.push(b'\\');
            push_code_point(out, u32::from(*letter));
            *at += 1;
            continue;
        }
        *at += 1;
        let simple = match letter {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => *letter,
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'0'..=b'7' => {
                let mut value = u32::from(letter - b'0');
                for _ in 0..2 {
                    if let Some(digit @ b'0'..=b'7') = bytes.get(*at) {
                        value = value * 8 + u32::from(digit - b'0');
                        *at += 1;
                    }
                }
                push_code_point(out, value);
                continue;
            }
            b'x' | b'u' | b'U' => {
                let (count, reason) = match letter {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let digits = bytes[*at..].iter().take(count).take_while(|b| b.is_ascii_hexdigit()).count();
                let value = bytes[*at..*at + digits]
                    .iter()
                    .fold(0u64, |value, digit| value << 4 | u64::from((*digit as char).to_digit(16).unwrap_or(0)));
                *at += digits;
                if digits < count {
                    return Some(Malformed { start, end: *at, reason });
                }
                if value > 0x10_ffff {
                    return Some(Malformed { start, end: *at, reason: "illegal Unicode character" });
                }
                push_code_point(out, value as u32);
                continue;
            }
            b'N' if !raw => {
                let named = bytes[*at..].strip_prefix(b"{").and_then(|rest| {
                    let end = memchr::memchr(b'}', rest)?;
                    let name = std::str::from_utf8(&rest[..end]).ok()?;
                    Some((end + 2, unicode_names2::character(name)))
                });
                match named {
                    Some((length, Some(c))) => {
                        *at += length;
                        push_code_point(out, u32::from(c));
                        continue;
                    }
                    Some((length, None)) => {
                        *at += length;
                        return Some(Malformed { start, end: *at, reason: "unknown Unicode character name" });
                    }
                    None => return Some(Malformed { start, end: *at, reason: "malformed \\N character escape" }),
                }
            }
            _ => {
                out.push(b'\\');
                push_code_point(out, u32::from(*letter));
                continue;
            }
        };
        out.push(simple);
    }
    None
}
