//! Exceptions and tracebacks: the objects and the exception tree. See
//! <https://docs.python.org/3.13/library/exceptions.html>.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// The payload of all exceptions.
pub struct ExceptionObject {
    /// `args`, a tuple.
    pub args: RefCell<Value>,
    /// `__traceback__`, or None.
    pub traceback: RefCell<Value>,
    /// `__cause__`, or None.
    pub cause: RefCell<Value>,
    /// `__context__`, or None.
    pub context: RefCell<Value>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// Attributes that some classes compute from their arguments (`name`, `value`, `errno`, `exceptions`, ...).
    pub fields: RefCell<Vec<(&'static str, Value)>>,
}

impl ExceptionObject {
    /// An exception with these arguments (a tuple value).
    pub fn new(args: Value) -> ExceptionObject {
        ExceptionObject {
            args: RefCell::new(args),
            traceback: RefCell::new(Value::NONE),
            cause: RefCell::new(Value::NONE),
            context: RefCell::new(Value::NONE),
            suppress_context: Cell::new(false),
            fields: RefCell::new(Vec::new()),
        }
    }

    /// A computed attribute, unbound when it is not set.
    pub fn field(&self, name: &str) -> Value {
        self.fields.borrow().iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default()
    }

    /// Sets a computed attribute.
    pub fn set_field(&self, name: &'static str, value: Value) {
        let mut fields = self.fields.borrow_mut();
        let old = match fields.iter_mut().find(|(n, _)| *n == name) {
            Some(slot) => std::mem::replace(&mut slot.1, value),
            None => {
                fields.push((name, value));
                Value::UNBOUND
            }
        };
        drop(fields);
        drop(old);
    }
}

impl Payload for ExceptionObject {
    const KIND: Kind = Kind::Exception;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        for value in [&self.args, &self.traceback, &self.cause, &self.context] {
            tracer.value(&value.borrow());
        }
        tracer.values(self.fields.borrow().iter().map(|(_, v)| v));
    }

    fn clear(&self) {
        self.traceback.replace(Value::NONE);
        self.cause.replace(Value::NONE);
        self.context.replace(Value::NONE);
        let fields = self.fields.take();
        drop(fields);
    }
}

/// One level of a traceback.
pub struct TracebackObject {
    /// The next level towards the raise, or None.
    pub next: RefCell<Value>,
    /// The code that was running.
    pub code: Value,
    /// Index of the instruction's first word.
    pub pc: u32,
}

impl Payload for TracebackObject {
    const KIND: Kind = Kind::Traceback;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.next.borrow());
        tracer.value(&self.code);
    }

    fn clear(&self) {
        self.next.replace(Value::NONE);
    }
}

/// What `BaseException` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `traceback` can do natively.
pub(crate) static TRACEBACK_SLOTS: Slots = Slots { ..Slots::NONE };

/// What a builtin exception class can do natively, and its module.
pub(crate) fn exception_slots(kind: ExceptionKind) -> (&'static Slots, &'static str) {
    use ExceptionKind::*;
    let module = match kind {
        CancelledError | InvalidStateError => "asyncio.exceptions",
        QueueEmpty | QueueFull | QueueShutDown => "asyncio.queues",
        _ => "builtins",
    };
    let slots = match kind {
        BaseException => &SLOTS,
        _ => &PLAIN_SLOTS,
    };
    (slots, module)
}

/// What exception classes add that only differ by name.
static PLAIN_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
