//! Nested runs of the interpreter: for natives that must have a result before they go on (comparing and hashing inside
//! container operations, `repr` of nested containers, and host calls). Each run has its own fiber, so the stack of the
//! caller never moves while a native looks at its arguments; how deep runs nest is bounded by [`Vm::deeper`].

use super::frames::{Action, HEADER, Link, Next, Site, Step};
use super::*;
use crate::fiber::{FiberEntry, FiberObject};
use crate::native::{NativeResult, Raised};

impl Vm {
    /// Calls a callable with positional arguments and runs it to its end.
    pub fn call(&mut self, callee: &Value, args: &[Value]) -> NativeResult {
        self.call_with_keywords(callee, args, &[])
    }

    /// Calls a callable with positional and keyword arguments (names are `str` values) and runs it to its end.
    pub fn call_with_keywords(&mut self, callee: &Value, args: &[Value], keywords: &[(Value, Value)]) -> NativeResult {
        let (callee, args, keywords) = (callee.clone(), args.to_vec(), keywords.to_vec());
        // SAFETY: `nested` gives a site at the bottom of a live fiber.
        self.nested(|vm, site| unsafe { vm.invoke(site, callee, args, keywords) })
    }

    /// Advances an iterator that may run script code.
    pub(crate) fn next_nested(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        let iterator = iterator.clone();
        // SAFETY: as above; the site says that exhaustion is told by an unbound value.
        let result = self.nested(|vm, site| unsafe {
            vm.run_flow(
                site,
                crate::native::Flow::Next(iterator, Box::new(crate::native::Then(|_: &mut Vm, r| step_result(r)))),
            )
        })?;
        // The value is wrapped so that "exhausted" can be told apart.
        match result.as_ref::<crate::heap::Tuple>() {
            Some(tuple) => Ok(tuple.items().first().cloned()),
            None => Ok(None),
        }
    }

    /// Does what a native asked for and runs it to its end.
    pub fn finish_flow(&mut self, flow: crate::native::Flow) -> NativeResult {
        // SAFETY: as above.
        self.nested(|vm, site| unsafe { vm.run_flow(site, flow) })
    }

    fn nested(&mut self, start: impl FnOnce(&mut Vm, Site) -> Step) -> NativeResult {
        self.deeper(|vm| {
            // SAFETY: the host fiber is kept alive by `owner` for the whole run; the interpreter leaves with the running
            // fiber as it was.
            unsafe {
                let owner = vm.host_fiber();
                let fiber = owner.expect_ref::<FiberObject>();
                let outer = vm.fiber;
                let depth = vm.native_depth as u64;
                let base = fiber.stack.get().add(HEADER);
                *base.sub(1) = Word(Link::new(0, Action::HostBottom, 0, depth).0);
                fiber.outer.set(outer);
                fiber.entry.set(FiberEntry::Host);
                fiber.handled.set(Word::NONE);
                let limit = vm.stack_limit;
                let raised = std::mem::replace(&mut vm.raised, Word::UNBOUND);
                vm.enter_fiber(owner.word());
                let site = Site::new(std::ptr::null(), base, Action::HostBottom, 0);
                let mut step = start(vm, site);
                loop {
                    match step.next() {
                        Next::Run(pc, base) => {
                            run(vm, pc, base);
                            break;
                        }
                        Next::Raise(pc, base) => step = vm.unwind_from(pc, base),
                        Next::Reraise(pc, base) => step = vm.unwind_again(pc, base),
                        Next::Leave => break,
                    }
                }
                let outcome = vm.machine.outcome.take().unwrap_or(Ok(Value::NONE));
                fiber.outer.set(Word::UNBOUND);
                vm.fiber = outer;
                vm.raised = raised;
                if outer.is_heap() {
                    vm.enter_fiber(outer);
                } else {
                    vm.stack_limit = limit;
                }
                if vm.machine.spare_fibers.len() < 8 && fiber.capacity.get() <= 1024 {
                    vm.machine.spare_fibers.push(owner);
                }
                outcome
            }
        })
    }
}

/// Wraps the result of an iterator step: a tuple of one, or an empty one for "exhausted".
fn step_result(result: NativeResult) -> crate::native::Flow {
    let value = match result {
        Ok(value) => value,
        Err(raised) => return crate::native::Flow::Raise(raised),
    };
    crate::native::Flow::Run(crate::native::InterpreterAction(Box::new(move |vm, site| {
        let wrapped = if value.is_unbound() { Value::NONE } else { vm.tuple(vec![value]) };
        // SAFETY: the site is the one that waits for the native's result.
        unsafe { vm.deliver(site, wrapped) }
    })))
}
