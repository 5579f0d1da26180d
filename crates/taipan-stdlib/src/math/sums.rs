//! Sums, products and distances that are exact or nearly so.

use taipan_vm::drain::collect_then;
use taipan_vm::types::BinaryOp;
use taipan_vm::{Flow, NativeResult, Raised, Value, Vm};

/// An exact running sum of floats: parts that do not overlap, smallest first (Shewchuk's algorithm).
#[derive(Default)]
struct ExactSum {
    parts: Vec<f64>,
    /// Sum of infinities, to tell `inf - inf`.
    infinities: f64,
    /// Sum of everything that is not finite.
    special: f64,
}

/// Why there is no sum.
#[derive(Debug, PartialEq, Eq)]
enum SumError {
    Overflow,
    OppositeInfinities,
}

impl ExactSum {
    fn add(&mut self, value: f64) -> Result<(), SumError> {
        let mut x = value;
        let mut kept = 0;
        for i in 0..self.parts.len() {
            let mut y = self.parts[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.parts[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.parts.truncate(kept);
        if x.is_finite() {
            if x != 0.0 {
                self.parts.push(x);
            }
            return Ok(());
        }
        if value.is_finite() {
            return Err(SumError::Overflow);
        }
        if value.is_infinite() {
            self.infinities += value;
        }
        self.special += value;
        self.parts.clear();
        Ok(())
    }

    /// The sum, correctly rounded.
    fn total(&self) -> Result<f64, SumError> {
        if self.special != 0.0 {
            return if self.infinities.is_nan() { Err(SumError::OppositeInfinities) } else { Ok(self.special) };
        }
        let Some((last, rest)) = self.parts.split_last() else { return Ok(0.0) };
        let (mut high, mut left, mut low) = (*last, rest.len(), 0.0);
        while left > 0 {
            left -= 1;
            let (x, y) = (high, rest[left]);
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // A half that was rounded to even may have to go the other way for the sake of the parts below.
        if left > 0 && (low < 0.0 && rest[left - 1] < 0.0 || low > 0.0 && rest[left - 1] > 0.0) {
            let doubled = low * 2.0;
            let x = high + doubled;
            if doubled == x - high {
                high = x;
            }
        }
        Ok(high)
    }
}

fn sum_error(vm: &mut Vm, error: SumError) -> Raised {
    match error {
        SumError::Overflow => vm.overflow_error("intermediate overflow in fsum"),
        SumError::OppositeInfinities => vm.value_error("-inf + inf in fsum"),
    }
}

pub(super) fn math_fsum(vm: &mut Vm, args: &[Value]) -> Flow {
    collect_then(vm, &args[0], |vm, items| fsum(vm, &items).into())
}

fn fsum(vm: &mut Vm, items: &[Value]) -> NativeResult {
    let mut sum = ExactSum::default();
    for item in items {
        let x = vm.to_f64(item)?;
        sum.add(x).map_err(|error| sum_error(vm, error))?;
    }
    let total = sum.total().map_err(|error| sum_error(vm, error))?;
    Ok(vm.float(total))
}

pub(super) fn math_prod(vm: &mut Vm, args: &[Value]) -> Flow {
    let start = args[1].clone();
    collect_then(vm, &args[0], move |vm, items| prod(vm, start, &items).into())
}

fn prod(vm: &mut Vm, start: Value, items: &[Value]) -> NativeResult {
    let mut result = start;
    for (done, item) in items.iter().enumerate() {
        result = match (result.as_small_int(), item.as_small_int()) {
            (Some(x), Some(y)) if x.checked_mul(y).is_some() => vm.int(x * y),
            _ => vm.binary(BinaryOp::Mul, &result, item)?,
        };
        if done & 0xfff == 0xfff {
            vm.check_signals()?;
        }
    }
    Ok(result)
}

pub(super) fn math_sumprod(vm: &mut Vm, args: &[Value]) -> Flow {
    let second = args[1].clone();
    collect_then(vm, &args[0], move |vm, first| {
        collect_then(vm, &second, move |vm, second| sumprod(vm, &first, &second).into())
    })
}

fn sumprod(vm: &mut Vm, p: &[Value], q: &[Value]) -> NativeResult {
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    // Plain numbers of which at least one is a float: exact products, exact sum, one rounding.
    let number = |v: &Value| v.as_float().is_some() || v.as_int_or_bool().is_some_and(|i| i.unsigned_abs() <= 1 << 53);
    let floats = p.iter().chain(q).any(|v| v.as_float().is_some());
    if floats && p.iter().chain(q).all(number) {
        let mut sum = ExactSum::default();
        for (x, y) in p.iter().zip(q) {
            let (x, y) = (vm.to_f64(x)?, vm.to_f64(y)?);
            let high = x * y;
            let low = if high.is_finite() { x.mul_add(y, -high) } else { 0.0 };
            if sum.add(high).and_then(|()| sum.add(low)).is_err() {
                return generic_sumprod(vm, p, q);
            }
        }
        return match sum.total() {
            Ok(total) => Ok(vm.float(total)),
            Err(_) => Ok(vm.float(f64::NAN)),
        };
    }
    generic_sumprod(vm, p, q)
}

fn generic_sumprod(vm: &mut Vm, p: &[Value], q: &[Value]) -> NativeResult {
    let mut total = Value::index(0);
    for (done, (x, y)) in p.iter().zip(q).enumerate() {
        let product = vm.binary(BinaryOp::Mul, x, y)?;
        total = vm.binary(BinaryOp::Add, &total, &product)?;
        if done & 0xfff == 0xfff {
            vm.check_signals()?;
        }
    }
    Ok(total)
}

/// The length of a vector. Coordinates are scaled by a power of two, squares are summed in doubled precision, and the root
/// is corrected by what its square differs.
fn length(coordinates: &[f64]) -> f64 {
    let largest = coordinates.iter().fold(0.0, |m: f64, x| if x.abs() > m { x.abs() } else { m });
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || coordinates.len() == 1 {
        return largest;
    }
    let exponent = (largest.to_bits() >> 52) as i64 - 1022;
    if exponent < -1020 {
        // Close to the subnormal numbers: scale up first, exactly.
        let factor = 2f64.powi(200);
        let scaled: Vec<f64> = coordinates.iter().map(|x| x * factor).collect();
        return length(&scaled) / factor;
    }
    // The largest coordinate comes to lie between a half and one. A power of two near the top is made in two steps.
    let scale = if exponent > 1000 {
        2f64.powi(-1000) * 2f64.powi((1000 - exponent) as i32)
    } else {
        2f64.powi(-exponent as i32)
    };
    let (mut sum, mut products, mut sums) = (1.0, 0.0, 0.0);
    for x in coordinates {
        let x = x.abs() * scale;
        let square = x * x;
        let next = sum + square;
        products += x.mul_add(x, -square);
        sums += square - (next - sum);
        sum = next;
    }
    let root = (sum - 1.0 + (products + sums)).sqrt();
    let square = -root * root;
    let next = sum + square;
    products += (-root).mul_add(root, -square);
    sums += square - (next - sum);
    let rest = next - 1.0 + (products + sums);
    (root + rest / (2.0 * root)) / scale
}

pub(super) fn math_hypot(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let values = args[0].as_tuple().unwrap_or(&[]);
    if let [x, y] = values
        && let (Some(x), Some(y)) = (x.as_float(), y.as_float())
    {
        return Ok(vm.float(length(&[x, y])));
    }
    let mut coordinates = Vec::with_capacity(values.len());
    for value in values {
        coordinates.push(vm.to_f64(value)?);
    }
    Ok(vm.float(length(&coordinates)))
}

pub(super) fn math_dist(vm: &mut Vm, args: &[Value]) -> Flow {
    let second = args[1].clone();
    collect_then(vm, &args[0], move |vm, first| {
        collect_then(vm, &second, move |vm, second| dist(vm, &first, &second).into())
    })
}

fn dist(vm: &mut Vm, p: &[Value], q: &[Value]) -> NativeResult {
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut coordinates = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(q) {
        coordinates.push((vm.to_f64(x)? - vm.to_f64(y)?).abs());
    }
    if coordinates.is_empty() {
        return Ok(vm.float(0.0));
    }
    Ok(vm.float(length(&coordinates)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(values: &[f64]) -> Result<f64, SumError> {
        let mut sum = ExactSum::default();
        for value in values {
            sum.add(*value)?;
        }
        sum.total()
    }

    #[test]
    fn exact_sums() {
        assert_eq!(sum(&[0.1; 10]), Ok(1.0));
        assert_eq!(sum(&[1e100, 1.0, -1e100]), Ok(1.0));
        assert_eq!(sum(&[1e16, 1.0, 1e-16]), Ok(10000000000000002.0));
        assert_eq!(sum(&[1e308, 1e308]), Err(SumError::Overflow));
        assert_eq!(sum(&[f64::INFINITY, f64::NEG_INFINITY]), Err(SumError::OppositeInfinities));
        assert_eq!(sum(&[]), Ok(0.0));
    }

    #[test]
    fn lengths() {
        assert_eq!(length(&[3.0, 4.0]), 5.0);
        assert_eq!(length(&[1.0, 1.0, 1.0]), 1.7320508075688772);
        assert_eq!(length(&[3e300, 4e300]), 5e300);
        assert_eq!(length(&[3e-320, 4e-320]), 5e-320);
        assert_eq!(length(&[f64::INFINITY, f64::NAN]), f64::INFINITY);
    }
}
