//! `None`, `Ellipsis`, `NotImplemented` and `object`: types without data of their own. See
//! <https://docs.python.org/3.13/library/constants.html>.

use crate::types::Slots;

/// What `None` can do natively.
pub(crate) static NONE_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `Ellipsis` can do natively.
pub(crate) static ELLIPSIS_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `NotImplemented` can do natively.
pub(crate) static NOT_IMPLEMENTED_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `object` can do natively.
pub(crate) static OBJECT_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What kinds without a table can do: nothing.
pub(crate) static INTERNAL_SLOTS: Slots = Slots { ..Slots::NONE };
