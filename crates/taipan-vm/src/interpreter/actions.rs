//! What happens with results: delivering a value to the frame that waits for it, leaving frames, safepoints, finalisers.

use super::frames::{self, Action, HEADER, Site, Step};
use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::Raised;
use crate::types::slots;
use crate::value::{Value, Word};
use crate::vm::Vm;

/// Calls and backward jumps between two checks of interrupts and limits.
const FUEL: i32 = 10_000;

impl Vm {
    /// Puts an exception where the unwinder finds it.
    pub(crate) fn set_raised(&mut self, raised: Raised) {
        let old = std::mem::replace(&mut self.raised, raised.0.into_word());
        drop(Value::from_word(old));
    }

    /// Takes the exception that is on its way.
    pub(crate) fn take_raised(&mut self) -> Raised {
        Raised(Value::from_word(std::mem::replace(&mut self.raised, Word::UNBOUND)))
    }

    /// Goes on in the unwinder.
    pub(crate) fn raise_step(&mut self, raised: Raised, pc: *const u64, base: *mut Word) -> Step {
        self.set_raised(raised);
        Step::Raise(pc, base)
    }

    /// Goes on where an exception leads that was raised instead of a result for `site`.
    pub(crate) unsafe fn raise_site(&mut self, raised: Raised, site: Site) -> Step {
        self.set_raised(raised);
        self.chain_context();
        self.raise_at(site)
    }

    /// Starts unwinding: the exception is in place, its context is linked.
    pub(crate) fn raise_now(&mut self, pc: *const u64, base: *mut Word) -> Step {
        self.chain_context();
        Step::Raise(pc, base)
    }

    /// UnboundLocalError for the local at a register offset.
    #[cold]
    pub(crate) unsafe fn unbound_step(&mut self, pc: *const u64, base: *mut Word, offset: u64) -> Step {
        let raised = super::moves::unbound_local_error(self, base, offset as usize);
        self.raise_step(raised, pc, base)
    }

    /// Stores an owned word into a register, releases what was there, goes on.
    #[inline]
    pub(crate) unsafe fn put(&mut self, place: *mut Word, word: Word, pc: *const u64, base: *mut Word) -> Step {
        let old = std::mem::replace(&mut *place, word);
        drop(Value::from_word(old));
        self.continue_at(pc, base)
    }

    /// Whether finalisers or weak reference callbacks wait to be run.
    #[inline]
    pub(crate) fn has_finalizers(&self) -> bool {
        !self.heap.finalizers.is_empty() || !self.heap.weak_deaths.is_empty() || !self.machine.callbacks.is_empty()
    }

    /// Goes on at `pc`, finalisers first.
    #[inline]
    pub(crate) unsafe fn continue_at(&mut self, pc: *const u64, base: *mut Word) -> Step {
        if self.has_finalizers() { self.run_finalizers(pc, base) } else { Step::Run(pc, base) }
    }

    /// Starts the next waiting finaliser as a frame above the one at `base`, which goes on at `pc` afterwards.
    #[inline(never)]
    pub(crate) unsafe fn run_finalizers(&mut self, pc: *const u64, base: *mut Word) -> Step {
        if self.machine.finalizing {
            return Step::Run(pc, base);
        }
        // What ends at once must not start the next from within itself: thousands may die together.
        loop {
            self.machine.finalizing = true;
            let step = self.run_finalizer(pc, base);
            self.machine.finalizing = false;
            if step != Step::Run(pc, base) || !self.has_finalizers() {
                return step;
            }
        }
    }

    unsafe fn run_finalizer(&mut self, pc: *const u64, base: *mut Word) -> Step {
        if !self.heap.weak_deaths.is_empty() {
            let calls = self.run_weak_deaths();
            self.machine.callbacks.extend(calls);
        }
        let site = Site::new(pc, base, Action::Finalizer, 0);
        if let Some((callback, argument)) = self.machine.callbacks.pop_front() {
            return self.invoke(site, callback, vec![argument], Vec::new());
        }
        let Some(object) = self.heap.finalizers.pop_front() else { return Step::Run(pc, base) };
        match object.kind() {
            Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator => self.finalize_fiber(site, object),
            Kind::Future | Kind::Task => {
                self.finalize_future(&object);
                self.continue_at(pc, base)
            }
            _ => {
                self.heap.mark_finalized(&object);
                let name = self.names.del.clone();
                match self.lookup_special(&object, &name) {
                    Some(method) => match self.bind_for_call(&method, &object) {
                        Ok((callee, args)) => {
                            drop(object);
                            self.invoke(site, callee, args, Vec::new())
                        }
                        Err(raised) => {
                            self.report_unraisable(raised, &method);
                            self.continue_at(pc, base)
                        }
                    },
                    None => self.continue_at(pc, base),
                }
            }
        }
    }

    /// The callee and first arguments to call a method found on the class of `receiver`.
    pub(crate) fn bind_for_call(&mut self, method: &Value, receiver: &Value) -> Result<(Value, Vec<Value>), Raised> {
        if matches!(method.kind(), Kind::Function | Kind::MethodDescriptor) && method.shape().index() == 0 {
            return Ok((method.clone(), vec![receiver.clone()]));
        }
        let class = self.class_of(receiver);
        let bound = self.bind(method, receiver, &class)?;
        Ok((bound, Vec::new()))
    }

    /// Calls the method found on the class of `receiver` with more arguments, as a frame.
    pub(crate) unsafe fn invoke_method(
        &mut self,
        site: Site,
        method: &Value,
        receiver: &Value,
        rest: Vec<Value>,
    ) -> Step {
        match self.bind_for_call(method, receiver) {
            Ok((callee, mut args)) => {
                args.extend(rest);
                self.invoke(site, callee, args, Vec::new())
            }
            Err(raised) => self.raise_site(raised, site),
        }
    }

    /// Refills the fuel: looks at interrupts and limits.
    #[inline(never)]
    pub(crate) fn refuel(&mut self) -> Result<(), Raised> {
        self.fuel = FUEL;
        if self.signals.any() {
            self.handle_signals()?;
        }
        if self.heap.wants_collection() && !self.machine.collection_disabled {
            self.heap.collect();
        }
        Ok(())
    }

    /// A backward jump that ran out of fuel.
    #[inline(never)]
    pub(crate) unsafe fn safepoint(&mut self, pc: *const u64, base: *mut Word) -> Step {
        match self.refuel() {
            Ok(()) => self.continue_at(pc, base),
            Err(raised) => self.raise_step(raised, pc, base),
        }
    }

    /// Ends the frame at `base`, whose registers are all released, with a result.
    pub(crate) unsafe fn leave_frame(&mut self, base: *mut Word, value: Value) -> Step {
        let site = frames::site_of(base);
        let slot = base.sub(HEADER);
        let callee = Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND));
        match site.action {
            Action::Window => {
                *slot = value.into_word();
                drop(callee);
                self.continue_at(site.pc, site.base)
            }
            Action::Init => {
                drop(callee);
                if value.is_none() {
                    return self.continue_at(site.pc, site.base);
                }
                let name = self.type_name(&value);
                let raised = self.type_error(format!("__init__() should return None, not '{name}'"));
                self.raise_site(raised, site)
            }
            _ => {
                drop(callee);
                self.deliver(site, value)
            }
        }
    }

    /// Delivers into a call window whose callee is already gone.
    pub(crate) unsafe fn deliver_window(&mut self, site: Site, slot: *mut Word, value: Value) -> Step {
        let old = std::mem::replace(&mut *slot, value.into_word());
        drop(Value::from_word(old));
        self.continue_at(site.pc, site.base)
    }

    unsafe fn store(&mut self, site: Site, value: Value) {
        let place = (site.base as *mut u8).add(site.operand as usize) as *mut Word;
        let old = std::mem::replace(&mut *place, value.into_word());
        drop(Value::from_word(old));
    }

    /// Gives a result to the frame that waits for it, and goes on there.
    pub(crate) unsafe fn deliver(&mut self, site: Site, value: Value) -> Step {
        match site.action {
            Action::Register | Action::Attribute => {
                self.store(site, value);
                self.continue_at(site.pc, site.base)
            }
            Action::Discard | Action::Window | Action::Init => {
                drop(value);
                self.continue_at(site.pc, site.base)
            }
            Action::BranchTrue
            | Action::BranchFalse
            | Action::ShortBranchTrue
            | Action::ShortBranchFalse
            | Action::TruthRegister
            | Action::NotTruthRegister => self.test_truth(site, value),
            Action::CheckedBranchTrue
            | Action::CheckedBranchFalse
            | Action::CheckedShortTrue
            | Action::CheckedShortFalse
            | Action::CheckedTruth
            | Action::CheckedNotTruth => match value.as_bool() {
                Some(truth) => self.use_truth(site, truth),
                None => {
                    let name = self.type_name(&value);
                    let raised = self.type_error(format!("__bool__ should return bool, returned {name}"));
                    self.raise_site(raised, site)
                }
            },
            Action::Operator => super::operators::resume_operator(self, site, value),
            Action::ForIter | Action::ForAiter => {
                self.store(site, value);
                self.continue_at(site.pc.add(1), site.base)
            }
            Action::Iterator => {
                let checked = self.check_iterator(value);
                match checked {
                    Ok(iterator) => {
                        self.store(site, iterator);
                        self.continue_at(site.pc, site.base)
                    }
                    Err(raised) => self.raise_site(raised, site),
                }
            }
            Action::Native | Action::NativeNext => self.resume_native(site, Ok(value)),
            Action::FiberBottom => self.fiber_returned(value),
            Action::Loop => self.callback_returned(value),
            Action::HostBottom => {
                self.machine.outcome = Some(Ok(value));
                Step::Leave
            }
            Action::AwaitIterator => self.await_iterator(site, value),
            Action::Delegate | Action::DelegateThrow => self.yield_onwards(site, value),
            Action::AiterAwaitable => {
                let site = Site { action: Action::ForAiter, ..site };
                self.await_value(site, value)
            }
            Action::AsyncIterator => {
                let name = self.names.anext.clone();
                if value.kind() != Kind::AsyncGenerator && self.lookup_special(&value, &name).is_none() {
                    let class = self.type_name(&value);
                    let raised = self.type_error(format!(
                        "'async for' received an object from __aiter__ that does not implement __anext__: {class}"
                    ));
                    return self.raise_site(raised, site);
                }
                self.store(site, value);
                self.continue_at(site.pc, site.base)
            }
            Action::Close => self.close_yielded(site),
            Action::Text => {
                if value.kind() != Kind::Str {
                    let name = self.type_name(&value);
                    let raised = self.type_error(format!("__format__ must return a str, not {name}"));
                    return self.raise_site(raised, site);
                }
                self.store(site, value);
                self.continue_at(site.pc, site.base)
            }
            Action::Finalizer => {
                drop(value);
                self.continue_at(site.pc, site.base)
            }
        }
    }

    /// An iterator that was asked for its next value has no more.
    pub(crate) unsafe fn exhausted(&mut self, site: Site) -> Step {
        match site.action {
            Action::ForIter | Action::ForAiter => {
                // The instruction before the jump word names the register of the iterator, which is dead now.
                let ins = *site.pc.sub(1);
                let offset = *site.pc as i32 as isize;
                frames::release_register((site.base as *mut u8).add((ins >> 16) as u16 as usize) as *mut Word);
                self.continue_at(site.pc.add(1).offset(offset), site.base)
            }
            Action::NativeNext => self.resume_native(site, Ok(Value::UNBOUND)),
            Action::Delegate | Action::DelegateThrow => self.delegation_finished(site, Value::NONE),
            _ => {
                let raised = self.stop_iteration(Value::NONE);
                self.raise_site(raised, site)
            }
        }
    }

    /// Tests a value for a branch or a register; `__bool__` runs as a frame.
    pub(crate) unsafe fn test_truth(&mut self, site: Site, value: Value) -> Step {
        if value.shape().index() != 0 {
            let name = self.names.bool.clone();
            if let Some(method) = self.lookup_special(&value, &name) {
                let action = match site.action {
                    Action::BranchTrue => Action::CheckedBranchTrue,
                    Action::BranchFalse => Action::CheckedBranchFalse,
                    Action::ShortBranchTrue => Action::CheckedShortTrue,
                    Action::ShortBranchFalse => Action::CheckedShortFalse,
                    Action::TruthRegister => Action::CheckedTruth,
                    _ => Action::CheckedNotTruth,
                };
                return self.invoke_method(Site { action, ..site }, &method, &value, Vec::new());
            }
        }
        match self.truthy(&value) {
            Ok(truth) => {
                drop(value);
                self.use_truth(site, truth)
            }
            Err(raised) => self.raise_site(raised, site),
        }
    }

    unsafe fn use_truth(&mut self, site: Site, truth: bool) -> Step {
        match site.action {
            Action::BranchTrue | Action::CheckedBranchTrue | Action::BranchFalse | Action::CheckedBranchFalse => {
                let wanted = matches!(site.action, Action::BranchTrue | Action::CheckedBranchTrue);
                let offset = if truth == wanted { *site.pc as i32 as isize } else { 0 };
                self.continue_at(site.pc.add(1).offset(offset), site.base)
            }
            Action::ShortBranchTrue
            | Action::CheckedShortTrue
            | Action::ShortBranchFalse
            | Action::CheckedShortFalse => {
                let wanted = matches!(site.action, Action::ShortBranchTrue | Action::CheckedShortTrue);
                let offset = if truth == wanted { (*site.pc.sub(1) >> 32) as i32 as isize } else { 0 };
                self.continue_at(site.pc.offset(offset), site.base)
            }
            Action::TruthRegister | Action::CheckedTruth => {
                self.store(site, Value::bool(truth));
                self.continue_at(site.pc, site.base)
            }
            _ => {
                self.store(site, Value::bool(!truth));
                self.continue_at(site.pc, site.base)
            }
        }
    }

    /// Asks an iterator for its next value on behalf of a site ([`Action::ForIter`] or [`Action::NativeNext`], or any other
    /// for which exhaustion is StopIteration).
    pub(crate) unsafe fn iterate(&mut self, site: Site, iterator: &Value) -> Step {
        let kind = iterator.kind();
        if kind == Kind::Generator {
            return self.resume_fiber(site, iterator.clone(), super::ResumeInput::Next);
        }
        let native = slots(kind);
        if iterator.shape().index() == 0 {
            if let Some(next) = native.next {
                return match next(self, iterator) {
                    Ok(Some(value)) => self.deliver(site, value),
                    Ok(None) => self.exhausted(site),
                    Err(raised) => self.raise_site(raised, site),
                };
            }
            if let Some(next) = native.next_flow {
                let flow = next(self, iterator);
                return self.run_iteration_flow(site, flow);
            }
        }
        let name = self.names.next.clone();
        match self.lookup_special(iterator, &name) {
            Some(method) => self.invoke_method(site, &method, iterator, Vec::new()),
            None => {
                let name = self.type_name(iterator);
                let raised = self.type_error(format!("'{name}' object is not an iterator"));
                self.raise_site(raised, site)
            }
        }
    }

    /// Reports an exception that nobody can handle to `sys.unraisablehook`.
    pub(crate) fn report_unraisable(&mut self, raised: Raised, source: &Value) {
        if self.machine.unraisable_depth > 3 {
            return;
        }
        self.machine.unraisable_depth += 1;
        self.tell_unraisable(&raised.0, source);
        self.machine.unraisable_depth -= 1;
    }

    /// Whether an exception is StopIteration.
    pub(crate) fn is_stop(&self, raised: &Raised) -> bool {
        self.is_exception(raised, ExceptionKind::StopIteration)
    }
}
