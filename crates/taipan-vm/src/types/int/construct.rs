//! Making integers: `int(...)`, `int.from_bytes`, and conversion from floats and text.

use super::{exact_int, int_for_class, little_endian};
use crate::heap::Kind;
use crate::native::{Flow, NativeResult};
use crate::numbers::{ParseIntError, float_to_big, parse_int};
use crate::types::{StrObject, ascii_digits_and_spaces, bytes_content, bytes_of_items};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};

/// `int.__new__(cls, x=0, /, base=10)`
pub(super) fn int_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, value, base) = (args[0].clone(), &args[1], &args[2]);
    if value.is_unbound() {
        if !base.is_unbound() {
            return Flow::Raise(vm.type_error("int() missing string argument"));
        }
        return int_for_class(vm, &class, Value::index(0)).into();
    }
    if !base.is_unbound() {
        let result = with_base(vm, value, base).and_then(|int| int_for_class(vm, &class, int));
        return result.into();
    }
    if value.shape().index() == 0 {
        let result = native_to_int(vm, value).and_then(|int| int_for_class(vm, &class, int));
        return result.into();
    }
    // An instance of a class written in Python: the first of these special methods converts it.
    for name in [vm.names.int.clone(), vm.names.index.clone(), vm.names.trunc.clone()] {
        let Some(method) = vm.lookup_special(value, &name) else { continue };
        if method.kind() == Kind::MethodDescriptor {
            break;
        }
        let receiver_class = vm.class_of(value);
        let bound = match vm.bind(&method, value, &receiver_class) {
            Ok(bound) => bound,
            Err(raised) => return Flow::Raise(raised),
        };
        return Flow::call_then(bound, Vec::new(), move |vm, result| {
            let checked = result.and_then(|result| check_special(vm, result, &name));
            checked.and_then(|int| int_for_class(vm, &class, int)).into()
        });
    }
    let result = native_to_int(vm, value).and_then(|int| int_for_class(vm, &class, int));
    result.into()
}

/// `int(x=0, /, base=10)`
pub(super) fn int_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[1].is_unbound() && args[0].shape().index() == 0 && !args[0].is_unbound() {
        return native_to_int(vm, &args[0]).into();
    }
    let class = vm.builtin_class(Kind::Int);
    int_new(vm, &[class, args[0].clone(), args[1].clone()])
}

/// Checks what `__int__`, `__index__` or `__trunc__` returned.
fn check_special(vm: &mut Vm, result: Value, name: &Value) -> NativeResult {
    if matches!(result.kind(), Kind::Int | Kind::Bool) {
        return exact_int(vm, &result);
    }
    let method = name.expect_ref::<StrObject>().lossy().into_owned();
    let class = vm.type_name(&result);
    if method == "__trunc__" {
        if vm.has_index(&result) {
            let big = vm.index_big(&result)?;
            return Ok(vm.bigint(big));
        }
        return Err(vm.type_error(format!("__trunc__ returned non-Integral (type {class})")));
    }
    Err(vm.type_error(format!("{method} returned non-int (type {class})")))
}

/// `int(value)` by the builtin layout of the value.
fn native_to_int(vm: &mut Vm, value: &Value) -> NativeResult {
    match value.kind() {
        Kind::Int | Kind::Bool => exact_int(vm, value),
        Kind::Float => float_to_int(vm, value.as_float().unwrap_or(0.0)),
        Kind::Str => integer_from_text(vm, value, 10),
        Kind::Bytes | Kind::ByteArray => integer_from_bytes_text(vm, value, 10),
        _ => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
            )))
        }
    }
}

fn with_base(vm: &mut Vm, value: &Value, base: &Value) -> NativeResult {
    let base = vm.index(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match value.kind() {
        Kind::Str => integer_from_text(vm, value, base as u32),
        Kind::Bytes | Kind::ByteArray => integer_from_bytes_text(vm, value, base as u32),
        _ => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// `int(float)`: the integral part.
pub(crate) fn float_to_int(vm: &mut Vm, value: f64) -> NativeResult {
    if value.abs() < 9e18 {
        return Ok(vm.int(value as i64));
    }
    if value.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(vm.bigint(float_to_big(value)))
}

/// `int(text, base)` for a `str` value.
pub(crate) fn integer_from_text(vm: &mut Vm, value: &Value, base: u32) -> NativeResult {
    let text = value.expect_ref::<StrObject>();
    let converted;
    let ascii = if text.is_ascii() {
        text.bytes()
    } else {
        converted = ascii_digits_and_spaces(text.bytes());
        &converted[..]
    };
    // Most literals are short and plain decimals.
    if base == 10 && !ascii.is_empty() && ascii.len() <= 18 && ascii.iter().all(u8::is_ascii_digit) {
        return Ok(vm.int(ascii.iter().fold(0, |n, digit| n * 10 + i64::from(digit - b'0'))));
    }
    parse(vm, ascii, base, value)
}

fn integer_from_bytes_text(vm: &mut Vm, value: &Value, base: u32) -> NativeResult {
    let text = bytes_content(value).unwrap_or_default();
    let shown = vm.bytes(text.clone());
    parse(vm, &text, base, &shown)
}

fn parse(vm: &mut Vm, text: &[u8], base: u32, shown: &Value) -> NativeResult {
    let limit = vm.host.int_max_str_digits;
    match parse_int(text, base, limit) {
        Ok(int) => Ok(vm.bigint(int)),
        Err(ParseIntError::TooLong(digits)) => Err(vm.value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))),
        Err(ParseIntError::Invalid) => {
            let repr = vm.repr(shown)?;
            let repr = repr.expect_ref::<StrObject>();
            let end = crate::text::byte_offset(repr.bytes(), 200);
            let mut message = format!("invalid literal for int() with base {base}: ").into_bytes();
            message.extend_from_slice(&repr.bytes()[..end]);
            let message = vm.str_from_vec(message);
            Err(vm.error_with(crate::ExceptionKind::ValueError, vec![message]))
        }
    }
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`
pub(super) fn int_from_bytes(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = args[0].clone();
    let (little, signed) = match little_endian(vm, &args[2]).and_then(|l| Ok((l, vm.truthy(&args[3])?))) {
        Ok(options) => options,
        Err(raised) => return Flow::Raise(raised),
    };
    let source = &args[1];
    let finish = move |vm: &mut Vm, bytes: Vec<u8>| -> Flow {
        let value = from_bytes(&bytes, little, signed);
        let value = vm.bigint(value);
        let exact = vm.builtin_class(Kind::Int);
        if class.is(&exact) {
            return Flow::Return(value);
        }
        Flow::TailCall(crate::native::Call::new(class, vec![value]))
    };
    if let Some(bytes) = bytes_content(source) {
        return finish(vm, bytes);
    }
    let name = vm.names.bytes.clone();
    if let Some(method) = vm.lookup_override(source, &name) {
        return Flow::call_then(method, vec![source.clone()], move |vm, result| match result {
            Ok(value) => match bytes_content(&value) {
                Some(bytes) => finish(vm, bytes),
                None => {
                    let name = vm.type_name(&value);
                    Flow::Raise(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")))
                }
            },
            Err(raised) => Flow::Raise(raised),
        });
    }
    if matches!(source.kind(), Kind::Str | Kind::Int | Kind::Bool | Kind::Float | Kind::None) {
        let name = vm.type_name(source);
        return Flow::Raise(vm.type_error(format!("cannot convert '{name}' object to bytes")));
    }
    crate::drain::collect_then(vm, source, move |vm, items| {
        match bytes_of_items(vm, &items, "bytes must be in range(0, 256)") {
            Ok(bytes) => finish(vm, bytes),
            Err(raised) => Flow::Raise(raised),
        }
    })
}

fn from_bytes(bytes: &[u8], little: bool, signed: bool) -> BigInt {
    match (little, signed) {
        (true, true) => BigInt::from_signed_bytes_le(bytes),
        (false, true) => BigInt::from_signed_bytes_be(bytes),
        (true, false) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(bytes)),
        (false, false) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_be(bytes)),
    }
}
