//! Functions, formatting, imports, patterns and other instructions that are not on hot paths.

use super::frames::{self, Site, Step};
use super::names::fallible;
use super::*;
use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::Raised;
use crate::types::{ClassFlags, StrObject};
use taipan_bytecode::Intrinsic as Rare;

/// Takes the value out of a temporary.
unsafe fn take(p: *mut Word) -> Value {
    Value::from_word(std::mem::replace(&mut *p, Word::UNBOUND))
}

op! { MakeFunction(pc, base, vm, ins) { slow!(make_function, pc, base, vm, ins) } }

op_step! { make_function(pc, base, vm, ins) {
    let code = frames::code(base);
    let linked = vm.code_constant(code, rc!(ins));
    let p = reg!(base, ra!(ins));
    let flags = rb!(ins);
    let part = |bit: usize, i: usize, absent: Value| if flags & bit != 0 { take(p.add(i)) } else { absent };
    let defaults = part(1, 0, Value::NONE);
    let kwdefaults = part(2, 1, Value::NONE);
    let annotations = part(4, 2, Value::UNBOUND);
    let closure = part(8, 3, Value::NONE);
    let function = vm.new_function(linked, closure, defaults, kwdefaults, annotations);
    return vm.put(p, function.into_word(), pc, base)
} }

op! { LoadBuildClass(pc, base, vm, ins) { slow!(load_build_class, pc, base, vm, ins) } }

fallible! { load_build_class(pc, base, vm, ins) {
    let name = vm.names.build_class.clone();
    let builtins = frames::code(base).builtins.clone();
    match vm.dict_get_name(&builtins, &name) {
        Some(function) => {
            *reg!(base, ra!(ins)) = function.into_word();
            Ok(())
        }
        None => Err(vm.error(ExceptionKind::NameError, "__build_class__ not found")),
    }
} }

fallible! { SetupAnnotations(pc, base, vm, ins) {
        let code = frames::code(base);
    let name = vm.names.annotations.clone();
    let uses_namespace = code.code.flags.contains(taipan_bytecode::CodeFlags::USES_NAMESPACE);
    let namespace = if uses_namespace { (*base).to_value() } else { code.globals.clone() };
    if namespace.is_exact(Kind::Dict) {
        if vm.dict_get_name(&namespace, &name).is_none() {
            let dict = vm.dict();
            vm.dict_set_name(&namespace, &name, dict);
        }
        return Ok(());
    }
    match vm.get_item(&namespace, &name) {
        Ok(_) => Ok(()),
        Err(raised) if vm.is_exception(&raised, ExceptionKind::KeyError) => {
            let dict = vm.dict();
            vm.set_item(&namespace, &name, &dict)
        }
        Err(raised) => Err(raised),
    }
} }

// ---- strings ----

op! { Convert(pc, base, vm, ins) { slow!(convert, pc, base, vm, ins) } }

op_step! { convert(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    let result = match rc!(ins) {
        1 => vm.str_of(&value),
        2 => vm.repr(&value),
        _ => vm.ascii(&value),
    };
    drop(value);
    match result {
        Ok(text) => return vm.deliver(Site::register(pc, base, ra!(ins)), text),
        Err(raised) => return vm.raise_step(raised, pc, base),
    }
} }

op! { FormatSimple(pc, base, vm, ins) { slow!(format_simple, pc, base, vm, ins) } }

op_step! { format_simple(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    if value.is_exact(Kind::Str) {
        return vm.put(reg!(base, ra!(ins)), value.into_word(), pc, base)
    }
    let empty = vm.empty_str.clone();
    return format_step(vm, Site::new(pc, base, Action::Text, ra!(ins)), value, empty)
} }

op! { FormatSpec(pc, base, vm, ins) { slow!(format_spec, pc, base, vm, ins) } }

op_step! { format_spec(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    let spec = (*reg!(base, rc!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    if rc!(ins) != ra!(ins) { frames::consume(base, rc!(ins)) }
    return format_step(vm, Site::new(pc, base, Action::Text, ra!(ins)), value, spec)
} }

unsafe fn format_step(vm: &mut Vm, site: Site, value: Value, spec: Value) -> Step {
    if value.shape().index() != 0 {
        let name = vm.names.format.clone();
        if let Some(method) = vm.lookup_special(&value, &name) {
            return vm.invoke_method(site, &method, &value, vec![spec]);
        }
    }
    let spec_text = spec.as_ref::<StrObject>().map(|s| s.lossy().into_owned()).unwrap_or_default();
    match vm.format(&value, &spec_text) {
        Ok(text) => {
            drop((value, spec));
            vm.deliver(site, text)
        }
        Err(raised) => vm.raise_site(raised, site),
    }
}

// ---- imports ----

op! { ImportName(pc, base, vm, ins) { slow!(import_name, pc, base, vm, ins) } }

op_step! { import_name(pc, base, vm, ins) {
    let p = reg!(base, ra!(ins));
    let (fromlist, level) = (take(p), take(p.add(1)));
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    let hook_name = vm.names.import.clone();
    let site = Site::register(pc, base, ra!(ins));
    match vm.dict_get_name(&code.builtins, &hook_name) {
        Some(hook) => {
            let uses_namespace = code.code.flags.contains(taipan_bytecode::CodeFlags::USES_NAMESPACE);
            let locals = if uses_namespace { (*base).to_value() } else { Value::NONE };
            let args = vec![name, code.globals.clone(), locals, fromlist, level];
            return vm.invoke(site, hook, args, Vec::new())
        }
        None => {
            let raised = vm.error(ExceptionKind::ImportError, "__import__ not found");
            return vm.raise_site(raised, site)
        }
    }
} }

fallible! { ImportFrom(pc, base, vm, ins) {
    let module = (*reg!(base, rb!(ins))).to_value();
    let name = frames::code(base).names[rc!(ins)].clone();
    let value = vm.import_from(&module, &name)?;
    *reg!(base, ra!(ins)) = value.into_word();
    Ok(())
} }

fallible! { ImportStar(pc, base, vm, ins) {
    let module = take(reg!(base, ra!(ins)));
    let code = frames::code(base);
    let uses_namespace = code.code.flags.contains(taipan_bytecode::CodeFlags::USES_NAMESPACE);
    let namespace = if uses_namespace { (*base).to_value() } else { code.globals.clone() };
    vm.import_star(&module, &namespace)
} }

// ---- patterns ----

fallible! { MatchSequence(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    let matches = match value.kind() {
        Kind::List | Kind::Tuple | Kind::Range => true,
        Kind::Str | Kind::Bytes | Kind::ByteArray => false,
        _ => vm.class_has(&value, ClassFlags::SEQUENCE),
    };
    *reg!(base, ra!(ins)) = Word::bool(matches);
    Ok(())
} }

fallible! { MatchMapping(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    let matches = match value.kind() {
        Kind::Dict | Kind::MappingProxy => true,
        _ => vm.class_has(&value, ClassFlags::MAPPING),
    };
    *reg!(base, ra!(ins)) = Word::bool(matches);
    Ok(())
} }

fallible! { MatchKeys(pc, base, vm, ins) {
        let subject = (*reg!(base, rb!(ins))).to_value();
    let keys = (*reg!(base, rc!(ins))).to_value();
    let keys = keys.expect_ref::<Tuple>().items().to_vec();
    let mut seen: Vec<Value> = Vec::new();
    let mut values = Vec::with_capacity(keys.len());
    for key in &keys {
        for earlier in &seen {
            if vm.equal(earlier, key)? {
                let key = vm.repr_string(key)?;
                return Err(vm.value_error(format!("mapping pattern checks duplicate key ({key})")));
            }
        }
        seen.push(key.clone());
        let found = if subject.is_exact(Kind::Dict) {
            vm.dict_get(&subject, key)?
        } else {
            let missing = vm.list(Vec::new());
            let value = vm.call_method(&subject, "get", &[key.clone(), missing.clone()])?;
            if value.is(&missing) { None } else { Some(value) }
        };
        match found {
            Some(value) => values.push(value),
            None => {
                *reg!(base, ra!(ins)) = Word::NONE;
                return Ok(());
            }
        }
    }
    *reg!(base, ra!(ins)) = vm.tuple(values).into_word();
    Ok(())
} }

op! { MatchClass(pc, base, vm, ins) { slow!(match_class, pc, base, vm, ins) } }

op_step! { match_class(pc, base, vm, ins) {
    let subject = (*reg!(base, rb!(ins))).to_value();
    let parts = reg!(base, rc!(ins));
    let (class, names) = (take(parts), take(parts.add(1)));
    let positional = *pc as u32 as usize;
    match match_class_values(vm, &subject, &class, &names, positional) {
        Ok(values) => {
            let result = match values {
                Some(values) => vm.tuple(values),
                None => Value::NONE,
            };
            *reg!(base, ra!(ins)) = result.into_word();
            return vm.continue_at(pc.add(1), base)
        }
        Err(raised) => return vm.raise_step(raised, pc, base),
    }
} }

/// The attributes a class pattern asks for, or `None` when the subject does not match.
fn match_class_values(
    vm: &mut Vm,
    subject: &Value,
    class: &Value,
    names: &Value,
    positional: usize,
) -> Result<Option<Vec<Value>>, Raised> {
    if class.kind() != Kind::Type {
        return Err(vm.type_error("called match pattern must be a class"));
    }
    if !vm.isinstance(subject, class)? {
        return Ok(None);
    }
    let mut values = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    if positional > 0 {
        let attr = vm.names.match_args.clone();
        let match_args = vm.get_attr_opt(class, &attr)?;
        let own = matches_itself(vm, class);
        let class_name = vm.class_name(class);
        match match_args {
            Some(args) => {
                let Some(tuple) = args.as_ref::<Tuple>() else {
                    let name = vm.type_name(&args);
                    return Err(vm.type_error(format!("{class_name}.__match_args__ must be a tuple (got {name})")));
                };
                let allowed = tuple.items().len();
                if allowed < positional {
                    return Err(positional_count_error(vm, &class_name, allowed, positional));
                }
                for name in &tuple.items()[..positional] {
                    if name.kind() != Kind::Str {
                        let got = vm.type_name(name);
                        return Err(vm.type_error(format!("__match_args__ elements must be strings (got {got})")));
                    }
                    let name = vm.intern_value(name);
                    if seen.iter().any(|n| n.is(&name)) {
                        return Err(repeated_attribute(vm, &class_name, &name));
                    }
                    match vm.get_attr_opt(subject, &name)? {
                        Some(value) => values.push(value),
                        None => return Ok(None),
                    }
                    seen.push(name);
                }
            }
            None if own => {
                if positional > 1 {
                    return Err(positional_count_error(vm, &class_name, 1, positional));
                }
                values.push(subject.clone());
            }
            None => return Err(positional_count_error(vm, &class_name, 0, positional)),
        }
    }
    for name in names.expect_ref::<Tuple>().items().to_vec() {
        let name = vm.intern_value(&name);
        if seen.iter().any(|n| n.is(&name)) {
            let class_name = vm.class_name(class);
            return Err(repeated_attribute(vm, &class_name, &name));
        }
        match vm.get_attr_opt(subject, &name)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
        seen.push(name);
    }
    Ok(Some(values))
}

fn positional_count_error(vm: &mut Vm, class: &str, allowed: usize, given: usize) -> Raised {
    let plural = if allowed == 1 { "" } else { "s" };
    vm.type_error(format!("{class}() accepts {allowed} positional sub-pattern{plural} ({given} given)"))
}

fn repeated_attribute(vm: &mut Vm, class: &str, name: &Value) -> Raised {
    let name = vm.repr_string(name).unwrap_or_default();
    vm.type_error(format!("{class}() got multiple sub-patterns for attribute {name}"))
}

/// Builtin types whose single positional sub-pattern matches the subject itself.
fn matches_itself(vm: &Vm, class: &Value) -> bool {
    let own = [
        Kind::Bool,
        Kind::ByteArray,
        Kind::Bytes,
        Kind::Dict,
        Kind::Float,
        Kind::FrozenSet,
        Kind::Int,
        Kind::List,
        Kind::Set,
        Kind::Str,
        Kind::Tuple,
    ];
    own.iter().any(|k| vm.is_subclass(class, &vm.builtin_types[*k as usize]))
}

fallible! { GetLen(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    let length = vm.len(&value)?;
    *reg!(base, ra!(ins)) = Word::int(length as i64);
    Ok(())
} }

// ---- rare ----

op! { Intrinsic(pc, base, vm, ins) { slow!(intrinsic, pc, base, vm, ins) } }

op_step! { intrinsic(pc, base, vm, ins) {
    let p = reg!(base, ra!(ins));
    let args: Vec<Value> = (0..rc!(ins)).map(|i| take(p.add(i))).collect();
    let site = Site::register(pc, base, ra!(ins));
    let which = rb!(ins) as u16;
    if which == Rare::SetFunctionTypeParams as u16 {
        let function = args[0].clone();
        if let Some(object) = function.as_ref::<crate::types::FunctionObject>() {
            drop(object.type_params.replace(args[1].clone()));
        }
        return vm.deliver(site, function)
    }
    let name = match which {
        n if n == Rare::TypeVar as u16 => "_intrinsic_typevar",
        n if n == Rare::TypeVarWithBound as u16 => "_intrinsic_typevar_with_bound",
        n if n == Rare::TypeVarWithConstraints as u16 => "_intrinsic_typevar_with_constraints",
        n if n == Rare::TypeVarTuple as u16 => "_intrinsic_typevartuple",
        n if n == Rare::ParamSpec as u16 => "_intrinsic_paramspec",
        n if n == Rare::SetTypeParamDefault as u16 => "_intrinsic_set_typeparam_default",
        n if n == Rare::SubscriptGeneric as u16 => "_intrinsic_subscript_generic",
        _ => "_intrinsic_typealias",
    };
    let function = match vm.import_module("typing") {
        Ok(typing) => vm.get_attr_str(&typing, name),
        Err(raised) => Err(raised),
    };
    match function {
        Ok(function) => return vm.invoke(site, function, args, Vec::new()),
        Err(raised) => return vm.raise_site(raised, site),
    }
} }

op! { PrintExpr(pc, base, vm, ins) { slow!(print_expr, pc, base, vm, ins) } }

op_step! { print_expr(pc, base, vm, ins) {
    let value = (*reg!(base, ra!(ins))).to_value();
    frames::consume(base, ra!(ins));
    let site = Site::new(pc, base, Action::Discard, 0);
    let hook = match vm.import_module("sys") {
        Ok(sys) => vm.get_attr_str(&sys, "displayhook"),
        Err(raised) => Err(raised),
    };
    match hook {
        Ok(hook) => return vm.invoke(site, hook, vec![value], Vec::new()),
        Err(raised) => return vm.raise_site(raised, site),
    }
} }

op_step! { ResumeNative(pc, base, vm, ins) {
    let result = vm.machine.delivery.take().expect("set when the instruction was chosen");
    vm.resume_native(Site::new(std::ptr::null(), base, Action::Native, 0), result)
}}
