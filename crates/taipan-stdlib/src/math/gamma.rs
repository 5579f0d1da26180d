//! The gamma function and the logarithm of its magnitude, by the Lanczos approximation with the 13 coefficients (g =
//! 6.0246...) that the Boost libraries and CPython use, evaluated in the same order so that results agree.

// The coefficients are given as they are published, with more digits than a float holds.
#![allow(clippy::excessive_precision)]

use std::f64::consts::PI;

/// The function has no value here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pole;

const G: f64 = 6.024680040776729583740234375;
const G_MINUS_HALF: f64 = 5.524680040776729583740234375;
const LOG_PI: f64 = 1.144729885849400174143427351353058711647;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Values at 1 to 23, which are exact.
const FACTORIALS: [f64; 23] = [
    1.0,
    1.0,
    2.0,
    6.0,
    24.0,
    120.0,
    720.0,
    5040.0,
    40320.0,
    362880.0,
    3628800.0,
    39916800.0,
    479001600.0,
    6227020800.0,
    87178291200.0,
    1307674368000.0,
    20922789888000.0,
    355687428096000.0,
    6402373705728000.0,
    121645100408832000.0,
    2432902008176640000.0,
    51090942171709440000.0,
    1124000727777607680000.0,
];

/// The rational function of the approximation, for positive `x`.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..13).rev() {
            numerator = numerator * x + NUMERATOR[i];
            denominator = denominator * x + DENOMINATOR[i];
        }
    } else {
        for i in 0..13 {
            numerator = numerator / x + NUMERATOR[i];
            denominator = denominator / x + DENOMINATOR[i];
        }
    }
    numerator / denominator
}

/// sin(pi * x), accurate near whole numbers.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

/// The gamma function; infinite when it overflows.
pub(super) fn gamma(x: f64) -> Result<f64, Pole> {
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { Err(Pole) } else { Ok(x) };
    }
    if x == 0.0 {
        return Err(Pole);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(Pole);
        }
        if x <= 23.0 {
            return Ok(FACTORIALS[x as usize - 1]);
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(1.0 / x);
    }
    if magnitude > 200.0 {
        return Ok(if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY });
    }
    let y = magnitude + G_MINUS_HALF;
    // What the sum above lost to rounding.
    let lost = if magnitude > G_MINUS_HALF { y - magnitude - G_MINUS_HALF } else { y - G_MINUS_HALF - magnitude };
    let correction = lost * G / y;
    let power = |result: f64, divide: bool| {
        let apply = |result: f64, factor: f64| if divide { result / factor } else { result * factor };
        if magnitude < 140.0 {
            apply(result, y.powf(magnitude - 0.5))
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            apply(apply(result, root), root)
        }
    };
    Ok(if x < 0.0 {
        let result = -PI / sin_pi(magnitude) / magnitude * y.exp() / lanczos_sum(magnitude);
        power(result - correction * result, true)
    } else {
        let result = lanczos_sum(magnitude) / y.exp();
        power(result + correction * result, false)
    })
}

/// The natural logarithm of the magnitude of the gamma function.
pub(super) fn log_gamma(x: f64) -> Result<f64, Pole> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Pole) } else { Ok(0.0) };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-magnitude.ln());
    }
    let mut result = lanczos_sum(magnitude).ln() - G;
    result += (magnitude - 0.5) * ((magnitude + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(magnitude).abs().ln() - magnitude.ln() - result;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(gamma(0.5), Ok(1.7724538509055159));
        assert_eq!(gamma(-1.5), Ok(2.3632718012073544));
        assert_eq!(gamma(5.0), Ok(24.0));
        assert_eq!(gamma(-2.0), Err(Pole));
        assert_eq!(gamma(180.5), Ok(f64::INFINITY));
        assert_eq!(log_gamma(10.5), Ok(13.940625219403763));
        assert_eq!(log_gamma(-1.5), Ok(0.8600470153764812));
        assert_eq!(log_gamma(1.0), Ok(0.0));
    }
}
