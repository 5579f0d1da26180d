//! `itertools`: the iterators that pass their sources through. Those that need all items first (`product`, `permutations`,
//! ...) are in `combinatorics.rs`, `groupby` and `tee` in `grouping.rs`. See
//! <https://docs.python.org/3.13/library/itertools.html>.
//!
//! Every iterator is a native object; sources and functions that are script code run as frames between two steps.

mod combinatorics;
mod grouping;

use std::cell::{Cell, RefCell};
use taipan_vm::iteration::{Step, call_then, iter_all_then, iter_then, next_then, step, try_iter, wait};
use taipan_vm::native::{Call, Continuation, NativeClassDef, NativeData, NativeModule, Then};
use taipan_vm::types::{BinaryOp, Filtering, Slots, run_filter};
use taipan_vm::{Flow, Kind, NativeDef, NativeResult, Raised, Tracer, Tuple, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "itertools", functions: &[grouping::TEE], init: Some(init) }
}

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let classes = [
        &COUNT,
        &CYCLE,
        &REPEAT,
        &ACCUMULATE,
        &BATCHED,
        &CHAIN,
        &COMPRESS,
        &DROPWHILE,
        &TAKEWHILE,
        &FILTERFALSE,
        &STARMAP,
        &ISLICE,
        &PAIRWISE,
        &ZIP_LONGEST,
    ];
    for def in classes.into_iter().chain(combinatorics::CLASSES).chain(grouping::CLASSES) {
        let class = vm.native_class(def);
        vm.dict_set_str(dict, def.name, class);
    }
    Ok(())
}

/// What all iterators of this module have.
const ITERATOR: Slots =
    Slots { iter: Some(|_, iterator| Ok(iterator.clone())), subclassable: true, module: "itertools", ..Slots::NONE };

const fn class(name: &'static str, slots: &'static Slots) -> NativeClassDef {
    NativeClassDef { name, module: "itertools", slots }
}

/// The native data behind an iterator of this module. Methods are only ever called on objects of their own class.
fn data<T: NativeData>(value: &Value) -> &T {
    value.native::<T>().expect("methods are called on objects of their class")
}

const END: Flow = Flow::Return(Value::UNBOUND);

/// Implements [`NativeData`] for data whose listed fields hold values.
macro_rules! traced {
    ($type:ty { $($field:ident),* } $(cells { $($cell:ident),* })?) => {
        impl NativeData for $type {
            fn trace(&self, tracer: &mut Tracer<'_>) {
                $(tracer.value(&self.$field);)*
                $($(tracer.value(&self.$cell.borrow());)*)?
            }
        }
    };
}
use traced;

fn integer(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    vm.index(value)
}

// ---- count ----

struct Count {
    next: RefCell<Value>,
    step: Value,
}

traced!(Count { step } cells { next });

static COUNT: NativeClassDef = class(
    "count",
    &Slots {
        new: Some(NativeDef::plain("__new__", "cls, start=0, step=1", count_new)),
        next_flow: Some(count_next),
        repr: Some(count_repr),
        doc: "Return a count object whose .__next__() method returns consecutive values.",
        ..ITERATOR
    },
);

fn count_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    for value in &args[1..] {
        if !matches!(value.kind(), Kind::Int | Kind::Bool | Kind::Float | Kind::Complex) {
            let number = ["__index__", "__float__", "__complex__"].into_iter().any(|name| {
                let name = vm.intern(name);
                vm.lookup_special(value, &name).is_some()
            });
            if !number {
                return Err(vm.type_error("a number is required"));
            }
        }
    }
    let (next, step) = (RefCell::new(args[1].clone()), args[2].clone());
    Ok(vm.native_object(&args[0], Count { next, step }))
}

fn count_next(vm: &mut Vm, this: &Value) -> Flow {
    let count = data::<Count>(this);
    let current = count.next.borrow().clone();
    let next = match (current.as_small_int(), count.step.as_small_int()) {
        (Some(value), Some(step)) => Ok(vm.int(value + step)),
        _ => vm.binary(BinaryOp::Add, &current, &count.step),
    };
    match next {
        Ok(next) => {
            let old = count.next.replace(next);
            drop(old);
            Flow::Return(current)
        }
        Err(raised) => Flow::Raise(raised),
    }
}

fn count_repr(vm: &mut Vm, this: &Value) -> NativeResult {
    let count = data::<Count>(this);
    let name = crate::short_name(vm, this);
    let next = count.next.borrow().clone();
    let next = vm.repr_string(&next)?;
    if count.step.as_small_int() == Some(1) {
        return Ok(vm.string(format!("{name}({next})")));
    }
    let step = vm.repr_string(&count.step)?;
    Ok(vm.string(format!("{name}({next}, {step})")))
}

// ---- cycle ----

struct Cycle {
    iterator: Value,
    saved: RefCell<Vec<Value>>,
    exhausted: Cell<bool>,
    index: Cell<usize>,
}

impl NativeData for Cycle {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.iterator);
        tracer.values(self.saved.borrow().iter());
    }

    fn clear(&self) {
        let old = self.saved.take();
        drop(old);
    }
}

static CYCLE: NativeClassDef = class(
    "cycle",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, /", cycle_new)),
        next_flow: Some(cycle_next),
        doc: "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
        ..ITERATOR
    },
);

fn cycle_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = args[0].clone();
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => {
            let (saved, exhausted, index) = (RefCell::new(Vec::new()), Cell::new(false), Cell::new(0));
            Flow::Return(vm.native_object(&class, Cycle { iterator, saved, exhausted, index }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn cycle_next(vm: &mut Vm, this: &Value) -> Flow {
    let cycle = data::<Cycle>(this);
    if cycle.exhausted.get() {
        return cycle_again(cycle);
    }
    let held = this.clone();
    next_then(vm, &cycle.iterator, move |_, result| {
        let cycle = data::<Cycle>(&held);
        match result {
            Ok(item) if item.is_unbound() => {
                cycle.exhausted.set(true);
                cycle_again(cycle)
            }
            Ok(item) => {
                cycle.saved.borrow_mut().push(item.clone());
                Flow::Return(item)
            }
            Err(raised) => Flow::Raise(raised),
        }
    })
}

fn cycle_again(cycle: &Cycle) -> Flow {
    let saved = cycle.saved.borrow();
    let index = cycle.index.get();
    let Some(item) = saved.get(index) else { return END };
    cycle.index.set(if index + 1 < saved.len() { index + 1 } else { 0 });
    Flow::Return(item.clone())
}

// ---- repeat ----

struct Repeat {
    object: Value,
    /// How often it is still repeated; without end if negative.
    left: Cell<i64>,
}

traced!(Repeat { object });

static REPEAT: NativeClassDef = class(
    "repeat",
    &Slots {
        new: Some(NativeDef::plain("__new__", "cls, object, times=...", |vm, args| {
            let times = match args[2].bound() {
                Some(times) => integer(vm, times)?.max(0),
                None => -1,
            };
            Ok(vm.native_object(&args[0], Repeat { object: args[1].clone(), left: Cell::new(times) }))
        })),
        next: Some(|_, this| {
            let repeat = data::<Repeat>(this);
            let left = repeat.left.get();
            if left > 0 {
                repeat.left.set(left - 1);
            }
            Ok(if left == 0 { None } else { Some(repeat.object.clone()) })
        }),
        repr: Some(|vm, this| {
            let repeat = data::<Repeat>(this);
            let (name, object) = (crate::short_name(vm, this), vm.repr_string(&repeat.object)?);
            let left = repeat.left.get();
            Ok(vm.string(if left < 0 { format!("{name}({object})") } else { format!("{name}({object}, {left})") }))
        }),
        methods: &[NativeDef::plain("__length_hint__", "self, /", |vm, args| {
            let left = data::<Repeat>(&args[0]).left.get();
            if left < 0 { Err(vm.type_error("len() of unsized object")) } else { Ok(vm.int(left)) }
        })],
        doc: "Create an iterator which returns the object for the specified number of times.",
        ..ITERATOR
    },
);

// ---- accumulate ----

struct Accumulate {
    iterator: Value,
    function: Value,
    /// Given at the start and not yet yielded, or unbound.
    initial: RefCell<Value>,
    total: RefCell<Value>,
}

traced!(Accumulate { iterator, function } cells { initial, total });

static ACCUMULATE: NativeClassDef = class(
    "accumulate",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, func=None, *, initial=None", accumulate_new)),
        next_flow: Some(accumulate_next),
        doc: "Return series of accumulated sums.",
        ..ITERATOR
    },
);

fn accumulate_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, function) = (args[0].clone(), args[2].clone());
    let initial = if args[3].is_none() { Value::UNBOUND } else { args[3].clone() };
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => {
            let (initial, total) = (RefCell::new(initial), RefCell::new(Value::UNBOUND));
            Flow::Return(vm.native_object(&class, Accumulate { iterator, function, initial, total }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn accumulate_next(vm: &mut Vm, this: &Value) -> Flow {
    let accumulate = data::<Accumulate>(this);
    let initial = accumulate.initial.take();
    if !initial.is_unbound() {
        accumulate.total.replace(initial.clone());
        return Flow::Return(initial);
    }
    let held = this.clone();
    next_then(vm, &accumulate.iterator, move |vm, result| {
        let accumulate = data::<Accumulate>(&held);
        let item = match result {
            Ok(item) if item.is_unbound() => return END,
            Ok(item) => item,
            Err(raised) => return Flow::Raise(raised),
        };
        let total = accumulate.total.borrow().clone();
        if total.is_unbound() {
            accumulate.total.replace(item.clone());
            return Flow::Return(item);
        }
        if accumulate.function.is_none() {
            let result = vm.binary(BinaryOp::Add, &total, &item);
            return accumulated(accumulate, result);
        }
        let keep = held.clone();
        call_then(vm, &accumulate.function, vec![total, item], move |_, result| accumulated(data(&keep), result))
    })
}

fn accumulated(accumulate: &Accumulate, result: NativeResult) -> Flow {
    match result {
        Ok(total) => {
            let old = accumulate.total.replace(total.clone());
            drop(old);
            Flow::Return(total)
        }
        Err(raised) => Flow::Raise(raised),
    }
}

// ---- batched ----

struct Batched {
    iterator: RefCell<Value>,
    size: usize,
    strict: bool,
}

traced!(Batched {} cells { iterator });

static BATCHED: NativeClassDef = class(
    "batched",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, n, *, strict=False", batched_new)),
        next_flow: Some(|vm, this| Box::new(BatchStep { this: this.clone(), items: Vec::new() }).run(vm)),
        doc: "Batch data into tuples of length n. The last batch may be shorter than n.",
        ..ITERATOR
    },
);

fn batched_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let checked = integer(vm, &args[2]).and_then(|size| {
        let strict = vm.truthy(&args[3])?;
        if size < 1 { Err(vm.value_error("n must be at least one")) } else { Ok((size as usize, strict)) }
    });
    let (size, strict) = match checked {
        Ok(checked) => checked,
        Err(raised) => return Flow::Raise(raised),
    };
    let class = args[0].clone();
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => {
            let iterator = RefCell::new(iterator);
            Flow::Return(vm.native_object(&class, Batched { iterator, size, strict }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

struct BatchStep {
    this: Value,
    items: Vec<Value>,
}

impl BatchStep {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let iterator = data::<Batched>(&self.this).iterator.borrow().clone();
        if iterator.is_unbound() {
            return END;
        }
        while self.items.len() < data::<Batched>(&self.this).size {
            match step(vm, &iterator) {
                Ok(Step::Item(item)) => self.items.push(item),
                Ok(Step::End) => return self.end(vm),
                Ok(Step::Wait(pending)) => return wait(vm, pending, &iterator, self),
                Err(raised) => return Flow::Raise(raised),
            }
            if self.items.len() & 0xfff == 0
                && let Err(raised) = vm.check_signals()
            {
                return Flow::Raise(raised);
            }
        }
        Flow::Return(vm.tuple(self.items))
    }

    fn end(self, vm: &mut Vm) -> Flow {
        let batched = data::<Batched>(&self.this);
        let old = batched.iterator.take();
        drop(old);
        if self.items.is_empty() {
            return END;
        }
        if batched.strict {
            return Flow::Raise(vm.value_error("batched(): incomplete batch"));
        }
        Flow::Return(vm.tuple(self.items))
    }
}

impl Continuation for BatchStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => self.end(vm),
            Ok(item) => {
                self.items.push(item);
                self.run(vm)
            }
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.this);
        tracer.values(&self.items);
    }
}

// ---- chain ----

struct Chain {
    /// Iterates over the iterables.
    source: RefCell<Value>,
    /// The one that is being passed through, or unbound.
    active: RefCell<Value>,
}

traced!(Chain {} cells { source, active });

static CHAIN: NativeClassDef = class(
    "chain",
    &Slots {
        new: Some(NativeDef::plain("__new__", "cls, *iterables", |vm, args| {
            let source = vm.iter(&args[1])?;
            let (source, active) = (RefCell::new(source), RefCell::new(Value::UNBOUND));
            Ok(vm.native_object(&args[0], Chain { source, active }))
        })),
        next_flow: Some(chain_next),
        class_methods: &[
            NativeDef::flow("from_iterable", "cls, iterable, /", chain_from_iterable),
            NativeDef::plain("__class_getitem__", "cls, item, /", |vm, args| {
                Ok(crate::generic_alias(vm, &args[0], &args[1]))
            }),
        ],
        doc: "Return a chain object whose .__next__() method returns elements from the first iterable until it is \
              exhausted, then elements from the next iterable, until all of the iterables are exhausted.",
        ..ITERATOR
    },
);

fn chain_from_iterable(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = args[0].clone();
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(source) => {
            let (source, active) = (RefCell::new(source), RefCell::new(Value::UNBOUND));
            Flow::Return(vm.native_object(&class, Chain { source, active }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn chain_next(vm: &mut Vm, this: &Value) -> Flow {
    let chain = data::<Chain>(this);
    let mut rounds = 0u32;
    loop {
        rounds += 1;
        if rounds & 0xfff == 0
            && let Err(raised) = vm.check_signals()
        {
            return Flow::Raise(raised);
        }
        let active = chain.active.borrow().clone();
        if !active.is_unbound() {
            match step(vm, &active) {
                Ok(Step::Item(item)) => return Flow::Return(item),
                Ok(Step::End) => drop(chain.active.take()),
                Ok(Step::Wait(pending)) => {
                    let held = this.clone();
                    let rest = move |vm: &mut Vm, result: NativeResult| match result {
                        Ok(item) if item.is_unbound() => {
                            drop(data::<Chain>(&held).active.take());
                            chain_next(vm, &held)
                        }
                        result => Flow::from(result),
                    };
                    return wait(vm, pending, &active, Box::new(Then(rest)));
                }
                Err(raised) => return Flow::Raise(raised),
            }
            continue;
        }
        let source = chain.source.borrow().clone();
        if source.is_unbound() {
            return END;
        }
        let iterable = match step(vm, &source) {
            Ok(Step::Item(iterable)) => iterable,
            Ok(Step::End) => {
                drop(chain.source.take());
                return END;
            }
            Ok(Step::Wait(pending)) => {
                let held = this.clone();
                let rest = move |vm: &mut Vm, result: NativeResult| match result {
                    Ok(iterable) if iterable.is_unbound() => {
                        drop(data::<Chain>(&held).source.take());
                        END
                    }
                    Ok(iterable) => chain_enter(vm, held, &iterable),
                    Err(raised) => Flow::Raise(raised),
                };
                return wait(vm, pending, &source, Box::new(Then(rest)));
            }
            Err(raised) => return Flow::Raise(raised),
        };
        match try_iter(vm, &iterable) {
            Ok(Some(iterator)) => drop(chain.active.replace(iterator)),
            Ok(None) => return chain_enter(vm, this.clone(), &iterable),
            Err(raised) => return Flow::Raise(raised),
        }
    }
}

/// Goes on with the next iterable.
fn chain_enter(vm: &mut Vm, this: Value, iterable: &Value) -> Flow {
    iter_then(vm, iterable, move |vm, result| match result {
        Ok(iterator) => {
            drop(data::<Chain>(&this).active.replace(iterator));
            chain_next(vm, &this)
        }
        Err(raised) => Flow::Raise(raised),
    })
}

// ---- compress ----

struct Compress {
    data: Value,
    selectors: Value,
}

traced!(Compress { data, selectors });

static COMPRESS: NativeClassDef = class(
    "compress",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, data, selectors", |vm, args| {
            let class = args[0].clone();
            iter_all_then(vm, &args[1..3], move |vm, iterators| {
                let [data, selectors] = <[Value; 2]>::try_from(iterators).expect("two iterables were given");
                Flow::Return(vm.native_object(&class, Compress { data, selectors }))
            })
        })),
        next_flow: Some(|vm, this| Box::new(CompressStep { this: this.clone(), datum: Value::UNBOUND }).run(vm)),
        doc: "Return data elements corresponding to true selector elements.",
        ..ITERATOR
    },
);

struct CompressStep {
    this: Value,
    /// The datum whose selector is looked for.
    datum: Value,
}

impl CompressStep {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let this = self.this.clone();
        let compress = data::<Compress>(&this);
        loop {
            let source = if self.datum.is_unbound() { &compress.data } else { &compress.selectors };
            let item = match step(vm, source) {
                Ok(Step::Item(item)) => item,
                Ok(Step::End) => return END,
                Ok(Step::Wait(pending)) => return wait(vm, pending, source, self),
                Err(raised) => return Flow::Raise(raised),
            };
            match self.take(vm, item) {
                Ok(None) => {}
                Ok(Some(datum)) => return Flow::Return(datum),
                Err(raised) => return Flow::Raise(raised),
            }
        }
    }

    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<Option<Value>, Raised> {
        if self.datum.is_unbound() {
            self.datum = item;
            return Ok(None);
        }
        let datum = std::mem::take(&mut self.datum);
        vm.check_signals()?;
        Ok(if vm.truthy(&item)? { Some(datum) } else { None })
    }
}

impl Continuation for CompressStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => END,
            Ok(item) => match self.take(vm, item) {
                Ok(None) => self.run(vm),
                Ok(Some(datum)) => Flow::Return(datum),
                Err(raised) => Flow::Raise(raised),
            },
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.this, &self.datum]);
    }
}

// ---- dropwhile, takewhile, filterfalse ----

/// Data of the iterators with a predicate.
struct Predicate {
    function: Value,
    iterator: Value,
    /// `dropwhile`: the first item has been found. `takewhile`: the end has been found.
    switched: Cell<bool>,
}

traced!(Predicate { function, iterator });

static DROPWHILE: NativeClassDef = class(
    "dropwhile",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, predicate, iterable, /", predicate_new)),
        next_flow: Some(dropwhile_next),
        doc: "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until \
              the iterable is exhausted.",
        ..ITERATOR
    },
);

static TAKEWHILE: NativeClassDef = class(
    "takewhile",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, predicate, iterable, /", predicate_new)),
        next_flow: Some(takewhile_next),
        doc: "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
        ..ITERATOR
    },
);

static FILTERFALSE: NativeClassDef = class(
    "filterfalse",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, function, iterable, /", predicate_new)),
        next_flow: Some(|vm, this| {
            let predicate = data::<Predicate>(this);
            let (function, iterator) = (predicate.function.clone(), predicate.iterator.clone());
            run_filter(vm, Filtering { function, iterator, wanted: false })
        }),
        doc: "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the \
              items that are false.",
        ..ITERATOR
    },
);

fn predicate_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, function) = (args[0].clone(), args[1].clone());
    iter_then(vm, &args[2], move |vm, result| match result {
        Ok(iterator) => {
            Flow::Return(vm.native_object(&class, Predicate { function, iterator, switched: Cell::new(false) }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn dropwhile_next(vm: &mut Vm, this: &Value) -> Flow {
    let predicate = data::<Predicate>(this);
    let (function, iterator) = (predicate.function.clone(), predicate.iterator.clone());
    if predicate.switched.get() {
        return next_then(vm, &iterator, |_, result| Flow::from(result));
    }
    let held = this.clone();
    let found = run_filter(vm, Filtering { function, iterator, wanted: false });
    taipan_vm::iteration::chain_then(vm, found, move |_, result| {
        if result.is_ok() {
            data::<Predicate>(&held).switched.set(true);
        }
        Flow::from(result)
    })
}

fn takewhile_next(vm: &mut Vm, this: &Value) -> Flow {
    let predicate = data::<Predicate>(this);
    if predicate.switched.get() {
        return END;
    }
    let held = this.clone();
    next_then(vm, &predicate.iterator, move |vm, result| {
        let item = match result {
            Ok(item) if item.is_unbound() => return END,
            Ok(item) => item,
            Err(raised) => return Flow::Raise(raised),
        };
        let function = data::<Predicate>(&held).function.clone();
        call_then(vm, &function, vec![item.clone()], move |vm, result| {
            match result.and_then(|verdict| vm.truthy(&verdict)) {
                Ok(true) => Flow::Return(item),
                Ok(false) => {
                    data::<Predicate>(&held).switched.set(true);
                    END
                }
                Err(raised) => Flow::Raise(raised),
            }
        })
    })
}

// ---- starmap ----

struct StarMap {
    function: Value,
    iterator: Value,
}

traced!(StarMap { function, iterator });

static STARMAP: NativeClassDef = class(
    "starmap",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, function, iterable, /", |vm, args| {
            let (class, function) = (args[0].clone(), args[1].clone());
            iter_then(vm, &args[2], move |vm, result| match result {
                Ok(iterator) => Flow::Return(vm.native_object(&class, StarMap { function, iterator })),
                Err(raised) => Flow::Raise(raised),
            })
        })),
        next_flow: Some(|vm, this| {
            let held = this.clone();
            next_then(vm, &data::<StarMap>(this).iterator, move |vm, result| match result {
                Ok(args) if args.is_unbound() => END,
                Ok(args) => taipan_vm::drain::collect_then(vm, &args, move |_, args| {
                    Flow::TailCall(Call::new(data::<StarMap>(&held).function.clone(), args))
                }),
                Err(raised) => Flow::Raise(raised),
            })
        }),
        doc: "Return an iterator whose values are returned from the function evaluated with an argument tuple taken \
              from the given sequence.",
        ..ITERATOR
    },
);

// ---- islice ----

struct ISlice {
    iterator: RefCell<Value>,
    /// How many items have been taken from the source.
    taken: Cell<usize>,
    /// The position of the next item to yield.
    next: Cell<usize>,
    stop: Option<usize>,
    step: usize,
}

traced!(ISlice {} cells { iterator });

static ISLICE: NativeClassDef = class(
    "islice",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, start, stop=..., step=..., /", islice_new)),
        next_flow: Some(islice_next),
        doc: "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object",
        ..ITERATOR
    },
);

fn islice_bound(vm: &mut Vm, value: &Value, message: &str) -> Result<Option<usize>, Raised> {
    if value.is_none() || value.is_unbound() {
        return Ok(None);
    }
    match vm.index(value) {
        Ok(bound) if bound >= 0 => Ok(Some(bound as usize)),
        _ => Err(vm.value_error(message)),
    }
}

fn islice_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let parts = (|| {
        let whole = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        let indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        if args[3].is_unbound() {
            return Ok((0, islice_bound(vm, &args[2], whole)?, 1));
        }
        let stop = islice_bound(vm, &args[3], whole)?;
        let start = islice_bound(vm, &args[2], indices)?.unwrap_or(0);
        let step = islice_bound(vm, &args[4], "Step for islice() must be a positive integer or None.")?.unwrap_or(1);
        if step == 0 {
            return Err(vm.value_error("Step for islice() must be a positive integer or None."));
        }
        Ok((start, stop, step))
    })();
    let (start, stop, step) = match parts {
        Ok(parts) => parts,
        Err(raised) => return Flow::Raise(raised),
    };
    let class = args[0].clone();
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => {
            let iterator = RefCell::new(iterator);
            let (taken, next) = (Cell::new(0), Cell::new(start));
            Flow::Return(vm.native_object(&class, ISlice { iterator, taken, next, stop, step }))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn islice_next(vm: &mut Vm, this: &Value) -> Flow {
    let slice = data::<ISlice>(this);
    let iterator = slice.iterator.borrow().clone();
    if iterator.is_unbound() {
        return END;
    }
    loop {
        let taken = slice.taken.get();
        if taken >= slice.next.get() && slice.stop.is_some_and(|stop| taken >= stop) {
            drop(slice.iterator.take());
            return END;
        }
        match step(vm, &iterator) {
            Ok(Step::Item(item)) => {
                if islice_take(slice) {
                    return Flow::Return(item);
                }
            }
            Ok(Step::End) => {
                drop(slice.iterator.take());
                return END;
            }
            Ok(Step::Wait(pending)) => {
                let held = this.clone();
                let rest = move |vm: &mut Vm, result: NativeResult| match result {
                    Ok(item) if item.is_unbound() => {
                        drop(data::<ISlice>(&held).iterator.take());
                        END
                    }
                    Ok(item) if islice_take(data(&held)) => Flow::Return(item),
                    Ok(_) => islice_next(vm, &held),
                    Err(raised) => Flow::Raise(raised),
                };
                return wait(vm, pending, &iterator, Box::new(Then(rest)));
            }
            Err(raised) => return Flow::Raise(raised),
        }
        if taken & 0xfff == 0
            && let Err(raised) = vm.check_signals()
        {
            return Flow::Raise(raised);
        }
    }
}

/// Counts an item that has been taken; whether it is one to yield.
fn islice_take(slice: &ISlice) -> bool {
    let position = slice.taken.get();
    slice.taken.set(position + 1);
    if position < slice.next.get() {
        return false;
    }
    let next = slice.next.get().saturating_add(slice.step);
    slice.next.set(slice.stop.map_or(next, |stop| next.min(stop)));
    true
}

// ---- pairwise ----

struct Pairwise {
    iterator: Value,
    previous: RefCell<Value>,
}

traced!(Pairwise { iterator } cells { previous });

static PAIRWISE: NativeClassDef = class(
    "pairwise",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, /", |vm, args| {
            let class = args[0].clone();
            iter_then(vm, &args[1], move |vm, result| match result {
                Ok(iterator) => {
                    let previous = RefCell::new(Value::UNBOUND);
                    Flow::Return(vm.native_object(&class, Pairwise { iterator, previous }))
                }
                Err(raised) => Flow::Raise(raised),
            })
        })),
        next_flow: Some(|vm, this| {
            let pairwise = data::<Pairwise>(this);
            let held = this.clone();
            if pairwise.previous.borrow().is_unbound() {
                return next_then(vm, &pairwise.iterator, move |vm, result| match result {
                    Ok(item) if item.is_unbound() => END,
                    Ok(item) => {
                        drop(data::<Pairwise>(&held).previous.replace(item));
                        pairwise_pair(vm, held)
                    }
                    Err(raised) => Flow::Raise(raised),
                });
            }
            pairwise_pair(vm, held)
        }),
        doc: "Return an iterator of overlapping pairs taken from the input iterator.",
        ..ITERATOR
    },
);

fn pairwise_pair(vm: &mut Vm, this: Value) -> Flow {
    let iterator = data::<Pairwise>(&this).iterator.clone();
    next_then(vm, &iterator, move |vm, result| match result {
        Ok(item) if item.is_unbound() => {
            drop(data::<Pairwise>(&this).previous.take());
            END
        }
        Ok(item) => {
            let previous = data::<Pairwise>(&this).previous.replace(item.clone());
            Flow::Return(vm.pair(previous, item))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

// ---- zip_longest ----

struct ZipLongest {
    /// Exhausted ones are unbound.
    iterators: RefCell<Vec<Value>>,
    fill: Value,
    active: Cell<usize>,
}

impl NativeData for ZipLongest {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.iterators.borrow().iter());
        tracer.value(&self.fill);
    }
}

static ZIP_LONGEST: NativeClassDef = class(
    "zip_longest",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, /, *iterables, fillvalue=None", |vm, args| {
            let (class, fill) = (args[0].clone(), args[1].clone());
            let iterables = args[2].as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
            iter_all_then(vm, &iterables, move |vm, iterators| {
                let active = Cell::new(iterators.len());
                let iterators = RefCell::new(iterators);
                Flow::Return(vm.native_object(&class, ZipLongest { iterators, fill, active }))
            })
        })),
        next_flow: Some(|vm, this| Box::new(LongestStep { this: this.clone(), items: Vec::new() }).run(vm)),
        doc: "Return a zip_longest object whose .__next__() method returns a tuple where the i-th element comes from \
              the i-th iterable argument.",
        ..ITERATOR
    },
);

struct LongestStep {
    this: Value,
    items: Vec<Value>,
}

impl LongestStep {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let this = self.this.clone();
        let zip = data::<ZipLongest>(&this);
        if zip.active.get() == 0 {
            return END;
        }
        loop {
            let Some(iterator) = zip.iterators.borrow().get(self.items.len()).cloned() else {
                return Flow::Return(vm.tuple(self.items));
            };
            if iterator.is_unbound() {
                self.items.push(zip.fill.clone());
                continue;
            }
            match step(vm, &iterator) {
                Ok(Step::Item(item)) => self.items.push(item),
                Ok(Step::End) => {
                    if self.exhausted() {
                        return END;
                    }
                }
                Ok(Step::Wait(pending)) => return wait(vm, pending, &iterator, self),
                Err(raised) => {
                    zip.active.set(0);
                    return Flow::Raise(raised);
                }
            }
        }
    }

    /// The iterator at the current place has ended; whether all have.
    fn exhausted(&mut self) -> bool {
        let zip = data::<ZipLongest>(&self.this);
        zip.active.set(zip.active.get().saturating_sub(1));
        if zip.active.get() == 0 {
            return true;
        }
        let at = self.items.len();
        let old = zip.iterators.borrow_mut().get_mut(at).map(std::mem::take);
        drop(old);
        self.items.push(zip.fill.clone());
        false
    }
}

impl Continuation for LongestStep {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => {
                if self.exhausted() {
                    return END;
                }
            }
            Ok(item) => self.items.push(item),
            Err(raised) => {
                data::<ZipLongest>(&self.this).active.set(0);
                return Flow::Raise(raised);
            }
        }
        self.run(vm)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.this);
        tracer.values(&self.items);
    }
}
