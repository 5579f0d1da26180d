//! Text encodings and their error handlers: what `str.encode`, `bytes.decode`, files and streams share.
//!
//! Supported are UTF-8 (with and without signature), ASCII, Latin-1, UTF-16 and UTF-32 in both byte orders, Windows-1252,
//! ISO 8859-15 and the two escape codecs. Anything else is a LookupError. See
//! <https://docs.python.org/3.13/library/codecs.html#standard-encodings>.

mod decode;
mod encode;
mod escape;

pub use decode::decode_error;
pub use encode::encode_error;

use crate::exceptions::ExceptionKind;
use crate::native::{NativeResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

/// The order of bytes in UTF-16 and UTF-32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByteOrder {
    /// Told by a byte order mark; little when there is none and for encoding.
    Marked,
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

/// A supported encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Encoding {
    Utf8,
    Utf8Signature,
    Ascii,
    Latin1,
    Utf16(ByteOrder),
    Utf32(ByteOrder),
    Windows1252,
    Iso8859_15,
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Encoding {
    /// The encoding of this name or alias.
    pub fn find(name: &str) -> Option<Encoding> {
        if name == "utf-8" || name == "utf8" {
            return Some(Encoding::Utf8);
        }
        let mut normal = String::with_capacity(name.len());
        for c in name.chars() {
            match c {
                '-' | ' ' | '.' | '_' => {
                    if !normal.ends_with('_') && !normal.is_empty() {
                        normal.push('_');
                    }
                }
                _ => normal.push(c.to_ascii_lowercase()),
            }
        }
        Some(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Encoding::Utf8,
            "utf_8_sig" | "utf8_sig" => Encoding::Utf8Signature,
            "ascii" | "646" | "us_ascii" | "us" | "ansi_x3_4_1968" | "ansi_x3_4_1986" | "cp367" | "csascii"
            | "ibm367" | "iso646_us" | "iso_646_irv_1991" | "iso_ir_6" => Encoding::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "8859" | "iso8859" | "iso8859_1" | "iso_8859_1" | "cp819"
            | "ibm819" | "csisolatin1" | "iso_8859_1_1987" | "iso_ir_100" => Encoding::Latin1,
            "utf_16" | "utf16" | "u16" => Encoding::Utf16(ByteOrder::Marked),
            "utf_16_le" | "utf_16le" | "utf16_le" | "utf16le" => Encoding::Utf16(ByteOrder::Little),
            "utf_16_be" | "utf_16be" | "utf16_be" | "utf16be" => Encoding::Utf16(ByteOrder::Big),
            "utf_32" | "utf32" | "u32" => Encoding::Utf32(ByteOrder::Marked),
            "utf_32_le" | "utf_32le" | "utf32_le" | "utf32le" => Encoding::Utf32(ByteOrder::Little),
            "utf_32_be" | "utf_32be" | "utf32_be" | "utf32be" => Encoding::Utf32(ByteOrder::Big),
            "cp1252" | "windows_1252" | "1252" => Encoding::Windows1252,
            "iso8859_15" | "iso_8859_15" | "latin_9" | "latin9" | "l9" => Encoding::Iso8859_15,
            "unicode_escape" => Encoding::UnicodeEscape,
            "raw_unicode_escape" => Encoding::RawUnicodeEscape,
            _ => return None,
        })
    }

    /// The name as `codecs.lookup(...).name` gives it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Signature => "utf-8-sig",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "iso8859-1",
            Encoding::Utf16(ByteOrder::Marked) => "utf-16",
            Encoding::Utf16(ByteOrder::Little) => "utf-16-le",
            Encoding::Utf16(ByteOrder::Big) => "utf-16-be",
            Encoding::Utf32(ByteOrder::Marked) => "utf-32",
            Encoding::Utf32(ByteOrder::Little) => "utf-32-le",
            Encoding::Utf32(ByteOrder::Big) => "utf-32-be",
            Encoding::Windows1252 => "cp1252",
            Encoding::Iso8859_15 => "iso8859-15",
            Encoding::UnicodeEscape => "unicode-escape",
            Encoding::RawUnicodeEscape => "raw-unicode-escape",
        }
    }

    /// The name in the exceptions it raises.
    fn error_name(self) -> &'static str {
        match self {
            Encoding::Utf8Signature => "utf-8",
            Encoding::Latin1 => "latin-1",
            Encoding::Windows1252 | Encoding::Iso8859_15 => "charmap",
            Encoding::UnicodeEscape => "unicodeescape",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
            other => other.name(),
        }
    }
}

/// What happens to text that cannot be encoded, or bytes that cannot be decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

impl Handler {
    fn find(vm: &mut Vm, name: &str) -> Result<Handler, Raised> {
        Ok(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => {
                let message = format!("unknown error handler name '{name}'");
                return Err(vm.error(ExceptionKind::LookupError, message));
            }
        })
    }
}

fn find(vm: &mut Vm, name: &str) -> Result<Encoding, Raised> {
    match Encoding::find(name) {
        Some(encoding) => Ok(encoding),
        None => Err(vm.error(ExceptionKind::LookupError, format!("unknown encoding: {name}"))),
    }
}

/// `text.encode(encoding, errors)` of a `str` value.
pub fn encode(vm: &mut Vm, text: &Value, encoding: &str, errors: &str) -> Result<Vec<u8>, Raised> {
    let encoding = find(vm, encoding)?;
    encode::encode(vm, text, encoding, errors)
}

/// `bytes.decode(encoding, errors)`, a `str` value.
pub fn decode(vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str) -> NativeResult {
    let encoding = find(vm, encoding)?;
    decode::decode(vm, bytes, encoding, errors)
}

/// The upper half of the two code pages, from 0x80 on; 0 where a byte means nothing.
fn code_page(encoding: Encoding, byte: u8) -> Option<u32> {
    let c = u32::from(byte);
    if byte < 0x80 {
        return Some(c);
    }
    match encoding {
        Encoding::Windows1252 => match byte {
            0x80..0xa0 => {
                const PUNCTUATION: [u16; 32] = [
                    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
                    0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
                    0x203a, 0x0153, 0, 0x017e, 0x0178,
                ];
                match PUNCTUATION[byte as usize - 0x80] {
                    0 => None,
                    c => Some(u32::from(c)),
                }
            }
            _ => Some(c),
        },
        _ => Some(match byte {
            0xa4 => 0x20ac,
            0xa6 => 0x160,
            0xa8 => 0x161,
            0xb4 => 0x17d,
            0xb8 => 0x17e,
            0xbc => 0x152,
            0xbd => 0x153,
            0xbe => 0x178,
            _ => c,
        }),
    }
}

/// The byte for a code point in a code page.
fn code_page_byte(encoding: Encoding, c: u32) -> Option<u8> {
    if c < 0x80 {
        return Some(c as u8);
    }
    (0x80..=0xff).find(|byte| code_page(encoding, *byte) == Some(c))
}
