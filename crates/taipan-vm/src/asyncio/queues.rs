//! Queue, PriorityQueue and LifoQueue. See <https://docs.python.org/3.13/library/asyncio-queue.html>.
//!
//! Invariant: nobody waits for an item while there is one that no woken getter will take, and likewise for free places;
//! every put wakes one getter, every get one putter.

use super::future::Slot;
use super::locks;
use super::waits::{Finished, Wait, WaitKind, Waiters, Woken, waiter_done};
use crate::exceptions::ExceptionKind;
use crate::heap::Tracer;
use crate::native::{Flow, NativeClassDef, NativeData, NativeDef, NativeResult, Raised};
use crate::objects::classes::getter;
use crate::types::{CompareOp, Slots};
use crate::value::Value;
use crate::vm::Vm;
use crate::{Kind, ordering};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// In which order items leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Fifo,
    Lifo,
    Priority,
}

/// The data of all queues.
pub(crate) struct Queue {
    order: Order,
    /// In the order of leaving, or as a binary heap.
    items: RefCell<VecDeque<Value>>,
    getters: RefCell<Waiters>,
    putters: RefCell<Waiters>,
    maxsize: Slot,
    /// `maxsize` as a number; 0 for no limit.
    limit: Cell<usize>,
    unfinished: Cell<usize>,
    /// The Event that `join` waits for; made when it is first needed.
    finished: Slot,
    shut_down: Cell<bool>,
    event_loop: Slot,
    /// A subclass defines `_put`, `_get` or `_init`, and keeps the items itself.
    overridden: Cell<bool>,
}

impl NativeData for Queue {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.items.borrow().iter());
        self.getters.borrow().trace(tracer);
        self.putters.borrow().trace(tracer);
        for slot in [&self.maxsize, &self.finished, &self.event_loop] {
            slot.trace(tracer);
        }
    }

    fn clear(&self) {
        let (items, getters, putters) = (self.items.take(), self.getters.take(), self.putters.take());
        drop((items, getters, putters));
    }
}

const fn class(name: &'static str, slots: &'static Slots) -> NativeClassDef {
    NativeClassDef { name, module: "asyncio.queues", slots }
}

/// `asyncio.Queue`
pub(crate) static QUEUE: NativeClassDef = class("Queue", &QUEUE_SLOTS);
/// `asyncio.PriorityQueue`
pub(crate) static PRIORITY_QUEUE: NativeClassDef = class("PriorityQueue", &PRIORITY_SLOTS);
/// `asyncio.LifoQueue`
pub(crate) static LIFO_QUEUE: NativeClassDef = class("LifoQueue", &LIFO_SLOTS);

const COMMON: Slots = Slots {
    repr: Some(|vm, value| {
        let text = describe(vm, value)?;
        let name = vm.short_type_name(value);
        Ok(vm.string(format!("<{name} at {:#x} {text}>", value.address() & !7)))
    }),
    str: Some(|vm, value| {
        let text = describe(vm, value)?;
        let name = vm.short_type_name(value);
        Ok(vm.string(format!("<{name} {text}>")))
    }),
    methods: &[
        NativeDef::plain("__init__", "self, maxsize=0", queue_init),
        NativeDef::plain("qsize", "self, /", |vm, args| Ok(Value::index(length(vm, &args[0])?))),
        NativeDef::plain("empty", "self, /", |vm, args| Ok(Value::bool(length(vm, &args[0])? == 0))),
        NativeDef::plain("full", "self, /", |vm, args| is_full(vm, &args[0]).map(Value::bool)),
        NativeDef::asynchronous("put", "self, item", queue_put),
        NativeDef::plain("put_nowait", "self, item", |vm, args| put_nowait(vm, &args[0], args[1].clone())),
        NativeDef::asynchronous("get", "self, /", |vm, args| get(vm, &args[0])),
        NativeDef::plain("get_nowait", "self, /", |vm, args| get_nowait(vm, &args[0])),
        NativeDef::plain("task_done", "self, /", |vm, args| {
            let target = queue(&args[0]);
            if target.unfinished.get() == 0 {
                return Err(vm.value_error("task_done() called too many times"));
            }
            target.unfinished.set(target.unfinished.get() - 1);
            target.note_finished(vm);
            Ok(Value::NONE)
        }),
        NativeDef::asynchronous("join", "self, /", queue_join),
        NativeDef::plain("shutdown", "self, immediate=False", queue_shutdown),
    ],
    class_methods: &[crate::types::CLASS_GETITEM],
    getset: &[
        getter("maxsize", |_, value| Ok(queue(value).maxsize.get())),
        getter("_maxsize", |_, value| Ok(queue(value).maxsize.get())),
        getter("_unfinished_tasks", |_, value| Ok(Value::index(queue(value).unfinished.get()))),
        getter("_is_shutdown", |_, value| Ok(Value::bool(queue(value).shut_down.get()))),
    ],
    subclassable: true,
    ..Slots::NONE
};

static QUEUE_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("Queue", "cls, /, *args, **kwargs", |vm, args| Ok(make(vm, &args[0], Order::Fifo)))),
    ..COMMON
};

static PRIORITY_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("PriorityQueue", "cls, /, *args, **kwargs", |vm, args| {
        Ok(make(vm, &args[0], Order::Priority))
    })),
    ..COMMON
};

static LIFO_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("LifoQueue", "cls, /, *args, **kwargs", |vm, args| Ok(make(vm, &args[0], Order::Lifo)))),
    ..COMMON
};

fn make(vm: &mut Vm, class: &Value, order: Order) -> Value {
    vm.native_object(
        class,
        Queue {
            order,
            items: RefCell::default(),
            getters: RefCell::default(),
            putters: RefCell::default(),
            maxsize: Slot::new(Value::index(0)),
            limit: Cell::new(0),
            unfinished: Cell::new(0),
            finished: Slot::default(),
            shut_down: Cell::new(false),
            event_loop: Slot::default(),
            overridden: Cell::new(false),
        },
    )
}

/// A new queue for native code.
pub(crate) fn new_queue(vm: &mut Vm) -> Value {
    let class = vm.native_class(&QUEUE);
    make(vm, &class, Order::Fifo)
}

fn queue(value: &Value) -> &Queue {
    value.native::<Queue>().expect("methods are called on objects of their class")
}

fn queue_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let target = queue(&args[0]);
    target.maxsize.set(args[1].clone());
    let limit = match args[1].as_int_or_bool() {
        Some(number) => number.max(0) as usize,
        None => {
            let number = vm.to_f64(&args[1])?;
            if number > 0.0 { number.ceil() as usize } else { 0 }
        }
    };
    target.limit.set(limit);
    for name in ["_init", "_put", "_get"] {
        let name = vm.intern(name);
        let class = vm.class_of(&args[0]);
        if vm.class_lookup(class.word(), name.word()).is_some() {
            target.overridden.set(true);
        }
    }
    let init = vm.intern("_init");
    if target.overridden.get()
        && let Some(method) = vm.get_attr_opt(&args[0], &init)?
    {
        vm.call(&method, &[args[1].clone()])?;
    }
    Ok(Value::NONE)
}

// ---- items ----

fn length(vm: &mut Vm, value: &Value) -> Result<usize, Raised> {
    let target = queue(value);
    if target.overridden.get() {
        let name = vm.intern("_queue");
        if let Some(items) = vm.get_attr_opt(value, &name)? {
            return vm.len(&items);
        }
    }
    Ok(target.items.borrow().len())
}

fn is_full(vm: &mut Vm, value: &Value) -> Result<bool, Raised> {
    let limit = queue(value).limit.get();
    Ok(limit > 0 && length(vm, value)? >= limit)
}

fn hook(vm: &mut Vm, value: &Value, name: &str, args: &[Value]) -> Result<Option<Value>, Raised> {
    if !queue(value).overridden.get() {
        return Ok(None);
    }
    let name = vm.intern(name);
    match vm.get_attr_opt(value, &name)? {
        Some(method) => vm.call(&method, args).map(Some),
        None => Ok(None),
    }
}

fn add(vm: &mut Vm, value: &Value, item: Value) -> Result<(), Raised> {
    if hook(vm, value, "_put", std::slice::from_ref(&item))?.is_some() {
        return Ok(());
    }
    let target = queue(value);
    target.items.borrow_mut().push_back(item);
    if target.order == Order::Priority {
        let last = target.items.borrow().len() - 1;
        return sift_up(vm, target, last);
    }
    Ok(())
}

fn take(vm: &mut Vm, value: &Value) -> NativeResult {
    if let Some(item) = hook(vm, value, "_get", &[])? {
        return Ok(item);
    }
    let target = queue(value);
    let taken = match target.order {
        Order::Fifo => target.items.borrow_mut().pop_front(),
        Order::Lifo => target.items.borrow_mut().pop_back(),
        Order::Priority => {
            let last = target.items.borrow_mut().pop_back();
            let mut items = target.items.borrow_mut();
            match (last, items.front_mut()) {
                (Some(last), Some(front)) => {
                    let first = std::mem::replace(front, last);
                    drop(items);
                    sift_down(vm, target)?;
                    Some(first)
                }
                (last, _) => last,
            }
        }
    };
    taken.ok_or_else(|| vm.error_with(ExceptionKind::IndexError, Vec::new()))
}

fn item_less(vm: &mut Vm, target: &Queue, a: usize, b: usize) -> Result<bool, Raised> {
    let (left, right) = {
        let items = target.items.borrow();
        match (items.get(a), items.get(b)) {
            (Some(left), Some(right)) => (left.clone(), right.clone()),
            _ => return Err(vm.runtime_error("PriorityQueue changed size during a comparison")),
        }
    };
    match ordering::quick_order(&left, &right) {
        Some(order) => Ok(order.is_lt()),
        None => {
            let result = vm.compare(CompareOp::Lt, &left, &right)?;
            vm.truthy(&result)
        }
    }
}

fn swap(target: &Queue, a: usize, b: usize) {
    let mut items = target.items.borrow_mut();
    if a < items.len() && b < items.len() {
        items.swap(a, b);
    }
}

fn sift_up(vm: &mut Vm, target: &Queue, mut at: usize) -> Result<(), Raised> {
    while at > 0 {
        let parent = (at - 1) / 2;
        if !item_less(vm, target, at, parent)? {
            break;
        }
        swap(target, at, parent);
        at = parent;
    }
    Ok(())
}

/// Restores the heap after its first item was replaced: the hole goes down to a leaf, then the item up to its place. That
/// is the order of comparisons that Python's `heapq` makes, so equal items leave in the same order.
fn sift_down(vm: &mut Vm, target: &Queue) -> Result<(), Raised> {
    let end = target.items.borrow().len();
    let mut at = 0;
    loop {
        let mut child = 2 * at + 1;
        if child >= end {
            break;
        }
        if child + 1 < end && !item_less(vm, target, child, child + 1)? {
            child += 1;
        }
        swap(target, at, child);
        at = child;
    }
    sift_up(vm, target, at)
}

// ---- waiting ----

impl Queue {
    fn note_finished(&self, vm: &mut Vm) {
        if self.unfinished.get() == 0 && !self.finished.is_unbound() {
            let event = self.finished.get();
            locks::set_event(vm, &event);
        }
    }
}

/// Wakes the first of those who wait and are not cancelled.
fn wake_next(vm: &mut Vm, waiters: &RefCell<Waiters>) {
    loop {
        let Some(waiter) = waiters.borrow_mut().0.pop_front() else { return };
        if !waiter_done(&waiter) {
            vm.wake(&waiter);
            return;
        }
    }
}

fn put_nowait(vm: &mut Vm, value: &Value, item: Value) -> NativeResult {
    let target = queue(value);
    if target.shut_down.get() {
        return Err(vm.error_with(ExceptionKind::QueueShutDown, Vec::new()));
    }
    if target.limit.get() > 0 && is_full(vm, value)? {
        return Err(vm.error_with(ExceptionKind::QueueFull, Vec::new()));
    }
    add(vm, value, item)?;
    target.unfinished.set(target.unfinished.get() + 1);
    if !target.finished.is_unbound() {
        target.finished.with(locks::clear_event);
    }
    wake_next(vm, &target.getters);
    Ok(Value::NONE)
}

fn get_nowait(vm: &mut Vm, value: &Value) -> NativeResult {
    let target = queue(value);
    if length(vm, value)? == 0 {
        let kind = if target.shut_down.get() { ExceptionKind::QueueShutDown } else { ExceptionKind::QueueEmpty };
        return Err(vm.error_with(kind, Vec::new()));
    }
    let item = take(vm, value)?;
    wake_next(vm, &target.putters);
    Ok(item)
}

fn wait_in(vm: &mut Vm, value: &Value, kind: WaitKind, extra: Value, waiter: Option<Value>) -> Result<Wait, Raised> {
    let target = queue(value);
    vm.bind_loop(&target.event_loop, value)?;
    let waiter = match waiter {
        Some(waiter) if waiter.kind() == Kind::Task => {
            super::future(&waiter).woken.set(Woken::No);
            waiter
        }
        Some(waiter) => {
            let event_loop = super::future(&waiter).event_loop.get();
            vm.new_future(event_loop)
        }
        None => vm.new_waiter()?,
    };
    let waiters = if kind == WaitKind::QueueGet { &target.getters } else { &target.putters };
    waiters.borrow_mut().0.push_back(waiter.clone());
    Ok(Wait { kind, object: value.clone(), extra, waiter })
}

/// What `get` does when it is called and whenever it was woken.
fn try_get(vm: &mut Vm, value: &Value, waiter: Option<Value>) -> Result<Result<Value, Wait>, Raised> {
    if length(vm, value)? > 0 {
        return get_nowait(vm, value).map(Ok);
    }
    if queue(value).shut_down.get() {
        return Err(vm.error_with(ExceptionKind::QueueShutDown, Vec::new()));
    }
    wait_in(vm, value, WaitKind::QueueGet, Value::NONE, waiter).map(Err)
}

/// What `put` does when it is called and whenever it was woken.
fn try_put(vm: &mut Vm, value: &Value, item: Value, waiter: Option<Value>) -> Result<Result<Value, Wait>, Raised> {
    if queue(value).limit.get() > 0 && is_full(vm, value)? {
        if queue(value).shut_down.get() {
            return Err(vm.error_with(ExceptionKind::QueueShutDown, Vec::new()));
        }
        return wait_in(vm, value, WaitKind::QueuePut, item, waiter).map(Err);
    }
    put_nowait(vm, value, item).map(Ok)
}

fn as_flow(tried: Result<Result<Value, Wait>, Raised>) -> Flow {
    match tried {
        Ok(Ok(value)) => Flow::Return(value),
        Ok(Err(wait)) => Flow::Wait(wait),
        Err(raised) => Flow::Raise(raised),
    }
}

/// `await queue.get()`
pub(crate) fn get(vm: &mut Vm, value: &Value) -> Flow {
    let tried = try_get(vm, value, None);
    as_flow(tried)
}

/// `queue.put_nowait(item)` of a queue without limit.
pub(crate) fn put_now(vm: &mut Vm, value: &Value, item: Value) -> Result<(), Raised> {
    put_nowait(vm, value, item).map(drop)
}

fn queue_put(vm: &mut Vm, args: &[Value]) -> Flow {
    let tried = try_put(vm, &args[0], args[1].clone(), None);
    as_flow(tried)
}

fn queue_join(vm: &mut Vm, args: &[Value]) -> Flow {
    let target = queue(&args[0]);
    if target.unfinished.get() == 0 {
        return Flow::Return(Value::NONE);
    }
    if target.finished.is_unbound() {
        let event = locks::new_event(vm, false);
        target.finished.set(event);
    }
    let event = target.finished.get();
    match locks::wait_event(vm, &event) {
        wait @ Flow::Wait(_) => Flow::Then(
            Box::new(wait),
            Box::new(crate::native::Then(|_: &mut Vm, result: NativeResult| match result {
                Ok(_) => Flow::Return(Value::NONE),
                Err(raised) => Flow::Raise(raised),
            })),
        ),
        Flow::Return(_) => Flow::Return(Value::NONE),
        other => other,
    }
}

fn queue_shutdown(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let target = queue(&args[0]);
    target.shut_down.set(true);
    if vm.truthy(&args[1])? {
        while length(vm, &args[0])? > 0 {
            take(vm, &args[0])?;
            target.unfinished.set(target.unfinished.get().saturating_sub(1));
        }
        target.note_finished(vm);
    }
    for waiters in [&target.getters, &target.putters] {
        let all = std::mem::take(&mut waiters.borrow_mut().0);
        for waiter in all {
            if !waiter_done(&waiter) {
                vm.wake(&waiter);
            }
        }
    }
    Ok(Value::NONE)
}

fn over(tried: Result<Result<Value, Wait>, Raised>) -> Finished {
    match tried {
        Ok(Ok(value)) => Finished::Return(value),
        Ok(Err(wait)) => Finished::Again(wait),
        Err(raised) => Finished::Raise(raised),
    }
}

impl Vm {
    pub(super) fn finish_get(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        let target = queue(&wait.object);
        if let Err(raised) = result {
            target.getters.borrow_mut().remove(&wait.waiter);
            match length(self, &wait.object) {
                // It was woken and cannot take the item: the next in line is woken.
                Ok(count) if count > 0 && woken == Woken::Yes => wake_next(self, &target.getters),
                Ok(_) => {}
                Err(raised) => return Finished::Raise(raised),
            }
            return Finished::Raise(raised);
        }
        let tried = try_get(self, &wait.object, Some(wait.waiter));
        over(tried)
    }

    pub(super) fn finish_put(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        let target = queue(&wait.object);
        if let Err(raised) = result {
            target.putters.borrow_mut().remove(&wait.waiter);
            match is_full(self, &wait.object) {
                Ok(false) if woken == Woken::Yes => wake_next(self, &target.putters),
                Ok(_) => {}
                Err(raised) => return Finished::Raise(raised),
            }
            return Finished::Raise(raised);
        }
        let tried = try_put(self, &wait.object, wait.extra, Some(wait.waiter));
        over(tried)
    }
}

/// The state as `repr` and `str` show it.
fn describe(vm: &mut Vm, value: &Value) -> Result<String, Raised> {
    let target = queue(value);
    let maxsize = target.maxsize.get();
    let mut text = format!("maxsize={}", vm.repr_string(&maxsize)?);
    if length(vm, value)? > 0 && !target.overridden.get() {
        let items = target.items.borrow().iter().cloned().collect();
        let items = vm.list(items);
        text.push_str(&format!(" _queue={}", vm.repr_string(&items)?));
    }
    for (name, waiters) in [("_getters", &target.getters), ("_putters", &target.putters)] {
        let count = waiters.borrow().0.len();
        if count > 0 {
            text.push_str(&format!(" {name}[{count}]"));
        }
    }
    if target.unfinished.get() > 0 {
        text.push_str(&format!(" tasks={}", target.unfinished.get()));
    }
    if target.shut_down.get() {
        text.push_str(" shutdown");
    }
    Ok(text)
}
