//! `bool`: what it can do natively. The payload is in `heap/object.rs`. See
//! <https://docs.python.org/3.13/library/stdtypes.html>.

use crate::types::Slots;

/// What `bool` can do natively.
pub(crate) static SLOTS: Slots = Slots { base: Some(crate::heap::Kind::Int), ..Slots::NONE };
