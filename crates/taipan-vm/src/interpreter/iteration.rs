//! Loops: ranges, and iterators of builtin types inline; generators and others through `Vm::iterate`.

use super::frames::{self, Site, Step};
use super::*;
use crate::heap::{Kind, ShapeId, Tuple};
use crate::types::{ListObject, RangeIterator, SequenceIterator, slots};

op! { GetIter(pc, base, vm, ins) { slow!(get_iter, pc, base, vm, ins) } }

op_step! { get_iter(pc, base, vm, ins) {
    let value = (*reg!(base, rb!(ins))).to_value();
    if value.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    return get_iter_step(vm, Site::new(pc, base, Action::Iterator, ra!(ins)), value)
} }

/// `iter(value)` for a site; `__iter__` runs as a frame.
#[inline(never)]
pub(super) unsafe fn get_iter_step(vm: &mut Vm, site: Site, value: Value) -> Step {
    if value.shape().index() != 0 && slots(value.kind()).next_flow.is_none() {
        let name = vm.names.iter.clone();
        if let Some(method) = vm.lookup_special(&value, &name)
            && !method.is_none()
        {
            return vm.invoke_method(site, &method, &value, Vec::new());
        }
    }
    match vm.iter(&value) {
        Ok(iterator) => {
            drop(value);
            vm.deliver(Site { action: Action::Register, ..site }, iterator)
        }
        Err(raised) => vm.raise_site(raised, site),
    }
}

op! { RangePrep(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let range = (&(*vm).builtin_types)[Kind::Range as usize].word();
    let args = slot.add(frames::HEADER);
    if *slot == range {
        let bounds = match rb!(ins) {
            1 if (*args).is_int() => Some((Word::int(0), *args, Word::int(1))),
            2 if Word::both_int(*args, *args.add(1)) => Some((*args, *args.add(1), Word::int(1))),
            3 if Word::both_int(*args, *args.add(1)) && (*args.add(2)).is_int() && *args.add(2) != Word::int(0) => {
                Some((*args, *args.add(1), *args.add(2)))
            }
            _ => None,
        };
        if let Some((start, stop, step)) = bounds {
            // One reference to the builtin type goes; it is not the last.
            (*range.header()).release();
            *slot = start;
            *slot.add(1) = stop;
            *slot.add(2) = step;
            let offset = *pc as i32 as isize;
            next!(pc.add(1).offset(offset), base, vm)
        }
    }
    next!(pc.add(1), base, vm)
} }

op! { ForRange(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let (current, stop, step) = (*slot, *slot.add(1), *slot.add(2));
    if current.is_int() {
        let more = if (step.0 as i64) > 0 { (current.0 as i64) < (stop.0 as i64) } else { (current.0 as i64) > (stop.0 as i64) };
        let fuel = (*vm).fuel - 1;
        (*vm).fuel = fuel;
        if fuel < 0 { slow!(loop_safepoint, pc, base, vm, ins) }
        if more {
            // Beyond 62 bits the stop has been passed in any case.
            *slot = Word::add_int(current, step).unwrap_or(stop);
            set_number!(reg!(base, rb!(ins)), current, pc.add(1), base, vm)
        }
        let offset = *pc as i32 as isize;
        next!(pc.add(1).offset(offset), base, vm)
    }
    slow!(ForIter, pc, base, vm, ins)
} }

// The loop goes round without a dispatch of its head; whatever is unusual is left to the head.
op! { ForRangeBack(pc, base, vm, ins) {
    let head = pc.add(1).offset(*pc as i32 as isize);
    let fuel = (*vm).fuel - 1;
    (*vm).fuel = fuel;
    if fuel < 0 { slow!(back_safepoint, head, base, vm, ins) }
    let slot = reg!(base, ra!(ins));
    let (current, stop, step) = (*slot, *slot.add(1), *slot.add(2));
    if current.is_int() {
        let more = if (step.0 as i64) > 0 { (current.0 as i64) < (stop.0 as i64) } else { (current.0 as i64) > (stop.0 as i64) };
        if more {
            // Beyond 62 bits the stop has been passed in any case.
            *slot = Word::add_int(current, step).unwrap_or(stop);
            set_number!(reg!(base, rb!(ins)), current, head.add(FOR_WORDS), base, vm)
        }
    }
    next!(head, base, vm)
} }

cold_op! { back_safepoint(pc, base, vm, ins) {
    step!((*vm).safepoint(pc, base), vm)
} }

/// Words of `ForRange` and `ForIter`.
const FOR_WORDS: usize = 2;

cold_op! { loop_safepoint(pc, base, vm, ins) {
    step!((*vm).safepoint(pc.sub(1), base), vm)
} }

const LIST_ITERATOR: ShapeId = ShapeId::builtin(Kind::ListIterator);
const RANGE_ITERATOR: ShapeId = ShapeId::builtin(Kind::RangeIterator);
const TUPLE_ITERATOR: ShapeId = ShapeId::builtin(Kind::TupleIterator);
const GENERATOR: ShapeId = ShapeId::builtin(Kind::Generator);

op! { ForIterBack(pc, base, vm, ins) {
    let head = pc.add(1).offset(*pc as i32 as isize);
    let iterator = *reg!(base, ra!(ins));
    if iterator.shape() == LIST_ITERATOR {
        let fuel = (*vm).fuel - 1;
        (*vm).fuel = fuel;
        if fuel < 0 { slow!(back_safepoint, head, base, vm, ins) }
        let state = crate::heap::payload::<SequenceIterator>(iterator.header());
        let source = (*state.source.as_ptr()).word();
        if source.is_heap() {
            let items = &*source.borrow().expect_ref::<ListObject>().items.as_ptr();
            let index = state.index.get();
            if index < items.len() {
                state.index.set(index + 1);
                let v = items.get_unchecked(index).word();
                v.retain();
                set!(reg!(base, rb!(ins)), v, head.add(FOR_WORDS), base, vm)
            }
        }
    }
    next!(head, base, vm)
} }

op! { ForIter(pc, base, vm, ins) {
    let iterator = *reg!(base, ra!(ins));
    let fuel = (*vm).fuel - 1;
    (*vm).fuel = fuel;
    if fuel < 0 { slow!(loop_safepoint, pc, base, vm, ins) }
    let shape = iterator.shape();
    if shape == LIST_ITERATOR {
        let state = crate::heap::payload::<SequenceIterator>(iterator.header());
        let source = (*state.source.as_ptr()).word();
        if source.is_heap() {
            let items = &*source.borrow().expect_ref::<ListObject>().items.as_ptr();
            let index = state.index.get();
            if index < items.len() {
                state.index.set(index + 1);
                let v = items.get_unchecked(index).word();
                v.retain();
                set!(reg!(base, rb!(ins)), v, pc.add(1), base, vm)
            }
        }
    } else if shape == GENERATOR {
        slow!(fibers::for_generator, pc, base, vm, ins)
    }
    slow!(for_iter_slow, pc, base, vm, ins)
} }

op_step! { for_iter_slow(pc, base, vm, ins) {
    let iterator = *reg!(base, ra!(ins));
    let shape = iterator.shape();
    if shape == RANGE_ITERATOR {
        let state = crate::heap::payload::<RangeIterator>(iterator.header());
        let left = state.left.get();
        if left > 0 && (*state.big.as_ptr()).is_none() {
            let value = state.next.get();
            state.left.set(left - 1);
            state.next.set(value.wrapping_add(state.step));
            if (value << 2) >> 2 == value {
                return vm.put(reg!(base, rb!(ins)), Word::int(value), pc.add(1), base)
            }
            let v = vm.int(value).into_word();
            return vm.put(reg!(base, rb!(ins)), v, pc.add(1), base)
        }
    } else if shape == TUPLE_ITERATOR {
        let state = crate::heap::payload::<SequenceIterator>(iterator.header());
        let source = (*state.source.as_ptr()).word();
        if source.is_heap() {
            let items = source.borrow().expect_ref::<Tuple>().items();
            let index = state.index.get();
            if index < items.len() {
                state.index.set(index + 1);
                let v = items[index].word();
                v.retain();
                return vm.put(reg!(base, rb!(ins)), v, pc.add(1), base)
            }
        }
    }
    let iterator = iterator.to_value();
    return vm.iterate(Site::new(pc, base, Action::ForIter, rb!(ins)), &iterator)
} }
