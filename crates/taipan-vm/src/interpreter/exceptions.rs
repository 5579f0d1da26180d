//! Raising, matching and the state of "the exception being handled"; `with` statements.

use super::frames::{self, HEADER, Site, Step};
use super::names::fallible;
use super::*;
use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::types::ExceptionObject;

op! { Raise(pc, base, vm, ins) { slow!(raise, pc, base, vm, ins) } }

op_step! { raise(pc, base, vm, ins) {
    let value = (*reg!(base, ra!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, ra!(ins) as u64) }
    frames::consume(base, ra!(ins));
    let raised = match vm.make_exception(&value) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    };
    vm.set_raised(raised);
    return vm.raise_now(pc, base)
} }

op! { RaiseFrom(pc, base, vm, ins) { slow!(raise_from, pc, base, vm, ins) } }

op_step! { raise_from(pc, base, vm, ins) {
    let value = (*reg!(base, ra!(ins))).to_value();
    let cause = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, ra!(ins) as u64) }
    if cause.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    frames::consume(base, ra!(ins));
    frames::consume(base, rb!(ins));
    let raised = raise_with_cause(vm, &value, &cause).unwrap_or_else(|raised| raised);
    vm.set_raised(raised);
    return vm.raise_now(pc, base)
} }

fn raise_with_cause(vm: &mut Vm, value: &Value, cause: &Value) -> Result<Raised, Raised> {
    let exception = vm.make_exception(value)?;
    let cause = if cause.is_none() {
        Value::NONE
    } else {
        match vm.make_exception(cause) {
            Ok(cause) => cause,
            Err(raised) if vm.is_exception(&raised, ExceptionKind::TypeError) => {
                return Err(vm.type_error("exception causes must derive from BaseException"));
            }
            Err(raised) => return Err(raised),
        }
    };
    if let Some(object) = exception.as_ref::<ExceptionObject>() {
        drop(object.cause.replace(cause));
        object.suppress_context.set(true);
    }
    Ok(Raised(exception))
}

op! { RaiseCurrent(pc, base, vm, ins) { slow!(raise_current, pc, base, vm, ins) } }

op_step! { raise_current(pc, base, vm, ins) {
    let current = vm.handled_exception();
    if current.is_none() {
        let raised = vm.runtime_error("No active exception to reraise");
        vm.set_raised(raised);
        return vm.raise_now(pc, base)
    }
    vm.set_raised(Raised(current));
    return Step::Reraise(pc, base)
} }

op! { Reraise(pc, base, vm, ins) { slow!(reraise, pc, base, vm, ins) } }

op_step! { reraise(pc, base, vm, ins) {
    let exception = Value::from_word(std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND));
    vm.set_raised(Raised(exception));
    return Step::Reraise(pc, base)
} }

op! { PushExc(pc, base, vm, ins) {
    let fiber = (*vm).current_fiber();
    let exception = *reg!(base, rb!(ins));
    exception.retain();
    let previous = fiber.handled.replace(exception);
    *reg!(base, ra!(ins)) = previous;
    next!(pc, base, vm)
} }

op! { PopExc(pc, base, vm, ins) { slow!(pop_exc, pc, base, vm, ins) } }

op_step! { pop_exc(pc, base, vm, ins) {
    let previous = std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND);
    let old = vm.current_fiber().handled.replace(previous);
    drop(Value::from_word(old));
    return vm.continue_at(pc, base)
} }

fallible! { ExcMatch(pc, base, vm, ins) {
    let exception = (*reg!(base, rb!(ins))).to_value();
    let class = (*reg!(base, rc!(ins))).to_value();
    if class.is_unbound() { return Err(moves::unbound_local_error(vm, base, rc!(ins))) }
    frames::consume(base, rc!(ins));
    let matches = vm.exception_matches(&exception, &class)?;
    *reg!(base, ra!(ins)) = Word::bool(matches);
    Ok(())
} }

fallible! { ExcGroupMatch(pc, base, vm, ins) {
    let exception = (*reg!(base, rb!(ins))).to_value();
    let class = (*reg!(base, rc!(ins))).to_value();
    if class.is_unbound() { return Err(moves::unbound_local_error(vm, base, rc!(ins))) }
    frames::consume(base, rc!(ins));
    let (matching, rest) = vm.exception_group_match(&exception, &class)?;
    *reg!(base, ra!(ins)) = matching.into_word();
    let old = std::mem::replace(&mut *reg!(base, rb!(ins)), rest.into_word());
    drop(Value::from_word(old));
    Ok(())
} }

fallible! { ExcGroupFinish(pc, base, vm, ins) {
    let list = (*reg!(base, rb!(ins))).to_value();
    let original = (*reg!(base, rc!(ins))).to_value();
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    let items = list.expect_ref::<crate::types::ListObject>().to_vec();
    let result = vm.exception_group_finish(items, &original)?;
    let old = std::mem::replace(&mut *reg!(base, ra!(ins)), result.into_word());
    drop(Value::from_word(old));
    Ok(())
} }

op! { LoadAssertionError(pc, base, vm, ins) {
    let class = (*vm).exception_class(ExceptionKind::AssertionError);
    set_temp!(reg!(base, ra!(ins)), class.into_word(), pc, base, vm)
} }

fallible! { LoadSpecial(pc, base, vm, ins) {
    let object = (*reg!(base, rb!(ins))).to_value();
    if object.is_unbound() { return Err(moves::unbound_local_error(vm, base, rb!(ins))) }
        let which = rc!(ins);
    let names = &vm.names;
    let name = [&names.enter, &names.exit, &names.aenter, &names.aexit][which & 3].clone();
    match vm.lookup_special(&object, &name) {
        Some(method) => {
            let class = vm.class_of(&object);
            let bound = vm.bind(&method, &object, &class)?;
            *reg!(base, ra!(ins)) = bound.into_word();
            Ok(())
        }
        None => Err(context_manager_error(vm, &object, which)),
    }
} }

#[cold]
fn context_manager_error(vm: &mut Vm, object: &Value, which: usize) -> Raised {
    let asynchronous = which >= 2;
    let class = vm.type_name(object);
    let names = &vm.names;
    let other = if asynchronous { [&names.enter, &names.exit] } else { [&names.aenter, &names.aexit] };
    let (first, second) = (other[0].clone(), other[1].clone());
    let has_other = vm.lookup_special(object, &first).is_some() && vm.lookup_special(object, &second).is_some();
    let protocol = if asynchronous { "asynchronous context manager" } else { "context manager" };
    let mut message = format!("'{class}' object does not support the {protocol} protocol");
    if which & 1 == 1 {
        let method = if asynchronous { "__aexit__" } else { "__exit__" };
        message = format!("{message} (missed {method} method)");
    } else if has_other {
        let hint = if asynchronous { "with" } else { "async with" };
        let kind = if asynchronous { "context manager" } else { "asynchronous context manager" };
        message = format!("{message}. Did you mean to use '{hint}'?");
        let _ = kind;
    }
    vm.type_error(message)
}

op! { WithExceptStart(pc, base, vm, ins) { slow!(with_except_start, pc, base, vm, ins) } }

op_step! { with_except_start(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let exception = (*reg!(base, rc!(ins))).to_value();
    (*reg!(base, rb!(ins))).retain();
    *slot = *reg!(base, rb!(ins));
    let class = vm.class_of(&exception);
    let traceback = match exception.as_ref::<ExceptionObject>() {
        Some(object) => object.traceback.borrow().clone(),
        None => Value::NONE,
    };
    let args = slot.add(HEADER);
    *args = class.into_word();
    *args.add(1) = exception.into_word();
    *args.add(2) = traceback.into_word();
    return vm.call_window(Site::new(pc, base, Action::Window, 0), slot, 3, &[], false)
} }

impl Vm {
    /// The exception being handled, as `sys.exception()` gives it: of the running fiber, or of those that wait for it.
    pub(crate) fn handled_exception(&self) -> Value {
        let mut fiber = self.fiber;
        while fiber.is_heap() {
            let object = fiber.borrow().expect_ref::<crate::fiber::FiberObject>();
            let handled = object.handled.get();
            if handled.is_heap() {
                return handled.to_value();
            }
            fiber = object.outer.get();
        }
        Value::NONE
    }
}
