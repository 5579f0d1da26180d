//! The iterator objects of the builtin types and functions. What advances them is `interpreter/iteration.rs`.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// Iterates over a list, tuple, string, bytes, or anything with `__getitem__`.
pub struct SequenceIterator {
    /// What is iterated; unbound once exhausted.
    pub source: RefCell<Value>,
    /// The next index; for strings the next byte offset.
    pub index: Cell<usize>,
}

impl Payload for SequenceIterator {
    const KIND: Kind = Kind::SequenceIterator;

    fn accepts(kind: Kind) -> bool {
        matches!(
            kind,
            Kind::SequenceIterator | Kind::ListIterator | Kind::TupleIterator | Kind::StrIterator | Kind::BytesIterator
        )
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.source.borrow());
    }

    fn clear(&self) {
        self.source.take();
    }
}

/// Iterates over a range of small integers, or (with `big`) of integers of any size.
pub struct RangeIterator {
    /// Next value.
    pub next: Cell<i64>,
    /// How many values are left.
    pub left: Cell<u64>,
    /// Distance between values.
    pub step: i64,
    /// Next value, step and number left, for ranges that do not fit.
    pub big: RefCell<Option<Box<(num_bigint::BigInt, num_bigint::BigInt, num_bigint::BigInt)>>>,
}

impl Payload for RangeIterator {
    const KIND: Kind = Kind::RangeIterator;
    const CONTAINER: bool = false;
}

/// `iter(callable, sentinel)`.
pub struct CallableIterator {
    /// What is called; unbound once exhausted.
    pub callable: RefCell<Value>,
    /// The value that ends the iteration.
    pub sentinel: Value,
}

impl Payload for CallableIterator {
    const KIND: Kind = Kind::CallableIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.callable.borrow());
        tracer.value(&self.sentinel);
    }

    fn clear(&self) {
        self.callable.take();
    }
}

/// What a dict view or iterator yields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// `dict.keys()`, `dict.values()`, `dict.items()`.
pub struct DictViewObject {
    /// The dict.
    pub dict: Value,
    /// Which part.
    pub part: DictPart,
}

impl Payload for DictViewObject {
    const KIND: Kind = Kind::DictKeys;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::DictKeys | Kind::DictValues | Kind::DictItems)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict);
    }
}

/// Iterates over a dict.
pub struct DictIterator {
    /// The dict; unbound once exhausted.
    pub dict: RefCell<Value>,
    /// Position of the next entry; counts down when reversed.
    pub position: Cell<usize>,
    /// Number of entries when the iteration began.
    pub expected: usize,
    /// Which part.
    pub part: DictPart,
    /// Whether it runs backwards.
    pub reversed: bool,
}

impl Payload for DictIterator {
    const KIND: Kind = Kind::DictIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict.borrow());
    }

    fn clear(&self) {
        self.dict.take();
    }
}

/// Iterates over a set.
pub struct SetIterator {
    /// The set; unbound once exhausted.
    pub set: RefCell<Value>,
    /// Position of the next entry.
    pub position: Cell<usize>,
    /// Number of members when the iteration began.
    pub expected: usize,
}

impl Payload for SetIterator {
    const KIND: Kind = Kind::SetIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.set.borrow());
    }

    fn clear(&self) {
        self.set.take();
    }
}

/// `enumerate`.
pub struct EnumerateObject {
    /// The iterator.
    pub iterator: Value,
    /// The next number.
    pub count: RefCell<Value>,
}

impl Payload for EnumerateObject {
    const KIND: Kind = Kind::Enumerate;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.iterator);
    }
}

/// `zip`.
pub struct ZipObject {
    /// The iterators.
    pub iterators: Vec<Value>,
    /// Whether unequal lengths are an error.
    pub strict: bool,
    /// Whether one of them is exhausted.
    pub done: Cell<bool>,
}

impl Payload for ZipObject {
    const KIND: Kind = Kind::Zip;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.iterators);
    }
}

/// `map`.
pub struct MapObject {
    /// The function.
    pub function: Value,
    /// The iterators.
    pub iterators: Vec<Value>,
}

impl Payload for MapObject {
    const KIND: Kind = Kind::Map;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.function);
        tracer.values(&self.iterators);
    }
}

/// `filter`.
pub struct FilterObject {
    /// The predicate, or `None`.
    pub function: Value,
    /// The iterator.
    pub iterator: Value,
}

impl Payload for FilterObject {
    const KIND: Kind = Kind::Filter;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.function);
        tracer.value(&self.iterator);
    }
}

/// `reversed` over a sequence.
pub struct ReversedObject {
    /// The sequence; unbound once exhausted.
    pub source: RefCell<Value>,
    /// One more than the next index.
    pub index: Cell<usize>,
}

impl Payload for ReversedObject {
    const KIND: Kind = Kind::Reversed;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.source.borrow());
    }

    fn clear(&self) {
        self.source.take();
    }
}

/// What `list_iterator` can do natively.
pub(crate) static LIST_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `tuple_iterator` can do natively.
pub(crate) static TUPLE_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `str_ascii_iterator` can do natively.
pub(crate) static STR_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `bytes_iterator` can do natively.
pub(crate) static BYTES_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `iterator` can do natively.
pub(crate) static SEQUENCE_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `range_iterator` can do natively.
pub(crate) static RANGE_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `callable_iterator` can do natively.
pub(crate) static CALLABLE_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `dict_keys` can do natively.
pub(crate) static KEYS_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `dict_values` can do natively.
pub(crate) static VALUES_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `dict_items` can do natively.
pub(crate) static ITEMS_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `dict_keyiterator` can do natively.
pub(crate) static DICT_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `set_iterator` can do natively.
pub(crate) static SET_ITERATOR_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `enumerate` can do natively.
pub(crate) static ENUMERATE_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `zip` can do natively.
pub(crate) static ZIP_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `map` can do natively.
pub(crate) static MAP_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `filter` can do natively.
pub(crate) static FILTER_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `reversed` can do natively.
pub(crate) static REVERSED_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
