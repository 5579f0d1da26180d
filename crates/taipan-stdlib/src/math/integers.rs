//! Functions of integers of any size. Long computations check for interrupts and limits.

use num_bigint::BigInt;
use num_integer::{Integer, Roots};
use num_traits::{One, Signed, ToPrimitive, Zero};
use taipan_vm::{NativeResult, Raised, Value, Vm};

/// The product of the whole numbers `from..=to`, halves first, so that fast multiplication does the work.
fn product(vm: &mut Vm, from: u64, to: u64) -> Result<BigInt, Raised> {
    if to - from < 16 {
        let mut result = BigInt::one();
        for factor in from..=to {
            result *= factor;
        }
        return Ok(result);
    }
    vm.check_signals()?;
    let middle = from + (to - from) / 2;
    Ok(product(vm, from, middle)? * product(vm, middle + 1, to)?)
}

pub(super) fn math_factorial(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let n = vm.index_big(&args[0])?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(vm.overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    factorial(vm, n as u64)
}

fn factorial(vm: &mut Vm, n: u64) -> NativeResult {
    let bits = u64::from(64 - n.leading_zeros());
    vm.check_size((n.saturating_mul(bits) / 8) as usize)?;
    let result = if n < 2 { BigInt::one() } else { product(vm, 2, n)? };
    Ok(vm.bigint(result))
}

/// `n` and `k` of `comb` and `perm`, checked.
fn counts(vm: &mut Vm, args: &[Value]) -> Result<(BigInt, BigInt), Raised> {
    let (n, k) = (vm.index_big(&args[0])?, vm.index_big(&args[1])?);
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

pub(super) fn math_perm(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return math_factorial(vm, &args[..1]);
    }
    let (n, k) = counts(vm, args)?;
    if k > n {
        return Ok(Value::index(0));
    }
    let Some(k) = k.to_u64() else {
        return Err(vm.overflow_error("k must not exceed 9223372036854775807"));
    };
    vm.check_size((k.saturating_mul(n.bits()) / 8) as usize)?;
    if k == 0 {
        return Ok(Value::index(1));
    }
    if let Some(n) = n.to_u64() {
        let result = product(vm, n - k + 1, n)?;
        return Ok(vm.bigint(result));
    }
    let mut result = BigInt::one();
    for i in 0..k {
        result *= &n - i;
        vm.check_signals()?;
    }
    Ok(vm.bigint(result))
}

pub(super) fn math_comb(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (n, k) = counts(vm, args)?;
    if k > n {
        return Ok(Value::index(0));
    }
    let k = k.clone().min(&n - k);
    let Some(k) = k.to_u64() else {
        return Err(vm.overflow_error("min(n - k, k) must not exceed 9223372036854775807"));
    };
    vm.check_size((k.saturating_mul(n.bits()) / 8) as usize)?;
    let mut result = BigInt::one();
    for i in 0..k {
        // The product of i + 1 successive numbers is divisible by (i + 1)!, so each division is exact.
        result *= &n - i;
        result /= i + 1;
        if i & 0xff == 0xff {
            vm.check_signals()?;
        }
    }
    Ok(vm.bigint(result))
}

/// The values of `*integers`.
fn varargs(args: &[Value]) -> &[Value] {
    args[0].as_tuple().unwrap_or(&[])
}

pub(super) fn math_gcd(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut result = BigInt::zero();
    for value in varargs(args) {
        let value = vm.index_big(value)?;
        result = match (result.to_u64(), value.magnitude().to_u64()) {
            (Some(x), Some(y)) => BigInt::from(x.gcd(&y)),
            _ => result.gcd(&value),
        };
        vm.check_signals()?;
    }
    Ok(vm.bigint(result))
}

pub(super) fn math_lcm(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut result = BigInt::one();
    for value in varargs(args) {
        let value = vm.index_big(value)?;
        vm.check_size(((result.bits() + value.bits()) / 8) as usize)?;
        result = if value.is_zero() { BigInt::zero() } else { result.lcm(&value).abs() };
        vm.check_signals()?;
    }
    Ok(vm.bigint(result))
}

pub(super) fn math_isqrt(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let n = vm.index_big(&args[0])?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    let root = match n.to_u64() {
        Some(small) => BigInt::from(small.sqrt()),
        None => n.sqrt(),
    };
    Ok(vm.bigint(root))
}
