//! Event, Lock, Condition, Semaphore and BoundedSemaphore. All are fair: who waits first goes first. See
//! <https://docs.python.org/3.13/library/asyncio-sync.html>. Barrier is composed in Python.

use super::future::Slot;
use super::waits::{Finished, Wait, WaitKind, Waiters, Woken, waiter_cancelled, waiter_done};
use crate::exceptions::ExceptionKind;
use crate::heap::Tracer;
use crate::native::{Flow, NativeClassDef, NativeData, NativeDef, NativeResult, Raised, Then};
use crate::objects::classes::getter;
use crate::types::Slots;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// What those who wait at one object have in common.
#[derive(Default)]
struct Gate {
    waiters: RefCell<Waiters>,
    /// The loop of the first wait.
    event_loop: Slot,
}

impl Gate {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.waiters.borrow().trace(tracer);
        self.event_loop.trace(tracer);
    }

    fn clear(&self) {
        let waiters = self.waiters.take();
        drop(waiters);
        self.event_loop.take();
    }

    fn len(&self) -> usize {
        self.waiters.borrow().0.len()
    }

    fn remove(&self, waiter: &Value) {
        self.waiters.borrow_mut().remove(waiter);
    }

    /// The first waiter that `wanted` says yes to.
    fn find(&self, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        self.waiters.borrow().0.iter().find(|waiter| wanted(waiter)).cloned()
    }
}

/// Lets the caller wait at a gate of `object`.
fn wait_at(vm: &mut Vm, gate: &Gate, object: &Value, kind: WaitKind) -> Flow {
    let waiter = match vm.bind_loop(&gate.event_loop, object).and_then(|()| vm.new_waiter()) {
        Ok(waiter) => waiter,
        Err(raised) => return Flow::Raise(raised),
    };
    gate.waiters.borrow_mut().0.push_back(waiter.clone());
    Flow::Wait(Wait { kind, object: object.clone(), extra: Value::TRUE, waiter })
}

/// Implements [`NativeData`] for an object with a gate.
macro_rules! gated {
    ($name:ident $(, $slot:ident)*) => {
        impl NativeData for $name {
            fn trace(&self, tracer: &mut Tracer<'_>) {
                self.gate.trace(tracer);
                $(self.$slot.trace(tracer);)*
            }

            fn clear(&self) {
                self.gate.clear();
            }
        }
    };
}

/// `<module.Class object at 0x... [state, waiters:n]>`
fn gate_repr(vm: &mut Vm, value: &Value, state: &str, waiters: usize) -> NativeResult {
    let base = vm.default_repr(value)?;
    let base = vm.str_string(&base)?;
    let waiters = if waiters == 0 { String::new() } else { format!(", waiters:{waiters}") };
    Ok(vm.string(format!("<{} [{state}{waiters}]>", &base[1..base.len() - 1])))
}

const fn class(name: &'static str, slots: &'static Slots) -> NativeClassDef {
    NativeClassDef { name, module: "asyncio.locks", slots }
}

/// `__aexit__` of all locks gives this signature; the exception is not looked at.
const EXIT: &str = "self, exc_type, exc, tb, /";

// ---- Event ----

/// `asyncio.Event`
pub(crate) static EVENT: NativeClassDef = class("Event", &EVENT_SLOTS);

#[derive(Default)]
pub(crate) struct Event {
    set: Cell<bool>,
    gate: Gate,
}

gated!(Event);

static EVENT_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let event = event(value);
        gate_repr(vm, value, if event.set.get() { "set" } else { "unset" }, event.gate.len())
    }),
    new: Some(NativeDef::plain("Event", "cls, /, *args, **kwargs", |vm, args| {
        Ok(vm.native_object(&args[0], Event::default()))
    })),
    methods: &[
        NativeDef::plain("__init__", "self", |_, _| Ok(Value::NONE)),
        NativeDef::plain("is_set", "self, /", |_, args| Ok(Value::bool(event(&args[0]).set.get()))),
        NativeDef::plain("set", "self, /", |vm, args| {
            event(&args[0]).set(vm);
            Ok(Value::NONE)
        }),
        NativeDef::plain("clear", "self, /", |_, args| {
            event(&args[0]).set.set(false);
            Ok(Value::NONE)
        }),
        NativeDef::asynchronous("wait", "self, /", |vm, args| event(&args[0]).wait(vm, &args[0])),
    ],
    getset: &[
        getter("_value", |_, value| Ok(Value::bool(event(value).set.get()))),
        getter("_waiters", |vm, value| Ok(waiters_list(vm, &event(value).gate))),
    ],
    subclassable: true,
    ..Slots::NONE
};

fn event(value: &Value) -> &Event {
    value.native::<Event>().expect("methods are called on objects of their class")
}

fn waiters_list(vm: &mut Vm, gate: &Gate) -> Value {
    let waiters = gate.waiters.borrow().0.iter().cloned().collect();
    vm.list(waiters)
}

impl Event {
    fn set(&self, vm: &mut Vm) {
        if self.set.replace(true) {
            return;
        }
        for waiter in &self.gate.waiters.borrow().0 {
            if !waiter_done(waiter) {
                vm.wake(waiter);
            }
        }
    }

    fn wait(&self, vm: &mut Vm, object: &Value) -> Flow {
        if self.set.get() {
            return Flow::Return(Value::TRUE);
        }
        wait_at(vm, &self.gate, object, WaitKind::Event)
    }
}

/// An event inside another native object: `Queue.join` waits for one.
pub(crate) fn new_event(vm: &mut Vm, set: bool) -> Value {
    let class = vm.native_class(&EVENT);
    let made = Event::default();
    made.set.set(set);
    vm.native_object(&class, made)
}

/// `event.set()`
pub(crate) fn set_event(vm: &mut Vm, value: &Value) {
    event(value).set(vm);
}

/// `event.clear()`
pub(crate) fn clear_event(value: &Value) {
    event(value).set.set(false);
}

/// `await event.wait()`
pub(crate) fn wait_event(vm: &mut Vm, value: &Value) -> Flow {
    event(value).wait(vm, value)
}

impl Vm {
    pub(super) fn finish_event(&mut self, wait: Wait, result: Result<(), Raised>) -> Finished {
        event(&wait.object).gate.remove(&wait.waiter);
        match result {
            Ok(()) => Finished::Return(Value::TRUE),
            Err(raised) => Finished::Raise(raised),
        }
    }
}

// ---- Lock ----

/// `asyncio.Lock`
pub(crate) static LOCK: NativeClassDef = class("Lock", &LOCK_SLOTS);

#[derive(Default)]
pub(crate) struct Lock {
    locked: Cell<bool>,
    gate: Gate,
}

gated!(Lock);

static LOCK_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let lock = lock(value);
        gate_repr(vm, value, if lock.locked.get() { "locked" } else { "unlocked" }, lock.gate.len())
    }),
    new: Some(NativeDef::plain("Lock", "cls, /, *args, **kwargs", |vm, args| {
        Ok(vm.native_object(&args[0], Lock::default()))
    })),
    methods: &[
        NativeDef::plain("__init__", "self", |_, _| Ok(Value::NONE)),
        NativeDef::plain("locked", "self, /", |_, args| Ok(Value::bool(lock(&args[0]).locked.get()))),
        NativeDef::asynchronous("acquire", "self, /", |vm, args| lock(&args[0]).acquire(vm, &args[0])),
        NativeDef::plain("release", "self, /", |vm, args| lock(&args[0]).release(vm)),
        NativeDef::asynchronous("__aenter__", "self, /", |vm, args| {
            let flow = lock(&args[0]).acquire(vm, &args[0]);
            entered(flow)
        }),
        NativeDef::asynchronous("__aexit__", EXIT, |vm, args| lock(&args[0]).release(vm).into()),
    ],
    getset: &[
        getter("_locked", |_, value| Ok(Value::bool(lock(value).locked.get()))),
        getter("_waiters", |vm, value| Ok(waiters_list(vm, &lock(value).gate))),
    ],
    subclassable: true,
    ..Slots::NONE
};

fn lock(value: &Value) -> &Lock {
    value.native::<Lock>().expect("methods are called on objects of their class")
}

/// The result of `__aenter__` is None, that of `acquire` True.
fn entered(flow: Flow) -> Flow {
    match flow {
        Flow::Return(_) => Flow::Return(Value::NONE),
        Flow::Wait(wait) => Flow::Wait(Wait { extra: Value::NONE, ..wait }),
        other => other,
    }
}

impl Lock {
    fn acquire(&self, vm: &mut Vm, object: &Value) -> Flow {
        if !self.locked.get() && self.gate.find(|waiter| !waiter_cancelled(waiter)).is_none() {
            self.locked.set(true);
            return Flow::Return(Value::TRUE);
        }
        wait_at(vm, &self.gate, object, WaitKind::Lock)
    }

    fn release(&self, vm: &mut Vm) -> NativeResult {
        if !self.locked.replace(false) {
            return Err(vm.runtime_error("Lock is not acquired."));
        }
        self.wake_first(vm);
        Ok(Value::NONE)
    }

    fn wake_first(&self, vm: &mut Vm) {
        if let Some(first) = self.gate.find(|_| true)
            && !waiter_done(&first)
        {
            vm.wake(&first);
        }
    }

    /// Ends the wait of someone who wants the lock.
    fn finish(&self, vm: &mut Vm, waiter: &Value, result: Result<(), Raised>) -> Result<(), Raised> {
        self.gate.remove(waiter);
        match result {
            Ok(()) => {
                self.locked.set(true);
                Ok(())
            }
            Err(raised) => {
                if vm.is_exception(&raised, ExceptionKind::CancelledError) && !self.locked.get() {
                    // It may have been woken already: the next in line is.
                    self.wake_first(vm);
                }
                Err(raised)
            }
        }
    }
}

impl Vm {
    pub(super) fn finish_lock(&mut self, wait: Wait, result: Result<(), Raised>) -> Finished {
        match lock(&wait.object).finish(self, &wait.waiter, result) {
            Ok(()) => Finished::Return(wait.extra),
            Err(raised) => Finished::Raise(raised),
        }
    }

    /// The waiter for another wait of whoever waited before.
    fn same_waiter(&mut self, waiter: &Value) -> Value {
        let target = super::future(waiter);
        if waiter.kind() == crate::Kind::Task {
            target.woken.set(Woken::No);
            return waiter.clone();
        }
        let event_loop = target.event_loop.get();
        self.new_future(event_loop)
    }
}

// ---- Condition ----

/// `asyncio.Condition`
pub(crate) static CONDITION: NativeClassDef = class("Condition", &CONDITION_SLOTS);

#[derive(Default)]
pub(crate) struct Condition {
    lock: Slot,
    gate: Gate,
}

gated!(Condition, lock);

static CONDITION_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let locked = condition_lock(vm, value)?;
        let locked = lock(&locked).locked.get();
        gate_repr(vm, value, if locked { "locked" } else { "unlocked" }, condition(value).gate.len())
    }),
    new: Some(NativeDef::plain("Condition", "cls, /, *args, **kwargs", |vm, args| {
        Ok(vm.native_object(&args[0], Condition::default()))
    })),
    methods: &[
        NativeDef::plain("__init__", "self, lock=None", |vm, args| {
            let lock = if args[1].is_none() {
                let class = vm.native_class(&LOCK);
                vm.native_object(&class, Lock::default())
            } else if args[1].native::<Lock>().is_some() {
                args[1].clone()
            } else {
                let name = vm.type_name(&args[1]);
                return Err(vm.type_error(format!("lock must be an asyncio.Lock, not '{name}'")));
            };
            condition(&args[0]).lock.set(lock);
            Ok(Value::NONE)
        }),
        NativeDef::plain("locked", "self, /", |vm, args| {
            let owned = condition_lock(vm, &args[0])?;
            Ok(Value::bool(lock(&owned).locked.get()))
        }),
        NativeDef::asynchronous("acquire", "self, /", |vm, args| match condition_lock(vm, &args[0]) {
            Ok(owned) => lock(&owned).acquire(vm, &owned),
            Err(raised) => Flow::Raise(raised),
        }),
        NativeDef::plain("release", "self, /", |vm, args| {
            let owned = condition_lock(vm, &args[0])?;
            lock(&owned).release(vm)
        }),
        NativeDef::asynchronous("__aenter__", "self, /", |vm, args| match condition_lock(vm, &args[0]) {
            Ok(owned) => {
                let flow = lock(&owned).acquire(vm, &owned);
                entered(flow)
            }
            Err(raised) => Flow::Raise(raised),
        }),
        NativeDef::asynchronous("__aexit__", EXIT, |vm, args| match condition_lock(vm, &args[0]) {
            Ok(owned) => lock(&owned).release(vm).into(),
            Err(raised) => Flow::Raise(raised),
        }),
        NativeDef::asynchronous("wait", "self, /", |vm, args| condition_wait(vm, &args[0])),
        NativeDef::asynchronous("wait_for", "self, predicate, /", |vm, args| {
            ask_predicate(vm, args[0].clone(), args[1].clone())
        }),
        NativeDef::plain("notify", "self, n=1", |vm, args| {
            let n = vm.index(&args[1])?;
            condition_notify(vm, &args[0], n)
        }),
        NativeDef::plain("notify_all", "self, /", |vm, args| {
            let n = condition(&args[0]).gate.len() as i64;
            condition_notify(vm, &args[0], n)
        }),
    ],
    getset: &[
        getter("_lock", condition_lock),
        getter("_waiters", |vm, value| Ok(waiters_list(vm, &condition(value).gate))),
    ],
    subclassable: true,
    ..Slots::NONE
};

fn condition(value: &Value) -> &Condition {
    value.native::<Condition>().expect("methods are called on objects of their class")
}

fn condition_lock(vm: &mut Vm, value: &Value) -> NativeResult {
    let lock = condition(value).lock.get();
    if lock.is_unbound() {
        return Err(vm.runtime_error("Condition.__init__() has not been called"));
    }
    Ok(lock)
}

fn condition_notify(vm: &mut Vm, value: &Value, n: i64) -> NativeResult {
    let owned = condition_lock(vm, value)?;
    if !lock(&owned).locked.get() {
        return Err(vm.runtime_error("cannot notify on un-acquired lock"));
    }
    condition(value).notify(vm, n);
    Ok(Value::NONE)
}

fn condition_wait(vm: &mut Vm, value: &Value) -> Flow {
    let owned = match condition_lock(vm, value) {
        Ok(owned) => owned,
        Err(raised) => return Flow::Raise(raised),
    };
    if !lock(&owned).locked.get() {
        return Flow::Raise(vm.runtime_error("cannot wait on un-acquired lock"));
    }
    let target = condition(value);
    let waiter = match vm.bind_loop(&target.gate.event_loop, value).and_then(|()| vm.new_waiter()) {
        Ok(waiter) => waiter,
        Err(raised) => return Flow::Raise(raised),
    };
    if let Err(raised) = lock(&owned).release(vm) {
        return Flow::Raise(raised);
    }
    target.gate.waiters.borrow_mut().0.push_back(waiter.clone());
    Flow::Wait(Wait { kind: WaitKind::Condition, object: value.clone(), extra: Value::NONE, waiter })
}

/// `wait_for`: asks the predicate, and waits as long as it says no.
fn ask_predicate(_: &mut Vm, value: Value, predicate: Value) -> Flow {
    Flow::call_then(predicate.clone(), Vec::new(), move |vm, result| {
        let answer = match result {
            Ok(answer) => answer,
            Err(raised) => return Flow::Raise(raised),
        };
        match vm.truthy(&answer) {
            Ok(true) => return Flow::Return(answer),
            Ok(false) => {}
            Err(raised) => return Flow::Raise(raised),
        }
        let wait = condition_wait(vm, &value);
        Flow::Then(
            Box::new(wait),
            Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
                Ok(_) => ask_predicate(vm, value, predicate),
                Err(raised) => Flow::Raise(raised),
            })),
        )
    })
}

impl Condition {
    fn notify(&self, vm: &mut Vm, n: i64) {
        let mut left = n;
        for waiter in &self.gate.waiters.borrow().0 {
            if left <= 0 {
                break;
            }
            if !waiter_done(waiter) {
                left -= 1;
                vm.wake(waiter);
            }
        }
    }
}

impl Vm {
    /// Someone who waited at a condition goes on: first the lock is taken again, whatever has happened.
    pub(super) fn finish_condition(&mut self, wait: Wait, result: Result<(), Raised>) -> Finished {
        condition(&wait.object).gate.remove(&wait.waiter);
        let pending = match result {
            Ok(()) => Value::NONE,
            Err(raised) => raised.0,
        };
        self.take_lock_again(wait.object, pending, &wait.waiter)
    }

    fn take_lock_again(&mut self, object: Value, pending: Value, waiter: &Value) -> Finished {
        let owned = condition(&object).lock.get();
        let target = lock(&owned);
        if !target.locked.get() && target.gate.find(|waiter| !waiter_cancelled(waiter)).is_none() {
            target.locked.set(true);
            return self.condition_over(&object, pending);
        }
        let waiter = self.same_waiter(waiter);
        target.gate.waiters.borrow_mut().0.push_back(waiter.clone());
        Finished::Again(Wait { kind: WaitKind::ConditionLock, object, extra: pending, waiter })
    }

    pub(super) fn finish_condition_lock(&mut self, wait: Wait, result: Result<(), Raised>) -> Finished {
        let owned = condition(&wait.object).lock.get();
        match lock(&owned).finish(self, &wait.waiter, result) {
            Ok(()) => self.condition_over(&wait.object, wait.extra),
            // Cancelled while taking the lock: it is still to be taken, and the last such exception is raised then.
            Err(raised) if self.is_exception(&raised, ExceptionKind::CancelledError) => {
                self.take_lock_again(wait.object, raised.0, &wait.waiter)
            }
            Err(raised) => {
                condition(&wait.object).notify(self, 1);
                Finished::Raise(raised)
            }
        }
    }

    fn condition_over(&mut self, object: &Value, pending: Value) -> Finished {
        if pending.is_none() {
            return Finished::Return(Value::TRUE);
        }
        // It may have been notified and cannot use it: another one is notified instead.
        condition(object).notify(self, 1);
        Finished::Raise(Raised(pending))
    }
}

// ---- Semaphore ----

/// `asyncio.Semaphore`
pub(crate) static SEMAPHORE: NativeClassDef = class("Semaphore", &SEMAPHORE_SLOTS);
/// `asyncio.BoundedSemaphore`
pub(crate) static BOUNDED_SEMAPHORE: NativeClassDef = class("BoundedSemaphore", &BOUNDED_SLOTS);

pub(crate) struct Semaphore {
    value: Cell<i64>,
    bound: Cell<Option<i64>>,
    bounded: bool,
    gate: Gate,
}

gated!(Semaphore);

const SEMAPHORE_METHODS: &[NativeDef] = &[
    NativeDef::plain("__init__", "self, value=1", |vm, args| {
        let value = vm.index(&args[1])?;
        if value < 0 {
            return Err(vm.value_error("Semaphore initial value must be >= 0"));
        }
        let target = semaphore(&args[0]);
        target.value.set(value);
        if target.bounded {
            target.bound.set(Some(value));
        }
        Ok(Value::NONE)
    }),
    NativeDef::plain("locked", "self, /", |_, args| Ok(Value::bool(semaphore(&args[0]).locked()))),
    NativeDef::asynchronous("acquire", "self, /", |vm, args| semaphore(&args[0]).acquire(vm, &args[0])),
    NativeDef::plain("release", "self, /", |vm, args| semaphore(&args[0]).release(vm)),
    NativeDef::asynchronous("__aenter__", "self, /", |vm, args| {
        let flow = semaphore(&args[0]).acquire(vm, &args[0]);
        entered(flow)
    }),
    NativeDef::asynchronous("__aexit__", EXIT, |vm, args| semaphore(&args[0]).release(vm).into()),
];

const SEMAPHORE_REPR: fn(&mut Vm, &Value) -> NativeResult = |vm, value| {
    let target = semaphore(value);
    let state =
        if target.locked() { String::from("locked") } else { format!("unlocked, value:{}", target.value.get()) };
    gate_repr(vm, value, &state, target.gate.len())
};

static SEMAPHORE_SLOTS: Slots = Slots {
    repr: Some(SEMAPHORE_REPR),
    new: Some(NativeDef::plain("Semaphore", "cls, /, *args, **kwargs", |vm, args| {
        Ok(vm.native_object(&args[0], new_semaphore(false)))
    })),
    methods: SEMAPHORE_METHODS,
    getset: &[getter("_value", |_, value| Ok(Value::index(semaphore(value).value.get() as usize)))],
    subclassable: true,
    ..Slots::NONE
};

static BOUNDED_SLOTS: Slots = Slots {
    repr: Some(SEMAPHORE_REPR),
    new: Some(NativeDef::plain("BoundedSemaphore", "cls, /, *args, **kwargs", |vm, args| {
        Ok(vm.native_object(&args[0], new_semaphore(true)))
    })),
    methods: SEMAPHORE_METHODS,
    getset: &[getter("_value", |_, value| Ok(Value::index(semaphore(value).value.get() as usize)))],
    subclassable: true,
    ..Slots::NONE
};

fn new_semaphore(bounded: bool) -> Semaphore {
    Semaphore { value: Cell::new(1), bound: Cell::new(None), bounded, gate: Gate::default() }
}

fn semaphore(value: &Value) -> &Semaphore {
    value.native::<Semaphore>().expect("methods are called on objects of their class")
}

impl Semaphore {
    fn locked(&self) -> bool {
        self.value.get() == 0 || self.gate.find(|waiter| !waiter_cancelled(waiter)).is_some()
    }

    fn acquire(&self, vm: &mut Vm, object: &Value) -> Flow {
        if !self.locked() {
            self.value.set(self.value.get() - 1);
            return Flow::Return(Value::TRUE);
        }
        wait_at(vm, &self.gate, object, WaitKind::Semaphore)
    }

    fn release(&self, vm: &mut Vm) -> NativeResult {
        if self.bound.get().is_some_and(|bound| self.value.get() >= bound) {
            return Err(vm.value_error("BoundedSemaphore released too many times"));
        }
        self.value.set(self.value.get() + 1);
        self.wake_next(vm);
        Ok(Value::NONE)
    }

    fn wake_next(&self, vm: &mut Vm) -> bool {
        let Some(next) = self.gate.find(|waiter| !waiter_done(waiter)) else { return false };
        self.value.set(self.value.get() - 1);
        vm.wake(&next);
        true
    }
}

impl Vm {
    pub(super) fn finish_semaphore(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        let target = semaphore(&wait.object);
        target.gate.remove(&wait.waiter);
        if let Err(raised) = &result
            && woken == Woken::Yes
            && self.is_exception(raised, ExceptionKind::CancelledError)
        {
            // It was given its share and cannot use it.
            target.value.set(target.value.get() + 1);
        }
        while target.value.get() > 0 && target.wake_next(self) {}
        match result {
            Ok(()) => Finished::Return(wait.extra),
            Err(raised) => Finished::Raise(raised),
        }
    }
}
