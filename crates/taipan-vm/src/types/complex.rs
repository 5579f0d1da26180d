//! `complex`: the object and its methods table. See
//! <https://docs.python.org/3.13/library/stdtypes.html#numeric-types-int-float-complex>.

use crate::heap::{Kind, Payload};
use crate::types::Slots;

/// The payload of `complex`.
pub struct ComplexObject {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Payload for ComplexObject {
    const KIND: Kind = Kind::Complex;
    const CONTAINER: bool = false;
}

/// What `complex` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
