//! `int`: the table of its abilities and methods. The payload is in `heap/object.rs`, arithmetic in `int/arithmetic.rs`,
//! conversion from text and other types in `int/construct.rs`. See
//! <https://docs.python.org/3.13/library/stdtypes.html#numeric-types-int-float-complex>.

mod arithmetic;
mod construct;

pub(crate) use arithmetic::{int_binary, int_power_modulo, int_unary};
pub(crate) use construct::float_to_int;

use crate::format::{FormatSpec, format_int};
use crate::heap::{IntObject, Kind};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::numbers::{IntRef, compare_ints};
use crate::types::{BinaryOp, CompareOp, GetSetDef, HashSlot, Slots, StrObject, UnaryOp};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, Zero};

/// What `int` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(int_repr),
    hash: HashSlot::Value(int_hash),
    truth: Some(int_truth),
    compare: Some(int_compare),
    binary: Some(int_binary),
    binary_ops: &[
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::DivMod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Xor,
        BinaryOp::Or,
    ],
    unary: Some(int_unary),
    unary_ops: &[UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Invert, UnaryOp::Abs],
    format: Some(int_format),
    new: Some(NativeDef::flow("__new__", "cls, x=..., /, base=...", construct::int_new)),
    construct: Some(NativeDef::flow("int", "x=..., /, base=...", construct::int_construct)),
    methods: METHODS,
    class_methods: &[NativeDef::flow(
        "from_bytes",
        "cls, bytes, byteorder='big', *, signed=False",
        construct::int_from_bytes,
    )],
    getset: &[
        GetSetDef { name: "real", get: int_real, set: None },
        GetSetDef { name: "imag", get: int_imag, set: None },
        GetSetDef { name: "numerator", get: int_real, set: None },
        GetSetDef { name: "denominator", get: int_denominator, set: None },
    ],
    subclassable: true,
    doc: "Integers of any size.",
    ..Slots::NONE
};

const METHODS: &[NativeDef] = &[
    NativeDef::plain("as_integer_ratio", "self, /", int_as_integer_ratio),
    NativeDef::plain("bit_count", "self, /", int_bit_count),
    NativeDef::plain("bit_length", "self, /", int_bit_length),
    NativeDef::plain("conjugate", "self, /", int_int),
    NativeDef::plain("is_integer", "self, /", int_is_integer),
    NativeDef::plain("to_bytes", "self, /, length=1, byteorder='big', *, signed=False", int_to_bytes),
    NativeDef::plain("__index__", "self, /", int_int),
    NativeDef::plain("__int__", "self, /", int_int),
    NativeDef::plain("__trunc__", "self, /", int_int),
    NativeDef::plain("__floor__", "self, /", int_int),
    NativeDef::plain("__ceil__", "self, /", int_int),
    NativeDef::plain("__float__", "self, /", int_float),
    NativeDef::plain("__round__", "self, ndigits=..., /", int_round),
    NativeDef::plain("__getnewargs__", "self, /", int_getnewargs),
];

/// The integer in a value whose kind is known to be `int` or `bool`.
#[inline]
pub(crate) fn integer(value: &Value) -> IntRef<'_> {
    value.as_integer().unwrap_or(IntRef::Small(0))
}

fn int_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    match integer(value) {
        IntRef::Small(i) => {
            let mut buffer = itoa::Buffer::new();
            Ok(vm.str_from_wtf8(buffer.format(i).as_bytes()))
        }
        IntRef::Big(_) => int_format(vm, value, ""),
    }
}

fn int_hash(_: &mut Vm, value: &Value) -> Result<i64, Raised> {
    Ok(match integer(value) {
        IntRef::Small(i) => crate::hash::hash_int(i),
        IntRef::Big(big) => crate::hash::hash_bigint(big),
    })
}

fn int_truth(_: &mut Vm, value: &Value) -> Result<bool, Raised> {
    Ok(!integer(value).is_zero())
}

pub(crate) fn int_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    match (a.as_integer(), b.as_integer()) {
        (Some(a), Some(b)) => Ok(Value::bool(op.holds(compare_ints(a, b)))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn int_format(vm: &mut Vm, value: &Value, spec: &str) -> NativeResult {
    let limit = vm.host.int_max_str_digits;
    let int = integer(value);
    if spec.is_empty()
        && let IntRef::Small(_) = int
    {
        return int_repr(vm, value);
    }
    let spec = FormatSpec::parse_checked(vm, spec.as_bytes(), "int")?;
    let text = format_int(int, &spec, limit);
    match text {
        Ok(text) => Ok(vm.str_from_vec(text)),
        Err(error) => Err(error.raise(vm)),
    }
}

/// The value itself as an exact `int`.
fn int_int(vm: &mut Vm, args: &[Value]) -> NativeResult {
    exact_int(vm, &args[0])
}

/// An `int` equal to an instance of `int`, `bool` or a subclass.
pub(crate) fn exact_int(vm: &mut Vm, value: &Value) -> NativeResult {
    if value.is_exact(Kind::Int) {
        return Ok(value.clone());
    }
    match integer(value) {
        IntRef::Small(i) => Ok(vm.int(i)),
        IntRef::Big(big) => {
            let big = big.clone();
            Ok(vm.bigint(big))
        }
    }
}

fn int_real(vm: &mut Vm, value: &Value) -> NativeResult {
    exact_int(vm, value)
}

fn int_imag(_: &mut Vm, _: &Value) -> NativeResult {
    Ok(Value::index(0))
}

fn int_denominator(_: &mut Vm, _: &Value) -> NativeResult {
    Ok(Value::index(1))
}

fn int_float(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match integer(&args[0]).to_f64() {
        Some(float) => Ok(vm.float(float)),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

fn int_as_integer_ratio(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let int = exact_int(vm, &args[0])?;
    Ok(vm.pair(int, Value::index(1)))
}

fn int_is_integer(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::TRUE)
}

fn int_bit_length(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.int(integer(&args[0]).bits() as i64))
}

fn int_bit_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let count = match integer(&args[0]) {
        IntRef::Small(i) => u64::from(i.unsigned_abs().count_ones()),
        IntRef::Big(big) => big.magnitude().count_ones(),
    };
    Ok(vm.int(count as i64))
}

fn int_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let int = exact_int(vm, &args[0])?;
    Ok(vm.tuple(vec![int]))
}

/// `round(int, ndigits)`: negative digits round to a power of ten, half to even.
fn int_round(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_unbound() || args[1].is_none() {
        return exact_int(vm, &args[0]);
    }
    let digits = vm.index_big(&args[1])?;
    if !digits.is_negative() {
        return exact_int(vm, &args[0]);
    }
    let value = integer(&args[0]).to_big();
    // A power of ten with more digits than the number has rounds it to zero.
    let digits = match u32::try_from(-digits) {
        Ok(digits) if u64::from(digits) <= value.bits() / 3 + 2 => digits,
        _ => return Ok(Value::index(0)),
    };
    let unit = BigInt::from(10).pow(digits);
    let (mut quotient, remainder) = num_integer::Integer::div_mod_floor(value.as_ref(), &unit);
    let twice: BigInt = remainder << 1;
    if twice > unit || twice == unit && num_integer::Integer::is_odd(&quotient) {
        quotient += 1;
    }
    Ok(vm.bigint(quotient * unit))
}

/// Whether the `byteorder` argument says little-endian.
fn little_endian(vm: &mut Vm, order: &Value) -> Result<bool, Raised> {
    let text = match order.as_ref::<StrObject>() {
        Some(text) => text.bytes(),
        None => {
            let name = vm.type_name(order);
            return Err(vm.type_error(format!("byteorder argument must be str, not {name}")));
        }
    };
    match text {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn int_to_bytes(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let little = little_endian(vm, &args[2])?;
    let signed = vm.truthy(&args[3])?;
    let length = vm.index(&args[1])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    vm.check_size(length)?;
    let value = integer(&args[0]).to_big();
    if value.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if value.is_zero() {
        Vec::new()
    } else if signed {
        value.to_signed_bytes_le()
    } else {
        value.magnitude().to_bytes_le()
    };
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, if value.sign() == Sign::Minus { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(vm.bytes(bytes))
}

/// A new object of an `int` class: subclasses always have the number on the heap.
pub(crate) fn int_for_class(vm: &mut Vm, class: &Value, value: Value) -> NativeResult {
    let exact = vm.builtin_class(Kind::Int);
    if class.is(&exact) {
        return Ok(value);
    }
    let number = integer(&value).to_big().into_owned();
    Ok(vm.alloc_for_class(class, IntObject { value: number }))
}
