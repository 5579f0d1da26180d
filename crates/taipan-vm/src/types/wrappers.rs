//! The special methods of builtin types (`list.__len__`, `int.__radd__`), generated from their [`Slots`]. What the
//! methods do is in the slots; this file only connects names, signatures and slots.

use crate::heap::Kind;
use crate::native::{Continuation, Flow, NativeDef, NativeResult, Raised};
use crate::types::{BinaryOp, CompareOp, HashSlot, Slots, StrObject, TypeObject, UnaryOp, slots};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// What a value can do natively, by its builtin layout or by the class written in Rust that it is an instance of.
    pub(crate) fn slots_of(&self, value: &Value) -> &'static Slots {
        let kind = value.kind();
        if kind == Kind::Native
            && let Some(class) = self.class_word(value).borrow().as_ref::<TypeObject>()
            && let Some(native) = class.native_slots
        {
            return native;
        }
        slots(kind)
    }

    /// A slot of the value's type or of the builtin type that it derives from (`bool` has most from `int`).
    fn slot<T>(&self, value: &Value, pick: impl Fn(&'static Slots) -> Option<T>) -> Option<T> {
        let own = self.slots_of(value);
        pick(own).or_else(|| own.base.and_then(|base| pick(slots(base))))
    }

    /// Calls a method whose slot has gone missing: only possible on objects that a method was wrongly applied to.
    #[cold]
    fn slot_missing(&mut self, value: &Value) -> Raised {
        let name = self.type_name(value);
        self.type_error(format!("this operation is not supported by '{name}' objects"))
    }
}

fn wrap_repr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.repr) {
        Some(repr) => vm.deeper(|vm| repr(vm, &args[0])),
        None => vm.default_repr(&args[0]),
    }
}

fn wrap_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.str) {
        Some(str) => str(vm, &args[0]),
        None => vm.repr(&args[0]),
    }
}

fn wrap_hash(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hash = match vm.slots_of(&args[0]).hash {
        HashSlot::Value(hash) => hash(vm, &args[0])?,
        _ => vm.hash_native(args[0].kind(), &args[0])?,
    };
    Ok(vm.int(hash))
}

fn wrap_bool(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.truth) {
        Some(truth) => truth(vm, &args[0]).map(Value::bool),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_len(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.len) {
        Some(len) => len(vm, &args[0]).map(Value::index),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_getitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.get_item) {
        Some(get_item) => get_item(vm, &args[0], &args[1]),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_setitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.set_item) {
        Some(set_item) => set_item(vm, &args[0], &args[1], &args[2]).map(|()| Value::NONE),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_delitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.set_item) {
        Some(set_item) => set_item(vm, &args[0], &args[1], &Value::UNBOUND).map(|()| Value::NONE),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_contains(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.contains) {
        Some(contains) => contains(vm, &args[0], &args[1]).map(Value::bool),
        None => Err(vm.slot_missing(&args[0])),
    }
}

fn wrap_iter(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.iter) {
        Some(iter) => iter(vm, &args[0]),
        None => Ok(args[0].clone()),
    }
}

fn wrap_next(vm: &mut Vm, args: &[Value]) -> Flow {
    if let Some(next) = vm.slot(&args[0], |s| s.next) {
        return match next(vm, &args[0]) {
            Ok(Some(value)) => Flow::Return(value),
            Ok(None) => Flow::Raise(vm.stop_iteration(Value::NONE)),
            Err(raised) => Flow::Raise(raised),
        };
    }
    match vm.slot(&args[0], |s| s.next_flow) {
        Some(next) => {
            let flow = next(vm, &args[0]);
            stop_when_exhausted(vm, flow)
        }
        None => Flow::Raise(vm.slot_missing(&args[0])),
    }
}

/// Turns the "exhausted" answer of an iterator's slot into StopIteration, now or when its calls have returned.
fn stop_when_exhausted(vm: &mut Vm, flow: Flow) -> Flow {
    match flow {
        Flow::Return(value) if value.is_unbound() => Flow::Raise(vm.stop_iteration(Value::NONE)),
        Flow::Call(call, rest) => Flow::Call(call, Box::new(StopWhenExhausted(rest))),
        Flow::Next(iterator, rest) => Flow::Next(iterator, Box::new(StopWhenExhausted(rest))),
        other => other,
    }
}

struct StopWhenExhausted(Box<dyn Continuation>);

impl Continuation for StopWhenExhausted {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        let flow = self.0.resume(vm, result);
        stop_when_exhausted(vm, flow)
    }

    fn trace(&self, tracer: &mut crate::heap::Tracer<'_>) {
        self.0.trace(tracer);
    }
}

fn wrap_format(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(spec) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("__format__() argument must be str, not {name}")));
    };
    match vm.slot(&args[0], |s| s.format) {
        Some(format) => format(vm, &args[0], &spec.lossy()),
        None => vm.native_format(&args[0], &spec.lossy()),
    }
}

fn wrap_compare<const OP: usize>(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.compare) {
        Some(compare) => compare(vm, CompareOp::ALL[OP], &args[0], &args[1]),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn wrap_binary<const OP: usize>(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.binary) {
        Some(binary) => binary(vm, BinaryOp::ALL[OP], &args[0], &args[1]),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn wrap_reflected<const OP: usize>(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.binary) {
        Some(binary) => binary(vm, BinaryOp::ALL[OP], &args[1], &args[0]),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn wrap_power(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[2].is_none() {
        return wrap_binary::<{ BinaryOp::Pow as usize }>(vm, args);
    }
    let builtins = vm.builtins.clone();
    match vm.dict_get_str(&builtins, "pow") {
        Some(pow) if args[..3].iter().all(|a| matches!(a.kind(), Kind::Int | Kind::Bool)) => {
            let mut plain = Vec::with_capacity(3);
            for arg in &args[..3] {
                // Without the subclass, so that `pow` does not come back here.
                let number = vm.index_big(arg)?;
                plain.push(vm.bigint(number));
            }
            vm.call(&pow, &plain)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn wrap_inplace<const OP: usize>(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.slot(&args[0], |s| s.inplace) {
        Some(inplace) => inplace(vm, BinaryOp::ALL[OP], &args[0], &args[1]),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn wrap_neg(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrap_unary(vm, UnaryOp::Neg, &args[0])
}

fn wrap_pos(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrap_unary(vm, UnaryOp::Pos, &args[0])
}

fn wrap_invert(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrap_unary(vm, UnaryOp::Invert, &args[0])
}

fn wrap_abs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrap_unary(vm, UnaryOp::Abs, &args[0])
}

fn wrap_unary(vm: &mut Vm, op: UnaryOp, value: &Value) -> NativeResult {
    match vm.slot(value, |s| s.unary) {
        Some(unary) => unary(vm, op, value),
        None => Err(vm.slot_missing(value)),
    }
}

const ONE: &str = "self, /";
const TWO: &str = "self, value, /";

const COMPARISONS: [NativeDef; 6] = [
    NativeDef::plain("__lt__", TWO, wrap_compare::<0>),
    NativeDef::plain("__le__", TWO, wrap_compare::<1>),
    NativeDef::plain("__eq__", TWO, wrap_compare::<2>),
    NativeDef::plain("__ne__", TWO, wrap_compare::<3>),
    NativeDef::plain("__gt__", TWO, wrap_compare::<4>),
    NativeDef::plain("__ge__", TWO, wrap_compare::<5>),
];

macro_rules! operators {
    ($($number:literal $plain:literal $reflected:literal $inplace:literal;)*) => {
        const BINARY: [NativeDef; 14] = [$(NativeDef::plain($plain, TWO, wrap_binary::<$number>)),*];
        const REFLECTED: [NativeDef; 14] = [$(NativeDef::plain($reflected, TWO, wrap_reflected::<$number>)),*];
        const INPLACE: [NativeDef; 14] = [$(NativeDef::plain($inplace, TWO, wrap_inplace::<$number>)),*];
    };
}

// In the order of `BinaryOp::ALL`; a test compares the names.
operators! {
    0 "__add__" "__radd__" "__iadd__";
    1 "__sub__" "__rsub__" "__isub__";
    2 "__mul__" "__rmul__" "__imul__";
    3 "__matmul__" "__rmatmul__" "__imatmul__";
    4 "__truediv__" "__rtruediv__" "__itruediv__";
    5 "__floordiv__" "__rfloordiv__" "__ifloordiv__";
    6 "__mod__" "__rmod__" "__imod__";
    7 "__divmod__" "__rdivmod__" "__idivmod__";
    8 "__pow__" "__rpow__" "__ipow__";
    9 "__lshift__" "__rlshift__" "__ilshift__";
    10 "__rshift__" "__rrshift__" "__irshift__";
    11 "__and__" "__rand__" "__iand__";
    12 "__xor__" "__rxor__" "__ixor__";
    13 "__or__" "__ror__" "__ior__";
}

/// The special methods that a type has because of its slots, `__new__` and `__hash__ = None` not included.
pub(crate) fn special_methods(slots: &Slots, is_sequence: bool) -> Vec<NativeDef> {
    let mut defs = Vec::new();
    let mut add = |present: bool, def: NativeDef| {
        if present {
            defs.push(def);
        }
    };
    add(slots.repr.is_some(), NativeDef::plain("__repr__", ONE, wrap_repr));
    add(slots.str.is_some(), NativeDef::plain("__str__", ONE, wrap_str));
    add(matches!(slots.hash, HashSlot::Value(_)), NativeDef::plain("__hash__", ONE, wrap_hash));
    add(slots.truth.is_some(), NativeDef::plain("__bool__", ONE, wrap_bool));
    add(slots.len.is_some(), NativeDef::plain("__len__", ONE, wrap_len));
    add(slots.get_item.is_some(), NativeDef::plain("__getitem__", "self, key, /", wrap_getitem));
    add(slots.set_item.is_some(), NativeDef::plain("__setitem__", "self, key, value, /", wrap_setitem));
    add(slots.set_item.is_some(), NativeDef::plain("__delitem__", "self, key, /", wrap_delitem));
    add(slots.contains.is_some(), NativeDef::plain("__contains__", "self, key, /", wrap_contains));
    let iterates = slots.next.is_some() || slots.next_flow.is_some();
    add(slots.iter.is_some() || iterates, NativeDef::plain("__iter__", ONE, wrap_iter));
    add(iterates, NativeDef::flow("__next__", ONE, wrap_next));
    add(slots.format.is_some(), NativeDef::plain("__format__", "self, format_spec, /", wrap_format));
    for def in COMPARISONS {
        add(slots.compare.is_some(), def);
    }
    for op in slots.binary_ops {
        let power = NativeDef::plain("__pow__", "self, value, mod=None, /", wrap_power);
        add(true, if *op == BinaryOp::Pow { power } else { BINARY[*op as usize] });
        // Concatenation has no reflected form: the left operand alone decides.
        add(!(is_sequence && *op == BinaryOp::Add), REFLECTED[*op as usize]);
    }
    for op in slots.inplace_ops {
        add(true, INPLACE[*op as usize]);
    }
    for op in slots.unary_ops {
        let (name, function): (_, crate::native::PlainFn) = match op {
            UnaryOp::Neg => ("__neg__", wrap_neg),
            UnaryOp::Pos => ("__pos__", wrap_pos),
            UnaryOp::Invert => ("__invert__", wrap_invert),
            UnaryOp::Abs => ("__abs__", wrap_abs),
        };
        add(true, NativeDef::plain(name, ONE, function));
    }
    defs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_in_order() {
        for (op, def) in BinaryOp::ALL.iter().zip(BINARY) {
            assert_eq!(def.name, format!("__{}__", op.stem()));
        }
        for (op, def) in BinaryOp::ALL.iter().zip(INPLACE) {
            assert_eq!(def.name, format!("__i{}__", op.stem()));
        }
    }
}
