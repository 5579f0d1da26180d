//! How Rust code is called by scripts, and calls them: native functions, their signatures, resumable natives, and native
//! objects.
//!
//! A native function returns what happens next ([`Flow`]) instead of re-entering the interpreter, so script code that it
//! calls back runs as an ordinary frame above it: it may be arbitrarily deep, and it may be suspended. Simple natives
//! return a plain `Result` and do not notice.
//!
//! ```text
//!  script frame ─ calls ─► native: Flow::Call(f, args, continuation) ─► frame of f
//!                          continuation.resume(result of f) ◄─ returns ─┘
//! ```

use crate::heap::{Kind, Payload, Tracer};
use crate::value::Value;
use crate::vm::Vm;
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};

/// An exception on its way to a handler: one word, so `Result<Value, Raised>` travels in registers.
#[repr(transparent)]
pub struct Raised(pub Value);

impl std::fmt::Debug for Raised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raised({:?})", self.0)
    }
}

/// What a simple native function returns.
pub type NativeResult = Result<Value, Raised>;

/// A simple native function. `args` has exactly one value for each parameter of its signature, in declaration order, then
/// the tuple for `*args` and the dict for `**kwargs` if the signature has them; a parameter whose default is `...` and
/// that was not given is [`Value::UNBOUND`].
pub type PlainFn = fn(vm: &mut Vm, args: &[Value]) -> NativeResult;

/// A native function that may call back into scripts, or wait.
pub type FlowFn = fn(vm: &mut Vm, args: &[Value]) -> Flow;

/// The code of a native function.
#[derive(Clone, Copy)]
pub enum NativeCode {
    /// Runs to its end.
    Plain(PlainFn),
    /// Says what happens next.
    Flow(FlowFn),
    /// As `Flow`, but a call makes an awaitable that runs it when awaited (at once, without an object, when the call is
    /// itself the operand of `await`).
    Async(FlowFn),
    /// As `Flow`, for natives that look at the frame which called them.
    Frame(crate::interpreter::FrameFn),
}

pub use crate::interpreter::Caller;

/// What happens after a native step.
pub enum Flow {
    /// The native returns this.
    Return(Value),
    /// The native raises this.
    Raise(Raised),
    /// Call a callable, then continue with its result.
    Call(Call, Box<dyn Continuation>),
    /// Call a callable; its result is the native's result.
    TailCall(Call),
    /// Ask an iterator for its next value, then continue with it; [`Value::UNBOUND`] says that it is exhausted.
    Next(Value, Box<dyn Continuation>),
    /// Resume a generator, coroutine or async generator; what it yields is the native's result.
    Resume(Value, ResumeInput),
    /// Ask an iterator for its next value, which is the native's result; StopIteration when it is exhausted.
    Iterate(Value),
    /// In an async native: let everything else that is ready run once, then continue (a bare `yield` in a coroutine).
    Pause(Box<dyn Continuation>),
    /// Do what another flow says, then continue with its result.
    Then(Box<Flow>, Box<dyn Continuation>),
    /// Wait natively, without a future.
    #[doc(hidden)]
    Wait(crate::asyncio::Wait),
    /// Do something only the interpreter can, such as switching fibers.
    #[doc(hidden)]
    Run(InterpreterAction),
    /// Wait for an awaitable, then continue with its result. Only in [`NativeCode::Async`] functions.
    Await(Value, Box<dyn Continuation>),
}

/// See [`Flow::Run`].
#[doc(hidden)]
pub struct InterpreterAction(pub(crate) Box<dyn FnOnce(&mut Vm, crate::interpreter::Site) -> crate::interpreter::Step>);

/// What a generator or coroutine is resumed with.
pub enum ResumeInput {
    /// `next()`.
    Next,
    /// `send(value)`.
    Send(Value),
    /// `throw(exception)`.
    Throw(Value),
    /// `close()`.
    Close,
}

impl From<NativeResult> for Flow {
    fn from(result: NativeResult) -> Flow {
        match result {
            Ok(value) => Flow::Return(value),
            Err(raised) => Flow::Raise(raised),
        }
    }
}

/// A call to make.
pub struct Call {
    /// What is called.
    pub callee: Value,
    /// Positional arguments.
    pub args: Vec<Value>,
    /// Keyword arguments: names are `str` values.
    pub keywords: Vec<(Value, Value)>,
}

impl Call {
    /// A call with positional arguments only.
    pub fn new(callee: Value, args: Vec<Value>) -> Call {
        Call { callee, args, keywords: Vec::new() }
    }
}

/// The rest of a native function after something it asked for.
pub trait Continuation: 'static {
    /// Goes on with the result (or the exception, which it may handle or pass on).
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow;

    /// Reports the values it holds, for the cycle collector. Reporting none only delays collection of cycles through it.
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
}

/// A continuation from a closure.
pub struct Then<F>(pub F);

impl<F: FnOnce(&mut Vm, NativeResult) -> Flow + 'static> Continuation for Then<F> {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        (self.0)(vm, result)
    }
}

impl Flow {
    /// Call, then continue with a closure.
    pub fn call_then(
        callee: Value,
        args: Vec<Value>,
        then: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static,
    ) -> Flow {
        Flow::Call(Call::new(callee, args), Box::new(Then(then)))
    }
}

/// One row of a table of native functions or methods.
#[derive(Clone, Copy)]
pub struct NativeDef {
    /// Python name.
    pub name: &'static str,
    /// Parameters as in a Python signature, without parentheses: `"self, sub, start=None, end=None, /"`. Defaults are
    /// `None`, `True`, `False`, an integer, a string in single quotes, or `...` for "tell me it is missing". `*args` and `**kwargs` as in Python.
    pub signature: &'static str,
    /// The code.
    pub code: NativeCode,
}

impl NativeDef {
    /// A row for a simple native.
    pub const fn plain(name: &'static str, signature: &'static str, function: PlainFn) -> NativeDef {
        NativeDef { name, signature, code: NativeCode::Plain(function) }
    }

    /// A row for a native that may call back.
    pub const fn flow(name: &'static str, signature: &'static str, function: FlowFn) -> NativeDef {
        NativeDef { name, signature, code: NativeCode::Flow(function) }
    }

    /// A row for a native that looks at its caller.
    pub const fn frame(
        name: &'static str,
        signature: &'static str,
        function: crate::interpreter::FrameFn,
    ) -> NativeDef {
        NativeDef { name, signature, code: NativeCode::Frame(function) }
    }

    /// A row for a native that is awaited.
    pub const fn asynchronous(name: &'static str, signature: &'static str, function: FlowFn) -> NativeDef {
        NativeDef { name, signature, code: NativeCode::Async(function) }
    }
}

/// A module written in Rust: what `import` makes of it.
#[derive(Clone, Copy)]
pub struct NativeModule {
    /// Import name, dotted for submodules.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [NativeDef],
    /// Adds what is not a function (constants, classes) to the module's dict, the second argument.
    pub init: Option<ModuleInit>,
}

/// Fills the dict of a native module.
pub type ModuleInit = fn(vm: &mut Vm, dict: &Value) -> Result<(), Raised>;

/// One parameter of a native signature.
#[derive(Debug)]
pub struct NativeParam {
    /// Its name.
    pub name: &'static str,
    /// Its default; none for required parameters.
    pub default: Option<ParamDefault>,
}

/// Default values that a native signature can express.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ParamDefault {
    Missing,
    None,
    True,
    False,
    Int(i64),
    Str(&'static str),
}

/// A parsed native signature. Parameters are in declaration order: positional-only, ordinary, keyword-only.
#[derive(Debug, Default)]
pub struct Signature {
    /// All named parameters.
    pub params: Vec<NativeParam>,
    /// How many are positional-only.
    pub posonly: usize,
    /// How many can be given by position.
    pub positional: usize,
    /// How many positional ones are required.
    pub required: usize,
    /// Whether there is `*args`.
    pub varargs: bool,
    /// Whether there is `**kwargs`.
    pub varkeywords: bool,
}

impl Signature {
    /// Parses a signature string of a table row; panics on a malformed one, which a test over all tables catches.
    pub fn parse(text: &'static str) -> Signature {
        let mut signature = Signature::default();
        let mut keyword_only = false;
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            if part == "/" {
                signature.posonly = signature.params.len();
            } else if part == "*" {
                keyword_only = true;
            } else if part.starts_with("**") {
                signature.varkeywords = true;
            } else if part.starts_with('*') {
                signature.varargs = true;
                keyword_only = true;
            } else {
                let (name, default) = match part.split_once('=') {
                    Some((name, default)) => (name.trim(), Some(parse_default(default.trim()))),
                    None => (part, None),
                };
                if !keyword_only {
                    signature.positional += 1;
                    if default.is_none() {
                        signature.required += 1;
                    }
                }
                signature.params.push(NativeParam { name, default });
            }
        }
        signature
    }
}

fn parse_default(text: &'static str) -> ParamDefault {
    match text {
        "..." => ParamDefault::Missing,
        "None" => ParamDefault::None,
        "True" => ParamDefault::True,
        "False" => ParamDefault::False,
        _ if text.starts_with('\'') => ParamDefault::Str(text.trim_matches('\'')),
        _ => ParamDefault::Int(text.parse().expect("defaults in native signatures are literals")),
    }
}

/// The function object of a native: `len`, `[].append`'s descriptor, a host function.
pub struct NativeFunction {
    /// The table row.
    pub def: NativeDef,
    pub(crate) signature: OnceCell<Box<Signature>>,
    pub(crate) arity: Cell<Option<Arity>>,
    /// The type it is a method of, or unbound.
    pub owner: Value,
    /// Whether it is a class method of that type.
    pub class_method: bool,
    /// The module name, or unbound.
    pub module: Value,
    /// What a host function was registered with.
    pub host: Option<std::rc::Rc<HostFn>>,
}

/// A host closure behind a native function; `args` are the positional arguments.
pub type HostFn = dyn Fn(&mut Vm, &[Value], &[(Value, Value)]) -> Flow;

/// How many positional arguments a native takes when it is called the quick way; nothing fits natives that cannot be.
#[derive(Clone, Copy)]
pub(crate) struct Arity {
    pub least: u16,
    pub most: u16,
    pub params: u16,
}

impl NativeFunction {
    /// The counts for quick calls.
    #[inline]
    pub(crate) fn arity(&self) -> Arity {
        match self.arity.get() {
            Some(arity) => arity,
            None => self.find_arity(),
        }
    }

    #[cold]
    fn find_arity(&self) -> Arity {
        let signature = self.signature();
        let quick = matches!(self.def.code, NativeCode::Plain(_) | NativeCode::Flow(_))
            && !signature.varargs
            && !signature.varkeywords
            && self.host.is_none()
            && signature.params[signature.positional..].iter().all(|p| p.default.is_some());
        let arity = if quick {
            Arity {
                least: signature.required as u16,
                most: signature.positional as u16,
                params: signature.params.len() as u16,
            }
        } else {
            Arity { least: 1, most: 0, params: 0 }
        };
        self.arity.set(Some(arity));
        arity
    }

    /// The parsed signature.
    #[inline]
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Box::new(Signature::parse(self.def.signature)))
    }
}

impl Payload for NativeFunction {
    const KIND: Kind = Kind::NativeFunction;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::NativeFunction | Kind::MethodDescriptor)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.owner);
        tracer.value(&self.module);
    }
}

/// A suspended native on the stack: holds the continuation while something it asked for runs.
pub struct NativeFrame {
    pub(crate) continuation: RefCell<Option<Box<dyn Continuation>>>,
}

impl Payload for NativeFrame {
    const KIND: Kind = Kind::NativeFrame;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(continuation) = &*self.continuation.borrow() {
            continuation.trace(tracer);
        }
    }

    fn clear(&self) {
        self.continuation.borrow_mut().take();
    }
}

/// Data behind a type that is not built into the VM: deque, file, socket, generator of random numbers, host types.
pub trait NativeData: Any {
    /// Reports the values it holds.
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
    /// Gives up the values it holds, to break cycles.
    fn clear(&self) {}
}

/// A class written in Rust whose instances hold [`NativeData`]; [`Vm::native_class`] makes the class object, once per VM.
pub struct NativeClassDef {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// What it can do; `slots.module` is not looked at. Without `slots.new` it cannot be instantiated from scripts.
    pub slots: &'static crate::types::Slots,
}

/// An object with native data.
pub struct NativeObject {
    pub(crate) data: Box<dyn NativeData>,
}

impl NativeObject {
    /// The data, when it is a `T`.
    pub fn data<T: NativeData>(&self) -> Option<&T> {
        (&*self.data as &dyn Any).downcast_ref::<T>()
    }
}

impl Payload for NativeObject {
    const KIND: Kind = Kind::Native;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.data.trace(tracer);
    }

    fn clear(&self) {
        self.data.clear();
    }
}

impl Value {
    /// The native data of type `T` behind this value.
    pub fn native<T: NativeData>(&self) -> Option<&T> {
        self.as_ref::<NativeObject>().and_then(|object| object.data::<T>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        let s = Signature::parse("self, sub, /, start=None, *rest, key=..., reverse=False, **kwargs");
        assert_eq!((s.posonly, s.positional, s.required, s.varargs, s.varkeywords), (2, 3, 2, true, true));
        assert_eq!(s.params[3].default, Some(ParamDefault::Missing));
        assert_eq!(s.params[4].name, "reverse");
    }
}
