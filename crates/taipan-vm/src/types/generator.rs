//! Generators, coroutines and async generators as scripts see them: attributes, `send`, `throw`, `close`. The machinery is
//! in `interpreter/`. See <https://docs.python.org/3.13/reference/expressions.html#generator-iterator-methods>.

use crate::fiber::{AsyncStep, AsyncStepObject, CoroutineWrapper, FiberObject, FiberState};
use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeResult, Raised, ResumeInput};
use crate::types::{FunctionObject, GetSetDef, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

fn itself(_: &mut Vm, value: &Value) -> NativeResult {
    Ok(value.clone())
}

fn fiber_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let qualname = vm.fiber_qualname(value.expect_ref::<FiberObject>());
    let name = vm.str_string(&qualname)?;
    let what = value.kind().type_name();
    Ok(vm.string(format!("<{what} object {name} at {:#x}>", value.address())))
}

fn generator_next(_: &mut Vm, value: &Value) -> Flow {
    Flow::Resume(value.clone(), ResumeInput::Next)
}

fn generator_send(_: &mut Vm, args: &[Value]) -> Flow {
    Flow::Resume(args[0].clone(), ResumeInput::Send(args[1].clone()))
}

fn generator_close(_: &mut Vm, args: &[Value]) -> Flow {
    Flow::Resume(args[0].clone(), ResumeInput::Close)
}

/// The exception that `throw(type, value, traceback)` means.
fn thrown(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (class, value) = (&args[1], &args[2]);
    if class.kind() == Kind::Exception {
        if value.bound().is_some_and(|v| !v.is_none()) {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        return Ok(class.clone());
    }
    let base = vm.exception_class(crate::exceptions::ExceptionKind::BaseException);
    if class.kind() != Kind::Type || !vm.is_subclass(class, &base) {
        let name = vm.type_name(class);
        return Err(
            vm.type_error(format!("exceptions must be classes or instances deriving from BaseException, not {name}"))
        );
    }
    match value.bound() {
        Some(v) if v.kind() == Kind::Exception => Ok(v.clone()),
        Some(v) if !v.is_none() => vm.call(class, std::slice::from_ref(v)),
        _ => vm.make_exception(class),
    }
}

fn generator_throw(vm: &mut Vm, args: &[Value]) -> Flow {
    match thrown(vm, args) {
        Ok(exception) => Flow::Resume(args[0].clone(), ResumeInput::Throw(exception)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn fiber_name(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.fiber_name(value.expect_ref::<FiberObject>()))
}

fn fiber_qualname(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(vm.fiber_qualname(value.expect_ref::<FiberObject>()))
}

fn rename(vm: &mut Vm, value: &Value, name: &Value, qualified: bool) -> Result<(), Raised> {
    if name.as_ref::<StrObject>().is_none() {
        let attribute = if qualified { "__qualname__" } else { "__name__" };
        return Err(vm.type_error(format!("{attribute} must be set to a string object")));
    }
    let fiber = value.expect_ref::<FiberObject>();
    let (plain, full) = (vm.fiber_name(fiber), vm.fiber_qualname(fiber));
    let names = if qualified { (plain, name.clone()) } else { (name.clone(), full) };
    let old = fiber.renamed.replace(Some(Box::new(names)));
    drop(old);
    Ok(())
}

fn set_fiber_name(vm: &mut Vm, value: &Value, name: &Value) -> Result<(), Raised> {
    rename(vm, value, name, false)
}

fn set_fiber_qualname(vm: &mut Vm, value: &Value, name: &Value) -> Result<(), Raised> {
    rename(vm, value, name, true)
}

fn fiber_running(_: &mut Vm, value: &Value) -> NativeResult {
    Ok(Value::bool(value.expect_ref::<FiberObject>().state.get() == FiberState::Running))
}

fn fiber_suspended(_: &mut Vm, value: &Value) -> NativeResult {
    Ok(Value::bool(value.expect_ref::<FiberObject>().state.get() == FiberState::Suspended))
}

fn fiber_code(_: &mut Vm, value: &Value) -> NativeResult {
    let function = value.expect_ref::<FiberObject>().function.borrow().clone();
    Ok(match function.as_ref::<FunctionObject>() {
        Some(function) => function.code.borrow().clone(),
        None => Value::NONE,
    })
}

fn fiber_waits_for(_: &mut Vm, value: &Value) -> NativeResult {
    let delegate = value.expect_ref::<FiberObject>().delegate.get();
    Ok(if delegate.is_heap() { delegate.to_value() } else { Value::NONE })
}

const fn row(name: &'static str, get: crate::types::Getter) -> GetSetDef {
    GetSetDef { name, get, set: None }
}

const NAME: GetSetDef = GetSetDef { name: "__name__", get: fiber_name, set: Some(set_fiber_name) };
const QUALNAME: GetSetDef = GetSetDef { name: "__qualname__", get: fiber_qualname, set: Some(set_fiber_qualname) };

/// What generators can do natively.
pub(crate) static GENERATOR_SLOTS: Slots = Slots {
    repr: Some(fiber_repr),
    iter: Some(itself),
    next_flow: Some(generator_next),
    methods: &[
        NativeDef::flow("send", "self, value, /", generator_send),
        NativeDef::flow("throw", "self, type, value=..., traceback=..., /", generator_throw),
        NativeDef::flow("close", "self, /", generator_close),
    ],
    getset: &[
        NAME,
        QUALNAME,
        row("gi_running", fiber_running),
        row("gi_suspended", fiber_suspended),
        row("gi_code", fiber_code),
        row("gi_yieldfrom", fiber_waits_for),
    ],
    ..Slots::NONE
};

fn coroutine_await(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.alloc(CoroutineWrapper { coroutine: args[0].clone() }))
}

/// What coroutines can do natively.
pub(crate) static COROUTINE_SLOTS: Slots = Slots {
    repr: Some(fiber_repr),
    methods: &[
        NativeDef::flow("send", "self, value, /", generator_send),
        NativeDef::flow("throw", "self, type, value=..., traceback=..., /", generator_throw),
        NativeDef::flow("close", "self, /", generator_close),
        NativeDef::plain("__await__", "self, /", coroutine_await),
    ],
    getset: &[
        NAME,
        QUALNAME,
        row("cr_running", fiber_running),
        row("cr_suspended", fiber_suspended),
        row("cr_code", fiber_code),
        row("cr_await", fiber_waits_for),
    ],
    ..Slots::NONE
};

fn wrapped(value: &Value) -> Value {
    value.expect_ref::<CoroutineWrapper>().coroutine.clone()
}

fn wrapper_next(_: &mut Vm, value: &Value) -> Flow {
    Flow::Resume(wrapped(value), ResumeInput::Next)
}

fn wrapper_send(_: &mut Vm, args: &[Value]) -> Flow {
    Flow::Resume(wrapped(&args[0]), ResumeInput::Send(args[1].clone()))
}

fn wrapper_throw(vm: &mut Vm, args: &[Value]) -> Flow {
    match thrown(vm, args) {
        Ok(exception) => Flow::Resume(wrapped(&args[0]), ResumeInput::Throw(exception)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn wrapper_close(_: &mut Vm, args: &[Value]) -> Flow {
    Flow::Resume(wrapped(&args[0]), ResumeInput::Close)
}

/// What `coroutine.__await__()` returns.
pub(crate) static COROUTINE_WRAPPER_SLOTS: Slots = Slots {
    iter: Some(itself),
    next_flow: Some(wrapper_next),
    methods: &[
        NativeDef::flow("send", "self, value, /", wrapper_send),
        NativeDef::flow("throw", "self, type, value=..., traceback=..., /", wrapper_throw),
        NativeDef::flow("close", "self, /", wrapper_close),
    ],
    ..Slots::NONE
};

fn new_step(vm: &mut Vm, generator: &Value, step: AsyncStep, arguments: Vec<Value>) -> Value {
    vm.alloc(AsyncStepObject {
        generator: generator.clone(),
        step,
        arguments: RefCell::new(arguments),
        state: Cell::new(0),
    })
}

fn async_generator_aiter(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(args[0].clone())
}

fn async_generator_anext(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(new_step(vm, &args[0], AsyncStep::Send, vec![Value::NONE]))
}

fn async_generator_asend(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(new_step(vm, &args[0], AsyncStep::Send, vec![args[1].clone()]))
}

fn async_generator_athrow(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let exception = thrown(vm, args)?;
    Ok(new_step(vm, &args[0], AsyncStep::Throw, vec![exception]))
}

fn async_generator_aclose(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(new_step(vm, &args[0], AsyncStep::Close, Vec::new()))
}

/// What async generators can do natively.
pub(crate) static ASYNC_GENERATOR_SLOTS: Slots = Slots {
    repr: Some(fiber_repr),
    methods: &[
        NativeDef::plain("__aiter__", "self, /", async_generator_aiter),
        NativeDef::plain("__anext__", "self, /", async_generator_anext),
        NativeDef::plain("asend", "self, value, /", async_generator_asend),
        NativeDef::plain("athrow", "self, type, value=..., traceback=..., /", async_generator_athrow),
        NativeDef::plain("aclose", "self, /", async_generator_aclose),
    ],
    getset: &[
        NAME,
        QUALNAME,
        row("ag_running", fiber_running),
        row("ag_suspended", fiber_suspended),
        row("ag_code", fiber_code),
        row("ag_await", fiber_waits_for),
    ],
    ..Slots::NONE
};

fn step_next(vm: &mut Vm, value: &Value) -> Flow {
    vm.drive_async_step(value.clone(), ResumeInput::Next)
}

fn step_send(vm: &mut Vm, args: &[Value]) -> Flow {
    vm.drive_async_step(args[0].clone(), ResumeInput::Send(args[1].clone()))
}

fn step_throw(vm: &mut Vm, args: &[Value]) -> Flow {
    match thrown(vm, args) {
        Ok(exception) => vm.drive_async_step(args[0].clone(), ResumeInput::Throw(exception)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn step_close(_: &mut Vm, args: &[Value]) -> NativeResult {
    args[0].expect_ref::<AsyncStepObject>().state.set(2);
    Ok(Value::NONE)
}

fn step_await(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(args[0].clone())
}

/// What the steps of async generators can do natively.
pub(crate) static ASYNC_STEP_SLOTS: Slots = Slots {
    iter: Some(itself),
    next_flow: Some(step_next),
    methods: &[
        NativeDef::plain("__await__", "self, /", step_await),
        NativeDef::flow("send", "self, value, /", step_send),
        NativeDef::flow("throw", "self, type, value=..., traceback=..., /", step_throw),
        NativeDef::plain("close", "self, /", step_close),
    ],
    ..Slots::NONE
};
