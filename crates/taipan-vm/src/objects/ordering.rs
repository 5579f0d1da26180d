//! Comparing the items of containers, with shortcuts for numbers and text, and the stable sort behind `list.sort` and
//! `sorted`. Calling key functions is the business of those two.

use crate::heap::{Kind, Tuple};
use crate::native::{NativeResult, Raised};
use crate::types::{CompareOp, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cmp::Ordering;

/// Integers up to this magnitude are exact as floats.
const EXACT_IN_FLOAT: i64 = 1 << 53;

/// The order of two numbers or strings of exact builtin types, when that needs neither big integers nor script code. NaN
/// has no order.
#[inline]
pub fn quick_order(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
        return Some(x.cmp(&y));
    }
    let (x, y) = (a.word(), b.word());
    if x.is_heap() && y.is_heap() {
        if a.is_exact(Kind::Str) && b.is_exact(Kind::Str) {
            return Some(a.expect_ref::<StrObject>().bytes().cmp(b.expect_ref::<StrObject>().bytes()));
        }
        return None;
    }
    if x.is_float() && y.is_float() {
        return x.as_float().partial_cmp(&y.as_float());
    }
    if x.is_float() && y.is_int() && y.as_int().abs() < EXACT_IN_FLOAT {
        return x.as_float().partial_cmp(&(y.as_int() as f64));
    }
    if x.is_int() && y.is_float() && x.as_int().abs() < EXACT_IN_FLOAT {
        return (x.as_int() as f64).partial_cmp(&y.as_float());
    }
    None
}

/// Whether two items are the same object or equal, when that can be said without script code.
#[inline]
pub fn quick_equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if a.word().is_int() && b.word().is_int() {
        return Some(false);
    }
    if a.is_exact(Kind::Str) && b.is_exact(Kind::Str) {
        return Some(a.expect_ref::<StrObject>().bytes() == b.expect_ref::<StrObject>().bytes());
    }
    quick_order(a, b).map(Ordering::is_eq)
}

impl Vm {
    /// Identity or `==`, as containers compare items.
    #[inline]
    pub fn same_item(&mut self, a: &Value, b: &Value) -> Result<bool, Raised> {
        match quick_equal(a, b) {
            Some(equal) => Ok(equal),
            None => self.equal(a, b),
        }
    }

    /// `a < b`, with shortcuts for numbers, strings and tuples of them.
    pub fn item_less(&mut self, a: &Value, b: &Value) -> Result<bool, Raised> {
        if let Some(order) = quick_order(a, b) {
            return Ok(order.is_lt());
        }
        if a.is_exact(Kind::Tuple) && b.is_exact(Kind::Tuple) {
            let (x, y) = (a.expect_ref::<Tuple>().items(), b.expect_ref::<Tuple>().items());
            for (p, q) in x.iter().zip(y) {
                match quick_order(p, q) {
                    Some(Ordering::Equal) => {}
                    Some(order) => return Ok(order.is_lt()),
                    None => return self.less(a, b),
                }
            }
            return Ok(x.len() < y.len());
        }
        self.less(a, b)
    }

    /// Compares two sequences item by item; `get` must cope with a sequence that shrinks meanwhile.
    pub(crate) fn compare_sequences(
        &mut self,
        op: CompareOp,
        lens: impl Fn() -> (usize, usize),
        left: impl Fn(usize) -> Option<Value>,
        right: impl Fn(usize) -> Option<Value>,
    ) -> NativeResult {
        let (x, y) = lens();
        if x != y && matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
        let mut i = 0;
        while let (Some(a), Some(b)) = (left(i), right(i)) {
            if !self.same_item(&a, &b)? {
                return match op {
                    CompareOp::Eq => Ok(Value::FALSE),
                    CompareOp::Ne => Ok(Value::TRUE),
                    _ => match quick_order(&a, &b) {
                        Some(order) => Ok(Value::bool(op.holds(order))),
                        None => self.compare(op, &a, &b),
                    },
                };
            }
            i += 1;
            if i & 0xfff == 0 {
                self.check_signals()?;
            }
        }
        let (x, y) = lens();
        Ok(Value::bool(op.holds(x.cmp(&y))))
    }

    /// Sorts items by `<`, stably; `keys` are compared instead when given. On an exception the items come back in some
    /// order, none lost.
    pub fn sort_items(
        &mut self,
        items: Vec<Value>,
        keys: Option<Vec<Value>>,
        reverse: bool,
    ) -> (Vec<Value>, Result<(), Raised>) {
        match keys {
            None => {
                let mut items = items;
                let result = sort_keyed(self, &mut items, reverse);
                (items, result)
            }
            Some(keys) => {
                let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(items).collect();
                let result = sort_keyed(self, &mut pairs, reverse);
                (pairs.into_iter().map(|(_, item)| item).collect(), result)
            }
        }
    }
}

/// Something that is sorted by a key.
trait Keyed: Default {
    fn key(&self) -> &Value;
}

impl Keyed for Value {
    fn key(&self) -> &Value {
        self
    }
}

impl Keyed for (Value, Value) {
    fn key(&self) -> &Value {
        &self.0
    }
}

fn sort_keyed<T: Keyed>(vm: &mut Vm, items: &mut [T], reverse: bool) -> Result<(), Raised> {
    if items.len() < 2 {
        return Ok(());
    }
    // Sorting backwards what is then turned around keeps equal items in their order.
    if reverse {
        items.reverse();
    }
    let result = sort_forward(vm, items);
    if reverse {
        items.reverse();
    }
    result
}

fn sort_forward<T: Keyed>(vm: &mut Vm, items: &mut [T]) -> Result<(), Raised> {
    if items.iter().all(|i| i.key().word().is_int()) {
        items.sort_by_key(|i| i.key().word().as_int());
        return Ok(());
    }
    if items.iter().all(|i| i.key().is_exact(Kind::Str)) {
        items.sort_by(|a, b| a.key().expect_ref::<StrObject>().bytes().cmp(b.key().expect_ref::<StrObject>().bytes()));
        return Ok(());
    }
    if items.iter().all(|i| i.key().word().is_float() && !i.key().word().as_float().is_nan()) {
        items.sort_by(|a, b| {
            let order = a.key().word().as_float().partial_cmp(&b.key().word().as_float());
            order.expect("there is no NaN among them")
        });
        return Ok(());
    }
    merge_sort(vm, items)
}

/// Natural merge sort: ascending runs are found (strictly descending ones turned around), short ones extended by binary
/// insertion, and neighbours merged while that keeps the stack of runs shrinking in length.
fn merge_sort<T: Keyed>(vm: &mut Vm, items: &mut [T]) -> Result<(), Raised> {
    let min_run = minimal_run(items.len());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let mut end = start + natural_run(vm, &mut items[start..])?;
        let wanted = (start + min_run).min(items.len());
        if end < wanted {
            insert_rest(vm, &mut items[start..wanted], end - start)?;
            end = wanted;
        }
        runs.push((start, end));
        start = end;
        while let [.., (_, _), (_, _)] = runs[..] {
            let n = runs.len();
            let length = |i: usize| runs[i].1 - runs[i].0;
            let keep = length(n - 2) > length(n - 1) && (n < 3 || length(n - 3) > length(n - 2) + length(n - 1));
            if keep && start < items.len() {
                break;
            }
            let left_pair = start < items.len() && n >= 3 && length(n - 3) < length(n - 1);
            let at = if left_pair { n - 3 } else { n - 2 };
            let (low, middle, high) = (runs[at].0, runs[at].1, runs[at + 1].1);
            merge(vm, &mut items[low..high], middle - low)?;
            runs[at].1 = high;
            runs.remove(at + 1);
        }
    }
    Ok(())
}

/// A run length from 32 to 64 so that the number of runs is a power of two or just below.
fn minimal_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// Finds the run at the start and makes it ascending; its length. Comparisons are made in CPython's order, because scripts
/// see them when they fail.
fn natural_run<T: Keyed>(vm: &mut Vm, items: &mut [T]) -> Result<usize, Raised> {
    let length = items.len();
    let mut end = ascending_until(vm, items, 1)?;
    if end >= length {
        return Ok(length);
    }
    if end > 1 {
        if vm.item_less(items[0].key(), items[end - 1].key())? {
            return Ok(end);
        }
        // All equal so far, and the next is smaller: part of a descending run, in which equal items must end up in
        // their order again.
        items[..end].reverse();
    }
    end += 1;
    let mut equal = 0;
    while end < length {
        if vm.item_less(items[end].key(), items[end - 1].key())? {
            turn_equal(items, end, &mut equal);
        } else if vm.item_less(items[end - 1].key(), items[end].key())? {
            break;
        } else {
            equal += 1;
        }
        end += 1;
        if end & 0xfff == 0 {
            vm.check_signals()?;
        }
    }
    turn_equal(items, end, &mut equal);
    items[..end].reverse();
    ascending_until(vm, items, end)
}

/// The first position from `end` on whose item is smaller than the one before it.
fn ascending_until<T: Keyed>(vm: &mut Vm, items: &[T], mut end: usize) -> Result<usize, Raised> {
    while end < items.len() && !vm.item_less(items[end].key(), items[end - 1].key())? {
        end += 1;
        if end & 0xfff == 0 {
            vm.check_signals()?;
        }
    }
    Ok(end)
}

/// Turns the last stretch of equal items of a descending run around; `equal` counts those after its first.
fn turn_equal<T>(items: &mut [T], end: usize, equal: &mut usize) {
    if *equal > 0 {
        items[end - *equal - 1..end].reverse();
        *equal = 0;
    }
}

/// Inserts the items from `sorted` on into the sorted ones before them.
fn insert_rest<T: Keyed>(vm: &mut Vm, items: &mut [T], sorted: usize) -> Result<(), Raised> {
    for next in sorted..items.len() {
        let (mut low, mut high) = (0, next);
        while low < high {
            let middle = low + (high - low) / 2;
            if vm.item_less(items[next].key(), items[middle].key())? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=next].rotate_right(1);
    }
    Ok(())
}

/// Merges two sorted neighbours; `middle` is where the second begins. No item is lost when a comparison fails.
fn merge<T: Keyed>(vm: &mut Vm, items: &mut [T], middle: usize) -> Result<(), Raised> {
    let mut left: Vec<T> = items[..middle].iter_mut().map(std::mem::take).collect();
    let (mut from_left, mut from_right, mut out) = (0, middle, 0);
    let mut result = Ok(());
    while from_left < left.len() && from_right < items.len() {
        if out & 0xfff == 0xfff {
            result = vm.check_signals();
        }
        let right_first = match result {
            Ok(()) => vm.item_less(items[from_right].key(), left[from_left].key()),
            Err(raised) => Err(raised),
        };
        match right_first {
            Ok(true) => {
                items.swap(out, from_right);
                from_right += 1;
                result = Ok(());
            }
            Ok(false) => {
                items[out] = std::mem::take(&mut left[from_left]);
                from_left += 1;
                result = Ok(());
            }
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
        out += 1;
    }
    // What is left of the first half fills the gap exactly.
    for item in &mut left[from_left..] {
        items[out] = std::mem::take(item);
        out += 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Host;

    #[test]
    fn sorts_stably_and_keeps_items_on_errors() {
        let mut vm = Vm::new(Host::default());
        let mut items = Vec::new();
        let mut seed = 12345u64;
        for i in 0..2000i64 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let key = (seed >> 33) as i64 % 50;
            let (key, i) = (vm.int(key), vm.int(i));
            items.push(vm.pair(key, i));
        }
        let keys =
            items.iter().map(|p| p.expect_ref::<Tuple>().items()[0].clone()).map(|k| vm.tuple(vec![k])).collect();
        let (sorted, result) = vm.sort_items(items.clone(), Some(keys), false);
        result.unwrap();
        let plain = vm.sort_items(items.clone(), None, false).0;
        for (a, b) in sorted.iter().zip(&plain) {
            assert!(a.is(b));
        }
        items.insert(700, Value::NONE);
        let (back, result) = vm.sort_items(items, None, true);
        assert!(result.is_err());
        assert!(back.len() == 2001 && back.iter().all(|v| !v.is_unbound()));
    }
}
