//! Case mapping and classification of bytes, which only know ASCII.

use super::{content, same_type};
use crate::native::NativeResult;
use crate::value::Value;
use crate::vm::Vm;

fn mapped(vm: &mut Vm, value: &Value, map: impl FnOnce(&mut [u8])) -> NativeResult {
    let mut bytes = content(value).to_vec();
    map(&mut bytes);
    Ok(same_type(vm, value, bytes))
}

pub(super) fn bytes_lower(vm: &mut Vm, args: &[Value]) -> NativeResult {
    mapped(vm, &args[0], |bytes| bytes.make_ascii_lowercase())
}

pub(super) fn bytes_upper(vm: &mut Vm, args: &[Value]) -> NativeResult {
    mapped(vm, &args[0], |bytes| bytes.make_ascii_uppercase())
}

pub(super) fn bytes_swapcase(vm: &mut Vm, args: &[Value]) -> NativeResult {
    mapped(vm, &args[0], |bytes| {
        for byte in bytes {
            if byte.is_ascii_alphabetic() {
                *byte ^= 0x20;
            }
        }
    })
}

pub(super) fn bytes_capitalize(vm: &mut Vm, args: &[Value]) -> NativeResult {
    mapped(vm, &args[0], |bytes| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

pub(super) fn bytes_title(vm: &mut Vm, args: &[Value]) -> NativeResult {
    mapped(vm, &args[0], |bytes| {
        let mut in_word = false;
        for byte in bytes {
            if in_word {
                byte.make_ascii_lowercase();
            } else {
                byte.make_ascii_uppercase();
            }
            in_word = byte.is_ascii_alphabetic();
        }
    })
}

fn all(value: &Value, test: fn(&u8) -> bool) -> NativeResult {
    let bytes = content(value);
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(test)))
}

pub(super) fn bytes_isalnum(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_alphanumeric)
}

pub(super) fn bytes_isalpha(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_alphabetic)
}

pub(super) fn bytes_isdigit(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_digit)
}

pub(super) fn bytes_isspace(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], |byte| matches!(byte, b' ' | 9..=13))
}

pub(super) fn bytes_isascii(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(content(&args[0]).is_ascii()))
}

pub(super) fn bytes_islower(_: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = content(&args[0]);
    let result = bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase);
    Ok(Value::bool(result))
}

pub(super) fn bytes_isupper(_: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = content(&args[0]);
    let result = bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase);
    Ok(Value::bool(result))
}

pub(super) fn bytes_istitle(_: &mut Vm, args: &[Value]) -> NativeResult {
    let (mut found, mut in_word) = (false, false);
    for byte in content(&args[0]).iter() {
        let wrong = if in_word { byte.is_ascii_uppercase() } else { byte.is_ascii_lowercase() };
        if wrong {
            return Ok(Value::FALSE);
        }
        in_word = byte.is_ascii_alphabetic();
        found |= in_word;
    }
    Ok(Value::bool(found))
}
