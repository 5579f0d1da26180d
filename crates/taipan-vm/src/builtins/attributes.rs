//! Builtin functions on attributes: `getattr`, `setattr`, `hasattr`, `delattr`, `callable`. `dir` and `vars` without an
//! argument look at the caller's names, so they are beside the interpreter.

use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{Call, Flow, NativeResult, Raised};
use crate::objects::attributes::{Attr, SetAttr};
use crate::types::ClassFlags;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn builtin_callable(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(vm.is_callable(&args[0])))
}

impl Vm {
    /// `callable(value)`.
    pub fn is_callable(&mut self, value: &Value) -> bool {
        let builtin = matches!(
            value.kind(),
            Kind::Function
                | Kind::NativeFunction
                | Kind::MethodDescriptor
                | Kind::BoundMethod
                | Kind::Type
                | Kind::StaticMethod
                | Kind::GenericAlias
                | Kind::WeakReference
        );
        let name = self.names.call.clone();
        builtin || self.lookup_special(value, &name).is_some()
    }
}

fn attribute_name(vm: &mut Vm, name: &Value) -> NativeResult {
    if name.kind() == Kind::Str {
        return Ok(vm.intern_value(name));
    }
    let class = vm.type_name(name);
    Err(vm.type_error(format!("attribute name must be string, not '{class}'")))
}

/// Looks an attribute up, then continues with it, or with `None` when an AttributeError says that it is missing.
fn look_up(
    vm: &mut Vm,
    object: &Value,
    name: &Value,
    then: impl FnOnce(&mut Vm, Result<Value, Option<Raised>>) -> Flow + 'static,
) -> Flow {
    let name = match attribute_name(vm, name) {
        Ok(name) => name,
        Err(raised) => return Flow::Raise(raised),
    };
    let (callee, args) = match vm.attribute(object, &name) {
        Ok(Attr::Value(value)) => return then(vm, Ok(value)),
        Ok(Attr::Missing) => return then(vm, Err(None)),
        Ok(Attr::Call(callee, args)) => (callee, args),
        Err(raised) => return after_failure(vm, object.clone(), name, false, raised, then),
    };
    let (object, hook) = (object.clone(), vm.names.getattr.clone());
    let from_hook = vm.lookup_override(&object, &hook).is_some_and(|hook| hook.is(&callee));
    Flow::call_then(callee, args, move |vm, result| match result {
        Ok(value) => then(vm, Ok(value)),
        Err(raised) => after_failure(vm, object, name, from_hook, raised, then),
    })
}

/// A property or `__getattribute__` failed: with an AttributeError `__getattr__` has the last word.
fn after_failure(
    vm: &mut Vm,
    object: Value,
    name: Value,
    from_hook: bool,
    raised: Raised,
    then: impl FnOnce(&mut Vm, Result<Value, Option<Raised>>) -> Flow + 'static,
) -> Flow {
    if !vm.is_exception(&raised, ExceptionKind::AttributeError) {
        return Flow::Raise(raised);
    }
    let hook_name = vm.names.getattr.clone();
    if !from_hook
        && vm.class_has(&object, ClassFlags::GETATTR)
        && let Some(hook) = vm.lookup_special(&object, &hook_name)
    {
        return Flow::call_then(hook, vec![object, name], move |vm, result| match result {
            Ok(value) => then(vm, Ok(value)),
            Err(raised) if vm.is_exception(&raised, ExceptionKind::AttributeError) => then(vm, Err(Some(raised))),
            Err(raised) => Flow::Raise(raised),
        });
    }
    then(vm, Err(Some(raised)))
}

pub(super) fn builtin_getattr(vm: &mut Vm, args: &[Value]) -> Flow {
    let (object, name, default) = (args[0].clone(), args[1].clone(), args[2].clone());
    look_up(vm, &args[0], &args[1], move |vm, result| match result {
        Ok(value) => Flow::Return(value),
        Err(_) if !default.is_unbound() => Flow::Return(default),
        Err(Some(raised)) => Flow::Raise(raised),
        Err(None) => Flow::Raise(vm.attribute_error(&object, &name)),
    })
}

pub(super) fn builtin_hasattr(vm: &mut Vm, args: &[Value]) -> Flow {
    look_up(vm, &args[0], &args[1], |_, result| Flow::Return(Value::bool(result.is_ok())))
}

fn set(vm: &mut Vm, object: &Value, name: &Value, value: &Value) -> Flow {
    let name = match attribute_name(vm, name) {
        Ok(name) => name,
        Err(raised) => return Flow::Raise(raised),
    };
    match vm.set_attribute(object, &name, value) {
        Ok(SetAttr::Done) => Flow::Return(Value::NONE),
        Ok(SetAttr::Call(callee, args)) => {
            let discard = crate::native::Then(|_: &mut Vm, result: NativeResult| match result {
                Ok(_) => Flow::Return(Value::NONE),
                Err(raised) => Flow::Raise(raised),
            });
            Flow::Call(Call::new(callee, args), Box::new(discard))
        }
        Err(raised) => Flow::Raise(raised),
    }
}

pub(super) fn builtin_setattr(vm: &mut Vm, args: &[Value]) -> Flow {
    set(vm, &args[0], &args[1], &args[2])
}

pub(super) fn builtin_delattr(vm: &mut Vm, args: &[Value]) -> Flow {
    set(vm, &args[0], &args[1], &Value::UNBOUND)
}
