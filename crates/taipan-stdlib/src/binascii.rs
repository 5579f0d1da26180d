//! `binascii`: bytes as hexadecimal and base64 text, and checksums. The uu, quoted-printable and BinHex functions are not
//! there. See <https://docs.python.org/3.13/library/binascii.html>.

use taipan_vm::native::NativeModule;
use taipan_vm::types::StrObject;
use taipan_vm::{ExceptionKind, NativeDef, NativeExceptionDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "binascii", functions: FUNCTIONS, init: Some(init) }
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("a2b_base64", "data, /, *, strict_mode=False", binascii_a2b_base64),
    NativeDef::plain("a2b_hex", "hexstr, /", binascii_unhexlify),
    NativeDef::plain("b2a_base64", "data, /, *, newline=True", binascii_b2a_base64),
    NativeDef::plain("b2a_hex", "data, sep=..., bytes_per_sep=1", binascii_hexlify),
    NativeDef::plain("crc32", "data, crc=0, /", binascii_crc32),
    NativeDef::plain("crc_hqx", "data, crc, /", binascii_crc_hqx),
    NativeDef::plain("hexlify", "data, sep=..., bytes_per_sep=1", binascii_hexlify),
    NativeDef::plain("unhexlify", "hexstr, /", binascii_unhexlify),
];

static ERROR: NativeExceptionDef =
    NativeExceptionDef { name: "Error", module: "binascii", base: ExceptionKind::ValueError };
static INCOMPLETE: NativeExceptionDef =
    NativeExceptionDef { name: "Incomplete", module: "binascii", base: ExceptionKind::Exception };

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    for def in [&ERROR, &INCOMPLETE] {
        let class = vm.native_exception(def)?;
        vm.dict_set_str(dict, def.name, class);
    }
    Ok(())
}

fn data(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    match value.as_bytes() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// Bytes, or text that is ASCII.
fn ascii_data(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    if let Some(text) = value.as_ref::<StrObject>() {
        if !text.is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.bytes().to_vec());
    }
    match value.as_bytes() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => {
            let name = vm.type_name(value);
            let message = format!("argument should be bytes, buffer or ASCII string, not '{name}'");
            Err(vm.type_error(message))
        }
    }
}

fn binascii_hexlify(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = data(vm, &args[0])?;
    let bytes = vm.bytes(bytes);
    let options = if args[1].is_unbound() { Vec::new() } else { vec![args[1].clone(), args[2].clone()] };
    let text = vm.call_method(&bytes, "hex", &options)?;
    let text = text.as_ref::<StrObject>().map(|text| text.bytes().to_vec()).unwrap_or_default();
    Ok(vm.bytes(text))
}

fn binascii_unhexlify(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = ascii_data(vm, &args[0])?;
    if text.len() % 2 != 0 {
        return Err(vm.native_error(&ERROR, "Odd-length string"));
    }
    let digit = |byte: u8| (byte as char).to_digit(16);
    let mut out = Vec::with_capacity(text.len() / 2);
    for pair in text.chunks_exact(2) {
        match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
            _ => return Err(vm.native_error(&ERROR, "Non-hexadecimal digit found")),
        }
    }
    Ok(vm.bytes(out))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn binascii_b2a_base64(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = data(vm, &args[0])?;
    let newline = vm.truthy(&args[1])?;
    vm.check_size(bytes.len().saturating_mul(2))?;
    let mut out = encode_base64(&bytes);
    if newline {
        out.push(b'\n');
    }
    Ok(vm.bytes(out))
}

fn encode_base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4 + 1);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(ALPHABET[(word >> (18 - 6 * i)) as usize & 63]);
            } else {
                out.push(b'=');
            }
        }
    }
    out
}

fn binascii_a2b_base64(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = ascii_data(vm, &args[0])?;
    let strict = vm.truthy(&args[1])?;
    match decode_base64(&text, strict) {
        Ok(bytes) => Ok(vm.bytes(bytes)),
        Err(message) => Err(vm.native_error(&ERROR, message)),
    }
}

/// Decodes base64. Without `strict`, characters of no meaning are skipped, and so is what follows the padding.
fn decode_base64(text: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let value = |byte: u8| ALPHABET.iter().position(|b| *b == byte).map(|value| value as u32);
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut count, mut pads, mut padded) = (0u32, 0u32, 0u32, false);
    if strict && text.first() == Some(&b'=') {
        return Err(String::from("Leading padding not allowed"));
    }
    for (index, byte) in text.iter().enumerate() {
        if *byte == b'=' {
            padded = true;
            pads += 1;
            if count >= 2 && count + pads >= 4 {
                if strict && index + 1 < text.len() {
                    return Err(String::from("Excess data after padding"));
                }
                return Ok(out);
            }
            if strict && count < 2 {
                return Err(String::from("Discontinuous padding not allowed"));
            }
            continue;
        }
        let Some(value) = value(*byte) else {
            if strict {
                return Err(String::from("Only base64 data is allowed"));
            }
            continue;
        };
        if strict && padded {
            return Err(String::from("Discontinuous padding not allowed"));
        }
        pads = 0;
        word = word << 6 | value;
        count = (count + 1) % 4;
        match count {
            2 => out.push((word >> 4) as u8),
            3 => out.push((word >> 2) as u8),
            0 => out.push(word as u8),
            _ => {}
        }
    }
    match count {
        0 => Ok(out),
        1 => {
            let characters = out.len() / 3 * 4 + 1;
            Err(format!(
                "Invalid base64-encoded string: number of data characters ({characters}) cannot be 1 more than a multiple \
                 of 4"
            ))
        }
        _ => Err(String::from("Incorrect padding")),
    }
}

fn binascii_crc32(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let start = vm.index_big(&args[1])?;
    let start = start.to_signed_bytes_le();
    let mut word = [if start.last().is_some_and(|b| *b >= 0x80) { 0xff } else { 0 }; 4];
    for (slot, byte) in word.iter_mut().zip(&start) {
        *slot = *byte;
    }
    let bytes = data(vm, &args[0])?;
    let mut hasher = crc32fast::Hasher::new_with_initial(u32::from_le_bytes(word));
    hasher.update(&bytes);
    Ok(Value::index(hasher.finalize() as usize))
}

fn binascii_crc_hqx(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = data(vm, &args[0])?;
    let mut crc = (vm.index(&args[1])? & 0xffff) as u16;
    for byte in bytes {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 };
        }
    }
    Ok(Value::index(crc as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64() {
        for text in ["", "a", "ab", "abc", "hello world"] {
            let encoded = encode_base64(text.as_bytes());
            assert_eq!(decode_base64(&encoded, true).as_deref(), Ok(text.as_bytes()));
        }
        assert_eq!(encode_base64(b"ab"), b"YWI=");
        assert_eq!(decode_base64(b"YW\nI=", false).as_deref(), Ok(&b"ab"[..]));
        assert_eq!(decode_base64(b"YWI", false), Err(String::from("Incorrect padding")));
        assert!(decode_base64(b"YWJjY", false).is_err());
        assert!(decode_base64(b"YW I=", true).is_err());
    }
}
