//! `tuple`: what it can do natively. The payload is in `heap/object.rs`. See
//! <https://docs.python.org/3.13/library/stdtypes.html>.

use crate::types::Slots;

/// What `tuple` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
