//! What parks and wakes: futures, tasks, the event loop, and the natives that wait. What is composed from them is Python
//! in `stdlib/asyncio/`. See <https://docs.python.org/3.13/library/asyncio.html>.

use crate::heap::{Kind, Payload, Tracer};
use crate::native::Continuation;
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// The payload of `Future` and `Task`.
pub struct FutureObject {
    pub(crate) result: RefCell<Value>,
    /// An exception was set and nobody has looked at it.
    pub(crate) unretrieved: Cell<bool>,
}

impl FutureObject {
    pub(crate) fn wants_finalizer(&self) -> bool {
        self.unretrieved.get()
    }
}

impl Payload for FutureObject {
    const KIND: Kind = Kind::Future;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.result.borrow());
    }
}

/// The awaitable that a call of an async native returns when it is not awaited at once.
pub struct NativeCoroutine {
    pub(crate) start: RefCell<Option<Box<dyn Continuation>>>,
}

impl Payload for NativeCoroutine {
    const KIND: Kind = Kind::NativeCoroutine;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(start) = &*self.start.borrow() {
            start.trace(tracer);
        }
    }
}

/// What futures and tasks can do natively.
pub(crate) static FUTURE_SLOTS: Slots = Slots { ..Slots::NONE };
/// What awaitables of async natives can do natively.
pub(crate) static NATIVE_COROUTINE_SLOTS: Slots = Slots { ..Slots::NONE };

/// The state of asyncio in a VM.
#[derive(Default)]
pub struct State {}
