//! `tuple`: what it can do natively. The payload is in `heap/object.rs`. See
//! <https://docs.python.org/3.13/library/stdtypes.html#tuples>.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::objects::drain::collect_then;
use crate::types::iterators::sequence_iterator;
use crate::types::list::{class_getitem, index_bound, repeat_count, repeat_items, repr_items};
use crate::types::{BinaryOp, CompareOp, HashSlot, SliceObject, Slots, TypeObject};
use crate::value::Value;
use crate::vm::Vm;

/// What `tuple` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(tuple_repr),
    hash: HashSlot::Value(|vm, tuple| vm.hash_tuple(tuple)),
    len: Some(|_, tuple| Ok(items(tuple).len())),
    get_item: Some(tuple_get_item),
    contains: Some(tuple_contains),
    iter: Some(|vm, tuple| Ok(sequence_iterator(vm, Kind::TupleIterator, tuple))),
    compare: Some(tuple_compare),
    binary: Some(tuple_binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Mul],
    new: Some(NativeDef::flow("__new__", "cls, iterable=..., /", tuple_new)),
    construct: Some(NativeDef::flow("tuple", "iterable=..., /", tuple_construct)),
    methods: &[
        NativeDef::plain("count", "self, value, /", tuple_count),
        NativeDef::plain("index", "self, value, start=0, stop=..., /", tuple_index),
        NativeDef::plain("__getnewargs__", "self, /", tuple_getnewargs),
    ],
    class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem)],
    subclassable: true,
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable \
          is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value \
          is the same object.",
    ..Slots::NONE
};

fn items(tuple: &Value) -> &[Value] {
    tuple.expect_ref::<Tuple>().items()
}

fn tuple_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].is_unbound() {
        return Flow::Return(vm.tuple(Vec::new()));
    }
    if args[0].is_exact(Kind::Tuple) {
        return Flow::Return(args[0].clone());
    }
    collect_then(vm, &args[0], |vm, items| Flow::Return(vm.tuple(items)))
}

fn tuple_new(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].is(&vm.builtin_class(Kind::Tuple)) {
        return tuple_construct(vm, &args[1..]);
    }
    if args[1].is_unbound() {
        return Flow::Return(vm.tuple_for_class(&args[0], Vec::new()));
    }
    let class = args[0].clone();
    collect_then(vm, &args[1], move |vm, items| Flow::Return(vm.tuple_for_class(&class, items)))
}

impl Vm {
    /// A tuple of `class`, which derives from `tuple`.
    pub fn tuple_for_class(&mut self, class: &Value, items: Vec<Value>) -> Value {
        let shape = class.expect_ref::<TypeObject>().root_shape.get();
        if shape.index() == 0 {
            return self.tuple(items);
        }
        let extra = if self.heap.shape(shape).extra_offset == 0 { 0 } else { 8 };
        self.heap.tuple_with_shape(shape, extra, items.into_iter())
    }
}

fn tuple_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut count = 0;
    for item in items(&args[0]) {
        if vm.same_item(item, &args[1])? {
            count += 1;
        }
    }
    Ok(Value::index(count))
}

fn tuple_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = items(&args[0]);
    let start = index_bound(vm, &args[2], || items.len())?;
    let stop = if args[3].is_unbound() { items.len() } else { index_bound(vm, &args[3], || items.len())? };
    for (i, item) in items.iter().enumerate().take(stop).skip(start) {
        if vm.same_item(item, &args[1])? {
            return Ok(Value::index(i));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn tuple_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let copy = vm.tuple(items(&args[0]).to_vec());
    Ok(vm.tuple(vec![copy]))
}

fn tuple_repr(vm: &mut Vm, tuple: &Value) -> NativeResult {
    let items = items(tuple);
    if items.is_empty() {
        return Ok(vm.str("()"));
    }
    if !vm.enter_repr(tuple) {
        return Ok(vm.str("(...)"));
    }
    let close: &[u8] = if items.len() == 1 { b",)" } else { b")" };
    let result = repr_items(vm, b"(", |i| items.get(i).cloned(), close);
    vm.leave_repr(tuple);
    result
}

fn tuple_get_item(vm: &mut Vm, tuple: &Value, key: &Value) -> NativeResult {
    let items = items(tuple);
    if let Some(slice) = key.as_ref::<SliceObject>() {
        let range = vm.unpack_slice(slice)?.over(items.len());
        if range.step == 1 && range.count == items.len() && tuple.is_exact(Kind::Tuple) {
            return Ok(tuple.clone());
        }
        let picked = match range.contiguous() {
            Some(range) => items[range].to_vec(),
            None => range.indexes().map(|i| items[i].clone()).collect(),
        };
        return Ok(vm.tuple(picked));
    }
    let index = match key.as_small_int() {
        Some(index) => index,
        None if vm.has_index(key) => vm.index_sized(key, ExceptionKind::IndexError)?,
        None => {
            let name = vm.type_name(key);
            return Err(vm.type_error(format!("tuple indices must be integers or slices, not {name}")));
        }
    };
    match vm.sequence_position(index, items.len()) {
        Some(at) => Ok(items[at].clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn tuple_contains(vm: &mut Vm, tuple: &Value, item: &Value) -> Result<bool, Raised> {
    for candidate in items(tuple) {
        if vm.same_item(candidate, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn tuple_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<Tuple>(), b.as_ref::<Tuple>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.items(), y.items());
    // Tuples of different length compare their items even for equality, which scripts can observe.
    for (p, q) in x.iter().zip(y) {
        if vm.same_item(p, q)? {
            continue;
        }
        return match op {
            CompareOp::Eq => Ok(Value::FALSE),
            CompareOp::Ne => Ok(Value::TRUE),
            _ => vm.compare(op, p, q),
        };
    }
    Ok(Value::bool(op.holds(x.len().cmp(&y.len()))))
}

fn tuple_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_ref::<Tuple>(), b.as_ref::<Tuple>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if x.items().is_empty() && b.is_exact(Kind::Tuple) {
                return Ok(b.clone());
            }
            if y.items().is_empty() && a.is_exact(Kind::Tuple) {
                return Ok(a.clone());
            }
            Ok(vm.tuple([x.items(), y.items()].concat()))
        }
        BinaryOp::Mul => {
            let (tuple, count) = if a.kind() == Kind::Tuple { (a, b) } else { (b, a) };
            let Some(count) = repeat_count(vm, count)? else { return Ok(Value::NOT_IMPLEMENTED) };
            if count == 1 && tuple.is_exact(Kind::Tuple) {
                return Ok(tuple.clone());
            }
            let items = repeat_items(vm, items(tuple), count)?;
            Ok(vm.tuple(items))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
