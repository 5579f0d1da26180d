//! Switching between fibers: generators, coroutines, async generators, chains of delegation.
//!
//! ```text
//!  driver ─ send/next/task step ─► root ─ await/yield from ─► … ─► leaf       delegate links; each knows the root
//!     ▲                                                           │
//!     └────────────── what the leaf yields goes straight to the root's driver
//! ```

use super::frames::{self, Action, HEADER, Link, SLACK, Site, Step};
use super::*;
use crate::exceptions::ExceptionKind;
use crate::fiber::{ASYNC_CLOSED, ASYNC_NEVER_AWAITED, FiberEntry, FiberObject, FiberState};
use crate::heap::{Kind, ShapeId, new_fiber_stack};
use crate::native::{NativeFunction, Raised};
use crate::types::{CodeValue, ExceptionObject, FunctionObject};
use std::cell::{Cell, RefCell};
use taipan_bytecode::CodeFlags;

pub(super) fn fiber_of(word: Word) -> &'static FiberObject {
    // SAFETY: fibers reached through links are kept alive by the chain they belong to, see `FiberObject`; the reference is
    // only used until the next switch.
    unsafe { crate::heap::payload::<FiberObject>(word.header()) }
}

pub(super) fn is_fiber(word: Word) -> bool {
    word.is_heap() && matches!(word.shape().kind(), Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator)
}

impl Vm {
    pub(super) fn new_fiber_object(&mut self, shape: ShapeId, function: Value, words: usize) -> Value {
        let stack = new_fiber_stack(words);
        let fiber = FiberObject {
            state: Cell::new(FiberState::Created),
            stack: Cell::new(stack),
            capacity: Cell::new(words as u32),
            base: Cell::new(HEADER as u32),
            pc: Cell::new(std::ptr::null()),
            outer: Cell::new(Word::UNBOUND),
            root: Cell::new(Word::UNBOUND),
            leaf: Cell::new(Word::UNBOUND),
            delegate: Cell::new(Word::UNBOUND),
            handled: Cell::new(Word::NONE),
            resume_action: Cell::new(Action::Discard),
            resume_operand: Cell::new(0),
            site_action: Cell::new(Action::Discard),
            site_operand: Cell::new(0),
            site_base: Cell::new(0),
            site_pc: Cell::new(std::ptr::null()),
            entry: Cell::new(FiberEntry::None),
            async_flags: Cell::new(0),
            function: RefCell::new(function),
            renamed: RefCell::new(None),
        };
        self.heap.alloc_with(shape, 0, fiber)
    }

    /// The generator, coroutine or async generator of a call with bound arguments.
    pub(crate) unsafe fn new_generator(&mut self, callee: Value, flags: CodeFlags, bound: Vec<Value>) -> Value {
        let kind = if flags.contains(CodeFlags::ASYNC_GENERATOR) {
            Kind::AsyncGenerator
        } else if flags.contains(CodeFlags::COROUTINE) {
            Kind::Coroutine
        } else {
            Kind::Generator
        };
        let function = callee.expect_ref::<FunctionObject>();
        let (locals, registers) = (function.n_locals.get() as usize, function.n_registers.get() as usize);
        let words = (HEADER + registers + SLACK).next_multiple_of(2);
        let entry = function.entry.get();
        let value = self.new_fiber_object(ShapeId::builtin(kind), callee.clone(), words);
        let fiber = value.expect_ref::<FiberObject>();
        if kind == Kind::Coroutine {
            fiber.async_flags.set(ASYNC_NEVER_AWAITED);
        }
        fiber.pc.set(entry);
        let base = fiber.stack.get().add(HEADER);
        *base.sub(3) = callee.into_word();
        *base.sub(2) = Word(0);
        *base.sub(1) = Word(Link::new(0, Action::FiberBottom, 0, 1).0);
        let count = bound.len();
        for (i, argument) in bound.into_iter().enumerate() {
            *base.add(i) = argument.into_word();
        }
        for i in count..locals {
            *base.add(i) = Word::UNBOUND;
        }
        value
    }

    /// The generator of a call whose arguments are in the window from `first`; they move to the new stack.
    pub(crate) unsafe fn generator_from_window(&mut self, callee: Value, first: *mut Word, count: usize) -> Value {
        let flags = {
            let code = callee.expect_ref::<FunctionObject>().code.borrow();
            code.expect_ref::<CodeValue>().code.flags
        };
        let value = self.new_generator(callee, flags, Vec::new());
        let base = value.expect_ref::<FiberObject>().stack.get().add(HEADER);
        for i in 0..count {
            *base.add(i) = std::mem::replace(&mut *first.add(i), Word::UNBOUND);
        }
        value
    }

    /// A fiber for a nested run, whose bottom frame is nobody's.
    pub(crate) unsafe fn host_fiber(&mut self) -> Value {
        if let Some(spare) = self.machine.spare_fibers.pop() {
            return spare;
        }
        let value = self.new_fiber_object(ShapeId::builtin(Kind::Generator), Value::NONE, 64);
        let fiber = value.expect_ref::<FiberObject>();
        fiber.state.set(FiberState::Running);
        fiber.entry.set(FiberEntry::Host);
        let base = fiber.stack.get().add(HEADER);
        *base.sub(3) = Word::UNBOUND;
        *base.sub(2) = Word(0);
        value
    }

    /// Makes `fiber` the running one.
    #[inline(always)]
    pub(super) unsafe fn switch_to(&mut self, fiber: Word) {
        self.fiber = fiber;
        let (stack, capacity) = fiber_of(fiber).raw_stack();
        self.stack_limit = stack.add(capacity - SLACK.min(capacity));
    }

    /// Makes a fiber that will be entered by hand the running one.
    pub(crate) unsafe fn enter_fiber(&mut self, fiber: Word) {
        self.switch_to(fiber);
    }

    #[inline(always)]
    fn site_for(outer: Word, fiber: &FiberObject) -> Site {
        let (stack, _) = fiber_of(outer).raw_stack();
        Site {
            pc: fiber.site_pc.get(),
            base: stack.wrapping_add(fiber.site_base.get() as usize),
            action: fiber.site_action.get(),
            operand: fiber.site_operand.get(),
        }
    }

    /// Where `outer` waits for `fiber`.
    pub(crate) fn waiting_site(&self, outer: Word, fiber: &FiberObject) -> Option<Site> {
        outer.is_heap().then(|| Self::site_for(outer, fiber))
    }

    #[inline(always)]
    unsafe fn remember_site(fiber: &FiberObject, outer: Word, site: Site) {
        let (stack, _) = fiber_of(outer).raw_stack();
        fiber.site_pc.set(site.pc);
        fiber.site_base.set(site.base.offset_from(stack) as u32);
        fiber.site_action.set(site.action);
        fiber.site_operand.set(site.operand);
        fiber.outer.set(outer);
    }

    /// Resumes a generator or coroutine that nobody else drives; what it yields goes to `site`.
    pub(crate) unsafe fn resume_fiber(&mut self, site: Site, value: Value, input: ResumeInput) -> Step {
        let fiber = value.expect_ref::<FiberObject>();
        let kind = value.kind();
        match fiber.state.get() {
            FiberState::Running => return self.already_running(site, kind),
            _ if fiber.root.get().is_heap() => return self.already_running(site, kind),
            FiberState::Finished => return self.resume_finished(site, kind, input),
            FiberState::Created => match &input {
                ResumeInput::Send(sent) if !sent.is_none() => {
                    let what = kind_words(kind);
                    let raised = self.type_error(format!("can't send non-None value to a just-started {what}"));
                    return self.raise_site(raised, site);
                }
                ResumeInput::Close => {
                    self.finish_unstarted(fiber);
                    return self.deliver(self.close_site(site), Value::NONE);
                }
                _ => {}
            },
            FiberState::Suspended => {}
        }
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return self.raise_site(raised, site);
        }
        let site = if matches!(input, ResumeInput::Close) {
            Site { action: Action::Close, ..self.open_site(site) }
        } else {
            site
        };
        Self::remember_site(fiber, self.fiber, site);
        fiber.entry.set(FiberEntry::Call);
        // The running root holds a reference to itself.
        let root = value.into_word();
        self.run_chain(root, depth, input)
    }

    /// Enters the innermost fiber of the chain under `root` with an input.
    pub(super) unsafe fn run_chain(&mut self, root: Word, depth: u64, input: ResumeInput) -> Step {
        let fiber = fiber_of(root);
        let leaf_word = if fiber.leaf.get().is_heap() { fiber.leaf.get() } else { root };
        let leaf = fiber_of(leaf_word);
        fiber.leaf.set(Word::UNBOUND);
        let started = leaf.state.get() != FiberState::Created;
        fiber.state.set(FiberState::Running);
        leaf.state.set(FiberState::Running);
        leaf.async_flags.set(leaf.async_flags.get() & !ASYNC_NEVER_AWAITED);
        self.switch_to(leaf_word);
        let base = leaf.stack.get().add(leaf.base.get() as usize);
        if !started {
            let count = frames::link(base).operand() as usize;
            *base.sub(1) = Word(Link::new(0, Action::FiberBottom, 0, depth).0);
            if frames::function(base).is_none() {
                return self.start_native(base, count, input);
            }
        }
        let delegate = leaf.delegate.get();
        if delegate.is_heap() && !is_fiber(delegate) {
            return self.resume_delegate(leaf, base, input);
        }
        match input {
            ResumeInput::Next | ResumeInput::Send(_) if !started => Step::Run(leaf.pc.get(), base),
            ResumeInput::Next => self.deliver(Self::resume_site(leaf, base), Value::NONE),
            ResumeInput::Send(sent) => self.deliver(Self::resume_site(leaf, base), sent),
            ResumeInput::Throw(exception) => self.throw_here(leaf, base, started, exception),
            ResumeInput::Close => {
                let raised = self.error_with(ExceptionKind::GeneratorExit, Vec::new());
                self.throw_here(leaf, base, started, raised.0)
            }
        }
    }

    fn resume_site(leaf: &FiberObject, base: *mut Word) -> Site {
        Site { pc: leaf.pc.get(), base, action: leaf.resume_action.get(), operand: leaf.resume_operand.get() }
    }

    unsafe fn throw_here(&mut self, leaf: &FiberObject, base: *mut Word, started: bool, exception: Value) -> Step {
        self.set_raised(Raised(exception));
        self.chain_context();
        if !started {
            return Step::Raise(leaf.pc.get().add(1), base);
        }
        let site = Self::resume_site(leaf, base);
        self.raise_at(site)
    }

    /// The leaf waits for an iterator that is not a fiber (or, when driven by hand, for a future).
    unsafe fn resume_delegate(&mut self, leaf: &FiberObject, base: *mut Word, input: ResumeInput) -> Step {
        let iterator = leaf.delegate.get().to_value();
        let site = Site { action: Action::Delegate, ..Self::resume_site(leaf, base) };
        if matches!(iterator.kind(), Kind::Future | Kind::Task) {
            return self.resume_future_wait(site, iterator, input);
        }
        let (name, argument) = match input {
            ResumeInput::Next => return self.iterate(site, &iterator),
            ResumeInput::Send(sent) if sent.is_none() => return self.iterate(site, &iterator),
            ResumeInput::Send(sent) => (self.names.send.clone(), sent),
            ResumeInput::Throw(exception) => (self.names.throw.clone(), exception),
            ResumeInput::Close => {
                let raised = self.error_with(ExceptionKind::GeneratorExit, Vec::new());
                (self.names.throw.clone(), raised.0)
            }
        };
        let throwing = name.is(&self.names.throw);
        if throwing && self.is_instance(&argument, &self.exception_class(ExceptionKind::GeneratorExit)) {
            let close = self.names.close.clone();
            let closed = match self.get_attr_opt(&iterator, &close) {
                Ok(Some(method)) => self.call(&method, &[]).map(drop),
                Ok(None) => Ok(()),
                Err(raised) => Err(raised),
            };
            self.end_delegation();
            let raised = match closed {
                Ok(()) => Raised(argument),
                Err(raised) => raised,
            };
            return self.raise_step(raised, site.pc, site.base);
        }
        match self.get_attr_opt(&iterator, &name) {
            Ok(Some(method)) => {
                let action = if throwing { Action::DelegateThrow } else { Action::Delegate };
                self.invoke(Site { action, ..site }, method, vec![argument], Vec::new())
            }
            Ok(None) if throwing => {
                self.end_delegation();
                self.raise_step(Raised(argument), site.pc, site.base)
            }
            Ok(None) => {
                self.end_delegation();
                let raised = self.attribute_error(&iterator, &name);
                self.raise_step(raised, site.pc, site.base)
            }
            Err(raised) => {
                self.end_delegation();
                self.raise_step(raised, site.pc, site.base)
            }
        }
    }

    /// The running fiber no longer delegates.
    pub(crate) fn end_delegation(&mut self) {
        let old = self.current_fiber().delegate.replace(Word::UNBOUND);
        drop(Value::from_word(old));
    }

    /// What the delegation of the running fiber gave.
    pub(crate) unsafe fn delegation_finished(&mut self, site: Site, value: Value) -> Step {
        self.end_delegation();
        self.deliver(self.open_site(site), value)
    }

    /// A site whose action was replaced while it waited, with its own action again: a native frame continues, a `for` loop
    /// over an async iterator stores or ends, everything else stores into the register.
    pub(crate) unsafe fn open_site(&self, site: Site) -> Site {
        if frames::function(site.base).is_none() {
            return Site { action: frames::waiting_action(site.base), ..site };
        }
        let start = frames::code(site.base).instructions.as_ptr() as *const u64;
        let for_aiter = site.pc > start && *site.pc.sub(1) as u16 == Op::ForAiter as u16;
        Site { action: if for_aiter { Action::ForAiter } else { Action::Register }, ..site }
    }

    /// Where the result of `close()` goes.
    pub(crate) fn close_site(&self, site: Site) -> Site {
        // SAFETY: the site names a live frame of the running fiber.
        if site.action == Action::Close { unsafe { self.open_site(site) } } else { site }
    }

    /// A generator that was closed has yielded instead of ending.
    pub(crate) unsafe fn close_yielded(&mut self, site: Site) -> Step {
        let site = self.open_site(site);
        let raised = self.runtime_error("generator ignored GeneratorExit");
        self.raise_site(raised, site)
    }

    /// The running leaf suspends; `value` goes to the driver of its chain, and what is sent in later to `site`.
    pub(crate) unsafe fn suspend(&mut self, site: Site, value: Value) -> Step {
        let leaf_word = self.fiber;
        let leaf = fiber_of(leaf_word);
        let root_word = if leaf.root.get().is_heap() { leaf.root.get() } else { leaf_word };
        let root = fiber_of(root_word);
        if root.entry.get() == FiberEntry::Host {
            let raised = self.runtime_error("await is not possible here: no event loop drives this code");
            return self.raise_site(raised, site);
        }
        leaf.pc.set(site.pc);
        leaf.base.set(site.base.offset_from(leaf.stack.get()) as u32);
        leaf.resume_action.set(site.action);
        leaf.resume_operand.set(site.operand);
        leaf.state.set(FiberState::Suspended);
        root.state.set(FiberState::Suspended);
        root.leaf.set(if leaf_word == root_word { Word::UNBOUND } else { leaf_word });
        if root.entry.get() == FiberEntry::Task {
            return self.task_yielded(root_word, value);
        }
        self.leave_chain(root_word, root, value)
    }

    /// Leaves the running chain of `root` with a value for its driver.
    unsafe fn leave_chain(&mut self, root_word: Word, root: &FiberObject, value: Value) -> Step {
        let outer = root.outer.replace(Word::UNBOUND);
        let site = Self::site_for(outer, root);
        root.entry.set(FiberEntry::None);
        self.switch_to(outer);
        drop(Value::from_word(root_word));
        self.deliver(site, value)
    }

    /// A value goes to the driver of the chain while the running leaf waits for its iterator to go on.
    pub(crate) unsafe fn yield_onwards(&mut self, site: Site, value: Value) -> Step {
        self.suspend(Site { action: Action::Delegate, ..site }, value)
    }

    /// `await` or `yield from` of a fiber: it runs, and its result goes to `site` in the running fiber.
    pub(crate) unsafe fn delegate_to_fiber(&mut self, site: Site, value: Value) -> Step {
        let fiber = value.expect_ref::<FiberObject>();
        let kind = value.kind();
        if fiber.state.get() == FiberState::Finished {
            let raised = match kind {
                Kind::Coroutine => self.runtime_error("cannot reuse already awaited coroutine"),
                _ => return self.deliver(site, Value::NONE),
            };
            return self.raise_site(raised, site);
        }
        if fiber.state.get() == FiberState::Running || fiber.root.get().is_heap() {
            let raised = match kind {
                Kind::Coroutine => self.runtime_error("coroutine is being awaited already"),
                _ => self.value_error("generator already executing"),
            };
            return self.raise_site(raised, site);
        }
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return self.raise_site(raised, site);
        }
        let outer_word = self.fiber;
        let outer = fiber_of(outer_word);
        let root_word = if outer.root.get().is_heap() { outer.root.get() } else { outer_word };
        Self::remember_site(fiber, outer_word, site);
        fiber.entry.set(FiberEntry::Delegation);
        let inner_word = value.word();
        let old = outer.delegate.replace(value.into_word());
        drop(Value::from_word(old));
        // A fiber that was driven by hand before may have a chain of its own.
        let mut at = inner_word;
        while is_fiber(at) {
            fiber_of(at).root.set(root_word);
            at = fiber_of(at).delegate.get();
        }
        self.run_chain(inner_word, depth, ResumeInput::Next)
    }

    /// One step of an async generator: as [`Vm::delegate_to_fiber`], with an input.
    pub(crate) unsafe fn delegate_step(&mut self, site: Site, value: Value, input: ResumeInput) -> Step {
        let site = if matches!(input, ResumeInput::Close) { Site { action: Action::Close, ..site } } else { site };
        let fiber = value.expect_ref::<FiberObject>();
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return self.raise_site(raised, site);
        }
        let outer_word = self.fiber;
        let outer = fiber_of(outer_word);
        let root_word = if outer.root.get().is_heap() { outer.root.get() } else { outer_word };
        Self::remember_site(fiber, outer_word, site);
        fiber.entry.set(FiberEntry::Delegation);
        fiber.root.set(root_word);
        let inner_word = value.word();
        let old = outer.delegate.replace(value.into_word());
        drop(Value::from_word(old));
        self.run_chain(inner_word, depth, input)
    }

    /// The bottom frame of the running fiber has returned.
    pub(crate) unsafe fn fiber_returned(&mut self, value: Value) -> Step {
        let word = self.fiber;
        let fiber = fiber_of(word);
        let kind = word.shape().kind();
        self.retire(fiber);
        match fiber.entry.replace(FiberEntry::None) {
            FiberEntry::Delegation => {
                let site = self.leave_delegation(fiber);
                if kind == Kind::AsyncGenerator {
                    return self.async_generator_ended(site);
                }
                self.deliver(site, value)
            }
            FiberEntry::Task => self.task_returned(word, value),
            _ => {
                let outer = fiber.outer.replace(Word::UNBOUND);
                let site = Self::site_for(outer, fiber);
                self.switch_to(outer);
                drop(Value::from_word(word));
                match site.action {
                    Action::ForIter | Action::NativeNext => {
                        drop(value);
                        self.exhausted(site)
                    }
                    Action::Close if kind == Kind::AsyncGenerator => {
                        let raised = self.stop_iteration(Value::NONE);
                        let site = self.open_site(site);
                        self.raise_site(raised, site)
                    }
                    _ if kind == Kind::AsyncGenerator => {
                        let raised = self.error_with(ExceptionKind::StopAsyncIteration, Vec::new());
                        self.raise_site(raised, site)
                    }
                    Action::Close => self.deliver(self.close_site(site), value),
                    Action::Finalizer => self.deliver(site, value),
                    _ => {
                        let raised = self.stop_iteration(value);
                        self.raise_site(raised, site)
                    }
                }
            }
        }
    }

    /// An exception leaves the bottom frame of the running fiber.
    pub(crate) unsafe fn fiber_raised(&mut self) -> Step {
        let word = self.fiber;
        let fiber = fiber_of(word);
        let kind = word.shape().kind();
        self.convert_stop(kind);
        self.retire(fiber);
        match fiber.entry.replace(FiberEntry::None) {
            FiberEntry::Delegation => {
                let site = self.leave_delegation(fiber);
                self.raise_at(site)
            }
            FiberEntry::Task => self.task_raised(word),
            _ => {
                let outer = fiber.outer.replace(Word::UNBOUND);
                let site = Self::site_for(outer, fiber);
                self.switch_to(outer);
                drop(Value::from_word(word));
                self.raise_at(site)
            }
        }
    }

    /// Goes back to the fiber that awaits the running one; the delegate link is dropped.
    unsafe fn leave_delegation(&mut self, fiber: &FiberObject) -> Site {
        let outer = fiber.outer.replace(Word::UNBOUND);
        let site = Self::site_for(outer, fiber);
        fiber.root.set(Word::UNBOUND);
        self.switch_to(outer);
        let old = fiber_of(outer).delegate.replace(Word::UNBOUND);
        drop(Value::from_word(old));
        site
    }

    /// An async generator yields to its consumer: the fiber that awaits its step.
    pub(crate) unsafe fn async_yield(&mut self, site: Site, value: Value) -> Step {
        let word = self.fiber;
        let fiber = fiber_of(word);
        fiber.pc.set(site.pc);
        fiber.base.set(site.base.offset_from(fiber.stack.get()) as u32);
        fiber.resume_action.set(site.action);
        fiber.resume_operand.set(site.operand);
        fiber.state.set(FiberState::Suspended);
        if fiber.entry.replace(FiberEntry::None) == FiberEntry::Call {
            // Driven by hand: the value travels in StopIteration.
            let outer = fiber.outer.replace(Word::UNBOUND);
            let site = Self::site_for(outer, fiber);
            self.switch_to(outer);
            drop(Value::from_word(word));
            if site.action == Action::Close {
                return self.async_generator_yielded(site, value);
            }
            let raised = self.stop_iteration(value);
            return self.raise_site(raised, site);
        }
        let site = self.leave_delegation(fiber);
        self.async_generator_yielded(site, value)
    }

    /// Releases everything a finished fiber holds.
    unsafe fn retire(&mut self, fiber: &FiberObject) {
        fiber.state.set(FiberState::Finished);
        fiber.leaf.set(Word::UNBOUND);
        fiber.async_flags.set(fiber.async_flags.get() | ASYNC_CLOSED);
        crate::heap::retire_fiber(fiber);
    }

    fn finish_unstarted(&mut self, fiber: &FiberObject) {
        fiber.state.set(FiberState::Finished);
        fiber.async_flags.set(ASYNC_CLOSED);
        crate::heap::retire_fiber(fiber);
    }

    /// StopIteration must not leave a generator or coroutine: it becomes RuntimeError (PEP 479).
    fn convert_stop(&mut self, kind: Kind) {
        let stop = self.raised_is(ExceptionKind::StopIteration);
        let stop_async = kind == Kind::AsyncGenerator && self.raised_is(ExceptionKind::StopAsyncIteration);
        if !stop && !stop_async {
            return;
        }
        let cause = self.take_raised();
        let what = match kind {
            Kind::Coroutine => "coroutine",
            Kind::AsyncGenerator => "async generator",
            _ => "generator",
        };
        let which = if stop { "StopIteration" } else { "StopAsyncIteration" };
        let raised = self.runtime_error(format!("{what} raised {which}"));
        let object = raised.0.expect_ref::<ExceptionObject>();
        object.cause.replace(cause.0.clone());
        object.context.replace(cause.0.clone());
        object.suppress_context.set(true);
        let traceback = cause.0.as_ref::<ExceptionObject>().map(|e| e.traceback.borrow().clone());
        object.traceback.replace(traceback.unwrap_or(Value::NONE));
        self.set_raised(raised);
    }

    unsafe fn already_running(&mut self, site: Site, kind: Kind) -> Step {
        let what = kind_words(kind);
        let raised = match kind {
            Kind::AsyncGenerator => self.runtime_error("anext(): asynchronous generator is already running"),
            _ => self.value_error(format!("{what} already executing")),
        };
        self.raise_site(raised, site)
    }

    unsafe fn resume_finished(&mut self, site: Site, kind: Kind, input: ResumeInput) -> Step {
        match input {
            ResumeInput::Close => self.deliver(site, Value::NONE),
            ResumeInput::Throw(exception) if kind != Kind::Coroutine => self.raise_site(Raised(exception), site),
            _ if kind == Kind::Coroutine => {
                let raised = self.runtime_error("cannot reuse already awaited coroutine");
                self.raise_site(raised, site)
            }
            _ => self.exhausted(site),
        }
    }

    /// A suspended generator or coroutine lost its last reference: its `finally` blocks run. A coroutine that was never
    /// started warns.
    pub(crate) unsafe fn finalize_fiber(&mut self, site: Site, value: Value) -> Step {
        let fiber = value.expect_ref::<FiberObject>();
        if fiber.state.get() == FiberState::Created {
            let flags = fiber.async_flags.get();
            fiber.async_flags.set(flags & !ASYNC_NEVER_AWAITED);
            let function = fiber.function.borrow().clone();
            let qualname = self.function_name(&function);
            return self.never_awaited(site, &qualname, value);
        }
        if value.kind() == Kind::AsyncGenerator {
            if let Some(step) = self.finalize_async_generator(site, &value) {
                return step;
            }
            self.finish_unstarted(fiber);
            return self.continue_at(site.pc, site.base);
        }
        let depth = frames::link(site.base).depth() + 1;
        Self::remember_site(fiber, self.fiber, site);
        fiber.entry.set(FiberEntry::Call);
        fiber.site_action.set(Action::Finalizer);
        let root = value.into_word();
        self.run_chain(root, depth, ResumeInput::Close)
    }

    /// `RuntimeWarning: coroutine 'f' was never awaited`.
    unsafe fn never_awaited(&mut self, site: Site, qualname: &str, coroutine: Value) -> Step {
        let message = format!("coroutine '{qualname}' was never awaited");
        self.write_stderr(&format!("RuntimeWarning: {message}\n"));
        drop(coroutine);
        self.continue_at(site.pc, site.base)
    }

    /// `__name__` of a fiber's function.
    pub(crate) fn fiber_name(&mut self, fiber: &FiberObject) -> Value {
        match &*fiber.renamed.borrow() {
            Some(renamed) => renamed.0.clone(),
            None => match fiber.function.borrow().as_ref::<FunctionObject>() {
                Some(f) => f.name.borrow().clone(),
                None => match fiber.function.borrow().as_ref::<NativeFunction>() {
                    Some(native) => self.intern(native.def.name),
                    None => self.empty_str.clone(),
                },
            },
        }
    }

    /// `__qualname__` of a fiber's function.
    pub(crate) fn fiber_qualname(&mut self, fiber: &FiberObject) -> Value {
        match &*fiber.renamed.borrow() {
            Some(renamed) => renamed.1.clone(),
            None => match fiber.function.borrow().as_ref::<FunctionObject>() {
                Some(f) => f.qualname.borrow().clone(),
                None => {
                    let name = self.function_name(&fiber.function.borrow());
                    self.string(name)
                }
            },
        }
    }

    /// Whether a generator was marked by `types.coroutine`.
    pub(crate) fn is_iterable_coroutine(value: &Value) -> bool {
        let Some(fiber) = value.as_ref::<FiberObject>() else { return false };
        let function = fiber.function.borrow();
        let Some(function) = function.as_ref::<FunctionObject>() else { return false };
        let code = function.code.borrow();
        code.expect_ref::<CodeValue>().code.flags.contains(CodeFlags::ITERABLE_COROUTINE)
    }
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Coroutine => "coroutine",
        Kind::AsyncGenerator => "async generator",
        _ => "generator",
    }
}

// ---- generators in for loops and yields, the quick way ----

op! { #[inline(never)] for_generator(pc, base, vm, ins) {
    let word = *reg!(base, ra!(ins));
    let fiber = fiber_of(word);
    if fiber.state.get() == FiberState::Suspended
        && !fiber.root.get().is_heap()
        && !fiber.leaf.get().is_heap()
        && !fiber.delegate.get().is_heap()
        && fiber.resume_action.get() == Action::Register
    {
        let depth = frames::link(base).depth();
        if depth < (*vm).recursion_limit as u64 {
            word.retain();
            Vm::remember_site(fiber, (*vm).fiber, Site::new(pc, base, Action::ForIter, rb!(ins)));
            fiber.entry.set(FiberEntry::Call);
            fiber.state.set(FiberState::Running);
            (*vm).switch_to(word);
            let inner = fiber.stack.get().add(fiber.base.get() as usize);
            *reg!(inner, fiber.resume_operand.get() as usize) = Word::NONE;
            next!(fiber.pc.get(), inner, vm)
        }
    }
    slow!(for_generator_slow, pc, base, vm, ins)
} }

op_step! { for_generator_slow(pc, base, vm, ins) {
    let iterator = (*reg!(base, ra!(ins))).to_value();
    vm.iterate(Site::new(pc, base, Action::ForIter, rb!(ins)), &iterator)
} }

op! { Yield(pc, base, vm, ins) {
    let word = (*vm).fiber;
    let fiber = fiber_of(word);
    let place = reg!(base, ra!(ins));
    if word.shape() == ShapeId::builtin(Kind::Generator)
        && !fiber.root.get().is_heap()
        && fiber.entry.get() == FiberEntry::Call
        && fiber.site_action.get() == Action::ForIter
    {
        let value = *place;
        *place = Word::UNBOUND;
        fiber.pc.set(pc);
        fiber.base.set(base.offset_from(fiber.stack.get()) as u32);
        fiber.resume_action.set(Action::Register);
        fiber.resume_operand.set(ra!(ins) as u16);
        fiber.state.set(FiberState::Suspended);
        fiber.entry.set(FiberEntry::None);
        let outer = fiber.outer.replace(Word::UNBOUND);
        let site = Vm::site_for(outer, fiber);
        (*vm).switch_to(outer);
        // The loop holds the generator, so this is not the last reference.
        (*word.header()).release();
        set!(reg!(site.base, site.operand as usize), value, site.pc.add(1), site.base, vm)
    }
    slow!(yield_slow, pc, base, vm, ins)
} }

op_step! { yield_slow(pc, base, vm, ins) {
    let value = Value::from_word(std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND));
    let site = Site::register(pc, base, ra!(ins));
    if vm.fiber.shape().kind() == Kind::AsyncGenerator {
        return vm.async_yield(site, value)
    }
    return vm.suspend(site, value)
} }
