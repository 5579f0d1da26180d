//! `bytes` and `bytearray`: the objects and their methods tables. See
//! <https://docs.python.org/3.13/library/stdtypes.html#binary-sequence-types-bytes-bytearray-memoryview>.

use crate::heap::{Kind, Payload};
use crate::types::Slots;
use std::cell::{Cell, RefCell};

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
}

impl Payload for ByteArrayObject {
    const KIND: Kind = Kind::ByteArray;
    const CONTAINER: bool = false;
}

/// What `bytes` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `bytearray` can do natively.
pub(crate) static ARRAY_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
