//! `list`: the object and its methods table. See <https://docs.python.org/3.13/library/stdtypes.html#lists>.
//!
//! Sorting itself is in `objects/ordering.rs`; here are the calls of key functions around it.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer, Tuple};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::objects::iteration::{Called, Fold, Folded, call_directly, chain, fold_iterable};
use crate::objects::ordering::quick_equal;
use crate::types::iterators::{list_reverse_iterator, sequence_iterator};
use crate::types::{BinaryOp, CompareOp, GenericAliasObject, HashSlot, SliceObject, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefCell;

/// The payload of `list`.
pub struct ListObject {
    /// The items. Never borrow across anything that may run script code.
    pub items: RefCell<Vec<Value>>,
}

impl ListObject {
    /// A list of these items.
    pub fn new(items: Vec<Value>) -> ListObject {
        ListObject { items: RefCell::new(items) }
    }

    /// Number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`, if there is one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    /// A copy of the items, to use while script code runs.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    /// Replaces all items and returns the old ones, to be dropped by the caller.
    #[must_use]
    pub fn replace(&self, items: Vec<Value>) -> Vec<Value> {
        std::mem::replace(&mut *self.items.borrow_mut(), items)
    }
}

impl Payload for ListObject {
    const KIND: Kind = Kind::List;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.items.borrow().iter());
    }

    fn clear(&self) {
        let old = std::mem::take(&mut *self.items.borrow_mut());
        drop(old);
    }
}

/// What `list` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(list_repr),
    hash: HashSlot::Unhashable,
    len: Some(|_, list| Ok(list.expect_ref::<ListObject>().len())),
    get_item: Some(list_get_item),
    set_item: Some(list_set_item),
    contains: Some(list_contains),
    iter: Some(|vm, list| Ok(sequence_iterator(vm, Kind::ListIterator, list))),
    compare: Some(list_compare),
    binary: Some(list_binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Mul],
    inplace: Some(list_inplace),
    inplace_ops: &[BinaryOp::Add, BinaryOp::Mul],
    new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", list_new)),
    construct: Some(NativeDef::flow("list", "iterable=..., /", list_construct)),
    methods: &[
        NativeDef::plain("append", "self, object, /", list_append),
        NativeDef::plain("clear", "self, /", list_clear),
        NativeDef::plain("copy", "self, /", list_copy),
        NativeDef::plain("count", "self, value, /", list_count),
        NativeDef::flow("extend", "self, iterable, /", list_extend),
        NativeDef::plain("index", "self, value, start=0, stop=..., /", list_index),
        NativeDef::plain("insert", "self, index, object, /", list_insert),
        NativeDef::plain("pop", "self, index=-1, /", list_pop),
        NativeDef::plain("remove", "self, value, /", list_remove),
        NativeDef::plain("reverse", "self, /", list_reverse),
        NativeDef::flow("sort", "self, *, key=None, reverse=False", list_sort),
        NativeDef::flow("__init__", "self, iterable=..., /", list_init),
        NativeDef::plain("__reversed__", "self, /", list_reversed),
        NativeDef::plain("__sizeof__", "self, /", list_sizeof),
    ],
    class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem)],
    subclassable: true,
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument \
          must be an iterable if specified.",
    ..Slots::NONE
};

fn this(args: &[Value]) -> &ListObject {
    args[0].expect_ref::<ListObject>()
}

// ---- making lists ----

fn list_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.alloc_for_class(&args[0], ListObject::new(Vec::new())))
}

fn list_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].is_unbound() {
        return Flow::Return(vm.list(Vec::new()));
    }
    if let Some(items) = vm.quick_items(&args[0]) {
        return Flow::Return(vm.list(items));
    }
    let list = vm.list(Vec::new());
    fold_iterable(vm, &args[0], Extend { list: list.clone(), result: list })
}

fn list_init(vm: &mut Vm, args: &[Value]) -> Flow {
    let old = this(args).replace(Vec::new());
    drop(old);
    if args[1].is_unbound() { Flow::Return(Value::NONE) } else { list_extend(vm, args) }
}

/// `class[item]` of the builtin containers.
pub(crate) fn class_getitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = match args[1].as_ref::<Tuple>() {
        Some(_) => args[1].clone(),
        None => vm.tuple(vec![args[1].clone()]),
    };
    Ok(vm.alloc(GenericAliasObject { origin: args[0].clone(), args: items, starred: false }))
}

// ---- methods ----

fn list_append(_: &mut Vm, args: &[Value]) -> NativeResult {
    this(args).items.borrow_mut().push(args[1].clone());
    Ok(Value::NONE)
}

fn list_clear(_: &mut Vm, args: &[Value]) -> NativeResult {
    let mut old = this(args).replace(Vec::new());
    // From the end, which is the order in which CPython's finalisers run.
    while let Some(item) = old.pop() {
        drop(item);
    }
    Ok(Value::NONE)
}

fn list_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = this(args).to_vec();
    Ok(vm.list(items))
}

fn list_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (mut count, mut i) = (0, 0);
    while let Some(item) = this(args).get(i) {
        if vm.same_item(&item, &args[1])? {
            count += 1;
        }
        i += 1;
    }
    Ok(Value::index(count))
}

struct Extend {
    list: Value,
    result: Value,
}

impl Fold for Extend {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        let mut items = self.list.expect_ref::<ListObject>().items.borrow_mut();
        items.push(item);
        let length = items.len();
        drop(items);
        if length & 0xffff == 0 {
            vm.check_size(length * 16)?;
        }
        Ok(Folded::More)
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(self.result)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.list, &self.result]);
    }
}

fn list_extend(vm: &mut Vm, args: &[Value]) -> Flow {
    match vm.quick_items(&args[1]) {
        Some(items) => {
            this(args).items.borrow_mut().extend(items);
            Flow::Return(Value::NONE)
        }
        None => fold_iterable(vm, &args[1], Extend { list: args[0].clone(), result: Value::NONE }),
    }
}

fn list_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let start = index_bound(vm, &args[2], || this(args).len())?;
    let stop = if args[3].is_unbound() { usize::MAX } else { index_bound(vm, &args[3], || this(args).len())? };
    let mut i = start;
    while i < stop
        && let Some(item) = this(args).get(i)
    {
        if vm.same_item(&item, &args[1])? {
            return Ok(Value::index(i));
        }
        i += 1;
    }
    let text = vm.repr_string(&args[1])?;
    Err(vm.value_error(format!("{text} is not in list")))
}

/// A bound of `list.index` and `tuple.index`: negative ones count from the end.
pub(crate) fn index_bound(vm: &mut Vm, bound: &Value, length: impl Fn() -> usize) -> Result<usize, Raised> {
    if !vm.has_index(bound) {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let bound = vm.index_clamped(bound)?;
    Ok(if bound < 0 { bound.saturating_add(length() as i64).max(0) as usize } else { bound as usize })
}

fn list_insert(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let index = vm.index(&args[1])?;
    let mut items = this(args).items.borrow_mut();
    let length = items.len() as i64;
    let at = if index < 0 { (index + length).max(0) } else { index.min(length) };
    items.insert(at as usize, args[2].clone());
    Ok(Value::NONE)
}

fn list_pop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let list = this(args);
    if args[1].as_small_int() == Some(-1) {
        return match list.items.borrow_mut().pop() {
            Some(item) => Ok(item),
            None => Err(vm.index_error("pop from empty list")),
        };
    }
    let index = vm.index(&args[1])?;
    let length = list.len();
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    match vm.sequence_position(index, length) {
        Some(at) => Ok(list.items.borrow_mut().remove(at)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn list_remove(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut i = 0;
    while let Some(item) = this(args).get(i) {
        if vm.same_item(&item, &args[1])? {
            let mut items = this(args).items.borrow_mut();
            if i < items.len() {
                let old = items.remove(i);
                drop(items);
                drop(old);
            }
            return Ok(Value::NONE);
        }
        i += 1;
    }
    Err(vm.value_error("list.remove(x): x not in list"))
}

fn list_reverse(_: &mut Vm, args: &[Value]) -> NativeResult {
    this(args).items.borrow_mut().reverse();
    Ok(Value::NONE)
}

fn list_reversed(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(list_reverse_iterator(vm, &args[0]))
}

fn list_sizeof(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::index(40 + 8 * this(args).items.borrow().capacity()))
}

// ---- sorting ----

fn list_sort(vm: &mut Vm, args: &[Value]) -> Flow {
    let reverse = match vm.truthy(&args[2]) {
        Ok(reverse) => reverse,
        Err(raised) => return Flow::Raise(raised),
    };
    // The list looks empty while it is sorted, so that key functions and comparisons cannot disturb the sort.
    let items = this(args).replace(Vec::new());
    let list = args[0].clone();
    sort_then(vm, items, args[1].clone(), reverse, move |vm, items, result| {
        let meddled = list.expect_ref::<ListObject>().replace(items);
        match result {
            Ok(()) if meddled.is_empty() => Flow::Return(Value::NONE),
            Ok(()) => {
                drop(meddled);
                Flow::Raise(vm.value_error("list modified during sort"))
            }
            Err(raised) => Flow::Raise(raised),
        }
    })
}

/// Sorts items by a key function (or `None`), then continues with them; after an exception they come in some order.
pub(crate) fn sort_then(
    vm: &mut Vm,
    items: Vec<Value>,
    key: Value,
    reverse: bool,
    then: impl FnOnce(&mut Vm, Vec<Value>, Result<(), Raised>) -> Flow + 'static,
) -> Flow {
    if key.is_none() {
        let (items, result) = vm.sort_items(items, None, reverse);
        return then(vm, items, result);
    }
    let keys = Vec::with_capacity(items.len());
    Box::new(SortKeys { items, keys, key, reverse, then }).run(vm)
}

struct SortKeys<F> {
    items: Vec<Value>,
    keys: Vec<Value>,
    key: Value,
    reverse: bool,
    then: F,
}

impl<F: FnOnce(&mut Vm, Vec<Value>, Result<(), Raised>) -> Flow + 'static> SortKeys<F> {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        while self.keys.len() < self.items.len() {
            let item = self.items[self.keys.len()].clone();
            match call_directly(vm, &self.key, vec![item]) {
                Called::Done(Ok(key)) => self.keys.push(key),
                Called::Done(Err(raised)) => {
                    let this = *self;
                    return (this.then)(vm, this.items, Err(raised));
                }
                Called::Wait(Flow::TailCall(call)) => return Flow::Call(call, self),
                Called::Wait(pending) => return chain(vm, pending, self),
            }
        }
        let this = *self;
        let (items, result) = vm.sort_items(this.items, Some(this.keys), this.reverse);
        (this.then)(vm, items, result)
    }
}

impl<F: FnOnce(&mut Vm, Vec<Value>, Result<(), Raised>) -> Flow + 'static> crate::native::Continuation for SortKeys<F> {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(key) => {
                self.keys.push(key);
                self.run(vm)
            }
            Err(raised) => {
                let this = *self;
                (this.then)(vm, this.items, Err(raised))
            }
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.items);
        tracer.values(&self.keys);
        tracer.value(&self.key);
    }
}

// ---- slots ----

fn list_repr(vm: &mut Vm, list: &Value) -> NativeResult {
    let object = list.expect_ref::<ListObject>();
    if object.is_empty() {
        return Ok(vm.str("[]"));
    }
    if !vm.enter_repr(list) {
        return Ok(vm.str("[...]"));
    }
    let result = repr_items(vm, b"[", |i| object.get(i), b"]");
    vm.leave_repr(list);
    result
}

/// Joins the reprs of items with commas between two brackets.
pub(crate) fn repr_items(vm: &mut Vm, open: &[u8], get: impl Fn(usize) -> Option<Value>, close: &[u8]) -> NativeResult {
    let mut out = open.to_vec();
    let mut i = 0;
    while let Some(item) = get(i) {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        vm.push_repr(&mut out, &item)?;
        i += 1;
    }
    out.extend_from_slice(close);
    Ok(vm.str_from_vec(out))
}

impl Vm {
    /// Appends `repr(value)` to WTF-8 text that is being built.
    pub(crate) fn push_repr(&mut self, out: &mut Vec<u8>, value: &Value) -> Result<(), Raised> {
        use std::io::Write;
        match value.as_small_int() {
            Some(i) => write!(out, "{i}").expect("a vector takes all that is written"),
            None => {
                let text = self.repr(value)?;
                out.extend_from_slice(text.expect_ref::<StrObject>().bytes());
            }
        }
        if out.len() > 1 << 20 {
            self.check_signals()?;
            self.check_size(out.len())?;
        }
        Ok(())
    }

    /// Marks a container whose repr is being made; false when it already is, so that it contains itself.
    pub fn enter_repr(&mut self, container: &Value) -> bool {
        let address = container.address();
        if self.active_reprs.contains(&address) {
            return false;
        }
        self.active_reprs.push(address);
        true
    }

    /// Undoes [`Vm::enter_repr`].
    pub fn leave_repr(&mut self, container: &Value) {
        let address = container.address();
        if let Some(at) = self.active_reprs.iter().rposition(|a| *a == address) {
            self.active_reprs.remove(at);
        }
    }
}

fn list_position(vm: &mut Vm, list: &ListObject, key: &Value, what: &str) -> Result<usize, Raised> {
    let index = match key.as_small_int() {
        Some(index) => index,
        None if vm.has_index(key) => vm.index_sized(key, ExceptionKind::IndexError)?,
        None => {
            let name = vm.type_name(key);
            return Err(vm.type_error(format!("list indices must be integers or slices, not {name}")));
        }
    };
    match vm.sequence_position(index, list.len()) {
        Some(at) => Ok(at),
        None => Err(vm.index_error(format!("list {what} out of range"))),
    }
}

fn list_get_item(vm: &mut Vm, list: &Value, key: &Value) -> NativeResult {
    let object = list.expect_ref::<ListObject>();
    if let Some(slice) = key.as_ref::<SliceObject>() {
        let slice = vm.unpack_slice(slice)?;
        let items = object.items.borrow();
        let range = slice.over(items.len());
        let picked = match range.contiguous() {
            Some(range) => items[range].to_vec(),
            None => range.indexes().map(|i| items[i].clone()).collect(),
        };
        drop(items);
        return Ok(vm.list(picked));
    }
    let at = list_position(vm, object, key, "index")?;
    Ok(object.get(at).expect("the position was checked"))
}

fn list_set_item(vm: &mut Vm, list: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    let object = list.expect_ref::<ListObject>();
    if let Some(slice) = key.as_ref::<SliceObject>() {
        return list_set_slice(vm, list, slice, value);
    }
    let at = list_position(vm, object, key, "assignment index")?;
    let mut items = object.items.borrow_mut();
    let old = if value.is_unbound() { items.remove(at) } else { std::mem::replace(&mut items[at], value.clone()) };
    drop(items);
    drop(old);
    Ok(())
}

fn list_set_slice(vm: &mut Vm, list: &Value, slice: &SliceObject, value: &Value) -> Result<(), Raised> {
    let object = list.expect_ref::<ListObject>();
    let slice = vm.unpack_slice(slice)?;
    if value.is_unbound() {
        let mut items = object.items.borrow_mut();
        let range = slice.over(items.len());
        let old: Vec<Value> = match range.contiguous() {
            Some(range) => items.drain(range).collect(),
            None => {
                let old: Vec<Value> = range.indexes().map(|i| std::mem::take(&mut items[i])).collect();
                if !old.is_empty() {
                    items.retain(|item| !item.is_unbound());
                }
                old
            }
        };
        drop(items);
        drop(old);
        return Ok(());
    }
    let new = match vm.collect(value) {
        Ok(new) => new,
        Err(raised) => {
            let iterable = vm.iter(value).is_ok();
            if iterable || !vm.is_exception(&raised, ExceptionKind::TypeError) {
                return Err(raised);
            }
            return Err(vm.type_error("must assign iterable to extended slice"));
        }
    };
    let mut items = object.items.borrow_mut();
    let range = slice.over(items.len());
    let old: Vec<Value> = if let Some(range) = range.contiguous() {
        items.splice(range, new).collect()
    } else if range.count == new.len() {
        range.indexes().zip(new).map(|(i, value)| std::mem::replace(&mut items[i], value)).collect()
    } else {
        drop(items);
        let (given, count) = (new.len(), range.count);
        return Err(
            vm.value_error(format!("attempt to assign sequence of size {given} to extended slice of size {count}"))
        );
    };
    drop(items);
    drop(old);
    Ok(())
}

fn list_contains(vm: &mut Vm, list: &Value, item: &Value) -> Result<bool, Raised> {
    let object = list.expect_ref::<ListObject>();
    let mut i = 0;
    loop {
        // As far as possible under one borrow; what needs script code is compared outside of it.
        let items = object.items.borrow();
        let Some(candidate) = items.get(i) else { return Ok(false) };
        let known = quick_equal(candidate, item);
        let candidate = if known.is_none() { candidate.clone() } else { Value::UNBOUND };
        drop(items);
        let equal = match known {
            Some(equal) => equal,
            None => vm.equal(&candidate, item)?,
        };
        if equal {
            return Ok(true);
        }
        i += 1;
        if i & 0xffff == 0 {
            vm.check_signals()?;
        }
    }
}

fn list_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<ListObject>(), b.as_ref::<ListObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    vm.compare_sequences(op, || (x.len(), y.len()), |i| x.get(i), |i| y.get(i))
}

fn list_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_ref::<ListObject>(), b.as_ref::<ListObject>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            let (x, y) = (x.items.borrow(), y.items.borrow());
            let mut items = Vec::with_capacity(x.len() + y.len());
            items.extend_from_slice(&x);
            items.extend_from_slice(&y);
            Ok(vm.list(items))
        }
        BinaryOp::Mul => {
            let (list, count) = if a.kind() == Kind::List { (a, b) } else { (b, a) };
            let Some(count) = repeat_count(vm, count)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let items = list.expect_ref::<ListObject>().to_vec();
            let items = repeat_items(vm, &items, count)?;
            Ok(vm.list(items))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// How often `sequence * n` repeats; `None` when `n` is no integer.
pub(crate) fn repeat_count(vm: &mut Vm, count: &Value) -> Result<Option<usize>, Raised> {
    if !vm.has_index(count) {
        return Ok(None);
    }
    let count = vm.index_sized(count, ExceptionKind::OverflowError)?;
    Ok(Some(count.max(0) as usize))
}

/// The items `count` times over.
pub(crate) fn repeat_items(vm: &mut Vm, items: &[Value], count: usize) -> Result<Vec<Value>, Raised> {
    let total = match items.len().checked_mul(count) {
        Some(total) if total < 1 << 56 => total,
        _ => return Err(vm.memory_error()),
    };
    vm.check_size(total * 8)?;
    let mut out = Vec::new();
    if out.try_reserve_exact(total).is_err() {
        return Err(vm.memory_error());
    }
    if let [single] = items {
        out.resize(total, single.clone());
        return Ok(out);
    }
    if !items.is_empty() {
        for _ in 0..count {
            out.extend_from_slice(items);
        }
    }
    Ok(out)
}

fn list_inplace(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    let list = a.expect_ref::<ListObject>();
    match op {
        BinaryOp::Add => {
            if let Some(items) = vm.quick_items(b) {
                list.items.borrow_mut().extend(items);
                return Ok(a.clone());
            }
            let iterator = vm.iter(b)?;
            while let Some(item) = vm.next(&iterator)? {
                list.items.borrow_mut().push(item);
                if list.len() & 0xfff == 0 {
                    vm.check_signals()?;
                }
            }
            Ok(a.clone())
        }
        BinaryOp::Mul => {
            let Some(count) = repeat_count(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let items = list.to_vec();
            let items = repeat_items(vm, &items, count)?;
            let old = list.replace(items);
            drop(old);
            Ok(a.clone())
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
