//! Sequence indexes and slice bounds, with the clamping rules and error texts that all sequence types share.

use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::Raised;
use crate::types::SliceObject;
use crate::value::Value;
use crate::vm::Vm;

/// A slice whose parts are integers (clamped to `i64`) but that knows no length yet. The parts' `__index__` may change the
/// sequence, so the length is only looked at in [`Slice::over`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Lower bound, as given or by default.
    pub start: i64,
    /// Upper bound, as given or by default.
    pub stop: i64,
    /// Step, not zero and not `i64::MIN`.
    pub step: i64,
}

/// The items that a slice selects from a sequence of a given length: `count` items from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceRange {
    /// First index, within `0..=length`; for negative steps `-1` is possible when nothing is selected.
    pub start: i64,
    /// Bound after clamping.
    pub stop: i64,
    /// Step, not zero.
    pub step: i64,
    /// How many items.
    pub count: usize,
}

impl Slice {
    /// The selection from a sequence of `length` items.
    pub fn over(self, length: usize) -> SliceRange {
        let length = length as i64;
        let clamp = |bound: i64| {
            if bound < 0 {
                let bound = bound.saturating_add(length);
                if bound >= 0 {
                    bound
                } else if self.step < 0 {
                    -1
                } else {
                    0
                }
            } else if bound >= length {
                if self.step < 0 { length - 1 } else { length }
            } else {
                bound
            }
        };
        let (start, stop) = (clamp(self.start), clamp(self.stop));
        let count = if self.step < 0 {
            if stop < start { (start - stop - 1) / -self.step + 1 } else { 0 }
        } else if start < stop {
            (stop - start - 1) / self.step + 1
        } else {
            0
        };
        SliceRange { start, stop, step: self.step, count: count as usize }
    }
}

impl SliceRange {
    /// The selected indexes, in order.
    pub fn indexes(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }

    /// The selection as a plain range, when the step is 1. Empty selections give `start..start`.
    pub fn contiguous(self) -> Option<std::ops::Range<usize>> {
        if self.step != 1 {
            return None;
        }
        let start = self.start as usize;
        Some(start..start + self.count)
    }
}

impl Vm {
    /// The parts of a slice object as integers: step, start, stop are converted in this order.
    pub fn unpack_slice(&mut self, slice: &SliceObject) -> Result<Slice, Raised> {
        let step = if slice.step.is_none() { 1 } else { self.slice_part(&slice.step)? };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let start = match slice.start.is_none() {
            true if step < 0 => i64::MAX,
            true => 0,
            false => self.slice_part(&slice.start)?,
        };
        let stop = match slice.stop.is_none() {
            true if step < 0 => i64::MIN,
            true => i64::MAX,
            false => self.slice_part(&slice.stop)?,
        };
        Ok(Slice { start, stop, step })
    }

    fn slice_part(&mut self, part: &Value) -> Result<i64, Raised> {
        if let Some(i) = part.as_int_or_bool() {
            return Ok(i);
        }
        if !self.has_index(part) {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index_clamped(part)
    }

    /// Whether the value can be used as an integer without loss: an `int`, or anything with `__index__`.
    pub fn has_index(&mut self, value: &Value) -> bool {
        if matches!(value.kind(), Kind::Int | Kind::Bool) {
            return true;
        }
        let name = self.names.index.clone();
        self.lookup_special(value, &name).is_some()
    }

    /// `operator.index(value)` for sizes and positions; beyond `i64` the given exception is raised, with CPython's
    /// "cannot fit 'int' into an index-sized integer".
    pub fn index_sized(&mut self, value: &Value, beyond: ExceptionKind) -> Result<i64, Raised> {
        if let Some(i) = value.as_int_or_bool() {
            return Ok(i);
        }
        let big = self.index_big(value)?;
        match i64::try_from(&big) {
            Ok(i) => Ok(i),
            Err(_) => {
                let name = self.type_name(value);
                Err(self.error(beyond, format!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }

    /// A position in a sequence of `length` items from an index that may be negative; `None` when out of range.
    pub fn sequence_position(&mut self, index: i64, length: usize) -> Option<usize> {
        let index = if index < 0 { index.checked_add(length as i64)? } else { index };
        if (0..length as i64).contains(&index) { Some(index as usize) } else { None }
    }

    /// A bound given to `str.find`, `list.index` and the like: `None` gives `default`, negative counts from the end, and
    /// the result is within `0..=length`.
    pub fn search_bound(&mut self, bound: &Value, default: usize, length: usize) -> Result<usize, Raised> {
        if bound.is_none() || bound.is_unbound() {
            return Ok(default);
        }
        let index = self.slice_part(bound)?;
        let index = if index < 0 { index.saturating_add(length as i64).max(0) } else { index };
        Ok((index as u64).min(length as u64) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selections() {
        let all = Slice { start: 0, stop: i64::MAX, step: 1 };
        assert_eq!(all.over(5).contiguous(), Some(0..5));
        let back = Slice { start: i64::MAX, stop: i64::MIN, step: -1 };
        assert_eq!(back.over(3).indexes().collect::<Vec<_>>(), [2, 1, 0]);
        let odd = Slice { start: 1, stop: -1, step: 2 };
        assert_eq!(odd.over(6).indexes().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(Slice { start: 9, stop: 2, step: 1 }.over(4).contiguous(), Some(4..4));
        assert_eq!(back.over(0).count, 0);
    }
}
