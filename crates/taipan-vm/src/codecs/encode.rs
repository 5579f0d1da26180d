//! Encoding text.

use super::{ByteOrder, Encoding, Handler, code_page_byte, escape};
use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::text::{code_points, is_surrogate};
use crate::types::{ExceptionObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

/// A UnicodeEncodeError about the characters `start..end` of a `str` value.
#[cold]
pub fn encode_error(vm: &mut Vm, encoding: &str, text: &Value, start: usize, end: usize, reason: &str) -> Raised {
    let (encoding, reason) = (vm.str(encoding), vm.str(reason));
    let (start, end) = (Value::index(start), Value::index(end));
    let args = vec![encoding.clone(), text.clone(), start.clone(), end.clone(), reason.clone()];
    let raised = vm.error_with(ExceptionKind::UnicodeEncodeError, args);
    set_fields(&raised, [encoding, text.clone(), start, end, reason]);
    raised
}

/// Sets the fields that Unicode errors have beside their arguments.
pub(super) fn set_fields(raised: &Raised, values: [Value; 5]) {
    if let Some(exception) = raised.0.as_ref::<ExceptionObject>() {
        for (name, value) in ["encoding", "object", "start", "end", "reason"].into_iter().zip(values) {
            exception.set_field(name, value);
        }
    }
}

pub(super) fn encode(vm: &mut Vm, text: &Value, encoding: Encoding, errors: &str) -> Result<Vec<u8>, Raised> {
    let object = text.expect_ref::<StrObject>();
    let bytes = object.bytes();
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Signature => {
            let mut out = Vec::with_capacity(bytes.len() + 3);
            if encoding == Encoding::Utf8Signature {
                out.extend_from_slice(b"\xef\xbb\xbf");
            }
            if object.is_ascii() || std::str::from_utf8(bytes).is_ok() {
                out.extend_from_slice(bytes);
                return Ok(out);
            }
            with_handler(vm, text, encoding, errors, out)
        }
        Encoding::Ascii | Encoding::Latin1 | Encoding::Windows1252 | Encoding::Iso8859_15 if object.is_ascii() => {
            Ok(bytes.to_vec())
        }
        Encoding::UnicodeEscape => Ok(escape::unicode_escape(bytes)),
        Encoding::RawUnicodeEscape => Ok(escape::raw_unicode_escape(bytes)),
        _ => {
            vm.check_size(bytes.len().saturating_mul(4))?;
            let mut out = Vec::with_capacity(bytes.len());
            match encoding {
                Encoding::Utf16(ByteOrder::Marked) => out.extend_from_slice(b"\xff\xfe"),
                Encoding::Utf32(ByteOrder::Marked) => out.extend_from_slice(b"\xff\xfe\0\0"),
                _ => {}
            }
            with_handler(vm, text, encoding, errors, out)
        }
    }
}

/// Appends one code point; false when the encoding has no form for it.
fn push(out: &mut Vec<u8>, encoding: Encoding, c: u32) -> bool {
    match encoding {
        Encoding::Ascii if c >= 0x80 => return false,
        Encoding::Latin1 if c >= 0x100 => return false,
        Encoding::Ascii | Encoding::Latin1 => out.push(c as u8),
        Encoding::Windows1252 | Encoding::Iso8859_15 => match code_page_byte(encoding, c) {
            Some(byte) => out.push(byte),
            None => return false,
        },
        _ if is_surrogate(c) => return false,
        _ => push_wide(out, encoding, c),
    }
    true
}

/// Appends one code point, surrogates included, in a Unicode encoding.
fn push_wide(out: &mut Vec<u8>, encoding: Encoding, c: u32) {
    match encoding {
        Encoding::Utf16(order) => {
            let mut unit = |unit: u16| {
                out.extend_from_slice(&if order == ByteOrder::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            };
            if c < 0x10000 {
                unit(c as u16);
            } else {
                let rest = c - 0x10000;
                unit(0xd800 | (rest >> 10) as u16);
                unit(0xdc00 | (rest & 0x3ff) as u16);
            }
        }
        Encoding::Utf32(order) => {
            out.extend_from_slice(&if order == ByteOrder::Big { c.to_be_bytes() } else { c.to_le_bytes() });
        }
        _ => crate::text::push_code_point(out, c),
    }
}

fn reason(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Ascii => "ordinal not in range(128)",
        Encoding::Latin1 => "ordinal not in range(256)",
        Encoding::Windows1252 | Encoding::Iso8859_15 => "character maps to <undefined>",
        _ => "surrogates not allowed",
    }
}

fn with_handler(vm: &mut Vm, text: &Value, encoding: Encoding, errors: &str, out: Vec<u8>) -> Result<Vec<u8>, Raised> {
    let mut out = out;
    let points: Vec<u32> = code_points(text.expect_ref::<StrObject>().bytes()).collect();
    let mut scratch = Vec::new();
    let mut at = 0;
    while at < points.len() {
        if push(&mut out, encoding, points[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < points.len() && !push(&mut scratch, encoding, points[at]) {
            at += 1;
        }
        scratch.clear();
        let strict =
            |vm: &mut Vm, start: usize| Err(encode_error(vm, encoding.error_name(), text, start, at, reason(encoding)));
        match Handler::find(vm, errors)? {
            Handler::Strict => return strict(vm, start),
            Handler::Ignore => {}
            Handler::Replace => {
                for _ in start..at {
                    push(&mut out, encoding, u32::from(b'?'));
                }
            }
            Handler::BackslashReplace => {
                for c in &points[start..at] {
                    crate::types::push_escape(&mut scratch, *c);
                }
            }
            Handler::XmlCharRefReplace => {
                for c in &points[start..at] {
                    scratch.extend_from_slice(format!("&#{c};").as_bytes());
                }
            }
            Handler::NameReplace => {
                for c in &points[start..at] {
                    match char::from_u32(*c).and_then(unicode_names2::name) {
                        Some(name) => scratch.extend_from_slice(format!("\\N{{{name}}}").as_bytes()),
                        None => crate::types::push_escape(&mut scratch, *c),
                    }
                }
            }
            Handler::SurrogateEscape => {
                for (offset, c) in points[start..at].iter().enumerate() {
                    match c {
                        0xdc80..=0xdcff if !matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_)) => {
                            out.push((c - 0xdc00) as u8);
                        }
                        _ => return strict(vm, start + offset),
                    }
                }
            }
            Handler::SurrogatePass => {
                let unicode = matches!(
                    encoding,
                    Encoding::Utf8 | Encoding::Utf8Signature | Encoding::Utf16(_) | Encoding::Utf32(_)
                );
                if !unicode {
                    return strict(vm, start);
                }
                for c in &points[start..at] {
                    push_wide(&mut out, encoding, *c);
                }
            }
        }
        for byte in scratch.drain(..) {
            push(&mut out, encoding, u32::from(byte));
        }
        vm.check_size(out.len())?;
    }
    Ok(out)
}
