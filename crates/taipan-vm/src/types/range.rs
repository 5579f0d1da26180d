//! `range` and `slice`: the objects and their methods tables. See
//! <https://docs.python.org/3.13/library/stdtypes.html#ranges>.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;

/// The payload of `range`: three integers of any size.
pub struct RangeObject {
    /// First value.
    pub start: Value,
    /// Bound.
    pub stop: Value,
    /// Step, never zero.
    pub step: Value,
    /// Number of values, an integer of any size.
    pub length: Value,
}

impl Payload for RangeObject {
    const KIND: Kind = Kind::Range;
    const CONTAINER: bool = false;
}

/// The payload of `slice`.
pub struct SliceObject {
    /// Lower bound or `None`.
    pub start: Value,
    /// Upper bound or `None`.
    pub stop: Value,
    /// Step or `None`.
    pub step: Value,
}

impl Payload for SliceObject {
    const KIND: Kind = Kind::Slice;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.start, &self.stop, &self.step]);
    }
}

/// What `range` can do natively.
pub(crate) static SLOTS: Slots = Slots { ..Slots::NONE };

/// What `slice` can do natively.
pub(crate) static SLICE_SLOTS: Slots = Slots { ..Slots::NONE };
