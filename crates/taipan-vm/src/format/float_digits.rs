//! The digits of floats: the shortest ones that read back as the same float, and any number of exact ones, rounded half to
//! even on the exact value; and their layout in Python's style.

/// No float has more significant decimal digits than this; what follows are zeros.
const MAX_DIGITS: usize = 800;
/// No float has more digits after the decimal point.
const MAX_FRACTION: usize = 1100;

/// Text of at most 32 bytes, on the stack.
#[derive(Clone, Copy)]
pub struct ShortText {
    bytes: [u8; 32],
    length: u8,
}

impl ShortText {
    fn new() -> ShortText {
        ShortText { bytes: [0; 32], length: 0 }
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length as usize] = byte;
        self.length += 1;
    }

    fn extend(&mut self, bytes: &[u8]) {
        let start = self.length as usize;
        self.bytes[start..start + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len() as u8;
    }

    fn zeros(&mut self, count: usize) {
        for _ in 0..count {
            self.push(b'0');
        }
    }

    /// The bytes, all ASCII.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length as usize]
    }
}

/// The shortest decimal digits that identify a finite float, and the position of the decimal point relative to the first
/// digit: `0.0012` is `12` with point -2.
fn shortest(value: f64) -> ([u8; 20], usize, i32) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(value.abs()).as_bytes();
    let mut digits = [0; 20];
    let (mut count, mut point, mut seen_point, mut exponent) = (0, 0i32, false, 0i32);
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'.' => seen_point = true,
            b'e' | b'E' => {
                let negative = text.get(at + 1) == Some(&b'-');
                for byte in &text[at + 1..] {
                    if byte.is_ascii_digit() {
                        exponent = exponent * 10 + i32::from(*byte - b'0');
                    }
                }
                if negative {
                    exponent = -exponent;
                }
                break;
            }
            digit => {
                if count == 0 && digit == b'0' {
                    if seen_point {
                        point -= 1;
                    }
                } else {
                    if !seen_point {
                        point += 1;
                    }
                    if count < digits.len() {
                        digits[count] = digit;
                        count += 1;
                    }
                }
            }
        }
        at += 1;
    }
    while count > 1 && digits[count - 1] == b'0' {
        count -= 1;
    }
    if count == 0 {
        digits[0] = b'0';
        return (digits, 1, 1);
    }
    (digits, count, point + exponent)
}

/// `repr(value)`; with `dot_zero`, whole numbers end in `.0`.
pub fn float_repr(value: f64, dot_zero: bool) -> ShortText {
    let mut out = ShortText::new();
    if value.is_nan() {
        out.extend(b"nan");
        return out;
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    if value.is_infinite() {
        out.extend(b"inf");
        return out;
    }
    if value.abs() < 1e15 && value == value.trunc() {
        // Whole numbers, the commonest floats, are integers with a point.
        let mut buffer = itoa::Buffer::new();
        out.extend(buffer.format(value.abs() as u64).as_bytes());
        if dot_zero {
            out.extend(b".0");
        }
        return out;
    }
    let (digits, count, point) = shortest(value);
    let digits = &digits[..count];
    if point > 16 || point <= -4 {
        out.push(digits[0]);
        if count > 1 {
            out.push(b'.');
            out.extend(&digits[1..]);
        }
        push_exponent(&mut out, b'e', point - 1);
    } else if point <= 0 {
        out.extend(b"0.");
        out.zeros(-point as usize);
        out.extend(digits);
    } else if point as usize >= count {
        out.extend(digits);
        out.zeros(point as usize - count);
        if dot_zero {
            out.extend(b".0");
        }
    } else {
        out.extend(&digits[..point as usize]);
        out.push(b'.');
        out.extend(&digits[point as usize..]);
    }
    out
}

fn push_exponent(out: &mut ShortText, letter: u8, exponent: i32) {
    out.push(letter);
    out.push(if exponent < 0 { b'-' } else { b'+' });
    let mut buffer = itoa::Buffer::new();
    let text = buffer.format(exponent.unsigned_abs());
    if text.len() < 2 {
        out.push(b'0');
    }
    out.extend(text.as_bytes());
}

/// How [`float_body`] lays digits out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presentation {
    /// `%f`
    Fixed,
    /// `%e`
    Exponent,
    /// `%g`
    General,
    /// `%g` with at least one digit behind the point: formatting without a type.
    GeneralDotZero,
}

/// The magnitude of a finite float with a precision. With `alternate` a decimal point is always there, and `%g` keeps its
/// trailing zeros. Exponents are written with `e`.
pub fn float_body(value: f64, presentation: Presentation, precision: usize, alternate: bool) -> Vec<u8> {
    match presentation {
        Presentation::Fixed => fixed(value.abs(), precision, alternate),
        Presentation::Exponent => {
            let (digits, exponent) = significant(value.abs(), precision.saturating_add(1));
            exponential(&digits, precision, exponent, alternate)
        }
        Presentation::General | Presentation::GeneralDotZero => {
            general(value.abs(), presentation == Presentation::GeneralDotZero, precision.max(1), alternate)
        }
    }
}

fn fixed(value: f64, precision: usize, alternate: bool) -> Vec<u8> {
    use std::io::Write;
    let exact = precision.min(MAX_FRACTION);
    let mut out = Vec::with_capacity(24 + precision);
    write!(out, "{value:.exact$}").expect("writing to a vector does not fail");
    out.resize(out.len() + (precision - exact), b'0');
    if alternate && precision == 0 {
        out.push(b'.');
    }
    out
}

/// The first `count` significant digits (padded with zeros only up to what is exact) and the decimal exponent.
fn significant(value: f64, count: usize) -> (Vec<u8>, i32) {
    let exact = count.min(MAX_DIGITS) - 1;
    let text = format!("{value:.exact$e}");
    let (mantissa, exponent) = text.split_once('e').expect("the e format has an exponent");
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    (digits, exponent.parse().expect("the exponent is a number"))
}

fn exponential(digits: &[u8], decimals: usize, exponent: i32, alternate: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(decimals + 8);
    out.push(digits[0]);
    if decimals > 0 || alternate {
        out.push(b'.');
    }
    out.extend_from_slice(&digits[1..]);
    out.resize(out.len() + decimals - (digits.len() - 1), b'0');
    let mut tail = ShortText::new();
    push_exponent(&mut tail, b'e', exponent);
    out.extend_from_slice(tail.as_bytes());
    out
}

fn general(value: f64, dot_zero: bool, precision: usize, alternate: bool) -> Vec<u8> {
    let (mut digits, exponent) = significant(value, precision);
    let limit = i32::try_from(precision).unwrap_or(i32::MAX) - i32::from(dot_zero);
    let use_exponent = exponent < -4 || exponent >= limit;
    let mut padding = precision - digits.len();
    if !alternate {
        padding = 0;
        while digits.len() > 1 && digits.last() == Some(&b'0') {
            digits.pop();
        }
    }
    if use_exponent {
        let decimals = digits.len() - 1 + padding;
        return exponential(&digits, decimals, exponent, alternate);
    }
    let mut out = Vec::with_capacity(digits.len() + padding + 8);
    if exponent < 0 {
        out.extend_from_slice(b"0.");
        out.resize(out.len() + (-exponent - 1) as usize, b'0');
        out.extend_from_slice(&digits);
        out.resize(out.len() + padding, b'0');
        return out;
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        out.extend_from_slice(&digits);
        let missing = whole - digits.len();
        out.resize(out.len() + missing, b'0');
        padding = padding.saturating_sub(missing);
        if alternate {
            out.push(b'.');
            out.resize(out.len() + padding, b'0');
        } else if dot_zero {
            out.extend_from_slice(b".0");
        }
        return out;
    }
    out.extend_from_slice(&digits[..whole]);
    out.push(b'.');
    out.extend_from_slice(&digits[whole..]);
    out.resize(out.len() + padding, b'0');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repr(value: f64) -> String {
        String::from_utf8_lossy(float_repr(value, true).as_bytes()).into_owned()
    }

    #[test]
    fn representations() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (9007199254740993.0, "9007199254740992.0"),
            (1e16, "1e+16"),
            (1.2345678901234568e17, "1.2345678901234568e+17"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (123.456, "123.456"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (2.5e-10, "2.5e-10"),
        ] {
            assert_eq!(repr(value), text);
        }
    }

    #[test]
    fn bodies() {
        use Presentation::*;
        for (value, presentation, precision, alternate, text) in [
            (0.125, Fixed, 2, false, "0.12"),
            (2.5, Fixed, 0, false, "2"),
            (2.5, Fixed, 0, true, "2."),
            (1234.5, Exponent, 2, false, "1.23e+03"),
            (35.0, Exponent, 0, false, "4e+01"),
            (35.0, Exponent, 0, true, "4.e+01"),
            (0.0, Exponent, 3, false, "0.000e+00"),
            (1234567.0, General, 6, false, "1.23457e+06"),
            (123456.0, General, 6, false, "123456"),
            (0.0001, General, 6, false, "0.0001"),
            (0.00001, General, 6, false, "1e-05"),
            (1.0, General, 6, true, "1.00000"),
            (100.0, General, 3, true, "100."),
            (3.0, GeneralDotZero, 5, false, "3.0"),
            (12345.0, GeneralDotZero, 5, false, "1.2345e+04"),
            (12345.0, General, 5, false, "12345"),
            (999999.5, General, 6, false, "1e+06"),
            (0.5, General, 3, true, "0.500"),
        ] {
            let got = float_body(value, presentation, precision, alternate);
            assert_eq!(String::from_utf8_lossy(&got), text, "{value} {presentation:?}");
        }
        assert_eq!(float_body(0.1, Fixed, 5000, false).len(), 5002);
    }
}
