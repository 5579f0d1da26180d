//! Payloads whose layout the heap itself must know: boxed numbers, and the two with a variable number of values inside
//! (tuples and instances).

use super::{Header, Heap, Kind, Object, Payload, ShapeId, Tracer};
use crate::value::{Value, Word};
use std::cell::Cell;

/// An integer of more than 62 bits.
pub struct IntObject {
    /// The number.
    pub value: num_bigint::BigInt,
}

impl Payload for IntObject {
    const KIND: Kind = Kind::Int;
    const CONTAINER: bool = false;
}

/// A float whose exponent does not fit in an immediate, or an instance of a subclass of `float`.
pub struct FloatObject {
    /// The number.
    pub value: f64,
}

impl Payload for FloatObject {
    const KIND: Kind = Kind::Float;
    const CONTAINER: bool = false;
}

/// A tuple: a length, then the items.
#[repr(C)]
pub struct Tuple {
    length: usize,
    items: [Value; 0],
}

impl Tuple {
    /// Its items.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: a tuple is allocated with room for `length` items, all initialised, and never changes.
        unsafe { std::slice::from_raw_parts((&raw const self.items) as *const Value, self.length) }
    }

    /// Byte offset of the first item from the start of the object.
    pub(crate) const FIRST_ITEM: usize = 16;
}

impl Value {
    /// The items, when it is a tuple or an instance of a subclass of `tuple`.
    #[inline]
    pub fn as_tuple(&self) -> Option<&[Value]> {
        self.as_ref::<Tuple>().map(Tuple::items)
    }
}

impl Payload for Tuple {
    const KIND: Kind = Kind::Tuple;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.items());
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        // SAFETY: the items are owned by the tuple and dropped exactly once, here. In order, so that the work list
        // releases the last one first, as CPython does.
        unsafe {
            let first = (&raw mut self.items) as *mut Value;
            for i in 0..self.length {
                std::ptr::drop_in_place(first.add(i));
            }
        }
    }
}

/// An instance of a class written in Python: the extra word (overflow list or dict), then the inline slots.
#[repr(C)]
pub struct Instance {
    extra: Cell<Word>,
}

impl Instance {
    /// Byte offset of the extra word from the start of the object.
    pub(crate) const EXTRA: usize = 8;
    /// Byte offset of the first inline slot from the start of the object.
    pub(crate) const FIRST_SLOT: usize = 16;
}

impl Payload for Instance {
    const KIND: Kind = Kind::Instance;
}

impl Heap {
    /// A tuple of the given items.
    pub fn tuple(&mut self, items: impl ExactSizeIterator<Item = Value>) -> Value {
        self.tuple_with_shape(ShapeId::builtin(Kind::Tuple), 0, items)
    }

    /// A tuple of a subclass; `extra` bytes follow the items.
    pub(crate) fn tuple_with_shape(
        &mut self,
        shape: ShapeId,
        extra: usize,
        items: impl ExactSizeIterator<Item = Value>,
    ) -> Value {
        let length = items.len();
        let cell = self.cell(Tuple::FIRST_ITEM + length * 8 + extra);
        self.container_balance += 1;
        // SAFETY: the cell has room for header, length, the items and the extra word, which are all written here.
        unsafe {
            let object = cell as *mut Object<usize>;
            object.write(Object { header: Header { count: Cell::new(1), shape: Cell::new(shape) }, payload: 0 });
            let first = (cell as *mut u8).add(Tuple::FIRST_ITEM) as *mut Value;
            for (i, item) in items.take(length).enumerate() {
                first.add(i).write(item);
                (*object).payload = i + 1;
            }
            if extra != 0 {
                (first.add(length) as *mut Word).write(Word::UNBOUND);
            }
            Value::from_word(Word::heap(cell))
        }
    }

    /// A new instance with the given root shape and all slots empty.
    pub(crate) fn instance(&mut self, shape: ShapeId) -> Value {
        let slots = self.shape(shape).inline_slots as usize;
        let cell = self.cell(Instance::FIRST_SLOT + slots * 8);
        self.container_balance += 1;
        // SAFETY: the cell has room for the extra word and all slots, which are written here.
        unsafe {
            let object = cell as *mut Object<Instance>;
            object.write(Object {
                header: Header { count: Cell::new(1), shape: Cell::new(shape) },
                payload: Instance { extra: Cell::new(Word::UNBOUND) },
            });
            let first = (cell as *mut u8).add(Instance::FIRST_SLOT) as *mut Word;
            for i in 0..slots {
                first.add(i).write(Word::UNBOUND);
            }
            Value::from_word(Word::heap(cell))
        }
    }

    /// Allocates an object of a subclass of a builtin type: payload, then an empty extra word.
    pub(crate) fn alloc_subclass<T: Payload>(&mut self, shape: ShapeId, payload: T) -> Value {
        let value = self.alloc_with(shape, 8, payload);
        // SAFETY: eight extra bytes were asked for right behind the payload.
        unsafe {
            let extra = (value.word().header() as *mut u8).add(Self::extra_offset::<T>() as usize) as *mut Word;
            extra.write(Word::UNBOUND);
        }
        value
    }

    /// Where the extra word of subclasses of the builtin type with layout `T` is.
    pub(crate) const fn extra_offset<T: Payload>() -> u16 {
        size_of::<Object<T>>().next_multiple_of(8) as u16
    }

    pub(super) unsafe fn drop_instance(&mut self, header: *mut Header, shape: ShapeId) {
        let slots = self.shape(shape).inline_slots as usize;
        let first = (header as *mut u8).add(Instance::FIRST_SLOT) as *mut Word;
        // In reverse, so that the work list releases the first attribute first, as CPython does.
        for i in (0..slots).rev() {
            drop(Value::from_word(*first.add(i)));
        }
        drop(Value::from_word((*(header as *mut Object<Instance>)).payload.extra.get()));
    }

    pub(super) unsafe fn drop_trailing_attributes(&mut self, header: *mut Header, shape: ShapeId) {
        let offset = self.trailing_offset(header, shape);
        if offset != 0 {
            let extra = (header as *mut u8).add(offset) as *mut Word;
            drop(Value::from_word(*extra));
        }
    }

    /// Offset of the extra word: fixed for all layouts but tuples, where it follows the items.
    pub(crate) unsafe fn trailing_offset(&self, header: *mut Header, shape: ShapeId) -> usize {
        let offset = self.shape(shape).extra_offset as usize;
        if offset != 0 && shape.kind() == Kind::Tuple {
            let tuple: &Tuple = super::payload(header);
            return Tuple::FIRST_ITEM + tuple.length * 8;
        }
        offset
    }

    pub(super) unsafe fn trace_object(&self, header: *mut Header, tracer: &mut Tracer<'_>) {
        let shape = (*header).shape.get();
        if shape.kind() == Kind::Instance {
            let slots = self.shape(shape).inline_slots as usize;
            let first = (header as *mut u8).add(Instance::EXTRA) as *mut Word;
            for i in 0..slots + 1 {
                tracer.word(*first.add(i));
            }
            return;
        }
        if shape.index() != 0 {
            let offset = self.trailing_offset(header, shape);
            if offset != 0 {
                tracer.word(*((header as *mut u8).add(offset) as *mut Word));
            }
        }
        (self.traces[shape.kind() as usize])(header, tracer);
    }
}
