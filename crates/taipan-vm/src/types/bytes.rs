//! `bytes` and `bytearray`: the objects and the tables of their abilities and methods. See
//! <https://docs.python.org/3.13/library/stdtypes.html#binary-sequence-types-bytes-bytearray-memoryview>.
//!
//! ```text
//!  sequence   index, slice, concatenate, compare    methods    search, replace, join, pad, hex
//!  split      split, strip, partition, lines        case       case mapping and classification (ASCII)
//!  construct  bytes(...), bytearray(...)            mutate     what only bytearray can do
//! ```

mod case;
mod construct;
mod methods;
mod mutate;
mod sequence;
mod split;

pub(crate) use construct::bytes_of_items;
pub(crate) use sequence::BYTES_ITERATOR_SLOTS;

use crate::heap::{Kind, Payload};
use crate::native::{NativeDef, Raised};
use crate::types::{BinaryOp, HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, Ref, RefCell};
use std::ops::Deref;

/// The payload of `bytes`.
pub struct BytesObject {
    /// The bytes.
    pub bytes: Box<[u8]>,
    pub(crate) hash: Cell<u64>,
}

impl BytesObject {
    /// From owned bytes.
    pub fn new(bytes: impl Into<Box<[u8]>>) -> BytesObject {
        BytesObject { bytes: bytes.into(), hash: Cell::new(0) }
    }
}

impl Payload for BytesObject {
    const KIND: Kind = Kind::Bytes;
    const CONTAINER: bool = false;
}

/// The payload of `bytearray`.
pub struct ByteArrayObject {
    /// The bytes.
    pub bytes: RefCell<Vec<u8>>,
    /// How many memory views show them; while there are any, the length must not change.
    exports: Cell<u32>,
}

impl ByteArrayObject {
    /// From owned bytes.
    pub fn new(bytes: Vec<u8>) -> ByteArrayObject {
        ByteArrayObject { bytes: RefCell::new(bytes), exports: Cell::new(0) }
    }

    /// Counts one more memory view, or one less.
    pub(crate) fn count_export(&self, more: bool) {
        let exports = self.exports.get();
        self.exports.set(if more { exports + 1 } else { exports.saturating_sub(1) });
    }
}

impl Payload for ByteArrayObject {
    const KIND: Kind = Kind::ByteArray;
    const CONTAINER: bool = false;
}

/// A view of the content of `bytes` or `bytearray`. Never hold one while script code may run.
pub enum BytesView<'v> {
    /// Of `bytes`.
    Fixed(&'v [u8]),
    /// Of `bytearray`.
    Borrowed(Ref<'v, Vec<u8>>),
    /// Of `memoryview`, copied.
    Owned(Vec<u8>),
}

impl Deref for BytesView<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            BytesView::Fixed(bytes) => bytes,
            BytesView::Borrowed(bytes) => bytes,
            BytesView::Owned(bytes) => bytes,
        }
    }
}

impl Value {
    /// The content of `bytes`, `bytearray` (subclasses included) or a `memoryview` that is not released.
    pub fn as_bytes(&self) -> Option<BytesView<'_>> {
        if let Some(object) = self.as_ref::<BytesObject>() {
            return Some(BytesView::Fixed(&object.bytes));
        }
        if let Some(view) = self.as_ref::<crate::types::MemoryViewObject>() {
            return view.content().map(BytesView::Owned);
        }
        self.as_ref::<ByteArrayObject>().map(|array| BytesView::Borrowed(array.bytes.borrow()))
    }
}

/// The content of `bytes` or `bytearray`, copied.
pub(crate) fn bytes_content(value: &Value) -> Option<Vec<u8>> {
    value.as_bytes().map(|bytes| bytes.to_vec())
}

/// The content of a value whose kind is known to be `bytes` or `bytearray`.
fn content(value: &Value) -> BytesView<'_> {
    value.as_bytes().unwrap_or(BytesView::Fixed(&[]))
}

/// The content of an argument, or TypeError "a bytes-like object is required".
fn bytes_like<'v>(vm: &mut Vm, value: &'v Value) -> Result<BytesView<'v>, Raised> {
    match value.as_bytes() {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// New bytes of the same type as `like`: `bytearray` for one and its subclasses, else `bytes`.
fn same_type(vm: &mut Vm, like: &Value, bytes: Vec<u8>) -> Value {
    if like.kind() == Kind::ByteArray {
        return vm.alloc(ByteArrayObject::new(bytes));
    }
    vm.bytes(bytes)
}

/// `value` itself if it is an exact `bytes`, else a copy of the same type.
fn unchanged(vm: &mut Vm, value: &Value) -> Value {
    if value.is_exact(Kind::Bytes) {
        return value.clone();
    }
    let copy = content(value).to_vec();
    same_type(vm, value, copy)
}

macro_rules! shared_methods {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            NativeDef::plain("capitalize", "self, /", case::bytes_capitalize),
            NativeDef::plain("center", "self, width, fillchar=..., /", methods::bytes_center),
            NativeDef::plain("count", "self, sub, start=None, end=None, /", methods::bytes_count),
            NativeDef::plain("decode", "self, /, encoding=..., errors=...", methods::bytes_decode),
            NativeDef::plain("endswith", "self, suffix, start=None, end=None, /", methods::bytes_endswith),
            NativeDef::plain("expandtabs", "self, /, tabsize=8", methods::bytes_expandtabs),
            NativeDef::plain("find", "self, sub, start=None, end=None, /", methods::bytes_find),
            NativeDef::plain("hex", "self, sep=..., bytes_per_sep=1", methods::bytes_hex),
            NativeDef::plain("index", "self, sub, start=None, end=None, /", methods::bytes_index),
            NativeDef::plain("isalnum", "self, /", case::bytes_isalnum),
            NativeDef::plain("isalpha", "self, /", case::bytes_isalpha),
            NativeDef::plain("isascii", "self, /", case::bytes_isascii),
            NativeDef::plain("isdigit", "self, /", case::bytes_isdigit),
            NativeDef::plain("islower", "self, /", case::bytes_islower),
            NativeDef::plain("isspace", "self, /", case::bytes_isspace),
            NativeDef::plain("istitle", "self, /", case::bytes_istitle),
            NativeDef::plain("isupper", "self, /", case::bytes_isupper),
            NativeDef::flow("join", "self, iterable_of_bytes, /", methods::bytes_join),
            NativeDef::plain("ljust", "self, width, fillchar=..., /", methods::bytes_ljust),
            NativeDef::plain("lower", "self, /", case::bytes_lower),
            NativeDef::plain("lstrip", "self, bytes=None, /", split::bytes_lstrip),
            NativeDef::plain("partition", "self, sep, /", split::bytes_partition),
            NativeDef::plain("removeprefix", "self, prefix, /", methods::bytes_removeprefix),
            NativeDef::plain("removesuffix", "self, suffix, /", methods::bytes_removesuffix),
            NativeDef::plain("replace", "self, old, new, count=-1, /", methods::bytes_replace),
            NativeDef::plain("rfind", "self, sub, start=None, end=None, /", methods::bytes_rfind),
            NativeDef::plain("rindex", "self, sub, start=None, end=None, /", methods::bytes_rindex),
            NativeDef::plain("rjust", "self, width, fillchar=..., /", methods::bytes_rjust),
            NativeDef::plain("rpartition", "self, sep, /", split::bytes_rpartition),
            NativeDef::plain("rsplit", "self, /, sep=None, maxsplit=-1", split::bytes_rsplit),
            NativeDef::plain("rstrip", "self, bytes=None, /", split::bytes_rstrip),
            NativeDef::plain("split", "self, /, sep=None, maxsplit=-1", split::bytes_split),
            NativeDef::plain("splitlines", "self, /, keepends=False", split::bytes_splitlines),
            NativeDef::plain("startswith", "self, prefix, start=None, end=None, /", methods::bytes_startswith),
            NativeDef::plain("strip", "self, bytes=None, /", split::bytes_strip),
            NativeDef::plain("swapcase", "self, /", case::bytes_swapcase),
            NativeDef::plain("title", "self, /", case::bytes_title),
            NativeDef::plain("translate", "self, table, /, delete=...", methods::bytes_translate),
            NativeDef::plain("upper", "self, /", case::bytes_upper),
            NativeDef::plain("zfill", "self, width, /", methods::bytes_zfill),
        ]
    };
}

const SHARED: Slots = Slots {
    len: Some(sequence::bytes_len),
    get_item: Some(sequence::bytes_get_item),
    contains: Some(sequence::bytes_contains),
    iter: Some(sequence::bytes_iter),
    compare: Some(sequence::bytes_compare),
    binary: Some(sequence::bytes_binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Mul, BinaryOp::Mod],
    class_methods: &[NativeDef::flow("fromhex", "cls, string, /", construct::bytes_fromhex)],
    static_methods: &[NativeDef::plain("maketrans", "frm, to, /", methods::bytes_maketrans)],
    subclassable: true,
    ..Slots::NONE
};

/// What `bytes` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(sequence::bytes_repr),
    hash: HashSlot::Value(sequence::bytes_hash),
    new: Some(NativeDef::flow("__new__", "cls, source=..., encoding=..., errors=...", construct::bytes_new)),
    construct: Some(NativeDef::flow("bytes", "source=..., encoding=..., errors=...", construct::bytes_construct)),
    methods: shared_methods![
        NativeDef::plain("__bytes__", "self, /", construct::bytes_bytes),
        NativeDef::plain("__getnewargs__", "self, /", construct::bytes_getnewargs),
    ],
    doc: "An immutable sequence of integers in range(256).",
    ..SHARED
};

/// What `bytearray` can do natively.
pub(crate) static ARRAY_SLOTS: Slots = Slots {
    repr: Some(sequence::bytearray_repr),
    hash: HashSlot::Unhashable,
    set_item: Some(mutate::bytearray_set_item),
    inplace: Some(mutate::bytearray_inplace),
    inplace_ops: &[BinaryOp::Add, BinaryOp::Mul],
    new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", construct::bytearray_new)),
    construct: Some(NativeDef::flow(
        "bytearray",
        "source=..., encoding=..., errors=...",
        construct::bytearray_construct,
    )),
    methods: shared_methods![
        NativeDef::flow("__init__", "self, source=..., encoding=..., errors=...", construct::bytearray_init),
        NativeDef::plain("append", "self, item, /", mutate::bytearray_append),
        NativeDef::plain("clear", "self, /", mutate::bytearray_clear),
        NativeDef::plain("copy", "self, /", mutate::bytearray_copy),
        NativeDef::flow("extend", "self, iterable_of_ints, /", mutate::bytearray_extend),
        NativeDef::plain("insert", "self, index, item, /", mutate::bytearray_insert),
        NativeDef::plain("pop", "self, index=-1, /", mutate::bytearray_pop),
        NativeDef::plain("remove", "self, value, /", mutate::bytearray_remove),
        NativeDef::plain("reverse", "self, /", mutate::bytearray_reverse),
        NativeDef::plain("__reduce__", "self, /", mutate::bytearray_reduce),
        NativeDef::plain("__alloc__", "self, /", mutate::bytearray_alloc),
    ],
    doc: "A mutable sequence of integers in range(256).",
    ..SHARED
};
