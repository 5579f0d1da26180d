//! `deque`: a ring buffer with an optional bound.

use super::data;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use taipan_vm::iteration::{Fold, Folded, fold_iterable};
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::{BinaryOp, CompareOp, GetSetDef, HashSlot, Slots};
use taipan_vm::{ExceptionKind, Flow, Kind, NativeDef, NativeResult, Raised, Tracer, Value, Vm};

struct Deque {
    items: RefCell<VecDeque<Value>>,
    maxlen: Cell<Option<usize>>,
    /// Counts changes of the length, so that iteration notices them.
    version: Cell<u64>,
}

impl NativeData for Deque {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.items.borrow().iter());
    }

    fn clear(&self) {
        let old = self.items.take();
        drop(old);
    }
}

impl Deque {
    fn len(&self) -> usize {
        self.items.borrow().len()
    }

    fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    fn changed(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }

    /// Adds at the right end; what falls out at the left is returned, to be dropped by the caller.
    fn push(&self, item: Value) -> Option<Value> {
        let mut items = self.items.borrow_mut();
        self.changed();
        items.push_back(item);
        if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_front() } else { None }
    }

    fn push_left(&self, item: Value) -> Option<Value> {
        let mut items = self.items.borrow_mut();
        self.changed();
        items.push_front(item);
        if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_back() } else { None }
    }

    fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }
}

pub(super) static DEQUE: NativeClassDef = NativeClassDef {
    name: "deque",
    module: "collections",
    slots: &Slots {
        new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", |vm, args| Ok(new_deque(vm, &args[0], None)))),
        repr: Some(deque_repr),
        hash: HashSlot::Unhashable,
        len: Some(|_, deque| Ok(data::<Deque>(deque).len())),
        get_item: Some(deque_get_item),
        set_item: Some(deque_set_item),
        contains: Some(deque_contains),
        iter: Some(|vm, deque| Ok(new_iterator(vm, deque, false))),
        compare: Some(deque_compare),
        binary: Some(deque_binary),
        binary_ops: &[BinaryOp::Add, BinaryOp::Mul],
        inplace: Some(deque_inplace),
        inplace_ops: &[BinaryOp::Add, BinaryOp::Mul],
        methods: &[
            NativeDef::flow("__init__", "self, iterable=..., maxlen=None", deque_init),
            NativeDef::plain("append", "self, item, /", |_, args| {
                let fallen = data::<Deque>(&args[0]).push(args[1].clone());
                drop(fallen);
                Ok(Value::NONE)
            }),
            NativeDef::plain("appendleft", "self, item, /", |_, args| {
                let fallen = data::<Deque>(&args[0]).push_left(args[1].clone());
                drop(fallen);
                Ok(Value::NONE)
            }),
            NativeDef::plain("clear", "self, /", deque_clear),
            NativeDef::plain("copy", "self, /", deque_copy),
            NativeDef::plain("__copy__", "self, /", deque_copy),
            NativeDef::plain("count", "self, value, /", deque_count),
            NativeDef::flow("extend", "self, iterable, /", |vm, args| extend(vm, &args[0], &args[1], false)),
            NativeDef::flow("extendleft", "self, iterable, /", |vm, args| extend(vm, &args[0], &args[1], true)),
            NativeDef::plain("index", "self, value, start=0, stop=..., /", deque_index),
            NativeDef::plain("insert", "self, index, value, /", deque_insert),
            NativeDef::plain("pop", "self, /", deque_pop),
            NativeDef::plain("popleft", "self, /", deque_popleft),
            NativeDef::plain("remove", "self, value, /", deque_remove),
            NativeDef::plain("reverse", "self, /", |_, args| {
                data::<Deque>(&args[0]).items.borrow_mut().make_contiguous().reverse();
                Ok(Value::NONE)
            }),
            NativeDef::plain("rotate", "self, n=1, /", deque_rotate),
            NativeDef::plain("__reversed__", "self, /", |vm, args| Ok(new_iterator(vm, &args[0], true))),
            NativeDef::plain("__reduce__", "self, /", deque_reduce),
        ],
        class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", |vm, args| {
            Ok(crate::generic_alias(vm, &args[0], &args[1]))
        })],
        getset: &[GetSetDef {
            name: "maxlen",
            get: |_, deque| Ok(data::<Deque>(deque).maxlen.get().map_or(Value::NONE, Value::index)),
            set: None,
        }],
        subclassable: true,
        doc: "A list-like sequence optimized for data accesses near its endpoints.",
        ..Slots::NONE
    },
};

// ---- making and filling ----

fn new_deque(vm: &mut Vm, class: &Value, maxlen: Option<usize>) -> Value {
    let (items, maxlen, version) = (RefCell::default(), Cell::new(maxlen), Cell::new(0));
    vm.native_object(class, Deque { items, maxlen, version })
}

fn deque_init(vm: &mut Vm, args: &[Value]) -> Flow {
    let maxlen = match &args[2] {
        none if none.is_none() => None,
        size if matches!(size.kind(), Kind::Int | Kind::Bool) => match vm.index(size) {
            Ok(size) if size >= 0 => Some(size as usize),
            Ok(_) => return Flow::Raise(vm.value_error("maxlen must be non-negative")),
            Err(raised) => return Flow::Raise(raised),
        },
        _ => return Flow::Raise(vm.type_error("an integer is required")),
    };
    let deque = data::<Deque>(&args[0]);
    deque.maxlen.set(maxlen);
    deque.changed();
    let old = deque.items.take();
    drop(old);
    if args[1].is_unbound() { Flow::Return(Value::NONE) } else { extend(vm, &args[0], &args[1], false) }
}

struct Extend {
    deque: Value,
    left: bool,
}

impl Fold for Extend {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        let deque = data::<Deque>(&self.deque);
        let fallen = if self.left { deque.push_left(item) } else { deque.push(item) };
        drop(fallen);
        let length = deque.len();
        if length & 0xffff == 0 {
            vm.check_size(length * 16)?;
        }
        Ok(Folded::More)
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(Value::NONE)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.deque);
    }
}

fn extend(vm: &mut Vm, deque: &Value, iterable: &Value, left: bool) -> Flow {
    let folder = Extend { deque: deque.clone(), left };
    if iterable.is(deque) {
        // Extending by itself: by what it has now.
        let items = data::<Deque>(deque).to_vec();
        let items = vm.list(items);
        return fold_iterable(vm, &items, folder);
    }
    fold_iterable(vm, iterable, folder)
}

fn deque_clear(_: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    deque.changed();
    let old = deque.items.take();
    drop(old);
    Ok(Value::NONE)
}

/// A deque of the same class and bound with these items.
fn like(vm: &mut Vm, deque: &Value, items: Vec<Value>) -> NativeResult {
    let class = vm.class_of(deque);
    let maxlen = data::<Deque>(deque).maxlen.get();
    if class.is(&vm.native_class(&DEQUE)) {
        let copy = new_deque(vm, &class, maxlen);
        for item in items {
            let fallen = data::<Deque>(&copy).push(item);
            drop(fallen);
        }
        return Ok(copy);
    }
    let items = vm.list(items);
    match maxlen {
        Some(maxlen) => vm.call(&class, &[items, Value::index(maxlen)]),
        None => vm.call(&class, &[items]),
    }
}

fn deque_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = data::<Deque>(&args[0]).to_vec();
    like(vm, &args[0], items)
}

fn deque_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let class = vm.class_of(&args[0]);
    let empty = vm.tuple(Vec::new());
    let new_args = match deque.maxlen.get() {
        Some(maxlen) => vm.tuple(vec![empty, Value::index(maxlen)]),
        None => empty,
    };
    let state = vm.instance_dict(&args[0]).unwrap_or(Value::NONE);
    let iterator = new_iterator(vm, &args[0], false);
    Ok(vm.tuple(vec![class, new_args, state, iterator]))
}

// ---- methods ----

fn deque_pop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let popped = deque.items.borrow_mut().pop_back();
    take_popped(vm, deque, popped)
}

fn deque_popleft(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let popped = deque.items.borrow_mut().pop_front();
    take_popped(vm, deque, popped)
}

fn take_popped(vm: &mut Vm, deque: &Deque, popped: Option<Value>) -> NativeResult {
    match popped {
        Some(item) => {
            deque.changed();
            Ok(item)
        }
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

#[cold]
fn mutated(vm: &mut Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}

fn deque_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let version = deque.version.get();
    let mut count = 0;
    for i in 0..deque.len() {
        let Some(item) = deque.get(i) else { return Err(mutated(vm)) };
        if vm.same_item(&item, &args[1])? {
            count += 1;
        }
        if deque.version.get() != version {
            return Err(mutated(vm));
        }
    }
    Ok(Value::index(count))
}

/// The position of the first item in a range of positions that equals `value`.
fn find(vm: &mut Vm, deque: &Deque, value: &Value, start: usize, stop: usize) -> Result<Option<usize>, Raised> {
    let version = deque.version.get();
    for i in start..stop.min(deque.len()) {
        let Some(item) = deque.get(i) else { return Err(mutated(vm)) };
        if vm.same_item(&item, value)? {
            return Ok(Some(i));
        }
        if deque.version.get() != version {
            return Err(mutated(vm));
        }
    }
    Ok(None)
}

fn deque_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let length = deque.len();
    let start = vm.search_bound(&args[2], 0, length)?;
    let stop = vm.search_bound(&args[3], length, length)?;
    match find(vm, deque, &args[1], start, stop)? {
        Some(at) => Ok(Value::index(at)),
        None => {
            let text = vm.repr_string(&args[1])?;
            Err(vm.value_error(format!("{text} is not in deque")))
        }
    }
}

fn deque_remove(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let deque = data::<Deque>(&args[0]);
    let version = deque.version.get();
    match find(vm, deque, &args[1], 0, usize::MAX)? {
        Some(_) if deque.version.get() != version => Err(vm.index_error("deque mutated during remove().")),
        Some(at) => {
            let old = deque.items.borrow_mut().remove(at);
            deque.changed();
            drop(old);
            Ok(Value::NONE)
        }
        None => {
            let text = vm.repr_string(&args[1])?;
            Err(vm.value_error(format!("{text} is not in deque")))
        }
    }
}

fn deque_insert(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let index = vm.index(&args[1])?;
    let deque = data::<Deque>(&args[0]);
    let mut items = deque.items.borrow_mut();
    let length = items.len();
    if deque.maxlen.get().is_some_and(|max| length >= max) {
        drop(items);
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = if index < 0 { (index + length as i64).max(0) as usize } else { (index as usize).min(length) };
    items.insert(at, args[2].clone());
    drop(items);
    deque.changed();
    Ok(Value::NONE)
}

fn deque_rotate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let steps = vm.index(&args[1])?;
    let deque = data::<Deque>(&args[0]);
    let mut items = deque.items.borrow_mut();
    let length = items.len();
    if length > 1 {
        items.rotate_right(steps.rem_euclid(length as i64) as usize);
        drop(items);
        deque.changed();
    }
    Ok(Value::NONE)
}

// ---- slots ----

fn deque_repr(vm: &mut Vm, this: &Value) -> NativeResult {
    if !vm.enter_repr(this) {
        return Ok(vm.str("[...]"));
    }
    let deque = data::<Deque>(this);
    let items = deque.to_vec();
    let items = vm.list(items);
    let text = vm.repr_string(&items);
    vm.leave_repr(this);
    let (name, text) = (crate::short_name(vm, this), text?);
    Ok(vm.string(match deque.maxlen.get() {
        Some(maxlen) => format!("{name}({text}, maxlen={maxlen})"),
        None => format!("{name}({text})"),
    }))
}

fn position(vm: &mut Vm, deque: &Deque, key: &Value) -> Result<usize, Raised> {
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    }
    let index = vm.index_sized(key, ExceptionKind::IndexError)?;
    match vm.sequence_position(index, deque.len()) {
        Some(at) => Ok(at),
        None => Err(vm.index_error("deque index out of range")),
    }
}

fn deque_get_item(vm: &mut Vm, this: &Value, key: &Value) -> NativeResult {
    let deque = data::<Deque>(this);
    let at = position(vm, deque, key)?;
    Ok(deque.get(at).unwrap_or_default())
}

fn deque_set_item(vm: &mut Vm, this: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    let deque = data::<Deque>(this);
    let at = position(vm, deque, key)?;
    let mut items = deque.items.borrow_mut();
    let old = if value.is_unbound() {
        deque.changed();
        items.remove(at)
    } else {
        items.get_mut(at).map(|item| std::mem::replace(item, value.clone()))
    };
    drop(items);
    drop(old);
    Ok(())
}

fn deque_contains(vm: &mut Vm, this: &Value, item: &Value) -> Result<bool, Raised> {
    Ok(find(vm, data::<Deque>(this), item, 0, usize::MAX)?.is_some())
}

fn deque_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.native::<Deque>(), b.native::<Deque>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (x, y) = (x.to_vec(), y.to_vec());
    let (x, y) = (vm.list(x), vm.list(y));
    vm.compare(op, &x, &y)
}

fn repeated(vm: &mut Vm, deque: &Deque, count: &Value) -> Result<Option<Vec<Value>>, Raised> {
    if !vm.has_index(count) {
        return Ok(None);
    }
    let count = vm.index(count)?;
    let items = deque.to_vec();
    let items = vm.list(items);
    let count = vm.int(count);
    let product = vm.binary(BinaryOp::Mul, &items, &count)?;
    vm.collect(&product).map(Some)
}

fn deque_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let Some(x) = a.native::<Deque>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let Some(y) = b.native::<Deque>() else {
                let name = vm.type_name(b);
                return Err(vm.type_error(format!("can only concatenate deque (not \"{name}\") to deque")));
            };
            let mut items = x.to_vec();
            items.extend(y.to_vec());
            like(vm, a, items)
        }
        BinaryOp::Mul => {
            let (deque, count) = if a.native::<Deque>().is_some() { (a, b) } else { (b, a) };
            match repeated(vm, data::<Deque>(deque), count)? {
                Some(items) => like(vm, deque, items),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn deque_inplace(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    let deque = data::<Deque>(a);
    let items = match op {
        BinaryOp::Add => vm.collect(b)?,
        BinaryOp::Mul => match repeated(vm, deque, b)? {
            Some(items) => {
                let old = deque.items.take();
                drop(old);
                deque.changed();
                items
            }
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    for item in items {
        let fallen = deque.push(item);
        drop(fallen);
    }
    Ok(a.clone())
}

// ---- iterators ----

struct DequeIterator {
    deque: Value,
    index: Cell<usize>,
    version: u64,
    reversed: bool,
}

impl NativeData for DequeIterator {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.deque);
    }
}

const ITERATOR: Slots = Slots {
    iter: Some(|_, iterator| Ok(iterator.clone())),
    next: Some(deque_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", |_, args| {
        let iterator = data::<DequeIterator>(&args[0]);
        Ok(Value::index(data::<Deque>(&iterator.deque).len().saturating_sub(iterator.index.get())))
    })],
    ..Slots::NONE
};

static DEQUE_ITERATOR: NativeClassDef =
    NativeClassDef { name: "_deque_iterator", module: "collections", slots: &Slots { ..ITERATOR } };

static DEQUE_REVERSE_ITERATOR: NativeClassDef =
    NativeClassDef { name: "_deque_reverse_iterator", module: "collections", slots: &Slots { ..ITERATOR } };

fn new_iterator(vm: &mut Vm, deque: &Value, reversed: bool) -> Value {
    let class = vm.native_class(if reversed { &DEQUE_REVERSE_ITERATOR } else { &DEQUE_ITERATOR });
    let version = data::<Deque>(deque).version.get();
    vm.native_object(&class, DequeIterator { deque: deque.clone(), index: Cell::new(0), version, reversed })
}

fn deque_iterator_next(vm: &mut Vm, this: &Value) -> Result<Option<Value>, Raised> {
    let iterator = data::<DequeIterator>(this);
    let deque = data::<Deque>(&iterator.deque);
    let index = iterator.index.get();
    if index == usize::MAX {
        return Ok(None);
    }
    if deque.version.get() != iterator.version {
        iterator.index.set(usize::MAX);
        return Err(mutated(vm));
    }
    let length = deque.len();
    if index >= length {
        iterator.index.set(usize::MAX);
        return Ok(None);
    }
    iterator.index.set(index + 1);
    Ok(deque.get(if iterator.reversed { length - 1 - index } else { index }))
}
