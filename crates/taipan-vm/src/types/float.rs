//! `float`: the table of its abilities and methods. The payload is in `heap/object.rs`; hexadecimal text is in
//! `float/hex.rs`. See <https://docs.python.org/3.13/library/stdtypes.html#numeric-types-int-float-complex>.

mod hex;

use crate::exceptions::ExceptionKind;
use crate::format::float_digits::{Presentation, float_body, float_repr};
use crate::format::{FormatSpec, format_float};
use crate::heap::{FloatObject, Kind};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::numbers::{compare_int_float, decompose, parse_float};
use crate::types::{
    BinaryOp, CompareOp, GetSetDef, HashSlot, Slots, StrObject, UnaryOp, ascii_digits_and_spaces, bytes_content,
    float_to_int,
};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::One;
use std::cmp::Ordering;

/// What `float` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(float_repr_value),
    hash: HashSlot::Value(float_hash),
    truth: Some(float_truth),
    compare: Some(float_compare),
    binary: Some(float_binary),
    binary_ops: &[
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::DivMod,
        BinaryOp::Pow,
    ],
    unary: Some(float_unary),
    unary_ops: &[UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Abs],
    format: Some(float_format),
    new: Some(NativeDef::flow("__new__", "cls, x=0, /", float_new)),
    construct: Some(NativeDef::flow("float", "x=0, /", float_construct)),
    methods: METHODS,
    class_methods: &[
        NativeDef::flow("fromhex", "cls, string, /", float_fromhex),
        NativeDef::plain("__getformat__", "cls, typestr, /", float_getformat),
    ],
    getset: &[
        GetSetDef { name: "real", get: float_real, set: None },
        GetSetDef { name: "imag", get: float_imag, set: None },
    ],
    subclassable: true,
    doc: "Floating-point numbers of 64 bits.",
    ..Slots::NONE
};

const METHODS: &[NativeDef] = &[
    NativeDef::plain("as_integer_ratio", "self, /", float_as_integer_ratio),
    NativeDef::plain("conjugate", "self, /", float_float),
    NativeDef::plain("hex", "self, /", hex::float_hex),
    NativeDef::plain("is_integer", "self, /", float_is_integer),
    NativeDef::plain("__float__", "self, /", float_float),
    NativeDef::plain("__int__", "self, /", float_int),
    NativeDef::plain("__trunc__", "self, /", float_int),
    NativeDef::plain("__floor__", "self, /", float_floor),
    NativeDef::plain("__ceil__", "self, /", float_ceil),
    NativeDef::plain("__round__", "self, ndigits=None, /", float_round),
    NativeDef::plain("__getnewargs__", "self, /", float_getnewargs),
];

/// The number in a value whose kind is known to be `float`.
#[inline]
fn float(value: &Value) -> f64 {
    value.as_float().unwrap_or(0.0)
}

fn float_repr_value(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.str_from_wtf8(float_repr(float(value), true).as_bytes()))
}

fn float_hash(_: &mut Vm, value: &Value) -> Result<i64, Raised> {
    Ok(crate::hash::hash_float(float(value), value.address()))
}

fn float_truth(_: &mut Vm, value: &Value) -> Result<bool, Raised> {
    Ok(float(value) != 0.0)
}

fn float_format(vm: &mut Vm, value: &Value, spec: &str) -> NativeResult {
    if spec.is_empty() {
        return float_repr_value(vm, value);
    }
    // The commonest specifications are a number of decimals.
    if let [b'.', digit @ b'0'..=b'9', b'f'] = spec.as_bytes()
        && float(value).is_finite()
    {
        let x = float(value);
        let mut text = float_body(x, Presentation::Fixed, usize::from(digit - b'0'), false);
        if x.is_sign_negative() {
            text.insert(0, b'-');
        }
        return Ok(vm.str_from_vec(text));
    }
    let spec = FormatSpec::parse_checked(vm, spec.as_bytes(), "float")?;
    match format_float(float(value), &spec) {
        Ok(text) => Ok(vm.str_from_vec(text)),
        Err(error) => Err(error.raise(vm)),
    }
}

/// Comparison of a float with a float or an integer, exact for integers of any size.
pub(crate) fn float_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let Some(x) = a.as_float() else { return Ok(Value::NOT_IMPLEMENTED) };
    let ordering: Option<Ordering> = match (b.as_float(), b.as_integer()) {
        (Some(y), _) => x.partial_cmp(&y),
        (None, Some(int)) => compare_int_float(int, x).map(Ordering::reverse),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(match ordering {
        Some(ordering) => op.holds(ordering),
        None => op == CompareOp::Ne,
    }))
}

/// An operand as a float; `None` when it is no real number.
fn operand(vm: &mut Vm, value: &Value) -> Result<Option<f64>, Raised> {
    if let Some(float) = value.as_float() {
        return Ok(Some(float));
    }
    match value.as_integer() {
        Some(int) => match int.to_f64() {
            Some(float) => Ok(Some(float)),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
        None => Ok(None),
    }
}

fn float_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if matches!(a.kind(), Kind::Float | Kind::Int | Kind::Bool)
        && matches!(b.kind(), Kind::Float | Kind::Int | Kind::Bool)
    {
        let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        return float_arithmetic(vm, op, x, y);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

/// Arithmetic of two floats.
pub(crate) fn float_arithmetic(vm: &mut Vm, op: BinaryOp, x: f64, y: f64) -> NativeResult {
    let result = match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::TrueDiv if y != 0.0 => x / y,
        BinaryOp::FloorDiv if y != 0.0 => divide_floor(x, y).0,
        BinaryOp::Mod if y != 0.0 => divide_floor(x, y).1,
        BinaryOp::DivMod if y != 0.0 => {
            let (quotient, remainder) = divide_floor(x, y);
            let (quotient, remainder) = (vm.float(quotient), vm.float(remainder));
            return Ok(vm.pair(quotient, remainder));
        }
        BinaryOp::TrueDiv => return Err(vm.zero_division_error("float division by zero")),
        BinaryOp::FloorDiv => return Err(vm.zero_division_error("float floor division by zero")),
        BinaryOp::Mod => return Err(vm.zero_division_error("float modulo by zero")),
        BinaryOp::DivMod => return Err(vm.zero_division_error("float divmod()")),
        BinaryOp::Pow => return float_power(vm, x, y),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(vm.float(result))
}

/// Quotient rounded down and remainder with the divisor's sign; the divisor is not zero.
fn divide_floor(x: f64, y: f64) -> (f64, f64) {
    let mut remainder = x % y;
    let mut quotient = (x - remainder) / y;
    if remainder != 0.0 {
        if (y < 0.0) != (remainder < 0.0) {
            remainder += y;
            quotient -= 1.0;
        }
    } else {
        // A zero remainder has the sign of the divisor.
        remainder = 0f64.copysign(y);
    }
    let quotient = if quotient != 0.0 {
        let floor = quotient.floor();
        // The quotient is a whole number but for rounding errors.
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0f64.copysign(x / y)
    };
    (quotient, remainder)
}

/// `x ** y`; complex for a negative base and a fractional exponent.
pub(crate) fn float_power(vm: &mut Vm, x: f64, y: f64) -> NativeResult {
    if x == 0.0 && y < 0.0 {
        return Err(vm.zero_division_error("0.0 cannot be raised to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return crate::types::complex_power(vm, (x, 0.0), (y, 0.0));
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(result))
}

/// `OverflowError(34, 'Numerical result out of range')`
#[cold]
fn range_error(vm: &mut Vm) -> Raised {
    let text = vm.str("Numerical result out of range");
    vm.error_with(ExceptionKind::OverflowError, vec![Value::index(34), text])
}

fn float_unary(vm: &mut Vm, op: UnaryOp, value: &Value) -> NativeResult {
    let x = float(value);
    let result = match op {
        UnaryOp::Neg => -x,
        UnaryOp::Pos => x,
        UnaryOp::Abs => x.abs(),
        UnaryOp::Invert => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(vm.float(result))
}

// ---- construction ----

/// A new object of a `float` class.
fn float_for_class(vm: &mut Vm, class: &Value, value: f64) -> Value {
    let exact = vm.builtin_class(Kind::Float);
    if class.is(&exact) {
        return vm.float(value);
    }
    vm.alloc_for_class(class, FloatObject { value })
}

/// `float.__new__(cls, x=0, /)`
fn float_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, value) = (args[0].clone(), &args[1]);
    if value.shape().index() != 0 && value.kind() != Kind::Str {
        let name = vm.names.float.clone();
        if let Some(method) = vm.lookup_special(value, &name)
            && method.kind() == Kind::Function
        {
            let owner = vm.type_name(value);
            return Flow::call_then(method, vec![value.clone()], move |vm, result| match result {
                Ok(result) => match result.as_float() {
                    Some(float) => Flow::Return(float_for_class(vm, &class, float)),
                    None => {
                        let name = vm.type_name(&result);
                        Flow::Raise(vm.type_error(format!("{owner}.__float__ returned non-float (type {name})")))
                    }
                },
                Err(raised) => Flow::Raise(raised),
            });
        }
    }
    match number_from(vm, value) {
        Ok(float) => Flow::Return(float_for_class(vm, &class, float)),
        Err(raised) => Flow::Raise(raised),
    }
}

/// `float(x=0, /)`
fn float_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].shape().index() == 0 {
        return match number_from(vm, &args[0]) {
            Ok(number) => Flow::Return(vm.float(number)),
            Err(raised) => Flow::Raise(raised),
        };
    }
    let class = vm.builtin_class(Kind::Float);
    float_new(vm, &[class, args[0].clone()])
}

fn number_from(vm: &mut Vm, value: &Value) -> Result<f64, Raised> {
    match value.kind() {
        Kind::Str => return float_from_text(vm, value),
        Kind::Bytes | Kind::ByteArray => {
            let text = bytes_content(value).unwrap_or_default();
            return match parse_float(&text) {
                Some(float) => Ok(float),
                None => {
                    let shown = vm.bytes(text);
                    Err(parse_error(vm, &shown))
                }
            };
        }
        Kind::Int | Kind::Bool | Kind::Float if value.shape().index() == 0 => return vm.to_f64(value),
        _ => {}
    }
    let name = vm.names.float.clone();
    let real = matches!(value.kind(), Kind::Int | Kind::Bool | Kind::Float)
        || vm.lookup_special(value, &name).is_some()
        || vm.has_index(value);
    if !real {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("float() argument must be a string or a real number, not '{name}'")));
    }
    vm.to_f64(value)
}

/// `float(text)` for a `str` value.
fn float_from_text(vm: &mut Vm, value: &Value) -> Result<f64, Raised> {
    let text = value.expect_ref::<StrObject>();
    let parsed =
        if text.is_ascii() { parse_float(text.bytes()) } else { parse_float(&ascii_digits_and_spaces(text.bytes())) };
    match parsed {
        Some(float) => Ok(float),
        None => Err(parse_error(vm, value)),
    }
}

#[cold]
fn parse_error(vm: &mut Vm, shown: &Value) -> Raised {
    let repr = match vm.repr(shown) {
        Ok(repr) => repr,
        Err(raised) => return raised,
    };
    let mut message = b"could not convert string to float: ".to_vec();
    message.extend_from_slice(repr.expect_ref::<StrObject>().bytes());
    let message = vm.str_from_vec(message);
    vm.error_with(ExceptionKind::ValueError, vec![message])
}

fn float_fromhex(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = args[0].clone();
    let text = match vm.expect_str(&args[1], "fromhex() argument") {
        Ok(text) => text,
        Err(raised) => return Flow::Raise(raised),
    };
    let value = match hex::parse(text.bytes()) {
        Ok(value) => value,
        Err(hex::HexError::Invalid) => {
            return Flow::Raise(vm.value_error("invalid hexadecimal floating-point string"));
        }
        Err(hex::HexError::TooLarge) => {
            return Flow::Raise(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
    };
    let value = vm.float(value);
    let exact = vm.builtin_class(Kind::Float);
    if class.is(&exact) {
        return Flow::Return(value);
    }
    Flow::TailCall(crate::native::Call::new(class, vec![value]))
}

fn float_getformat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let kind = vm.expect_str(&args[1], "__getformat__() argument")?;
    match kind.bytes() {
        b"double" | b"float" if cfg!(target_endian = "little") => vm.ok_str("IEEE, little-endian"),
        b"double" | b"float" => vm.ok_str("IEEE, big-endian"),
        _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

// ---- methods ----

fn float_float(vm: &mut Vm, args: &[Value]) -> NativeResult {
    float_real(vm, &args[0])
}

fn float_real(vm: &mut Vm, value: &Value) -> NativeResult {
    if value.is_exact(Kind::Float) {
        return Ok(value.clone());
    }
    Ok(vm.float(float(value)))
}

fn float_imag(vm: &mut Vm, _: &Value) -> NativeResult {
    Ok(vm.float(0.0))
}

fn float_int(vm: &mut Vm, args: &[Value]) -> NativeResult {
    float_to_int(vm, float(&args[0]))
}

fn float_floor(vm: &mut Vm, args: &[Value]) -> NativeResult {
    float_to_int(vm, float(&args[0]).floor())
}

fn float_ceil(vm: &mut Vm, args: &[Value]) -> NativeResult {
    float_to_int(vm, float(&args[0]).ceil())
}

fn float_is_integer(_: &mut Vm, args: &[Value]) -> NativeResult {
    let x = float(&args[0]);
    Ok(Value::bool(x.is_finite() && x == x.trunc()))
}

fn float_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let value = vm.float(float(&args[0]));
    Ok(vm.tuple(vec![value]))
}

fn float_as_integer_ratio(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = float(&args[0]);
    if x.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    if x == 0.0 {
        return Ok(vm.pair(Value::index(0), Value::index(1)));
    }
    let (mantissa, exponent) = decompose(x);
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (mantissa >> zeros, exponent + i64::from(zeros));
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::one();
    if exponent >= 0 {
        numerator <<= exponent as u64;
    } else {
        denominator <<= -exponent as u64;
    }
    if x < 0.0 {
        numerator = -numerator;
    }
    let (numerator, denominator) = (vm.bigint(numerator), vm.bigint(denominator));
    Ok(vm.pair(numerator, denominator))
}

/// `round(float, ndigits)`: correct for the exact decimal value of the float, half to even.
fn float_round(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = float(&args[0]);
    if args[1].is_none() {
        return float_to_int(vm, x.round_ties_even());
    }
    let digits = vm.index_clamped(&args[1])?;
    match round_to(x, digits) {
        Some(rounded) => Ok(vm.float(rounded)),
        None => Err(vm.overflow_error("rounded value too large to represent")),
    }
}

/// `x` rounded to so many decimal digits; `None` when the result is too large.
pub(crate) fn round_to(x: f64, digits: i64) -> Option<f64> {
    // Beyond these bounds rounding changes nothing, or leaves only a zero.
    if !x.is_finite() || digits > 323 {
        return Some(x);
    }
    if digits < -308 {
        return Some(0.0 * x);
    }
    let text = if digits >= 0 {
        float_body(x, Presentation::Fixed, digits as usize, false)
    } else {
        // With d digits before the point, rounding at 10**n keeps d - n of them.
        let exact = float_body(x.trunc(), Presentation::Fixed, 0, false);
        let keep = exact.len() as i64 + digits;
        if keep < 0 || x.trunc() == 0.0 {
            return Some(0.0 * x);
        }
        round_whole(x, &exact, keep as usize)
    };
    let rounded: f64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
    if rounded.is_infinite() {
        return None;
    }
    Some(rounded.copysign(x))
}

/// The whole digits of `x`, rounded half to even to the first `keep` of them, with zeros for the others.
fn round_whole(x: f64, whole: &[u8], keep: usize) -> Vec<u8> {
    let mut digits = whole[..keep].to_vec();
    let rest = &whole[keep..];
    let exact_half = rest[0] == b'5' && rest[1..].iter().all(|d| *d == b'0') && x == x.trunc();
    let odd = keep > 0 && digits[keep - 1] & 1 == 1;
    if if exact_half { odd } else { rest[0] >= b'5' } {
        let mut at = keep;
        loop {
            if at == 0 {
                digits.insert(0, b'1');
                break;
            }
            at -= 1;
            if digits[at] == b'9' {
                digits[at] = b'0';
            } else {
                digits[at] += 1;
                break;
            }
        }
    }
    digits.resize(digits.len() + rest.len(), b'0');
    if digits.is_empty() {
        digits.push(b'0');
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding() {
        for (x, digits, expected) in [
            (2.675, 2, 2.67),
            (0.125, 2, 0.12),
            (1234.5, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.5, -2, 1300.0),
            (50.0, -2, 0.0),
            (51.0, -2, 100.0),
            (-51.0, -2, -100.0),
            (5e22, -22, 4e22 + 1e22),
            (99.5, 0, 100.0),
            (0.5, 0, 0.0),
            (1e22, -400, 0.0),
            (1e-320, 330, 1e-320),
        ] {
            assert_eq!(round_to(x, digits), Some(expected), "round({x}, {digits})");
        }
        assert_eq!(round_to(f64::MAX, -308), None);
    }

    #[test]
    fn floor_division() {
        assert_eq!(divide_floor(-1.0, 0.3).0, -4.0);
        assert_eq!(divide_floor(1.0, -0.3).1, -0.19999999999999996);
        assert!(divide_floor(0.0, -1.0).1.is_sign_negative());
        assert_eq!(divide_floor(1e300, 1e-300).0, f64::INFINITY);
    }
}
