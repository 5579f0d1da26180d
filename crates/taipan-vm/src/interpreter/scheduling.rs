//! Running the event loop: taking the next ready thing, entering a task, parking it, ending it. What is ready, and when, is
//! decided in `asyncio/`; here stacks are switched.
//!
//! ```text
//!  fiber that called run_until_complete            fibers of tasks
//!  ┌───────────────┬────────────┬──────────┐       ┌────────────────────────┐
//!  │ frames …      │ loop frame │ callback │       │ frames of a coroutine … │   one runs, all others are parked
//!  └───────────────┴────────────┴──────────┘       └────────────────────────┘
//!
//!  a task parks, ends, or a callback returns ─► instruction LoopNext ─► the next ready thing
//! ```
//!
//! Going on is always an instruction, never a nested call: a turn with a million tasks uses no native stack.

use super::fibers::{fiber_of, is_fiber};
use super::frames::{self, Action, HEADER, Link, SLACK, Site, Step};
use super::*;
use crate::asyncio::{
    BLOCKING, Finished, HandleData, MUST_CANCEL, NativeCallback, Ready, Run, Wait, WaitKind, Woken, future, is_future,
    task,
};
use crate::exceptions::ExceptionKind;
use crate::fiber::{ASYNC_HOOKED, ASYNC_NEVER_AWAITED, FiberEntry, FiberObject, FiberState};
use crate::heap::{Kind, ShapeId};
use crate::native::{Flow, InterpreterAction, NativeCode, NativeFunction, NativeResult, Raised, Then};
use crate::types::CodeValue;

/// What the loop's frame executes.
static LOOP_CODE: [u64; 1] = [Op::LoopNext as u64];

/// The depth at which tasks start.
const TASK_DEPTH: u64 = 2;

op_step! { LoopNext(pc, base, vm, ins) {
    vm.loop_next()
} }

/// Goes on with the next ready thing.
fn next_ready() -> Step {
    Step::Run(LOOP_CODE.as_ptr(), std::ptr::null_mut())
}

impl Vm {
    // ---- the loop ----

    /// Runs a loop until it stops, or until `main` is done: its result is the native's.
    pub(crate) fn run_loop(&mut self, event_loop: Value, main: Value, new_task: bool) -> Flow {
        Flow::Run(InterpreterAction(Box::new(move |vm: &mut Vm, site: Site| {
            // SAFETY: the site is that of the native call which asked for this action.
            unsafe { vm.enter_loop(site, event_loop, main, new_task) }
        })))
    }

    unsafe fn enter_loop(&mut self, site: Site, event_loop: Value, main: Value, new_task: bool) -> Step {
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return self.raise_site(raised, site);
        }
        let top = frames::top(site.base);
        let size = top.offset_from(site.base) as usize;
        let base = self.reserve(site.base, top, HEADER);
        let new_base = base.add(size + HEADER);
        self.push_header(new_base, event_loop.clone().into_word(), Site { base, ..site }, depth);
        let (stack, _) = self.current_fiber().raw_stack();
        let ready = crate::asyncio::take_ready(&event_loop);
        let state = &mut self.asyncio;
        state.run =
            Some(Run { main, new_task, fiber: self.fiber, base: new_base.offset_from(stack) as usize, fresh: true });
        state.ready = ready;
        state.todo = 0;
        state.running = event_loop;
        next_ready()
    }

    /// Makes the fiber that runs the loop the running one; returns the base of the loop's frame.
    unsafe fn switch_to_loop(&mut self) -> *mut Word {
        let run = self.asyncio.run.as_ref().expect("LoopNext is only executed while a loop runs");
        let (fiber, base) = (run.fiber, run.base);
        self.switch_to(fiber);
        fiber_of(fiber).raw_stack().0.add(base)
    }

    /// Takes the next ready thing.
    #[inline(never)]
    unsafe fn loop_next(&mut self) -> Step {
        loop {
            if self.has_finalizers() {
                let base = self.switch_to_loop();
                return self.run_finalizers(LOOP_CODE.as_ptr(), base);
            }
            if self.asyncio.todo == 0 {
                match self.loop_turn() {
                    Ok(true) => continue,
                    Ok(false) => return self.leave_loop(Ok(())),
                    Err(raised) => return self.leave_loop(Err(raised)),
                }
            }
            self.asyncio.todo -= 1;
            match self.asyncio.ready.pop_front() {
                Some(Ready::Step(value)) => return self.step_task(value),
                Some(Ready::Callback(callable, argument)) => {
                    let base = self.switch_to_loop();
                    self.asyncio.callback = Some(Ready::Callback(callable.clone(), argument.clone()));
                    let site = Site::new(LOOP_CODE.as_ptr(), base, Action::Loop, 0);
                    return self.invoke(site, callable, vec![argument], Vec::new());
                }
                Some(Ready::Handle(handle)) => {
                    let Some(data) = handle.native::<HandleData>() else { continue };
                    if data.cancelled.get() {
                        continue;
                    }
                    let (callable, args) = (data.callback.get(), data.args.borrow().clone());
                    let base = self.switch_to_loop();
                    self.asyncio.callback = Some(Ready::Handle(handle));
                    let site = Site::new(LOOP_CODE.as_ptr(), base, Action::Loop, 0);
                    return self.invoke(site, callable, args, Vec::new());
                }
                Some(Ready::Native(kind, data, done)) => {
                    // Script code that it calls (comparisons, overridden methods) runs nested above the loop.
                    self.switch_to_loop();
                    if let Err(raised) = self.run_native_callback(kind, &data, &done)
                        && let Err(raised) = self.callback_failed(raised)
                    {
                        return self.leave_loop(Err(raised));
                    }
                }
                None => self.asyncio.todo = 0,
            }
        }
    }

    /// A callback has returned.
    pub(crate) fn callback_returned(&mut self, result: Value) -> Step {
        drop(result);
        self.asyncio.callback = None;
        next_ready()
    }

    /// A callback has raised; the exception is in `vm.raised`.
    pub(crate) unsafe fn callback_raised(&mut self) -> Step {
        let raised = self.take_raised();
        match self.callback_failed(raised) {
            Ok(()) => next_ready(),
            Err(raised) => self.leave_loop(Err(raised)),
        }
    }

    /// Ends the run of the loop.
    unsafe fn leave_loop(&mut self, result: Result<(), Raised>) -> Step {
        let base = self.switch_to_loop();
        let state = &mut self.asyncio;
        let run = state.run.take().expect("a loop that is left runs");
        let event_loop = std::mem::take(&mut state.running);
        let current = std::mem::take(&mut state.current);
        let ready = std::mem::take(&mut state.ready);
        state.todo = 0;
        state.callback = None;
        drop(current);
        crate::asyncio::give_back_ready(&event_loop, ready);
        let site = frames::site_of(base);
        frames::release_register(base.sub(HEADER));
        let outcome = self.run_outcome(run, result);
        drop(event_loop);
        match outcome {
            Ok(value) => self.deliver(site, value),
            Err(raised) => self.raise_site(raised, site),
        }
    }

    fn run_outcome(&mut self, run: Run, result: Result<(), Raised>) -> NativeResult {
        if run.main.is_unbound() {
            return result.map(|()| Value::NONE);
        }
        let main = future(&run.main);
        main.remove_native(NativeCallback::StopLoop, &Value::NONE);
        match result {
            Err(raised) => {
                if run.new_task && main.done() {
                    self.retrieve(&run.main);
                }
                Err(raised)
            }
            Ok(()) if !main.done() => Err(self.runtime_error("Event loop stopped before Future completed.")),
            Ok(()) => self.future_result(&run.main),
        }
    }

    // ---- steps of tasks ----

    /// Runs a step of a task: what it waited for has come, or it is to be cancelled.
    unsafe fn step_task(&mut self, value: Value) -> Step {
        let object = task(&value);
        let wait = object.future.wait.replace(WaitKind::Nothing);
        if object.future.done() {
            return next_ready();
        }
        let extra = object.extra.take();
        if wait == WaitKind::Pause && !object.future.has(MUST_CANCEL) {
            return self.enter_task(value, ResumeInput::Send(extra));
        }
        let waited_for = object.waiting_for.take();
        let cancelled = if object.future.has(MUST_CANCEL) {
            object.future.set_flag(MUST_CANCEL, false);
            let message = object.message.get();
            Some(Raised(self.new_cancelled_error(message)))
        } else {
            None
        };
        let input = match wait {
            WaitKind::Future | WaitKind::Yielded => match (self.wait_result(&waited_for), cancelled) {
                (Err(raised), Some(cancelled)) => {
                    // An error that is a cancellation already is not replaced.
                    let kept = self.is_exception(&raised, ExceptionKind::CancelledError);
                    ResumeInput::Throw(if kept { raised.0 } else { cancelled.0 })
                }
                (Ok(_), Some(cancelled)) => ResumeInput::Throw(cancelled.0),
                (Err(raised), None) => ResumeInput::Throw(raised.0),
                (Ok(result), None) if wait == WaitKind::Future => ResumeInput::Send(result),
                (Ok(_), None) => ResumeInput::Next,
            },
            WaitKind::Throw => ResumeInput::Throw(match cancelled {
                Some(cancelled) => cancelled.0,
                None => extra,
            }),
            wait if wait.is_native() => {
                let woken = object.future.woken.replace(Woken::No);
                let result = match (woken, cancelled) {
                    (Woken::Cancelled, _) => {
                        let message = object.future.result.take();
                        Err(Raised(self.new_cancelled_error(message)))
                    }
                    (_, Some(cancelled)) => Err(cancelled),
                    (_, None) => Ok(()),
                };
                // Script code that ending the wait calls runs nested above the loop.
                self.switch_to_loop();
                let wait = Wait { kind: wait, object: waited_for, extra, waiter: value.clone() };
                match self.finish_wait(wait, woken, result) {
                    Finished::Return(result) => ResumeInput::Send(result),
                    Finished::Raise(raised) => ResumeInput::Throw(raised.0),
                    Finished::Again(wait) => {
                        self.set_wait(&value, wait);
                        return next_ready();
                    }
                }
            }
            _ => match cancelled {
                Some(cancelled) => ResumeInput::Throw(cancelled.0),
                None => ResumeInput::Next,
            },
        };
        self.enter_task(value, input)
    }

    /// What a future that a task has waited for gives.
    fn wait_result(&mut self, waited_for: &Value) -> NativeResult {
        if is_future(waited_for) {
            return self.future_result(waited_for);
        }
        self.call_method(waited_for, "result", &[])
    }

    unsafe fn enter_task(&mut self, value: Value, input: ResumeInput) -> Step {
        let word = task(&value).fiber.word();
        let old = std::mem::replace(&mut self.asyncio.current, value);
        drop(old);
        let fiber = fiber_of(word);
        if fiber.state.get() == FiberState::Finished
            || fiber.state.get() == FiberState::Running
            || fiber.root.get().is_heap()
        {
            // Somebody else has driven the coroutine.
            let text = match fiber.state.get() {
                FiberState::Finished => "cannot reuse already awaited coroutine",
                _ => "coroutine is being awaited already",
            };
            let raised = self.runtime_error(text);
            self.switch_to_loop();
            return self.end_task(Err(raised));
        }
        let run = self.asyncio.run.as_ref().expect("tasks run while a loop runs");
        fiber.outer.set(run.fiber);
        fiber.entry.set(FiberEntry::Task);
        self.run_chain(word, TASK_DEPTH, input)
    }

    /// The task whose coroutine, or something that it awaits, is running.
    #[inline]
    pub(crate) fn running_task(&self) -> Option<Value> {
        if self.asyncio.current.is_unbound() || !self.fiber.is_heap() {
            return None;
        }
        let fiber = fiber_of(self.fiber);
        let root = fiber.root.get();
        let root = if root.is_heap() { fiber_of(root) } else { fiber };
        if root.entry.get() == FiberEntry::Task { Some(self.asyncio.current.clone()) } else { None }
    }

    /// Suspends the running chain at `site`: what it waits for is noted in its task by the caller.
    unsafe fn park(&mut self, site: Site) -> Step {
        let leaf_word = self.fiber;
        let leaf = fiber_of(leaf_word);
        let root_word = if leaf.root.get().is_heap() { leaf.root.get() } else { leaf_word };
        let root = fiber_of(root_word);
        leaf.pc.set(site.pc);
        leaf.base.set(site.base.offset_from(leaf.stack.get()) as u32);
        leaf.resume_action.set(site.action);
        leaf.resume_operand.set(site.operand);
        leaf.state.set(FiberState::Suspended);
        root.state.set(FiberState::Suspended);
        root.leaf.set(if leaf_word == root_word { Word::UNBOUND } else { leaf_word });
        self.leave_task(root)
    }

    /// The running chain has been left.
    unsafe fn leave_task(&mut self, root: &FiberObject) -> Step {
        root.entry.set(FiberEntry::None);
        root.outer.set(Word::UNBOUND);
        self.switch_to_loop();
        let current = std::mem::take(&mut self.asyncio.current);
        drop(current);
        next_ready()
    }

    /// A bare `yield` under a task: it goes on after everything that is ready.
    pub(crate) unsafe fn park_paused(&mut self, site: Site, value: Value) -> Step {
        let wait = Wait { kind: WaitKind::Pause, object: Value::UNBOUND, extra: Value::NONE, waiter: Value::UNBOUND };
        self.set_wait(&value, wait);
        self.park(site)
    }

    /// What a native waits for, when it is not a future.
    pub(crate) unsafe fn park_native(&mut self, site: Site, wait: Wait) -> Step {
        if wait.waiter.kind() == Kind::Task {
            let value = wait.waiter.clone();
            self.set_wait(&value, wait);
            return self.park(site);
        }
        // Driven by hand: the driver gets a future (or None, for a pause), and this goes on when it is done.
        let Wait { kind, object, extra, waiter } = wait;
        if kind == WaitKind::Pause {
            let then = Then(move |_: &mut Vm, result: NativeResult| result.map(|_| extra).into());
            return self.run_flow(site, Flow::Pause(Box::new(then)));
        }
        let waited = waiter.clone();
        let then = Then(move |vm: &mut Vm, result: NativeResult| {
            let woken = match crate::asyncio::woken(&waiter) {
                Woken::No if result.is_err() => {
                    // Something else was thrown in: nobody is to wake it any more.
                    vm.future_complete(&waiter, crate::asyncio::FutureState::Cancelled, Value::NONE);
                    Woken::Cancelled
                }
                woken => woken,
            };
            let wait = Wait { kind, object, extra, waiter };
            match vm.finish_wait(wait, woken, result.map(drop)) {
                Finished::Return(value) => Flow::Return(value),
                Finished::Raise(raised) => Flow::Raise(raised),
                Finished::Again(wait) => Flow::Wait(wait),
            }
        });
        self.run_flow(site, Flow::Await(waited, Box::new(then)))
    }

    /// `await` of a future; its result goes to `site`.
    pub(crate) unsafe fn await_future(&mut self, site: Site, value: Value) -> Step {
        if future(&value).done() {
            let result = self.future_result(&value);
            drop(value);
            return match result {
                Ok(result) => self.deliver(site, result),
                Err(raised) => self.raise_site(raised, site),
            };
        }
        match self.running_task() {
            Some(current) => match self.wait_for_future(&current, &value, WaitKind::Future) {
                Ok(()) => self.park(site),
                Err(raised) => self.raise_site(raised, site),
            },
            None => {
                future(&value).set_flag(BLOCKING, true);
                let old = self.current_fiber().delegate.replace(value.clone().into_word());
                drop(Value::from_word(old));
                self.suspend(site, value)
            }
        }
    }

    /// Notes that a task waits for a future; what makes that impossible is thrown into it at its next step.
    fn wait_for_future(&mut self, current: &Value, value: &Value, kind: WaitKind) -> Result<(), Raised> {
        let (object, target) = (task(current), future(value));
        let problem = if target.event_loop.word() != object.future.event_loop.word() {
            let (text, other) = (self.repr_string(current)?, self.repr_string(value)?);
            Some(format!("Task {text} got Future {other} attached to a different loop"))
        } else if value.is(current) {
            Some(format!("Task cannot await on itself: {}", self.repr_string(current)?))
        } else {
            None
        };
        if let Some(problem) = problem {
            self.throw_later(current, problem);
            return Ok(());
        }
        target.set_flag(BLOCKING, false);
        target.add_wakeup(current.clone());
        object.waiting_for.set(value.clone());
        object.future.wait.set(kind);
        if object.future.has(MUST_CANCEL) {
            let message = object.message.get();
            if self.cancel_any(value, message)? {
                object.future.set_flag(MUST_CANCEL, false);
            }
        }
        Ok(())
    }

    fn throw_later(&mut self, current: &Value, problem: String) {
        let raised = self.runtime_error(problem);
        let object = task(current);
        object.extra.set(raised.0);
        object.future.wait.set(WaitKind::Throw);
        self.schedule_task(current.clone());
    }

    /// The chain of a task has suspended with a value that it yielded.
    pub(crate) unsafe fn task_yielded(&mut self, root: Word, value: Value) -> Step {
        let current = self.asyncio.current.clone();
        if let Err(raised) = self.take_yield(&current, &value) {
            self.throw_later(&current, String::new());
            task(&current).extra.set(raised.0);
        }
        drop(value);
        self.leave_task(fiber_of(root))
    }

    fn take_yield(&mut self, current: &Value, value: &Value) -> Result<(), Raised> {
        if value.is_none() {
            let wait =
                Wait { kind: WaitKind::Pause, object: Value::UNBOUND, extra: Value::NONE, waiter: Value::UNBOUND };
            self.set_wait(current, wait);
            return Ok(());
        }
        let own = is_future(value);
        let blocking = if own {
            Some(future(value).has(BLOCKING))
        } else {
            let name = self.names.asyncio_future_blocking.clone();
            match self.get_attr_opt(value, &name)? {
                Some(found) if !found.is_none() => Some(self.truthy(&found)?),
                _ => None,
            }
        };
        match blocking {
            Some(true) if own => self.wait_for_future(current, value, WaitKind::Yielded),
            Some(true) => self.wait_for_foreign_future(current, value),
            Some(false) => {
                let (text, other) = (self.repr_string(current)?, self.repr_string(value)?);
                self.throw_later(current, format!("yield was used instead of yield from in task {text} with {other}"));
                Ok(())
            }
            None => {
                let other = self.repr_string(value)?;
                let problem = if value.kind() == Kind::Generator {
                    let text = self.repr_string(current)?;
                    format!("yield was used instead of yield from for generator in task {text} with {other}")
                } else {
                    format!("Task got bad yield: {other}")
                };
                self.throw_later(current, problem);
                Ok(())
            }
        }
    }

    /// A task waits for a future that is written in Python.
    fn wait_for_foreign_future(&mut self, current: &Value, value: &Value) -> Result<(), Raised> {
        let name = self.names.asyncio_future_blocking.clone();
        self.set_attr(value, &name, &Value::FALSE)?;
        let wakeup = crate::asyncio::wakeup_method(self, current);
        self.call_method(value, "add_done_callback", &[wakeup])?;
        let object = task(current);
        object.waiting_for.set(value.clone());
        object.future.wait.set(WaitKind::Yielded);
        if object.future.has(MUST_CANCEL) {
            let message = object.message.get();
            if self.cancel_any(value, message)? {
                object.future.set_flag(MUST_CANCEL, false);
            }
        }
        Ok(())
    }

    /// A coroutine that is driven by hand and waits for a future goes on.
    pub(crate) unsafe fn resume_future_wait(&mut self, site: Site, value: Value, input: ResumeInput) -> Step {
        let site = self.open_site(site);
        let result = match input {
            ResumeInput::Next | ResumeInput::Send(_) if future(&value).done() => self.future_result(&value),
            ResumeInput::Next | ResumeInput::Send(_) => {
                if let Some(current) = self.running_task() {
                    // A task has taken the coroutine over.
                    self.end_delegation();
                    return match self.wait_for_future(&current, &value, WaitKind::Future) {
                        Ok(()) => self.park(site),
                        Err(raised) => self.raise_site(raised, site),
                    };
                }
                Err(self.runtime_error("await wasn't used with future"))
            }
            ResumeInput::Throw(exception) => Err(Raised(exception)),
            ResumeInput::Close => Err(self.error_with(ExceptionKind::GeneratorExit, Vec::new())),
        };
        self.end_delegation();
        match result {
            Ok(result) => self.deliver(site, result),
            Err(raised) => self.raise_site(raised, site),
        }
    }

    /// The coroutine of the running task has returned.
    pub(crate) unsafe fn task_returned(&mut self, fiber: Word, value: Value) -> Step {
        fiber_of(fiber).outer.set(Word::UNBOUND);
        self.switch_to_loop();
        self.end_task(Ok(value))
    }

    /// An exception has left the coroutine of the running task; it is in `vm.raised`.
    pub(crate) unsafe fn task_raised(&mut self, fiber: Word) -> Step {
        fiber_of(fiber).outer.set(Word::UNBOUND);
        self.switch_to_loop();
        let raised = self.take_raised();
        self.end_task(Err(raised))
    }

    unsafe fn end_task(&mut self, outcome: NativeResult) -> Step {
        let current = std::mem::take(&mut self.asyncio.current);
        let ended = self.finish_task(&current, outcome);
        drop(current);
        match ended {
            Ok(()) => next_ready(),
            Err(raised) => self.leave_loop(Err(raised)),
        }
    }

    // ---- coroutines of native functions ----

    /// The coroutine of a call of an async native with bound arguments: a fiber whose bottom frame is the native's.
    pub(crate) fn new_native_coroutine(&mut self, callee: &Value, bound: Vec<Value>) -> Value {
        let words = (HEADER + bound.len().max(2 * HEADER) + SLACK).next_multiple_of(2);
        let value = self.new_fiber_object(ShapeId::builtin(Kind::Coroutine), callee.clone(), words);
        let fiber = value.expect_ref::<FiberObject>();
        fiber.async_flags.set(ASYNC_NEVER_AWAITED);
        // SAFETY: the stack has room for the header and the arguments, which it owns from now on.
        unsafe {
            let base = fiber.stack.get().add(HEADER);
            *base.sub(3) = callee.clone().into_word();
            *base.sub(2) = Word(0);
            *base.sub(1) = Word(Link::new(0, Action::FiberBottom, bound.len() as u16, 1).0);
            for (i, argument) in bound.into_iter().enumerate() {
                *base.add(i) = argument.into_word();
            }
        }
        value
    }

    /// Starts the coroutine of a native function, which has just become the running fiber.
    pub(super) unsafe fn start_native(&mut self, base: *mut Word, count: usize, input: ResumeInput) -> Step {
        let mut args = Vec::with_capacity(count);
        for i in 0..count {
            args.push(Value::from_word(std::mem::replace(&mut *base.add(i), Word::UNBOUND)));
        }
        let site = Site::new(std::ptr::null(), base, Action::FiberBottom, 0);
        match input {
            ResumeInput::Next | ResumeInput::Send(_) => {}
            ResumeInput::Throw(exception) => return self.raise_site(Raised(exception), site),
            ResumeInput::Close => {
                let raised = self.error_with(ExceptionKind::GeneratorExit, Vec::new());
                return self.raise_site(raised, site);
            }
        }
        let callee = frames::callee(base).to_value();
        let flow = match callee.as_ref::<NativeFunction>().map(|native| native.def.code) {
            Some(NativeCode::Async(function)) => function(self, &args),
            _ => Flow::Raise(self.runtime_error("this coroutine has no code")),
        };
        drop(args);
        drop(callee);
        self.run_flow(site, flow)
    }

    // ---- looking at suspended coroutines ----

    /// Where the outermost frame of a suspended coroutine is: its code, and the index of the instruction it waits in.
    fn suspended_place(&self, fiber: &FiberObject) -> Option<(Value, u32)> {
        if fiber.state.get() != FiberState::Suspended {
            return None;
        }
        // SAFETY: a suspended fiber has its stack; sites and links in it name live frames.
        unsafe {
            let (stack, _) = fiber.raw_stack();
            let delegate = fiber.delegate.get();
            let (mut base, mut pc) = if is_fiber(delegate) {
                let inner = fiber_of(delegate);
                (stack.add(inner.site_base.get() as usize), inner.site_pc.get())
            } else {
                (stack.add(fiber.base.get() as usize), fiber.pc.get())
            };
            while frames::link(base).action() != Action::FiberBottom {
                let site = frames::site_of(base);
                base = site.base;
                pc = site.pc;
            }
            let function = frames::function(base)?;
            let code = function.code.borrow().clone();
            let start = code.expect_ref::<CodeValue>().instructions.as_ptr() as *const u64;
            if pc.is_null() {
                return None;
            }
            let at = (pc.offset_from(start) - 1).max(0) as u32;
            Some((code, at))
        }
    }

    /// The line in which the outermost frame of a suspended coroutine waits.
    pub(crate) fn suspended_line(&self, fiber: &FiberObject) -> Option<u32> {
        let (code, at) = self.suspended_place(fiber)?;
        code.expect_ref::<CodeValue>().code.position(at).map(|position| position.line)
    }

    /// A view of that frame.
    pub(crate) fn suspended_frame(&mut self, coroutine: &Value) -> Option<Value> {
        let (code, at) = self.suspended_place(coroutine.as_ref::<FiberObject>()?)?;
        Some(self.frame_view(code, at))
    }

    // ---- async generators ----

    /// An async generator is iterated over for the first time.
    pub(crate) fn async_generator_started(&mut self, _: &Value) -> Result<(), Raised> {
        if !self.asyncio.running.is_unbound() {
            self.asyncio.generators = true;
        }
        Ok(())
    }

    /// A suspended async generator lost its last reference: the running loop closes it in a task of its own.
    pub(crate) unsafe fn finalize_async_generator(&mut self, site: Site, generator: &Value) -> Option<Step> {
        if self.asyncio.running.is_unbound() {
            return None;
        }
        let event_loop = self.asyncio.running.clone();
        self.push_ready(&event_loop, Ready::Native(NativeCallback::CloseGenerator, generator.clone(), Value::NONE));
        Some(self.continue_at(site.pc, site.base))
    }

    /// The async generators that were iterated over and have not ended.
    pub(crate) fn suspended_async_generators(&mut self) -> Vec<Value> {
        let mut found = Vec::new();
        self.heap.for_each_object(|header| {
            let word = Word::heap(header);
            if word.shape().kind() == Kind::AsyncGenerator {
                let fiber = fiber_of(word);
                if fiber.state.get() == FiberState::Suspended && fiber.async_flags.get() & ASYNC_HOOKED != 0 {
                    found.push(word);
                }
            }
        });
        found.into_iter().map(Word::to_value).collect()
    }
}
