//! Builtin functions on numbers: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`, `sum`, `min`, `max`.

use crate::format::int_digits;
use crate::heap::{Kind, Tracer, Tuple};
use crate::native::{Call, Flow, NativeResult, Raised};
use crate::numbers::IntRef;
use crate::objects::iteration::{Fold, Folded, call_found_then, fold_iterable};
use crate::objects::ordering::quick_order;
use crate::types::{BinaryOp, CompareOp, ListObject, UnaryOp, int_power_modulo};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn builtin_abs(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.abs.clone();
    match vm.lookup_override(&args[0], &name) {
        Some(method) => call_found_then(vm, &method, &args[0], Vec::new(), |_, result| Flow::from(result)),
        None => Flow::from(vm.unary(UnaryOp::Abs, &args[0])),
    }
}

fn in_base(vm: &mut Vm, value: &Value, base: u32, prefix: &str) -> NativeResult {
    let converted;
    let number = match value.as_integer() {
        Some(number) => number,
        None => {
            converted = vm.index_big(value)?;
            IntRef::Big(&converted)
        }
    };
    vm.check_size(number.bits() as usize)?;
    let digits = int_digits(number, base, 0).map_err(|error| error.raise(vm))?;
    let sign = if number.is_negative() { "-" } else { "" };
    let mut text = Vec::with_capacity(digits.len() + 3);
    text.extend_from_slice(sign.as_bytes());
    text.extend_from_slice(prefix.as_bytes());
    text.extend_from_slice(&digits);
    Ok(vm.str_from_vec(text))
}

pub(super) fn builtin_bin(vm: &mut Vm, args: &[Value]) -> NativeResult {
    in_base(vm, &args[0], 2, "0b")
}

pub(super) fn builtin_oct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    in_base(vm, &args[0], 8, "0o")
}

pub(super) fn builtin_hex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    in_base(vm, &args[0], 16, "0x")
}

pub(super) fn builtin_divmod(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.binary(BinaryOp::DivMod, &args[0], &args[1])
}

// ---- pow and round ----

pub(super) fn builtin_pow(vm: &mut Vm, args: &[Value]) -> Flow {
    let [base, exponent, modulus] = args else { unreachable!("the signature has three parameters") };
    if modulus.is_none() {
        return Flow::from(vm.binary(BinaryOp::Pow, base, exponent));
    }
    let name = vm.names.pow.clone();
    if let Some(method) = vm.lookup_override(base, &name)
        && method.kind() != Kind::MethodDescriptor
    {
        return call_found_then(vm, &method, base, vec![exponent.clone(), modulus.clone()], |_, r| Flow::from(r));
    }
    let integer = |v: &Value| matches!(v.kind(), Kind::Int | Kind::Bool);
    if integer(base) && integer(exponent) && integer(modulus) {
        return Flow::from(int_power_modulo(vm, base, exponent, modulus));
    }
    let number = |v: &Value| matches!(v.kind(), Kind::Int | Kind::Bool | Kind::Float);
    if number(base) && number(exponent) && number(modulus) {
        return Flow::Raise(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let (x, y, z) = (vm.type_name(base), vm.type_name(exponent), vm.type_name(modulus));
    Flow::Raise(vm.type_error(format!("unsupported operand type(s) for ** or pow(): '{x}', '{y}', '{z}'")))
}

pub(super) fn builtin_round(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.round.clone();
    let Some(method) = vm.lookup_special(&args[0], &name) else {
        let class = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("type {class} doesn't define __round__ method")));
    };
    let digits = if args[1].is_none() { Vec::new() } else { vec![args[1].clone()] };
    call_found_then(vm, &method, &args[0], digits, |_, result| Flow::from(result))
}

// ---- sum ----

/// A running total: exact integers first, then floats with the rounding error kept apart (Neumaier), then anything.
struct Sum {
    state: Total,
}

enum Total {
    Int(i64),
    Float { high: f64, low: f64 },
    Any(Value),
}

impl Sum {
    fn new(start: Value) -> Sum {
        Sum { state: Sum::total_of(start) }
    }

    fn total_of(value: Value) -> Total {
        if let Some(int) = value.as_small_int() {
            return Total::Int(int);
        }
        match value.as_float() {
            Some(high) if value.is_exact(Kind::Float) => Total::Float { high, low: 0.0 },
            _ => Total::Any(value),
        }
    }

    fn value(self, vm: &mut Vm) -> Value {
        match self.state {
            Total::Int(int) => vm.int(int),
            Total::Float { high, low } => vm.float(if low != 0.0 && low.is_finite() { high + low } else { high }),
            Total::Any(value) => value,
        }
    }

    #[inline]
    fn add(&mut self, vm: &mut Vm, item: &Value) -> Result<(), Raised> {
        match &mut self.state {
            Total::Int(total) => {
                if let Some(int) = item.as_int_or_bool()
                    && let Some(sum) = total.checked_add(int)
                {
                    *total = sum;
                    return Ok(());
                }
            }
            Total::Float { high, low } => {
                if let Some(x) = item.as_float()
                    && item.is_exact(Kind::Float)
                {
                    let sum = *high + x;
                    *low += if high.abs() >= x.abs() { (*high - sum) + x } else { (x - sum) + *high };
                    *high = sum;
                    return Ok(());
                }
                if let Some(int) = item.as_int_or_bool() {
                    *high += int as f64;
                    return Ok(());
                }
            }
            Total::Any(total) => {
                *total = vm.binary(BinaryOp::Add, total, item)?;
                return Ok(());
            }
        }
        let left = Sum { state: std::mem::replace(&mut self.state, Total::Int(0)) };
        let integer = matches!(left.state, Total::Int(_));
        let left = left.value(vm);
        let sum = vm.binary(BinaryOp::Add, &left, item)?;
        // From integers a float may follow; what has been added generically once stays generic.
        self.state = if integer { Sum::total_of(sum) } else { Total::Any(sum) };
        Ok(())
    }
}

impl Fold for Sum {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        self.add(vm, &item)?;
        Ok(Folded::More)
    }

    fn finish(self, vm: &mut Vm) -> Flow {
        Flow::Return(self.value(vm))
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Total::Any(total) = &self.state {
            tracer.value(total);
        }
    }
}

pub(super) fn builtin_sum(vm: &mut Vm, args: &[Value]) -> Flow {
    let refused = match args[1].kind() {
        Kind::Str => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Kind::Bytes => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Kind::ByteArray => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = refused {
        return Flow::Raise(vm.type_error(message));
    }
    let mut sum = Sum::new(args[1].clone());
    let iterable = &args[0];
    if iterable.is_exact(Kind::List) || iterable.is_exact(Kind::Tuple) {
        let result = sum_sequence(vm, &mut sum, iterable);
        return match result {
            Ok(()) => Flow::Return(sum.value(vm)),
            Err(raised) => Flow::Raise(raised),
        };
    }
    fold_iterable(vm, iterable, sum)
}

fn sum_sequence(vm: &mut Vm, sum: &mut Sum, sequence: &Value) -> Result<(), Raised> {
    let get = |i: usize| match sequence.as_ref::<Tuple>() {
        Some(tuple) => tuple.items().get(i).cloned(),
        None => sequence.expect_ref::<ListObject>().get(i),
    };
    let mut i = 0;
    while let Some(item) = get(i) {
        sum.add(vm, &item)?;
        i += 1;
        if i & 0xfff == 0 {
            vm.check_signals()?;
        }
    }
    Ok(())
}

// ---- min and max ----

pub(super) fn builtin_min(vm: &mut Vm, args: &[Value]) -> Flow {
    extreme(vm, args, CompareOp::Lt)
}

pub(super) fn builtin_max(vm: &mut Vm, args: &[Value]) -> Flow {
    extreme(vm, args, CompareOp::Gt)
}

struct Extreme {
    op: CompareOp,
    key: Value,
    default: Value,
    /// The item whose key is being computed.
    candidate: Value,
    best: Value,
    best_key: Value,
}

impl Extreme {
    fn offer(&mut self, vm: &mut Vm, item: Value, key: Value) -> Result<(), Raised> {
        let better = if self.best.is_unbound() {
            true
        } else if let Some(order) = quick_order(&key, &self.best_key) {
            self.op.holds(order)
        } else {
            let result = vm.compare(self.op, &key, &self.best_key)?;
            vm.truthy(&result)?
        };
        if better {
            self.best = item;
            self.best_key = key;
        }
        Ok(())
    }
}

impl Fold for Extreme {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        if self.key.is_none() {
            self.offer(vm, item.clone(), item)?;
            return Ok(Folded::More);
        }
        self.candidate = item.clone();
        Ok(Folded::Call(Call::new(self.key.clone(), vec![item])))
    }

    fn called(&mut self, vm: &mut Vm, key: Value) -> Result<Folded, Raised> {
        let item = std::mem::take(&mut self.candidate);
        self.offer(vm, item, key)?;
        Ok(Folded::More)
    }

    fn finish(self, vm: &mut Vm) -> Flow {
        if !self.best.is_unbound() {
            return Flow::Return(self.best);
        }
        if !self.default.is_unbound() {
            return Flow::Return(self.default);
        }
        let name = if self.op == CompareOp::Lt { "min" } else { "max" };
        Flow::Raise(vm.value_error(format!("{name}() iterable argument is empty")))
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.key, &self.default, &self.candidate, &self.best, &self.best_key]);
    }
}

fn extreme(vm: &mut Vm, args: &[Value], op: CompareOp) -> Flow {
    let (key, default) = (args[0].clone(), args[1].clone());
    let name = if op == CompareOp::Lt { "min" } else { "max" };
    let positional = args[2].expect_ref::<Tuple>().items();
    if positional.len() > 1 && !default.is_unbound() {
        let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Flow::Raise(vm.type_error(message));
    }
    let mut extreme =
        Extreme { op, key, default, candidate: Value::UNBOUND, best: Value::UNBOUND, best_key: Value::UNBOUND };
    match positional {
        [] => Flow::Raise(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => fold_iterable(vm, iterable, extreme),
        // Two numbers or strings, the common call, need no iterator.
        items if extreme.key.is_none() => {
            for item in items {
                if let Err(raised) = extreme.offer(vm, item.clone(), item.clone()) {
                    return Flow::Raise(raised);
                }
            }
            extreme.finish(vm)
        }
        _ => fold_iterable(vm, &args[2], extreme),
    }
}
