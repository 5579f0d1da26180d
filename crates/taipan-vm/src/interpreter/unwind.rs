//! Finding handlers: from the failing instruction outwards through frames and fibers.

use super::frames::{self, Action, HEADER, Next, Site, Step};
use super::*;
use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::types::{ExceptionObject, TracebackObject};

// An instruction raised: `pc` is behind its first word at least, the exception is in `vm.raised`.
cold_op! { unwind(pc, base, vm, ins) {
    let vm_ref = &mut *vm;
    vm_ref.chain_context();
    step!(vm_ref.unwind_from(pc, base), vm)
} }

// As `unwind`, for an exception that is raised again: its context stays.
cold_op! { unwind_reraised(pc, base, vm, ins) {
    step!((*vm).unwind_again(pc, base), vm)
} }

impl Vm {
    /// Sets `__context__` of the exception on its way to the one being handled.
    #[inline(never)]
    pub(super) fn chain_context(&mut self) {
        let handled = self.handled_exception();
        if !handled.word().is_heap() || handled.word() == self.raised {
            return;
        }
        let raised = self.raised.to_value();
        let Some(object) = raised.as_ref::<ExceptionObject>() else { return };
        // Break a cycle that would go through the new link, as CPython does.
        let mut at = handled.clone();
        let mut steps = 0;
        while let Some(inner) = at.as_ref::<ExceptionObject>() {
            let next = inner.context.borrow().clone();
            if next.is(&raised) {
                drop(inner.context.replace(Value::NONE));
                break;
            }
            steps += 1;
            if next.is_none() || steps > 10_000 {
                break;
            }
            at = next;
        }
        drop(object.context.replace(handled));
    }

    /// Unwinds from the instruction before `pc` in the frame at `base` until something handles the exception.
    #[inline(never)]
    pub(crate) unsafe fn unwind_from(&mut self, pc: *const u64, base: *mut Word) -> Step {
        self.unwind_frames(pc, base, true)
    }

    /// As [`Vm::unwind_from`], for an exception that was raised here before: its traceback has this frame already.
    #[inline(never)]
    pub(crate) unsafe fn unwind_again(&mut self, pc: *const u64, base: *mut Word) -> Step {
        self.unwind_frames(pc, base, false)
    }

    unsafe fn unwind_frames(&mut self, pc: *const u64, base: *mut Word, mut traced: bool) -> Step {
        let (mut pc, mut base) = (pc, base);
        loop {
            if frames::function(base).is_none() {
                // A native frame: what it asked for failed at once, and it may handle that.
                let raised = self.take_raised();
                let site = Site::new(std::ptr::null(), base, frames::waiting_action(base), 0);
                let step = self.fail_native(site, raised);
                match step.next() {
                    Next::Raise(next_pc, next_base) => {
                        pc = next_pc;
                        base = next_base;
                        continue;
                    }
                    _ => return step,
                }
            }
            {
                let code = frames::code(base);
                let start = code.instructions.as_ptr() as *const u64;
                let at = (pc.offset_from(start) - 1).max(0) as u32;
                if std::mem::replace(&mut traced, true) {
                    self.add_traceback(base, at);
                }
                let n_registers = frames::frame_size(base);
                if let Some(entry) = code.code.handler(at) {
                    let first = entry.exc_register as usize;
                    for i in first..n_registers {
                        frames::release_register(base.add(i));
                    }
                    let raised = self.take_raised();
                    *base.add(first) = raised.0.into_word();
                    return self.continue_at(start.add(entry.handler as usize), base);
                }
                self.keep_locals(base);
                for i in 0..n_registers {
                    frames::release_register(base.add(i));
                }
            }
            let site = frames::site_of(base);
            let slot = base.sub(HEADER);
            if site.action == Action::Finalizer {
                let finalizer = (*slot).to_value();
                frames::release_register(slot);
                let raised = self.take_raised();
                self.report_unraisable(raised, &finalizer);
                return self.continue_at(site.pc, site.base);
            }
            frames::release_register(slot);
            if site.action == Action::Init {
                // The instance below the callee dies with the call.
                frames::release_register(slot.sub(1));
            }
            match self.pass_exception(site) {
                Outcome::Continue => {
                    pc = site.pc;
                    base = site.base;
                }
                Outcome::Step(step) => match step.next() {
                    Next::Raise(next_pc, next_base) => {
                        pc = next_pc;
                        base = next_base;
                    }
                    _ => return step,
                },
            }
        }
    }

    /// Hands an exception to the native frame or nested run at `site.base`.
    unsafe fn fail_native(&mut self, site: Site, raised: Raised) -> Step {
        if site.action == Action::HostBottom {
            self.machine.outcome = Some(Err(raised));
            return Step::Leave;
        }
        match site.action {
            Action::FiberBottom => {
                self.set_raised(raised);
                self.fiber_raised()
            }
            Action::Loop => {
                self.set_raised(raised);
                self.callback_raised()
            }
            _ => self.resume_native(site, Err(raised)),
        }
    }

    /// Goes on where the exception on its way leads when it takes the place of a result for `site`.
    pub(crate) unsafe fn raise_at(&mut self, site: Site) -> Step {
        match self.pass_exception(site) {
            Outcome::Continue => Step::Raise(site.pc, site.base),
            Outcome::Step(step) => step,
        }
    }

    /// An exception leaves a frame whose result was wanted at `site`.
    unsafe fn pass_exception(&mut self, site: Site) -> Outcome {
        match site.action {
            Action::ForIter if self.raised_is(ExceptionKind::StopIteration) => {
                drop(self.take_raised());
                Outcome::Step(self.exhausted(site))
            }
            Action::ForAiter if self.raised_is(ExceptionKind::StopAsyncIteration) => {
                drop(self.take_raised());
                Outcome::Step(self.exhausted(site))
            }
            Action::NativeNext if self.raised_is(ExceptionKind::StopIteration) => {
                drop(self.take_raised());
                Outcome::Step(self.resume_native(site, Ok(Value::UNBOUND)))
            }
            Action::Native | Action::NativeNext => {
                let raised = self.take_raised();
                Outcome::Step(self.resume_native(site, Err(raised)))
            }
            Action::Attribute if self.raised_is(ExceptionKind::AttributeError) => {
                let raised = self.take_raised();
                Outcome::Step(self.attribute_hook_failed(site, raised))
            }
            Action::FiberBottom => Outcome::Step(self.fiber_raised()),
            Action::Loop => Outcome::Step(self.callback_raised()),
            Action::HostBottom => {
                let raised = self.take_raised();
                self.machine.outcome = Some(Err(raised));
                Outcome::Step(Step::Leave)
            }
            Action::Delegate | Action::DelegateThrow if self.raised_is(ExceptionKind::StopIteration) => {
                let raised = self.take_raised();
                let value = raised.0.expect_ref::<ExceptionObject>().field("value");
                let value = if value.is_unbound() { Value::NONE } else { value };
                Outcome::Step(self.delegation_finished(site, value))
            }
            Action::Delegate | Action::DelegateThrow => {
                self.end_delegation();
                Outcome::Continue
            }
            Action::Close
                if self.raised_is(ExceptionKind::GeneratorExit) || self.raised_is(ExceptionKind::StopIteration) =>
            {
                let raised = self.take_raised();
                let stop = self.is_stop(&raised);
                let value = if stop { raised.0.expect_ref::<ExceptionObject>().field("value") } else { Value::NONE };
                let value = if value.is_unbound() { Value::NONE } else { value };
                Outcome::Step(self.deliver(self.close_site(site), value))
            }
            Action::Finalizer
                if self.raised_is(ExceptionKind::GeneratorExit) || self.raised_is(ExceptionKind::StopIteration) =>
            {
                // A generator that was closed because nobody wanted it any more.
                drop(self.take_raised());
                Outcome::Step(self.continue_at(site.pc, site.base))
            }
            Action::Finalizer => {
                let raised = self.take_raised();
                self.report_unraisable(raised, &Value::NONE);
                Outcome::Step(self.continue_at(site.pc, site.base))
            }
            _ => Outcome::Continue,
        }
    }

    /// A property or `__getattribute__` raised AttributeError: `__getattr__` may still answer.
    unsafe fn attribute_hook_failed(&mut self, site: Site, raised: Raised) -> Step {
        // The LoadAttr instruction is two extra words long; its object register still holds the object.
        let ins = *site.pc.sub(3);
        let object = (*reg!(site.base, rb!(ins))).to_value();
        let name = frames::code(site.base).names[rc!(ins)].clone();
        match self.getattr_fallback(&object, &name, raised) {
            Ok((callee, args)) => self.invoke(Site { action: Action::Register, ..site }, callee, args, Vec::new()),
            Err(raised) => self.raise_step(raised, site.pc, site.base),
        }
    }

    pub(crate) fn raised_is(&self, kind: ExceptionKind) -> bool {
        self.raised.is_heap() && self.is_instance(self.raised.borrow(), &self.exception_types[kind as usize])
    }

    /// Moves what the locals of a frame hold into the traceback entry that was just made for it.
    unsafe fn keep_locals(&mut self, base: *mut Word) {
        let Some(function) = frames::function(base) else { return };
        let mut kept = Vec::new();
        for i in 0..function.n_locals.get() as usize {
            let place = base.add(i);
            if (*place).is_heap() {
                kept.push(Value::from_word(std::mem::replace(&mut *place, Word::UNBOUND)));
            }
        }
        if kept.is_empty() {
            return;
        }
        let traceback = match self.raised.borrow().as_ref::<ExceptionObject>() {
            Some(object) => object.traceback.borrow().clone(),
            None => return,
        };
        if let Some(entry) = traceback.as_ref::<TracebackObject>() {
            let old = entry.locals.replace(kept);
            drop(old);
        }
    }

    /// Adds the frame at `base` to the traceback of the exception on its way.
    unsafe fn add_traceback(&mut self, base: *mut Word, pc: u32) {
        let raised = self.raised.to_value();
        let Some(object) = raised.as_ref::<ExceptionObject>() else { return };
        let Some(function) = frames::function(base) else { return };
        let next = object.traceback.borrow().clone();
        let code = function.code.borrow().clone();
        let entry =
            self.alloc(TracebackObject { next: std::cell::RefCell::new(next), code, pc, locals: Default::default() });
        drop(object.traceback.replace(entry));
    }
}

enum Outcome {
    /// Look for a handler in the waiting frame.
    Continue,
    /// Something else happens.
    Step(Step),
}
