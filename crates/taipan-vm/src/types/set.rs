//! `set` and `frozenset`: the object, its table and their methods tables. See
//! <https://docs.python.org/3.13/library/stdtypes.html#set-types-set-frozenset>.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// The table of a set.
#[derive(Default)]
pub struct SetTable {
    pub(crate) entries: Vec<(u64, Value)>,
}

/// The payload of `set` and `frozenset`.
#[derive(Default)]
pub struct SetObject {
    pub(crate) table: RefCell<SetTable>,
    /// Counts changes, so that iteration notices them.
    pub(crate) version: Cell<u32>,
    /// The cached hash of a frozenset.
    pub(crate) hash: Cell<Option<i64>>,
}

impl Payload for SetObject {
    const KIND: Kind = Kind::Set;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::Set | Kind::FrozenSet)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.table.borrow().entries.iter().map(|(_, v)| v));
    }

    fn clear(&self) {
        let old = std::mem::take(&mut *self.table.borrow_mut());
        drop(old);
    }
}

/// What `set` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `frozenset` can do natively.
pub(crate) static FROZEN_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
