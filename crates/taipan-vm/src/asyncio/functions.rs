//! The functions of the module `_asyncio`: sleep, ensure_future, shield, what runs now. See
//! <https://docs.python.org/3.13/library/asyncio-task.html>. `gather` is in `gather`, `wait` and its relatives in `waiting`.

use super::event_loop::{EVENT_LOOP, LoopData};
use super::future::{FutureState, future};
use super::waits::{Wait, WaitKind};
use super::{NativeCallback, Ready, coroutine, gather, is_future, task, waiting};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::types::{CompareOp, SetObject};
use crate::value::Value;
use crate::vm::Vm;

/// The table of the module.
pub(crate) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::asynchronous("sleep", "delay, result=None", asyncio_sleep),
    NativeDef::plain("gather", "*coros_or_futures, return_exceptions=False", |vm, args| {
        let return_exceptions = vm.truthy(&args[0])?;
        let awaitables = vm.collect(&args[1])?;
        gather::gather(vm, &awaitables, return_exceptions)
    }),
    NativeDef::plain("shield", "arg", asyncio_shield),
    NativeDef::asynchronous("wait", "fs, *, timeout=None, return_when='ALL_COMPLETED'", waiting::asyncio_wait),
    NativeDef::asynchronous("wait_for", "fut, timeout", waiting::asyncio_wait_for),
    NativeDef::plain("as_completed", "fs, *, timeout=None", waiting::asyncio_as_completed),
    NativeDef::plain("ensure_future", "coro_or_future, *, loop=None", |vm, args| {
        let event_loop = if args[1].is_none() { None } else { Some(&args[1]) };
        ensure_future(vm, &args[0], event_loop)
    }),
    NativeDef::plain("current_task", "loop=None", asyncio_current_task),
    NativeDef::plain("all_tasks", "loop=None", asyncio_all_tasks),
    NativeDef::plain("get_running_loop", "", |vm, _| vm.running_loop()),
    NativeDef::plain("_get_running_loop", "", |vm, _| {
        let event_loop = vm.running_loop_or_unbound();
        Ok(if event_loop.is_unbound() { Value::NONE } else { event_loop })
    }),
    NativeDef::plain("_set_running_loop", "loop, /", |vm, args| {
        vm.asyncio.declared = if args[0].is_none() { Value::UNBOUND } else { args[0].clone() };
        Ok(Value::NONE)
    }),
    NativeDef::plain("iscoroutine", "obj", |vm, args| Ok(Value::bool(vm.is_coroutine(&args[0])))),
    NativeDef::plain("iscoroutinefunction", "func", |vm, args| Ok(Value::bool(vm.is_coroutine_function(&args[0])))),
    NativeDef::plain("isfuture", "obj", |vm, args| is_future_like(vm, &args[0]).map(Value::bool)),
];

/// Whether an object is a future, or says that it is compatible with one.
fn is_future_like(vm: &mut Vm, value: &Value) -> Result<bool, Raised> {
    if is_future(value) {
        return Ok(true);
    }
    let (class, name) = (vm.class_of(value), vm.names.asyncio_future_blocking.clone());
    if vm.class_lookup(class.word(), name.word()).is_none() {
        return Ok(false);
    }
    Ok(vm.get_attr_opt(value, &name)?.is_some_and(|blocking| !blocking.is_none()))
}

// ---- sleep ----

fn asyncio_sleep(vm: &mut Vm, args: &[Value]) -> Flow {
    let (delay, result) = (&args[0], args[1].clone());
    let seconds = match (delay.as_small_int(), delay.as_float()) {
        (Some(number), _) => number as f64,
        (None, Some(number)) => number,
        _ => match sleep_seconds(vm, delay) {
            Ok(seconds) => seconds,
            Err(raised) => return Flow::Raise(raised),
        },
    };
    if seconds <= 0.0 {
        let waiter = vm.running_task().unwrap_or_default();
        return Flow::Wait(Wait { kind: WaitKind::Pause, object: Value::UNBOUND, extra: result, waiter });
    }
    if seconds.is_nan() {
        return Flow::Raise(vm.value_error("Invalid delay: NaN (not a number)"));
    }
    let waiter = match vm.new_waiter() {
        Ok(waiter) => waiter,
        Err(raised) => return Flow::Raise(raised),
    };
    let event_loop = future(&waiter).event_loop.get();
    let Some(data) = event_loop.native::<LoopData>() else {
        return Flow::Raise(vm.runtime_error("no running event loop"));
    };
    let timer = data.add_timer_in(seconds, Ready::Native(NativeCallback::Wake, waiter.clone(), Value::NONE));
    Flow::Wait(Wait { kind: WaitKind::Sleep, object: Value::index(timer as usize), extra: result, waiter })
}

/// The delay of `sleep` as a number, when it is not a plain one. Only what can be compared with zero is accepted.
fn sleep_seconds(vm: &mut Vm, delay: &Value) -> Result<f64, Raised> {
    let zero = Value::index(0);
    let done = vm.compare(CompareOp::Le, delay, &zero)?;
    if vm.truthy(&done)? {
        return Ok(0.0);
    }
    vm.to_f64(delay)
}

// ---- futures of awaitables ----

/// `asyncio.ensure_future`: a coroutine or awaitable becomes a task of the loop, or of the current one.
pub(crate) fn ensure_future(vm: &mut Vm, value: &Value, event_loop: Option<&Value>) -> NativeResult {
    if is_future_like(vm, value)? {
        if let Some(event_loop) = event_loop
            && is_future(value)
            && future(value).event_loop.word() != event_loop.word()
        {
            return Err(
                vm.value_error("The future belongs to a different loop than the one specified as the loop argument")
            );
        }
        return Ok(value.clone());
    }
    let coroutine = if vm.is_coroutine(value) {
        value.clone()
    } else if vm.is_awaitable(value) {
        vm.async_call(&coroutine::WRAP_AWAITABLE, vec![value.clone()])
    } else {
        return Err(vm.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
    };
    let event_loop = match event_loop {
        Some(event_loop) => event_loop.clone(),
        None => vm.get_event_loop()?,
    };
    let class = vm.native_class(&EVENT_LOOP);
    let plain =
        vm.class_of(&event_loop).is(&class) && event_loop.native::<LoopData>().is_some_and(LoopData::makes_plain_tasks);
    let made = if plain {
        vm.new_task(&event_loop, &coroutine, &Value::NONE)
    } else {
        vm.call_method(&event_loop, "create_task", std::slice::from_ref(&coroutine))
    };
    if made.is_err() && coroutine.is(value) {
        // Otherwise it would complain that nobody awaited it.
        vm.call_method(&coroutine, "close", &[])?;
    }
    made
}

fn asyncio_shield(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let inner = ensure_future(vm, &args[0], None)?;
    if !is_future(&inner) || future(&inner).done() {
        return Ok(inner);
    }
    let outer = vm.new_future(future(&inner).event_loop.get());
    future(&inner).add_native(NativeCallback::ShieldInner, outer.clone());
    future(&outer).add_native(NativeCallback::ShieldOuter, inner);
    Ok(outer)
}

impl Vm {
    /// A shielded future is done: so is the outer one, unless it was cancelled.
    pub(crate) fn shield_inner_done(&mut self, outer: &Value, inner: &Value) {
        let done = future(inner);
        if future(outer).done() {
            if done.state.get() != FutureState::Cancelled {
                self.retrieve(inner);
            }
            return;
        }
        match done.state.get() {
            FutureState::Cancelled => self.future_complete(outer, FutureState::Cancelled, Value::NONE),
            FutureState::Error => {
                self.retrieve(inner);
                self.future_fail(outer, done.result.get());
            }
            _ => self.future_complete(outer, FutureState::Result, done.result.get()),
        }
    }

    /// The outer future of a shielded one is done: it no longer hears of the inner one.
    pub(crate) fn shield_outer_done(&mut self, inner: &Value, outer: &Value) {
        if !future(inner).done() {
            future(inner).remove_native(NativeCallback::ShieldInner, outer);
        }
    }

    /// Runs a native callback.
    pub(crate) fn run_native_callback(
        &mut self,
        kind: NativeCallback,
        data: &Value,
        done: &Value,
    ) -> Result<(), Raised> {
        match kind {
            NativeCallback::GatherChild => self.gather_child_done(data, done)?,
            NativeCallback::StopLoop => self.main_is_done(done),
            NativeCallback::Wake => {
                if !super::waits::waiter_done(data) {
                    self.wake(data);
                }
            }
            NativeCallback::WaitChild => self.wait_child_done(data, done),
            NativeCallback::Release => {
                if !future(data).done() {
                    self.future_complete(data, FutureState::Result, Value::NONE);
                }
            }
            NativeCallback::Deadline => self.deadline_reached(data)?,
            NativeCallback::ShieldInner => self.shield_inner_done(data, done),
            NativeCallback::ShieldOuter => self.shield_outer_done(data, done),
            NativeCallback::Completed => self.one_completed(data, done)?,
            NativeCallback::CompletedTimeout => self.completion_timeout(data)?,
            NativeCallback::Socket => self.socket_ready(data),
            NativeCallback::CloseGenerator => {
                let event_loop = self.asyncio.running.clone();
                let step = self.call_method(data, "aclose", &[])?;
                let closing = ensure_future(self, &step, Some(&event_loop))?;
                drop(closing);
            }
        }
        Ok(())
    }
}

// ---- what runs ----

fn asyncio_current_task(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let event_loop = if args[0].is_none() { vm.running_loop()? } else { args[0].clone() };
    let current = vm.asyncio.current.clone();
    if current.is_unbound() || !event_loop.is(&vm.asyncio.running) {
        return Ok(Value::NONE);
    }
    Ok(current)
}

fn asyncio_all_tasks(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let event_loop = if args[0].is_none() { vm.running_loop()? } else { args[0].clone() };
    let mut tasks: Vec<Value> = vm.asyncio.tasks.iter().map(|word| word.to_value()).collect();
    tasks.retain(|value| future(value).event_loop.word() == event_loop.word());
    tasks.sort_by_key(|value| task(value).sequence.get());
    set_of(vm, &tasks)
}

/// A set of these values.
pub(crate) fn set_of(vm: &mut Vm, values: &[Value]) -> NativeResult {
    let set = vm.alloc(SetObject::default());
    for value in values {
        vm.set_add(&set, value)?;
    }
    Ok(set)
}
