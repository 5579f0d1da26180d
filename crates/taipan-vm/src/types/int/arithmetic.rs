//! Arithmetic of integers: quick for small ones, checked and interruptible for big ones.

use super::integer;
use crate::native::{NativeResult, Raised};
use crate::numbers::{IntRef, true_divide};
use crate::types::{BinaryOp, UnaryOp};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::borrow::Cow;

/// Binary arithmetic of two integers (or booleans); `NotImplemented` for anything else.
pub(crate) fn int_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_integer(), b.as_integer()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y)
        && let Some(result) = small_binary(vm, op, x, y)
    {
        return result;
    }
    big_binary(vm, op, x, y)
}

/// Arithmetic of two small integers; `None` when it needs big ones.
fn small_binary(vm: &mut Vm, op: BinaryOp, x: i64, y: i64) -> Option<NativeResult> {
    let result = match op {
        BinaryOp::Add => x.checked_add(y)?,
        BinaryOp::Sub => x.checked_sub(y)?,
        BinaryOp::Mul => x.checked_mul(y)?,
        BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod if y == 0 => return Some(Err(division_error(vm, op))),
        BinaryOp::FloorDiv => floor_divide(x, y)?.0,
        BinaryOp::Mod => floor_divide(x, y)?.1,
        BinaryOp::DivMod => {
            let (quotient, remainder) = floor_divide(x, y)?;
            let (quotient, remainder) = (vm.int(quotient), vm.int(remainder));
            return Some(Ok(vm.pair(quotient, remainder)));
        }
        BinaryOp::TrueDiv => return Some(true_division(vm, IntRef::Small(x), IntRef::Small(y))),
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::LShift if y >= 0 && x == 0 => 0,
        BinaryOp::LShift if (0..62).contains(&y) => {
            let shifted = x << y;
            if shifted >> y != x {
                return None;
            }
            shifted
        }
        BinaryOp::RShift if y >= 0 => x >> y.min(63),
        BinaryOp::Pow if y >= 0 => small_power(x, y)?,
        _ => return None,
    };
    Some(Ok(vm.int(result)))
}

/// Quotient rounded down and remainder with the divisor's sign; `None` on overflow.
fn floor_divide(x: i64, y: i64) -> Option<(i64, i64)> {
    let (mut quotient, mut remainder) = (x.checked_div(y)?, x.checked_rem(y)?);
    if remainder != 0 && (remainder < 0) != (y < 0) {
        quotient -= 1;
        remainder += y;
    }
    Some((quotient, remainder))
}

fn small_power(base: i64, exponent: i64) -> Option<i64> {
    match base {
        0 => return Some(i64::from(exponent == 0)),
        1 => return Some(1),
        -1 => return Some(if exponent & 1 == 0 { 1 } else { -1 }),
        _ => {}
    }
    base.checked_pow(u32::try_from(exponent).ok()?)
}

#[cold]
fn division_error(vm: &mut Vm, op: BinaryOp) -> Raised {
    vm.zero_division_error(match op {
        BinaryOp::Mod => "integer modulo by zero",
        _ => "integer division or modulo by zero",
    })
}

fn true_division(vm: &mut Vm, x: IntRef<'_>, y: IntRef<'_>) -> NativeResult {
    if y.is_zero() {
        return Err(vm.zero_division_error("division by zero"));
    }
    match true_divide(x, y) {
        Some(quotient) => Ok(vm.float(quotient)),
        None => Err(vm.overflow_error("integer division result too large for a float")),
    }
}

#[cold]
#[inline(never)]
fn big_binary(vm: &mut Vm, op: BinaryOp, x: IntRef<'_>, y: IntRef<'_>) -> NativeResult {
    let result = match op {
        BinaryOp::Add => match (x, y) {
            (IntRef::Big(x), IntRef::Small(y)) => x + y,
            (IntRef::Small(x), IntRef::Big(y)) => y + x,
            _ => x.to_big().as_ref() + y.to_big().as_ref(),
        },
        BinaryOp::Sub => match (x, y) {
            (IntRef::Big(x), IntRef::Small(y)) => x - y,
            _ => x.to_big().as_ref() - y.to_big().as_ref(),
        },
        BinaryOp::Mul => {
            vm.check_size(((x.bits() + y.bits()) / 8) as usize)?;
            match (x, y) {
                (IntRef::Big(x), IntRef::Small(y)) => x * y,
                (IntRef::Small(x), IntRef::Big(y)) => y * x,
                _ => x.to_big().as_ref() * y.to_big().as_ref(),
            }
        }
        BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod => {
            if y.is_zero() {
                return Err(division_error(vm, op));
            }
            let (quotient, remainder) = x.to_big().div_mod_floor(&y.to_big());
            match op {
                BinaryOp::FloorDiv => quotient,
                BinaryOp::Mod => remainder,
                _ => {
                    let (quotient, remainder) = (vm.bigint(quotient), vm.bigint(remainder));
                    return Ok(vm.pair(quotient, remainder));
                }
            }
        }
        BinaryOp::TrueDiv => return true_division(vm, x, y),
        BinaryOp::And => x.to_big().as_ref() & y.to_big().as_ref(),
        BinaryOp::Or => x.to_big().as_ref() | y.to_big().as_ref(),
        BinaryOp::Xor => x.to_big().as_ref() ^ y.to_big().as_ref(),
        BinaryOp::LShift => return shift_left(vm, x, y),
        BinaryOp::RShift => {
            if y.is_negative() {
                return Err(vm.value_error("negative shift count"));
            }
            match y.to_i64() {
                Some(count) if (count as u64) < x.bits() => x.to_big().as_ref() >> count as u64,
                _ => return Ok(Value::index(0)).map(|zero| if x.is_negative() { minus_one() } else { zero }),
            }
        }
        BinaryOp::Pow => return power(vm, x, y),
        BinaryOp::MatMul => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(vm.bigint(result))
}

fn minus_one() -> Value {
    Value::small_int(-1).expect("it is small")
}

fn shift_left(vm: &mut Vm, x: IntRef<'_>, y: IntRef<'_>) -> NativeResult {
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if x.is_zero() {
        return Ok(Value::index(0));
    }
    let Some(count) = y.to_i64() else {
        return Err(vm.overflow_error("too many digits in integer"));
    };
    vm.check_size((count as usize / 8).saturating_add(x.bits() as usize / 8))?;
    let shifted = x.to_big().as_ref() << count as u64;
    Ok(vm.bigint(shifted))
}

fn power(vm: &mut Vm, x: IntRef<'_>, y: IntRef<'_>) -> NativeResult {
    if y.is_negative() {
        let (Some(base), Some(exponent)) = (x.to_f64(), y.to_f64()) else {
            return Err(vm.overflow_error("int too large to convert to float"));
        };
        return crate::types::float_power(vm, base, exponent);
    }
    if y.is_zero() {
        return Ok(Value::index(1));
    }
    if let Some(small @ (-1..=1)) = x.to_i64() {
        let odd = y.to_big().is_odd();
        return Ok(vm.int(if small == -1 && !odd { 1 } else { small }));
    }
    let Some(exponent) = y.to_i64() else { return Err(vm.memory_error()) };
    vm.check_size((exponent as usize).saturating_mul(x.bits() as usize) / 8)?;
    if let Some(2) = x.to_i64() {
        let result = BigInt::one() << exponent as u64;
        return Ok(vm.bigint(result));
    }
    // From the top bit down, so that each step multiplies by the small base and can be interrupted.
    let base = x.to_big();
    let mut result = base.clone().into_owned();
    let top = 63 - exponent.leading_zeros();
    for bit in (0..top).rev() {
        result = &result * &result;
        if exponent >> bit & 1 == 1 {
            result = match x {
                IntRef::Small(small) => result * small,
                IntRef::Big(big) => result * big,
            };
        }
        vm.check_signals()?;
    }
    Ok(vm.bigint(result))
}

/// `pow(base, exponent, modulus)` of three integers.
pub(crate) fn int_power_modulo(vm: &mut Vm, base: &Value, exponent: &Value, modulus: &Value) -> NativeResult {
    let (Some(base), Some(exponent), Some(modulus)) = (base.as_integer(), exponent.as_integer(), modulus.as_integer())
    else {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    };
    let (mut base, exponent, modulus) = (base.to_big(), exponent.to_big(), modulus.to_big());
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    if size.is_one() {
        return Ok(Value::index(0));
    }
    if exponent.is_negative() {
        let extended = base.mod_floor(&size).extended_gcd(&size);
        if !extended.gcd.is_one() {
            return Err(vm.value_error("base is not invertible for the given modulus"));
        }
        base = Cow::Owned(extended.x.mod_floor(&size));
    }
    let exponent = exponent.abs();
    let mut result = if size.bits() < 4096 && exponent.bits() < 4096 {
        base.mod_floor(&size).modpow(&exponent, &size)
    } else {
        let base = base.mod_floor(&size);
        let mut result = BigInt::one();
        for bit in (0..exponent.bits()).rev() {
            result = (&result * &result) % &size;
            if exponent.bit(bit) {
                result = (&result * &base) % &size;
            }
            vm.check_signals()?;
        }
        result
    };
    // The result has the sign of the modulus.
    if modulus.is_negative() && !result.is_zero() {
        result += modulus.as_ref();
    }
    Ok(vm.bigint(result))
}

/// `-x`, `+x`, `~x`, `abs(x)`.
pub(crate) fn int_unary(vm: &mut Vm, op: UnaryOp, value: &Value) -> NativeResult {
    match integer(value) {
        IntRef::Small(i) => Ok(vm.int(match op {
            UnaryOp::Neg => -i,
            UnaryOp::Pos => i,
            UnaryOp::Invert => !i,
            UnaryOp::Abs => i.abs(),
        })),
        IntRef::Big(big) => {
            let result = match op {
                UnaryOp::Neg => -big,
                UnaryOp::Pos => return super::exact_int(vm, value),
                UnaryOp::Invert => -(big + BigInt::one()),
                UnaryOp::Abs => big.abs(),
            };
            Ok(vm.bigint(result))
        }
    }
}
