//! `range` and `slice`: the objects and their methods tables. See
//! <https://docs.python.org/3.13/library/stdtypes.html#ranges>. Iteration over ranges is in `iterators.rs`.

use crate::exceptions::ExceptionKind;
use crate::heap::{IntObject, Kind, Payload, Tracer};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::objects::hash::combine;
use crate::types::iterators::range_iterator;
use crate::types::{CompareOp, GetSetDef, HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The payload of `range`: three integers of any size.
pub struct RangeObject {
    /// First value.
    pub start: Value,
    /// Bound.
    pub stop: Value,
    /// Step, never zero.
    pub step: Value,
    /// Number of values, an integer of any size.
    pub length: Value,
}

impl RangeObject {
    /// Start, step and length, when start, stop and step are small.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        self.stop.as_small_int()?;
        Some((self.start.as_small_int()?, self.step.as_small_int()?, self.length.as_small_int()?))
    }
}

impl Payload for RangeObject {
    const KIND: Kind = Kind::Range;
    const CONTAINER: bool = false;
}

/// The payload of `slice`.
pub struct SliceObject {
    /// Lower bound or `None`.
    pub start: Value,
    /// Upper bound or `None`.
    pub stop: Value,
    /// Step or `None`.
    pub step: Value,
}

impl Payload for SliceObject {
    const KIND: Kind = Kind::Slice;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.start, &self.stop, &self.step]);
    }
}

/// What `range` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(range_repr),
    hash: HashSlot::Value(range_hash),
    truth: Some(|_, range| Ok(this(range).length.as_small_int() != Some(0))),
    len: Some(range_len),
    get_item: Some(range_get_item),
    contains: Some(range_contains),
    iter: Some(|vm, range| Ok(range_iterator(vm, range, false))),
    compare: Some(range_compare),
    new: Some(NativeDef::plain("__new__", "cls, start, stop=..., step=..., /", |vm, args| {
        range_construct(vm, &args[1..])
    })),
    construct: Some(NativeDef::plain("range", "start, stop=..., step=..., /", range_construct)),
    methods: &[
        NativeDef::plain("count", "self, value, /", range_count),
        NativeDef::plain("index", "self, value, /", range_index),
        NativeDef::plain("__reversed__", "self, /", |vm, args| Ok(range_iterator(vm, &args[0], true))),
    ],
    getset: &[
        GetSetDef { name: "start", get: |_, range| Ok(this(range).start.clone()), set: None },
        GetSetDef { name: "stop", get: |_, range| Ok(this(range).stop.clone()), set: None },
        GetSetDef { name: "step", get: |_, range| Ok(this(range).step.clone()), set: None },
    ],
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a \
          sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, \
          ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the \
          valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
    ..Slots::NONE
};

fn this(range: &Value) -> &RangeObject {
    range.expect_ref::<RangeObject>()
}

/// An exact `int` value seen as a big integer.
pub(crate) fn to_big(value: &Value) -> BigInt {
    match (value.as_int_or_bool(), value.as_ref::<IntObject>()) {
        (Some(small), _) => BigInt::from(small),
        (None, Some(big)) => big.value.clone(),
        (None, None) => BigInt::zero(),
    }
}

/// `operator.index(value)` as an `int` value.
pub(crate) fn index_value(vm: &mut Vm, value: &Value) -> NativeResult {
    if value.word().is_int() {
        return Ok(value.clone());
    }
    let big = vm.index_big(value)?;
    Ok(vm.bigint(big))
}

fn range_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let one = Value::index(1);
    let (start, stop, step) = if args[1].is_unbound() {
        (Value::index(0), index_value(vm, &args[0])?, one)
    } else {
        let start = index_value(vm, &args[0])?;
        let stop = index_value(vm, &args[1])?;
        let step = if args[2].is_unbound() { one } else { index_value(vm, &args[2])? };
        (start, stop, step)
    };
    if step.as_small_int() == Some(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.range(start, stop, step))
}

impl Vm {
    /// A range of `int` values; the step must not be zero.
    pub fn range(&mut self, start: Value, stop: Value, step: Value) -> Value {
        let length = match (start.as_small_int(), stop.as_small_int(), step.as_small_int()) {
            (Some(a), Some(b), Some(s)) => {
                let count = if s > 0 && a < b {
                    (b - a - 1) / s + 1
                } else if s < 0 && a > b {
                    (a - b - 1) / -s + 1
                } else {
                    0
                };
                self.int(count)
            }
            _ => {
                let (a, b, s) = (to_big(&start), to_big(&stop), to_big(&step));
                let span = if s.is_positive() { b - a } else { a - b };
                let count = if span.is_positive() { (span - 1u32) / s.abs() + 1u32 } else { BigInt::zero() };
                self.bigint(count)
            }
        };
        self.alloc(RangeObject { start, stop, step, length })
    }

    /// A slice object; missing parts are `None`.
    pub fn slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        self.alloc(SliceObject { start, stop, step })
    }
}

fn range_len(vm: &mut Vm, range: &Value) -> Result<usize, Raised> {
    match to_big(&this(range).length).to_i64() {
        Some(length) => Ok(length as usize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn range_repr(vm: &mut Vm, range: &Value) -> NativeResult {
    let range = this(range);
    let (start, stop) = (vm.repr_string(&range.start)?, vm.repr_string(&range.stop)?);
    if range.step.as_small_int() == Some(1) {
        return Ok(vm.string(format!("range({start}, {stop})")));
    }
    let step = vm.repr_string(&range.step)?;
    Ok(vm.string(format!("range({start}, {stop}, {step})")))
}

/// What decides equality: the length, the start unless empty, the step unless of one value.
fn identity_parts(range: &RangeObject) -> [Value; 3] {
    let (start, step) = match range.length.as_small_int() {
        Some(0) => (Value::NONE, Value::NONE),
        Some(1) => (range.start.clone(), Value::NONE),
        _ => (range.start.clone(), range.step.clone()),
    };
    [range.length.clone(), start, step]
}

fn range_hash(vm: &mut Vm, range: &Value) -> Result<i64, Raised> {
    let parts = identity_parts(this(range));
    let parts = vm.tuple(parts.to_vec());
    vm.hash(&parts)
}

fn range_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<RangeObject>(), b.as_ref::<RangeObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = true;
    for (p, q) in identity_parts(x).iter().zip(&identity_parts(y)) {
        equal = equal && vm.same_item(p, q)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

/// The value at a position that is known to be in range.
fn value_at(vm: &mut Vm, range: &RangeObject, position: &BigInt) -> Value {
    let value = to_big(&range.start) + to_big(&range.step) * position;
    vm.bigint(value)
}

fn range_get_item(vm: &mut Vm, range: &Value, key: &Value) -> NativeResult {
    let range = this(range);
    if let (Some(index), Some((start, step, length))) = (key.as_small_int(), range.small()) {
        let at = if index < 0 { index + length } else { index };
        if !(0..length).contains(&at) {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(vm.int(start + at * step));
    }
    if let Some(slice) = key.as_ref::<SliceObject>() {
        let length = to_big(&range.length);
        let (start, stop, step) = slice_indices(vm, slice, &length)?;
        let start = value_at(vm, range, &start);
        let stop = value_at(vm, range, &stop);
        let step = vm.bigint(step * to_big(&range.step));
        return Ok(vm.range(start, stop, step));
    }
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("range indices must be integers or slices, not {name}")));
    }
    let (index, length) = (vm.index_big(key)?, to_big(&range.length));
    let at = if index.is_negative() { index + &length } else { index };
    if at.is_negative() || at >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(value_at(vm, range, &at))
}

/// The position of an integer in the range.
fn position_of(range: &RangeObject, value: &BigInt) -> Option<BigInt> {
    let (distance, remainder) = (value - to_big(&range.start)).div_rem(&to_big(&range.step));
    let inside = remainder.is_zero() && !distance.is_negative() && distance < to_big(&range.length);
    if inside { Some(distance) } else { None }
}

/// The position of anything that may equal an integer; other objects are compared with every value.
fn find(vm: &mut Vm, range: &Value, value: &Value) -> Result<Option<BigInt>, Raised> {
    if let (Some(i), Some((start, step, length))) = (value.as_int_or_bool(), this(range).small()) {
        let distance = i.wrapping_sub(start);
        let at = distance / step;
        let inside = distance % step == 0 && (0..length).contains(&at);
        return Ok(if inside { Some(BigInt::from(at)) } else { None });
    }
    if value.is_exact(Kind::Int) || value.kind() == Kind::Bool {
        return Ok(position_of(this(range), &to_big(value)));
    }
    if let (true, Some(f)) = (value.is_exact(Kind::Float), value.as_float()) {
        if f.is_finite() && f.trunc() == f {
            let integer = <BigInt as num_traits::FromPrimitive>::from_f64(f);
            return Ok(integer.and_then(|i| position_of(this(range), &i)));
        }
        return Ok(None);
    }
    if matches!(value.kind(), Kind::Str | Kind::None | Kind::Bytes) && value.shape().index() == 0 {
        return Ok(None);
    }
    let iterator = range_iterator(vm, range, false);
    let mut at = BigInt::zero();
    while let Some(candidate) = vm.next(&iterator)? {
        if vm.equal(&candidate, value)? {
            return Ok(Some(at));
        }
        at += 1u32;
        vm.check_signals()?;
    }
    Ok(None)
}

fn range_contains(vm: &mut Vm, range: &Value, item: &Value) -> Result<bool, Raised> {
    if let (Some(i), Some((start, step, length))) = (item.as_small_int(), this(range).small()) {
        let distance = i - start;
        return Ok(distance % step == 0 && (0..length).contains(&(distance / step)));
    }
    Ok(find(vm, range, item)?.is_some())
}

fn range_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let found = find(vm, &args[0], &args[1])?;
    Ok(Value::index(usize::from(found.is_some())))
}

fn range_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match find(vm, &args[0], &args[1])? {
        Some(position) => Ok(vm.bigint(position)),
        None if matches!(args[1].kind(), Kind::Int | Kind::Bool) => {
            let text = vm.repr_string(&args[1])?;
            Err(vm.value_error(format!("{text} is not in range")))
        }
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

// ---- slice ----

/// What `slice` can do natively.
pub(crate) static SLICE_SLOTS: Slots = Slots {
    repr: Some(slice_repr),
    hash: HashSlot::Value(slice_hash),
    compare: Some(slice_compare),
    new: Some(NativeDef::plain("__new__", "cls, start, stop=..., step=..., /", |vm, args| {
        slice_construct(vm, &args[1..])
    })),
    construct: Some(NativeDef::plain("slice", "start, stop=..., step=..., /", slice_construct)),
    methods: &[NativeDef::plain("indices", "self, length, /", slice_method_indices)],
    getset: &[
        GetSetDef { name: "start", get: |_, slice| Ok(slice.expect_ref::<SliceObject>().start.clone()), set: None },
        GetSetDef { name: "stop", get: |_, slice| Ok(slice.expect_ref::<SliceObject>().stop.clone()), set: None },
        GetSetDef { name: "step", get: |_, slice| Ok(slice.expect_ref::<SliceObject>().step.clone()), set: None },
    ],
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. \
          a[0:10:2]).",
    ..Slots::NONE
};

fn slice_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_unbound() {
        return Ok(vm.slice(Value::NONE, args[0].clone(), Value::NONE));
    }
    let step = args[2].bound().cloned().unwrap_or(Value::NONE);
    Ok(vm.slice(args[0].clone(), args[1].clone(), step))
}

fn slice_parts(slice: &SliceObject) -> [&Value; 3] {
    [&slice.start, &slice.stop, &slice.step]
}

fn slice_repr(vm: &mut Vm, slice: &Value) -> NativeResult {
    let mut out = b"slice(".to_vec();
    for (i, part) in slice_parts(slice.expect_ref()).into_iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        vm.push_repr(&mut out, part)?;
    }
    out.push(b')');
    Ok(vm.str_from_vec(out))
}

fn slice_hash(vm: &mut Vm, slice: &Value) -> Result<i64, Raised> {
    let mut hashes = [0; 3];
    for (hash, part) in hashes.iter_mut().zip(slice_parts(slice.expect_ref())) {
        *hash = vm.hash(part)?;
    }
    Ok(combine(hashes.into_iter()))
}

fn slice_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<SliceObject>(), b.as_ref::<SliceObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (slice_parts(x), slice_parts(y));
    vm.compare_sequences(op, || (3, 3), |i| x.get(i).map(|v| (*v).clone()), |i| y.get(i).map(|v| (*v).clone()))
}

fn slice_part(vm: &mut Vm, part: &Value) -> Result<BigInt, Raised> {
    if !vm.has_index(part) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    vm.index_big(part)
}

/// Start, stop and step of a slice over a sequence of any length, as `slice.indices` gives them.
fn slice_indices(vm: &mut Vm, slice: &SliceObject, length: &BigInt) -> Result<(BigInt, BigInt, BigInt), Raised> {
    let step = if slice.step.is_none() { BigInt::one() } else { slice_part(vm, &slice.step)? };
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let (lowest, highest) =
        if step.is_negative() { (BigInt::from(-1), length - 1u32) } else { (BigInt::zero(), length.clone()) };
    let clamp = |bound: BigInt| {
        let bound = if bound.is_negative() { bound + length } else { bound };
        bound.clamp(lowest.clone(), highest.clone())
    };
    let start = match slice.start.is_none() {
        true if step.is_negative() => highest.clone(),
        true => lowest.clone(),
        false => clamp(slice_part(vm, &slice.start)?),
    };
    let stop = match slice.stop.is_none() {
        true if step.is_negative() => lowest.clone(),
        true => highest.clone(),
        false => clamp(slice_part(vm, &slice.stop)?),
    };
    Ok((start, stop, step))
}

fn slice_method_indices(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let length = vm.index_big(&args[1])?;
    if length.is_negative() {
        return Err(vm.error(ExceptionKind::ValueError, "length should not be negative"));
    }
    let (start, stop, step) = slice_indices(vm, args[0].expect_ref(), &length)?;
    let parts = vec![vm.bigint(start), vm.bigint(stop), vm.bigint(step)];
    Ok(vm.tuple(parts))
}
