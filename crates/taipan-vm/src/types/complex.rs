//! `complex`: the object, its arithmetic and its methods table. See
//! <https://docs.python.org/3.13/library/stdtypes.html#numeric-types-int-float-complex>.

use crate::exceptions::ExceptionKind;
use crate::format::float_digits::float_repr;
use crate::format::{FormatSpec, format_complex};
use crate::heap::{Kind, Payload};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::numbers::{parse_float, trim_ascii_space};
use crate::types::{BinaryOp, CompareOp, GetSetDef, HashSlot, Slots, StrObject, UnaryOp, ascii_digits_and_spaces};
use crate::value::Value;
use crate::vm::Vm;

/// The payload of `complex`.
pub struct ComplexObject {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Payload for ComplexObject {
    const KIND: Kind = Kind::Complex;
    const CONTAINER: bool = false;
}

/// A complex number as a pair: real and imaginary part.
pub(crate) type Pair = (f64, f64);

/// What `complex` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(complex_repr),
    hash: HashSlot::Value(complex_hash),
    truth: Some(complex_truth),
    compare: Some(complex_compare),
    binary: Some(complex_binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul, BinaryOp::TrueDiv, BinaryOp::Pow],
    unary: Some(complex_unary),
    unary_ops: &[UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Abs],
    format: Some(complex_format),
    new: Some(NativeDef::flow("__new__", "cls, real=..., imag=...", complex_new)),
    methods: &[
        NativeDef::plain("conjugate", "self, /", complex_conjugate),
        NativeDef::plain("__complex__", "self, /", complex_complex),
        NativeDef::plain("__getnewargs__", "self, /", complex_getnewargs),
    ],
    getset: &[
        GetSetDef { name: "real", get: complex_real, set: None },
        GetSetDef { name: "imag", get: complex_imag, set: None },
    ],
    subclassable: true,
    doc: "Complex numbers.",
    ..Slots::NONE
};

impl Value {
    /// The complex number in it, subclasses included; not other numbers.
    pub fn as_complex(&self) -> Option<(f64, f64)> {
        self.as_ref::<ComplexObject>().map(|c| (c.re, c.im))
    }
}

fn complex(value: &Value) -> Pair {
    value.as_complex().unwrap_or((0.0, 0.0))
}

fn complex_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let (re, im) = complex(value);
    let imaginary = float_repr(im, false);
    let mut text = Vec::with_capacity(48);
    if re == 0.0 && re.is_sign_positive() {
        text.extend_from_slice(imaginary.as_bytes());
        text.push(b'j');
        return Ok(vm.str_from_vec(text));
    }
    text.push(b'(');
    text.extend_from_slice(float_repr(re, false).as_bytes());
    if imaginary.as_bytes().first() != Some(&b'-') {
        text.push(b'+');
    }
    text.extend_from_slice(imaginary.as_bytes());
    text.extend_from_slice(b"j)");
    Ok(vm.str_from_vec(text))
}

fn complex_hash(_: &mut Vm, value: &Value) -> Result<i64, Raised> {
    let (re, im) = complex(value);
    let real = crate::hash::hash_float(re, value.address());
    let imaginary = crate::hash::hash_float(im, value.address());
    let hash = real.wrapping_add(imaginary.wrapping_mul(1_000_003));
    Ok(if hash == -1 { -2 } else { hash })
}

fn complex_truth(_: &mut Vm, value: &Value) -> Result<bool, Raised> {
    Ok(complex(value) != (0.0, 0.0))
}

fn complex_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (re, im) = complex(a);
    let equal = if let Some(other) = b.as_complex() {
        (re, im) == other
    } else if let Some(float) = b.as_float() {
        im == 0.0 && re == float
    } else if let Some(int) = b.as_integer() {
        im == 0.0 && crate::numbers::compare_int_float(int, re) == Some(std::cmp::Ordering::Equal)
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn complex_format(vm: &mut Vm, value: &Value, spec: &str) -> NativeResult {
    if spec.is_empty() {
        return complex_repr(vm, value);
    }
    let (re, im) = complex(value);
    let spec = FormatSpec::parse_checked(vm, spec.as_bytes(), "complex")?;
    match format_complex(re, im, &spec) {
        Ok(text) => Ok(vm.str_from_vec(text)),
        Err(error) => Err(error.raise(vm)),
    }
}

/// An operand as a complex number; `None` when it is no number.
fn operand(vm: &mut Vm, value: &Value) -> Result<Option<Pair>, Raised> {
    if let Some(pair) = value.as_complex() {
        return Ok(Some(pair));
    }
    if let Some(float) = value.as_float() {
        return Ok(Some((float, 0.0)));
    }
    match value.as_integer() {
        Some(int) => match int.to_f64() {
            Some(float) => Ok(Some((float, 0.0))),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
        None => Ok(None),
    }
}

fn complex_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (re, im) = match op {
        BinaryOp::Add => (x.0 + y.0, x.1 + y.1),
        BinaryOp::Sub => (x.0 - y.0, x.1 - y.1),
        BinaryOp::Mul => multiply(x, y),
        BinaryOp::TrueDiv => match divide(x, y) {
            Some(quotient) => quotient,
            None => return Err(vm.zero_division_error("complex division by zero")),
        },
        BinaryOp::Pow => return complex_power(vm, x, y),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(vm.complex(re, im))
}

fn multiply(x: Pair, y: Pair) -> Pair {
    (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0)
}

/// Smith's method: scale by the larger part of the divisor, so that nothing overflows on the way.
fn divide(x: Pair, y: Pair) -> Option<Pair> {
    if y.0.abs() >= y.1.abs() {
        if y.0 == 0.0 {
            return None;
        }
        let ratio = y.1 / y.0;
        let denominator = y.0 + y.1 * ratio;
        Some(((x.0 + x.1 * ratio) / denominator, (x.1 - x.0 * ratio) / denominator))
    } else if y.1.abs() >= y.0.abs() {
        let ratio = y.0 / y.1;
        let denominator = y.0 * ratio + y.1;
        Some(((x.0 * ratio + x.1) / denominator, (x.1 * ratio - x.0) / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `x ** y` of complex numbers.
pub(crate) fn complex_power(vm: &mut Vm, x: Pair, y: Pair) -> NativeResult {
    if y == (0.0, 0.0) {
        return Ok(vm.complex(1.0, 0.0));
    }
    if x == (0.0, 0.0) {
        if y.1 != 0.0 || y.0 < 0.0 {
            return Err(vm.zero_division_error("0.0 to a negative or complex power"));
        }
        return Ok(vm.complex(0.0, 0.0));
    }
    // Small whole exponents are multiplied out, which is exact more often.
    let (re, im) = if y.1 == 0.0 && y.0 == y.0.floor() && y.0.abs() <= 100.0 {
        let positive = whole_power(x, y.0.abs() as u32);
        if y.0 > 0.0 {
            positive
        } else {
            match divide((1.0, 0.0), positive) {
                Some(inverse) => inverse,
                None => return Err(vm.zero_division_error("0.0 to a negative or complex power")),
            }
        }
    } else {
        let magnitude = x.0.hypot(x.1);
        let mut length = magnitude.powf(y.0);
        let angle = x.1.atan2(x.0);
        let mut phase = angle * y.0;
        if y.1 != 0.0 {
            length /= (angle * y.1).exp();
            phase += y.1 * magnitude.ln();
        }
        if phase.is_infinite() {
            // The C library calls this a domain error, which CPython takes for a division by zero.
            return Err(vm.zero_division_error("0.0 to a negative or complex power"));
        }
        (length * phase.cos(), length * phase.sin())
    };
    if re.is_infinite() || im.is_infinite() {
        return Err(vm.overflow_error("complex exponentiation"));
    }
    Ok(vm.complex(re, im))
}

fn whole_power(base: Pair, exponent: u32) -> Pair {
    let (mut result, mut factor, mut left) = ((1.0, 0.0), base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = multiply(result, factor);
        }
        left >>= 1;
        if left > 0 {
            factor = multiply(factor, factor);
        }
    }
    result
}

fn complex_unary(vm: &mut Vm, op: UnaryOp, value: &Value) -> NativeResult {
    let (re, im) = complex(value);
    match op {
        UnaryOp::Neg => Ok(vm.complex(-re, -im)),
        UnaryOp::Pos => Ok(vm.complex(re, im)),
        UnaryOp::Abs => {
            let magnitude = re.hypot(im);
            if magnitude.is_infinite() && re.is_finite() && im.is_finite() {
                return Err(vm.overflow_error("absolute value too large"));
            }
            Ok(vm.float(magnitude))
        }
        UnaryOp::Invert => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn complex_real(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.float(complex(value).0))
}

fn complex_imag(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.float(complex(value).1))
}

fn complex_conjugate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (re, im) = complex(&args[0]);
    Ok(vm.complex(re, -im))
}

fn complex_complex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].is_exact(Kind::Complex) {
        return Ok(args[0].clone());
    }
    let (re, im) = complex(&args[0]);
    Ok(vm.complex(re, im))
}

fn complex_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (re, im) = complex(&args[0]);
    let (re, im) = (vm.float(re), vm.float(im));
    Ok(vm.pair(re, im))
}

// ---- construction ----

fn complex_for_class(vm: &mut Vm, class: &Value, (re, im): Pair) -> Value {
    vm.alloc_for_class(class, ComplexObject { re, im })
}

/// `complex.__new__(cls, real=0, imag=0)`
fn complex_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, real, imag) = (&args[0], &args[1], &args[2]);
    if real.is_unbound() && imag.is_unbound() {
        return Flow::Return(complex_for_class(vm, class, (0.0, 0.0)));
    }
    if real.is_exact(Kind::Complex) && imag.is_unbound() {
        let exact = vm.builtin_class(Kind::Complex);
        if class.is(&exact) {
            return Flow::Return(real.clone());
        }
    }
    match pair_from(vm, real, imag) {
        Ok(pair) => Flow::Return(complex_for_class(vm, class, pair)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn pair_from(vm: &mut Vm, real: &Value, imag: &Value) -> Result<Pair, Raised> {
    if real.kind() == Kind::Str {
        if !imag.is_unbound() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        return complex_from_text(vm, real);
    }
    if imag.kind() == Kind::Str {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let (mut re, mut im) = match real.bound() {
        Some(real) => complex_part(vm, real, true)?,
        None => (0.0, 0.0),
    };
    if let Some(imag) = imag.bound() {
        // complex(a, b) is a + b*1j, even if a and b are complex themselves.
        let (imag_re, imag_im) = complex_part(vm, imag, false)?;
        if imag.kind() == Kind::Complex {
            re -= imag_im;
        }
        im = if real.kind() == Kind::Complex { im + imag_re } else { imag_re };
    }
    Ok((re, im))
}

fn complex_part(vm: &mut Vm, value: &Value, first: bool) -> Result<Pair, Raised> {
    if let Some(pair) = value.as_complex() {
        return Ok(pair);
    }
    if first {
        let name = vm.names.complex.clone();
        if let Some(result) = vm.call_special(value, &name, &[]) {
            let result = result?;
            return match result.as_complex() {
                Some(pair) => Ok(pair),
                None => {
                    let (class, name) = (vm.type_name(value), vm.type_name(&result));
                    Err(vm.type_error(format!("{class}.__complex__() must return a complex, not {name}")))
                }
            };
        }
    }
    let name = vm.names.float.clone();
    let real = matches!(value.kind(), Kind::Int | Kind::Bool | Kind::Float)
        || vm.lookup_special(value, &name).is_some()
        || vm.has_index(value);
    if !real {
        let name = vm.type_name(value);
        let message = if first {
            format!("complex() first argument must be a string or a number, not '{name}'")
        } else {
            format!("complex() second argument must be a number, not '{name}'")
        };
        return Err(vm.type_error(message));
    }
    Ok((vm.to_f64(value)?, 0.0))
}

fn complex_from_text(vm: &mut Vm, value: &Value) -> Result<Pair, Raised> {
    let text = value.expect_ref::<StrObject>();
    let ascii = ascii_digits_and_spaces(text.bytes());
    match parse_complex(&ascii) {
        Some(pair) => Ok(pair),
        None if misplaced_underscore(&ascii) => {
            let mut message = b"could not convert string to complex: ".to_vec();
            message.extend_from_slice(vm.repr(value)?.expect_ref::<StrObject>().bytes());
            let message = vm.str_from_vec(message);
            Err(vm.error_with(ExceptionKind::ValueError, vec![message]))
        }
        None => Err(vm.error(ExceptionKind::ValueError, "complex() arg is a malformed string")),
    }
}

/// Whether an underscore does not stand between two digits.
fn misplaced_underscore(text: &[u8]) -> bool {
    let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    (0..text.len()).any(|i| text[i] == b'_' && (i == 0 || !digit(text.get(i - 1)) || !digit(text.get(i + 1))))
}

/// `1+2j`, `(1e3-infj)`, `j` and the like, in ASCII.
fn parse_complex(text: &[u8]) -> Option<Pair> {
    let mut text = trim_ascii_space(text);
    if text.first() == Some(&b'(') && text.last() == Some(&b')') && text.len() >= 2 {
        text = trim_ascii_space(&text[1..text.len() - 1]);
    }
    let Some(body) = text.strip_suffix(b"j").or_else(|| text.strip_suffix(b"J")) else {
        return number(text).map(|re| (re, 0.0));
    };
    // The imaginary part starts at the last sign that is not that of an exponent.
    let split = (1..body.len())
        .rev()
        .find(|i| matches!(body[*i], b'+' | b'-') && !matches!(body[*i - 1], b'e' | b'E'))
        .unwrap_or(0);
    let (real, imaginary) = body.split_at(split);
    let re = if real.is_empty() { 0.0 } else { number(real)? };
    let im = match imaginary {
        b"" | b"+" => 1.0,
        b"-" => -1.0,
        _ => number(imaginary)?,
    };
    Some((re, im))
}

/// A float without spaces around it.
fn number(text: &[u8]) -> Option<f64> {
    if trim_ascii_space(text).len() != text.len() {
        return None;
    }
    parse_float(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsing() {
        for (text, pair) in [
            ("1", (1.0, 0.0)),
            ("1+2j", (1.0, 2.0)),
            (" ( -1e3-2.5J ) ", (-1000.0, -2.5)),
            ("j", (0.0, 1.0)),
            ("-j", (0.0, -1.0)),
            ("1e-3j", (0.0, 1e-3)),
            ("1e+3+1e-3j", (1e3, 1e-3)),
            ("2-j", (2.0, -1.0)),
        ] {
            assert_eq!(parse_complex(text.as_bytes()), Some(pair), "{text}");
        }
        for text in ["", "1+2", "1 + 2j", "x", "1+2j+3", "1jj", "++1j"] {
            assert_eq!(parse_complex(text.as_bytes()), None, "{text}");
        }
    }
}
