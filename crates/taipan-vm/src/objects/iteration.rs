//! Stepping through iterators from natives without nested runs: one [`step`] at a time, and [`fold`] for natives that only
//! look at one item after the other (`sum`, `any`, `min`, `list.extend`). Draining into a vector is in `drain`.
//!
//! What can be advanced natively is advanced in a loop; for the rest the native suspends with [`Flow::Next`], so that the
//! iterator's script code runs as an ordinary frame.

use crate::heap::{Kind, Tracer};
use crate::native::{Call, Continuation, Flow, NativeCode, NativeFunction, NativeResult, Raised, Then};
use crate::objects::attributes::Attr;
use crate::types::{BoundMethod, ClassFlags, Slots, TypeObject, slots};
use crate::value::Value;
use crate::vm::Vm;

/// Natives advance each other directly up to this depth; beyond it the interpreter does it, whose depth is on the heap.
const DIRECT_DEPTH: u32 = 16;

/// Signals are checked each time this many items have been taken.
const CHECK_EVERY: u32 = 4096;

/// What advancing an iterator natively gave.
pub enum Step {
    /// The next item.
    Item(Value),
    /// It is exhausted.
    End,
    /// Its next item comes from script code: suspend with [`wait`].
    Wait(Option<Flow>),
}

/// The slots that decide how an iterator advances, when its class is not written in Python.
#[inline]
fn iterator_slots(vm: &Vm, iterator: &Value) -> Option<&'static Slots> {
    if iterator.shape().index() == 0 {
        return Some(slots(iterator.kind()));
    }
    if iterator.kind() != Kind::Native {
        return None;
    }
    let class = vm.class_word(iterator);
    let class = class.borrow().as_ref::<TypeObject>()?;
    if class.has(ClassFlags::HEAP) { None } else { class.native_slots }
}

/// Advances an iterator as far as that is possible without script code.
#[inline]
pub fn step(vm: &mut Vm, iterator: &Value) -> Result<Step, Raised> {
    if let Some(slots) = iterator_slots(vm, iterator) {
        if let Some(next) = slots.next {
            return Ok(match next(vm, iterator)? {
                Some(item) => Step::Item(item),
                None => Step::End,
            });
        }
        if let Some(next) = slots.next_flow
            // Generators are advanced by the interpreter, which tells their end from other results.
            && iterator.kind() != Kind::Generator
            && vm.machine.direct_steps < DIRECT_DEPTH
        {
            vm.machine.direct_steps += 1;
            let flow = next(vm, iterator);
            vm.machine.direct_steps -= 1;
            return match flow {
                Flow::Return(item) if item.is_unbound() => Ok(Step::End),
                Flow::Return(item) => Ok(Step::Item(item)),
                Flow::Raise(raised) => Err(raised),
                pending => Ok(Step::Wait(Some(pending))),
            };
        }
    }
    Ok(Step::Wait(None))
}

/// Suspends until the item is there that [`Step::Wait`] announced; `rest` gets it (unbound at the end).
pub fn wait(vm: &mut Vm, pending: Option<Flow>, iterator: &Value, rest: Box<dyn Continuation>) -> Flow {
    match pending {
        Some(flow) => chain(vm, flow, rest),
        None => Flow::Next(iterator.clone(), rest),
    }
}

/// Continues with `rest` once `flow` has its result.
pub fn chain(vm: &mut Vm, flow: Flow, rest: Box<dyn Continuation>) -> Flow {
    match flow {
        Flow::Return(value) => rest.resume(vm, Ok(value)),
        Flow::Raise(raised) => rest.resume(vm, Err(raised)),
        Flow::TailCall(call) => Flow::Call(call, rest),
        Flow::Call(call, first) => Flow::Call(call, Box::new(Chain { first, rest })),
        Flow::Next(iterator, first) => Flow::Next(iterator, Box::new(Chain { first, rest })),
        Flow::Await(awaitable, first) => Flow::Await(awaitable, Box::new(Chain { first, rest })),
        other => Flow::Then(Box::new(other), rest),
    }
}

/// As [`chain`], with a closure.
pub fn chain_then(vm: &mut Vm, flow: Flow, rest: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static) -> Flow {
    match flow {
        Flow::Return(value) => rest(vm, Ok(value)),
        Flow::Raise(raised) => rest(vm, Err(raised)),
        pending => chain(vm, pending, Box::new(Then(rest))),
    }
}

struct Chain {
    first: Box<dyn Continuation>,
    rest: Box<dyn Continuation>,
}

impl Continuation for Chain {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        let Chain { first, rest } = *self;
        let flow = first.resume(vm, result);
        chain(vm, flow, rest)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.first.trace(tracer);
        self.rest.trace(tracer);
    }
}

/// Advances an iterator and hands the result on; unbound at the end.
pub fn next_then(vm: &mut Vm, iterator: &Value, then: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static) -> Flow {
    match step(vm, iterator) {
        Ok(Step::Item(item)) => then(vm, Ok(item)),
        Ok(Step::End) => then(vm, Ok(Value::UNBOUND)),
        Ok(Step::Wait(pending)) => wait(vm, pending, iterator, Box::new(Then(then))),
        Err(raised) => then(vm, Err(raised)),
    }
}

/// Calls a special method found on the class of `receiver`, then continues with the result.
pub fn call_found_then(
    vm: &mut Vm,
    method: &Value,
    receiver: &Value,
    args: Vec<Value>,
    then: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static,
) -> Flow {
    if matches!(method.kind(), Kind::Function | Kind::MethodDescriptor) {
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(receiver.clone());
        all.extend(args);
        return Flow::call_then(method.clone(), all, then);
    }
    let class = vm.class_of(receiver);
    match vm.descriptor_get(method, receiver, &class) {
        Ok(Attr::Value(bound)) => Flow::call_then(bound, args, then),
        Ok(Attr::Call(getter, getter_args)) => Flow::call_then(getter, getter_args, move |vm, result| match result {
            Ok(bound) => Flow::call_then(bound, args, then),
            Err(raised) => then(vm, Err(raised)),
        }),
        Ok(Attr::Missing) => {
            let raised = vm.type_error("the special method is not set");
            then(vm, Err(raised))
        }
        Err(raised) => then(vm, Err(raised)),
    }
}

/// `iter(value)`, then continues with the iterator.
pub fn iter_then(vm: &mut Vm, value: &Value, then: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static) -> Flow {
    let name = vm.names.iter.clone();
    let Some(method) = vm.lookup_override(value, &name) else {
        let iterator = vm.native_iter(value);
        return then(vm, iterator);
    };
    if method.kind() == Kind::MethodDescriptor || method.is_none() {
        let iterator = vm.iter(value);
        return then(vm, iterator);
    }
    call_found_then(vm, &method, value, Vec::new(), move |vm, result| {
        let iterator = result.and_then(|iterator| vm.check_iterator(iterator));
        then(vm, iterator)
    })
}

/// `iter(value)` when that needs no script code; `None` when it does (see [`iter_then`]).
pub fn try_iter(vm: &mut Vm, value: &Value) -> Result<Option<Value>, Raised> {
    let name = vm.names.iter.clone();
    if vm.lookup_override(value, &name).is_none_or(|m| m.kind() == Kind::MethodDescriptor || m.is_none()) {
        return vm.iter(value).map(Some);
    }
    Ok(None)
}

/// What calling something without a frame came to.
pub enum Called {
    /// It has returned or raised.
    Done(NativeResult),
    /// Its result is that of this flow.
    Wait(Flow),
}

/// Calls a function as far as that is possible without a frame: natives, their bound methods and the constructors of
/// builtin types run at once; everything else is left to the interpreter.
pub fn call_directly(vm: &mut Vm, function: &Value, mut args: Vec<Value>) -> Called {
    let target = match function.kind() {
        Kind::NativeFunction | Kind::MethodDescriptor => function.clone(),
        Kind::BoundMethod => {
            let bound = function.expect_ref::<BoundMethod>();
            if matches!(bound.function.kind(), Kind::NativeFunction | Kind::MethodDescriptor) {
                args.insert(0, bound.receiver.clone());
                bound.function.clone()
            } else {
                return Called::Wait(Flow::TailCall(Call::new(function.clone(), args)));
            }
        }
        Kind::Type if vm.class_word(function) == vm.builtin_types[Kind::Type as usize].word() => {
            let constructor = function.expect_ref::<TypeObject>().constructor.borrow().clone();
            if constructor.is_unbound() {
                return Called::Wait(Flow::TailCall(Call::new(function.clone(), args)));
            }
            constructor
        }
        _ => return Called::Wait(Flow::TailCall(Call::new(function.clone(), args))),
    };
    let native = target.expect_ref::<NativeFunction>();
    let direct = matches!(native.def.code, NativeCode::Plain(_) | NativeCode::Flow(_)) && native.host.is_none();
    if !direct || vm.native_depth >= DIRECT_DEPTH {
        return Called::Wait(Flow::TailCall(Call::new(target, args)));
    }
    let bound = vm.check_native_receiver(&target, &args).and_then(|()| vm.bind_native(native, args, &[]));
    let bound = match bound {
        Ok(bound) => bound,
        Err(raised) => return Called::Done(Err(raised)),
    };
    vm.native_depth += 1;
    let called = match native.def.code {
        NativeCode::Plain(code) => Called::Done(code(vm, &bound)),
        NativeCode::Flow(code) => match code(vm, &bound) {
            Flow::Return(value) => Called::Done(Ok(value)),
            Flow::Raise(raised) => Called::Done(Err(raised)),
            pending => Called::Wait(pending),
        },
        _ => Called::Wait(Flow::Return(Value::NONE)),
    };
    vm.native_depth -= 1;
    called
}

/// Calls a function and continues with the result.
pub fn call_then(
    vm: &mut Vm,
    function: &Value,
    args: Vec<Value>,
    then: impl FnOnce(&mut Vm, NativeResult) -> Flow + 'static,
) -> Flow {
    match call_directly(vm, function, args) {
        Called::Done(result) => then(vm, result),
        Called::Wait(Flow::TailCall(call)) => Flow::Call(call, Box::new(Then(then))),
        Called::Wait(pending) => chain(vm, pending, Box::new(Then(then))),
    }
}

/// `iter()` of several values in order, then continues with the iterators.
pub fn iter_all_then(vm: &mut Vm, values: &[Value], then: impl FnOnce(&mut Vm, Vec<Value>) -> Flow + 'static) -> Flow {
    let mut left = values.to_vec();
    left.reverse();
    iter_rest(vm, left, Vec::with_capacity(values.len()), Box::new(then))
}

type WithIterators = Box<dyn FnOnce(&mut Vm, Vec<Value>) -> Flow>;

fn iter_rest(vm: &mut Vm, mut left: Vec<Value>, mut done: Vec<Value>, then: WithIterators) -> Flow {
    while let Some(value) = left.pop() {
        match try_iter(vm, &value) {
            Ok(Some(iterator)) => {
                done.push(iterator);
                continue;
            }
            Ok(None) => {}
            Err(raised) => return Flow::Raise(raised),
        }
        return iter_then(vm, &value, move |vm, result| match result {
            Ok(iterator) => {
                done.push(iterator);
                iter_rest(vm, left, done, then)
            }
            Err(raised) => Flow::Raise(raised),
        });
    }
    then(vm, done)
}

/// What a [`Fold`] wants after an item.
pub enum Folded {
    /// The next item.
    More,
    /// No more items: this is the result.
    Done(Value),
    /// Call this first; the result goes to [`Fold::called`].
    Call(Call),
}

/// A native that looks at the items of an iterator one after the other.
pub trait Fold: Sized + 'static {
    /// Takes an item.
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised>;

    /// Takes the result of the call that it asked for.
    fn called(&mut self, vm: &mut Vm, result: Value) -> Result<Folded, Raised> {
        let _ = (vm, result);
        Ok(Folded::More)
    }

    /// There are no more items.
    fn finish(self, vm: &mut Vm) -> Flow;

    /// Reports the values it holds.
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
}

/// Feeds the items of an iterator to `fold`.
pub fn fold<F: Fold>(vm: &mut Vm, iterator: Value, fold: F) -> Flow {
    Box::new(FoldFrame { iterator, fold, calling: false, steps: 0 }).run(vm)
}

/// Feeds the items of an iterable to `fold`.
pub fn fold_iterable<F: Fold>(vm: &mut Vm, iterable: &Value, folder: F) -> Flow {
    iter_then(vm, iterable, move |vm, result| match result {
        Ok(iterator) => fold(vm, iterator, folder),
        Err(raised) => Flow::Raise(raised),
    })
}

struct FoldFrame<F> {
    iterator: Value,
    fold: F,
    calling: bool,
    steps: u32,
}

/// What a [`FoldFrame`] does next.
enum Turn<F> {
    /// Takes the next item.
    Again(Box<FoldFrame<F>>),
    /// Leaves with this.
    Leave(Flow),
}

impl<F: Fold> FoldFrame<F> {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        loop {
            self.steps += 1;
            if self.steps.is_multiple_of(CHECK_EVERY)
                && let Err(raised) = vm.check_signals()
            {
                return Flow::Raise(raised);
            }
            let folded = match step(vm, &self.iterator) {
                Ok(Step::Item(item)) => self.fold.item(vm, item),
                Ok(Step::End) => return self.fold.finish(vm),
                Ok(Step::Wait(pending)) => {
                    let iterator = self.iterator.clone();
                    return wait(vm, pending, &iterator, self);
                }
                Err(raised) => Err(raised),
            };
            match self.turn(vm, folded) {
                Turn::Again(same) => self = same,
                Turn::Leave(flow) => return flow,
            }
        }
    }

    /// Does what the fold wants, its calls as far as they need no frame.
    #[inline]
    fn turn(mut self: Box<Self>, vm: &mut Vm, mut folded: Result<Folded, Raised>) -> Turn<F> {
        loop {
            let call = match folded {
                Ok(Folded::More) => return Turn::Again(self),
                Ok(Folded::Done(value)) => return Turn::Leave(Flow::Return(value)),
                Ok(Folded::Call(call)) => call,
                Err(raised) => return Turn::Leave(Flow::Raise(raised)),
            };
            let called = if call.keywords.is_empty() {
                call_directly(vm, &call.callee, call.args)
            } else {
                Called::Wait(Flow::TailCall(call))
            };
            match called {
                Called::Done(result) => folded = result.and_then(|value| self.fold.called(vm, value)),
                Called::Wait(Flow::TailCall(call)) => {
                    self.calling = true;
                    return Turn::Leave(Flow::Call(call, self));
                }
                Called::Wait(pending) => {
                    self.calling = true;
                    return Turn::Leave(chain(vm, pending, self));
                }
            }
        }
    }
}

impl<F: Fold> Continuation for FoldFrame<F> {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        let value = match result {
            Ok(value) => value,
            Err(raised) => return Flow::Raise(raised),
        };
        let folded = if std::mem::take(&mut self.calling) {
            self.fold.called(vm, value)
        } else if value.is_unbound() {
            return self.fold.finish(vm);
        } else {
            self.fold.item(vm, value)
        };
        match self.turn(vm, folded) {
            Turn::Again(same) => same.run(vm),
            Turn::Leave(flow) => flow,
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.iterator);
        self.fold.trace(tracer);
    }
}
