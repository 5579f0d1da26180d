//! Coroutines of native functions, what counts as a coroutine, and the iterator behind `Future.__await__`.

use super::future::{BLOCKING, Slot, future};
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{Flow, NativeCode, NativeDef, NativeFunction, NativeResult, Then};
use crate::types::{CodeValue, FunctionObject, Slots};
use crate::value::Value;
use crate::vm::Vm;
use taipan_bytecode::CodeFlags;

/// Awaits an object that is awaitable but no coroutine, in a task of its own.
pub(crate) static WRAP_AWAITABLE: NativeDef = NativeDef::asynchronous("_wrap_awaitable", "awaitable, /", |_, args| {
    Flow::Await(
        args[0].clone(),
        Box::new(Then(|_: &mut Vm, result: NativeResult| match result {
            Ok(value) => Flow::Return(value),
            Err(raised) => Flow::Raise(raised),
        })),
    )
});

/// What `Future.__await__()` returns. Awaiting it is waiting for the future.
pub struct FutureIterator {
    pub(crate) future: Slot,
}

impl FutureIterator {
    pub(crate) fn new(future: Value) -> FutureIterator {
        FutureIterator { future: Slot::new(future) }
    }

    /// The future, which the iterator gives up.
    pub(crate) fn take(&self) -> Value {
        self.future.take()
    }
}

impl Payload for FutureIterator {
    const KIND: Kind = Kind::FutureIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.future.trace(tracer);
    }

    fn clear(&self) {
        self.future.take();
    }
}

/// What the iterators of futures can do natively.
pub(crate) static FUTURE_ITERATOR_SLOTS: Slots = Slots {
    iter: Some(|_, value| Ok(value.clone())),
    next: Some(|vm, value| {
        let target = value.expect_ref::<FutureIterator>().future.get();
        if target.is_unbound() {
            return Ok(None);
        }
        if !future(&target).done() {
            if !future(&target).has(BLOCKING) {
                future(&target).set_flag(BLOCKING, true);
                return Ok(Some(target));
            }
            return Err(vm.runtime_error("await wasn't used with future"));
        }
        value.expect_ref::<FutureIterator>().future.take();
        let result = vm.future_result(&target)?;
        Err(vm.stop_iteration(result))
    }),
    methods: &[
        NativeDef::flow("send", "self, value, /", |_, args| Flow::Iterate(args[0].clone())),
        NativeDef::plain("throw", "self, type, value=None, traceback=None, /", |vm, args| {
            let exception = if args[1].kind() == Kind::Type { vm.call(&args[1], &[])? } else { args[1].clone() };
            args[0].expect_ref::<FutureIterator>().future.take();
            if exception.kind() != Kind::Exception {
                return Err(
                    vm.type_error("exceptions must be classes deriving BaseException or instances of such a class")
                );
            }
            Err(crate::native::Raised(exception))
        }),
        NativeDef::plain("close", "self, /", |_, args| {
            args[0].expect_ref::<FutureIterator>().future.take();
            Ok(Value::NONE)
        }),
    ],
    module: "_asyncio",
    ..Slots::NONE
};

impl Vm {
    /// The coroutine of a call of an async native of this module.
    pub(crate) fn async_call(&mut self, def: &NativeDef, args: Vec<Value>) -> Value {
        let function = self.native_function(*def, Value::UNBOUND);
        self.new_native_coroutine(&function, args)
    }

    /// `asyncio.iscoroutine`
    pub(crate) fn is_coroutine(&mut self, value: &Value) -> bool {
        match value.kind() {
            Kind::Coroutine | Kind::AsyncGeneratorStep => true,
            Kind::Instance => {
                let names = [
                    self.names.await_.clone(),
                    self.names.send.clone(),
                    self.names.throw.clone(),
                    self.names.close.clone(),
                ];
                names.iter().all(|name| self.lookup_special(value, name).is_some_and(|found| !found.is_none()))
            }
            _ => false,
        }
    }

    /// `inspect.isawaitable`
    pub(crate) fn is_awaitable(&mut self, value: &Value) -> bool {
        if value.kind() == Kind::Coroutine || Vm::is_iterable_coroutine(value) {
            return true;
        }
        let name = self.names.await_.clone();
        self.lookup_special(value, &name).is_some_and(|found| !found.is_none())
    }

    /// `asyncio.iscoroutinefunction`
    pub(crate) fn is_coroutine_function(&mut self, value: &Value) -> bool {
        match value.kind() {
            Kind::BoundMethod => {
                let function = value.expect_ref::<crate::types::BoundMethod>().function.clone();
                self.is_coroutine_function(&function)
            }
            Kind::Function => {
                let function = value.expect_ref::<FunctionObject>();
                let code = function.code.borrow().clone();
                code.expect_ref::<CodeValue>().code.flags.contains(CodeFlags::COROUTINE) || self.is_marked(value)
            }
            Kind::NativeFunction | Kind::MethodDescriptor => {
                matches!(value.expect_ref::<NativeFunction>().def.code, NativeCode::Async(_))
            }
            Kind::Instance => {
                // `functools.partial` counts as what it wraps.
                let wraps = self.short_type_name(value) == "partial";
                match self.get_attr_str(value, "func") {
                    Ok(function) if wraps => self.is_coroutine_function(&function),
                    _ => self.is_marked(value),
                }
            }
            _ => false,
        }
    }

    /// Whether `inspect.markcoroutinefunction` was applied.
    fn is_marked(&mut self, value: &Value) -> bool {
        self.get_attr_str(value, "_is_coroutine_mark").is_ok()
    }
}
