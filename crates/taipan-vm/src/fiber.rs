//! Fibers: growable stacks with frames inline. The main program, generators, coroutines, async generators and tasks each
//! run on one.
//!
//! ```text
//!  stack of a fiber (words)                                       ┌─ base of the running frame
//!  ┌───────────────────────────────┬───────────────────────────────┼─────────────────────────┬─────────
//!  │ callee │ return pc │ link │ registers of frame 1 … │ callee │ return pc │ link │ registers of frame 2 …
//!  └───────────────────────────────┴───────────────────────────────┴─────────────────────────┴─────────
//!
//!  link word:  depth (24 bits) │ operand (16) │ action (6) │ distance to the caller's base in registers (15) │ 000
//! ```
//!
//! A chain of awaits (or of `yield from`) is a chain of fibers: each points to the one that awaits it (`outer`), all know
//! the outermost (`root`), and the root knows the innermost (`leaf`). Suspending and resuming go directly between leaf and
//! root, however long the chain is. Nothing here refers to the native stack.

use crate::heap::{Kind, Payload, Tracer};
use crate::interpreter::Action;
use crate::value::{Value, Word};
use std::cell::{Cell, RefCell};

/// What a fiber is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FiberState {
    /// Not started.
    Created,
    /// Suspended at a yield or await.
    Suspended,
    /// Running, or waiting for another fiber that it resumed.
    Running,
    /// Returned or raised.
    Finished,
}

/// The payload of generators, coroutines and async generators, and of the fiber under the main program.
pub struct FiberObject {
    pub(crate) state: Cell<FiberState>,
    /// Start of the stack; null once finished.
    pub(crate) stack: Cell<*mut Word>,
    /// Size of the stack in words.
    pub(crate) capacity: Cell<u32>,
    /// Base of the innermost frame, in words from the start; valid while not running.
    pub(crate) base: Cell<u32>,
    /// Next instruction of the innermost frame; valid while not running.
    pub(crate) pc: Cell<*const u64>,
    /// The fiber that waits for this one's next value or result, or unbound. Not counted: whoever runs is kept alive by
    /// a reference that its root holds to itself while the chain runs.
    pub(crate) outer: Cell<Word>,
    /// The outermost fiber of the chain of delegation, or unbound when that is this one. Not counted: the `delegate`
    /// links keep a chain alive from its root.
    pub(crate) root: Cell<Word>,
    /// On a root: the innermost fiber of the chain, or unbound when that is this one. Not counted, for the same reason.
    pub(crate) leaf: Cell<Word>,
    /// The object this fiber is waiting for: the inner fiber, or an iterator (counted), or unbound.
    pub(crate) delegate: Cell<Word>,
    /// The exception being handled by this fiber (counted), or None.
    pub(crate) handled: Cell<Word>,
    /// While suspended: what happens in the innermost frame with the value that is sent in.
    pub(crate) resume_action: Cell<Action>,
    pub(crate) resume_operand: Cell<u16>,
    /// While running: where in `outer` its value, result or exception goes.
    pub(crate) site_action: Cell<Action>,
    pub(crate) site_operand: Cell<u16>,
    pub(crate) site_base: Cell<u32>,
    pub(crate) site_pc: Cell<*const u64>,
    /// How it was entered.
    pub(crate) entry: Cell<FiberEntry>,
    /// Async generators: whether a step is running, whether it is closed, whether hooks ran.
    pub(crate) async_flags: Cell<u8>,
    /// The function it runs (for names and code), a FunctionObject value.
    pub(crate) function: RefCell<Value>,
    /// `__name__` and `__qualname__` when they were assigned.
    pub(crate) renamed: RefCell<Option<Box<(Value, Value)>>>,
}

/// Who entered a fiber, which decides where a yield, return or exception goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FiberEntry {
    /// Nobody (not running).
    None,
    /// A loop, or `send`, `throw`, `next()` called by a frame in `outer`.
    Call,
    /// `await` or `yield from` in `outer`.
    Delegation,
    /// A task step: the event loop.
    Task,
    /// The bottom of a nested run of the interpreter.
    Host,
}

impl FiberObject {
    /// Whether dropping it must first run its `finally` blocks, or warn that it was never awaited.
    pub(crate) fn wants_finalizer(&self) -> bool {
        self.state.get() == FiberState::Suspended
            || (self.state.get() == FiberState::Created && self.async_flags.get() & ASYNC_NEVER_AWAITED != 0)
    }

    fn words(&self) -> &[Cell<Word>] {
        crate::heap::fiber_words(self)
    }

    pub(crate) fn raw_stack(&self) -> (*mut Word, usize) {
        (self.stack.get(), self.capacity.get() as usize)
    }
}

/// A coroutine that warns when dropped before it was started.
pub(crate) const ASYNC_NEVER_AWAITED: u8 = 1;
/// An async generator was closed.
pub(crate) const ASYNC_CLOSED: u8 = 4;
/// The first iteration hook has run.
pub(crate) const ASYNC_HOOKED: u8 = 8;

impl Drop for FiberObject {
    fn drop(&mut self) {
        crate::heap::free_fiber_stack(self);
    }
}

impl Payload for FiberObject {
    const KIND: Kind = Kind::Generator;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        // Words that are not heap pointers (frame headers, numbers) are passed over by the tracer.
        for word in self.words() {
            tracer.word(word.get());
        }
        tracer.word(self.delegate.get());
        tracer.word(self.handled.get());
        tracer.value(&self.function.borrow());
        if let Some(renamed) = &*self.renamed.borrow() {
            tracer.values([&renamed.0, &renamed.1]);
        }
    }
}

/// `asend()`, `athrow()`, `aclose()` and `__anext__()` of an async generator: an awaitable for one step.
pub struct AsyncStepObject {
    /// The generator.
    pub generator: Value,
    /// What the step does.
    pub step: AsyncStep,
    /// Arguments: the value sent, or the exception.
    pub arguments: RefCell<Vec<Value>>,
    /// 0 not started, 1 running, 2 done.
    pub state: Cell<u8>,
}

/// The kinds of async generator steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum AsyncStep {
    Send,
    Throw,
    Close,
}

impl Payload for AsyncStepObject {
    const KIND: Kind = Kind::AsyncGeneratorStep;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.generator);
        tracer.values(self.arguments.borrow().iter());
    }
}

/// What `coroutine.__await__()` returns.
pub struct CoroutineWrapper {
    /// The coroutine.
    pub coroutine: Value,
}

impl Payload for CoroutineWrapper {
    const KIND: Kind = Kind::CoroutineWrapper;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.coroutine);
    }
}
