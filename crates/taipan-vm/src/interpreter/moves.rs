//! Moves, constants, cells, and the release of what dies between instructions.

use super::frames::{self, HEADER};
use super::*;
use crate::exceptions::ExceptionKind;
use crate::heap::{Header, Heap};
use crate::types::{CellObject, FunctionObject, StrObject};

cold_op! { drop_next(pc, base, vm, ins) {
    let header = ins as *mut Header;
    (*Heap::of(header)).kill(header);
    if (*vm).has_finalizers() {
        step!((*vm).run_finalizers(pc, base), vm)
    }
    next!(pc, base, vm)
} }

cold_op! { release_next(pc, base, vm, ins) {
    drop(Value::from_word(Word(ins)));
    if (*vm).has_finalizers() {
        step!((*vm).run_finalizers(pc, base), vm)
    }
    next!(pc, base, vm)
} }

op! { Nop(pc, base, vm, ins) { next!(pc, base, vm) } }

op! { Move(pc, base, vm, ins) {
    let v = *reg!(base, rb!(ins));
    v.retain();
    set!(reg!(base, ra!(ins)), v, pc, base, vm)
} }

op! { MoveT(pc, base, vm, ins) {
    let v = *reg!(base, rb!(ins));
    v.retain();
    set_temp!(reg!(base, ra!(ins)), v, pc, base, vm)
} }

op! { Take(pc, base, vm, ins) {
    let s = reg!(base, rb!(ins));
    let v = *s;
    *s = Word::UNBOUND;
    set!(reg!(base, ra!(ins)), v, pc, base, vm)
} }

op! { LoadImm(pc, base, vm, ins) {
    set_number!(reg!(base, ra!(ins)), Word(imm32!(ins) as u64), pc, base, vm)
} }

op! { LoadImmT(pc, base, vm, ins) {
    set_temp!(reg!(base, ra!(ins)), Word(imm32!(ins) as u64), pc, base, vm)
} }

op! { LoadConst(pc, base, vm, ins) {
    let v = Word(*pc);
    v.retain();
    set!(reg!(base, ra!(ins)), v, pc.add(1), base, vm)
} }

op! { LoadConstT(pc, base, vm, ins) {
    let v = Word(*pc);
    v.retain();
    set_temp!(reg!(base, ra!(ins)), v, pc.add(1), base, vm)
} }

op! { Release(pc, base, vm, ins) {
    set!(reg!(base, ra!(ins)), Word::UNBOUND, pc, base, vm)
} }

op! { DeleteLocal(pc, base, vm, ins) {
    let p = reg!(base, ra!(ins));
    if (*p).is_unbound() { slow!(unbound_local, pc, base, vm, ra!(ins) as u64) }
    set!(p, Word::UNBOUND, pc, base, vm)
} }

op! { CheckBound(pc, base, vm, ins) {
    if (*reg!(base, ra!(ins))).is_unbound() { slow!(unbound_local, pc, base, vm, ra!(ins) as u64) }
    next!(pc, base, vm)
} }

op_step! { unbound_local(pc, base, vm, ins) {
    let raised = unbound_local_error(vm, base, ins as usize);
    vm.set_raised(raised);
    return vm.raise_now(pc, base)
} }

/// UnboundLocalError for the local at a register offset.
#[inline(never)]
pub(super) unsafe fn unbound_local_error(vm: &mut Vm, base: *mut Word, offset: usize) -> crate::native::Raised {
    let name = frames::code(base).varnames.get(offset / 8).cloned();
    name_error(
        vm,
        name,
        ExceptionKind::UnboundLocalError,
        "cannot access local variable '",
        "' where it is not associated with a value",
    )
}

#[cold]
pub(super) fn name_error(
    vm: &mut Vm,
    name: Option<Value>,
    kind: ExceptionKind,
    before: &str,
    after: &str,
) -> crate::native::Raised {
    let name = name.unwrap_or_else(|| vm.empty_str.clone());
    let text = name.expect_ref::<StrObject>().lossy().into_owned();
    let raised = vm.error(kind, format!("{before}{text}{after}"));
    if kind == ExceptionKind::NameError {
        raised.0.expect_ref::<crate::types::ExceptionObject>().set_field("name", name);
    }
    raised
}

// ---- cells ----

op! { MakeCell(pc, base, vm, ins) {
    let p = reg!(base, ra!(ins));
    let contents = Value::from_word(*p);
    *p = (*vm).heap.alloc(CellObject::new(contents)).into_word();
    next!(pc, base, vm)
} }

op! { LoadCell(pc, base, vm, ins) {
    let cell = *reg!(base, rb!(ins));
    let v = crate::heap::payload::<CellObject>(cell.header()).contents.get();
    if v.is_unbound() { slow!(empty_cell, pc, base, vm, ins) }
    v.retain();
    set!(reg!(base, ra!(ins)), v, pc, base, vm)
} }

op! { StoreCell(pc, base, vm, ins) {
    let cell = *reg!(base, ra!(ins));
    let s = reg!(base, rb!(ins));
    let v = *s;
    *s = Word::UNBOUND;
    let p = crate::heap::payload::<CellObject>(cell.header()).contents.as_ptr();
    set!(p, v, pc, base, vm)
} }

op! { DeleteCell(pc, base, vm, ins) {
    let cell = *reg!(base, ra!(ins));
    let p = crate::heap::payload::<CellObject>(cell.header()).contents.as_ptr();
    if (*p).is_unbound() { slow!(empty_cell, pc, base, vm, (ra!(ins) as u64) << 32) }
    set!(p, Word::UNBOUND, pc, base, vm)
} }

op_step! { empty_cell(pc, base, vm, ins) {
    let raised = unbound_local_error(vm, base, rb!(ins));
    vm.set_raised(raised);
    return vm.raise_now(pc, base)
} }

#[inline(always)]
unsafe fn free_cell(base: *mut Word, index: usize) -> *mut Word {
    let function = crate::heap::payload::<FunctionObject>(frames::callee(base).header());
    let cell = *function.cells.get().add(index);
    crate::heap::payload::<CellObject>(cell.header()).contents.as_ptr()
}

op! { LoadFree(pc, base, vm, ins) {
    let v = *free_cell(base, rb!(ins));
    if v.is_unbound() { slow!(empty_free, pc, base, vm, rb!(ins) as u64) }
    v.retain();
    set!(reg!(base, ra!(ins)), v, pc, base, vm)
} }

op! { StoreFree(pc, base, vm, ins) {
    let s = reg!(base, rb!(ins));
    let v = *s;
    *s = Word::UNBOUND;
    set!(free_cell(base, ra!(ins)), v, pc, base, vm)
} }

op! { DeleteFree(pc, base, vm, ins) {
    let p = free_cell(base, ra!(ins));
    if (*p).is_unbound() { slow!(empty_free, pc, base, vm, ra!(ins) as u64) }
    set!(p, Word::UNBOUND, pc, base, vm)
} }

op_step! { empty_free(pc, base, vm, ins) {
    let name = frames::code(base).code.freevars.get(ins as usize).cloned();
    let vm_ref = &mut *vm;
    let name = name.map(|n| vm_ref.intern(&n));
    let raised = name_error(
        vm_ref,
        name,
        ExceptionKind::NameError,
        "cannot access free variable '",
        "' where it is not associated with a value in enclosing scope",
    );
    vm_ref.set_raised(raised);
    return vm.raise_now(pc, base)
} }

op! { LoadFreeCell(pc, base, vm, ins) {
    let function = crate::heap::payload::<FunctionObject>(frames::callee(base).header());
    let cell = *function.cells.get().add(rb!(ins));
    cell.retain();
    set_temp!(reg!(base, ra!(ins)), cell, pc, base, vm)
} }

const _: () = assert!(HEADER == 3);
