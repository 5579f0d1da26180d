//! Integers and floats of any size seen through one pair of eyes: the borrowed [`IntRef`], and the conversions, comparisons
//! and parsers that must round correctly. Pure functions: no VM, no exceptions.

use crate::heap::IntObject;
use crate::value::Value;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;

/// An integer inside a value: small, or a reference to a big one. Booleans count as 0 and 1.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'v> {
    /// It is immediate.
    Small(i64),
    /// It is on the heap; instances of subclasses of `int` may be small in value and still be here.
    Big(&'v BigInt),
}

impl Value {
    /// The integer in it, `bool` and subclasses of `int` included.
    #[inline]
    pub fn as_integer(&self) -> Option<IntRef<'_>> {
        if let Some(i) = self.as_int_or_bool() {
            return Some(IntRef::Small(i));
        }
        self.as_ref::<IntObject>().map(|int| IntRef::Big(&int.value))
    }
}

impl crate::Vm {
    /// `int(value)` of a float: its integral part; ValueError for NaN, OverflowError for infinities.
    pub fn float_to_int(&mut self, value: f64) -> crate::NativeResult {
        crate::types::float_to_int(self, value)
    }
}

impl<'v> IntRef<'v> {
    /// As a big integer.
    pub fn to_big(self) -> Cow<'v, BigInt> {
        match self {
            IntRef::Small(i) => Cow::Owned(BigInt::from(i)),
            IntRef::Big(big) => Cow::Borrowed(big),
        }
    }

    /// As an `i64`, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(i),
            IntRef::Big(big) => big.to_i64(),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        match self {
            IntRef::Small(i) => i == 0,
            IntRef::Big(big) => big.is_zero(),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(i) => i < 0,
            IntRef::Big(big) => big.is_negative(),
        }
    }

    /// The nearest float, ties to even; `None` when it is out of range.
    pub fn to_f64(self) -> Option<f64> {
        match self {
            IntRef::Small(i) => Some(i as f64),
            IntRef::Big(big) => big_to_f64(big),
        }
    }

    /// How many bits its magnitude has.
    pub fn bits(self) -> u64 {
        match self {
            IntRef::Small(i) => 64 - u64::from(i.unsigned_abs().leading_zeros()),
            IntRef::Big(big) => big.bits(),
        }
    }
}

/// Compares two integers.
pub fn compare_ints(a: IntRef<'_>, b: IntRef<'_>) -> Ordering {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
        _ => a.to_big().cmp(&b.to_big()),
    }
}

/// Compares an integer with a float exactly; `None` for NaN.
pub fn compare_int_float(int: IntRef<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    match int {
        IntRef::Small(i) if i.unsigned_abs() <= 1 << 53 => (i as f64).partial_cmp(&float),
        _ => {
            let whole = float_to_big(float);
            let order = int.to_big().as_ref().cmp(&whole);
            Some(order.then_with(|| {
                let fraction = float - float.trunc();
                0.0.partial_cmp(&fraction).unwrap_or(Ordering::Equal)
            }))
        }
    }
}

/// `mantissa * 2**exponent`, a little more if `sticky`, as the nearest float (ties to even); `None` when out of range. With
/// `sticky` the mantissa must have at least 55 bits.
pub fn scaled_to_f64(mantissa: u128, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 128 - i64::from(mantissa.leading_zeros());
    let top = exponent.saturating_add(bits - 1);
    if top > 1023 {
        return None;
    }
    // Exponent of the last bit that the result can hold.
    let last = (top - 52).max(-1074);
    let shift = last - exponent;
    let rounded = if shift <= 0 {
        (mantissa << -shift) as u64
    } else if shift > 128 {
        0
    } else {
        let quotient = if shift == 128 { 0 } else { (mantissa >> shift) as u64 };
        let half = 1u128 << (shift - 1);
        let rest = if shift == 128 { mantissa } else { mantissa & ((1u128 << shift) - 1) };
        let up = rest > half || rest == half && (sticky || quotient & 1 == 1);
        quotient + u64::from(up)
    };
    // Both factors and the product are representable, so nothing is rounded again.
    let unit =
        if last < -1022 { f64::from_bits(1 << (last + 1074)) } else { f64::from_bits(((last + 1023) as u64) << 52) };
    let result = rounded as f64 * unit;
    if result.is_finite() { Some(result) } else { None }
}

/// `mantissa * 2**exponent` equal to the magnitude of a finite float.
pub fn decompose(value: f64) -> (u64, i64) {
    let bits = value.to_bits() & (u64::MAX >> 1);
    let raw = (bits >> 52) as i64;
    let fraction = bits & ((1 << 52) - 1);
    if raw == 0 { (fraction, -1074) } else { (fraction | 1 << 52, raw - 1075) }
}

/// `value * 2**exponent`, correctly rounded; `None` when it overflows.
pub fn scale_by_power_of_two(value: f64, exponent: i64) -> Option<f64> {
    if value == 0.0 || !value.is_finite() {
        return Some(value);
    }
    let (mantissa, own) = decompose(value);
    let result = scaled_to_f64(u128::from(mantissa), false, own.saturating_add(exponent))?;
    Some(if value < 0.0 { -result } else { result })
}

/// The nearest float to a big integer, ties to even; `None` when it is out of range.
pub fn big_to_f64(value: &BigInt) -> Option<f64> {
    let magnitude = value.magnitude();
    let result = magnitude_to_f64(magnitude, 0)?;
    Some(if value.is_negative() { -result } else { result })
}

fn magnitude_to_f64(magnitude: &BigUint, exponent: i64) -> Option<f64> {
    let bits = magnitude.bits();
    if bits <= 128 {
        return scaled_to_f64(magnitude.to_u128().expect("at most 128 bits"), false, exponent);
    }
    if bits > 5000 && exponent == 0 {
        return None;
    }
    let shift = bits - 128;
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < shift);
    let top = (magnitude >> shift).to_u128().expect("128 bits are left");
    scaled_to_f64(top, sticky, exponent + shift as i64)
}

/// `a / b` correctly rounded, `b` not zero; `None` when the result is out of range.
pub fn true_divide(a: IntRef<'_>, b: IntRef<'_>) -> Option<f64> {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && x.unsigned_abs() <= 1 << 53
        && y.unsigned_abs() <= 1 << 53
    {
        return Some(x as f64 / y as f64);
    }
    let (a, b) = (a.to_big(), b.to_big());
    let negative = a.is_negative() != b.is_negative();
    if a.is_zero() {
        return Some(if b.is_negative() { -0.0 } else { 0.0 });
    }
    // A quotient of 66 or 67 bits and the remainder's presence decide the rounding.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    if shift < -2000 {
        return None;
    }
    if shift > 2000 {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    let (numerator, denominator) = if shift >= 0 {
        (a.magnitude() << shift as u64, b.magnitude().clone())
    } else {
        (a.magnitude().clone(), b.magnitude() << (-shift) as u64)
    };
    let (quotient, remainder) = num_integer::Integer::div_rem(&numerator, &denominator);
    let quotient = quotient.to_u128().expect("the quotient has at most 67 bits");
    let result = scaled_to_f64(quotient, !remainder.is_zero(), -shift)?;
    Some(if negative { -result } else { result })
}

/// The integral part of a finite float.
pub fn float_to_big(value: f64) -> BigInt {
    if value.abs() < 9e18 {
        return BigInt::from(value as i64);
    }
    let (mantissa, exponent) = decompose(value);
    let magnitude = BigUint::from(mantissa) << exponent as u64;
    BigInt::from_biguint(if value < 0.0 { Sign::Minus } else { Sign::Plus }, magnitude)
}

/// Why a text is not an integer.
#[derive(Debug, PartialEq, Eq)]
pub enum ParseIntError {
    /// It does not have the form of an integer.
    Invalid,
    /// It has this many digits, more than the limit.
    TooLong(usize),
}

/// The integer in ASCII text, as `int(text, base)` reads it; `base` is 0 or 2 to 36. With `limit` not zero, decimal and other
/// slow conversions take at most so many digits.
pub fn parse_int(text: &[u8], base: u32, limit: usize) -> Result<BigInt, ParseIntError> {
    let mut rest = trim_ascii_space(text);
    let negative = match rest.first() {
        Some(b'-') => {
            rest = &rest[1..];
            true
        }
        Some(b'+') => {
            rest = &rest[1..];
            false
        }
        _ => false,
    };
    let mut base = base;
    let prefix = match rest {
        [b'0', letter, ..] => match letter | 0x20 {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => 0,
        },
        _ => 0,
    };
    let mut only_zeros = false;
    if prefix != 0 && (base == 0 || base == prefix) {
        base = prefix;
        rest = &rest[2..];
        if rest.first() == Some(&b'_') {
            rest = &rest[1..];
        }
    } else if base == 0 {
        base = 10;
        only_zeros = rest.first() == Some(&b'0');
    }
    let mut digits = Vec::with_capacity(rest.len());
    let mut after_digit = false;
    for byte in rest {
        if *byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        match (*byte as char).to_digit(base) {
            Some(digit) => digits.push(digit as u8),
            None => return Err(ParseIntError::Invalid),
        }
        after_digit = true;
    }
    if !after_digit || only_zeros && digits.iter().any(|d| *d != 0) {
        return Err(ParseIntError::Invalid);
    }
    if !base.is_power_of_two() && limit != 0 && digits.len() > limit {
        return Err(ParseIntError::TooLong(digits.len()));
    }
    let magnitude = magnitude_of_digits(&digits, base);
    Ok(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

/// The number with these digits, most significant first. Long ones are halved, so that fast multiplication does the work.
fn magnitude_of_digits(digits: &[u8], base: u32) -> BigUint {
    if digits.len() <= 12 {
        let value = digits.iter().fold(0u64, |value, digit| value * u64::from(base) + u64::from(*digit));
        return BigUint::from(value);
    }
    if digits.len() < 2000 || base.is_power_of_two() {
        return BigUint::from_radix_be(digits, base).expect("all digits are below the base");
    }
    let low = digits.len() / 2;
    let (high_digits, low_digits) = digits.split_at(digits.len() - low);
    let high = magnitude_of_digits(high_digits, base);
    high * BigUint::from(base).pow(low as u32) + magnitude_of_digits(low_digits, base)
}

/// Without ASCII white space at both ends, as `str.isspace` understands it.
pub fn trim_ascii_space(text: &[u8]) -> &[u8] {
    let space = |byte: &u8| matches!(byte, b' ' | 9..=13 | 0x1c..=0x1f);
    let start = text.iter().position(|b| !space(b)).unwrap_or(text.len());
    let end = text.iter().rposition(|b| !space(b)).map_or(start, |i| i + 1);
    &text[start..end]
}

/// The float in ASCII text, as `float(text)` reads it.
pub fn parse_float(text: &[u8]) -> Option<f64> {
    let text = trim_ascii_space(text);
    if !text.contains(&b'_') {
        return std::str::from_utf8(text).ok()?.parse().ok();
    }
    let mut plain = Vec::with_capacity(text.len());
    for (i, byte) in text.iter().enumerate() {
        if *byte != b'_' {
            plain.push(*byte);
            continue;
        }
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        if i == 0 || !digit(text.get(i - 1)) || !digit(text.get(i + 1)) {
            return None;
        }
    }
    std::str::from_utf8(&plain).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().expect("a literal")
    }

    #[test]
    fn rounding_to_floats() {
        assert_eq!(big_to_f64(&big("9007199254740993")), Some(9007199254740992.0));
        assert_eq!(big_to_f64(&big("9007199254740995")), Some(9007199254740996.0));
        assert_eq!(big_to_f64(&(BigInt::from(1) << 1024)), None);
        let mut nearly = BigInt::from(1) << 200;
        nearly += (BigInt::from(1) << 147) + 1;
        assert_eq!(big_to_f64(&nearly), Some(2f64.powi(200) + 2f64.powi(148)));
        assert_eq!(scaled_to_f64(1, false, -1074), Some(5e-324));
        assert_eq!(scaled_to_f64(1, false, -1075), Some(0.0));
        assert_eq!(scaled_to_f64(3, false, -1075), Some(1e-323));
        assert_eq!(scale_by_power_of_two(1.5, -1074), Some(1e-323));
        assert_eq!(scale_by_power_of_two(1.0, 1024), None);
    }

    #[test]
    fn division() {
        let (a, b) = (big(&format!("1{}", "0".repeat(400))), big(&format!("3{}", "0".repeat(399))));
        assert_eq!(true_divide(IntRef::Big(&a), IntRef::Big(&b)), Some(10.0 / 3.0));
        assert_eq!(true_divide(IntRef::Small(1), IntRef::Big(&a)), Some(0.0));
        assert_eq!(true_divide(IntRef::Big(&a), IntRef::Small(1)), None);
        assert_eq!(true_divide(IntRef::Small(-7), IntRef::Small(2)), Some(-3.5));
    }

    #[test]
    fn comparing() {
        let a = big("9007199254740993");
        assert_eq!(compare_int_float(IntRef::Big(&a), 9007199254740992.0), Some(Ordering::Greater));
        assert_eq!(compare_int_float(IntRef::Small(-2), -2.5), Some(Ordering::Greater));
        assert_eq!(compare_int_float(IntRef::Small(0), f64::NAN), None);
        assert_eq!(compare_int_float(IntRef::Small(1 << 60), 1e300), Some(Ordering::Less));
    }

    #[test]
    fn parsing() {
        for (text, base, value) in [
            ("  12 ", 10, 12),
            ("0x_1f", 0, 31),
            ("0b101", 2, 5),
            ("-0o17", 0, -15),
            ("00", 0, 0),
            ("1_000", 10, 1000),
            ("zz", 36, 1295),
        ] {
            assert_eq!(parse_int(text.as_bytes(), base, 4300), Ok(BigInt::from(value)), "{text}");
        }
        for (text, base) in
            [("", 10), ("1_", 10), ("_1", 10), ("1__0", 10), ("010", 0), ("0x", 16), ("0x", 0), ("+-1", 10), ("9", 8)]
        {
            assert_eq!(parse_int(text.as_bytes(), base, 4300), Err(ParseIntError::Invalid), "{text}");
        }
        assert_eq!(parse_int(&[b'1'; 5000], 10, 4300), Err(ParseIntError::TooLong(5000)));
        assert_eq!(parse_int(&[b'7'; 5000], 10, 0).map(|v| v.to_string()), Ok("7".repeat(5000)));
        assert_eq!(parse_float(b" 1_0.5\n"), Some(10.5));
        assert_eq!(parse_float(b"-inf"), Some(f64::NEG_INFINITY));
        for bad in ["", ".", "1._5", "1_", "0x10", "1e", "nan(1)", "e5", "1 2"] {
            assert_eq!(parse_float(bad.as_bytes()), None, "{bad}");
        }
    }
}
