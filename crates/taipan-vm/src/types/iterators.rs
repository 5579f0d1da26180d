//! The iterators over sequences and ranges, `iter(callable, sentinel)`, and the iterator types among the builtins:
//! `enumerate`, `zip`, `map`, `filter`, `reversed`. Iterators over dicts and sets are in `views.rs`, those over text and
//! bytes advance in `str.rs` and `bytes.rs`.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, ShapeId, Tracer, Tuple};
use crate::native::{Call, Continuation, Flow, NativeDef, NativeResult, Raised};
use crate::objects::iteration::{
    Called, Step, call_directly, call_found_then, chain, iter_all_then, iter_then, next_then, step, wait,
};
use crate::types::list::class_getitem;
use crate::types::range::{index_value, to_big};
use crate::types::views::dict_iterator;
use crate::types::{DictPart, DictViewObject, ListObject, RangeObject, Slots};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::Signed;
use std::cell::{Cell, RefCell};

/// Iterates over a list, tuple, string, bytes, or anything with `__getitem__`.
pub struct SequenceIterator {
    /// What is iterated; unbound once exhausted.
    pub source: RefCell<Value>,
    /// The next index; for strings the next byte offset.
    pub index: Cell<usize>,
}

impl SequenceIterator {
    fn exhaust(&self) {
        let old = self.source.take();
        drop(old);
    }
}

impl Payload for SequenceIterator {
    const KIND: Kind = Kind::SequenceIterator;

    fn accepts(kind: Kind) -> bool {
        matches!(
            kind,
            Kind::SequenceIterator | Kind::ListIterator | Kind::TupleIterator | Kind::StrIterator | Kind::BytesIterator
        )
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.source.borrow());
    }

    fn clear(&self) {
        self.source.take();
    }
}

/// Iterates over a range of small integers, or (with `big`) of integers of any size.
pub struct RangeIterator {
    /// Next value.
    pub next: Cell<i64>,
    /// How many values are left.
    pub left: Cell<u64>,
    /// Distance between values.
    pub step: i64,
    /// Next value, step and number left, for ranges that do not fit.
    pub big: RefCell<Option<Box<(BigInt, BigInt, BigInt)>>>,
}

impl Payload for RangeIterator {
    const KIND: Kind = Kind::RangeIterator;
    const CONTAINER: bool = false;
}

/// `iter(callable, sentinel)`.
pub struct CallableIterator {
    /// What is called; unbound once exhausted.
    pub callable: RefCell<Value>,
    /// The value that ends the iteration.
    pub sentinel: Value,
}

impl Payload for CallableIterator {
    const KIND: Kind = Kind::CallableIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.callable.borrow());
        tracer.value(&self.sentinel);
    }

    fn clear(&self) {
        self.callable.take();
    }
}

/// `enumerate`.
pub struct EnumerateObject {
    /// The iterator.
    pub iterator: Value,
    /// The next number.
    pub count: RefCell<Value>,
}

impl Payload for EnumerateObject {
    const KIND: Kind = Kind::Enumerate;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.iterator);
        tracer.value(&self.count.borrow());
    }
}

/// `zip`.
pub struct ZipObject {
    /// The iterators.
    pub iterators: Vec<Value>,
    /// Whether unequal lengths are an error.
    pub strict: bool,
}

impl Payload for ZipObject {
    const KIND: Kind = Kind::Zip;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.iterators);
    }
}

/// `map`.
pub struct MapObject {
    /// The function.
    pub function: Value,
    /// The iterators.
    pub iterators: Vec<Value>,
}

impl Payload for MapObject {
    const KIND: Kind = Kind::Map;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.function);
        tracer.values(&self.iterators);
    }
}

/// `filter`.
pub struct FilterObject {
    /// The predicate, or `None`.
    pub function: Value,
    /// The iterator.
    pub iterator: Value,
}

impl Payload for FilterObject {
    const KIND: Kind = Kind::Filter;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.function);
        tracer.value(&self.iterator);
    }
}

/// `reversed` over a sequence.
pub struct ReversedObject {
    /// The sequence; unbound once exhausted.
    pub source: RefCell<Value>,
    /// One more than the next index.
    pub index: Cell<usize>,
}

impl Payload for ReversedObject {
    const KIND: Kind = Kind::Reversed;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::Reversed | Kind::ListReverseIterator)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.source.borrow());
    }

    fn clear(&self) {
        self.source.take();
    }
}

/// Runs a `__new__` for exactly the builtin type.
fn with_class(vm: &mut Vm, kind: Kind, args: &[Value], new: crate::native::FlowFn) -> Flow {
    let mut all = Vec::with_capacity(args.len() + 1);
    all.push(vm.builtin_class(kind));
    all.extend_from_slice(args);
    new(vm, &all)
}

/// An iterator's `__iter__`.
pub(crate) fn iter_self(_: &mut Vm, iterator: &Value) -> NativeResult {
    Ok(iterator.clone())
}

/// What all iterators can do.
pub(crate) const ITERATOR: Slots = Slots { iter: Some(iter_self), ..Slots::NONE };

// ---- list, tuple, anything with __getitem__ ----

/// What `list_iterator` can do natively.
pub(crate) static LIST_ITERATOR_SLOTS: Slots =
    Slots { next: Some(list_iterator_next), methods: SEQUENCE_ITERATOR_METHODS, ..ITERATOR };

/// What `tuple_iterator` can do natively.
pub(crate) static TUPLE_ITERATOR_SLOTS: Slots =
    Slots { next: Some(tuple_iterator_next), methods: SEQUENCE_ITERATOR_METHODS, ..ITERATOR };

/// What `iterator` can do natively.
pub(crate) static SEQUENCE_ITERATOR_SLOTS: Slots =
    Slots { next_flow: Some(sequence_iterator_next), methods: SEQUENCE_ITERATOR_METHODS, ..ITERATOR };

const SEQUENCE_ITERATOR_METHODS: &[NativeDef] =
    &[NativeDef::plain("__length_hint__", "self, /", sequence_iterator_length_hint)];

/// An iterator of this kind over a sequence.
pub(crate) fn sequence_iterator(vm: &mut Vm, kind: Kind, source: &Value) -> Value {
    let iterator = SequenceIterator { source: RefCell::new(source.clone()), index: Cell::new(0) };
    vm.heap.alloc_with(ShapeId::builtin(kind), 0, iterator)
}

fn list_iterator_next(_: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<SequenceIterator>();
    let source = this.source.borrow();
    let Some(list) = source.as_ref::<ListObject>() else { return Ok(None) };
    let index = this.index.get();
    let item = list.get(index);
    drop(source);
    match item {
        Some(_) => this.index.set(index + 1),
        None => this.exhaust(),
    }
    Ok(item)
}

fn tuple_iterator_next(_: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<SequenceIterator>();
    let source = this.source.borrow();
    let Some(tuple) = source.as_ref::<Tuple>() else { return Ok(None) };
    let index = this.index.get();
    let item = tuple.items().get(index).cloned();
    drop(source);
    match item {
        Some(_) => this.index.set(index + 1),
        None => this.exhaust(),
    }
    Ok(item)
}

fn sequence_iterator_next(vm: &mut Vm, iterator: &Value) -> Flow {
    let this = iterator.expect_ref::<SequenceIterator>();
    let source = this.source.borrow().clone();
    if source.is_unbound() {
        return Flow::Return(Value::UNBOUND);
    }
    let index = Value::index(this.index.get());
    let iterator = iterator.clone();
    let name = vm.names.getitem.clone();
    let Some(method) = vm.lookup_special(&source, &name) else {
        let item = vm.get_item(&source, &index);
        return take_indexed(vm, &iterator, item);
    };
    call_found_then(vm, &method, &source, vec![index], move |vm, item| take_indexed(vm, &iterator, item))
}

fn take_indexed(vm: &mut Vm, iterator: &Value, item: NativeResult) -> Flow {
    let this = iterator.expect_ref::<SequenceIterator>();
    match item {
        Ok(item) => {
            this.index.set(this.index.get() + 1);
            Flow::Return(item)
        }
        Err(raised)
            if vm.is_exception(&raised, ExceptionKind::IndexError)
                || vm.is_exception(&raised, ExceptionKind::StopIteration) =>
        {
            this.exhaust();
            Flow::Return(Value::UNBOUND)
        }
        Err(raised) => Flow::Raise(raised),
    }
}

fn sequence_iterator_length_hint(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let this = args[0].expect_ref::<SequenceIterator>();
    let source = this.source.borrow().clone();
    if source.is_unbound() {
        return Ok(Value::index(0));
    }
    let length = vm.len(&source)?;
    Ok(Value::index(length.saturating_sub(this.index.get())))
}

// ---- range ----

/// What `range_iterator` can do natively.
pub(crate) static RANGE_ITERATOR_SLOTS: Slots = Slots {
    next: Some(range_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", range_iterator_length_hint)],
    ..ITERATOR
};

/// An iterator over a range, backwards perhaps.
pub(crate) fn range_iterator(vm: &mut Vm, range: &Value, reversed: bool) -> Value {
    let range = range.expect_ref::<RangeObject>();
    if let Some((start, step, length)) = range.small()
        && step != i64::MIN
    {
        let (start, step) = if reversed { (start + (length - 1).max(0) * step, -step) } else { (start, step) };
        let (next, left) = (Cell::new(start), Cell::new(length as u64));
        return vm.alloc(RangeIterator { next, left, step, big: RefCell::new(None) });
    }
    let (start, step, length) = (to_big(&range.start), to_big(&range.step), to_big(&range.length));
    let parts = if reversed { (start + (&length - 1u32) * &step, -step, length) } else { (start, step, length) };
    let big = RefCell::new(Some(Box::new(parts)));
    vm.alloc(RangeIterator { next: Cell::new(0), left: Cell::new(0), step: 0, big })
}

fn range_iterator_next(vm: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<RangeIterator>();
    let left = this.left.get();
    if left > 0 {
        let value = this.next.get();
        this.left.set(left - 1);
        this.next.set(value.wrapping_add(this.step));
        return Ok(Some(vm.int(value)));
    }
    let mut big = this.big.borrow_mut();
    let Some(parts) = &mut *big else { return Ok(None) };
    let (next, step, left) = &mut **parts;
    if !left.is_positive() {
        return Ok(None);
    }
    let value = next.clone();
    *left -= 1u32;
    *next += &*step;
    drop(big);
    Ok(Some(vm.bigint(value)))
}

fn range_iterator_length_hint(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let this = args[0].expect_ref::<RangeIterator>();
    let left = match &*this.big.borrow() {
        Some(parts) => parts.2.clone(),
        None => BigInt::from(this.left.get()),
    };
    Ok(vm.bigint(left))
}

// ---- iter(callable, sentinel) ----

/// What `callable_iterator` can do natively.
pub(crate) static CALLABLE_ITERATOR_SLOTS: Slots = Slots { next_flow: Some(callable_iterator_next), ..ITERATOR };

fn callable_iterator_next(_: &mut Vm, iterator: &Value) -> Flow {
    let callable = iterator.expect_ref::<CallableIterator>().callable.borrow().clone();
    if callable.is_unbound() {
        return Flow::Return(Value::UNBOUND);
    }
    let iterator = iterator.clone();
    Flow::call_then(callable, Vec::new(), move |vm, result| {
        let this = iterator.expect_ref::<CallableIterator>();
        let ends = match result {
            Ok(value) => match vm.same_item(&this.sentinel, &value) {
                Ok(false) => return Flow::Return(value),
                Ok(true) => Ok(Value::UNBOUND),
                Err(raised) => return Flow::Raise(raised),
            },
            Err(raised) if vm.is_exception(&raised, ExceptionKind::StopIteration) => Ok(Value::UNBOUND),
            Err(raised) => return Flow::Raise(raised),
        };
        let old = this.callable.take();
        drop(old);
        Flow::from(ends)
    })
}

// ---- enumerate ----

/// What `enumerate` can do natively.
pub(crate) static ENUMERATE_SLOTS: Slots = Slots {
    next_flow: Some(enumerate_next),
    new: Some(NativeDef::flow("__new__", "cls, iterable, start=0", enumerate_new)),
    construct: Some(NativeDef::flow("enumerate", "iterable, start=0", |vm, args| {
        with_class(vm, Kind::Enumerate, args, enumerate_new)
    })),
    class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem)],
    subclassable: true,
    doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields \
          pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\
          \n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    ..ITERATOR
};

fn enumerate_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let count = match index_value(vm, &args[2]) {
        Ok(count) => count,
        Err(raised) => return Flow::Raise(raised),
    };
    let class = args[0].clone();
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => {
            Flow::Return(vm.alloc_for_class(&class, EnumerateObject { iterator, count: RefCell::new(count) }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn enumerate_next(vm: &mut Vm, enumerate: &Value) -> Flow {
    let this = enumerate.expect_ref::<EnumerateObject>();
    match step(vm, &this.iterator) {
        Ok(Step::Item(item)) => Flow::Return(numbered(vm, this, item)),
        Ok(Step::End) => Flow::Return(Value::UNBOUND),
        Ok(Step::Wait(pending)) => {
            let held = enumerate.clone();
            let rest = move |vm: &mut Vm, result: NativeResult| match result {
                Ok(item) if item.is_unbound() => Flow::Return(item),
                Ok(item) => Flow::Return(numbered(vm, held.expect_ref(), item)),
                Err(raised) => Flow::Raise(raised),
            };
            wait(vm, pending, &this.iterator, Box::new(crate::native::Then(rest)))
        }
        Err(raised) => Flow::Raise(raised),
    }
}

fn numbered(vm: &mut Vm, enumerate: &EnumerateObject, item: Value) -> Value {
    let current = enumerate.count.borrow().clone();
    let next = match current.as_small_int() {
        Some(count) => vm.int(count + 1),
        None => vm.bigint(to_big(&current) + 1u32),
    };
    enumerate.count.replace(next);
    vm.pair(current, item)
}

// ---- zip ----

/// What `zip` can do natively.
pub(crate) static ZIP_SLOTS: Slots = Slots {
    next_flow: Some(zip_next),
    new: Some(NativeDef::flow("__new__", "cls, /, *iterables, strict=False", zip_new)),
    construct: Some(NativeDef::flow("zip", "*iterables, strict=False", |vm, args| {
        with_class(vm, Kind::Zip, args, zip_new)
    })),
    subclassable: true,
    doc: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to \
          zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until \
          the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the \
          others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), \
          ('c', 2, 2)]",
    ..ITERATOR
};

fn zip_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let strict = match vm.truthy(&args[1]) {
        Ok(strict) => strict,
        Err(raised) => return Flow::Raise(raised),
    };
    let class = args[0].clone();
    iter_all_then(vm, args[2].expect_ref::<Tuple>().items(), move |vm, iterators| {
        Flow::Return(vm.alloc_for_class(&class, ZipObject { iterators, strict }))
    })
}

fn zip_next(vm: &mut Vm, zip: &Value) -> Flow {
    let this = zip.expect_ref::<ZipObject>();
    match &this.iterators[..] {
        [] => return Flow::Return(Value::UNBOUND),
        [first, second] if !this.strict => {
            // The common case without a vector.
            let first_item = match step(vm, first) {
                Ok(Step::Item(item)) => item,
                Ok(Step::End) => return Flow::Return(Value::UNBOUND),
                Ok(Step::Wait(pending)) => {
                    let items = ZipStep { zip: zip.clone(), items: Vec::with_capacity(2) };
                    return wait(vm, pending, first, Box::new(items));
                }
                Err(raised) => return Flow::Raise(raised),
            };
            return match step(vm, second) {
                Ok(Step::Item(item)) => Flow::Return(vm.pair(first_item, item)),
                Ok(Step::End) => Flow::Return(Value::UNBOUND),
                Ok(Step::Wait(pending)) => {
                    let items = ZipStep { zip: zip.clone(), items: vec![first_item] };
                    wait(vm, pending, second, Box::new(items))
                }
                Err(raised) => Flow::Raise(raised),
            };
        }
        _ => {}
    }
    let items = Vec::with_capacity(this.iterators.len());
    Box::new(ZipStep { zip: zip.clone(), items }).run(vm)
}

struct ZipStep {
    zip: Value,
    items: Vec<Value>,
}

impl ZipStep {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let zip = self.zip.clone();
        let iterators = &zip.expect_ref::<ZipObject>().iterators;
        while let Some(iterator) = iterators.get(self.items.len()) {
            match step(vm, iterator) {
                Ok(Step::Item(item)) => self.items.push(item),
                Ok(Step::End) => return self.exhausted(vm),
                Ok(Step::Wait(pending)) => return wait(vm, pending, iterator, self),
                Err(raised) => return Flow::Raise(raised),
            }
        }
        Flow::Return(vm.tuple(self.items))
    }

    fn exhausted(self, vm: &mut Vm) -> Flow {
        if !self.zip.expect_ref::<ZipObject>().strict {
            return Flow::Return(Value::UNBOUND);
        }
        let at = self.items.len();
        if at > 0 {
            let others = if at == 1 { String::from(" 1") } else { format!("s 1-{at}") };
            let number = at + 1;
            return Flow::Raise(vm.value_error(format!("zip() argument {number} is shorter than argument{others}")));
        }
        zip_longer(vm, self.zip, 1)
    }
}

/// In strict mode the first iterator is exhausted: all others must be, too.
fn zip_longer(vm: &mut Vm, zip: Value, at: usize) -> Flow {
    let Some(iterator) = zip.expect_ref::<ZipObject>().iterators.get(at).cloned() else {
        return Flow::Return(Value::UNBOUND);
    };
    next_then(vm, &iterator, move |vm, result| match result {
        Ok(item) if item.is_unbound() => zip_longer(vm, zip, at + 1),
        Ok(_) => {
            let others = if at == 1 { String::from(" 1") } else { format!("s 1-{at}") };
            let number = at + 1;
            Flow::Raise(vm.value_error(format!("zip() argument {number} is longer than argument{others}")))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

impl Continuation for ZipStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => self.exhausted(vm),
            Ok(item) => {
                self.items.push(item);
                self.run(vm)
            }
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.zip);
        tracer.values(&self.items);
    }
}

// ---- map ----

/// What `map` can do natively.
pub(crate) static MAP_SLOTS: Slots = Slots {
    next_flow: Some(map_next),
    new: Some(NativeDef::flow("__new__", "cls, /, *args", map_new)),
    construct: Some(NativeDef::flow("map", "*args", |vm, args| with_class(vm, Kind::Map, args, map_new))),
    subclassable: true,
    doc: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the \
          shortest iterable is exhausted.",
    ..ITERATOR
};

fn map_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let [function, iterables @ ..] = args[1].expect_ref::<Tuple>().items() else {
        return Flow::Raise(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Flow::Raise(vm.type_error("map() must have at least two arguments."));
    }
    let (class, function) = (args[0].clone(), function.clone());
    iter_all_then(vm, iterables, move |vm, iterators| {
        Flow::Return(vm.alloc_for_class(&class, MapObject { function, iterators }))
    })
}

fn map_next(vm: &mut Vm, map: &Value) -> Flow {
    let this = map.expect_ref::<MapObject>();
    if let [iterator] = &this.iterators[..] {
        return match step(vm, iterator) {
            Ok(Step::Item(item)) => call_now(vm, &this.function, vec![item]),
            Ok(Step::End) => Flow::Return(Value::UNBOUND),
            Ok(Step::Wait(pending)) => {
                let step = MapStep { map: map.clone(), items: Vec::new() };
                wait(vm, pending, iterator, Box::new(step))
            }
            Err(raised) => Flow::Raise(raised),
        };
    }
    let items = Vec::with_capacity(this.iterators.len());
    Box::new(MapStep { map: map.clone(), items }).run(vm)
}

/// Calls natives that return at once directly, everything else as a frame.
pub(crate) fn call_now(vm: &mut Vm, function: &Value, args: Vec<Value>) -> Flow {
    match call_directly(vm, function, args) {
        Called::Done(result) => Flow::from(result),
        Called::Wait(flow) => flow,
    }
}

struct MapStep {
    map: Value,
    items: Vec<Value>,
}

impl MapStep {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let map = self.map.clone();
        let this = map.expect_ref::<MapObject>();
        while let Some(iterator) = this.iterators.get(self.items.len()) {
            match step(vm, iterator) {
                Ok(Step::Item(item)) => self.items.push(item),
                Ok(Step::End) => return Flow::Return(Value::UNBOUND),
                Ok(Step::Wait(pending)) => return wait(vm, pending, iterator, self),
                Err(raised) => return Flow::Raise(raised),
            }
        }
        call_now(vm, &this.function, self.items)
    }
}

impl Continuation for MapStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => Flow::Return(item),
            Ok(item) => {
                self.items.push(item);
                self.run(vm)
            }
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.map);
        tracer.values(&self.items);
    }
}

// ---- filter ----

/// What `filter` can do natively.
pub(crate) static FILTER_SLOTS: Slots = Slots {
    next_flow: Some(|vm, filter| filter_run(vm, filter, true)),
    new: Some(NativeDef::flow("__new__", "cls, function, iterable, /", filter_new)),
    construct: Some(NativeDef::flow("filter", "function, iterable, /", |vm, args| {
        with_class(vm, Kind::Filter, args, filter_new)
    })),
    subclassable: true,
    doc: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, \
          return the items that are true.",
    ..ITERATOR
};

fn filter_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, function) = (args[0].clone(), args[1].clone());
    iter_then(vm, &args[2], move |vm, result| match result {
        Ok(iterator) => Flow::Return(vm.alloc_for_class(&class, FilterObject { function, iterator })),
        Err(raised) => Flow::Raise(raised),
    })
}

/// The next item whose predicate is true, or (for `itertools.filterfalse`) false.
pub fn filter_run(vm: &mut Vm, filter: &Value, wanted: bool) -> Flow {
    let this = filter.expect_ref::<FilterObject>();
    run_filter(vm, Filtering { function: this.function.clone(), iterator: this.iterator.clone(), wanted })
}

/// A search for the next item for which a predicate (`None`: truth itself) is as wanted.
pub struct Filtering {
    /// The predicate or `None`.
    pub function: Value,
    /// Where the items come from.
    pub iterator: Value,
    /// Which outcome is looked for.
    pub wanted: bool,
}

/// Runs the search; unbound when the iterator is exhausted.
pub fn run_filter(vm: &mut Vm, filtering: Filtering) -> Flow {
    let mut rounds = 0u32;
    loop {
        rounds += 1;
        if rounds & 0xfff == 0
            && let Err(raised) = vm.check_signals()
        {
            return Flow::Raise(raised);
        }
        let item = match step(vm, &filtering.iterator) {
            Ok(Step::Item(item)) => item,
            Ok(Step::End) => return Flow::Return(Value::UNBOUND),
            Ok(Step::Wait(pending)) => {
                let iterator = filtering.iterator.clone();
                return wait(vm, pending, &iterator, Box::new(FilterStep { filtering, item: Value::UNBOUND }));
            }
            Err(raised) => return Flow::Raise(raised),
        };
        let verdict = if filtering.function.is_none() || filtering.function.is(&vm.builtin_types[Kind::Bool as usize]) {
            vm.truthy(&item)
        } else {
            match call_directly(vm, &filtering.function, vec![item.clone()]) {
                Called::Done(result) => result.and_then(|verdict| vm.truthy(&verdict)),
                Called::Wait(Flow::TailCall(call)) => {
                    return Flow::Call(call, Box::new(FilterStep { filtering, item }));
                }
                Called::Wait(pending) => return chain(vm, pending, Box::new(FilterStep { filtering, item })),
            }
        };
        match verdict {
            Ok(verdict) if verdict == filtering.wanted => return Flow::Return(item),
            Ok(_) => {}
            Err(raised) => return Flow::Raise(raised),
        }
    }
}

/// Suspended for an item (while `item` is unbound) or for the predicate's verdict on it.
struct FilterStep {
    filtering: Filtering,
    item: Value,
}

impl Continuation for FilterStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        let value = match result {
            Ok(value) => value,
            Err(raised) => return Flow::Raise(raised),
        };
        if self.item.is_unbound() {
            if value.is_unbound() {
                return Flow::Return(value);
            }
            if !self.filtering.function.is_none() {
                self.item = value.clone();
                return Flow::Call(Call::new(self.filtering.function.clone(), vec![value]), self);
            }
            self.item = value.clone();
        }
        let item = std::mem::take(&mut self.item);
        match vm.truthy(&value) {
            Ok(verdict) if verdict == self.filtering.wanted => Flow::Return(item),
            Ok(_) => run_filter(vm, self.filtering),
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.filtering.function, &self.filtering.iterator, &self.item]);
    }
}

// ---- reversed ----

/// What `reversed` can do natively.
pub(crate) static REVERSED_SLOTS: Slots = Slots {
    next_flow: Some(reversed_next),
    new: Some(NativeDef::flow("__new__", "cls, object, /", reversed_new)),
    construct: Some(NativeDef::flow("reversed", "object, /", |vm, args| {
        with_class(vm, Kind::Reversed, args, reversed_new)
    })),
    methods: &[NativeDef::plain("__length_hint__", "self, /", reversed_length_hint)],
    subclassable: true,
    doc: "Return a reverse iterator over the values of the given sequence.",
    ..ITERATOR
};

/// What `list_reverseiterator` can do natively.
pub(crate) static LIST_REVERSE_ITERATOR_SLOTS: Slots = Slots {
    next: Some(list_reverse_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", reversed_length_hint)],
    ..ITERATOR
};

/// An iterator over a list from its end.
pub(crate) fn list_reverse_iterator(vm: &mut Vm, list: &Value) -> Value {
    let length = list.expect_ref::<ListObject>().len();
    let iterator = ReversedObject { source: RefCell::new(list.clone()), index: Cell::new(length) };
    vm.heap.alloc_with(ShapeId::builtin(Kind::ListReverseIterator), 0, iterator)
}

fn list_reverse_iterator_next(_: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<ReversedObject>();
    let source = this.source.borrow();
    let Some(list) = source.as_ref::<ListObject>() else { return Ok(None) };
    let index = this.index.get();
    let item = if index > 0 { list.get(index - 1) } else { None };
    drop(source);
    match item {
        Some(_) => this.index.set(index - 1),
        None => drop(this.source.take()),
    }
    Ok(item)
}

fn reversed_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, source) = (&args[0], &args[1]);
    if source.shape().index() == 0 {
        match source.kind() {
            Kind::List => return Flow::Return(list_reverse_iterator(vm, source)),
            Kind::Range => return Flow::Return(range_iterator(vm, source, true)),
            Kind::Dict => return Flow::Return(reversed_dict(vm, source, DictPart::Keys)),
            Kind::DictKeys | Kind::DictValues | Kind::DictItems => {
                let view = source.expect_ref::<DictViewObject>();
                return Flow::Return(reversed_dict(vm, &view.dict.clone(), view.part));
            }
            _ => {}
        }
    }
    let name = vm.names.reversed.clone();
    if let Some(method) = vm.lookup_special(source, &name) {
        if method.is_none() {
            return Flow::Raise(not_reversible(vm, source));
        }
        return call_found_then(vm, &method, source, Vec::new(), |_, result| Flow::from(result));
    }
    let mapping = matches!(source.kind(), Kind::Dict | Kind::Set | Kind::FrozenSet);
    let name = vm.names.getitem.clone();
    if mapping || (source.shape().index() == 0 && crate::types::slots(source.kind()).get_item.is_none()) {
        return Flow::Raise(not_reversible(vm, source));
    }
    if source.shape().index() != 0 && vm.lookup_special(source, &name).is_none() {
        return Flow::Raise(not_reversible(vm, source));
    }
    let result = vm.len(source).map(|length| {
        let payload = ReversedObject { source: RefCell::new(source.clone()), index: Cell::new(length) };
        vm.alloc_for_class(class, payload)
    });
    Flow::from(result)
}

fn not_reversible(vm: &mut Vm, value: &Value) -> Raised {
    let name = vm.type_name(value);
    vm.type_error(format!("'{name}' object is not reversible"))
}

/// An iterator over a dict from its end.
pub(crate) fn reversed_dict(vm: &mut Vm, dict: &Value, part: DictPart) -> Value {
    dict_iterator(vm, dict, part, true)
}

fn reversed_next(vm: &mut Vm, reversed: &Value) -> Flow {
    let this = reversed.expect_ref::<ReversedObject>();
    let source = this.source.borrow().clone();
    let index = this.index.get();
    if index == 0 || source.is_unbound() {
        let old = this.source.take();
        drop(old);
        return Flow::Return(Value::UNBOUND);
    }
    this.index.set(index - 1);
    if source.shape().index() == 0 {
        let item = match source.kind() {
            Kind::List => source.expect_ref::<ListObject>().get(index - 1),
            Kind::Tuple => source.expect_ref::<Tuple>().items().get(index - 1).cloned(),
            _ => match vm.get_item(&source, &Value::index(index - 1)) {
                Ok(item) => Some(item),
                Err(raised) => return reversed_end(vm, this, raised),
            },
        };
        return Flow::Return(item.unwrap_or_else(|| {
            let old = this.source.take();
            drop(old);
            Value::UNBOUND
        }));
    }
    let name = vm.names.getitem.clone();
    let Some(method) = vm.lookup_special(&source, &name) else {
        return Flow::Raise(not_reversible(vm, &source));
    };
    let held = reversed.clone();
    call_found_then(vm, &method, &source, vec![Value::index(index - 1)], move |vm, result| match result {
        Ok(item) => Flow::Return(item),
        Err(raised) => reversed_end(vm, held.expect_ref(), raised),
    })
}

fn reversed_end(vm: &mut Vm, this: &ReversedObject, raised: Raised) -> Flow {
    let end =
        vm.is_exception(&raised, ExceptionKind::IndexError) || vm.is_exception(&raised, ExceptionKind::StopIteration);
    if !end {
        return Flow::Raise(raised);
    }
    let old = this.source.take();
    drop(old);
    Flow::Return(Value::UNBOUND)
}

fn reversed_length_hint(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let this = args[0].expect_ref::<ReversedObject>();
    let source = this.source.borrow().clone();
    if source.is_unbound() {
        return Ok(Value::index(0));
    }
    let (left, length) = (this.index.get(), vm.len(&source)?);
    Ok(Value::index(if length < left { 0 } else { left }))
}
