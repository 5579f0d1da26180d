//! Native waits: how a task parks on a lock, a queue or a timer without a future, a native frame or a closure in between.
//!
//! ```text
//!  lock.acquire() ─► Flow::Wait { kind: Lock, object: lock, waiter: the task } ─► the task parks
//!  lock.release() ─► wake(waiter) ─► the task is ready ─► its step calls finish_wait: returns, raises or waits again
//! ```
//!
//! To scripts a native wait looks like waiting for a future that nobody else has: it is cancelled like one, and the task's
//! `repr` shows one. Coroutines that are driven by hand, without a task, get a real future (see `interpreter/scheduling`).

use super::event_loop::LoopData;
use super::future::{FutureState, Slot, future};
use super::task::TaskObject;
use crate::heap::{Kind, Tracer};
use crate::native::Raised;
use crate::value::Value;
use crate::vm::Vm;
use std::collections::VecDeque;

/// What a task waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum WaitKind {
    /// Nothing: it runs, or is done.
    Nothing,
    /// Its first step.
    Start,
    /// Its next step, after everything that is ready; the extra value is what the wait gives.
    Pause,
    /// An exception is thrown into it at its next step: the extra value.
    Throw,
    /// A future, by `await`.
    Future,
    /// A future that an iterator written in Python has yielded: only exceptions come through.
    Yielded,
    /// A timer; the object is its number, the extra value the result.
    Sleep,
    /// `Event.wait`
    Event,
    /// `Lock.acquire`
    Lock,
    /// `Semaphore.acquire`
    Semaphore,
    /// `Condition.wait`, before it is notified.
    Condition,
    /// `Condition.wait`, while it takes the lock again; the extra value is the exception to raise then, or None.
    ConditionLock,
    /// `Queue.get`
    QueueGet,
    /// `Queue.put`; the extra value is the item.
    QueuePut,
    /// An operation on a socket; the object is its state.
    Socket,
}

impl WaitKind {
    /// Whether it stands for a future that does not exist.
    #[inline]
    pub(crate) fn is_native(self) -> bool {
        self as u8 >= WaitKind::Sleep as u8
    }
}

/// Whether a native wait is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Woken {
    /// Not yet.
    No,
    /// What was waited for has come.
    Yes,
    /// It was cancelled.
    Cancelled,
}

/// A wait that a native asks for.
pub struct Wait {
    pub(crate) kind: WaitKind,
    /// What is waited for.
    pub(crate) object: Value,
    /// See [`WaitKind`].
    pub(crate) extra: Value,
    /// Who waits: the running task, or the future that stands for a coroutine driven by hand.
    pub(crate) waiter: Value,
}

/// How a wait ends.
pub(crate) enum Finished {
    Return(Value),
    Raise(Raised),
    Again(Wait),
}

/// Those who wait at one object, first come first served: tasks in a native wait, or futures.
#[derive(Default)]
pub(crate) struct Waiters(pub(crate) VecDeque<Value>);

impl Waiters {
    pub(crate) fn remove(&mut self, waiter: &Value) {
        // The one who is woken first stands first.
        if self.0.front().is_some_and(|first| first.is(waiter)) {
            self.0.pop_front();
        } else if let Some(at) = self.0.iter().position(|other| other.is(waiter)) {
            self.0.remove(at);
        }
    }

    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.0);
    }
}

/// Whether a waiter has been woken or cancelled.
pub(crate) fn waiter_done(waiter: &Value) -> bool {
    let target = future(waiter);
    if waiter.kind() == Kind::Task { target.woken.get() != Woken::No } else { target.done() }
}

/// Whether a waiter has been cancelled.
pub(crate) fn waiter_cancelled(waiter: &Value) -> bool {
    let target = future(waiter);
    if waiter.kind() == Kind::Task {
        target.woken.get() == Woken::Cancelled
    } else {
        target.state.get() == FutureState::Cancelled
    }
}

impl Vm {
    /// Who waits when a native parks now: the running task, or a new future.
    pub(crate) fn new_waiter(&mut self) -> Result<Value, Raised> {
        if let Some(task) = self.running_task() {
            // Until it parks it is not to be woken.
            future(&task).woken.set(Woken::No);
            return Ok(task);
        }
        let event_loop = self.running_loop()?;
        Ok(self.new_future(event_loop))
    }

    /// Wakes a waiter that is not done.
    pub(crate) fn wake(&mut self, waiter: &Value) {
        if waiter.kind() == Kind::Task {
            future(waiter).woken.set(Woken::Yes);
            self.schedule_task(waiter.clone());
        } else {
            self.future_complete(waiter, FutureState::Result, Value::TRUE);
        }
    }

    /// Checks that an object is used in one loop only, as CPython's do from their first wait on.
    pub(crate) fn bind_loop(&mut self, bound: &Slot, object: &Value) -> Result<(), Raised> {
        let event_loop = self.running_loop()?;
        if bound.is_unbound() {
            bound.set(event_loop);
        } else if bound.word() != event_loop.word() {
            let text = self.repr_string(object)?;
            return Err(self.runtime_error(format!("{text} is bound to a different event loop")));
        }
        Ok(())
    }

    /// Ends a native wait: `result` says whether it was woken, or with which exception it ended.
    pub(crate) fn finish_wait(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        match wait.kind {
            WaitKind::Sleep => self.finish_sleep(wait, woken, result),
            WaitKind::Event => self.finish_event(wait, result),
            WaitKind::Lock => self.finish_lock(wait, result),
            WaitKind::Semaphore => self.finish_semaphore(wait, woken, result),
            WaitKind::Condition => self.finish_condition(wait, result),
            WaitKind::ConditionLock => self.finish_condition_lock(wait, result),
            WaitKind::QueueGet => self.finish_get(wait, woken, result),
            WaitKind::QueuePut => self.finish_put(wait, woken, result),
            WaitKind::Socket => self.finish_socket(wait, woken, result),
            WaitKind::Nothing
            | WaitKind::Start
            | WaitKind::Pause
            | WaitKind::Throw
            | WaitKind::Future
            | WaitKind::Yielded => match result {
                Ok(()) => Finished::Return(wait.extra),
                Err(raised) => Finished::Raise(raised),
            },
        }
    }

    fn finish_sleep(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        if woken != Woken::Yes {
            let event_loop = match self.running_loop() {
                Ok(event_loop) => event_loop,
                Err(raised) => return Finished::Raise(raised),
            };
            if let (Some(data), Some(number)) = (event_loop.native::<LoopData>(), wait.object.as_small_int()) {
                let cancelled = data.cancel_timer(number as u32);
                drop(cancelled);
            }
        }
        match result {
            Ok(()) => Finished::Return(wait.extra),
            Err(raised) => Finished::Raise(raised),
        }
    }

    /// Notes what a task waits for natively.
    pub(crate) fn set_wait(&mut self, task: &Value, wait: Wait) {
        let object = task.expect_ref::<TaskObject>();
        object.future.wait.set(wait.kind);
        object.waiting_for.set(wait.object);
        object.extra.set(wait.extra);
        if wait.kind == WaitKind::Pause {
            self.schedule_task(task.clone());
        } else if object.future.has(super::future::MUST_CANCEL) && object.future.woken.get() == Woken::No {
            // A request to cancel that came before the wait ends it at once.
            object.future.set_flag(super::future::MUST_CANCEL, false);
            object.future.woken.set(Woken::Cancelled);
            object.future.result.set(object.message.get());
            self.schedule_task(task.clone());
        }
    }
}
