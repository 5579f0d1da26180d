//! The event loop: the object that scripts see, timers and sources, and the phases of a turn. Running what is ready, which
//! switches stacks, is in `interpreter/scheduling`. See <https://docs.python.org/3.13/library/asyncio-eventloop.html>.
//!
//! ```text
//!  turn:  1 stop? ─► 2 how long to wait ─► 3 poll: sources, then due timers, become ready ─► 4 run what is ready now
//!           ▲                                                                                         │
//!           └──────────────── what becomes ready meanwhile waits for the next turn ◄──────────────────┘
//! ```

use super::future::{FutureState, Slot, future};
use super::handles::{HANDLE, HandleData, TIMER_HANDLE};
use super::{NativeCallback, Ready, functions, sockets};
use crate::heap::Tracer;
use crate::native::{Call, Flow, NativeClassDef, NativeData, NativeDef, NativeResult, Raised, Then};
use crate::objects::classes::getter;
use crate::types::{BinaryOp, GetSetDef, Slots};
use crate::value::Value;
use crate::vm::Vm;
use crate::{ExceptionKind, Kind};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use taipan_reactor::{Direction, Event, Key, Reactor, TimerId, Turn, Wait};

/// The longest wait in one go, in seconds: a signal that arrives just before it is noticed after it.
const SLICE: f64 = 0.5;

/// What a ready source means.
pub(crate) enum Source {
    /// `add_reader` or `add_writer`: this handle is called every time.
    Watch(Value),
    /// A socket operation goes on.
    Operation(Value),
}

/// A table of things that the reactor knows by number.
struct Table<T> {
    entries: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table { entries: Vec::new(), free: Vec::new() }
    }
}

impl<T> Table<T> {
    fn add(&mut self, entry: T) -> u32 {
        match self.free.pop() {
            Some(number) => {
                self.entries[number as usize] = Some(entry);
                number
            }
            None => {
                self.entries.push(Some(entry));
                (self.entries.len() - 1) as u32
            }
        }
    }

    fn remove(&mut self, number: u32) -> Option<T> {
        let entry = self.entries.get_mut(number as usize)?.take()?;
        self.free.push(number);
        Some(entry)
    }

    fn get(&self, number: u32) -> Option<&T> {
        self.entries.get(number as usize)?.as_ref()
    }
}

/// The data of an event loop.
#[derive(Default)]
pub(crate) struct LoopData {
    /// What is ready, while the loop does not run; meanwhile it is in the VM's state.
    pub(crate) ready: RefCell<VecDeque<Ready>>,
    timers: RefCell<Table<(Option<TimerId>, Ready)>>,
    sources: RefCell<Table<Source>>,
    reactor: RefCell<Reactor>,
    events: RefCell<Vec<Event>>,
    pub(crate) stopping: Cell<bool>,
    pub(crate) closed: Cell<bool>,
    pub(crate) debug: Cell<bool>,
    exception_handler: Slot,
    task_factory: Slot,
    slow_callback_duration: Slot,
}

impl LoopData {
    fn time(&self) -> f64 {
        self.reactor.borrow().now()
    }

    /// Whether `create_task` makes tasks of the builtin type.
    pub(crate) fn makes_plain_tasks(&self) -> bool {
        self.task_factory.with(Value::is_none)
    }

    /// Makes `ready` ready at a time of the loop's clock.
    pub(crate) fn add_timer(&self, when: f64, ready: Ready) -> u32 {
        let mut timers = self.timers.borrow_mut();
        let number = timers.add((None, ready));
        let id = self.reactor.borrow_mut().add_timer(when, Key(number as u64));
        if let Some(Some(entry)) = timers.entries.get_mut(number as usize) {
            entry.0 = Some(id);
        }
        number
    }

    /// As [`LoopData::add_timer`], `delay` seconds from now.
    pub(crate) fn add_timer_in(&self, delay: f64, ready: Ready) -> u32 {
        self.add_timer(self.time() + delay, ready)
    }

    /// Cancels a pending timer; what it would have made ready is handed back, to be dropped outside.
    pub(crate) fn cancel_timer(&self, number: u32) -> Option<Ready> {
        let (id, ready) = self.timers.borrow_mut().remove(number)?;
        if let Some(id) = id {
            self.reactor.borrow_mut().cancel_timer(id);
        }
        Some(ready)
    }

    /// Waits for a descriptor: a watch is reported every time, an operation once.
    pub(crate) fn add_source(&self, fd: i32, direction: Direction, source: Source) -> std::io::Result<()> {
        let watch = matches!(source, Source::Watch(_));
        let number = self.sources.borrow_mut().add(source);
        let key = Key(number as u64);
        let result = {
            let mut reactor = self.reactor.borrow_mut();
            if watch { reactor.watch(fd, direction, key) } else { reactor.wait(fd, direction, key) }
        };
        match result {
            Ok(replaced) => {
                self.drop_source(replaced);
                Ok(())
            }
            Err(error) => {
                self.drop_source(Some(key));
                Err(error)
            }
        }
    }

    /// Ends the wait for a descriptor; whether there was one.
    pub(crate) fn remove_source(&self, fd: i32, direction: Direction) -> bool {
        let key = self.reactor.borrow_mut().cancel(fd, direction);
        self.drop_source(key);
        key.is_some()
    }

    /// Forgets all about a descriptor that is about to be closed.
    pub(crate) fn forget(&self, fd: i32) {
        let keys = self.reactor.borrow_mut().forget(fd);
        for key in keys {
            self.drop_source(key);
        }
    }

    fn drop_source(&self, key: Option<Key>) {
        if let Some(key) = key {
            let source = self.sources.borrow_mut().remove(key.0 as u32);
            if let Some(Source::Watch(handle)) = &source {
                super::handles::cancel(handle);
            }
            drop(source);
        }
    }
}

impl NativeData for LoopData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for ready in self.ready.borrow().iter() {
            ready.trace(tracer);
        }
        for (_, ready) in self.timers.borrow().entries.iter().flatten() {
            ready.trace(tracer);
        }
        for source in self.sources.borrow().entries.iter().flatten() {
            match source {
                Source::Watch(value) | Source::Operation(value) => tracer.value(value),
            }
        }
        for slot in [&self.exception_handler, &self.task_factory, &self.slow_callback_duration] {
            slot.trace(tracer);
        }
    }

    fn clear(&self) {
        let ready = self.ready.take();
        let timers = self.timers.take();
        let sources = self.sources.take();
        drop((ready, timers, sources));
    }
}

impl Ready {
    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        match self {
            Ready::Step(value) | Ready::Handle(value) => tracer.value(value),
            Ready::Callback(first, second) | Ready::Native(_, first, second) => tracer.values([first, second]),
        }
    }
}

/// `asyncio.EventLoop`
pub(crate) static EVENT_LOOP: NativeClassDef =
    NativeClassDef { name: "_UnixSelectorEventLoop", module: "asyncio.unix_events", slots: &SLOTS };

static SLOTS: Slots = Slots {
    repr: Some(loop_repr),
    new: Some(NativeDef::plain("EventLoop", "cls, /, *args, **kwargs", |vm, args| {
        let mut data = LoopData::default();
        if let Some(clock) = &vm.asyncio.virtual_clock {
            data.reactor = RefCell::new(Reactor::new(clock.clone()));
        }
        data.slow_callback_duration.set(vm.float(0.1));
        data.exception_handler.set(Value::NONE);
        data.task_factory.set(Value::NONE);
        Ok(vm.native_object(&args[0], data))
    })),
    methods: &[
        NativeDef::flow("run_forever", "self, /", loop_run_forever),
        NativeDef::flow("run_until_complete", "self, future, /", loop_run_until_complete),
        NativeDef::plain("stop", "self, /", |_, args| {
            data(&args[0]).stopping.set(true);
            Ok(Value::NONE)
        }),
        NativeDef::plain("close", "self, /", loop_close),
        NativeDef::plain("is_closed", "self, /", |_, args| Ok(Value::bool(data(&args[0]).closed.get()))),
        NativeDef::plain("is_running", "self, /", |vm, args| Ok(Value::bool(vm.loop_is_running(&args[0])))),
        NativeDef::plain("time", "self, /", |vm, args| {
            let time = data(&args[0]).time();
            Ok(vm.float(time))
        }),
        NativeDef::plain("call_soon", "self, callback, /, *args, context=None", loop_call_soon),
        NativeDef::plain("call_soon_threadsafe", "self, callback, /, *args, context=None", loop_call_soon),
        NativeDef::plain("call_later", "self, delay, callback, /, *args, context=None", loop_call_later),
        NativeDef::plain("call_at", "self, when, callback, /, *args, context=None", loop_call_at),
        NativeDef::plain("create_future", "self, /", |vm, args| Ok(vm.new_future(args[0].clone()))),
        NativeDef::flow("create_task", "self, coro, *, name=None, context=None", loop_create_task),
        NativeDef::plain("set_task_factory", "self, factory, /", loop_set_task_factory),
        NativeDef::plain("get_task_factory", "self, /", |_, args| Ok(data(&args[0]).task_factory.get())),
        NativeDef::plain("get_exception_handler", "self, /", |_, args| Ok(data(&args[0]).exception_handler.get())),
        NativeDef::plain("set_exception_handler", "self, handler, /", loop_set_exception_handler),
        NativeDef::plain("default_exception_handler", "self, context, /", |vm, args| {
            vm.default_exception_handler(&args[1])?;
            Ok(Value::NONE)
        }),
        NativeDef::plain("call_exception_handler", "self, context, /", |vm, args| {
            vm.call_exception_handler(&args[0], &args[1])?;
            Ok(Value::NONE)
        }),
        NativeDef::plain("get_debug", "self, /", |_, args| Ok(Value::bool(data(&args[0]).debug.get()))),
        NativeDef::plain("set_debug", "self, enabled, /", |vm, args| {
            let on = vm.truthy(&args[1])?;
            data(&args[0]).debug.set(on);
            Ok(Value::NONE)
        }),
        NativeDef::asynchronous("shutdown_asyncgens", "self, /", loop_shutdown_asyncgens),
        NativeDef::asynchronous("shutdown_default_executor", "self, timeout=None", |_, _| Flow::Return(Value::NONE)),
        NativeDef::plain("run_in_executor", "self, executor, func, /, *args", |vm, _| {
            Err(unsupported(vm, "run_in_executor", "there are no threads"))
        }),
        NativeDef::plain("set_default_executor", "self, executor, /", |vm, _| {
            Err(unsupported(vm, "set_default_executor", "there are no threads"))
        }),
        NativeDef::plain("add_signal_handler", "self, sig, callback, /, *args", |vm, _| {
            Err(unsupported(vm, "add_signal_handler", "signals other than KeyboardInterrupt are not handled"))
        }),
        NativeDef::plain("remove_signal_handler", "self, sig, /", |vm, _| {
            Err(unsupported(vm, "remove_signal_handler", "signals other than KeyboardInterrupt are not handled"))
        }),
        NativeDef::plain("add_reader", "self, fd, callback, /, *args", |vm, args| watch(vm, args, Direction::Read)),
        NativeDef::plain("add_writer", "self, fd, callback, /, *args", |vm, args| watch(vm, args, Direction::Write)),
        NativeDef::plain("remove_reader", "self, fd, /", |vm, args| unwatch(vm, args, Direction::Read)),
        NativeDef::plain("remove_writer", "self, fd, /", |vm, args| unwatch(vm, args, Direction::Write)),
        sockets::SOCK_RECV,
        sockets::SOCK_RECV_INTO,
        sockets::SOCK_SENDALL,
        sockets::SOCK_ACCEPT,
        sockets::SOCK_CONNECT,
        sockets::GETADDRINFO,
    ],
    getset: &[
        GetSetDef {
            name: "slow_callback_duration",
            get: |_, value| Ok(data(value).slow_callback_duration.get()),
            set: Some(|_, value, duration| {
                data(value).slow_callback_duration.set(duration.clone());
                Ok(())
            }),
        },
        getter("_debug", |_, value| Ok(Value::bool(data(value).debug.get()))),
    ],
    subclassable: true,
    ..Slots::NONE
};

/// The data of a loop.
pub(crate) fn data(value: &Value) -> &LoopData {
    value.native::<LoopData>().expect("methods are called on objects of their class")
}

fn unsupported(vm: &mut Vm, name: &str, why: &str) -> Raised {
    vm.error(ExceptionKind::NotImplementedError, format!("loop.{name}() is not supported yet: {why}"))
}

fn loop_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let name = vm.short_type_name(value);
    let word = |on: bool| if on { "True" } else { "False" };
    let (running, closed) = (word(vm.loop_is_running(value)), word(data(value).closed.get()));
    let debug = word(data(value).debug.get());
    Ok(vm.string(format!("<{name} running={running} closed={closed} debug={debug}>")))
}

// ---- running ----

fn check_not_running(vm: &mut Vm, event_loop: &Value) -> Result<(), Raised> {
    vm.check_loop_open(event_loop)?;
    if vm.loop_is_running(event_loop) {
        return Err(vm.runtime_error("This event loop is already running"));
    }
    if !vm.running_loop_or_unbound().is_unbound() {
        return Err(vm.runtime_error("Cannot run the event loop while another loop is running"));
    }
    Ok(())
}

fn loop_run_forever(vm: &mut Vm, args: &[Value]) -> Flow {
    match check_not_running(vm, &args[0]) {
        Ok(()) => vm.run_loop(args[0].clone(), Value::UNBOUND, false),
        Err(raised) => Flow::Raise(raised),
    }
}

fn loop_run_until_complete(vm: &mut Vm, args: &[Value]) -> Flow {
    if let Err(raised) = check_not_running(vm, &args[0]) {
        return Flow::Raise(raised);
    }
    let new_task = !super::is_future(&args[1]);
    let main = match functions::ensure_future(vm, &args[1], Some(&args[0])) {
        Ok(main) => main,
        Err(raised) => return Flow::Raise(raised),
    };
    if new_task {
        future(&main).set_flag(super::future::LOG_DESTROY, false);
    }
    vm.future_add_native(&main, NativeCallback::StopLoop, Value::NONE);
    vm.run_loop(args[0].clone(), main, new_task)
}

fn loop_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if vm.loop_is_running(&args[0]) {
        return Err(vm.runtime_error("Cannot close a running event loop"));
    }
    let target = data(&args[0]);
    if target.closed.replace(true) {
        return Ok(Value::NONE);
    }
    target.clear();
    let reactor = target.reactor.take();
    // The clock stays, for `time()`.
    if let Some(clock) = &vm.asyncio.virtual_clock {
        target.reactor.replace(Reactor::new(clock.clone()));
    }
    drop(reactor);
    Ok(Value::NONE)
}

impl Vm {
    /// Phases 1 to 3 of a turn: decides whether to go on, waits, and makes ready what has come. False ends the run.
    pub(crate) fn loop_turn(&mut self) -> Result<bool, Raised> {
        let event_loop = self.asyncio.running.clone();
        let target = data(&event_loop);
        // 1. After a turn, stop if asked to.
        let fresh = self.asyncio.run.as_mut().is_some_and(|run| std::mem::replace(&mut run.fresh, false));
        if !fresh && target.stopping.get() {
            return Ok(false);
        }
        self.check_signals()?;
        // 2. How long to wait: not at all when something is ready.
        let ready = !self.asyncio.ready.is_empty() || target.stopping.get();
        let mut reactor = target.reactor.borrow_mut();
        if reactor.timer_count() == 0 && reactor.source_count() == 0 {
            if !ready {
                drop(reactor);
                return Err(self.deadlock());
            }
        } else {
            // 3. Sources, then timers, in the order in which the reactor reports them.
            let mut events = target.events.take();
            let wait = if ready { Wait::No } else { Wait::AtMost(SLICE) };
            let turn = reactor.turn(wait, &mut events);
            drop(reactor);
            for event in events.drain(..) {
                self.take_event(target, event);
            }
            target.events.replace(events);
            match turn {
                Ok(Turn::Interrupted) => self.check_signals()?,
                Ok(_) => {}
                Err(error) => return Err(self.io_error(&error, &Value::NONE)),
            }
        }
        // 4. What is ready now is this turn's work.
        self.asyncio.todo = self.asyncio.ready.len();
        Ok(true)
    }

    fn take_event(&mut self, target: &LoopData, event: Event) {
        match event {
            Event::Timer(Key(number)) => {
                let entry = target.timers.borrow_mut().remove(number as u32);
                if let Some((_, ready)) = entry {
                    if let Ready::Handle(handle) = &ready {
                        super::handles::data(handle).timer.set(None);
                    }
                    self.asyncio.ready.push_back(ready);
                }
            }
            Event::Ready(Key(number)) => {
                let mut sources = target.sources.borrow_mut();
                match sources.get(number as u32) {
                    Some(Source::Watch(handle)) => self.asyncio.ready.push_back(Ready::Handle(handle.clone())),
                    Some(Source::Operation(_)) => {
                        if let Some(Source::Operation(operation)) = sources.remove(number as u32) {
                            let ready = Ready::Native(NativeCallback::Socket, operation, Value::NONE);
                            self.asyncio.ready.push_back(ready);
                        }
                    }
                    None => {}
                }
            }
        }
    }

    /// Nothing is ready, and nothing can become ready.
    #[cold]
    fn deadlock(&mut self) -> Raised {
        let main = self.asyncio.run.as_ref().map(|run| run.main.clone()).unwrap_or_default();
        if main.is_unbound() {
            return self.runtime_error(
                "deadlock: the event loop has nothing to run and nothing to wait for, so it would run forever",
            );
        }
        let waits = self.describe_wait(&main);
        match self.repr_string(&main) {
            Ok(text) => self.runtime_error(format!("deadlock: {text} {waits} and nothing is left that could wake it")),
            Err(raised) => raised,
        }
    }

    /// Calls `future` of the running loop once it is done: the run ends with the turn.
    pub(crate) fn main_is_done(&mut self, main: &Value) {
        let target = future(main);
        if target.state.get() != FutureState::Cancelled {
            self.retrieve(main);
            if target.state.get() == FutureState::Error && self.leaves_the_loop(&Raised(target.result.get())) {
                // It has left the loop already.
                return;
            }
        }
        let event_loop = target.event_loop.get();
        if let Some(data) = event_loop.native::<LoopData>() {
            data.stopping.set(true);
        }
    }

    // ---- exceptions ----

    /// Tells a loop's exception handler.
    pub(crate) fn report_to_loop(&mut self, event_loop: &Value, context: Vec<(&str, Value)>) {
        let dict = self.dict();
        for (name, value) in context {
            self.dict_set_str(&dict, name, value);
        }
        if let Err(raised) = self.tell_loop(event_loop, &dict) {
            self.report_unraisable(raised, event_loop);
        }
    }

    /// As [`Vm::report_to_loop`] with a finished context; KeyboardInterrupt and SystemExit come back.
    pub(crate) fn tell_loop(&mut self, event_loop: &Value, context: &Value) -> Result<(), Raised> {
        if event_loop.native::<LoopData>().is_none() {
            return self.default_exception_handler(context);
        }
        let class = self.native_class(&EVENT_LOOP);
        if !self.class_of(event_loop).is(&class) {
            return self.call_method(event_loop, "call_exception_handler", std::slice::from_ref(context)).map(drop);
        }
        self.call_exception_handler(event_loop, context)
    }

    fn call_exception_handler(&mut self, event_loop: &Value, context: &Value) -> Result<(), Raised> {
        let handler = data(event_loop).exception_handler.get();
        if handler.is_none() {
            let class = self.native_class(&EVENT_LOOP);
            if self.class_of(event_loop).is(&class) {
                return self.default_exception_handler(context);
            }
            let result = self.call_method(event_loop, "default_exception_handler", std::slice::from_ref(context));
            return match result {
                Err(raised) if !self.leaves_the_loop(&raised) => {
                    let text = self.format_exception(&raised.0, true);
                    self.write_stderr(&format!("Exception in default exception handler\n{text}"));
                    Ok(())
                }
                other => other.map(drop),
            };
        }
        match self.call(&handler, &[event_loop.clone(), context.clone()]) {
            Err(raised) if !self.leaves_the_loop(&raised) => {
                let message = self.str("Unhandled error in exception handler");
                let dict = self.dict();
                self.dict_set_str(&dict, "message", message);
                self.dict_set_str(&dict, "exception", raised.0);
                self.dict_set_str(&dict, "context", context.clone());
                self.default_exception_handler(&dict)
            }
            other => other.map(drop),
        }
    }

    /// Writes what CPython logs: the message, the other entries by name, the traceback.
    fn default_exception_handler(&mut self, context: &Value) -> Result<(), Raised> {
        let Some(dict) = context.as_ref::<crate::types::DictObject>() else {
            let name = self.type_name(context);
            return Err(self.type_error(format!("context must be a dict, not '{name}'")));
        };
        let mut entries = Vec::new();
        for (key, value) in dict.pairs() {
            entries.push((self.str_string(&key)?, value));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let mut text = String::from("Unhandled exception in event loop");
        let mut exception = Value::NONE;
        let mut lines = String::new();
        for (key, value) in entries {
            match key.as_str() {
                "message" if self.truthy(&value)? => text = self.str_string(&value)?,
                "message" => {}
                "exception" => exception = value,
                _ => {
                    let shown = self.repr_string(&value)?;
                    lines.push_str(&format!("\n{key}: {shown}"));
                }
            }
        }
        text.push_str(&lines);
        text.push('\n');
        if !exception.is_none() {
            text.push_str(&self.format_exception(&exception, true));
        }
        self.write_stderr(&text);
        Ok(())
    }

    /// A callback has raised: tells the exception handler. KeyboardInterrupt and SystemExit come back.
    pub(crate) fn callback_failed(&mut self, raised: Raised) -> Result<(), Raised> {
        let callback = self.asyncio.callback.take();
        if self.leaves_the_loop(&raised) {
            return Err(raised);
        }
        let event_loop = self.asyncio.running.clone();
        let handle = match callback {
            Some(Ready::Handle(handle)) => handle,
            Some(Ready::Callback(callable, argument)) => {
                let class = self.native_class(&HANDLE);
                self.native_object(&class, HandleData::new(event_loop.clone(), callable, vec![argument]))
            }
            _ => Value::NONE,
        };
        let shown = match handle.native::<HandleData>() {
            Some(data) => {
                let callable = data.callback.get();
                super::reprs::callback_text(self, &callable)?
            }
            None => String::from("native code"),
        };
        let dict = self.dict();
        let message = self.string(format!("Exception in callback {shown}"));
        self.dict_set_str(&dict, "message", message);
        self.dict_set_str(&dict, "exception", raised.0);
        self.dict_set_str(&dict, "handle", handle);
        self.tell_loop(&event_loop, &dict)
    }

    /// A descriptor is about to be closed: the running loop must not take a later file with its number for it.
    pub fn descriptor_closes(&mut self, fd: i32) {
        let event_loop = self.asyncio.running.clone();
        if let Some(data) = event_loop.native::<LoopData>() {
            data.forget(fd);
        }
    }
}

// ---- scheduling ----

fn new_handle(vm: &mut Vm, event_loop: &Value, callback: &Value, args: &Value) -> NativeResult {
    vm.check_loop_open(event_loop)?;
    if data(event_loop).debug.get() && !vm.is_callable(callback) {
        let text = vm.repr_string(callback)?;
        return Err(vm.type_error(format!("a callable object was expected by call_soon(), got {text}")));
    }
    let args = vm.collect(args)?;
    let class = vm.native_class(&HANDLE);
    Ok(vm.native_object(&class, HandleData::new(event_loop.clone(), callback.clone(), args)))
}

fn loop_call_soon(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let handle = new_handle(vm, &args[0], &args[1], &args[3])?;
    vm.push_ready(&args[0], Ready::Handle(handle.clone()));
    Ok(handle)
}

/// Schedules a callback of a script at a time.
fn call_at(vm: &mut Vm, event_loop: &Value, when: Value, callback: &Value, args: &Value) -> NativeResult {
    vm.check_loop_open(event_loop)?;
    let seconds = vm.to_f64(&when)?;
    let args = vm.collect(args)?;
    let class = vm.native_class(&TIMER_HANDLE);
    let handle = vm.native_object(&class, HandleData::new(event_loop.clone(), callback.clone(), args));
    let target = super::handles::data(&handle);
    target.when.set(when);
    target.timer.set(Some(data(event_loop).add_timer(seconds, Ready::Handle(handle.clone()))));
    Ok(handle)
}

fn loop_call_later(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let now = data(&args[0]).time();
    let now = vm.float(now);
    let when = vm.binary(BinaryOp::Add, &now, &args[1])?;
    call_at(vm, &args[0], when, &args[2], &args[4])
}

fn loop_call_at(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    call_at(vm, &args[0], args[1].clone(), &args[2], &args[4])
}

fn loop_create_task(vm: &mut Vm, args: &[Value]) -> Flow {
    if let Err(raised) = vm.check_loop_open(&args[0]) {
        return Flow::Raise(raised);
    }
    let factory = data(&args[0]).task_factory.get();
    if factory.is_none() {
        return vm.new_task(&args[0], &args[1], &args[2]).into();
    }
    let mut call = Call::new(factory, vec![args[0].clone(), args[1].clone()]);
    if !args[3].is_none() {
        call.keywords.push((vm.intern("context"), args[3].clone()));
    }
    let name = args[2].clone();
    Flow::Call(
        call,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            let made = result.and_then(|task| vm.call_method(&task, "set_name", &[name]).map(|_| task));
            made.into()
        })),
    )
}

fn loop_set_task_factory(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if !args[1].is_none() && !vm.is_callable(&args[1]) {
        return Err(vm.type_error("task factory must be a callable or None"));
    }
    data(&args[0]).task_factory.set(args[1].clone());
    Ok(Value::NONE)
}

fn loop_set_exception_handler(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if !args[1].is_none() && !vm.is_callable(&args[1]) {
        let text = vm.repr_string(&args[1])?;
        return Err(vm.type_error(format!("A callable object or None is expected, got {text}")));
    }
    data(&args[0]).exception_handler.set(args[1].clone());
    Ok(Value::NONE)
}

// ---- sources ----

/// The descriptor that an argument means: a number, or an object with `fileno()`.
pub(crate) fn descriptor(vm: &mut Vm, value: &Value) -> Result<i32, Raised> {
    let number = match value.as_small_int() {
        Some(number) => number,
        None => {
            let name = vm.intern("fileno");
            match vm.get_attr_opt(value, &name)? {
                Some(method) => {
                    let number = vm.call(&method, &[])?;
                    vm.index(&number)?
                }
                None => {
                    let text = vm.repr_string(value)?;
                    return Err(vm.value_error(format!("Invalid file object: {text}")));
                }
            }
        }
    };
    match i32::try_from(number) {
        Ok(fd) if fd >= 0 => Ok(fd),
        _ => Err(vm.value_error(format!("Invalid file descriptor: {number}"))),
    }
}

fn watch(vm: &mut Vm, args: &[Value], direction: Direction) -> NativeResult {
    let fd = descriptor(vm, &args[1])?;
    let handle = new_handle(vm, &args[0], &args[2], &args[3])?;
    let result = data(&args[0]).add_source(fd, direction, Source::Watch(handle.clone()));
    match result {
        Ok(()) => Ok(handle),
        Err(error) => Err(vm.io_error(&error, &Value::NONE)),
    }
}

fn unwatch(vm: &mut Vm, args: &[Value], direction: Direction) -> NativeResult {
    let fd = descriptor(vm, &args[1])?;
    Ok(Value::bool(data(&args[0]).remove_source(fd, direction)))
}

// ---- async generators ----

fn loop_shutdown_asyncgens(vm: &mut Vm, args: &[Value]) -> Flow {
    if !std::mem::replace(&mut vm.asyncio.generators, false) {
        return Flow::Return(Value::NONE);
    }
    let generators = vm.suspended_async_generators();
    if generators.is_empty() {
        return Flow::Return(Value::NONE);
    }
    let mut closing = Vec::new();
    for generator in &generators {
        match vm.call_method(generator, "aclose", &[]) {
            Ok(step) => closing.push(step),
            Err(raised) => return Flow::Raise(raised),
        }
    }
    let outer = match super::gather::gather(vm, &closing, true) {
        Ok(outer) => outer,
        Err(raised) => return Flow::Raise(raised),
    };
    let event_loop = args[0].clone();
    Flow::Await(
        outer,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            let results = match result.and_then(|results| vm.collect(&results)) {
                Ok(results) => results,
                Err(raised) => return Flow::Raise(raised),
            };
            let exception = vm.exception_class(ExceptionKind::Exception);
            for (result, generator) in results.into_iter().zip(generators) {
                if result.kind() != Kind::Exception || !vm.is_instance(&result, &exception) {
                    continue;
                }
                let text = match vm.repr_string(&generator) {
                    Ok(text) => text,
                    Err(raised) => return Flow::Raise(raised),
                };
                let message = vm.string(format!("an error occurred during closing of asynchronous generator {text}"));
                vm.report_to_loop(
                    &event_loop,
                    vec![("message", message), ("exception", result), ("asyncgen", generator)],
                );
            }
            Flow::Return(Value::NONE)
        })),
    )
}
