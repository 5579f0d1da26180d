//! `list`: the object and its methods table. See <https://docs.python.org/3.13/library/stdtypes.html#lists>.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::RefCell;

/// The payload of `list`.
pub struct ListObject {
    /// The items. Never borrow across anything that may run script code.
    pub items: RefCell<Vec<Value>>,
}

impl ListObject {
    /// A list of these items.
    pub fn new(items: Vec<Value>) -> ListObject {
        ListObject { items: RefCell::new(items) }
    }

    /// Number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`, if there is one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    /// A copy of the items, to use while script code runs.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }
}

impl Payload for ListObject {
    const KIND: Kind = Kind::List;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.items.borrow().iter());
    }

    fn clear(&self) {
        let old = std::mem::take(&mut *self.items.borrow_mut());
        drop(old);
    }
}

/// What `list` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
