//! `bool`: `True` and `False`, which are immediates. Arithmetic is that of `int`; only `&`, `|` and `^` of two booleans stay
//! booleans. See <https://docs.python.org/3.13/library/stdtypes.html#boolean-type-bool>.

use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::types::{BinaryOp, HashSlot, Slots, UnaryOp, int_binary, int_compare, int_unary};
use crate::value::Value;
use crate::vm::Vm;

/// What `bool` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(bool_repr),
    hash: HashSlot::Value(bool_hash),
    truth: Some(bool_truth),
    compare: Some(int_compare),
    binary: Some(bool_binary),
    binary_ops: &[BinaryOp::And, BinaryOp::Xor, BinaryOp::Or],
    unary: Some(int_unary),
    unary_ops: &[UnaryOp::Invert],
    format: Some(bool_format),
    new: Some(NativeDef::flow("__new__", "cls, x=..., /", bool_new)),
    construct: Some(NativeDef::flow("bool", "x=..., /", |vm, args| bool_from(vm, &args[0]))),
    base: Some(Kind::Int),
    doc: "True or False.",
    ..Slots::NONE
};

fn bool_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    vm.ok_str(if value.as_bool() == Some(true) { "True" } else { "False" })
}

fn bool_hash(_: &mut Vm, value: &Value) -> Result<i64, Raised> {
    Ok(i64::from(value.as_bool() == Some(true)))
}

fn bool_truth(_: &mut Vm, value: &Value) -> Result<bool, Raised> {
    Ok(value.as_bool() == Some(true))
}

fn bool_format(vm: &mut Vm, value: &Value, spec: &str) -> NativeResult {
    if spec.is_empty() {
        return bool_repr(vm, value);
    }
    let number = Value::index(usize::from(value.as_bool() == Some(true)));
    vm.native_format(&number, spec)
}

fn bool_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if let (Some(x), Some(y)) = (a.as_bool(), b.as_bool()) {
        match op {
            BinaryOp::And => return Ok(Value::bool(x & y)),
            BinaryOp::Or => return Ok(Value::bool(x | y)),
            BinaryOp::Xor => return Ok(Value::bool(x ^ y)),
            _ => {}
        }
    }
    int_binary(vm, op, a, b)
}

/// `bool.__new__(cls, x=False, /)`; the special methods of script classes run as ordinary calls.
fn bool_new(vm: &mut Vm, args: &[Value]) -> Flow {
    bool_from(vm, &args[1])
}

fn bool_from(vm: &mut Vm, value: &Value) -> Flow {
    if value.is_unbound() {
        return Flow::Return(Value::FALSE);
    }
    if value.shape().index() != 0 {
        let name = vm.names.bool.clone();
        if let Some(method) = vm.lookup_special(value, &name)
            && method.kind() == Kind::Function
        {
            return Flow::call_then(method, vec![value.clone()], |vm, result| match result {
                Ok(result) if result.as_bool().is_some() => Flow::Return(result),
                Ok(result) => {
                    let name = vm.type_name(&result);
                    Flow::Raise(vm.type_error(format!("__bool__ should return bool, returned {name}")))
                }
                Err(raised) => Flow::Raise(raised),
            });
        }
        let name = vm.names.len.clone();
        if let Some(method) = vm.lookup_special(value, &name)
            && method.kind() == Kind::Function
        {
            return Flow::call_then(method, vec![value.clone()], |vm, result| {
                let length = result.and_then(|result| vm.check_length(&result));
                length.map(|length| Value::bool(length != 0)).into()
            });
        }
    }
    vm.truthy(value).map(Value::bool).into()
}
