//! What parks and wakes: futures, tasks, the event loop, and the natives that wait. What is composed from them is Python
//! in `stdlib/asyncio/`. See <https://docs.python.org/3.13/library/asyncio.html>.
//!
//! ```text
//!  future       result boxes, callbacks          event_loop   the loop object, the phases of a turn
//!  task         coroutines that the loop drives  handles      what call_soon() and call_later() return
//!  coroutine    coroutines of async natives      waits        parking without a future
//!  locks queues Event, Lock, ..., Queue, ...     functions    sleep, ensure_future, current_task, ...
//!  gather waiting shield                         reprs        how all of this looks as text
//!  sockets      loop.sock_recv() and the like
//! ```
//!
//! Nothing here switches stacks: taking the next ready thing, entering a task and parking it is in
//! `interpreter/scheduling`. Python's `contextvars` do not exist; a `context` argument is accepted and not used.

mod coroutine;
mod event_loop;
mod functions;
mod future;
mod gather;
mod handles;
mod locks;
mod queues;
mod reprs;
mod sockets;
mod task;
mod waiting;
mod waits;

pub use coroutine::FutureIterator;
pub use future::FutureObject;
pub use task::TaskObject;
pub use waits::Wait;

pub(crate) use coroutine::FUTURE_ITERATOR_SLOTS;
pub(crate) use event_loop::LoopData;
pub(crate) use future::{BLOCKING, FUTURE_SLOTS, FutureState, MUST_CANCEL, future, is_future};
pub(crate) use handles::HandleData;
pub(crate) use task::{TASK_SLOTS, task};
pub(crate) use waits::{Finished, WaitKind, Woken};

use crate::exceptions::ExceptionKind;
use crate::native::{NativeDef, NativeModule, NativeResult, Raised};
use crate::types::BoundMethod;
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::collections::VecDeque;
use taipan_reactor::VirtualClock;

/// Something that runs in a turn of the loop.
pub(crate) enum Ready {
    /// A step of this task.
    Step(Value),
    /// A done callback with its future.
    Callback(Value, Value),
    /// What `call_soon` or a timer scheduled.
    Handle(Value),
    /// Native code: what it works on, and the future that is done.
    Native(NativeCallback, Value, Value),
}

/// The native callbacks of futures and timers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NativeCallback {
    /// A future that `gather()` waits for is done; works on the outer future.
    GatherChild,
    /// The future of `run_until_complete()` is done.
    StopLoop,
    /// A timer of `sleep()` is due; works on the task or future that sleeps.
    Wake,
    /// A future that `wait()` waits for is done; works on its state.
    WaitChild,
    /// The time of `wait()` is up, or `wait_for()` was waiting for the end of a cancelled future; works on a future.
    Release,
    /// The time of `wait_for()` is up; works on its state.
    Deadline,
    /// A shielded future is done; works on the outer one.
    ShieldInner,
    /// The outer future of a shielded one is done; works on the inner one.
    ShieldOuter,
    /// A future of `as_completed()` is done; works on the iterator.
    Completed,
    /// The time of `as_completed()` is up; works on the iterator.
    CompletedTimeout,
    /// A socket is ready; works on the operation.
    Socket,
    /// An abandoned async generator is to be closed in a task of its own.
    CloseGenerator,
}

/// A run of the loop.
pub(crate) struct Run {
    /// The future of `run_until_complete()`, unbound in `run_forever()`.
    pub(crate) main: Value,
    /// Whether that future was made for the run.
    pub(crate) new_task: bool,
    /// The fiber that called it, and where on its stack the loop's frame is.
    pub(crate) fiber: Word,
    pub(crate) base: usize,
    /// No turn has begun yet.
    pub(crate) fresh: bool,
}

/// The state of asyncio in a VM.
#[derive(Default)]
pub struct State {
    /// What is ready in the running loop.
    pub(crate) ready: VecDeque<Ready>,
    /// How much of it is left in this turn.
    pub(crate) todo: usize,
    /// The task whose step runs.
    pub(crate) current: Value,
    /// The loop that runs.
    pub(crate) running: Value,
    pub(crate) run: Option<Run>,
    /// The callback that runs, for the message about its exception.
    pub(crate) callback: Option<Ready>,
    /// Tasks that are not done; not counted, as a task removes itself.
    pub(crate) tasks: Vec<Word>,
    pub(crate) sequence: u32,
    /// How many tasks got a default name.
    pub(crate) task_names: usize,
    /// A loop that a script has declared running.
    declared: Value,
    /// The loop of an interactive session, which stands in for the running one while none runs.
    session: Value,
    /// The time of loops, where it is virtual.
    pub(crate) virtual_clock: Option<VirtualClock>,
    /// An async generator was iterated over since the loop's were shut down.
    pub(crate) generators: bool,
}

impl State {
    /// Takes a task that is done or dying from the list.
    pub(crate) fn unregister(&mut self, target: &FutureObject) {
        target.set_flag(future::REGISTERED, false);
        let index = target.index.get() as usize;
        if index + 1 == self.tasks.len() {
            self.tasks.pop();
            return;
        }
        if index < self.tasks.len() {
            self.tasks.swap_remove(index);
            future(self.tasks[index].borrow()).index.set(index as u32);
        }
    }
}

/// The module `_asyncio`.
pub fn module() -> NativeModule {
    NativeModule { name: "_asyncio", functions: functions::FUNCTIONS, init: Some(init) }
}

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    for kind in [crate::Kind::Future, crate::Kind::Task] {
        let class = vm.builtin_class(kind);
        vm.dict_set_str(dict, kind.type_name(), class);
    }
    let classes = [
        ("EventLoop", &event_loop::EVENT_LOOP),
        ("Handle", &handles::HANDLE),
        ("TimerHandle", &handles::TIMER_HANDLE),
        ("Event", &locks::EVENT),
        ("Lock", &locks::LOCK),
        ("Condition", &locks::CONDITION),
        ("Semaphore", &locks::SEMAPHORE),
        ("BoundedSemaphore", &locks::BOUNDED_SEMAPHORE),
        ("Queue", &queues::QUEUE),
        ("PriorityQueue", &queues::PRIORITY_QUEUE),
        ("LifoQueue", &queues::LIFO_QUEUE),
    ];
    for (name, def) in classes {
        let class = vm.native_class(def);
        vm.dict_set_str(dict, name, class);
    }
    use ExceptionKind::*;
    for kind in [CancelledError, InvalidStateError, QueueEmpty, QueueFull, QueueShutDown] {
        let class = vm.exception_class(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
    Ok(())
}

/// What is ready in a loop that begins to run.
pub(crate) fn take_ready(event_loop: &Value) -> VecDeque<Ready> {
    event_loop.native::<LoopData>().map(|data| data.ready.take()).unwrap_or_default()
}

/// A loop ends its run with this still ready.
pub(crate) fn give_back_ready(event_loop: &Value, ready: VecDeque<Ready>) {
    if let Some(data) = event_loop.native::<LoopData>() {
        data.stopping.set(false);
        data.ready.replace(ready);
    }
}

/// Wakes the task that it is a method of: the done callback of futures that are written in Python.
static WAKEUP: NativeDef = NativeDef::plain("task_wakeup", "self, future, /", |vm, args| {
    if is_future(&args[0]) && !future(&args[0]).done() {
        vm.schedule_task(args[0].clone());
    }
    Ok(Value::NONE)
});

/// What such a future calls when it is done.
pub(crate) fn wakeup_method(vm: &mut Vm, value: &Value) -> Value {
    let function = vm.native_function(WAKEUP, Value::UNBOUND);
    vm.alloc(BoundMethod { function, receiver: value.clone() })
}

/// Whether a future that stands for a waiter was woken.
pub(crate) fn woken(waiter: &Value) -> Woken {
    match future(waiter).state.get() {
        FutureState::Pending => Woken::No,
        FutureState::Cancelled => Woken::Cancelled,
        FutureState::Result | FutureState::Error => Woken::Yes,
    }
}

impl Vm {
    /// From now on new loops have a virtual clock: it stands still while anything runs and jumps to the next deadline when
    /// all tasks wait for timers.
    pub fn use_virtual_time(&mut self) {
        self.asyncio.virtual_clock = Some(VirtualClock::new());
    }

    /// Lets `asyncio.create_task` and the like use a loop that does not run now but will: that of an interactive session.
    pub fn set_session_loop(&mut self, event_loop: Value) {
        self.asyncio.session = event_loop;
    }

    /// Schedules the next step of a task.
    #[inline]
    pub(crate) fn schedule_task(&mut self, value: Value) {
        if future(&value).event_loop.word() == self.asyncio.running.word() {
            self.asyncio.ready.push_back(Ready::Step(value));
        } else {
            let event_loop = future(&value).event_loop.get();
            self.push_ready(&event_loop, Ready::Step(value));
        }
    }

    /// Adds to what is ready in a loop; a closed loop drops it.
    pub(crate) fn push_ready(&mut self, event_loop: &Value, ready: Ready) {
        if event_loop.is(&self.asyncio.running) {
            self.asyncio.ready.push_back(ready);
        } else if let Some(data) = event_loop.native::<LoopData>()
            && !data.closed.get()
        {
            data.ready.borrow_mut().push_back(ready);
        }
    }

    /// The running loop, or unbound.
    pub(crate) fn running_loop_or_unbound(&self) -> Value {
        if self.asyncio.running.is_unbound() { self.asyncio.declared.clone() } else { self.asyncio.running.clone() }
    }

    /// The running loop, or RuntimeError.
    pub(crate) fn running_loop(&mut self) -> NativeResult {
        let mut event_loop = self.running_loop_or_unbound();
        if event_loop.is_unbound() {
            event_loop = self.asyncio.session.clone();
        }
        if event_loop.is_unbound() {
            return Err(self.runtime_error("no running event loop"));
        }
        Ok(event_loop)
    }

    /// The running loop, or the current one of the policy.
    pub(crate) fn get_event_loop(&mut self) -> NativeResult {
        let event_loop = self.running_loop_or_unbound();
        if !event_loop.is_unbound() {
            return Ok(event_loop);
        }
        let modules = self.modules.clone();
        let Some(events) = self.dict_get_str(&modules, "asyncio.events") else {
            return Err(self.runtime_error("no running event loop"));
        };
        let function = self.get_attr_str(&events, "get_event_loop")?;
        self.call(&function, &[])
    }

    /// RuntimeError when a loop is closed, TypeError when it is no loop.
    pub(crate) fn check_loop_open(&mut self, event_loop: &Value) -> Result<(), Raised> {
        match event_loop.native::<LoopData>() {
            Some(data) if data.closed.get() => Err(self.runtime_error("Event loop is closed")),
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(event_loop);
                Err(self.type_error(format!(
                    "an event loop is required, not '{name}'; loops written in Python are not supported"
                )))
            }
        }
    }

    /// Whether this loop runs now.
    pub(crate) fn loop_is_running(&self, event_loop: &Value) -> bool {
        event_loop.is(&self.asyncio.running)
    }
}
