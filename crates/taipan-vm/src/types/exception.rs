//! Exceptions and tracebacks: the objects, and what `BaseException` and `traceback` can do. What single classes add is in
//! `exception_fields.rs` and `exception_group.rs`; the tree is in `exceptions.rs`. See
//! <https://docs.python.org/3.13/library/exceptions.html>.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer, Tuple};
use crate::native::{NativeDef, NativeFunction, NativeResult, PlainFn, Raised};
use crate::objects::classes::{getter, property};
use crate::types::{ClassFlags, CodeValue, DictObject, ListObject, Slots, TypeObject};
use crate::value::Value;
use crate::vm::Vm;
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
    /// What the frame's locals held when the exception left it: they live as long as the traceback.
    pub(crate) locals: RefCell<Vec<Value>>,
}

impl Payload for TracebackObject {
    const KIND: Kind = Kind::Traceback;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.next.borrow());
        tracer.value(&self.code);
        tracer.values(self.locals.borrow().iter());
    }

    fn clear(&self) {
        self.next.replace(Value::NONE);
        let locals = self.locals.take();
        drop(locals);
    }
}

/// What `BaseException` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(exception_repr),
    str: Some(exception_str),
    new: Some(NativeDef::plain("BaseException", ANYTHING, exception_new)),
    methods: &[
        NativeDef::plain("__init__", INIT, exception_init),
        NativeDef::plain("with_traceback", "self, tb, /", exception_with_traceback),
        NativeDef::plain("add_note", "self, note, /", exception_add_note),
        NativeDef::plain("__setstate__", "self, state, /", exception_setstate),
        NativeDef::plain("__reduce__", "self, /", exception_reduce),
    ],
    getset: &[
        property("args", |_, e| Ok(this(e).args.borrow().clone()), exception_set_args),
        property("__traceback__", |_, e| Ok(this(e).traceback.borrow().clone()), exception_set_traceback),
        property("__cause__", |_, e| Ok(this(e).cause.borrow().clone()), exception_set_cause),
        property("__context__", |_, e| Ok(this(e).context.borrow().clone()), exception_set_context),
        property(
            "__suppress_context__",
            |_, e| Ok(Value::bool(this(e).suppress_context.get())),
            exception_set_suppress,
        ),
        property("__dict__", crate::types::instance_dict, crate::types::set_instance_dict),
    ],
    subclassable: true,
    doc: "Common base class for all exceptions",
    ..Slots::NONE
};

/// The signature that all `__new__` of exceptions have, so that they can be called directly.
pub(crate) const ANYTHING: &str = "cls, /, *args, **kwargs";
/// The signature that all `__init__` of builtin exceptions have.
pub(crate) const INIT: &str = "self, /, *args, **kwargs";

/// What exception classes add that differ from their base only by name.
static PLAIN_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What a builtin exception class can do natively, and its module.
pub(crate) fn exception_slots(kind: ExceptionKind) -> (&'static Slots, &'static str) {
    use crate::types::{exception_fields as fields, exception_group as group};
    use ExceptionKind::*;
    let module = match kind {
        CancelledError | InvalidStateError => "asyncio.exceptions",
        QueueEmpty | QueueFull | QueueShutDown => "asyncio.queues",
        _ => "builtins",
    };
    let slots = match kind {
        BaseException => &SLOTS,
        StopIteration => &fields::STOP_ITERATION,
        SystemExit => &fields::SYSTEM_EXIT,
        KeyError => &fields::KEY_ERROR,
        ImportError => &fields::IMPORT_ERROR,
        AttributeError => &fields::ATTRIBUTE_ERROR,
        NameError => &fields::NAME_ERROR,
        OSError => &fields::OS_ERROR,
        SyntaxError => &fields::SYNTAX_ERROR,
        UnicodeDecodeError => &fields::UNICODE_DECODE_ERROR,
        UnicodeEncodeError => &fields::UNICODE_ENCODE_ERROR,
        UnicodeTranslateError => &fields::UNICODE_TRANSLATE_ERROR,
        BaseExceptionGroup => &group::SLOTS,
        _ => &PLAIN_SLOTS,
    };
    (slots, module)
}

fn this(value: &Value) -> &ExceptionObject {
    value.expect_ref::<ExceptionObject>()
}

impl ExceptionObject {
    /// The arguments as a slice-like vector.
    pub(crate) fn arguments(&self) -> Vec<Value> {
        self.args.borrow().as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
    }
}

impl Vm {
    /// Makes an exception without pushing frames, when neither `__new__` nor `__init__` of its class is script code.
    pub(crate) fn quick_exception(
        &mut self,
        class: &Value,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> Result<Option<Value>, Raised> {
        if !class.as_ref::<TypeObject>().is_some_and(|c| c.has(ClassFlags::EXCEPTION)) {
            return Ok(None);
        }
        let (new, init) = (self.names.new.clone(), self.names.init.clone());
        let Some(new) = self.class_lookup(class.word(), new.word()) else { return Ok(None) };
        let Some(init_found) = self.class_lookup(class.word(), init.word()) else { return Ok(None) };
        let (Some(new), Some(_)) = (plain_function(new.borrow()), plain_function(init_found.borrow())) else {
            return Ok(None);
        };
        let args = self.tuple(args.to_vec());
        let keywords = self.dict_of(keywords.to_vec())?;
        let made = new(self, &[class.clone(), args.clone(), keywords.clone()])?;
        // `OSError` may have made a subclass of itself.
        let class = self.class_of(&made);
        if let Some(found) = self.class_lookup(class.word(), init.word())
            && let Some(function) = plain_function(found.borrow())
        {
            function(self, &[made.clone(), args, keywords])?;
        }
        Ok(Some(made))
    }

    /// The instance that `raise value` raises: `value` itself, or what calling the class gives.
    pub(crate) fn make_exception(&mut self, value: &Value) -> NativeResult {
        if value.kind() == Kind::Exception {
            return Ok(value.clone());
        }
        if !self.is_exception_class(value) {
            return Err(self.type_error("exceptions must derive from BaseException"));
        }
        if let Some(made) = self.quick_exception(value, &[], &[])? {
            return Ok(made);
        }
        let made = self.call(value, &[])?;
        if made.kind() == Kind::Exception {
            return Ok(made);
        }
        let found = self.class_of(&made);
        let (class, found) = (self.repr_string(value)?, self.repr_string(&found)?);
        Err(self.type_error(format!("calling {class} should have returned an instance of BaseException, not {found}")))
    }

    /// Whether the value is a class that derives from `BaseException`.
    pub(crate) fn is_exception_class(&self, value: &Value) -> bool {
        value.as_ref::<TypeObject>().is_some_and(|c| c.has(ClassFlags::EXCEPTION))
    }

    /// Whether an exception matches what stands behind `except`: a class or a tuple of classes.
    pub(crate) fn exception_matches(&mut self, exception: &Value, class: &Value) -> Result<bool, Raised> {
        let classes = match class.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![class.clone()],
        };
        if !classes.iter().all(|c| self.is_exception_class(c)) {
            return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
        }
        Ok(classes.iter().any(|c| self.is_instance(exception, c)))
    }

    /// The text of an exception for messages; what `str()` raises is answered with a placeholder.
    pub(crate) fn exception_message(&mut self, exception: &Value) -> String {
        match self.str_string(exception) {
            Ok(text) => text,
            Err(_) => String::from("<exception str() failed>"),
        }
    }
}

/// The function of a native that takes exactly receiver, `*args` and `**kwargs`.
fn plain_function(value: &Value) -> Option<PlainFn> {
    let native = value.as_ref::<NativeFunction>()?;
    match native.def.code {
        crate::native::NativeCode::Plain(function) if matches!(native.def.signature, ANYTHING | INIT) => Some(function),
        _ => None,
    }
}

/// `__new__` of exceptions: remembers the arguments.
pub(crate) fn exception_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.new_exception(&args[0], args[1].clone()))
}

/// Refuses keyword arguments.
pub(crate) fn no_keywords(vm: &mut Vm, exception: &Value, keywords: &Value) -> Result<(), Raised> {
    if keywords.as_ref::<DictObject>().is_none_or(|d| d.is_empty()) {
        return Ok(());
    }
    let name = vm.type_name(exception);
    Err(vm.type_error(format!("{name}() takes no keyword arguments")))
}

/// `BaseException.__init__`
pub(crate) fn exception_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    no_keywords(vm, &args[0], &args[2])?;
    this(&args[0]).args.replace(args[1].clone());
    Ok(Value::NONE)
}

fn exception_repr(vm: &mut Vm, exception: &Value) -> NativeResult {
    let name = vm.type_name(exception);
    let args = this(exception).args.borrow().clone();
    let text = match this(exception).arguments().as_slice() {
        [only] => format!("{name}({})", vm.repr_string(only)?),
        _ => format!("{name}{}", vm.repr_string(&args)?),
    };
    Ok(vm.string(text))
}

/// `BaseException.__str__`
pub(crate) fn exception_str(vm: &mut Vm, exception: &Value) -> NativeResult {
    let args = this(exception).args.borrow().clone();
    match this(exception).arguments().as_slice() {
        [] => Ok(vm.empty_str.clone()),
        [only] => vm.str_of(only),
        _ => vm.str_of(&args),
    }
}

fn exception_with_traceback(vm: &mut Vm, args: &[Value]) -> NativeResult {
    exception_set_traceback(vm, &args[0], &args[1])?;
    Ok(args[0].clone())
}

fn exception_add_note(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].kind() != Kind::Str {
        let found = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("note must be a str, not '{found}'")));
    }
    let name = vm.names.notes.clone();
    let notes = match vm.get_attr_opt(&args[0], &name)? {
        Some(notes) => notes,
        None => {
            let list = vm.list(Vec::new());
            vm.set_attr(&args[0], &name, &list)?;
            list
        }
    };
    match notes.as_ref::<ListObject>() {
        Some(list) => list.items.borrow_mut().push(args[1].clone()),
        None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
    Ok(Value::NONE)
}

fn exception_setstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = args[1].as_ref::<DictObject>() else {
        return Err(vm.type_error("state is not a dictionary"));
    };
    for (key, value) in dict.pairs() {
        let name = vm.attribute_name(&key)?;
        vm.set_attr(&args[0], &name, &value)?;
    }
    Ok(Value::NONE)
}

fn exception_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (class, arguments) = (vm.class_of(&args[0]), this(&args[0]).args.borrow().clone());
    let mut parts = vec![class, arguments];
    if let Some(dict) = vm.instance_dict(&args[0])
        && !dict.expect_ref::<DictObject>().is_empty()
    {
        parts.push(dict);
    }
    Ok(vm.tuple(parts))
}

fn exception_set_args(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return Err(vm.type_error("args may not be deleted"));
    }
    let items = vm.collect(value)?;
    let args = vm.tuple(items);
    this(exception).args.replace(args);
    Ok(())
}

fn exception_set_traceback(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    }
    if !value.is_none() && value.kind() != Kind::Traceback {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    this(exception).traceback.replace(value.clone());
    Ok(())
}

fn exception_set_cause(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return Err(vm.type_error("__cause__ may not be deleted"));
    }
    if !value.is_none() && value.kind() != Kind::Exception {
        return Err(vm.type_error("exception cause must be None or derive from BaseException"));
    }
    this(exception).cause.replace(value.clone());
    this(exception).suppress_context.set(true);
    Ok(())
}

fn exception_set_context(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return Err(vm.type_error("__context__ may not be deleted"));
    }
    if !value.is_none() && value.kind() != Kind::Exception {
        return Err(vm.type_error("exception context must be None or derive from BaseException"));
    }
    this(exception).context.replace(value.clone());
    Ok(())
}

fn exception_set_suppress(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    match value.as_bool() {
        Some(flag) => {
            this(exception).suppress_context.set(flag);
            Ok(())
        }
        None => Err(vm.type_error("attribute value type must be bool")),
    }
}

// ---- tracebacks ----

/// What `traceback` can do natively.
pub(crate) static TRACEBACK_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("traceback", "cls, tb_next, tb_frame, tb_lasti, tb_lineno", traceback_new)),
    getset: &[
        property("tb_next", |_, t| Ok(level(t).next.borrow().clone()), traceback_set_next),
        getter("tb_lineno", traceback_line),
        getter("tb_lasti", |_, t| Ok(Value::index(2 * level(t).pc as usize))),
        getter("tb_frame", |vm, t| {
            let (code, pc) = (level(t).code.clone(), level(t).pc);
            Ok(vm.frame_view(code, pc))
        }),
    ],
    doc: "Create a new traceback object.",
    ..Slots::NONE
};

fn level(value: &Value) -> &TracebackObject {
    value.expect_ref::<TracebackObject>()
}

fn traceback_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some((code, pc)) = vm.frame_view_parts(&args[2]) else {
        let found = vm.type_name(&args[2]);
        return Err(vm.type_error(format!("traceback() argument 'tb_frame' must be frame, not {found}")));
    };
    if !args[1].is_none() && args[1].kind() != Kind::Traceback {
        let found = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("expected traceback object or None, got '{found}'")));
    }
    Ok(vm.alloc(TracebackObject { next: RefCell::new(args[1].clone()), code, pc, locals: RefCell::default() }))
}

fn traceback_set_next(vm: &mut Vm, traceback: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return Err(vm.type_error("can't delete tb_next attribute"));
    }
    if !value.is_none() && value.kind() != Kind::Traceback {
        let found = vm.type_name(value);
        return Err(vm.type_error(format!("expected traceback object, got '{found}'")));
    }
    let mut next = value.clone();
    while let Some(object) = next.as_ref::<TracebackObject>() {
        if next.is(traceback) {
            return Err(vm.value_error("traceback loop detected"));
        }
        let further = object.next.borrow().clone();
        next = further;
    }
    level(traceback).next.replace(value.clone());
    Ok(())
}

fn traceback_line(_: &mut Vm, traceback: &Value) -> NativeResult {
    let this = level(traceback);
    let line = this.code.as_ref::<CodeValue>().and_then(|c| c.code.position(this.pc)).map_or(0, |p| p.line);
    Ok(Value::index(line as usize))
}
