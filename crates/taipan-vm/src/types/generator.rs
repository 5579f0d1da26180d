//! Generators, coroutines and async generators as scripts see them: attributes, `send`, `throw`, `close`. The machinery is
//! in `interpreter/`. See <https://docs.python.org/3.13/reference/expressions.html#generator-iterator-methods>.

use crate::types::Slots;

/// What generators can do natively.
pub(crate) static GENERATOR_SLOTS: Slots = Slots { ..Slots::NONE };
/// What coroutines can do natively.
pub(crate) static COROUTINE_SLOTS: Slots = Slots { ..Slots::NONE };
/// What async generators can do natively.
pub(crate) static ASYNC_GENERATOR_SLOTS: Slots = Slots { ..Slots::NONE };
/// What the steps of async generators can do natively.
pub(crate) static ASYNC_STEP_SLOTS: Slots = Slots { ..Slots::NONE };
/// What `coroutine.__await__()` returns.
pub(crate) static COROUTINE_WRAPPER_SLOTS: Slots = Slots { ..Slots::NONE };
