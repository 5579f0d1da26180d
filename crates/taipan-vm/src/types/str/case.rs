//! Case mapping (`lower`, `title`, ...) and classification (`isalpha`, `isupper`, ...).

use super::characters as chars;
use super::string;
use crate::heap::Kind;
use crate::native::NativeResult;
use crate::text::code_points;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn str_lower(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = string(&args[0]);
    let bytes = text.bytes();
    if text.is_ascii() {
        if args[0].is_exact(Kind::Str) && !bytes.iter().any(u8::is_ascii_uppercase) {
            return Ok(args[0].clone());
        }
        return Ok(vm.str_from_vec(bytes.to_ascii_lowercase()));
    }
    let points: Vec<u32> = code_points(bytes).collect();
    let mut out = Vec::with_capacity(bytes.len());
    for index in 0..points.len() {
        chars::push_lower(&mut out, &points, index);
    }
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_upper(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = string(&args[0]);
    let bytes = text.bytes();
    if text.is_ascii() {
        if args[0].is_exact(Kind::Str) && !bytes.iter().any(u8::is_ascii_lowercase) {
            return Ok(args[0].clone());
        }
        return Ok(vm.str_from_vec(bytes.to_ascii_uppercase()));
    }
    let mut out = Vec::with_capacity(bytes.len());
    for c in code_points(bytes) {
        chars::push_upper(&mut out, c);
    }
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_casefold(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = string(&args[0]);
    if text.is_ascii() {
        return str_lower(vm, args);
    }
    let mut out = Vec::with_capacity(text.bytes().len());
    for c in code_points(text.bytes()) {
        chars::push_folded(&mut out, c);
    }
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_swapcase(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let points: Vec<u32> = code_points(string(&args[0]).bytes()).collect();
    let mut out = Vec::with_capacity(points.len());
    for (index, c) in points.iter().enumerate() {
        if chars::is_upper(*c) {
            chars::push_lower(&mut out, &points, index);
        } else if chars::is_lower(*c) {
            chars::push_upper(&mut out, *c);
        } else {
            crate::text::push_code_point(&mut out, *c);
        }
    }
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_capitalize(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let points: Vec<u32> = code_points(string(&args[0]).bytes()).collect();
    let mut out = Vec::with_capacity(points.len());
    for (index, c) in points.iter().enumerate() {
        if index == 0 {
            chars::push_title(&mut out, *c);
        } else {
            chars::push_lower(&mut out, &points, index);
        }
    }
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_title(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let points: Vec<u32> = code_points(string(&args[0]).bytes()).collect();
    let mut out = Vec::with_capacity(points.len());
    let mut in_word = false;
    for (index, c) in points.iter().enumerate() {
        if in_word {
            chars::push_lower(&mut out, &points, index);
        } else {
            chars::push_title(&mut out, *c);
        }
        in_word = chars::is_cased(*c);
    }
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

/// Whether the text has characters and all of them satisfy `test`.
fn all(value: &Value, ascii: fn(&u8) -> bool, test: fn(u32) -> bool) -> NativeResult {
    let text = string(value);
    let bytes = text.bytes();
    let result = if text.is_ascii() { bytes.iter().all(ascii) } else { code_points(bytes).all(test) };
    Ok(Value::bool(result && !bytes.is_empty()))
}

pub(super) fn str_isalnum(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_alphanumeric, chars::is_alphanumeric)
}

pub(super) fn str_isalpha(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_alphabetic, chars::is_alpha)
}

pub(super) fn str_isdecimal(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_digit, |c| chars::decimal_value(c).is_some())
}

pub(super) fn str_isdigit(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_digit, |c| chars::digit_value(c).is_some())
}

pub(super) fn str_isnumeric(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], u8::is_ascii_digit, |c| chars::numeric_value(c).is_some())
}

pub(super) fn str_isspace(_: &mut Vm, args: &[Value]) -> NativeResult {
    all(&args[0], |b| chars::is_space(u32::from(*b)), chars::is_space)
}

pub(super) fn str_isascii(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(string(&args[0]).is_ascii()))
}

pub(super) fn str_isprintable(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(code_points(string(&args[0]).bytes()).all(chars::is_printable)))
}

/// Whether at least one character has the wanted case and none has another.
fn all_cased(value: &Value, wanted: fn(u32) -> bool, unwanted: fn(u32) -> bool) -> NativeResult {
    let mut found = false;
    for c in code_points(string(value).bytes()) {
        if unwanted(c) || chars::is_title(c) {
            return Ok(Value::FALSE);
        }
        found |= wanted(c);
    }
    Ok(Value::bool(found))
}

pub(super) fn str_islower(_: &mut Vm, args: &[Value]) -> NativeResult {
    all_cased(&args[0], chars::is_lower, chars::is_upper)
}

pub(super) fn str_isupper(_: &mut Vm, args: &[Value]) -> NativeResult {
    all_cased(&args[0], chars::is_upper, chars::is_lower)
}

pub(super) fn str_istitle(_: &mut Vm, args: &[Value]) -> NativeResult {
    let (mut found, mut in_word) = (false, false);
    for c in code_points(string(&args[0]).bytes()) {
        if chars::is_upper(c) || chars::is_title(c) {
            if in_word {
                return Ok(Value::FALSE);
            }
            (found, in_word) = (true, true);
        } else if chars::is_lower(c) {
            if !in_word {
                return Ok(Value::FALSE);
            }
            found = true;
        } else {
            in_word = false;
        }
    }
    Ok(Value::bool(found))
}

pub(super) fn str_isidentifier(_: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(text) = string(&args[0]).as_str() else { return Ok(Value::FALSE) };
    let mut rest = text.chars();
    let starts = rest.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    Ok(Value::bool(starts && rest.all(unicode_ident::is_xid_continue)))
}
