//! `float.hex` and `float.fromhex`.

use crate::native::NativeResult;
use crate::numbers::{decompose, scaled_to_f64, trim_ascii_space};
use crate::value::Value;
use crate::vm::Vm;

/// `float.hex()`
pub(super) fn float_hex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = super::float(&args[0]);
    if !x.is_finite() {
        return super::float_repr_value(vm, &args[0]);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return Ok(vm.string(format!("{sign}0x0.0p+0")));
    }
    let (mantissa, exponent) = decompose(x);
    let lead = mantissa >> 52;
    let fraction = mantissa & ((1 << 52) - 1);
    let exponent = exponent + 52;
    Ok(vm.string(format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")))
}

/// Why a text is not a hexadecimal float.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HexError {
    Invalid,
    TooLarge,
}

/// The float in text as `float.fromhex` reads it.
pub(super) fn parse(text: &[u8]) -> Result<f64, HexError> {
    let mut rest = trim_ascii_space(text);
    let negative = rest.first() == Some(&b'-');
    if let Some(b'-' | b'+') = rest.first() {
        rest = &rest[1..];
    }
    let signed = |value: f64| if negative { -value } else { value };
    if rest.eq_ignore_ascii_case(b"inf") || rest.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if rest.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    if rest.len() >= 2 && rest[..2].eq_ignore_ascii_case(b"0x") {
        rest = &rest[2..];
    }
    let (mut mantissa, mut sticky, mut exponent, mut count, mut seen_point) = (0u128, false, 0i64, 0usize, false);
    let mut at = 0;
    while at < rest.len() {
        let byte = rest[at];
        if byte == b'.' && !seen_point {
            seen_point = true;
        } else if let Some(digit) = (byte as char).to_digit(16) {
            count += 1;
            if mantissa >> 120 == 0 {
                mantissa = mantissa << 4 | u128::from(digit);
                if seen_point {
                    exponent -= 4;
                }
            } else {
                sticky |= digit != 0;
                if !seen_point {
                    exponent += 4;
                }
            }
        } else {
            break;
        }
        at += 1;
    }
    if count == 0 {
        return Err(HexError::Invalid);
    }
    if let Some(b'p' | b'P') = rest.get(at) {
        at += 1;
        let down = rest.get(at) == Some(&b'-');
        if let Some(b'-' | b'+') = rest.get(at) {
            at += 1;
        }
        let digits = &rest[at..];
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Err(HexError::Invalid);
        }
        let power = digits.iter().fold(0i64, |n, d| n.saturating_mul(10).saturating_add(i64::from(d - b'0')));
        let power = power.min(i64::MAX / 4);
        exponent += if down { -power } else { power };
        at = rest.len();
    }
    if at != rest.len() {
        return Err(HexError::Invalid);
    }
    if mantissa == 0 {
        return Ok(signed(0.0));
    }
    // With bits lost at the end, the mantissa has more than 55 bits, as rounding needs.
    match scaled_to_f64(mantissa, sticky, exponent) {
        Some(value) => Ok(signed(value)),
        None => Err(HexError::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading() {
        assert_eq!(parse(b" 0x1.8p3 "), Ok(12.0));
        assert_eq!(parse(b"-0x.8"), Ok(-0.5));
        assert_eq!(parse(b"1p-1074"), Ok(5e-324));
        assert_eq!(parse(b"0x1.fffffffffffff7p1023"), Ok(f64::MAX));
        assert_eq!(parse(b"0x1.fffffffffffff8p1023"), Err(HexError::TooLarge));
        assert_eq!(parse(b"0x"), Err(HexError::Invalid));
        assert_eq!(parse(b"0x1p"), Err(HexError::Invalid));
        assert_eq!(parse(b"0x1p99999999999999999999"), Err(HexError::TooLarge));
    }
}
