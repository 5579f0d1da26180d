//! The inverse hyperbolic functions, by the formulas of fdlibm on the platform's logarithms, as C libraries compute them.

use std::f64::consts::LN_2;

/// Beyond this, one is lost beside the square of a number.
const LARGE: f64 = (1u64 << 28) as f64;

pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x >= LARGE {
        x.ln() + LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

pub(super) fn asinh(x: f64) -> f64 {
    let magnitude = x.abs();
    if !x.is_finite() || magnitude < 1.0 / LARGE {
        return x;
    }
    let result = if magnitude > LARGE {
        magnitude.ln() + LN_2
    } else if magnitude > 2.0 {
        (2.0 * magnitude + 1.0 / ((x * x + 1.0).sqrt() + magnitude)).ln()
    } else {
        let square = x * x;
        (magnitude + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

pub(super) fn atanh(x: f64) -> f64 {
    let magnitude = x.abs();
    if magnitude > 1.0 {
        return f64::NAN;
    }
    if x.is_nan() || magnitude < 1.0 / LARGE {
        return x;
    }
    let double = magnitude + magnitude;
    let result = if magnitude < 0.5 {
        0.5 * (double + double * magnitude / (1.0 - magnitude)).ln_1p()
    } else {
        0.5 * (double / (1.0 - magnitude)).ln_1p()
    };
    result.copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(asinh(1.0), 0.881373587019543);
        assert_eq!(acosh(48434.75), 11.481119990743816);
        assert_eq!(atanh(0.5), 0.5493061443340548);
        assert!(acosh(-9084.0).is_nan());
        assert_eq!(atanh(1.0), f64::INFINITY);
    }
}
