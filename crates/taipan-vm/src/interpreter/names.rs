//! Global and namespace names.

use super::moves::name_error;
use super::*;
use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::types::{CodeValue, DictObject, StrObject};

impl Vm {
    /// The address of the value of a global or builtin name.
    unsafe fn global_place(&mut self, code: &CodeValue, name: &Value) -> Option<*const Word> {
        let hash = self.str_hash(name.expect_ref::<StrObject>());
        for dict in [&code.globals, &code.builtins] {
            let Some(dict) = dict.as_ref::<DictObject>() else { continue };
            let table = dict.table.borrow();
            if let Some(position) = table.find(hash, |e| same_name(&e.key, name)) {
                dict.namespace.set(true);
                return Some(&raw const table.entries[position].value as *const Word);
            }
        }
        None
    }

    /// A global or builtin by name, for code without caches.
    fn global(&mut self, code: &CodeValue, name: &Value) -> Result<Value, Raised> {
        for dict in [&code.globals, &code.builtins] {
            if dict.as_ref::<DictObject>().is_some()
                && let Some(value) = self.dict_get_name(dict, name)
            {
                return Ok(value);
            }
        }
        Err(name_error(self, Some(name.clone()), ExceptionKind::NameError, "name '", "' is not defined"))
    }

    /// A name from a namespace mapping; `None` when absent.
    fn namespace_get(&mut self, namespace: &Value, name: &Value) -> Result<Option<Value>, Raised> {
        if namespace.is_exact(crate::heap::Kind::Dict) {
            return Ok(self.dict_get_name(namespace, name));
        }
        match self.get_item(namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.is_exception(&raised, ExceptionKind::KeyError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

fn same_name(key: &Value, name: &Value) -> bool {
    key.is(name)
        || (key.is_exact(crate::heap::Kind::Str)
            && key.expect_ref::<StrObject>().bytes() == name.expect_ref::<StrObject>().bytes())
}

op! { LoadGlobal(pc, base, vm, ins) {
    if *pc as u32 == (*vm).globals_epoch {
        let v = *(*pc.add(1) as *const Word);
        // A deleted name leaves its place empty.
        if !v.is_unbound() {
            v.retain();
            set_temp!(reg!(base, ra!(ins)), v, pc.add(2), base, vm)
        }
    }
    slow!(load_global_slow, pc, base, vm, ins)
} }

/// Fills the cache at `pc` for the global with name number `name`; raises NameError.
#[inline(never)]
pub(super) unsafe fn fill_global_cache(
    vm: &mut Vm,
    base: *mut Word,
    pc: *const u64,
    name: usize,
) -> Result<Word, Raised> {
    let code = frames::code(base);
    let name = code.names[name].clone();
    match vm.global_place(code, &name) {
        Some(place) => {
            let cache = pc as *mut u64;
            *cache = vm.globals_epoch as u64;
            *cache.add(1) = place as u64;
            Ok(*place)
        }
        None => vm.global(code, &name).map(|v| v.word()),
    }
}

op_step! { load_global_slow(pc, base, vm, ins) {
    match fill_global_cache(vm, base, pc, rc!(ins)) {
        Ok(v) => {
            v.retain();
            *reg!(base, ra!(ins)) = v;
            return Step::Run(pc.add(2), base);
        }
        Err(raised) => {
            vm.set_raised(raised);
            return vm.raise_now(pc, base)
        }
    }
} }

op! { StoreGlobal(pc, base, vm, ins) {
    if *pc as u32 == (*vm).globals_epoch {
        let place = *pc.add(1) as *mut Word;
        if !(*place).is_unbound() {
            let s = reg!(base, ra!(ins));
            let v = *s;
            *s = Word::UNBOUND;
            set!(place, v, pc.add(2), base, vm)
        }
    }
    slow!(store_global_slow, pc, base, vm, ins)
} }

op_step! { store_global_slow(pc, base, vm, ins) {
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    let s = reg!(base, ra!(ins));
    let v = Value::from_word(std::mem::replace(&mut *s, Word::UNBOUND));
    let vm_ref = &mut *vm;
    vm_ref.dict_set_name(&code.globals, &name, v);
    let hash = vm_ref.str_hash(name.expect_ref::<StrObject>());
    if let Some(dict) = code.globals.as_ref::<DictObject>() {
        dict.namespace.set(true);
        let table = dict.table.borrow();
        if let Some(position) = table.find(hash, |e| same_name(&e.key, &name)) {
            let cache = pc as *mut u64;
            *cache = vm_ref.globals_epoch as u64;
            *cache.add(1) = &raw const table.entries[position].value as u64;
        }
    }
    drop(name);
    if vm.has_finalizers() {
        return vm.run_finalizers(pc.add(2), base)
    }
    return Step::Run(pc.add(2), base)
} }

/// Defines a slow handler whose body gives `Result<(), Raised>`.
macro_rules! fallible {
    ($name:ident($pc:ident, $base:ident, $vm:ident, $ins:ident) $body:block) => {
        op_step! { $name($pc, $base, $vm, $ins) {
            #[allow(clippy::redundant_closure_call, reason = "`?` in the body leaves the body")]
            let result: Result<(), Raised> = (|| $body)();
            match result {
                Ok(()) => $vm.continue_at($pc, $base),
                Err(raised) => {
                    $vm.set_raised(raised);
                    $vm.raise_now($pc, $base)
                }
            }
        } }
    };
}
pub(super) use fallible;

fallible! { DeleteGlobal(pc, base, vm, ins) {
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    match vm.dict_remove_name(&code.globals, &name) {
        Some(_) => Ok(()),
        None => Err(name_error(vm, Some(name), ExceptionKind::NameError, "name '", "' is not defined")),
    }
} }

fallible! { LoadName(pc, base, vm, ins) {
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    let namespace = (*base).to_value();
    let value = match vm.namespace_get(&namespace, &name)? {
        Some(value) => value,
        None => vm.global(code, &name)?,
    };
    *reg!(base, ra!(ins)) = value.into_word();
    Ok(())
} }

fallible! { LoadNameOrGlobal(pc, base, vm, ins) {
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    let namespace = (*base).to_value();
    let value = match vm.namespace_get(&namespace, &name)? {
        Some(value) => value,
        None => vm.global(code, &name)?,
    };
    *reg!(base, ra!(ins)) = value.into_word();
    Ok(())
} }

fallible! { LoadNameOrFree(pc, base, vm, ins) {
    let code = frames::code(base);
    let name = code.names[rc!(ins)].clone();
    let namespace = (*base).to_value();
    let value = match vm.namespace_get(&namespace, &name)? {
        Some(value) => value,
        None => {
            let function = frames::function(base).expect("a script frame");
            let cell = (*function.cells.get().add(rb!(ins))).to_value();
            let value = cell.expect_ref::<crate::types::CellObject>().get();
            if value.is_unbound() {
                return Err(name_error(
                    vm,
                    Some(name),
                    ExceptionKind::NameError,
                    "cannot access free variable '",
                    "' where it is not associated with a value in enclosing scope",
                ));
            }
            value
        }
    };
    *reg!(base, ra!(ins)) = value.into_word();
    Ok(())
} }

fallible! { StoreName(pc, base, vm, ins) {
    let name = frames::code(base).names[rc!(ins)].clone();
    let value = Value::from_word(std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND));
    let namespace = (*base).to_value();
    if namespace.is_exact(crate::heap::Kind::Dict) {
        vm.dict_set_name(&namespace, &name, value);
        return Ok(());
    }
    vm.set_item(&namespace, &name, &value)
} }

fallible! { DeleteName(pc, base, vm, ins) {
    let name = frames::code(base).names[rc!(ins)].clone();
    let namespace = (*base).to_value();
    match vm.set_item(&namespace, &name, &Value::UNBOUND) {
        Err(raised) if vm.is_exception(&raised, ExceptionKind::KeyError) => {
            Err(name_error(vm, Some(name), ExceptionKind::NameError, "name '", "' is not defined"))
        }
        other => other,
    }
} }

op! { LoadLocals(pc, base, vm, ins) {
    let v = *base;
    v.retain();
    set_temp!(reg!(base, ra!(ins)), v, pc, base, vm)
} }
