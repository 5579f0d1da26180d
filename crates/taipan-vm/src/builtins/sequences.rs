//! Builtin functions on iterables: `len`, `sorted`, `iter`, `next`, `all`, `any`, `aiter`, `anext`. The iterator types
//! (`enumerate`, `zip`, `map`, `filter`, `reversed`) are classes; see `types/iterators.rs`.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tracer, Tuple};
use crate::native::{Call, Flow, NativeDef, NativeResult, Raised};
use crate::objects::drain::collect_then;
use crate::objects::iteration::{Fold, Folded, Step, call_found_then, chain_then, fold_iterable, iter_then, step};
use crate::types::list_sort_then;
use crate::types::{CallableIterator, DictObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefCell;

pub(super) fn builtin_len(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.len.clone();
    if let Some(method) = vm.lookup_override(&args[0], &name)
        && method.kind() != Kind::MethodDescriptor
    {
        return call_found_then(vm, &method, &args[0], Vec::new(), |vm, result| {
            Flow::from(result.and_then(|length| vm.check_length(&length)).map(Value::index))
        });
    }
    Flow::from(vm.len(&args[0]).map(Value::index))
}

pub(super) fn builtin_sorted(vm: &mut Vm, args: &[Value]) -> Flow {
    let [key, reverse, positional, rest] = args else { unreachable!("the signature has these parts") };
    let [iterable] = positional.expect_ref::<Tuple>().items() else {
        let given = positional.expect_ref::<Tuple>().items().len();
        return Flow::Raise(vm.type_error(format!("sorted expected 1 argument, got {given}")));
    };
    if let Some(name) = rest.expect_ref::<DictObject>().keys().first() {
        // The keywords are those of `list.sort`, which complains about the others.
        let name = name.as_ref::<StrObject>().map(|n| n.lossy().into_owned()).unwrap_or_default();
        return Flow::Raise(vm.type_error(format!("sort() got an unexpected keyword argument '{name}'")));
    }
    let reverse = match vm.truthy(reverse) {
        Ok(reverse) => reverse,
        Err(raised) => return Flow::Raise(raised),
    };
    let key = key.clone();
    collect_then(vm, iterable, move |vm, items| {
        list_sort_then(vm, items, key, reverse, |vm, items, result| match result {
            Ok(()) => Flow::Return(vm.list(items)),
            Err(raised) => Flow::Raise(raised),
        })
    })
}

pub(super) fn builtin_iter(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[1].is_unbound() {
        return iter_then(vm, &args[0], |_, result| Flow::from(result));
    }
    if !vm.is_callable(&args[0]) {
        return Flow::Raise(vm.type_error("iter(v, w): v must be callable"));
    }
    Flow::Return(vm.alloc(CallableIterator { callable: RefCell::new(args[0].clone()), sentinel: args[1].clone() }))
}

pub(super) fn builtin_next(vm: &mut Vm, args: &[Value]) -> Flow {
    let (iterator, default) = (&args[0], args[1].clone());
    match step(vm, iterator) {
        Ok(Step::Item(item)) => return Flow::Return(item),
        Ok(Step::End) if default.is_unbound() => return Flow::Raise(vm.stop_iteration(Value::NONE)),
        Ok(Step::End) => return Flow::Return(default),
        Ok(Step::Wait(Some(pending))) => {
            return chain_then(vm, pending, move |vm, result| match result {
                Ok(item) if item.is_unbound() && default.is_unbound() => Flow::Raise(vm.stop_iteration(Value::NONE)),
                Ok(item) if item.is_unbound() => Flow::Return(default),
                result => Flow::from(result),
            });
        }
        Ok(Step::Wait(None)) => {}
        Err(raised) => return after_stop(vm, Err(raised), default),
    }
    // Script iterators: their own StopIteration may carry a value, so it must come through.
    let name = vm.names.next.clone();
    let Some(method) = vm.lookup_special(iterator, &name) else {
        let class = vm.type_name(iterator);
        return Flow::Raise(vm.type_error(format!("'{class}' object is not an iterator")));
    };
    call_found_then(vm, &method, iterator, Vec::new(), move |vm, result| after_stop(vm, result, default))
}

fn after_stop(vm: &mut Vm, result: NativeResult, default: Value) -> Flow {
    match result {
        Err(raised) if !default.is_unbound() && vm.is_exception(&raised, ExceptionKind::StopIteration) => {
            Flow::Return(default)
        }
        result => Flow::from(result),
    }
}

// ---- all and any ----

/// Looks for an item with this truth.
struct Find(bool);

impl Fold for Find {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        Ok(if vm.truthy(&item)? == self.0 { Folded::Done(Value::bool(self.0)) } else { Folded::More })
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(Value::bool(!self.0))
    }
}

pub(super) fn builtin_all(vm: &mut Vm, args: &[Value]) -> Flow {
    fold_iterable(vm, &args[0], Find(false))
}

pub(super) fn builtin_any(vm: &mut Vm, args: &[Value]) -> Flow {
    fold_iterable(vm, &args[0], Find(true))
}

// ---- asynchronous iteration ----

pub(super) fn builtin_aiter(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.aiter.clone();
    let Some(method) = vm.lookup_special(&args[0], &name) else {
        let class = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("'{class}' object is not an async iterable")));
    };
    call_found_then(vm, &method, &args[0], Vec::new(), |vm, result| {
        let iterator = match result {
            Ok(iterator) => iterator,
            Err(raised) => return Flow::Raise(raised),
        };
        let name = vm.names.anext.clone();
        if vm.lookup_special(&iterator, &name).is_none() {
            let class = vm.type_name(&iterator);
            return Flow::Raise(vm.type_error(format!("aiter() returned not an async iterator of type '{class}'")));
        }
        Flow::Return(iterator)
    })
}

/// The awaitable of `anext(iterator, default)`: awaits the next item and turns the end into the default.
static ANEXT_OR_DEFAULT: NativeDef = NativeDef::asynchronous("anext", "awaitable, default, /", anext_or_default);

fn anext_or_default(_: &mut Vm, args: &[Value]) -> Flow {
    struct OrDefault(Value);

    impl crate::native::Continuation for OrDefault {
        fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
            match result {
                Err(raised) if vm.is_exception(&raised, ExceptionKind::StopAsyncIteration) => Flow::Return(self.0),
                result => Flow::from(result),
            }
        }

        fn trace(&self, tracer: &mut Tracer<'_>) {
            tracer.value(&self.0);
        }
    }

    Flow::Await(args[0].clone(), Box::new(OrDefault(args[1].clone())))
}

pub(super) fn builtin_anext(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.anext.clone();
    let Some(method) = vm.lookup_special(&args[0], &name) else {
        let class = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("'{class}' object is not an async iterator")));
    };
    let default = args[1].clone();
    call_found_then(vm, &method, &args[0], Vec::new(), move |vm, result| match result {
        Ok(awaitable) if !default.is_unbound() => {
            let module = vm.intern("builtins");
            let function = vm.native_function(ANEXT_OR_DEFAULT, module);
            Flow::TailCall(Call::new(function, vec![awaitable, default]))
        }
        result => Flow::from(result),
    })
}
