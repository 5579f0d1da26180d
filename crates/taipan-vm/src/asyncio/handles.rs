//! Handles: what `call_soon`, `call_later` and `call_at` return, to cancel the call. See
//! <https://docs.python.org/3.13/library/asyncio-eventloop.html#callback-handles>.

use super::event_loop::LoopData;
use super::future::Slot;
use crate::heap::Tracer;
use crate::native::{NativeClassDef, NativeData, NativeDef, NativeResult, Raised};
use crate::types::{CompareOp, HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// The data of handles and timer handles.
pub(crate) struct HandleData {
    pub(crate) callback: Slot,
    pub(crate) args: RefCell<Vec<Value>>,
    pub(crate) cancelled: Cell<bool>,
    pub(crate) event_loop: Slot,
    /// Timer handles: the time, and the number of the timer while it is pending.
    pub(crate) when: Slot,
    pub(crate) timer: Cell<Option<u32>>,
}

impl HandleData {
    pub(crate) fn new(event_loop: Value, callback: Value, args: Vec<Value>) -> HandleData {
        HandleData {
            callback: Slot::new(callback),
            args: RefCell::new(args),
            cancelled: Cell::new(false),
            event_loop: Slot::new(event_loop),
            when: Slot::default(),
            timer: Cell::new(None),
        }
    }
}

impl NativeData for HandleData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.callback.trace(tracer);
        self.event_loop.trace(tracer);
        self.when.trace(tracer);
        tracer.values(self.args.borrow().iter());
    }

    fn clear(&self) {
        self.callback.take();
        let args = self.args.take();
        drop(args);
    }
}

/// `asyncio.Handle`
pub(crate) static HANDLE: NativeClassDef =
    NativeClassDef { name: "Handle", module: "asyncio.events", slots: &HANDLE_SLOTS };
/// `asyncio.TimerHandle`
pub(crate) static TIMER_HANDLE: NativeClassDef =
    NativeClassDef { name: "TimerHandle", module: "asyncio.events", slots: &TIMER_SLOTS };

const CANCEL: NativeDef = NativeDef::plain("cancel", "self, /", handle_cancel);
const CANCELLED: NativeDef =
    NativeDef::plain("cancelled", "self, /", |_, args| Ok(Value::bool(data(&args[0]).cancelled.get())));
const GET_CONTEXT: NativeDef = NativeDef::plain("get_context", "self, /", |_, _| Ok(Value::NONE));

static HANDLE_SLOTS: Slots = Slots {
    repr: Some(super::reprs::handle_repr),
    new: Some(NativeDef::plain("Handle", "cls, callback, args, loop, context=None", |vm, args| {
        let arguments = vm.collect(&args[2])?;
        Ok(vm.native_object(&args[0], HandleData::new(args[3].clone(), args[1].clone(), arguments)))
    })),
    methods: &[CANCEL, CANCELLED, GET_CONTEXT],
    ..Slots::NONE
};

static TIMER_SLOTS: Slots = Slots {
    repr: Some(super::reprs::handle_repr),
    hash: HashSlot::Value(|vm, value| {
        let when = data(value).when.get();
        vm.hash(&when)
    }),
    compare: Some(timer_compare),
    new: Some(NativeDef::plain("TimerHandle", "cls, when, callback, args, loop, context=None", |vm, args| {
        let arguments = vm.collect(&args[3])?;
        let handle = HandleData::new(args[4].clone(), args[2].clone(), arguments);
        handle.when.set(args[1].clone());
        Ok(vm.native_object(&args[0], handle))
    })),
    methods: &[
        CANCEL,
        CANCELLED,
        GET_CONTEXT,
        NativeDef::plain("when", "self, /", |_, args| Ok(data(&args[0]).when.get())),
    ],
    ..Slots::NONE
};

/// The data of a handle.
pub(crate) fn data(value: &Value) -> &HandleData {
    value.native::<HandleData>().expect("methods are called on objects of their class")
}

fn handle_cancel(vm: &mut Vm, args: &[Value]) -> NativeResult {
    cancel(&args[0]);
    let _ = vm;
    Ok(Value::NONE)
}

/// Cancels a handle: its callback will not be called.
pub(crate) fn cancel(value: &Value) {
    let handle = data(value);
    if handle.cancelled.replace(true) {
        return;
    }
    if let Some(timer) = handle.timer.take() {
        let event_loop = handle.event_loop.get();
        if let Some(data) = event_loop.native::<LoopData>() {
            let cancelled = data.cancel_timer(timer);
            drop(cancelled);
        }
    }
    let args = handle.args.take();
    drop(args);
    handle.callback.set(Value::NONE);
}

fn timer_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(left), Some(right)) = (a.native::<HandleData>(), b.native::<HandleData>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if left.when.is_unbound() || right.when.is_unbound() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (first, second) = (left.when.get(), right.when.get());
    let same = same_timer(vm, left, right);
    Ok(match op {
        CompareOp::Eq => Value::bool(same?),
        CompareOp::Ne => Value::bool(!same?),
        CompareOp::Lt | CompareOp::Gt => return vm.compare(op, &first, &second),
        CompareOp::Le => Value::bool(vm.less(&first, &second)? || same?),
        CompareOp::Ge => Value::bool(vm.less(&second, &first)? || same?),
    })
}

fn same_timer(vm: &mut Vm, a: &HandleData, b: &HandleData) -> Result<bool, Raised> {
    if a.cancelled.get() != b.cancelled.get() {
        return Ok(false);
    }
    let (first, second) = (a.when.get(), b.when.get());
    let (f, g) = (a.callback.get(), b.callback.get());
    if !vm.equal(&first, &second)? || !vm.equal(&f, &g)? {
        return Ok(false);
    }
    let (left, right) = (a.args.borrow().clone(), b.args.borrow().clone());
    let (left, right) = (vm.tuple(left), vm.tuple(right));
    vm.equal(&left, &right)
}
