//! `await`, `yield from`, `async for`: what a value means as something to wait for.

use super::frames::{self, Action, Site, Step};
use super::*;
use crate::exceptions::ExceptionKind;
use crate::fiber::{ASYNC_CLOSED, ASYNC_HOOKED, AsyncStep, AsyncStepObject, CoroutineWrapper, FiberObject, FiberState};
use crate::heap::Kind;
use crate::native::Raised;
use crate::types::slots;

pub(super) use super::fibers::Yield;

op! { Await(pc, base, vm, ins) { slow!(await_slow, pc, base, vm, ins) } }

op_step! { await_slow(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    frames::consume(base, rb!(ins));
    return vm.await_value(Site::register(pc, base, ra!(ins)), value)
} }

op! { YieldFrom(pc, base, vm, ins) { slow!(yield_from, pc, base, vm, ins) } }

op_step! { yield_from(pc, base, vm, ins) {
    let value = Value::from_word(std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND));
    return vm.yield_from(Site::register(pc, base, ra!(ins)), value)
} }

op! { GetAiter(pc, base, vm, ins) { slow!(get_aiter, pc, base, vm, ins) } }

op_step! { get_aiter(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    return get_aiter_step(vm, Site::new(pc, base, Action::AsyncIterator, ra!(ins)), value)
} }

#[inline(never)]
unsafe fn get_aiter_step(vm: &mut Vm, site: Site, value: Value) -> Step {
    if value.kind() == Kind::AsyncGenerator {
        return vm.deliver(Site { action: Action::Register, ..site }, value);
    }
    let name = vm.names.aiter.clone();
    match vm.lookup_special(&value, &name) {
        Some(method) => vm.invoke_method(site, &method, &value, Vec::new()),
        None => {
            let name = vm.type_name(&value);
            let raised = vm.type_error(format!("'async for' requires an object with __aiter__ method, got {name}"));
            vm.raise_site(raised, site)
        }
    }
}

op! { ForAiter(pc, base, vm, ins) { slow!(for_aiter, pc, base, vm, ins) } }

op_step! { for_aiter(pc, base, vm, ins) {
    let fuel = vm.fuel - 1;
    vm.fuel = fuel;
    if fuel < 0 { return vm.safepoint(pc.sub(1), base) }
    let iterator = (*reg!(base, ra!(ins))).to_value();
    return vm.async_next(Site::new(pc, base, Action::ForAiter, rb!(ins)), iterator)
} }

impl Vm {
    /// Waits for the next value of an async iterator.
    pub(crate) unsafe fn async_next(&mut self, site: Site, iterator: Value) -> Step {
        if iterator.kind() == Kind::AsyncGenerator {
            if let Err(raised) = self.first_iteration(&iterator) {
                return self.raise_site(raised, site);
            }
            return self.async_generator_step(site, &iterator, AsyncStep::Send, Value::NONE);
        }
        let name = self.names.anext.clone();
        match self.lookup_special(&iterator, &name) {
            Some(method) => {
                self.invoke_method(Site { action: Action::AiterAwaitable, ..site }, &method, &iterator, Vec::new())
            }
            None => {
                let name = self.type_name(&iterator);
                let raised =
                    self.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}"));
                self.raise_site(raised, site)
            }
        }
    }

    /// Waits for any awaitable; its result goes to `site`.
    pub(crate) unsafe fn await_value(&mut self, site: Site, value: Value) -> Step {
        match value.kind() {
            Kind::Coroutine => self.delegate_to_fiber(site, value),
            Kind::Future | Kind::Task if value.shape().index() == 0 || self.future_awaits_natively(&value) => {
                self.await_future(site, value)
            }
            Kind::FutureIterator => self.await_future_iterator(site, value),
            Kind::AsyncGeneratorStep => self.await_async_step(site, value),
            Kind::CoroutineWrapper => {
                let coroutine = value.expect_ref::<CoroutineWrapper>().coroutine.clone();
                self.delegate_to_fiber(site, coroutine)
            }
            Kind::Generator if Vm::is_iterable_coroutine(&value) => self.delegate_to_fiber(site, value),
            _ => {
                let name = self.names.await_.clone();
                match self.lookup_special(&value, &name) {
                    Some(method) => {
                        self.invoke_method(Site { action: Action::AwaitIterator, ..site }, &method, &value, Vec::new())
                    }
                    None => {
                        let name = self.type_name(&value);
                        let message = if site.action == Action::ForAiter {
                            format!("'async for' received an invalid object from __anext__: {name}")
                        } else {
                            format!("object {name} can't be used in 'await' expression")
                        };
                        let raised = self.type_error(message);
                        self.raise_site(raised, site)
                    }
                }
            }
        }
    }

    /// Waits for the future of an iterator that `Future.__await__()` returned.
    unsafe fn await_future_iterator(&mut self, site: Site, iterator: Value) -> Step {
        let future = iterator.expect_ref::<crate::asyncio::FutureIterator>().take();
        drop(iterator);
        if future.is_unbound() {
            return self.deliver(site, Value::NONE);
        }
        self.await_future(site, future)
    }

    /// What `__await__` returned.
    pub(crate) unsafe fn await_iterator(&mut self, site: Site, value: Value) -> Step {
        let site = self.open_site(site);
        match value.kind() {
            Kind::Coroutine => {
                let raised = self.type_error("__await__() returned a coroutine");
                self.raise_site(raised, site)
            }
            Kind::CoroutineWrapper => self.await_value(site, value),
            Kind::Future | Kind::Task => self.await_future(site, value),
            Kind::FutureIterator => self.await_future_iterator(site, value),
            Kind::Generator => self.delegate_to_fiber(site, value),
            kind => {
                let name = self.names.next.clone();
                let native = slots(kind);
                if native.next.is_none() && native.next_flow.is_none() && self.lookup_special(&value, &name).is_none() {
                    let name = self.type_name(&value);
                    let raised = self.type_error(format!("__await__() returned non-iterator of type '{name}'"));
                    return self.raise_site(raised, site);
                }
                self.delegate_to_iterator(site, value)
            }
        }
    }

    unsafe fn yield_from(&mut self, site: Site, value: Value) -> Step {
        match value.kind() {
            Kind::Generator => self.delegate_to_fiber(site, value),
            Kind::Coroutine => {
                let fiber = self.current_fiber();
                let own = fiber.function.borrow().clone();
                let _ = own;
                if Vm::is_iterable_coroutine(self.fiber.borrow()) {
                    return self.delegate_to_fiber(site, value);
                }
                let raised = self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator");
                self.raise_site(raised, site)
            }
            Kind::CoroutineWrapper => self.await_value(site, value),
            Kind::Future | Kind::Task => self.await_future(site, value),
            Kind::FutureIterator => self.await_future_iterator(site, value),
            _ => match self.iter(&value) {
                Ok(iterator) if iterator.kind() == Kind::Generator => self.delegate_to_fiber(site, iterator),
                Ok(iterator) if iterator.kind() == Kind::FutureIterator => self.await_future_iterator(site, iterator),
                Ok(iterator) => self.delegate_to_iterator(site, iterator),
                Err(raised) => self.raise_site(raised, site),
            },
        }
    }

    /// The running fiber passes on what an iterator gives, until it ends.
    unsafe fn delegate_to_iterator(&mut self, site: Site, iterator: Value) -> Step {
        let old = self.current_fiber().delegate.replace(iterator.clone().into_word());
        drop(Value::from_word(old));
        self.iterate(Site { action: Action::Delegate, ..site }, &iterator)
    }

    /// A bare `yield` of a coroutine: everything that is ready runs first.
    pub(crate) unsafe fn pause(&mut self, site: Site) -> Step {
        match self.running_task() {
            Some(task) => self.park_paused(site, task),
            None => self.suspend(site, Value::NONE),
        }
    }

    // ---- async generators ----

    /// Runs one step of an async generator in the running fiber: what it yields goes to `site`.
    pub(crate) unsafe fn async_generator_step(
        &mut self,
        site: Site,
        generator: &Value,
        step: AsyncStep,
        argument: Value,
    ) -> Step {
        let fiber = generator.expect_ref::<FiberObject>();
        if fiber.state.get() == FiberState::Running || fiber.outer.get().is_heap() {
            let name = match step {
                AsyncStep::Send => "anext()",
                AsyncStep::Throw => "athrow()",
                AsyncStep::Close => "aclose()",
            };
            let raised = self.runtime_error(format!("{name}: asynchronous generator is already running"));
            return self.raise_site(raised, site);
        }
        if fiber.state.get() == FiberState::Finished {
            return match step {
                AsyncStep::Send => self.async_generator_ended(site),
                AsyncStep::Throw if fiber.async_flags.get() & ASYNC_CLOSED != 0 => self.async_generator_ended(site),
                AsyncStep::Throw => self.raise_site(Raised(argument), site),
                AsyncStep::Close => self.deliver(site, Value::NONE),
            };
        }
        if fiber.state.get() == FiberState::Created {
            match step {
                AsyncStep::Send if !argument.is_none() => {
                    let raised = self.type_error("can't send non-None value to a just-started async generator");
                    return self.raise_site(raised, site);
                }
                AsyncStep::Close => {
                    fiber.state.set(FiberState::Finished);
                    fiber.async_flags.set(ASYNC_CLOSED);
                    crate::heap::retire_fiber(fiber);
                    return self.deliver(site, Value::NONE);
                }
                _ => {}
            }
        }
        let input = match step {
            AsyncStep::Send => ResumeInput::Send(argument),
            AsyncStep::Throw => ResumeInput::Throw(argument),
            AsyncStep::Close => ResumeInput::Close,
        };
        self.delegate_step(site, generator.clone(), input)
    }

    /// The first use of an async generator calls the loop's hook.
    pub(crate) fn first_iteration(&mut self, generator: &Value) -> Result<(), Raised> {
        let fiber = generator.expect_ref::<FiberObject>();
        let flags = fiber.async_flags.get();
        if flags & ASYNC_HOOKED != 0 {
            return Ok(());
        }
        fiber.async_flags.set(flags | ASYNC_HOOKED);
        self.async_generator_started(generator)
    }

    unsafe fn await_async_step(&mut self, site: Site, value: Value) -> Step {
        let step = value.expect_ref::<AsyncStepObject>();
        if step.state.replace(2) == 2 {
            let name = if step.step == AsyncStep::Send { "__anext__()/asend()" } else { "aclose()/athrow()" };
            let raised = self.runtime_error(format!("cannot reuse already awaited {name}"));
            return self.raise_site(raised, site);
        }
        if let Err(raised) = self.first_iteration(&step.generator) {
            return self.raise_site(raised, site);
        }
        let argument = step.arguments.borrow_mut().pop().unwrap_or(Value::NONE);
        let (generator, what) = (step.generator.clone(), step.step);
        drop(value);
        self.async_generator_step(site, &generator, what, argument)
    }

    /// A step of an async generator that is driven by hand: `send()` and `throw()` on what `asend()` returned.
    pub(crate) fn drive_async_step(&mut self, value: Value, input: ResumeInput) -> crate::native::Flow {
        use crate::native::{Flow, InterpreterAction};
        let step = value.expect_ref::<AsyncStepObject>();
        let generator = step.generator.clone();
        let input = match step.state.get() {
            2 => {
                let name = if step.step == AsyncStep::Send { "__anext__()/asend()" } else { "aclose()/athrow()" };
                return Flow::Raise(self.runtime_error(format!("cannot reuse already awaited {name}")));
            }
            0 => {
                step.state.set(1);
                if let Err(raised) = self.first_iteration(&generator) {
                    return Flow::Raise(raised);
                }
                let argument = step.arguments.borrow_mut().pop().unwrap_or(Value::NONE);
                match (step.step, input) {
                    (_, ResumeInput::Throw(exception)) => ResumeInput::Throw(exception),
                    (AsyncStep::Send, _) => ResumeInput::Send(argument),
                    (AsyncStep::Throw, _) => ResumeInput::Throw(argument),
                    (AsyncStep::Close, _) => ResumeInput::Close,
                }
            }
            _ => input,
        };
        if generator.expect_ref::<FiberObject>().state.get() == FiberState::Finished {
            step.state.set(2);
            if step.step == AsyncStep::Close {
                return Flow::Raise(self.stop_iteration(Value::NONE));
            }
            return Flow::Raise(self.error_with(ExceptionKind::StopAsyncIteration, Vec::new()));
        }
        drop(value);
        Flow::Run(InterpreterAction(Box::new(move |vm: &mut Vm, site: Site| {
            // SAFETY: the site is that of the native call which asked for this action.
            unsafe { vm.resume_fiber(site, generator, input) }
        })))
    }

    /// An async generator has ended.
    pub(crate) unsafe fn async_generator_ended(&mut self, site: Site) -> Step {
        match site.action {
            Action::ForAiter => self.exhausted(site),
            Action::Close => self.deliver(self.open_site(site), Value::NONE),
            _ => {
                let raised = self.error_with(ExceptionKind::StopAsyncIteration, Vec::new());
                self.raise_site(raised, site)
            }
        }
    }

    /// An async generator has yielded to its consumer.
    pub(crate) unsafe fn async_generator_yielded(&mut self, site: Site, value: Value) -> Step {
        if site.action == Action::Close {
            let site = self.open_site(site);
            let raised = self.runtime_error("async generator ignored GeneratorExit");
            return self.raise_site(raised, site);
        }
        self.deliver(site, value)
    }
}
