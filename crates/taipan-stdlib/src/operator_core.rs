//! `_operator`: the operators of the language as functions, and `itemgetter`, `attrgetter`, `methodcaller`. See
//! <https://docs.python.org/3.13/library/operator.html>.

mod getters;

use taipan_vm::drain::collect_then;
use taipan_vm::native::{Call, NativeModule};
use taipan_vm::types::{BinaryOp, CompareOp, DictObject, StrObject, UnaryOp};
use taipan_vm::{ExceptionKind, Flow, Kind, NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "_operator", functions: FUNCTIONS, init: Some(getters::init) }
}

/// Functions of two operands.
macro_rules! binary_functions {
    ($($name:ident $method:ident $op:expr;)*) => {
        $(fn $name(vm: &mut Vm, args: &[Value]) -> NativeResult {
            vm.$method($op, &args[0], &args[1])
        })*
    };
}

binary_functions! {
    operator_add binary BinaryOp::Add;
    operator_sub binary BinaryOp::Sub;
    operator_mul binary BinaryOp::Mul;
    operator_matmul binary BinaryOp::MatMul;
    operator_truediv binary BinaryOp::TrueDiv;
    operator_floordiv binary BinaryOp::FloorDiv;
    operator_mod binary BinaryOp::Mod;
    operator_pow binary BinaryOp::Pow;
    operator_lshift binary BinaryOp::LShift;
    operator_rshift binary BinaryOp::RShift;
    operator_and binary BinaryOp::And;
    operator_xor binary BinaryOp::Xor;
    operator_or binary BinaryOp::Or;
    operator_iadd inplace BinaryOp::Add;
    operator_isub inplace BinaryOp::Sub;
    operator_imul inplace BinaryOp::Mul;
    operator_imatmul inplace BinaryOp::MatMul;
    operator_itruediv inplace BinaryOp::TrueDiv;
    operator_ifloordiv inplace BinaryOp::FloorDiv;
    operator_imod inplace BinaryOp::Mod;
    operator_ipow inplace BinaryOp::Pow;
    operator_ilshift inplace BinaryOp::LShift;
    operator_irshift inplace BinaryOp::RShift;
    operator_iand inplace BinaryOp::And;
    operator_ixor inplace BinaryOp::Xor;
    operator_ior inplace BinaryOp::Or;
    operator_lt compare CompareOp::Lt;
    operator_le compare CompareOp::Le;
    operator_eq compare CompareOp::Eq;
    operator_ne compare CompareOp::Ne;
    operator_gt compare CompareOp::Gt;
    operator_ge compare CompareOp::Ge;
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("abs", "a, /", operator_abs),
    NativeDef::plain("add", "a, b, /", operator_add),
    NativeDef::plain("and_", "a, b, /", operator_and),
    NativeDef::flow("call", "obj, /, *args, **kwargs", operator_call),
    NativeDef::plain("concat", "a, b, /", operator_concat),
    NativeDef::plain("contains", "a, b, /", operator_contains),
    NativeDef::flow("countOf", "a, b, /", operator_count_of),
    NativeDef::plain("delitem", "a, b, /", operator_delitem),
    NativeDef::plain("eq", "a, b, /", operator_eq),
    NativeDef::plain("floordiv", "a, b, /", operator_floordiv),
    NativeDef::plain("ge", "a, b, /", operator_ge),
    NativeDef::plain("getitem", "a, b, /", operator_getitem),
    NativeDef::plain("gt", "a, b, /", operator_gt),
    NativeDef::plain("iadd", "a, b, /", operator_iadd),
    NativeDef::plain("iand", "a, b, /", operator_iand),
    NativeDef::plain("iconcat", "a, b, /", operator_iconcat),
    NativeDef::plain("ifloordiv", "a, b, /", operator_ifloordiv),
    NativeDef::plain("ilshift", "a, b, /", operator_ilshift),
    NativeDef::plain("imatmul", "a, b, /", operator_imatmul),
    NativeDef::plain("imod", "a, b, /", operator_imod),
    NativeDef::plain("imul", "a, b, /", operator_imul),
    NativeDef::plain("index", "a, /", operator_index),
    NativeDef::flow("indexOf", "a, b, /", operator_index_of),
    NativeDef::plain("inv", "a, /", operator_invert),
    NativeDef::plain("invert", "a, /", operator_invert),
    NativeDef::plain("ior", "a, b, /", operator_ior),
    NativeDef::plain("ipow", "a, b, /", operator_ipow),
    NativeDef::plain("irshift", "a, b, /", operator_irshift),
    NativeDef::plain("is_", "a, b, /", |_, args| Ok(Value::bool(args[0].is(&args[1])))),
    NativeDef::plain("is_not", "a, b, /", |_, args| Ok(Value::bool(!args[0].is(&args[1])))),
    NativeDef::plain("isub", "a, b, /", operator_isub),
    NativeDef::plain("itruediv", "a, b, /", operator_itruediv),
    NativeDef::plain("ixor", "a, b, /", operator_ixor),
    NativeDef::plain("le", "a, b, /", operator_le),
    NativeDef::plain("length_hint", "obj, default=0, /", operator_length_hint),
    NativeDef::plain("lshift", "a, b, /", operator_lshift),
    NativeDef::plain("lt", "a, b, /", operator_lt),
    NativeDef::plain("matmul", "a, b, /", operator_matmul),
    NativeDef::plain("mod", "a, b, /", operator_mod),
    NativeDef::plain("mul", "a, b, /", operator_mul),
    NativeDef::plain("ne", "a, b, /", operator_ne),
    NativeDef::plain("neg", "a, /", operator_neg),
    NativeDef::plain("not_", "a, /", |vm, args| Ok(Value::bool(!vm.truthy(&args[0])?))),
    NativeDef::plain("or_", "a, b, /", operator_or),
    NativeDef::plain("pos", "a, /", operator_pos),
    NativeDef::plain("pow", "a, b, /", operator_pow),
    NativeDef::plain("rshift", "a, b, /", operator_rshift),
    NativeDef::plain("setitem", "a, b, c, /", operator_setitem),
    NativeDef::plain("sub", "a, b, /", operator_sub),
    NativeDef::plain("truediv", "a, b, /", operator_truediv),
    NativeDef::plain("truth", "a, /", |vm, args| Ok(Value::bool(vm.truthy(&args[0])?))),
    NativeDef::plain("xor", "a, b, /", operator_xor),
    NativeDef::plain("_compare_digest", "a, b, /", operator_compare_digest),
];

fn operator_abs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.unary(UnaryOp::Abs, &args[0])
}

fn operator_neg(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.unary(UnaryOp::Neg, &args[0])
}

fn operator_pos(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.unary(UnaryOp::Pos, &args[0])
}

fn operator_invert(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.unary(UnaryOp::Invert, &args[0])
}

fn operator_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let big = vm.index_big(&args[0])?;
    Ok(vm.bigint(big))
}

fn operator_call(_: &mut Vm, args: &[Value]) -> Flow {
    Flow::TailCall(call_with(args[0].clone(), args[1].as_tuple().unwrap_or(&[]).to_vec(), &args[2]))
}

// ---- sequences ----

/// Whether it has items by position, so that it can be concatenated.
fn is_sequence(vm: &mut Vm, value: &Value) -> bool {
    let name = vm.names.getitem.clone();
    value.kind() != Kind::Dict && vm.lookup_special(value, &name).is_some()
}

fn check_concatenable(vm: &mut Vm, value: &Value) -> Result<(), Raised> {
    if is_sequence(vm, value) {
        return Ok(());
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("'{name}' object can't be concatenated")))
}

fn operator_concat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    check_concatenable(vm, &args[0])?;
    vm.binary(BinaryOp::Add, &args[0], &args[1])
}

fn operator_iconcat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    check_concatenable(vm, &args[0])?;
    vm.inplace(BinaryOp::Add, &args[0], &args[1])
}

fn operator_contains(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(vm.contains(&args[0], &args[1])?))
}

fn operator_getitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.get_item(&args[0], &args[1])
}

fn operator_setitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.set_item(&args[0], &args[1], &args[2])?;
    Ok(Value::NONE)
}

fn operator_delitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.set_item(&args[0], &args[1], &Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn operator_count_of(vm: &mut Vm, args: &[Value]) -> Flow {
    if !vm.is_iterable(&args[0]) {
        let name = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("argument of type '{name}' is not iterable")));
    }
    let wanted = args[1].clone();
    collect_then(vm, &args[0], move |vm, items| count(vm, &items, &wanted).into())
}

fn count(vm: &mut Vm, items: &[Value], wanted: &Value) -> NativeResult {
    let mut found = 0;
    for item in items {
        found += usize::from(vm.equal(item, wanted)?);
    }
    Ok(Value::index(found))
}

fn operator_index_of(vm: &mut Vm, args: &[Value]) -> Flow {
    if !vm.is_iterable(&args[0]) {
        let name = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("argument of type '{name}' is not iterable")));
    }
    let wanted = args[1].clone();
    collect_then(vm, &args[0], move |vm, items| position(vm, &items, &wanted).into())
}

fn position(vm: &mut Vm, items: &[Value], wanted: &Value) -> NativeResult {
    for (index, item) in items.iter().enumerate() {
        if vm.equal(item, wanted)? {
            return Ok(Value::index(index));
        }
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

/// `length_hint(obj, default=0)`: `len`, or else `__length_hint__`, or else the default.
fn operator_length_hint(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].as_integer().is_none() {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    }
    let name = vm.names.len.clone();
    if vm.lookup_special(&args[0], &name).is_some() {
        match vm.len(&args[0]) {
            Ok(length) => return Ok(Value::index(length)),
            Err(raised) if vm.is_exception(&raised, ExceptionKind::TypeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    let name = vm.names.length_hint.clone();
    let hint = match vm.call_special(&args[0], &name, &[]) {
        None => return Ok(args[1].clone()),
        Some(Err(raised)) if vm.is_exception(&raised, ExceptionKind::TypeError) => return Ok(args[1].clone()),
        Some(hint) => hint?,
    };
    if hint.is_not_implemented() {
        return Ok(args[1].clone());
    }
    match hint.as_integer().map(|hint| hint.is_negative()) {
        Some(false) => Ok(hint),
        Some(true) => Err(vm.value_error("__length_hint__() should return >= 0")),
        None => {
            let name = vm.type_name(&hint);
            Err(vm.type_error(format!("__length_hint__ must be an integer, not {name}")))
        }
    }
}

/// Compares text or bytes in a time that does not depend on where they differ.
fn operator_compare_digest(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let content = |value: &Value| match value.as_ref::<StrObject>() {
        Some(text) => Some((true, text.bytes().to_vec())),
        None => value.as_bytes().map(|bytes| (false, bytes.to_vec())),
    };
    match (content(&args[0]), content(&args[1])) {
        (Some((x_text, x)), Some((y_text, y))) if x_text == y_text => {
            if x_text && !(x.is_ascii() && y.is_ascii()) {
                return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
            }
            let mut difference = u8::from(x.len() != y.len());
            for (index, byte) in y.iter().enumerate() {
                difference |= byte ^ x.get(index).unwrap_or(&!byte);
            }
            Ok(Value::bool(std::hint::black_box(difference) == 0))
        }
        _ => {
            let (x, y) = (vm.type_name(&args[0]), vm.type_name(&args[1]));
            Err(vm.type_error(format!("unsupported operand types(s) or combination of types: '{x}' and '{y}'")))
        }
    }
}

/// The entries of a `**kwargs` dict.
fn keywords(dict: &Value) -> Vec<(Value, Value)> {
    dict.as_ref::<DictObject>().map(DictObject::pairs).unwrap_or_default()
}

/// A call with the positional and keyword arguments of a native's `*args, **kwargs`.
fn call_with(callee: Value, args: Vec<Value>, kwargs: &Value) -> Call {
    Call { callee, args, keywords: keywords(kwargs) }
}
