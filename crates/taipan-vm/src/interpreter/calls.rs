//! Calls: pushing frames for script functions inline, everything else by the kind of callee.
//!
//! ```text
//!  call window:   t: callee │ t+1, t+2: header │ t+3 ...: arguments       the callee's base is t+3
//! ```

use super::frames::{ACTION_INIT, ACTION_MASK, DEPTH_MASK, DEPTH_ONE, DEPTH_SHIFT, HEADER, Step};
use super::names::fill_global_cache;
use super::*;
use crate::heap::{Kind, ShapeId, Tuple};
use crate::native::{NativeCode, NativeFunction, ParamDefault};
use crate::types::{BoundMethod, CallStyle, DictObject, FunctionObject};
use taipan_bytecode::CodeFlags;

/// The head of a function object that a call compares and uses, in one word.
#[inline(always)]
unsafe fn entry_info(function: &FunctionObject) -> u64 {
    *(function.arg_count.as_ptr() as *const u64)
}

const STYLE_SIMPLE: u64 = (CallStyle::Simple as u64) << 48;
const STYLE_COROUTINE: u64 = (CallStyle::Coroutine as u64) << 48;

/// Pushes the frame of a function whose arguments are in the window at `$slot`, when it is of the given style and takes
/// exactly `$nargs`; otherwise falls through.
macro_rules! enter {
    ($function:expr, $style:expr, $slot:expr, $nargs:expr, $ret:expr, $base:expr, $vm:expr) => {{
        let function = $function;
        let info = entry_info(function);
        if info & 0xffff_0000_0000_ffff == $style | $nargs as u64 {
            let new_base = ($slot).add(HEADER);
            let top = new_base.add((info >> 32) as u16 as usize);
            let depth = (*$base.sub(1)).0 & DEPTH_MASK;
            let fuel = (*$vm).fuel - 1;
            if top <= (*$vm).stack_limit && (depth >> DEPTH_SHIFT) < (*$vm).recursion_limit as u64 && fuel >= 0 {
                (*$vm).fuel = fuel;
                *new_base.sub(2) = Word($ret as u64);
                let distance = new_base.offset_from($base) as u64;
                *new_base.sub(1) = Word((depth + DEPTH_ONE) | distance << 3);
                let mut p = new_base.add($nargs);
                let end = new_base.add((info >> 16) as u16 as usize);
                while p < end {
                    *p = Word::UNBOUND;
                    p = p.add(1);
                }
                next!(function.entry.get(), new_base, $vm)
            }
        }
    }};
}

/// Calls bind in place up to this many parameters and arguments.
const MAX_QUICK: usize = 16;

const FUNCTION: ShapeId = ShapeId::builtin(Kind::Function);

op! { Call(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let callee = *slot;
    if callee.has_shape(FUNCTION) {
        let function = crate::heap::payload::<FunctionObject>(callee.header());
        enter!(function, STYLE_SIMPLE, slot, rb!(ins), pc.add(1), base, vm);
    }
    slow!(call_slow, pc.add(1), base, vm, ins)
} }

op! { CallGlobal(pc, base, vm, ins) {
    if *pc as u32 == (*vm).globals_epoch {
        let callee = *(*pc.add(1) as *const Word);
        let slot = reg!(base, ra!(ins));
        if callee.is_unbound() { slow!(call_global_slow, pc, base, vm, ins) }
        callee.retain();
        *slot = callee;
        if callee.has_shape(FUNCTION) {
            let function = crate::heap::payload::<FunctionObject>(callee.header());
            enter!(function, STYLE_SIMPLE, slot, rb!(ins), pc.add(2), base, vm);
        }
        slow!(call_slow, pc.add(2), base, vm, ins)
    }
    slow!(call_global_slow, pc, base, vm, ins)
} }

cold_op! { call_global_slow(pc, base, vm, ins) {
    match fill_global_cache(&mut *vm, base, pc, rc!(ins)) {
        Ok(callee) => {
            callee.retain();
            *reg!(base, ra!(ins)) = callee;
            slow!(call_slow, pc.add(2), base, vm, ins)
        }
        Err(raised) => {
            (*vm).set_raised(raised);
            slow!(unwind::unwind, pc.add(2), base, vm, ins)
        }
    }
} }

op! { CallMethod(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let receiver = *slot.add(HEADER);
    if receiver.is_heap()
        && *pc == attributes::cache_key(receiver.shape(), attributes::CACHE_METHOD, (*vm).class_epoch)
    {
        let callee = *(*pc.add(1) as *const Word);
        callee.retain();
        *slot = callee;
        if callee.has_shape(FUNCTION) {
            let function = crate::heap::payload::<FunctionObject>(callee.header());
            enter!(function, STYLE_SIMPLE, slot, rb!(ins) + 1, pc.add(2), base, vm);
        }
        slow!(call_slow, pc.add(2), base, vm, ins + (1 << 32))
    }
    slow!(method_slow, pc, base, vm, ins)
} }

op! { CallAwait(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let callee = *slot;
    if callee.has_shape(FUNCTION) {
        let function = crate::heap::payload::<FunctionObject>(callee.header());
        // The Await that follows is one word; the result of the frame is its result.
        enter!(function, STYLE_COROUTINE, slot, rb!(ins), pc.add(2), base, vm);
    }
    slow!(call_await_slow, pc.add(1), base, vm, ins)
} }

op! { CallGlobalAwait(pc, base, vm, ins) {
    if *pc as u32 == (*vm).globals_epoch {
        let callee = *(*pc.add(1) as *const Word);
        let slot = reg!(base, ra!(ins));
        if callee.is_unbound() { slow!(call_global_await_slow, pc, base, vm, ins) }
        callee.retain();
        *slot = callee;
        if callee.has_shape(FUNCTION) {
            let function = crate::heap::payload::<FunctionObject>(callee.header());
            enter!(function, STYLE_COROUTINE, slot, rb!(ins), pc.add(3), base, vm);
        }
        slow!(call_await_slow, pc.add(2), base, vm, ins)
    }
    slow!(call_global_await_slow, pc, base, vm, ins)
} }

cold_op! { call_global_await_slow(pc, base, vm, ins) {
    match fill_global_cache(&mut *vm, base, pc, rc!(ins)) {
        Ok(callee) => {
            callee.retain();
            *reg!(base, ra!(ins)) = callee;
            slow!(call_await_slow, pc.add(2), base, vm, ins)
        }
        Err(raised) => {
            (*vm).set_raised(raised);
            slow!(unwind::unwind, pc.add(2), base, vm, ins)
        }
    }
} }

op! { CallMethodAwait(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let receiver = *slot.add(HEADER);
    if receiver.is_heap()
        && *pc == attributes::cache_key(receiver.shape(), attributes::CACHE_METHOD, (*vm).class_epoch)
    {
        let callee = *(*pc.add(1) as *const Word);
        callee.retain();
        *slot = callee;
        if callee.has_shape(FUNCTION) {
            let function = crate::heap::payload::<FunctionObject>(callee.header());
            enter!(function, STYLE_COROUTINE, slot, rb!(ins) + 1, pc.add(3), base, vm);
        }
        slow!(call_await_slow, pc.add(2), base, vm, ins + (1 << 32))
    }
    slow!(method_slow, pc, base, vm, ins)
} }

// A call whose window is complete; `b` of `ins` counts the arguments and `pc` is behind the instruction.
op! { #[inline(never)] call_slow(pc, base, vm, ins) {
    let callee = *reg!(base, ra!(ins));
    if callee.is_heap() && callee.shape() == ShapeId::builtin(Kind::MethodDescriptor)
        || callee.is_heap() && callee.shape() == ShapeId::builtin(Kind::NativeFunction)
    {
        slow!(call_native, pc, base, vm, ins)
    }
    if callee.is_heap() && callee.shape() == ShapeId::builtin(Kind::Type) {
        let constructor = crate::heap::payload::<crate::types::TypeObject>(callee.header()).constructor_word();
        if constructor.is_heap() {
            constructor.retain();
            *reg!(base, ra!(ins)) = constructor;
            // The VM keeps builtin classes alive, so this is never the last reference.
            (*callee.header()).release();
            slow!(call_native, pc, base, vm, ins)
        }
    }
    slow!(call_other, pc, base, vm, ins)
} }

op_step! { call_other(pc, base, vm, ins) {
    vm.call_window(frames::Site::new(pc, base, Action::Window, 0), reg!(base, ra!(ins)), rb!(ins), &[], false)
} }

// A call of a simple native with positional arguments.
op_step! { call_native(pc, base, vm, ins) { call_native_step(vm, pc, base, ins) } }

/// The call of a native by the window that `ins` names.
unsafe fn call_native_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let slot = reg!(base, ra!(ins));
    let nargs = rb!(ins);
    let native = crate::heap::payload::<NativeFunction>((*slot).header());
    let arity = native.arity();
    let args = slot.add(HEADER);
    let count = arity.params as usize;
    let fits = nargs >= arity.least as usize
        && nargs <= arity.most as usize
        && args.add(count) <= vm.stack_limit.add(frames::SLACK);
    if !fits {
        return vm.call_native_window(frames::Site::new(pc, base, Action::Window, 0), slot, nargs);
    }
    if !native.owner.is_unbound() {
        let given = std::slice::from_raw_parts(args as *const Value, nargs);
        if let Err(raised) = vm.check_native_receiver((*slot).borrow(), given) {
            return vm.raise_step(raised, pc, base);
        }
    }
    for i in nargs..count {
        *args.add(i) = default_word(vm, native.signature().params[i].default);
    }
    let values = std::slice::from_raw_parts(args as *const Value, count);
    let flow = match native.def.code {
        NativeCode::Plain(function) => match function(vm, values) {
            Ok(value) => {
                release_args(vm, args, count);
                let old = std::mem::replace(&mut *slot, value.into_word());
                drop(Value::from_word(old));
                return vm.continue_at(pc, base);
            }
            Err(raised) => {
                release_args(vm, args, count);
                return vm.raise_step(raised, pc, base);
            }
        },
        NativeCode::Flow(function) => function(vm, values),
        _ => unreachable!("other natives have an arity that nothing fits"),
    };
    release_args(vm, args, count);
    let callee = Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND));
    drop(callee);
    match flow {
        crate::native::Flow::Return(value) => {
            *slot = value.into_word();
            vm.continue_at(pc, base)
        }
        crate::native::Flow::Raise(raised) => vm.raise_step(raised, pc, base),
        flow => vm.run_flow(frames::Site::register(pc, base, ra!(ins)), flow),
    }
}

#[inline(always)]
unsafe fn release_args(vm: &mut Vm, args: *mut Word, count: usize) {
    for i in 0..count {
        let word = std::mem::replace(&mut *args.add(i), Word::UNBOUND);
        if word.is_heap() && (*word.header()).release() {
            vm.heap.kill(word.header());
        }
    }
}

pub(super) fn default_word(vm: &mut Vm, default: Option<ParamDefault>) -> Word {
    match default {
        None | Some(ParamDefault::Missing) => Word::UNBOUND,
        Some(ParamDefault::None) => Word::NONE,
        Some(ParamDefault::True) => Word::TRUE,
        Some(ParamDefault::False) => Word::FALSE,
        Some(ParamDefault::Int(i)) => Word::int(i),
        Some(ParamDefault::Str(text)) => vm.intern(text).into_word(),
    }
}

// As `call_slow`, for a call that is awaited at once: `pc` points to the Await.
op_step! { call_await_slow(pc, base, vm, ins) {
    vm.call_window(frames::Site::new(pc, base, Action::Window, 0), reg!(base, ra!(ins)), rb!(ins), &[], true)
} }

// Finds the method of a CallMethod, remembers it, and makes the call.
op! { #[inline(never)] method_slow(pc, base, vm, ins) {
    step!(method_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn method_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    use crate::objects::attributes::Attr;
    use crate::types::ClassFlags;
    let slot = reg!(base, ra!(ins));
    let end = pc.add(2);
    let nargs = rb!(ins);
    let awaited = ins as u16 == Op::CallMethodAwait as u16;
    let receiver = (*slot.add(HEADER)).to_value();
    let name = frames::code(base).names[rc!(ins)].clone();
    let site = frames::Site::new(end, base, Action::Window, 0);
    let kind = receiver.kind();
    if receiver.word().is_heap()
        && let Some((key, data)) =
            vm.machine.sites.get(receiver.shape(), name.word(), vm.class_epoch, attributes::Use::Method)
    {
        let cache = pc as *mut u64;
        *cache = key;
        *cache.add(1) = data;
        *slot = (*(data as *const Word)).to_value().into_word();
        drop((receiver, name));
        return vm.call_window(site, slot, nargs + 1, &[], awaited);
    }
    let hooked = vm.class_has(&receiver, ClassFlags::GETATTRIBUTE);
    if !hooked && !matches!(kind, Kind::Type | Kind::Module | Kind::Super | Kind::GenericAlias) {
        let class = vm.class_word(&receiver);
        if let Some(found) = vm.class_lookup(class, name.word())
            && matches!(found.borrow().kind(), Kind::Function | Kind::MethodDescriptor)
            && found.borrow().shape().index() == 0
            && vm.instance_attribute(&receiver, &name).is_none()
        {
            let shape = receiver.shape();
            let cacheable = receiver.word().is_heap()
                && kind != Kind::Function
                && (shape.index() == 0 || !vm.heap.shape(shape).dict_mode);
            if cacheable && let Some(place) = attributes::class_place(vm, class, &name) {
                let cache = pc as *mut u64;
                *cache = attributes::cache_key(shape, attributes::CACHE_METHOD, vm.class_epoch);
                *cache.add(1) = place as u64;
                attributes::share(vm, cache, shape, &name, attributes::Use::Method);
            }
            *slot = found.to_value().into_word();
            return vm.call_window(site, slot, nargs + 1, &[], awaited);
        }
    }
    if kind == Kind::Module && receiver.shape().index() == 0 {
        let dict = receiver.expect_ref::<crate::types::ModuleObject>().dict.clone();
        if let Some(found) = vm.dict_get_name(&dict, &name) {
            *slot = found.into_word();
            drop_receiver(slot, nargs);
            return vm.call_window(site, slot, nargs, &[], awaited);
        }
    }
    let found = vm.attribute(&receiver, &name);
    match found {
        Ok(Attr::Value(callee)) => {
            *slot = callee.into_word();
            drop_receiver(slot, nargs);
            vm.call_window(site, slot, nargs, &[], awaited)
        }
        Ok(Attr::Missing) => {
            let raised = vm.attribute_error(&receiver, &name);
            vm.raise_step(raised, end, base)
        }
        Ok(Attr::Call(callee, args)) => match vm.call(&callee, &args) {
            Ok(callee) => {
                *slot = callee.into_word();
                drop_receiver(slot, nargs);
                vm.call_window(site, slot, nargs, &[], awaited)
            }
            Err(raised) => match vm.getattr_fallback(&receiver, &name, raised) {
                Ok((callee, args)) => match vm.call(&callee, &args) {
                    Ok(callee) => {
                        *slot = callee.into_word();
                        drop_receiver(slot, nargs);
                        vm.call_window(site, slot, nargs, &[], awaited)
                    }
                    Err(raised) => vm.raise_step(raised, end, base),
                },
                Err(raised) => vm.raise_step(raised, end, base),
            },
        },
        Err(raised) => match vm.getattr_fallback(&receiver, &name, raised) {
            Ok((callee, args)) => match vm.call(&callee, &args) {
                Ok(callee) => {
                    *slot = callee.into_word();
                    drop_receiver(slot, nargs);
                    vm.call_window(site, slot, nargs, &[], awaited)
                }
                Err(raised) => vm.raise_step(raised, end, base),
            },
            Err(raised) => vm.raise_step(raised, end, base),
        },
    }
}

/// Removes the receiver from a window whose callee needs none.
unsafe fn drop_receiver(slot: *mut Word, nargs: usize) {
    let first = slot.add(HEADER);
    let receiver = Value::from_word(*first);
    std::ptr::copy(first.add(1), first, nargs);
    *first.add(nargs) = Word::UNBOUND;
    drop(receiver);
}

op! { CallKw(pc, base, vm, ins) { slow!(call_kw, pc, base, vm, ins) } }

op_step! { call_kw(pc, base, vm, ins) {
    let slot = reg!(base, ra!(ins));
    let names = frames::code(base).constants[rc!(ins)].borrow().clone();
    let names = names.expect_ref::<Tuple>().items();
    return vm.call_window(frames::Site::new(pc.add(1), base, Action::Window, 0), slot, rb!(ins), names, false)
} }

op! { CallMethodKw(pc, base, vm, ins) { slow!(call_method_kw, pc, base, vm, ins) } }

op! { #[inline(never)] call_method_kw(pc, base, vm, ins) {
    step!(call_method_kw_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn call_method_kw_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let slot = reg!(base, ra!(ins));
    let end = pc.add(1);
    let code = frames::code(base);
    let names = code.constants[*pc as u32 as usize].borrow().clone();
    let receiver = (*slot.add(HEADER)).to_value();
    let name = code.names[rc!(ins)].clone();
    let site = frames::Site::new(end, base, Action::Window, 0);
    let names = names.expect_ref::<Tuple>().items();
    let plain = !vm.class_has(&receiver, crate::types::ClassFlags::GETATTRIBUTE)
        && !matches!(receiver.kind(), Kind::Type | Kind::Module | Kind::Super | Kind::GenericAlias);
    if plain {
        let class = vm.class_word(&receiver);
        if let Some(found) = vm.class_lookup(class, name.word())
            && matches!(found.borrow().kind(), Kind::Function | Kind::MethodDescriptor)
            && found.borrow().shape().index() == 0
            && vm.instance_attribute(&receiver, &name).is_none()
        {
            *slot = found.to_value().into_word();
            return vm.call_window(site, slot, rb!(ins) + 1, names, false);
        }
    }
    match vm.get_attr(&receiver, &name) {
        Ok(callee) => {
            *slot = callee.into_word();
            drop_receiver(slot, rb!(ins));
            vm.call_window(site, slot, rb!(ins), names, false)
        }
        Err(raised) => vm.raise_step(raised, end, base),
    }
}

op! { CallEx(pc, base, vm, ins) { slow!(call_ex, pc, base, vm, ins) } }

op! { #[inline(never)] call_ex(pc, base, vm, ins) {
    step!(call_ex_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn call_ex_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let slot = reg!(base, ra!(ins));
    let take = |i: usize| Value::from_word(std::mem::replace(&mut *slot.add(i), Word::UNBOUND));
    let (callee, args) = (take(0), take(HEADER));
    let keywords = if rb!(ins) & 1 != 0 { take(HEADER + 1) } else { Value::UNBOUND };
    if let Some(step) = call_ex_quick(vm, pc, base, slot, &callee, &args, &keywords) {
        return step;
    }
    let args = match vm.collect(&args) {
        Ok(args) => args,
        Err(raised) => return vm.raise_step(raised, pc, base),
    };
    let pairs = match keywords.as_ref::<DictObject>() {
        Some(dict) => dict.pairs(),
        None => Vec::new(),
    };
    for (key, _) in &pairs {
        if key.kind() != Kind::Str {
            let raised = vm.type_error("keywords must be strings");
            return vm.raise_step(raised, pc, base);
        }
    }
    vm.invoke(frames::Site::register(pc, base, ra!(ins)), callee, args, pairs)
}

/// A function with few arguments from a tuple and a dict: they go into the window like written-out arguments.
unsafe fn call_ex_quick(
    vm: &mut Vm,
    pc: *const u64,
    base: *mut Word,
    slot: *mut Word,
    callee: &Value,
    args: &Value,
    keywords: &Value,
) -> Option<Step> {
    let args = args.as_ref::<Tuple>()?.items();
    if !callee.is_exact(Kind::Function) || args.len() > MAX_QUICK {
        return None;
    }
    let pairs = match keywords.as_ref::<DictObject>() {
        Some(dict) if args.len() + dict.len() <= MAX_QUICK => dict.pairs(),
        Some(_) => return None,
        None => Vec::new(),
    };
    let count = args.len() + pairs.len();
    let mut names = Vec::with_capacity(pairs.len());
    for (key, _) in &pairs {
        if !key.is_exact(Kind::Str) {
            return None;
        }
        names.push(vm.intern_value(key));
    }
    let moved_base = vm.reserve(base, slot.add(HEADER), count);
    let slot = (moved_base as *mut u8).add(slot as usize - base as usize) as *mut Word;
    let base = moved_base;
    let values = args.iter().chain(pairs.iter().map(|(_, v)| v));
    for (i, value) in values.enumerate() {
        *slot.add(HEADER + i) = value.clone().into_word();
    }
    *slot = callee.clone().into_word();
    let function = callee.expect_ref::<FunctionObject>();
    let site = frames::Site::new(pc, base, Action::Window, 0);
    let step = vm.enter_bound(site, slot, function, count, &names, false);
    if step.is_none() {
        for i in 0..count {
            frames::release_register(slot.add(HEADER + i));
        }
        frames::release_register(slot);
        // The stack may have moved; the general way starts from where it is now.
        return Some(call_ex_general(vm, pc, base, slot, callee.clone(), args.to_vec(), pairs));
    }
    step
}

unsafe fn call_ex_general(
    vm: &mut Vm,
    pc: *const u64,
    base: *mut Word,
    slot: *mut Word,
    callee: Value,
    args: Vec<Value>,
    pairs: Vec<(Value, Value)>,
) -> Step {
    let offset = slot as usize - base as usize;
    vm.invoke(frames::Site::register(pc, base, offset), callee, args, pairs)
}

op! { Return(pc, base, vm, ins) {
    let s = reg!(base, ra!(ins));
    let v = *s;
    *s = Word::UNBOUND;
    let mut p = base;
    let end = reg!(base, rb!(ins));
    while p < end {
        let x = *p;
        if x.is_heap() {
            let header = x.header();
            if (*header).count() == 1 {
                *s = v;
                slow!(return_slow, pc, base, vm, ins)
            }
            (*header).release();
            *p = Word::UNBOUND;
        }
        p = p.add(1);
    }
    let link = (*base.sub(1)).0;
    if link & ACTION_MASK != 0 {
        *s = v;
        slow!(return_slow, pc, base, vm, ins)
    }
    let slot = base.sub(HEADER);
    let pc = frames::return_pc(base);
    let caller = base.sub((link >> 3) as usize & 0x7fff);
    set!(slot, v, pc, caller, vm)
} }

// A return that frees something, or whose result has somewhere special to go.
op_step! { return_slow(pc, base, vm, ins) {
    let s = reg!(base, ra!(ins));
    let v = Value::from_word(std::mem::replace(&mut *s, Word::UNBOUND));
    if v.is_unbound() { return vm.unbound_step(pc, base, ra!(ins) as u64) }
    finish_frame(vm, base, rb!(ins) / 8, v)
} }

#[inline(never)]
unsafe fn finish_frame(vm: &mut Vm, base: *mut Word, n_locals: usize, value: Value) -> Step {
    for i in 0..n_locals {
        let word = std::mem::replace(&mut *base.add(i), Word::UNBOUND);
        drop(Value::from_word(word));
    }
    vm.leave_frame(base, value)
}

op! { ReturnImm(pc, base, vm, ins) {
    let v = Word(imm32!(ins) as u64);
    let mut p = base;
    let end = reg!(base, ra!(ins));
    while p < end {
        let x = *p;
        if x.is_heap() {
            let header = x.header();
            if (*header).count() == 1 { slow!(return_imm_slow, pc, base, vm, ins) }
            (*header).release();
            *p = Word::UNBOUND;
        }
        p = p.add(1);
    }
    let link = (*base.sub(1)).0;
    let slot = base.sub(HEADER);
    let pc = frames::return_pc(base);
    if link & ACTION_MASK != 0 {
        // `__init__` that returns None: the new instance waits below the callee.
        if link & ACTION_MASK == ACTION_INIT && v == Word::NONE {
            let caller = base.sub((link >> 3) as usize & 0x7fff);
            set!(slot, Word::UNBOUND, pc, caller, vm)
        }
        slow!(return_imm_slow, pc, base, vm, ins)
    }
    let caller = base.sub((link >> 3) as usize & 0x7fff);
    set!(slot, v, pc, caller, vm)
} }

op! { #[inline(never)] return_imm_slow(pc, base, vm, ins) {
    step!(finish_frame(&mut *vm, base, ra!(ins) / 8, Value::from_word(Word(imm32!(ins) as u64))), vm)
} }

op! { HostReturn(pc, base, vm, ins) { return false } }

impl Vm {
    /// Makes the call whose window is at `slot`: callee, `count` arguments of which the last ones are keywords with these
    /// names. The site must say "into the window" ([`Action::Window`]).
    pub(super) unsafe fn call_window(
        &mut self,
        site: frames::Site,
        slot: *mut Word,
        count: usize,
        names: &[Value],
        awaited: bool,
    ) -> Step {
        let first = slot.add(HEADER);
        let callee = *slot;
        if names.is_empty() && callee.is_heap() {
            match callee.shape().kind() {
                Kind::Function => {
                    let function = crate::heap::payload::<FunctionObject>(callee.header());
                    let style = function.style.get();
                    let direct = style == CallStyle::Simple || (style == CallStyle::Coroutine && awaited);
                    if direct && let Some(step) = self.enter_window(site, slot, function, count, awaited) {
                        return step;
                    }
                    if count == function.arg_count.get() as usize
                        && (style == CallStyle::Generator || style == CallStyle::Coroutine && !awaited)
                    {
                        let callee = Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND));
                        let fiber = self.generator_from_window(callee, first, count);
                        *slot = fiber.into_word();
                        return self.continue_at(site.pc, site.base);
                    }
                }
                Kind::BoundMethod => {
                    let method = crate::heap::payload::<BoundMethod>(callee.header());
                    let (function, receiver) = (method.function.clone(), method.receiver.clone());
                    if first.add(count + 1) <= self.stack_limit.add(frames::SLACK) {
                        std::ptr::copy(first, first.add(1), count);
                        *first = receiver.into_word();
                        let old = std::mem::replace(&mut *slot, function.into_word());
                        drop(Value::from_word(old));
                        return self.call_window(site, slot, count + 1, names, awaited);
                    }
                }
                Kind::Type => {
                    let class = crate::heap::payload::<crate::types::TypeObject>(callee.header());
                    let constructor = class.constructor.borrow().clone();
                    if !constructor.is_unbound() && constructor.is_exact(Kind::NativeFunction) {
                        let old = std::mem::replace(&mut *slot, constructor.into_word());
                        drop(Value::from_word(old));
                        let offset = slot as usize - site.base as usize;
                        return call_native_step(
                            self,
                            site.pc,
                            site.base,
                            (offset as u64) << 16 | (count as u64) << 32,
                        );
                    }
                    if let Some(step) = self.construct_window(site, slot, count, names) {
                        return step;
                    }
                }
                _ => {}
            }
        }
        if callee.has_shape(FUNCTION) {
            let function = crate::heap::payload::<FunctionObject>(callee.header());
            if let Some(step) = self.enter_bound(site, slot, function, count, names, awaited) {
                return step;
            }
        }
        if !names.is_empty()
            && callee.is_heap()
            && callee.shape().kind() == Kind::Type
            && let Some(step) = self.construct_window(site, slot, count, names)
        {
            return step;
        }
        if !names.is_empty() && callee.has_shape(ShapeId::builtin(Kind::BoundMethod)) {
            let method = crate::heap::payload::<BoundMethod>(callee.header());
            let (function, receiver) = (method.function.clone(), method.receiver.clone());
            if function.is_exact(Kind::Function) && first.add(count + 1) <= self.stack_limit.add(frames::SLACK) {
                std::ptr::copy(first, first.add(1), count);
                *first = receiver.into_word();
                let old = std::mem::replace(&mut *slot, function.into_word());
                drop(Value::from_word(old));
                return self.call_window(site, slot, count + 1, names, awaited);
            }
        }
        // Everything else: arguments leave the window.
        let split = count - names.len();
        let mut args = Vec::with_capacity(split);
        for i in 0..split {
            args.push(Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND)));
        }
        let mut keywords = Vec::with_capacity(names.len());
        for (i, name) in names.iter().enumerate() {
            let value = Value::from_word(std::mem::replace(&mut *first.add(split + i), Word::UNBOUND));
            keywords.push((name.clone(), value));
        }
        let callee = Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND));
        let offset = (slot as usize - site.base as usize) as u16;
        let site = frames::Site { action: Action::Register, operand: offset, ..site };
        if awaited {
            self.invoke_awaited(site, callee, args, keywords)
        } else {
            self.invoke(site, callee, args, keywords)
        }
    }

    /// A native whose arguments do not fit the quick way: they leave the window.
    unsafe fn call_native_window(&mut self, site: frames::Site, slot: *mut Word, count: usize) -> Step {
        let first = slot.add(HEADER);
        let mut args = Vec::with_capacity(count);
        for i in 0..count {
            args.push(Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND)));
        }
        let callee = Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND));
        let offset = slot as usize - site.base as usize;
        self.invoke(frames::Site::register(site.pc, site.base, offset), callee, args, Vec::new())
    }

    /// Pushes the frame of a function by binding the arguments within the window: keywords, defaults, `*args` and
    /// `**kwargs`. `None`, with nothing moved, when the call is wrong or too large for this way.
    unsafe fn enter_bound(
        &mut self,
        site: frames::Site,
        slot: *mut Word,
        function: &FunctionObject,
        count: usize,
        names: &[Value],
        awaited: bool,
    ) -> Option<Step> {
        let code = function.code.borrow().word();
        let linked = crate::heap::payload::<crate::types::CodeValue>(code.header());
        let object = &linked.code;
        let generator = CodeFlags::GENERATOR.0 | CodeFlags::ASYNC_GENERATOR.0 | CodeFlags::USES_NAMESPACE.0;
        if object.flags.0 & generator != 0 || object.flags.contains(CodeFlags::COROUTINE) != awaited {
            return None;
        }
        let (varargs, varkeywords) =
            (object.flags.contains(CodeFlags::VARARGS), object.flags.contains(CodeFlags::VARKEYWORDS));
        let positional = object.arg_count as usize;
        let named = positional + object.kwonly_count as usize;
        let given = count - names.len();
        if given > positional && !varargs || named > MAX_QUICK || count > MAX_QUICK {
            return None;
        }
        // Which argument each parameter gets; nothing moves until all is known to fit.
        const ABSENT: u8 = u8::MAX;
        let mut sources = [ABSENT; MAX_QUICK];
        for (i, source) in sources[..given.min(positional)].iter_mut().enumerate() {
            *source = i as u8;
        }
        let mut unmatched = 0u32;
        for (i, name) in names.iter().enumerate() {
            match linked.varnames[..named].iter().position(|n| n.is(name)) {
                Some(at) if at >= object.posonly_count as usize => {
                    if sources[at] != ABSENT {
                        return None;
                    }
                    sources[at] = (given + i) as u8;
                }
                // Names that are not interned are compared by the general way.
                None if varkeywords && name.expect_ref::<crate::types::StrObject>().is_interned() => {
                    unmatched |= 1 << i
                }
                _ => return None,
            }
        }
        let defaults = function.defaults.borrow().clone();
        let defaults = defaults.as_ref::<Tuple>().map_or(&[][..], |t| t.items());
        let kwdefaults = function.kwdefaults.borrow().clone();
        let mut filled = [Word::UNBOUND; MAX_QUICK];
        for at in 0..named {
            if sources[at] != ABSENT {
                continue;
            }
            let default = if at < positional {
                defaults.get((at + defaults.len()).checked_sub(positional)?).map(|d| d.word())
            } else if kwdefaults.is_none() {
                None
            } else {
                self.dict_get_name(&kwdefaults, &linked.varnames[at]).map(|d| d.word())
            };
            filled[at] = default?;
        }
        self.fuel -= 1;
        if self.fuel < 0
            && let Err(raised) = self.refuel()
        {
            return Some(self.raise_step(raised, site.pc, site.base));
        }
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return Some(self.raise_step(raised, site.pc, site.base));
        }
        let (locals, registers) = (function.n_locals.get() as usize, function.n_registers.get() as usize);
        let old_base = slot.add(HEADER);
        let new_base = self.reserve(old_base, old_base.add(count), registers.max(count));
        let moved = new_base.offset_from(old_base);
        let caller = if moved == 0 { site.base } else { site.base.wrapping_offset(moved) };
        let mut arguments = [Word::UNBOUND; MAX_QUICK];
        for (i, argument) in arguments[..count].iter_mut().enumerate() {
            *argument = std::mem::replace(&mut *new_base.add(i), Word::UNBOUND);
        }
        for at in 0..named {
            // Defaults are alive in the function while their words are copied.
            *new_base.add(at) = match sources[at] {
                ABSENT => filled[at].to_value().into_word(),
                source => arguments[source as usize],
            };
        }
        let mut next = named;
        if varargs {
            let extra = if given > positional {
                self.heap.tuple(arguments[positional..given].iter().map(|w| Value::from_word(*w)))
            } else {
                self.empty_tuple.clone()
            };
            *new_base.add(next) = extra.into_word();
            next += 1;
        }
        if varkeywords {
            let rest = self.dict();
            for (i, name) in names.iter().enumerate() {
                if unmatched & 1 << i != 0 {
                    self.dict_set_name(&rest, name, Value::from_word(arguments[given + i]));
                }
            }
            *new_base.add(next) = rest.into_word();
            next += 1;
        }
        for at in next..locals {
            *new_base.add(at) = Word::UNBOUND;
        }
        // Only coroutines are awaited here; their result is that of the Await that follows.
        let site = frames::Site { base: caller, pc: if awaited { site.pc.add(1) } else { site.pc }, ..site };
        let callee = *new_base.sub(HEADER);
        self.push_header(new_base, callee, site, depth);
        Some(Step::Run(function.entry.get(), new_base))
    }

    /// The usual construction: a plain instance whose script `__init__` runs in the window, shifted by two for the instance
    /// below and as first argument. `None` when the class or the arguments want the general way.
    unsafe fn construct_window(
        &mut self,
        site: frames::Site,
        slot: *mut Word,
        count: usize,
        names: &[Value],
    ) -> Option<Step> {
        let class = (*slot).to_value();
        let meta = self.class_word(&class);
        let builtin_type = self.builtin_types[Kind::Type as usize].word();
        if meta != builtin_type {
            let name = self.names.call.clone();
            if self.class_lookup(meta, name.word()) != self.class_lookup(builtin_type, name.word()) {
                return None;
            }
        }
        let init = self.plain_init(&class)?;
        if init.is_unbound() {
            if count != 0 {
                return None;
            }
            let instance = self.new_instance(&class);
            return Some(self.deliver_window(site, slot, instance));
        }
        let function = init.expect_ref::<FunctionObject>();
        let first = slot.add(HEADER);
        if !matches!(function.style.get(), CallStyle::Simple | CallStyle::General)
            || first.add(count + 2) > self.stack_limit.add(frames::SLACK)
        {
            return None;
        }
        let instance = self.new_instance(&class);
        std::ptr::copy(first, first.add(2), count);
        *first.add(1) = instance.clone().into_word();
        *slot.add(1) = init.clone().into_word();
        *slot = instance.into_word();
        let site_of_init = frames::Site { action: Action::Init, ..site };
        let simple = names.is_empty() && function.style.get() == CallStyle::Simple;
        let step = if simple {
            self.enter_window(site_of_init, slot.add(1), function, count + 1, false)
        } else {
            self.enter_bound(site_of_init, slot.add(1), function, count + 1, names, false)
        };
        if step.is_none() {
            drop(Value::from_word(std::mem::replace(&mut *first.add(1), Word::UNBOUND)));
            drop(Value::from_word(std::mem::replace(&mut *slot.add(1), Word::UNBOUND)));
            // The window's own reference to the class was overwritten; it stands in for the one taken here.
            let instance = Value::from_word(std::mem::replace(&mut *slot, class.word()));
            std::ptr::copy(first.add(2), first, count);
            *first.add(count) = Word::UNBOUND;
            *first.add(count + 1) = Word::UNBOUND;
            drop(instance);
            return None;
        }
        // The class had one reference in the window; the instance's shape knows it now.
        (*class.word().header()).release();
        step
    }

    /// Pushes the frame of a function with plain parameters, filling in defaults; `None` when arguments do not fit.
    unsafe fn enter_window(
        &mut self,
        site: frames::Site,
        slot: *mut Word,
        function: &FunctionObject,
        count: usize,
        awaited: bool,
    ) -> Option<Step> {
        let wanted = function.arg_count.get() as usize;
        let (locals, registers) = (function.n_locals.get() as usize, function.n_registers.get() as usize);
        let defaults = function.defaults.borrow().clone();
        let defaults = defaults.as_ref::<Tuple>().map_or(&[][..], |t| t.items());
        if count > wanted || count + defaults.len() < wanted {
            return None;
        }
        self.fuel -= 1;
        if self.fuel < 0
            && let Err(raised) = self.refuel()
        {
            return Some(self.raise_step(raised, site.pc, site.base));
        }
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return Some(self.raise_step(raised, site.pc, site.base));
        }
        let old_base = slot.add(HEADER);
        let new_base = self.reserve(old_base, old_base.add(count), registers.max(count));
        let moved = new_base.offset_from(old_base);
        let caller = if moved == 0 { site.base } else { site.base.wrapping_offset(moved) };
        // The result of a coroutine that is awaited at once is that of the Await that follows.
        let direct = awaited && function.style.get() == CallStyle::Coroutine;
        let site = frames::Site { base: caller, pc: if direct { site.pc.add(1) } else { site.pc }, ..site };
        for i in count..wanted {
            let default = &defaults[defaults.len() - (wanted - i)];
            *new_base.add(i) = default.clone().into_word();
        }
        for i in wanted..locals {
            *new_base.add(i) = Word::UNBOUND;
        }
        let callee = *new_base.sub(HEADER);
        self.push_header(new_base, callee, site, depth);
        Some(Step::Run(function.entry.get(), new_base))
    }
}

const _: () = assert!(CodeFlags::VARARGS.0 == 4);
