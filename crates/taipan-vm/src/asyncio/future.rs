//! Futures: result boxes that tasks wait for. Also what all futures share: completing, cancelling, callbacks. Tasks add the
//! coroutine they drive, in `task`; how they look as text is in `reprs`. See
//! <https://docs.python.org/3.13/library/asyncio-future.html>.

use super::gather::Gather;
use super::waits::{WaitKind, Woken};
use super::{NativeCallback, Ready};
use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::objects::classes::getter;
use crate::types::{ExceptionObject, GetSetDef, Slots};
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::cell::Cell;

/// A cell that owns a value: eight bytes, where `RefCell<Value>` has sixteen.
#[derive(Default)]
pub(crate) struct Slot(Cell<Value>);

impl Slot {
    pub(crate) fn new(value: Value) -> Slot {
        Slot(Cell::new(value))
    }

    #[inline]
    pub(crate) fn get(&self) -> Value {
        self.with(Value::clone)
    }

    #[inline]
    pub(crate) fn set(&self, value: Value) {
        drop(self.0.replace(value));
    }

    #[inline]
    pub(crate) fn take(&self) -> Value {
        self.0.take()
    }

    #[inline]
    pub(crate) fn word(&self) -> Word {
        self.with(Value::word)
    }

    #[inline]
    pub(crate) fn is_unbound(&self) -> bool {
        self.word().is_unbound()
    }

    #[inline]
    pub(crate) fn with<T>(&self, look: impl FnOnce(&Value) -> T) -> T {
        let value = self.0.take();
        let result = look(&value);
        // The place is empty, so nothing is dropped here.
        self.0.set(value);
        result
    }

    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        self.with(|value| tracer.value(value));
    }
}

/// The state of a future.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum FutureState {
    /// Not done.
    Pending,
    /// Cancelled; the result slot has the message, or the exception to raise first.
    Cancelled,
    /// Done with a result.
    Result,
    /// Done with an exception.
    Error,
}

/// An exception was set and nobody has looked at it.
pub(crate) const LOG_TRACEBACK: u8 = 1;
/// `_asyncio_future_blocking`
pub(crate) const BLOCKING: u8 = 2;
/// The result slot of a cancelled future has the exception that is raised first.
pub(crate) const SAVED_ERROR: u8 = 4;
/// Tasks: a request to cancel is to be delivered at the next step.
pub(crate) const MUST_CANCEL: u8 = 8;
/// Tasks: complain when destroyed while pending.
pub(crate) const LOG_DESTROY: u8 = 16;
/// Tasks: listed as a task that is not done.
pub(crate) const REGISTERED: u8 = 32;
/// The destruction of the object has been reported.
pub(crate) const FINALIZED: u8 = 64;
/// What `gather()` returned.
pub(crate) const GATHERING: u8 = 128;

/// Something to call when a future is done.
pub(crate) enum Callback {
    /// A task goes on.
    Wakeup(Value),
    /// A callable of the script.
    Script(Value),
    /// Native code, with what it works on.
    Native(NativeCallback, Value),
}

/// What few futures have.
#[derive(Default)]
pub(crate) struct Rest {
    pub(crate) callbacks: Vec<Callback>,
    /// The future is what `gather()` returned.
    pub(crate) gather: Option<Box<Gather>>,
}

/// The payload of futures, and the head of that of tasks.
#[repr(C)]
pub struct FutureObject {
    pub(crate) state: Cell<FutureState>,
    pub(crate) flags: Cell<u8>,
    /// Tasks: what they wait for.
    pub(crate) wait: Cell<WaitKind>,
    /// Tasks in a native wait: whether it is over.
    pub(crate) woken: Cell<Woken>,
    /// Tasks: their place in the list of tasks that are not done.
    pub(crate) index: Cell<u32>,
    /// Result, exception, or what is raised when it was cancelled.
    pub(crate) result: Slot,
    /// The task to wake, when it was the first to wait.
    pub(crate) first: Slot,
    pub(crate) rest: Cell<Option<Box<Rest>>>,
    pub(crate) event_loop: Slot,
}

impl FutureObject {
    pub(crate) fn new(event_loop: Value) -> FutureObject {
        FutureObject {
            state: Cell::new(FutureState::Pending),
            flags: Cell::new(0),
            wait: Cell::new(WaitKind::Nothing),
            woken: Cell::new(Woken::No),
            index: Cell::new(0),
            result: Slot::default(),
            first: Slot::default(),
            rest: Cell::new(None),
            event_loop: Slot::new(event_loop),
        }
    }

    #[inline]
    pub(crate) fn done(&self) -> bool {
        self.state.get() != FutureState::Pending
    }

    #[inline]
    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    #[inline]
    pub(crate) fn set_flag(&self, flag: u8, on: bool) {
        let flags = self.flags.get();
        self.flags.set(if on { flags | flag } else { flags & !flag });
    }

    /// Looks at what few futures have, making it when it is not there.
    pub(crate) fn with_rest<T>(&self, work: impl FnOnce(&mut Rest) -> T) -> T {
        let mut rest = self.rest.take().unwrap_or_default();
        let result = work(&mut rest);
        self.rest.set(Some(rest));
        result
    }

    /// Looks at what few futures have, if it is there.
    pub(crate) fn peek_rest<T>(&self, look: impl FnOnce(&Rest) -> T) -> Option<T> {
        let rest = self.rest.take()?;
        let result = look(&rest);
        self.rest.set(Some(rest));
        Some(result)
    }

    /// Whether its destruction must be reported.
    pub(crate) fn wants_finalizer(&self) -> bool {
        self.has(LOG_TRACEBACK | REGISTERED) && !self.has(FINALIZED)
    }

    pub(crate) fn add_wakeup(&self, task: Value) {
        if self.first.is_unbound() && self.peek_rest(|rest| rest.callbacks.is_empty()) != Some(false) {
            self.first.set(task);
        } else {
            self.with_rest(|rest| rest.callbacks.push(Callback::Wakeup(task)));
        }
    }

    pub(crate) fn add_native(&self, callback: NativeCallback, data: Value) {
        self.with_rest(|rest| rest.callbacks.push(Callback::Native(callback, data)));
    }

    /// Removes a native callback.
    pub(crate) fn remove_native(&self, callback: NativeCallback, data: &Value) {
        let removed = self.rest.take().map(|mut rest| {
            let mut removed = Vec::new();
            let mut kept = Vec::with_capacity(rest.callbacks.len());
            for entry in rest.callbacks.drain(..) {
                match entry {
                    Callback::Native(kind, with) if kind == callback && with.is(data) => removed.push(with),
                    other => kept.push(other),
                }
            }
            rest.callbacks = kept;
            self.rest.set(Some(rest));
            removed
        });
        drop(removed);
    }

    pub(crate) fn trace_future(&self, tracer: &mut Tracer<'_>) {
        self.result.trace(tracer);
        self.first.trace(tracer);
        self.event_loop.trace(tracer);
        self.peek_rest(|rest| {
            for callback in &rest.callbacks {
                match callback {
                    Callback::Wakeup(value) | Callback::Script(value) | Callback::Native(_, value) => {
                        tracer.value(value)
                    }
                }
            }
            if let Some(gather) = &rest.gather {
                gather.trace(tracer);
            }
        });
    }

    pub(crate) fn clear_future(&self) {
        self.result.take();
        self.first.take();
        self.rest.take();
    }
}

impl Payload for FutureObject {
    const KIND: Kind = Kind::Future;

    fn accepts(kind: Kind) -> bool {
        // A task begins with its future; `TaskObject` checks that.
        matches!(kind, Kind::Future | Kind::Task)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.trace_future(tracer);
    }

    fn clear(&self) {
        self.clear_future();
    }
}

/// What futures can do natively.
pub(crate) static FUTURE_SLOTS: Slots = Slots {
    repr: Some(super::reprs::future_repr),
    iter: Some(future_iter),
    new: Some(NativeDef::plain("Future", "cls, /, *args, **kwargs", |vm, args| {
        let class = args[0].clone();
        Ok(vm.alloc_for_class(&class, FutureObject::new(Value::UNBOUND)))
    })),
    methods: &[
        NativeDef::plain("__init__", "self, *, loop=None", future_init),
        NativeDef::plain("result", "self, /", |vm, args| vm.future_result(&args[0])),
        NativeDef::plain("exception", "self, /", |vm, args| vm.future_exception(&args[0])),
        NativeDef::plain("set_result", "self, result, /", future_set_result),
        NativeDef::plain("set_exception", "self, exception, /", future_set_exception),
        NativeDef::plain("add_done_callback", "self, fn, /, *, context=None", |vm, args| {
            vm.future_add_callback(&args[0], &args[1])?;
            Ok(Value::NONE)
        }),
        NativeDef::plain("remove_done_callback", "self, fn, /", future_remove_done_callback),
        NativeDef::plain("cancel", "self, /, msg=None", |vm, args| {
            let message = args[1].clone();
            vm.future_cancel(&args[0], message).map(Value::bool)
        }),
        NativeDef::plain("cancelled", "self, /", future_cancelled),
        NativeDef::plain("done", "self, /", future_done),
        NativeDef::plain("get_loop", "self, /", future_get_loop),
        NativeDef::plain("_make_cancelled_error", "self, /", |vm, args| Ok(vm.cancelled_error(&args[0]))),
        NativeDef::plain("__await__", "self, /", |vm, args| future_iter(vm, &args[0])),
    ],
    class_methods: &[crate::types::CLASS_GETITEM],
    getset: &[
        getter("_state", future_state),
        getter("_result", |_, f| {
            Ok(if future(f).state.get() == FutureState::Result { future(f).result.get() } else { Value::NONE })
        }),
        getter("_exception", |_, f| {
            Ok(if future(f).state.get() == FutureState::Error { future(f).result.get() } else { Value::NONE })
        }),
        getter("_loop", |_, f| Ok(future(f).event_loop.get())),
        getter("_callbacks", super::reprs::callback_list),
        getter("_cancel_message", |_, f| Ok(cancel_message(f))),
        GetSetDef {
            name: "_asyncio_future_blocking",
            get: |_, f| Ok(Value::bool(future(f).has(BLOCKING))),
            set: Some(|vm, f, value| {
                let on = vm.truthy(value)?;
                future(f).set_flag(BLOCKING, on);
                Ok(())
            }),
        },
        GetSetDef {
            name: "_log_traceback",
            get: |_, f| Ok(Value::bool(future(f).has(LOG_TRACEBACK))),
            set: Some(|vm, f, value| {
                if vm.truthy(value)? {
                    return Err(vm.value_error("_log_traceback can only be set to False"));
                }
                future(f).set_flag(LOG_TRACEBACK, false);
                Ok(())
            }),
        },
    ],
    subclassable: true,
    module: "_asyncio",
    ..Slots::NONE
};

/// The future behind a value that is known to be one.
pub(crate) fn future(value: &Value) -> &FutureObject {
    value.expect_ref::<FutureObject>()
}

/// Whether a value is a future or task of this VM.
pub(crate) fn is_future(value: &Value) -> bool {
    matches!(value.kind(), Kind::Future | Kind::Task)
}

fn future_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let event_loop = if args[1].is_none() { vm.get_event_loop()? } else { args[1].clone() };
    future(&args[0]).event_loop.set(event_loop);
    Ok(Value::NONE)
}

/// What `__await__` and `__iter__` return: the future itself, which the interpreter knows how to wait for.
fn future_iter(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.alloc(super::coroutine::FutureIterator::new(value.clone())))
}

fn future_cancelled(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(future(&args[0]).state.get() == FutureState::Cancelled))
}

fn future_done(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(future(&args[0]).done()))
}

fn future_get_loop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let event_loop = future(&args[0]).event_loop.get();
    if event_loop.is_unbound() {
        return Err(vm.runtime_error("Future object is not initialized."));
    }
    Ok(event_loop)
}

fn future_state(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.intern(state_name(future(value).state.get())))
}

pub(crate) fn state_name(state: FutureState) -> &'static str {
    match state {
        FutureState::Pending => "PENDING",
        FutureState::Cancelled => "CANCELLED",
        FutureState::Result | FutureState::Error => "FINISHED",
    }
}

/// The message that a cancelled future was cancelled with, or None.
pub(crate) fn cancel_message(value: &Value) -> Value {
    let future = future(value);
    if future.state.get() != FutureState::Cancelled || future.has(SAVED_ERROR) {
        return Value::NONE;
    }
    let message = future.result.get();
    if message.is_unbound() { Value::NONE } else { message }
}

fn check_initialized(vm: &mut Vm, value: &Value) -> Result<(), Raised> {
    if future(value).event_loop.is_unbound() {
        return Err(vm.runtime_error("Future object is not initialized."));
    }
    Ok(())
}

fn future_set_result(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].kind() == Kind::Task {
        return Err(vm.runtime_error("Task does not support set_result operation"));
    }
    check_initialized(vm, &args[0])?;
    if future(&args[0]).done() {
        return Err(invalid_state(vm, &args[0]));
    }
    vm.future_complete(&args[0], FutureState::Result, args[1].clone());
    Ok(Value::NONE)
}

fn invalid_state(vm: &mut Vm, value: &Value) -> Raised {
    // The C implementation of CPython names no state here.
    let text = if value.kind() == Kind::Task { "" } else { "invalid state" };
    vm.error(ExceptionKind::InvalidStateError, text)
}

fn future_set_exception(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].kind() == Kind::Task {
        return Err(vm.runtime_error("Task does not support set_exception operation"));
    }
    check_initialized(vm, &args[0])?;
    if future(&args[0]).done() {
        return Err(invalid_state(vm, &args[0]));
    }
    let mut exception = args[1].clone();
    if exception.kind() == Kind::Type {
        exception = vm.call(&exception, &[])?;
    }
    if exception.kind() != Kind::Exception {
        return Err(vm.type_error("invalid exception object"));
    }
    let raised = Raised(exception);
    let stop = vm.is_exception(&raised, ExceptionKind::StopIteration);
    let mut exception = raised.0;
    if stop {
        let wrapped =
            vm.runtime_error("StopIteration interacts badly with generators and cannot be raised into a Future");
        let object = wrapped.0.expect_ref::<ExceptionObject>();
        object.cause.replace(exception.clone());
        object.context.replace(exception);
        exception = wrapped.0;
    }
    vm.future_fail(&args[0], exception);
    Ok(Value::NONE)
}

fn future_remove_done_callback(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let target = future(&args[0]);
    let scripts: Vec<Value> = target
        .peek_rest(|rest| {
            let scripts = rest.callbacks.iter().filter_map(|c| match c {
                Callback::Script(callable) => Some(callable.clone()),
                _ => None,
            });
            scripts.collect()
        })
        .unwrap_or_default();
    let mut removed = 0;
    for candidate in scripts {
        if !candidate.is(&args[1]) && !vm.equal(&candidate, &args[1])? {
            continue;
        }
        let dropped = target.with_rest(|rest| {
            let at = rest.callbacks.iter().position(|c| matches!(c, Callback::Script(f) if f.is(&candidate)));
            at.map(|at| rest.callbacks.remove(at))
        });
        removed += usize::from(dropped.is_some());
    }
    Ok(Value::index(removed))
}

impl Vm {
    /// A pending future of the given loop.
    pub(crate) fn new_future(&mut self, event_loop: Value) -> Value {
        self.alloc(FutureObject::new(event_loop))
    }

    /// Completes a pending future and schedules its callbacks.
    pub(crate) fn future_complete(&mut self, value: &Value, state: FutureState, result: Value) {
        let target = future(value);
        target.state.set(state);
        target.result.set(result);
        if target.has(REGISTERED) {
            self.asyncio.unregister(target);
        }
        let first = target.first.take();
        if !first.is_unbound() {
            self.schedule_task(first);
        }
        let Some(mut rest) = target.rest.take() else { return };
        let event_loop = target.event_loop.get();
        for callback in std::mem::take(&mut rest.callbacks) {
            self.schedule_callback(&event_loop, callback, value.clone());
        }
    }

    fn schedule_callback(&mut self, event_loop: &Value, callback: Callback, future: Value) {
        match callback {
            Callback::Wakeup(task) => self.schedule_task(task),
            Callback::Script(callable) => self.push_ready(event_loop, Ready::Callback(callable, future)),
            Callback::Native(kind, data) => self.push_ready(event_loop, Ready::Native(kind, data, future)),
        }
    }

    /// Completes a pending future with an exception.
    pub(crate) fn future_fail(&mut self, value: &Value, exception: Value) {
        self.future_complete(value, FutureState::Error, exception);
        future(value).set_flag(LOG_TRACEBACK, true);
    }

    /// `add_done_callback` of a script.
    pub(crate) fn future_add_callback(&mut self, value: &Value, callable: &Value) -> Result<(), Raised> {
        check_initialized(self, value)?;
        let target = future(value);
        if target.done() {
            let event_loop = target.event_loop.get();
            self.check_loop_open(&event_loop)?;
            self.push_ready(&event_loop, Ready::Callback(callable.clone(), value.clone()));
        } else {
            target.with_rest(|rest| rest.callbacks.push(Callback::Script(callable.clone())));
        }
        Ok(())
    }

    /// Adds a native callback; when the future is done already it is scheduled.
    pub(crate) fn future_add_native(&mut self, value: &Value, callback: NativeCallback, data: Value) {
        let target = future(value);
        if target.done() {
            let event_loop = target.event_loop.get();
            self.push_ready(&event_loop, Ready::Native(callback, data, value.clone()));
        } else {
            target.add_native(callback, data);
        }
    }

    /// `cancel()` of any future or task, subclasses that override it included.
    pub(crate) fn cancel_any(&mut self, value: &Value, message: Value) -> Result<bool, Raised> {
        if value.shape().index() != 0 || !is_future(value) {
            let name = self.intern("cancel");
            let method = self.get_attr(value, &name)?;
            let args: Vec<(Value, Value)> = if message.is_none() || message.is_unbound() {
                Vec::new()
            } else {
                vec![(self.names.msg.clone(), message)]
            };
            let result = self.call_with_keywords(&method, &[], &args)?;
            return self.truthy(&result);
        }
        self.future_cancel(value, message)
    }

    /// `Future.cancel` and `Task.cancel`.
    pub(crate) fn future_cancel(&mut self, value: &Value, message: Value) -> Result<bool, Raised> {
        let target = future(value);
        target.set_flag(LOG_TRACEBACK, false);
        if target.done() {
            return Ok(false);
        }
        if value.kind() == Kind::Task {
            return self.task_cancel(value, message);
        }
        if target.has(GATHERING) {
            return self.gather_cancel(value, message);
        }
        self.future_complete(value, FutureState::Cancelled, message);
        Ok(true)
    }

    /// The CancelledError that a cancelled future raises.
    pub(crate) fn cancelled_error(&mut self, value: &Value) -> Value {
        let target = future(value);
        if target.has(SAVED_ERROR) {
            target.set_flag(SAVED_ERROR, false);
            return target.result.take();
        }
        let message = if target.state.get() == FutureState::Cancelled { target.result.get() } else { Value::NONE };
        self.new_cancelled_error(message)
    }

    /// A CancelledError with a message, or without one for None.
    pub(crate) fn new_cancelled_error(&mut self, message: Value) -> Value {
        let args = if message.is_none() || message.is_unbound() { Vec::new() } else { vec![message] };
        self.error_with(ExceptionKind::CancelledError, args).0
    }

    /// `result()`
    pub(crate) fn future_result(&mut self, value: &Value) -> NativeResult {
        let target = future(value);
        match target.state.get() {
            FutureState::Result => Ok(target.result.get()),
            FutureState::Error => {
                target.set_flag(LOG_TRACEBACK, false);
                Err(Raised(target.result.get()))
            }
            FutureState::Cancelled => Err(Raised(self.cancelled_error(value))),
            FutureState::Pending => Err(self.error(ExceptionKind::InvalidStateError, "Result is not set.")),
        }
    }

    /// `exception()`
    pub(crate) fn future_exception(&mut self, value: &Value) -> NativeResult {
        let target = future(value);
        match target.state.get() {
            FutureState::Result => Ok(Value::NONE),
            FutureState::Error => {
                target.set_flag(LOG_TRACEBACK, false);
                Ok(target.result.get())
            }
            FutureState::Cancelled => Err(Raised(self.cancelled_error(value))),
            FutureState::Pending => Err(self.error(ExceptionKind::InvalidStateError, "Exception is not set.")),
        }
    }

    /// Whether a future of a subclass is waited for as a plain one: it does not override `__await__` or `__iter__`.
    pub(crate) fn future_awaits_natively(&mut self, value: &Value) -> bool {
        if value.shape().index() == 0 {
            return true;
        }
        let (class, base) = (self.class_word(value), self.builtin_types[Kind::Future as usize].word());
        let names = [self.names.await_.word(), self.names.iter.word()];
        names.into_iter().all(|name| self.class_lookup(class, name) == self.class_lookup(base, name))
    }

    /// A future or task was destroyed: reports an exception that nobody has looked at, or that a task did not end.
    pub(crate) fn finalize_future(&mut self, value: &Value) {
        let target = future(value);
        target.set_flag(FINALIZED, true);
        let event_loop = target.event_loop.get();
        if target.has(REGISTERED) {
            self.asyncio.unregister(target);
            if !target.done() && target.has(LOG_DESTROY) {
                let mut context = vec![("task", value.clone())];
                let message = self.str("Task was destroyed but it is pending!");
                context.push(("message", message));
                self.report_to_loop(&event_loop, context);
            }
        }
        if target.has(LOG_TRACEBACK) && target.state.get() == FutureState::Error {
            target.set_flag(LOG_TRACEBACK, false);
            let name = self.short_type_name(value);
            let message = self.string(format!("{name} exception was never retrieved"));
            let exception = target.result.get();
            self.report_to_loop(
                &event_loop,
                vec![("message", message), ("exception", exception), ("future", value.clone())],
            );
        }
    }
}
