//! `asyncio.wait`, `wait_for` and `as_completed`. See
//! <https://docs.python.org/3.13/library/asyncio-task.html#waiting-primitives>.

use super::event_loop::LoopData;
use super::functions::{ensure_future, set_of};
use super::future::{FutureState, Slot, future};
use super::{NativeCallback, Ready, is_future, queues, task};
use crate::exceptions::ExceptionKind;
use crate::heap::Tracer;
use crate::native::{Flow, NativeClassDef, NativeData, NativeDef, NativeResult, Raised, Then};
use crate::types::{ExceptionObject, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

const fn internal(name: &'static str) -> NativeClassDef {
    NativeClassDef { name, module: "_asyncio", slots: &Slots::NONE }
}

/// Cancels a timer of the loop.
fn cancel_timer(event_loop: &Value, timer: &Cell<Option<u32>>) {
    if let Some(number) = timer.take()
        && let Some(data) = event_loop.native::<LoopData>()
    {
        let cancelled = data.cancel_timer(number);
        drop(cancelled);
    }
}

/// Starts a timer of the loop.
fn start_timer(vm: &mut Vm, event_loop: &Value, delay: &Value, ready: Ready) -> Result<u32, Raised> {
    let seconds = vm.to_f64(delay)?;
    match event_loop.native::<LoopData>() {
        Some(data) => Ok(data.add_timer_in(seconds, ready)),
        None => Err(vm.runtime_error("no running event loop")),
    }
}

// ---- wait ----

#[derive(Clone, Copy, PartialEq, Eq)]
enum ReturnWhen {
    FirstCompleted,
    FirstException,
    AllCompleted,
}

static WAIT_STATE: NativeClassDef = internal("_WaitState");

/// What the callbacks of one `wait()` share.
struct WaitState {
    left: Cell<usize>,
    return_when: ReturnWhen,
    /// Done when the wait is over.
    over: Value,
    event_loop: Value,
    timer: Cell<Option<u32>>,
}

impl NativeData for WaitState {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.over, &self.event_loop]);
    }
}

pub(super) fn asyncio_wait(vm: &mut Vm, args: &[Value]) -> Flow {
    let (futures, return_when) = match wait_arguments(vm, args) {
        Ok(parsed) => parsed,
        Err(raised) => return Flow::Raise(raised),
    };
    let state = match start_wait(vm, &futures, return_when, &args[1]) {
        Ok(state) => state,
        Err(raised) => return Flow::Raise(raised),
    };
    let over = state.native::<WaitState>().expect("it was made with this data").over.clone();
    Flow::Await(
        over,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            let shared = state.native::<WaitState>().expect("it was made with this data");
            cancel_timer(&shared.event_loop, &shared.timer);
            for child in &futures {
                future(child).remove_native(NativeCallback::WaitChild, &state);
            }
            if let Err(raised) = result {
                return Flow::Raise(raised);
            }
            let (done, pending): (Vec<Value>, Vec<Value>) = futures.into_iter().partition(|f| future(f).done());
            let sets = set_of(vm, &done).and_then(|done| Ok((done, set_of(vm, &pending)?)));
            match sets {
                Ok((done, pending)) => Flow::Return(vm.pair(done, pending)),
                Err(raised) => Flow::Raise(raised),
            }
        })),
    )
}

fn wait_arguments(vm: &mut Vm, args: &[Value]) -> Result<(Vec<Value>, ReturnWhen), Raised> {
    if is_future(&args[0]) || vm.is_coroutine(&args[0]) {
        let name = vm.short_type_name(&args[0]);
        return Err(vm.type_error(format!("expect a list of futures, not {name}")));
    }
    if !vm.truthy(&args[0])? {
        return Err(vm.value_error("Set of Tasks/Futures is empty."));
    }
    let text = vm.str_string(&args[2])?;
    let return_when = match text.as_str() {
        "FIRST_COMPLETED" => ReturnWhen::FirstCompleted,
        "FIRST_EXCEPTION" => ReturnWhen::FirstException,
        "ALL_COMPLETED" => ReturnWhen::AllCompleted,
        _ => return Err(vm.value_error(format!("Invalid return_when value: {text}"))),
    };
    let mut futures = vm.collect(&args[0])?;
    let mut seen = hashbrown::HashSet::new();
    futures.retain(|f| seen.insert(f.address()));
    for value in &futures {
        if vm.is_coroutine(value) {
            return Err(vm.type_error("Passing coroutines is forbidden, use tasks explicitly."));
        }
    }
    if let Some(other) = futures.iter().find(|value| !is_future(value)) {
        let name = vm.type_name(other);
        return Err(
            vm.error(ExceptionKind::AttributeError, format!("'{name}' object has no attribute 'add_done_callback'"))
        );
    }
    Ok((futures, return_when))
}

fn start_wait(vm: &mut Vm, futures: &[Value], return_when: ReturnWhen, timeout: &Value) -> NativeResult {
    let event_loop = vm.running_loop()?;
    let over = vm.new_future(event_loop.clone());
    let timer = if timeout.is_none() {
        None
    } else {
        let ready = Ready::Native(NativeCallback::Release, over.clone(), Value::NONE);
        Some(start_timer(vm, &event_loop, timeout, ready)?)
    };
    let class = vm.native_class(&WAIT_STATE);
    let shared = WaitState { left: Cell::new(futures.len()), return_when, over, event_loop, timer: Cell::new(timer) };
    let state = vm.native_object(&class, shared);
    for child in futures {
        vm.future_add_native(child, NativeCallback::WaitChild, state.clone());
    }
    Ok(state)
}

impl Vm {
    pub(super) fn wait_child_done(&mut self, state: &Value, done: &Value) {
        let Some(shared) = state.native::<WaitState>() else { return };
        shared.left.set(shared.left.get().saturating_sub(1));
        let over = match shared.return_when {
            _ if shared.left.get() == 0 => true,
            ReturnWhen::FirstCompleted => true,
            ReturnWhen::FirstException => {
                let failed = future(done).state.get() == FutureState::Error;
                if failed {
                    self.retrieve(done);
                }
                failed
            }
            ReturnWhen::AllCompleted => false,
        };
        if over {
            cancel_timer(&shared.event_loop, &shared.timer);
            if !future(&shared.over).done() {
                self.future_complete(&shared.over, FutureState::Result, Value::NONE);
            }
        }
    }
}

// ---- wait_for ----

static DEADLINE: NativeClassDef = internal("_Deadline");

/// The deadline of one `wait_for()`.
struct Deadline {
    task: Value,
    event_loop: Value,
    timer: Cell<Option<u32>>,
    expired: Cell<bool>,
    /// How many requests to cancel the task had before.
    requests: u32,
}

impl NativeData for Deadline {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.task, &self.event_loop]);
    }
}

pub(super) fn asyncio_wait_for(vm: &mut Vm, args: &[Value]) -> Flow {
    match wait_for(vm, &args[0], &args[1]) {
        Ok(flow) => flow,
        Err(raised) => Flow::Raise(raised),
    }
}

fn wait_for(vm: &mut Vm, awaitable: &Value, timeout: &Value) -> Result<Flow, Raised> {
    if !timeout.is_none() {
        let zero = Value::index(0);
        let at_once = vm.compare(crate::types::CompareOp::Le, timeout, &zero)?;
        if vm.truthy(&at_once)? {
            return cancel_and_wait(vm, awaitable);
        }
    }
    let event_loop = vm.running_loop()?;
    let current = vm.asyncio.current.clone();
    if current.is_unbound() {
        return Err(vm.runtime_error("Timeout should be used inside a task"));
    }
    let requests = task(&current).cancel_requests.get();
    let class = vm.native_class(&DEADLINE);
    let data = Deadline {
        task: current,
        event_loop: event_loop.clone(),
        timer: Cell::new(None),
        expired: Cell::new(false),
        requests,
    };
    let deadline = vm.native_object(&class, data);
    if !timeout.is_none() {
        let ready = Ready::Native(NativeCallback::Deadline, deadline.clone(), Value::NONE);
        let timer = start_timer(vm, &event_loop, timeout, ready)?;
        deadline.native::<Deadline>().expect("it was made with this data").timer.set(Some(timer));
    }
    Ok(Flow::Await(
        awaitable.clone(),
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            let data = deadline.native::<Deadline>().expect("it was made with this data");
            cancel_timer(&data.event_loop, &data.timer);
            if !data.expired.get() {
                return result.into();
            }
            let own = vm.task_uncancel(&data.task) <= data.requests;
            match result {
                Err(raised) if own && vm.is_exception(&raised, ExceptionKind::CancelledError) => {
                    Flow::Raise(timeout_from(vm, raised))
                }
                Err(raised) if own => {
                    explain_context(vm, &raised.0);
                    Flow::Raise(raised)
                }
                other => other.into(),
            }
        })),
    ))
}

/// TimeoutError because of a CancelledError.
fn timeout_from(vm: &mut Vm, cause: Raised) -> Raised {
    let raised = vm.error_with(ExceptionKind::TimeoutError, Vec::new());
    if let Some(object) = raised.0.as_ref::<ExceptionObject>() {
        object.cause.replace(cause.0.clone());
        object.context.replace(cause.0);
        object.suppress_context.set(true);
    }
    raised
}

/// An exception that was raised while the CancelledError of a timeout was handled gets the TimeoutError in between.
fn explain_context(vm: &mut Vm, exception: &Value) {
    let mut at = exception.clone();
    for _ in 0..10_000 {
        let Some(object) = at.as_ref::<ExceptionObject>() else { return };
        let context = object.context.borrow().clone();
        if context.is_none() {
            return;
        }
        let context = Raised(context);
        if vm.is_exception(&context, ExceptionKind::CancelledError) {
            let explanation = timeout_from(vm, context);
            let old = object.context.replace(explanation.0);
            drop(old);
            return;
        }
        at = context.0;
    }
}

/// With no time at all: a future that is not done is cancelled, and its end waited for.
fn cancel_and_wait(vm: &mut Vm, awaitable: &Value) -> Result<Flow, Raised> {
    let target = ensure_future(vm, awaitable, None)?;
    if !is_future(&target) || future(&target).done() {
        return vm.future_result(&target).map(Flow::Return);
    }
    let event_loop = vm.running_loop()?;
    let over = vm.new_future(event_loop);
    future(&target).add_native(NativeCallback::Release, over.clone());
    vm.cancel_any(&target, Value::NONE)?;
    let waited = over.clone();
    Ok(Flow::Await(
        over,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            future(&target).remove_native(NativeCallback::Release, &waited);
            if let Err(raised) = result {
                return Flow::Raise(raised);
            }
            match vm.future_result(&target) {
                Err(raised) if vm.is_exception(&raised, ExceptionKind::CancelledError) => {
                    Flow::Raise(timeout_from(vm, raised))
                }
                other => other.into(),
            }
        })),
    ))
}

impl Vm {
    pub(super) fn deadline_reached(&mut self, deadline: &Value) -> Result<(), Raised> {
        let Some(data) = deadline.native::<Deadline>() else { return Ok(()) };
        data.timer.set(None);
        self.cancel_any(&data.task, Value::NONE)?;
        data.expired.set(true);
        Ok(())
    }
}

// ---- as_completed ----

static AS_COMPLETED: NativeClassDef =
    NativeClassDef { name: "_AsCompletedIterator", module: "asyncio.tasks", slots: &AS_COMPLETED_SLOTS };

struct AsCompleted {
    /// Futures in the order in which they were done; None when the time was up.
    done: Value,
    todo: RefCell<Vec<Value>>,
    left: Cell<usize>,
    event_loop: Value,
    timer: Cell<Option<u32>>,
    trash: Slot,
}

impl NativeData for AsCompleted {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.done, &self.event_loop]);
        tracer.values(self.todo.borrow().iter());
        self.trash.trace(tracer);
    }

    fn clear(&self) {
        let todo = self.todo.take();
        drop(todo);
    }
}

static AS_COMPLETED_SLOTS: Slots = Slots {
    iter: Some(|_, value| Ok(value.clone())),
    next: Some(|vm, value| {
        if !take_one(value) {
            return Ok(None);
        }
        Ok(Some(vm.async_call(&WAIT_FOR_ONE, vec![value.clone()])))
    }),
    methods: &[
        NativeDef::plain("__aiter__", "self, /", |_, args| Ok(args[0].clone())),
        NativeDef::asynchronous("__anext__", "self, /", |vm, args| {
            if !take_one(&args[0]) {
                return Flow::Raise(vm.error_with(ExceptionKind::StopAsyncIteration, Vec::new()));
            }
            wait_for_one(vm, &args[0], false)
        }),
    ],
    ..Slots::NONE
};

/// What plain iteration yields: gives the result of the next future to be done.
static WAIT_FOR_ONE: NativeDef =
    NativeDef::asynchronous("_wait_for_one", "iterator, /", |vm, args| wait_for_one(vm, &args[0], true));

fn completed(value: &Value) -> &AsCompleted {
    value.native::<AsCompleted>().expect("methods are called on objects of their class")
}

fn take_one(value: &Value) -> bool {
    let left = completed(value).left.get();
    completed(value).left.set(left.saturating_sub(1));
    left > 0
}

fn wait_for_one(vm: &mut Vm, value: &Value, resolve: bool) -> Flow {
    let flow = queues::get(vm, &completed(value).done);
    Flow::Then(
        Box::new(flow),
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
            Ok(done) if done.is_none() => Flow::Raise(vm.error_with(ExceptionKind::TimeoutError, Vec::new())),
            Ok(done) if resolve => vm.future_result(&done).into(),
            other => other.into(),
        })),
    )
}

pub(super) fn asyncio_as_completed(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if is_future(&args[0]) || vm.is_awaitable(&args[0]) {
        let name = vm.short_type_name(&args[0]);
        return Err(vm.type_error(format!("expects an iterable of awaitables, not {name}")));
    }
    let mut awaitables = vm.collect(&args[0])?;
    let mut seen = hashbrown::HashSet::new();
    awaitables.retain(|value| seen.insert(value.address()));
    let event_loop = vm.get_event_loop()?;
    let mut todo = Vec::with_capacity(awaitables.len());
    for awaitable in &awaitables {
        todo.push(ensure_future(vm, awaitable, Some(&event_loop))?);
    }
    let class = vm.native_class(&AS_COMPLETED);
    let done = queues::new_queue(vm);
    let left = todo.len();
    let data = AsCompleted {
        done,
        todo: RefCell::new(todo.clone()),
        left: Cell::new(left),
        event_loop: event_loop.clone(),
        timer: Cell::new(None),
        trash: Slot::default(),
    };
    let iterator = vm.native_object(&class, data);
    for child in &todo {
        vm.future_add_native(child, NativeCallback::Completed, iterator.clone());
    }
    if left > 0 && !args[1].is_none() {
        let ready = Ready::Native(NativeCallback::CompletedTimeout, iterator.clone(), Value::NONE);
        let timer = start_timer(vm, &event_loop, &args[1], ready)?;
        completed(&iterator).timer.set(Some(timer));
    }
    Ok(iterator)
}

impl Vm {
    pub(super) fn one_completed(&mut self, iterator: &Value, done: &Value) -> Result<(), Raised> {
        let data = completed(iterator);
        {
            let mut todo = data.todo.borrow_mut();
            let Some(at) = todo.iter().position(|value| value.is(done)) else { return Ok(()) };
            let removed = todo.swap_remove(at);
            data.trash.set(removed);
        }
        data.trash.take();
        queues::put_now(self, &data.done, done.clone())?;
        if data.todo.borrow().is_empty() {
            cancel_timer(&data.event_loop, &data.timer);
        }
        Ok(())
    }

    pub(super) fn completion_timeout(&mut self, iterator: &Value) -> Result<(), Raised> {
        let data = completed(iterator);
        data.timer.set(None);
        let todo = data.todo.take();
        for child in todo {
            future(&child).remove_native(NativeCallback::Completed, iterator);
            queues::put_now(self, &data.done, Value::NONE)?;
        }
        Ok(())
    }
}
