//! `math`: functions on floats and integers. Floating-point functions come from the platform's C library, as CPython's do, so
//! results agree to the last bit; `erf` and `erfc` come from the `libm` crate. See
//! <https://docs.python.org/3.13/library/math.html>.
//!
//! ```text
//!  gamma     gamma, lgamma          integers   factorial, comb, gcd, isqrt, ...
//!  sums      fsum, prod, sumprod, hypot, dist
//! ```

mod gamma;
mod integers;
mod inverse;
mod sums;

use taipan_vm::native::NativeModule;
use taipan_vm::numbers::{IntRef, decompose, scale_by_power_of_two};
use taipan_vm::{ExceptionKind, Flow, NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "math", functions: FUNCTIONS, init: Some(init) }
}

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    use std::f64::consts::{E, PI, TAU};
    for (name, value) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        let value = vm.float(value);
        vm.dict_set_str(dict, name, value);
    }
    Ok(())
}

/// Defines natives of one float argument: name, function, whether an infinite result is an overflow (or else a pole).
macro_rules! unary_functions {
    ($($native:ident $function:expr, $overflows:literal;)*) => {
        $(fn $native(vm: &mut Vm, args: &[Value]) -> NativeResult {
            let x = vm.to_f64(&args[0])?;
            let function: fn(f64) -> f64 = $function;
            checked(vm, x, function(x), $overflows)
        })*
    };
}

unary_functions! {
    math_acos f64::acos, false;
    math_acosh inverse::acosh, false;
    math_asin f64::asin, false;
    math_asinh inverse::asinh, false;
    math_atan f64::atan, false;
    math_atanh inverse::atanh, false;
    math_cbrt f64::cbrt, false;
    math_cos f64::cos, false;
    math_cosh f64::cosh, true;
    math_erf libm::erf, false;
    math_erfc libm::erfc, false;
    math_exp f64::exp, true;
    math_exp2 f64::exp2, true;
    math_expm1 f64::exp_m1, true;
    math_fabs f64::abs, false;
    math_log1p f64::ln_1p, false;
    math_sin f64::sin, false;
    math_sinh f64::sinh, true;
    math_sqrt f64::sqrt, false;
    math_tan f64::tan, false;
    math_tanh f64::tanh, false;
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("acos", "x, /", math_acos),
    NativeDef::plain("acosh", "x, /", math_acosh),
    NativeDef::plain("asin", "x, /", math_asin),
    NativeDef::plain("asinh", "x, /", math_asinh),
    NativeDef::plain("atan", "x, /", math_atan),
    NativeDef::plain("atan2", "y, x, /", math_atan2),
    NativeDef::plain("atanh", "x, /", math_atanh),
    NativeDef::plain("cbrt", "x, /", math_cbrt),
    NativeDef::flow("ceil", "x, /", math_ceil),
    NativeDef::plain("comb", "n, k, /", integers::math_comb),
    NativeDef::plain("copysign", "x, y, /", math_copysign),
    NativeDef::plain("cos", "x, /", math_cos),
    NativeDef::plain("cosh", "x, /", math_cosh),
    NativeDef::plain("degrees", "x, /", math_degrees),
    NativeDef::flow("dist", "p, q, /", sums::math_dist),
    NativeDef::plain("erf", "x, /", math_erf),
    NativeDef::plain("erfc", "x, /", math_erfc),
    NativeDef::plain("exp", "x, /", math_exp),
    NativeDef::plain("exp2", "x, /", math_exp2),
    NativeDef::plain("expm1", "x, /", math_expm1),
    NativeDef::plain("fabs", "x, /", math_fabs),
    NativeDef::plain("factorial", "n, /", integers::math_factorial),
    NativeDef::flow("floor", "x, /", math_floor),
    NativeDef::plain("fma", "x, y, z, /", math_fma),
    NativeDef::plain("fmod", "x, y, /", math_fmod),
    NativeDef::plain("frexp", "x, /", math_frexp),
    NativeDef::flow("fsum", "seq, /", sums::math_fsum),
    NativeDef::plain("gamma", "x, /", math_gamma),
    NativeDef::plain("gcd", "*integers", integers::math_gcd),
    NativeDef::plain("hypot", "*coordinates", sums::math_hypot),
    NativeDef::plain("isclose", "a, b, *, rel_tol=..., abs_tol=...", math_isclose),
    NativeDef::plain("isfinite", "x, /", math_isfinite),
    NativeDef::plain("isinf", "x, /", math_isinf),
    NativeDef::plain("isnan", "x, /", math_isnan),
    NativeDef::plain("isqrt", "n, /", integers::math_isqrt),
    NativeDef::plain("lcm", "*integers", integers::math_lcm),
    NativeDef::plain("ldexp", "x, i, /", math_ldexp),
    NativeDef::plain("lgamma", "x, /", math_lgamma),
    NativeDef::plain("log", "x, base=..., /", math_log),
    NativeDef::plain("log10", "x, /", math_log10),
    NativeDef::plain("log1p", "x, /", math_log1p),
    NativeDef::plain("log2", "x, /", math_log2),
    NativeDef::plain("modf", "x, /", math_modf),
    NativeDef::plain("nextafter", "x, y, /, *, steps=None", math_nextafter),
    NativeDef::plain("perm", "n, k=None, /", integers::math_perm),
    NativeDef::plain("pow", "x, y, /", math_pow),
    NativeDef::flow("prod", "iterable, /, *, start=1", sums::math_prod),
    NativeDef::plain("radians", "x, /", math_radians),
    NativeDef::plain("remainder", "x, y, /", math_remainder),
    NativeDef::plain("sin", "x, /", math_sin),
    NativeDef::plain("sinh", "x, /", math_sinh),
    NativeDef::plain("sqrt", "x, /", math_sqrt),
    NativeDef::flow("sumprod", "p, q, /", sums::math_sumprod),
    NativeDef::plain("tan", "x, /", math_tan),
    NativeDef::plain("tanh", "x, /", math_tanh),
    NativeDef::flow("trunc", "x, /", math_trunc),
    NativeDef::plain("ulp", "x, /", math_ulp),
];

#[cold]
fn domain_error(vm: &mut Vm) -> Raised {
    vm.value_error("math domain error")
}

#[cold]
fn range_error(vm: &mut Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// The result of a function of one float, with CPython's rules for NaN and infinity.
#[inline]
fn checked(vm: &mut Vm, x: f64, result: f64, overflows: bool) -> NativeResult {
    if result.is_finite() {
        return Ok(vm.float(result));
    }
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if overflows { range_error(vm) } else { domain_error(vm) });
    }
    Ok(vm.float(result))
}

/// Two float arguments.
fn two(vm: &mut Vm, args: &[Value]) -> Result<(f64, f64), Raised> {
    Ok((vm.to_f64(&args[0])?, vm.to_f64(&args[1])?))
}

fn math_atan2(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (y, x) = two(vm, args)?;
    Ok(vm.float(y.atan2(x)))
}

fn math_copysign(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    Ok(vm.float(x.copysign(y)))
}

fn math_degrees(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    Ok(vm.float(x * (180.0 / std::f64::consts::PI)))
}

fn math_radians(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    Ok(vm.float(x * (std::f64::consts::PI / 180.0)))
}

fn math_fma(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    let z = vm.to_f64(&args[2])?;
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(vm.float(result));
    }
    if result.is_nan() {
        if !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(vm.value_error("invalid operation in fma"));
        }
    } else if x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(result))
}

fn math_fmod(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    if y.is_infinite() && x.is_finite() {
        return Ok(vm.float(x));
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(vm.float(result))
}

fn math_remainder(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    if x.is_nan() || y.is_nan() {
        return Ok(vm.float(if x.is_nan() { x } else { y }));
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain_error(vm));
    }
    if y.is_infinite() {
        return Ok(vm.float(x));
    }
    Ok(vm.float(libm::remainder(x, y)))
}

fn math_pow(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    let result = x.powf(y);
    if !result.is_finite() && x.is_finite() && y.is_finite() {
        if result.is_nan() || x == 0.0 {
            return Err(domain_error(vm));
        }
        return Err(range_error(vm));
    }
    Ok(vm.float(result))
}

fn math_frexp(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    let (fraction, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { split_exponent(x) };
    let (fraction, exponent) = (vm.float(fraction), vm.int(exponent));
    Ok(vm.pair(fraction, exponent))
}

/// `x` as a fraction in `[0.5, 1)` and a power of two; `x` is finite and not zero.
fn split_exponent(x: f64) -> (f64, i64) {
    let (mantissa, exponent) = decompose(x);
    let bits = 64 - i64::from(mantissa.leading_zeros());
    let fraction = scale_by_power_of_two(x, -(exponent + bits)).unwrap_or(x);
    (fraction, exponent + bits)
}

fn math_ldexp(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    let Some(exponent) = args[1].as_integer() else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let far = if exponent.is_negative() { -(1 << 40) } else { 1 << 40 };
    let exponent = exponent.to_i64().unwrap_or(far).clamp(-(1 << 40), 1 << 40);
    match scale_by_power_of_two(x, exponent) {
        Some(result) => Ok(vm.float(result)),
        None => Err(range_error(vm)),
    }
}

fn math_modf(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    let (fraction, whole) = (vm.float(fraction), vm.float(whole));
    Ok(vm.pair(fraction, whole))
}

fn math_isfinite(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_finite()))
}

fn math_isinf(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_infinite()))
}

fn math_isnan(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_nan()))
}

fn math_isclose(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (a, b) = two(vm, args)?;
    let relative = match args[2].bound() {
        Some(tolerance) => vm.to_f64(tolerance)?,
        None => 1e-9,
    };
    let absolute = match args[3].bound() {
        Some(tolerance) => vm.to_f64(tolerance)?,
        None => 0.0,
    };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

// ---- logarithms ----

/// A logarithm of a positive number of any size.
fn logarithm(vm: &mut Vm, value: &Value, function: fn(f64) -> f64) -> Result<f64, Raised> {
    let known = value.as_integer().is_some();
    let index;
    let integer = if known {
        value.as_integer()
    } else if value.as_float().is_none() && vm.has_index(value) && !has_float(vm, value) {
        let big = vm.index_big(value)?;
        index = vm.bigint(big);
        index.as_integer()
    } else {
        None
    };
    if let Some(integer) = integer {
        if integer.is_zero() || integer.is_negative() {
            return Err(domain_error(vm));
        }
        if let Some(x) = integer.to_f64() {
            return Ok(function(x));
        }
        // Too large for a float: the logarithms of a fraction and of a power of two.
        let IntRef::Big(big) = integer else { return Err(domain_error(vm)) };
        let shift = big.bits() - 64;
        let fraction = u64::try_from(big >> shift).map_or(1.0, |top| top as f64 / 2f64.powi(64));
        return Ok(function(fraction) + function(2.0) * (shift + 64) as f64);
    }
    let x = vm.to_f64(value)?;
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x <= 0.0 {
        return Err(domain_error(vm));
    }
    Ok(function(x))
}

fn has_float(vm: &mut Vm, value: &Value) -> bool {
    let name = vm.names.float.clone();
    vm.lookup_special(value, &name).is_some()
}

fn math_log(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let number = logarithm(vm, &args[0], f64::ln)?;
    let Some(base) = args[1].bound() else { return Ok(vm.float(number)) };
    let base = logarithm(vm, base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division_error("float division by zero"));
    }
    Ok(vm.float(number / base))
}

fn math_log2(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let result = logarithm(vm, &args[0], f64::log2)?;
    Ok(vm.float(result))
}

fn math_log10(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let result = logarithm(vm, &args[0], f64::log10)?;
    Ok(vm.float(result))
}

// ---- neighbours ----

/// `x` moved `steps` representable numbers towards `y`.
fn towards(x: f64, y: f64, steps: u64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if steps == 0 || x == y {
        return if steps == 0 { x } else { y };
    }
    // Floats in order are integers in order once the negative ones are counted downwards from zero.
    let order = |f: f64| {
        let bits = f.to_bits() as i64;
        if bits < 0 { i128::from(i64::MIN) - i128::from(bits) } else { i128::from(bits) }
    };
    let (from, to) = (order(x), order(y));
    let distance = (to - from).unsigned_abs().min(u128::from(steps)) as i128;
    let place = if to > from { from + distance } else { from - distance };
    if place == to {
        return y;
    }
    if place == 0 {
        return 0f64.copysign(x);
    }
    let magnitude = f64::from_bits(place.unsigned_abs() as u64);
    if place < 0 { -magnitude } else { magnitude }
}

fn math_nextafter(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (x, y) = two(vm, args)?;
    let steps = if args[2].is_none() {
        1
    } else {
        let steps = vm.index_big(&args[2])?;
        if steps.sign() == num_bigint::Sign::Minus {
            return Err(vm.value_error("steps must be a non-negative integer"));
        }
        u64::try_from(&steps).unwrap_or(u64::MAX)
    };
    Ok(vm.float(towards(x, y, steps)))
}

fn math_ulp(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?.abs();
    let ulp = if x.is_nan() || x.is_infinite() {
        x
    } else if x == f64::MAX {
        x - towards(x, 0.0, 1)
    } else {
        towards(x, f64::INFINITY, 1) - x
    };
    Ok(vm.float(ulp))
}

// ---- rounding to integers ----

/// `ceil`, `floor` and `trunc`: the special method of the class, or else the float rounded.
fn rounded(vm: &mut Vm, value: &Value, name: Value, round: Option<fn(f64) -> f64>) -> Flow {
    if let Some(float) = value.as_float()
        && value.is_exact(taipan_vm::Kind::Float)
    {
        return vm.float_to_int(round.map_or(float.trunc(), |round| round(float))).into();
    }
    if value.is_exact(taipan_vm::Kind::Int) {
        return Flow::Return(value.clone());
    }
    if let Some(method) = vm.lookup_special(value, &name) {
        return match vm.bind_special(&method, value) {
            Ok(bound) => Flow::TailCall(taipan_vm::native::Call::new(bound, Vec::new())),
            Err(raised) => Flow::Raise(raised),
        };
    }
    match round {
        Some(round) => match vm.to_f64(value) {
            Ok(float) => vm.float_to_int(round(float)).into(),
            Err(raised) => Flow::Raise(raised),
        },
        None => {
            let class = vm.type_name(value);
            let message = format!("type {class} doesn't define __trunc__ method");
            Flow::Raise(vm.error(ExceptionKind::TypeError, message))
        }
    }
}

fn math_ceil(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.ceil.clone();
    rounded(vm, &args[0], name, Some(f64::ceil))
}

fn math_floor(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.floor.clone();
    rounded(vm, &args[0], name, Some(f64::floor))
}

fn math_trunc(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.trunc.clone();
    rounded(vm, &args[0], name, None)
}

fn math_gamma(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    match gamma::gamma(x) {
        Ok(result) => checked(vm, x, result, true),
        Err(gamma::Pole) => Err(domain_error(vm)),
    }
}

fn math_lgamma(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let x = vm.to_f64(&args[0])?;
    match gamma::log_gamma(x) {
        Ok(result) => checked(vm, if x.is_infinite() { f64::NAN } else { x }, result, true),
        Err(gamma::Pole) => Err(domain_error(vm)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours() {
        assert_eq!(towards(1.0, 2.0, 1), 1.0000000000000002);
        assert_eq!(towards(1.0, 2.0, 3), 1.0000000000000007);
        assert_eq!(towards(0.0, -1.0, 1), -5e-324);
        assert_eq!(towards(-5e-324, 1.0, 3), 1e-323);
        assert_eq!(towards(1.0, 2.0, u64::MAX), 2.0);
        assert_eq!(towards(f64::MAX, f64::INFINITY, 1), f64::INFINITY);
    }

    #[test]
    fn fractions() {
        assert_eq!(split_exponent(8.5), (0.53125, 4));
        assert_eq!(split_exponent(-5e-324), (-0.5, -1073));
    }
}
