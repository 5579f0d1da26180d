//! `format()` of integers, floats and complex numbers.

use super::float_digits::{Presentation, float_body, float_repr};
use super::padding::{check_width, push_fill, split_padding};
use super::spec::{FormatError, FormatSpec};
use crate::numbers::IntRef;
use crate::text::push_code_point;

/// The parts of a formatted number, before grouping and padding.
struct Parts<'a> {
    negative: bool,
    prefix: &'a [u8],
    /// Digits that grouping applies to.
    whole: &'a [u8],
    /// Everything behind them: decimal point, fraction, exponent, percent sign.
    tail: &'a [u8],
    /// How many digits a group has.
    group: usize,
}

/// `format(int, spec)`; `digits_limit` is the limit of decimal digits (0 for none).
pub fn format_int(value: IntRef<'_>, spec: &FormatSpec, digits_limit: usize) -> Result<Vec<u8>, FormatError> {
    let kind = u8::try_from(spec.kind).map_err(|_| spec.unknown_kind("int"))?;
    match kind {
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let value = value.to_f64().ok_or_else(|| FormatError::overflow("int too large to convert to float"))?;
            return format_float(value, spec);
        }
        0 | b'd' | b'n' | b'b' | b'o' | b'x' | b'X' | b'c' => {}
        _ => return Err(spec.unknown_kind("int")),
    }
    check_width(spec.width)?;
    if spec.precision.is_some() {
        return Err(FormatError::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(FormatError::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if kind == b'c' {
        return format_char(value, spec);
    }
    let (radix, prefix): (u32, &[u8]) = match kind {
        b'b' => (2, b"0b"),
        b'o' => (8, b"0o"),
        b'x' => (16, b"0x"),
        b'X' => (16, b"0X"),
        _ => (10, b""),
    };
    let mut digits = int_digits(value, radix, digits_limit)?;
    if kind == b'X' {
        digits.make_ascii_uppercase();
    }
    let group = if radix == 10 { 3 } else { 4 };
    let prefix = if spec.alternate { prefix } else { b"" };
    Ok(lay_out(spec, &Parts { negative: value.is_negative(), prefix, whole: &digits, tail: b"", group }))
}

fn format_char(value: IntRef<'_>, spec: &FormatSpec) -> Result<Vec<u8>, FormatError> {
    if spec.sign != 0 {
        return Err(FormatError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(FormatError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code_point) = value.to_i64() else {
        return Err(FormatError::overflow("Python int too large to convert to C long"));
    };
    if !(0..0x11_0000).contains(&code_point) {
        return Err(FormatError::overflow("%c arg not in range(0x110000)"));
    }
    let (left, right) = split_padding(spec, b'>', 1);
    let mut out = Vec::new();
    push_fill(&mut out, spec.fill, left);
    push_code_point(&mut out, code_point as u32);
    push_fill(&mut out, spec.fill, right);
    Ok(out)
}

/// The digits of the magnitude, lower case.
pub(crate) fn int_digits(value: IntRef<'_>, radix: u32, limit: usize) -> Result<Vec<u8>, FormatError> {
    match value {
        IntRef::Small(i) => {
            let magnitude = i.unsigned_abs();
            if radix == 10 {
                return Ok(itoa::Buffer::new().format(magnitude).as_bytes().to_vec());
            }
            let shift = radix.trailing_zeros();
            let count = (64 - magnitude.leading_zeros()).div_ceil(shift).max(1);
            let digit = |i: u32| b"0123456789abcdef"[(magnitude >> (i * shift)) as usize & (radix as usize - 1)];
            Ok((0..count).rev().map(digit).collect())
        }
        IntRef::Big(big) => {
            let too_long = || {
                FormatError::value(format!(
                    "Exceeds the limit ({limit} digits) for integer string conversion; \
                     use sys.set_int_max_str_digits() to increase the limit"
                ))
            };
            // 3.32 bits a digit: this refuses before a long conversion starts.
            if radix == 10 && limit != 0 && (big.bits() as usize / 10).saturating_mul(3) > limit {
                return Err(too_long());
            }
            let digits = big.magnitude().to_str_radix(radix).into_bytes();
            if radix == 10 && limit != 0 && digits.len() > limit {
                return Err(too_long());
            }
            Ok(digits)
        }
    }
}

/// `format(float, spec)`.
pub fn format_float(value: f64, spec: &FormatSpec) -> Result<Vec<u8>, FormatError> {
    check_width(spec.width)?;
    let (mut body, negative) = float_text(value, spec, "float")?;
    let percent = spec.kind == u32::from(b'%');
    if percent {
        body.push(b'%');
    }
    let whole = body.iter().take_while(|b| b.is_ascii_digit()).count();
    // Text such as "inf" counts as digits for padding, but is never grouped.
    let (whole, tail) = if whole == 0 { (&body[..], &b""[..]) } else { body.split_at(whole) };
    let group = if value.is_finite() { 3 } else { usize::MAX };
    Ok(lay_out(spec, &Parts { negative, prefix: b"", whole, tail, group }))
}

/// The magnitude of a float as the type and precision of the specification ask for it, and whether it has a minus sign.
fn float_text(value: f64, spec: &FormatSpec, type_name: &str) -> Result<(Vec<u8>, bool), FormatError> {
    let kind = u8::try_from(spec.kind).map_err(|_| spec.unknown_kind(type_name))?;
    if !matches!(kind, 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%') {
        return Err(spec.unknown_kind(type_name));
    }
    if let Some(precision) = spec.precision {
        check_width(precision)?;
        if precision > i32::MAX as usize {
            return Err(FormatError::value("precision too big"));
        }
    }
    let value = if kind == b'%' { value * 100.0 } else { value };
    let upper = kind.is_ascii_uppercase();
    if !value.is_finite() {
        let text: &[u8] = match (value.is_nan(), upper) {
            (true, false) => b"nan",
            (true, true) => b"NAN",
            (false, false) => b"inf",
            (false, true) => b"INF",
        };
        return Ok((text.to_vec(), value < 0.0));
    }
    let mut body = match (kind, spec.precision) {
        (0, None) if !spec.alternate => float_repr(value.abs(), type_name == "float").as_bytes().to_vec(),
        (0, None) => {
            let mut text = float_repr(value.abs(), type_name == "float").as_bytes().to_vec();
            if !text.contains(&b'.') {
                let at = text.iter().position(|b| *b == b'e').unwrap_or(text.len());
                text.insert(at, b'.');
            }
            text
        }
        (0, Some(precision)) if type_name == "float" => {
            float_body(value, Presentation::GeneralDotZero, precision, spec.alternate)
        }
        (b'e' | b'E', precision) => float_body(value, Presentation::Exponent, precision.unwrap_or(6), spec.alternate),
        (b'f' | b'F' | b'%', precision) => {
            float_body(value, Presentation::Fixed, precision.unwrap_or(6), spec.alternate)
        }
        (_, precision) => float_body(value, Presentation::General, precision.unwrap_or(6), spec.alternate),
    };
    if upper {
        body.make_ascii_uppercase();
    }
    let mut negative = value.is_sign_negative();
    if spec.no_negative_zero && negative {
        let mantissa = body.split(|b| matches!(b, b'e' | b'E')).next().unwrap_or(&body);
        negative = mantissa.iter().any(|b| matches!(b, b'1'..=b'9'));
    }
    Ok((body, negative))
}

/// `format(complex, spec)`.
pub fn format_complex(re: f64, im: f64, spec: &FormatSpec) -> Result<Vec<u8>, FormatError> {
    check_width(spec.width)?;
    if spec.kind == u32::from(b'%') {
        return Err(spec.unknown_kind("complex"));
    }
    if spec.fill == u32::from(b'0') {
        return Err(FormatError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == b'=' {
        return Err(FormatError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let part = |value: f64, sign: u8| -> Result<Vec<u8>, FormatError> {
        let (body, negative) = float_text(value, spec, "complex")?;
        let whole = body.iter().take_while(|b| b.is_ascii_digit()).count();
        let (whole, tail) = if whole == 0 { (&body[..], &b""[..]) } else { body.split_at(whole) };
        let group = if value.is_finite() { 3 } else { usize::MAX };
        let bare = FormatSpec { width: 0, sign, ..spec.clone() };
        Ok(lay_out(&bare, &Parts { negative, prefix: b"", whole, tail, group }))
    };
    // Without a type it looks like str(): no real part if it is +0, parentheses otherwise.
    let like_str = spec.kind == 0;
    let skip_real = like_str && re == 0.0 && re.is_sign_positive();
    let mut text = Vec::new();
    if like_str && !skip_real {
        text.push(b'(');
    }
    if !skip_real {
        text.extend(part(re, spec.sign)?);
    }
    text.extend(part(im, if skip_real { spec.sign } else { b'+' })?);
    text.push(b'j');
    if like_str && !skip_real {
        text.push(b')');
    }
    let (left, right) = split_padding(spec, b'>', text.len());
    let mut out = Vec::with_capacity(text.len() + left + right);
    push_fill(&mut out, spec.fill, left);
    out.extend(text);
    push_fill(&mut out, spec.fill, right);
    Ok(out)
}

/// Sign, prefix, grouping and padding.
fn lay_out(spec: &FormatSpec, parts: &Parts<'_>) -> Vec<u8> {
    let sign: &[u8] = match (parts.negative, spec.sign) {
        (true, _) => b"-",
        (false, b'+') => b"+",
        (false, b' ') => b" ",
        _ => b"",
    };
    let around = sign.len() + parts.prefix.len() + parts.tail.len();
    let zero_fill = spec.fill == u32::from(b'0') && spec.align == b'=';
    let least = if zero_fill { spec.width.saturating_sub(around) } else { 0 };
    let grouped;
    let whole = if spec.grouping != 0 && parts.group != usize::MAX {
        grouped = group_digits(parts.whole, spec.grouping, parts.group, least);
        &grouped[..]
    } else {
        parts.whole
    };
    let length = around + whole.len();
    let mut out = Vec::with_capacity(length.max(spec.width));
    let inner = if spec.align == b'=' { spec.width.saturating_sub(length) } else { 0 };
    let (left, right) = if spec.align == b'=' { (0, 0) } else { split_padding(spec, b'>', length) };
    push_fill(&mut out, spec.fill, left);
    out.extend_from_slice(sign);
    out.extend_from_slice(parts.prefix);
    push_fill(&mut out, spec.fill, inner);
    out.extend_from_slice(whole);
    out.extend_from_slice(parts.tail);
    push_fill(&mut out, spec.fill, right);
    out
}

/// Puts separators between groups of digits; zeros are added in front until there are `least` characters, so that the first
/// character is never a separator.
fn group_digits(digits: &[u8], separator: u8, group: usize, least: usize) -> Vec<u8> {
    let mut reversed = Vec::with_capacity(digits.len().max(least) * 4 / 3 + 2);
    let mut left = digits.iter().rev();
    let mut in_group = 0;
    loop {
        let digit = match left.next() {
            Some(digit) => *digit,
            None if reversed.len() < least => b'0',
            None => break,
        };
        if in_group == group {
            reversed.push(separator);
            in_group = 0;
        }
        reversed.push(digit);
        in_group += 1;
    }
    reversed.reverse();
    reversed
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;

    fn text(result: Result<Vec<u8>, FormatError>) -> String {
        match result {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => format!("{:?}: {}", error.kind, error.message),
        }
    }

    fn int(value: i64, spec: &str) -> String {
        text(FormatSpec::parse(spec.as_bytes(), "int").and_then(|s| format_int(IntRef::Small(value), &s, 4300)))
    }

    fn float(value: f64, spec: &str) -> String {
        text(FormatSpec::parse(spec.as_bytes(), "float").and_then(|s| format_float(value, &s)))
    }

    #[test]
    fn integers() {
        for (value, spec, expected) in [
            (42, "", "42"),
            (-42, "d", "-42"),
            (42, "05d", "00042"),
            (-42, "05", "-0042"),
            (42, ">6", "    42"),
            (42, "<6", "42    "),
            (42, "^7", "  42   "),
            (42, "*^7", "**42***"),
            (42, "+", "+42"),
            (42, " ", " 42"),
            (255, "#x", "0xff"),
            (255, "#06X", "0X00FF"),
            (255, "08b", "11111111"),
            (255, "_b", "1111_1111"),
            (1234567, ",", "1,234,567"),
            (1234, "010,", "00,001,234"),
            (1234, "09,", "0,001,234"),
            (65, "c", "A"),
            (0, "x", "0"),
            (3, ".2f", "3.00"),
            (3, "%", "300.000000%"),
            (1, ".2d", "ValueError: Precision not allowed in integer format specifier"),
            (1, "s", "ValueError: Unknown format code 's' for object of type 'int'"),
            (1, "5x5", "ValueError: Invalid format specifier '5x5' for object of type 'int'"),
            (1, ",x", "ValueError: Cannot specify ',' with 'x'."),
        ] {
            assert_eq!(int(value, spec), expected, "{value} {spec:?}");
        }
        let big = BigInt::from(10).pow(30);
        let spec = FormatSpec::parse(b"_", "int").expect("a valid specification");
        assert_eq!(text(format_int(IntRef::Big(&big), &spec, 0)), "1_000_000_000_000_000_000_000_000_000_000");
    }

    #[test]
    fn floats() {
        for (value, spec, expected) in [
            (1.5, "", "1.5"),
            (3.0, "", "3.0"),
            (1234.5678, ",.2f", "1,234.57"),
            (0.5, ".0%", "50%"),
            (-0.001, "z.1f", "0.0"),
            (-0.001, ".1f", "-0.0"),
            (1e20, "g", "1e+20"),
            (1e20, "G", "1E+20"),
            (f64::INFINITY, "010", "0000000inf"),
            (f64::NEG_INFINITY, "F", "-INF"),
            (3.25159, "010.3f", "000003.252"),
            (3.25159, ".3", "3.25"),
            (1234567.0, "012,.1f", "01,234,567.0"),
            (1e16, "#", "1.e+16"),
            (2.0, "d", "ValueError: Unknown format code 'd' for object of type 'float'"),
            (2.0, ".", "ValueError: Format specifier missing precision"),
        ] {
            assert_eq!(float(value, spec), expected, "{value} {spec:?}");
        }
        let spec = FormatSpec::parse(b".2f", "complex").expect("a valid specification");
        assert_eq!(text(format_complex(1.0, -2.0, &spec)), "1.00-2.00j");
        assert_eq!(text(format_complex(1.0, 2.0, &FormatSpec::EMPTY)), "(1+2j)");
    }
}
