//! `groupby` and `tee`: iterators that share one source.

use super::{END, ITERATOR, class, data};
use std::cell::{Cell, RefCell};
use taipan_vm::iteration::{Called, Step, call_directly, chain, iter_then, next_then, step, wait};
use taipan_vm::native::{Call, Continuation, NativeClassDef, NativeData};
use taipan_vm::types::Slots;
use taipan_vm::{Flow, NativeDef, NativeResult, Raised, Tracer, Value, Vm};

pub(super) static CLASSES: [&NativeClassDef; 1] = [&GROUPBY];

// ---- groupby ----

struct GroupBy {
    iterator: Value,
    key: Value,
    /// Key of the group that was handed out last, or unbound.
    target: RefCell<Value>,
    /// Key of the item that was read last, or unbound when it has been handed out.
    current_key: RefCell<Value>,
    current: RefCell<Value>,
    /// Number of the group that may still yield.
    group: Cell<u64>,
}

impl NativeData for GroupBy {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.iterator, &self.key]);
        for cell in [&self.target, &self.current_key, &self.current] {
            tracer.value(&cell.borrow());
        }
    }
}

struct Group {
    parent: Value,
    target: Value,
    number: u64,
}

super::traced!(Group { parent, target });

static GROUPBY: NativeClassDef = class(
    "groupby",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, key=None", |vm, args| {
            let (class, key) = (args[0].clone(), args[2].clone());
            iter_then(vm, &args[1], move |vm, result| match result {
                Ok(iterator) => {
                    let empty = || RefCell::new(Value::UNBOUND);
                    let (target, current_key, current) = (empty(), empty(), empty());
                    let group = Cell::new(0);
                    Flow::Return(
                        vm.native_object(&class, GroupBy { iterator, key, target, current_key, current, group }),
                    )
                }
                Err(raised) => Flow::Raise(raised),
            })
        })),
        next_flow: Some(|vm, this| {
            let parent = data::<GroupBy>(this);
            parent.group.set(parent.group.get() + 1);
            Box::new(Advance { parent: this.clone(), group: None, item: Value::UNBOUND }).run(vm)
        }),
        doc: "Make an iterator that returns consecutive keys and groups from the iterable.",
        ..ITERATOR
    },
);

static GROUP: NativeClassDef = class(
    "_grouper",
    &Slots {
        next_flow: Some(|vm, this| {
            let group = data::<Group>(this);
            if data::<GroupBy>(&group.parent).group.get() != group.number {
                return END;
            }
            Box::new(Advance { parent: group.parent.clone(), group: Some(this.clone()), item: Value::UNBOUND }).run(vm)
        }),
        subclassable: false,
        ..ITERATOR
    },
);

/// Reads on in the source, for the next group (`group` is none) or for the next item of a group.
struct Advance {
    parent: Value,
    group: Option<Value>,
    /// The item whose key is being computed.
    item: Value,
}

impl Advance {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let parent = self.parent.clone();
        let groupby = data::<GroupBy>(&parent);
        loop {
            if let Err(raised) = vm.check_signals() {
                return Flow::Raise(raised);
            }
            match self.arrived(vm) {
                Ok(Some(flow)) => return flow,
                Ok(None) => {}
                Err(raised) => return Flow::Raise(raised),
            }
            match step(vm, &groupby.iterator) {
                Ok(Step::Item(item)) => {
                    if groupby.key.is_none() {
                        store(groupby, item.clone(), item);
                        continue;
                    }
                    match call_directly(vm, &groupby.key, vec![item.clone()]) {
                        Called::Done(Ok(key)) => store(groupby, key, item),
                        Called::Done(Err(raised)) => return Flow::Raise(raised),
                        Called::Wait(Flow::TailCall(call)) => {
                            self.item = item;
                            return Flow::Call(call, self);
                        }
                        Called::Wait(pending) => {
                            self.item = item;
                            return chain(vm, pending, self);
                        }
                    }
                }
                Ok(Step::End) => return END,
                Ok(Step::Wait(pending)) => return wait(vm, pending, &groupby.iterator, self),
                Err(raised) => return Flow::Raise(raised),
            }
        }
    }

    /// What to return, if the item read last is what was looked for.
    fn arrived(&self, vm: &mut Vm) -> Result<Option<Flow>, Raised> {
        let groupby = data::<GroupBy>(&self.parent);
        let key = groupby.current_key.borrow().clone();
        if key.is_unbound() {
            return Ok(None);
        }
        if let Some(group) = &self.group {
            let target = data::<Group>(group).target.clone();
            if !vm.same_item(&target, &key)? {
                return Ok(Some(END));
            }
            drop(groupby.current_key.take());
            return Ok(Some(Flow::Return(groupby.current.take())));
        }
        let target = groupby.target.borrow().clone();
        if !target.is_unbound() && vm.same_item(&target, &key)? {
            drop(groupby.current_key.take());
            return Ok(None);
        }
        drop(groupby.target.replace(key.clone()));
        let class = vm.native_class(&GROUP);
        let number = groupby.group.get();
        let group = vm.native_object(&class, Group { parent: self.parent.clone(), target: key.clone(), number });
        Ok(Some(Flow::Return(vm.pair(key, group))))
    }
}

fn store(groupby: &GroupBy, key: Value, item: Value) {
    drop(groupby.current_key.replace(key));
    drop(groupby.current.replace(item));
}

impl Continuation for Advance {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        let value = match result {
            Ok(value) => value,
            Err(raised) => return Flow::Raise(raised),
        };
        let parent = self.parent.clone();
        let groupby = data::<GroupBy>(&parent);
        if !self.item.is_unbound() {
            store(groupby, value, std::mem::take(&mut self.item));
        } else if value.is_unbound() {
            return END;
        } else if groupby.key.is_none() {
            store(groupby, value.clone(), value);
        } else {
            self.item = value.clone();
            return Flow::Call(Call::new(groupby.key.clone(), vec![value]), self);
        }
        self.run(vm)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.parent, &self.item]);
        if let Some(group) = &self.group {
            tracer.value(group);
        }
    }
}

// ---- tee ----

/// Items per link of the chain that tees of one source walk along.
const LINK_ITEMS: usize = 64;

/// A link: items that have been read, and the link behind it. Links that all tees have left are dropped.
struct Link {
    iterator: Value,
    items: RefCell<Vec<Value>>,
    next: RefCell<Value>,
    reading: Cell<bool>,
}

impl NativeData for Link {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.iterator);
        tracer.values(self.items.borrow().iter());
        tracer.value(&self.next.borrow());
    }

    fn clear(&self) {
        let old = (self.items.take(), self.next.take());
        drop(old);
    }
}

static LINK: NativeClassDef = class("_tee_dataobject", &Slots { module: "itertools", ..Slots::NONE });

struct Tee {
    link: RefCell<Value>,
    index: Cell<usize>,
}

super::traced!(Tee {} cells { link });

static TEE_ITERATOR: NativeClassDef = class(
    "_tee",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, /", |vm, args| {
            tee_of(vm, &args[1], |_, tee| Flow::Return(tee))
        })),
        next_flow: Some(tee_next),
        methods: &[NativeDef::plain("__copy__", "self, /", |vm, args| Ok(tee_copy(vm, &args[0])))],
        subclassable: false,
        doc: "Iterator wrapped to make it copyable.",
        ..ITERATOR
    },
);

pub(super) const TEE: NativeDef = NativeDef::flow("tee", "iterable, n=2, /", itertools_tee);

fn itertools_tee(vm: &mut Vm, args: &[Value]) -> Flow {
    let n = match vm.index(&args[1]) {
        Ok(n) if n >= 0 => n as usize,
        Ok(_) => return Flow::Raise(vm.value_error("n must be >= 0")),
        Err(raised) => return Flow::Raise(raised),
    };
    if let Err(raised) = vm.check_size(n.saturating_mul(64)) {
        return Flow::Raise(raised);
    }
    if n == 0 {
        return Flow::Return(vm.tuple(Vec::new()));
    }
    tee_of(vm, &args[0], move |vm, first| {
        let mut tees = vec![first];
        while tees.len() < n {
            let copy = tee_copy(vm, &tees[0]);
            tees.push(copy);
        }
        Flow::Return(vm.tuple(tees))
    })
}

fn new_link(vm: &mut Vm, iterator: Value) -> Value {
    let class = vm.native_class(&LINK);
    let (items, next) = (RefCell::new(Vec::new()), RefCell::new(Value::UNBOUND));
    vm.native_object(&class, Link { iterator, items, next, reading: Cell::new(false) })
}

fn new_tee(vm: &mut Vm, link: Value, index: usize) -> Value {
    let class = vm.native_class(&TEE_ITERATOR);
    vm.native_object(&class, Tee { link: RefCell::new(link), index: Cell::new(index) })
}

fn tee_copy(vm: &mut Vm, tee: &Value) -> Value {
    let (link, index) = (data::<Tee>(tee).link.borrow().clone(), data::<Tee>(tee).index.get());
    new_tee(vm, link, index)
}

/// A tee over any iterable; tees themselves share their links.
fn tee_of(vm: &mut Vm, iterable: &Value, then: impl FnOnce(&mut Vm, Value) -> Flow + 'static) -> Flow {
    iter_then(vm, iterable, move |vm, result| match result {
        Ok(iterator) if iterator.native::<Tee>().is_some() => {
            let copy = tee_copy(vm, &iterator);
            then(vm, copy)
        }
        Ok(iterator) => {
            let link = new_link(vm, iterator);
            let tee = new_tee(vm, link, 0);
            then(vm, tee)
        }
        Err(raised) => Flow::Raise(raised),
    })
}

fn tee_next(vm: &mut Vm, this: &Value) -> Flow {
    let tee = data::<Tee>(this);
    let mut link_value = tee.link.borrow().clone();
    let mut link = data::<Link>(&link_value);
    if tee.index.get() >= LINK_ITEMS {
        if link.next.borrow().is_unbound() {
            let next = new_link(vm, link.iterator.clone());
            link.next.replace(next);
        }
        let next = link.next.borrow().clone();
        tee.index.set(0);
        drop(tee.link.replace(next.clone()));
        link_value = next;
        link = data::<Link>(&link_value);
    }
    let known = link.items.borrow().get(tee.index.get()).cloned();
    if let Some(item) = known {
        tee.index.set(tee.index.get() + 1);
        return Flow::Return(item);
    }
    if link.reading.replace(true) {
        return Flow::Raise(vm.runtime_error("cannot re-enter the tee iterator"));
    }
    let (held, iterator) = (this.clone(), link.iterator.clone());
    let keep = link_value.clone();
    next_then(vm, &iterator, move |_, result| {
        let link = data::<Link>(&keep);
        link.reading.set(false);
        match result {
            Ok(item) if item.is_unbound() => END,
            Ok(item) => {
                link.items.borrow_mut().push(item.clone());
                let tee = data::<Tee>(&held);
                tee.index.set(tee.index.get() + 1);
                Flow::Return(item)
            }
            Err(raised) => Flow::Raise(raised),
        }
    })
}
