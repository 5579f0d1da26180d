//! Decoding bytes.

use super::encode::set_fields;
use super::{ByteOrder, Encoding, Handler, code_page, escape};
use crate::exceptions::ExceptionKind;
use crate::native::{NativeResult, Raised};
use crate::text::push_code_point;
use crate::value::Value;
use crate::vm::Vm;

/// A UnicodeDecodeError about the bytes `start..end`.
#[cold]
pub fn decode_error(vm: &mut Vm, encoding: &str, bytes: &[u8], start: usize, end: usize, reason: &str) -> Raised {
    let (encoding, reason, object) = (vm.str(encoding), vm.str(reason), vm.bytes(bytes));
    let (start, end) = (Value::index(start), Value::index(end));
    let args = vec![encoding.clone(), object.clone(), start.clone(), end.clone(), reason.clone()];
    let raised = vm.error_with(ExceptionKind::UnicodeDecodeError, args);
    set_fields(&raised, [encoding, object, start, end, reason]);
    raised
}

/// Bytes that an encoding does not understand.
pub(super) struct Malformed {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) reason: &'static str,
}

/// What is being decoded, and what came out so far.
struct Decoder<'b> {
    bytes: &'b [u8],
    name: &'static str,
    encoding: Encoding,
    errors: &'b str,
    out: Vec<u8>,
}

pub(super) fn decode(vm: &mut Vm, bytes: &[u8], encoding: Encoding, errors: &str) -> NativeResult {
    vm.check_text_size(bytes.len())?;
    if encoding == Encoding::Utf8 && std::str::from_utf8(bytes).is_ok()
        || encoding == Encoding::Ascii && bytes.is_ascii()
    {
        return Ok(vm.str_from_wtf8(bytes));
    }
    let mut decoder =
        Decoder { bytes, name: encoding.error_name(), encoding, errors, out: Vec::with_capacity(bytes.len() + 8) };
    match encoding {
        Encoding::Utf8 => decoder.utf8(vm, 0)?,
        Encoding::Utf8Signature => {
            let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            decoder.utf8(vm, start)?;
        }
        Encoding::Ascii => decoder
            .bytewise(vm, "ordinal not in range(128)", |byte| if byte < 0x80 { Some(u32::from(byte)) } else { None })?,
        Encoding::Latin1 => decoder.bytewise(vm, "", |byte| Some(u32::from(byte)))?,
        Encoding::Windows1252 | Encoding::Iso8859_15 => {
            decoder.bytewise(vm, "character maps to <undefined>", |byte| code_page(encoding, byte))?;
        }
        Encoding::Utf16(order) => decoder.utf16(vm, order)?,
        Encoding::Utf32(order) => decoder.utf32(vm, order)?,
        Encoding::UnicodeEscape | Encoding::RawUnicodeEscape => {
            let mut at = 0;
            while let Some(malformed) = escape::decode(bytes, &mut at, encoding, &mut decoder.out) {
                at = decoder.handle(vm, &malformed)?;
            }
        }
    }
    vm.check_text_size(decoder.out.len())?;
    Ok(vm.str_from_vec(decoder.out))
}

impl Decoder<'_> {
    /// Applies the error handler; returns where decoding continues.
    fn handle(&mut self, vm: &mut Vm, malformed: &Malformed) -> Result<usize, Raised> {
        let bad = &self.bytes[malformed.start..malformed.end];
        let error = |vm: &mut Vm| {
            Err(decode_error(vm, self.name, self.bytes, malformed.start, malformed.end, malformed.reason))
        };
        match Handler::find(vm, self.errors)? {
            Handler::Strict => return error(vm),
            Handler::Ignore => {}
            Handler::Replace => push_code_point(&mut self.out, 0xfffd),
            Handler::BackslashReplace => {
                for byte in bad {
                    self.out.extend_from_slice(format!("\\x{byte:02x}").as_bytes());
                }
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                return Err(vm.type_error("don't know how to handle UnicodeDecodeError in error callback"));
            }
            Handler::SurrogateEscape => {
                let escaped = bad.iter().take(4).take_while(|byte| **byte >= 0x80).count();
                if escaped == 0 {
                    return error(vm);
                }
                for byte in &bad[..escaped] {
                    push_code_point(&mut self.out, 0xdc00 + u32::from(*byte));
                }
                return Ok(malformed.start + escaped);
            }
            Handler::SurrogatePass => return self.surrogate(vm, malformed),
        }
        Ok(malformed.end)
    }

    /// Lets an encoded surrogate through.
    fn surrogate(&mut self, vm: &mut Vm, malformed: &Malformed) -> Result<usize, Raised> {
        let rest = &self.bytes[malformed.start..];
        let found = match (self.encoding, rest) {
            (Encoding::Utf8 | Encoding::Utf8Signature, [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, ..]) => {
                Some((0xd000 | (u32::from(*second) & 0x3f) << 6 | u32::from(*third) & 0x3f, 3))
            }
            (Encoding::Utf16(_), [first, second, ..]) => {
                let pair = [*first, *second];
                let big = self.name == "utf-16-be";
                Some((u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }), 2))
            }
            (Encoding::Utf32(_), [a, b, c, d, ..]) => {
                let four = [*a, *b, *c, *d];
                Some((if self.name == "utf-32-be" { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }, 4))
            }
            _ => None,
        };
        match found {
            Some((c, length)) if crate::text::is_surrogate(c) => {
                push_code_point(&mut self.out, c);
                Ok(malformed.start + length)
            }
            _ => Err(decode_error(vm, self.name, self.bytes, malformed.start, malformed.end, malformed.reason)),
        }
    }

    fn utf8(&mut self, vm: &mut Vm, start: usize) -> Result<(), Raised> {
        let mut at = start;
        loop {
            let rest = &self.bytes[at..];
            let error = match std::str::from_utf8(rest) {
                Ok(_) => {
                    self.out.extend_from_slice(rest);
                    return Ok(());
                }
                Err(error) => error,
            };
            let valid = error.valid_up_to();
            self.out.extend_from_slice(&rest[..valid]);
            let start = at + valid;
            let (end, reason) = match error.error_len() {
                None => (self.bytes.len(), "unexpected end of data"),
                Some(1) if !matches!(self.bytes[start], 0xc2..=0xf4) => (start + 1, "invalid start byte"),
                Some(length) => (start + length, "invalid continuation byte"),
            };
            at = self.handle(vm, &Malformed { start, end, reason })?;
            vm.check_text_size(self.out.len())?;
        }
    }

    fn bytewise(
        &mut self,
        vm: &mut Vm,
        reason: &'static str,
        decode: impl Fn(u8) -> Option<u32>,
    ) -> Result<(), Raised> {
        let mut at = 0;
        while at < self.bytes.len() {
            match decode(self.bytes[at]) {
                Some(c) => {
                    push_code_point(&mut self.out, c);
                    at += 1;
                }
                None => at = self.handle(vm, &Malformed { start: at, end: at + 1, reason })?,
            }
        }
        Ok(())
    }

    fn utf16(&mut self, vm: &mut Vm, order: ByteOrder) -> Result<(), Raised> {
        let mut at = 0;
        let big = match (order, self.bytes) {
            (ByteOrder::Marked, [0xff, 0xfe, ..]) => {
                at = 2;
                false
            }
            (ByteOrder::Marked, [0xfe, 0xff, ..]) => {
                at = 2;
                true
            }
            _ => order == ByteOrder::Big,
        };
        self.name = if big { "utf-16-be" } else { "utf-16-le" };
        let unit = |bytes: &[u8], at: usize| {
            let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
            Some(u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
        };
        while at < self.bytes.len() {
            let malformed = match (unit(self.bytes, at), unit(self.bytes, at + 2)) {
                (None, _) => Malformed { start: at, end: self.bytes.len(), reason: "truncated data" },
                (Some(0xdc00..0xe000), _) => Malformed { start: at, end: at + 2, reason: "illegal encoding" },
                (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                    push_code_point(&mut self.out, 0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)));
                    at += 4;
                    continue;
                }
                (Some(0xd800..0xdc00), Some(_)) => {
                    Malformed { start: at, end: at + 2, reason: "illegal UTF-16 surrogate" }
                }
                (Some(0xd800..0xdc00), None) => {
                    Malformed { start: at, end: self.bytes.len(), reason: "unexpected end of data" }
                }
                (Some(c), _) => {
                    push_code_point(&mut self.out, c);
                    at += 2;
                    continue;
                }
            };
            at = self.handle(vm, &malformed)?;
        }
        Ok(())
    }

    fn utf32(&mut self, vm: &mut Vm, order: ByteOrder) -> Result<(), Raised> {
        let mut at = 0;
        let big = match (order, self.bytes) {
            (ByteOrder::Marked, [0xff, 0xfe, 0, 0, ..]) => {
                at = 4;
                false
            }
            (ByteOrder::Marked, [0, 0, 0xfe, 0xff, ..]) => {
                at = 4;
                true
            }
            _ => order == ByteOrder::Big,
        };
        self.name = if big { "utf-32-be" } else { "utf-32-le" };
        while at < self.bytes.len() {
            let Some(four) = self.bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()) else {
                let malformed = Malformed { start: at, end: self.bytes.len(), reason: "truncated data" };
                at = self.handle(vm, &malformed)?;
                continue;
            };
            let c = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
            let reason = match c {
                0xd800..0xe000 => "code point in surrogate code point range(0xd800, 0xe000)",
                0..0x11_0000 => {
                    push_code_point(&mut self.out, c);
                    at += 4;
                    continue;
                }
                _ => "code point not in range(0x110000)",
            };
            at = self.handle(vm, &Malformed { start: at, end: at + 4, reason })?;
        }
        Ok(())
    }
}
