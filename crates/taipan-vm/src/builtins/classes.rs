//! `isinstance` and `issubclass`: plain classes at once, tuples and unions member by member, `__instancecheck__` and
//! `__subclasscheck__` hooks as frames.

use crate::heap::{Kind, Tracer, Tuple};
use crate::native::{Continuation, Flow, NativeResult, Raised};
use crate::objects::iteration::{call_found_then, chain};
use crate::types::{TypeObject, UnionObject};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn builtin_isinstance(vm: &mut Vm, args: &[Value]) -> Flow {
    // The common case: a class without a metaclass of its own.
    if vm.class_word(&args[1]) == vm.builtin_types[Kind::Type as usize].word() && vm.is_instance(&args[0], &args[1]) {
        return Flow::Return(Value::TRUE);
    }
    let left = vec![args[1].clone()];
    Box::new(Check { subject: args[0].clone(), left, instance: true }).run(vm)
}

pub(super) fn builtin_issubclass(vm: &mut Vm, args: &[Value]) -> Flow {
    let left = vec![args[1].clone()];
    Box::new(Check { subject: args[0].clone(), left, instance: false }).run(vm)
}

struct Check {
    subject: Value,
    /// What is left to try, the next last.
    left: Vec<Value>,
    /// `isinstance` rather than `issubclass`.
    instance: bool,
}

impl Check {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        while let Some(class) = self.left.pop() {
            if self.instance && vm.class_word(&self.subject) == class.word() {
                return Flow::Return(Value::TRUE);
            }
            if let (true, Some(tuple)) = (class.kind() == Kind::Tuple, class.as_ref::<Tuple>()) {
                if self.left.len() > 1 << 16 {
                    return Flow::Raise(vm.recursion_error("maximum recursion depth exceeded"));
                }
                self.left.extend(tuple.items().iter().rev().cloned());
                continue;
            }
            if let Some(union) = class.as_ref::<UnionObject>() {
                let members = union.args.expect_ref::<Tuple>().items();
                if members.iter().any(|member| member.kind() == Kind::GenericAlias) {
                    return Flow::Raise(self.refuse_alias(vm));
                }
                self.left.extend(members.iter().rev().cloned());
                continue;
            }
            let name = if self.instance { vm.names.instancecheck.clone() } else { vm.names.subclasscheck.clone() };
            // `type` itself answers for plain classes; whatever else answers does so by its hook.
            if let Some(hook) = vm.lookup_override(&class, &name)
                && hook.kind() != Kind::MethodDescriptor
            {
                let subject = self.subject.clone();
                let asked = call_found_then(vm, &hook, &class, vec![subject], |vm, result| {
                    Flow::from(result.and_then(|verdict| vm.truthy(&verdict)).map(Value::bool))
                });
                return chain(vm, asked, self);
            }
            match self.plain(vm, &class) {
                Ok(true) => return Flow::Return(Value::TRUE),
                Ok(false) => {}
                Err(raised) => return Flow::Raise(raised),
            }
        }
        Flow::Return(Value::FALSE)
    }

    fn refuse_alias(&self, vm: &mut Vm) -> Raised {
        let function = if self.instance { "isinstance" } else { "issubclass" };
        vm.type_error(format!("{function}() argument 2 cannot be a parameterized generic"))
    }

    fn refuse(&self, vm: &mut Vm) -> Raised {
        vm.type_error(if self.instance {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        })
    }

    fn plain(&self, vm: &mut Vm, class: &Value) -> Result<bool, Raised> {
        if class.kind() == Kind::GenericAlias {
            return Err(self.refuse_alias(vm));
        }
        if self.instance {
            if class.as_ref::<TypeObject>().is_none() {
                return Err(self.refuse(vm));
            }
            return vm.type_instance_check(class, &self.subject);
        }
        if self.subject.as_ref::<TypeObject>().is_none() {
            return Err(vm.type_error("issubclass() arg 1 must be a class"));
        }
        if class.as_ref::<TypeObject>().is_none() {
            return Err(self.refuse(vm));
        }
        Ok(vm.is_subclass(&self.subject, class))
    }
}

impl Vm {
    /// What `type.__instancecheck__` does: the class of the value, then what its `__class__` says.
    pub(crate) fn type_instance_check(&mut self, class: &Value, value: &Value) -> Result<bool, Raised> {
        if self.is_instance(value, class) {
            return Ok(true);
        }
        // Proxies and mocks answer with another `__class__` than their own.
        let name = self.names.class.clone();
        let own = self.class_word(value);
        let object = self.builtin_types[Kind::Instance as usize].word();
        let overridden = self.class_lookup(own, name.word()) != self.class_lookup(object, name.word())
            || self.class_has(value, crate::types::ClassFlags::GETATTRIBUTE);
        if !overridden || value.shape().index() == 0 {
            return Ok(false);
        }
        match self.get_attr_opt(value, &name)? {
            Some(claimed) if claimed.kind() == Kind::Type => Ok(self.is_subclass(&claimed, class)),
            _ => Ok(false),
        }
    }
}

impl Continuation for Check {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(verdict) if verdict.as_bool() == Some(true) => Flow::Return(Value::TRUE),
            Ok(_) => self.run(vm),
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.subject);
        tracer.values(&self.left);
    }
}
