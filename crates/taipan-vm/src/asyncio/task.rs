//! Tasks: coroutines that the event loop drives. Here is what a task is and what scripts do with it; its steps are in
//! `interpreter/scheduling`. See <https://docs.python.org/3.13/library/asyncio-task.html#task-object>.

use super::future::{
    FutureObject, FutureState, LOG_DESTROY, LOG_TRACEBACK, MUST_CANCEL, REGISTERED, SAVED_ERROR, Slot, future,
};
use super::waits::{WaitKind, Woken};
use super::{Ready, coroutine};
use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::objects::classes::getter;
use crate::types::{GetSetDef, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// The payload of tasks. Invariant: the future comes first, so that every task also has the layout of a future.
#[repr(C)]
pub struct TaskObject {
    pub(crate) future: FutureObject,
    /// What `get_coro()` returns.
    pub(crate) coroutine: Slot,
    /// The fiber that runs it: the coroutine itself, unless that is not one of this VM's.
    pub(crate) fiber: Slot,
    /// The future, or the object of a native wait.
    pub(crate) waiting_for: Slot,
    /// See [`WaitKind`].
    pub(crate) extra: Slot,
    /// A `str`, or the number in `Task-<number>`.
    pub(crate) name: Slot,
    /// The message of the last request to cancel.
    pub(crate) message: Slot,
    pub(crate) cancel_requests: Cell<u32>,
    /// Tasks are listed in the order of their creation.
    pub(crate) sequence: Cell<u32>,
}

const _: () = assert!(std::mem::offset_of!(TaskObject, future) == 0);

impl Payload for TaskObject {
    const KIND: Kind = Kind::Task;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.future.trace_future(tracer);
        for slot in [&self.coroutine, &self.fiber, &self.waiting_for, &self.extra, &self.name, &self.message] {
            slot.trace(tracer);
        }
    }

    fn clear(&self) {
        self.future.clear_future();
        for slot in [&self.coroutine, &self.fiber, &self.waiting_for, &self.extra, &self.message] {
            slot.take();
        }
    }
}

/// What tasks can do natively; the rest they have from futures.
pub(crate) static TASK_SLOTS: Slots = Slots {
    base: Some(Kind::Future),
    repr: Some(super::reprs::task_repr),
    new: Some(NativeDef::plain("Task", "cls, /, *args, **kwargs", |vm, args| {
        let class = args[0].clone();
        let task = blank_task(Value::UNBOUND);
        Ok(vm.alloc_for_class(&class, task))
    })),
    methods: &[
        NativeDef::plain("__init__", "self, coro, *, loop=None, name=None, context=None, eager_start=False", task_init),
        NativeDef::plain("get_coro", "self, /", |_, args| Ok(none_if_unbound(task(&args[0]).coroutine.get()))),
        NativeDef::plain("get_context", "self, /", |_, _| Ok(Value::NONE)),
        NativeDef::plain("get_name", "self, /", |vm, args| Ok(vm.task_name(&args[0]))),
        NativeDef::plain("set_name", "self, value, /", |vm, args| {
            let name = vm.str_of(&args[1])?;
            task(&args[0]).name.set(name);
            Ok(Value::NONE)
        }),
        NativeDef::plain("cancelling", "self, /", |_, args| {
            Ok(Value::index(task(&args[0]).cancel_requests.get() as usize))
        }),
        NativeDef::plain("uncancel", "self, /", |vm, args| Ok(Value::index(vm.task_uncancel(&args[0]) as usize))),
        NativeDef::plain("get_stack", "self, /, *, limit=None", task_get_stack),
        NativeDef::plain("print_stack", "self, /, *, limit=None, file=None", task_print_stack),
    ],
    getset: &[
        getter("_coro", |_, t| Ok(none_if_unbound(task(t).coroutine.get()))),
        getter("_must_cancel", |_, t| Ok(Value::bool(future(t).has(MUST_CANCEL)))),
        getter("_fut_waiter", |_, t| {
            let waits = matches!(future(t).wait.get(), WaitKind::Future | WaitKind::Yielded);
            Ok(if waits { none_if_unbound(task(t).waiting_for.get()) } else { Value::NONE })
        }),
        GetSetDef {
            name: "_log_destroy_pending",
            get: |_, t| Ok(Value::bool(future(t).has(LOG_DESTROY))),
            set: Some(|vm, t, value| {
                let on = vm.truthy(value)?;
                future(t).set_flag(LOG_DESTROY, on);
                Ok(())
            }),
        },
    ],
    subclassable: true,
    module: "_asyncio",
    ..Slots::NONE
};

fn none_if_unbound(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

/// The task behind a value that is known to be one.
pub(crate) fn task(value: &Value) -> &TaskObject {
    value.expect_ref::<TaskObject>()
}

fn blank_task(event_loop: Value) -> TaskObject {
    TaskObject {
        future: FutureObject::new(event_loop),
        coroutine: Slot::default(),
        fiber: Slot::default(),
        waiting_for: Slot::default(),
        extra: Slot::default(),
        name: Slot::default(),
        message: Slot::default(),
        cancel_requests: Cell::new(0),
        sequence: Cell::new(0),
    }
}

fn task_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let event_loop = if args[2].is_none() { vm.get_event_loop()? } else { args[2].clone() };
    if vm.truthy(&args[5])? {
        return Err(vm.error(ExceptionKind::NotImplementedError, "eager_start is not supported yet"));
    }
    if future(&args[0]).has(REGISTERED) {
        return Err(vm.runtime_error("Task object is initialized already"));
    }
    future(&args[0]).event_loop.set(event_loop);
    vm.start_task(&args[0], &args[1], &args[3])?;
    Ok(Value::NONE)
}

/// Frames of other tasks cannot be looked at, so the list has only what the exception of an ended task tells.
fn task_get_stack(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut frames = Vec::new();
    let target = future(&args[0]);
    if target.state.get() == FutureState::Error {
        let exception = target.result.get();
        let mut traceback = vm.get_attr_str(&exception, "__traceback__")?;
        while !traceback.is_none() {
            frames.push(vm.get_attr_str(&traceback, "tb_frame")?);
            traceback = vm.get_attr_str(&traceback, "tb_next")?;
        }
    } else if !target.done()
        && let Some(frame) = vm.suspended_frame(&task(&args[0]).fiber.get())
    {
        frames.push(frame);
    }
    if let Some(limit) = args[1].as_small_int() {
        let limit = (limit.max(0) as usize).min(frames.len());
        if target.done() { frames.truncate(limit) } else { frames = frames.split_off(frames.len() - limit) }
    }
    Ok(vm.list(frames))
}

fn task_print_stack(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let frames = task_get_stack(vm, &args[..2])?;
    let frames = vm.collect(&frames)?;
    let shown = vm.repr_string(&args[0])?;
    let failed = future(&args[0]).state.get() == FutureState::Error;
    let mut text = match (frames.is_empty(), failed) {
        (true, _) => format!("No stack for {shown}\n"),
        (_, true) => format!("Traceback for {shown} (most recent call last):\n"),
        (_, false) => format!("Stack for {shown} (most recent call last):\n"),
    };
    for frame in &frames {
        let code = vm.get_attr_str(frame, "f_code")?;
        let line = vm.get_attr_str(frame, "f_lineno")?;
        let (file, name) = (vm.get_attr_str(&code, "co_filename")?, vm.get_attr_str(&code, "co_name")?);
        let (file, line, name) = (vm.str_string(&file)?, vm.str_string(&line)?, vm.str_string(&name)?);
        text.push_str(&format!("  File \"{file}\", line {line}, in {name}\n"));
    }
    if args[2].is_none() {
        vm.write_stderr(&text);
        return Ok(Value::NONE);
    }
    let text = vm.string(text);
    vm.call_method(&args[2], "write", &[text])?;
    Ok(Value::NONE)
}

impl Vm {
    /// A new task of this loop for a coroutine; its first step is scheduled.
    pub(crate) fn new_task(&mut self, event_loop: &Value, coroutine: &Value, name: &Value) -> NativeResult {
        let task = self.alloc(blank_task(event_loop.clone()));
        self.start_task(&task, coroutine, name)?;
        Ok(task)
    }

    fn start_task(&mut self, value: &Value, coroutine: &Value, name: &Value) -> Result<(), Raised> {
        let event_loop = future(value).event_loop.get();
        if !self.is_coroutine(coroutine) {
            let text = self.repr_string(coroutine)?;
            return Err(self.type_error(format!("a coroutine was expected, got {text}")));
        }
        self.check_loop_open(&event_loop)?;
        let name = if name.is_none() || name.is_unbound() {
            self.asyncio.task_names += 1;
            Value::index(self.asyncio.task_names)
        } else {
            self.str_of(name)?
        };
        let fiber = if coroutine.kind() == Kind::Coroutine {
            coroutine.clone()
        } else {
            self.async_call(&coroutine::WRAP_AWAITABLE, vec![coroutine.clone()])
        };
        let object = task(value);
        object.coroutine.set(coroutine.clone());
        object.fiber.set(fiber);
        object.name.set(name);
        object.future.wait.set(WaitKind::Start);
        object.future.flags.set(LOG_DESTROY | REGISTERED);
        object.sequence.set(self.asyncio.sequence);
        self.asyncio.sequence = self.asyncio.sequence.wrapping_add(1);
        object.future.index.set(self.asyncio.tasks.len() as u32);
        self.asyncio.tasks.push(value.word());
        self.push_ready(&event_loop, Ready::Step(value.clone()));
        Ok(())
    }

    /// The name of a task.
    pub(crate) fn task_name(&mut self, value: &Value) -> Value {
        let name = task(value).name.get();
        match name.as_small_int() {
            Some(number) => {
                let text = self.string(format!("Task-{number}"));
                task(value).name.set(text.clone());
                text
            }
            None if name.is_unbound() => Value::NONE,
            None => name,
        }
    }

    /// `Task.cancel` of a task that is not done.
    pub(crate) fn task_cancel(&mut self, value: &Value, message: Value) -> Result<bool, Raised> {
        let object = task(value);
        object.cancel_requests.set(object.cancel_requests.get() + 1);
        match object.future.wait.get() {
            WaitKind::Future | WaitKind::Yielded => {
                let waiting_for = object.waiting_for.get();
                if self.cancel_any(&waiting_for, message.clone())? {
                    return Ok(true);
                }
            }
            wait if wait.is_native() && object.future.woken.get() == Woken::No => {
                object.future.woken.set(Woken::Cancelled);
                // As with a future, the first message counts. The place of the result is free while the task is pending.
                object.future.result.set(message);
                self.schedule_task(value.clone());
                return Ok(true);
            }
            _ => {}
        }
        object.future.set_flag(MUST_CANCEL, true);
        object.message.set(message);
        Ok(true)
    }

    /// `Task.uncancel`
    pub(crate) fn task_uncancel(&mut self, value: &Value) -> u32 {
        let object = task(value);
        let requests = object.cancel_requests.get();
        if requests > 0 {
            object.cancel_requests.set(requests - 1);
            if requests == 1 {
                object.future.set_flag(MUST_CANCEL, false);
            }
        }
        object.cancel_requests.get()
    }

    /// The coroutine of a task has ended. What must leave the loop (KeyboardInterrupt, SystemExit) is returned.
    pub(crate) fn finish_task(&mut self, value: &Value, outcome: NativeResult) -> Result<(), Raised> {
        let object = task(value);
        match outcome {
            Ok(_) if object.future.has(MUST_CANCEL) => {
                object.future.set_flag(MUST_CANCEL, false);
                let message = object.message.get();
                self.future_complete(value, FutureState::Cancelled, message);
            }
            Ok(result) => self.future_complete(value, FutureState::Result, result),
            Err(raised) if self.is_exception(&raised, ExceptionKind::CancelledError) => {
                self.future_complete(value, FutureState::Cancelled, raised.0);
                object.future.set_flag(SAVED_ERROR, true);
            }
            Err(raised) => {
                let leaves = self.leaves_the_loop(&raised);
                self.future_fail(value, raised.0.clone());
                if leaves {
                    return Err(raised);
                }
            }
        }
        Ok(())
    }

    /// Whether an exception ends the run of the loop.
    pub(crate) fn leaves_the_loop(&self, raised: &Raised) -> bool {
        self.is_exception(raised, ExceptionKind::KeyboardInterrupt)
            || self.is_exception(raised, ExceptionKind::SystemExit)
    }

    /// Marks the exception of a done future as looked at.
    pub(crate) fn retrieve(&self, value: &Value) {
        future(value).set_flag(LOG_TRACEBACK, false);
    }
}
