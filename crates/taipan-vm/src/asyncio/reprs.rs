//! How futures, tasks, handles and callbacks look as text: as CPython's do, but that native coroutines and callbacks name no
//! source line.

use super::future::{Callback, FutureState, GATHERING, future};
use super::handles::HandleData;
use super::task;
use super::waits::{WaitKind, Woken};
use crate::fiber::{FiberObject, FiberState};
use crate::heap::{Kind, Tuple};
use crate::native::{NativeResult, Raised};
use crate::types::{CodeValue, DictObject, FunctionObject, ListObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

/// `repr()` of futures.
pub(crate) fn future_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    guarded(vm, value, |vm, value| {
        let info = future_info(vm, value)?;
        let name =
            if future(value).has(GATHERING) { String::from("_GatheringFuture") } else { vm.short_type_name(value) };
        Ok(format!("<{name} {}>", info.join(" ")))
    })
}

/// `repr()` of tasks.
pub(crate) fn task_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    guarded(vm, value, |vm, value| {
        let mut info = future_info(vm, value)?;
        let object = task(value);
        if object.cancel_requests.get() > 0 && !object.future.done() {
            info[0] = String::from("cancelling");
        }
        let name = vm.task_name(value);
        let mut details = vec![format!("name={}", vm.repr_string(&name)?)];
        let coroutine = object.coroutine.get();
        if !coroutine.is_unbound() {
            details.push(format!("coro=<{}>", coroutine_text(vm, &coroutine)?));
        }
        if let Some(waits) = wait_text(vm, value)? {
            details.push(format!("wait_for={waits}"));
        }
        info.splice(1..1, details);
        let name = vm.short_type_name(value);
        Ok(format!("<{name} {}>", info.join(" ")))
    })
}

/// Writes `...` for a future inside its own text.
fn guarded(vm: &mut Vm, value: &Value, write: impl FnOnce(&mut Vm, &Value) -> Result<String, Raised>) -> NativeResult {
    let address = value.address();
    if vm.active_reprs.contains(&address) {
        return Ok(vm.str("..."));
    }
    vm.active_reprs.push(address);
    let text = write(vm, value);
    if let Some(at) = vm.active_reprs.iter().rposition(|a| *a == address) {
        vm.active_reprs.remove(at);
    }
    text.map(|text| vm.string(text))
}

/// What a task waits for, as the future that CPython would show.
fn wait_text(vm: &mut Vm, value: &Value) -> Result<Option<String>, Raised> {
    let object = task(value);
    match object.future.wait.get() {
        WaitKind::Future | WaitKind::Yielded => {
            let waiting_for = object.waiting_for.get();
            vm.repr_string(&waiting_for).map(Some)
        }
        wait if wait.is_native() => Ok(Some(String::from(match object.future.woken.get() {
            Woken::No => "<Future pending cb=[Task.task_wakeup()]>",
            Woken::Yes => "<Future finished result=None>",
            Woken::Cancelled => "<Future cancelled>",
        }))),
        _ => Ok(None),
    }
}

fn future_info(vm: &mut Vm, value: &Value) -> Result<Vec<String>, Raised> {
    let target = future(value);
    let mut info = Vec::new();
    match target.state.get() {
        FutureState::Pending => info.push(String::from("pending")),
        FutureState::Cancelled => info.push(String::from("cancelled")),
        FutureState::Error => {
            let exception = target.result.get();
            info.push(String::from("finished"));
            info.push(format!("exception={}", vm.repr_string(&exception)?));
        }
        FutureState::Result => {
            let result = target.result.get();
            info.push(String::from("finished"));
            info.push(format!("result={}", short_repr(vm, &result, 6)?));
        }
    }
    let callbacks = callback_texts(vm, value)?;
    match callbacks.as_slice() {
        [] => {}
        [one] => info.push(format!("cb=[{one}]")),
        [first, second] => info.push(format!("cb=[{first}, {second}]")),
        [first, rest @ .., last] => info.push(format!("cb=[{first}, <{} more>, {last}]", rest.len())),
    }
    Ok(info)
}

fn callback_texts(vm: &mut Vm, value: &Value) -> Result<Vec<String>, Raised> {
    let target = future(value);
    let mut texts = Vec::new();
    if !target.first.is_unbound() {
        texts.push(String::from("Task.task_wakeup()"));
    }
    let callbacks = target.peek_rest(|rest| {
        let copies = rest.callbacks.iter().map(|callback| match callback {
            Callback::Wakeup(_) => Err("Task.task_wakeup()"),
            Callback::Script(callable) => Ok(callable.clone()),
            Callback::Native(kind, _) => Err(native_name(*kind)),
        });
        copies.collect::<Vec<_>>()
    });
    for callback in callbacks.unwrap_or_default() {
        texts.push(match callback {
            Ok(callable) => callback_text(vm, &callable)?,
            Err(name) => String::from(name),
        });
    }
    Ok(texts)
}

fn native_name(kind: super::NativeCallback) -> &'static str {
    use super::NativeCallback::*;
    match kind {
        GatherChild => "gather.<locals>._done_callback()",
        StopLoop => "_run_until_complete_cb()",
        WaitChild => "_wait.<locals>._on_completion()",
        Release => "_release_waiter()",
        ShieldInner => "shield.<locals>._inner_done_callback()",
        ShieldOuter => "shield.<locals>._outer_done_callback()",
        Completed => "_AsCompletedIterator._handle_completion()",
        Wake | Deadline | CompletedTimeout | Socket | CloseGenerator => "native callback()",
    }
}

/// `_callbacks`: a list of pairs of a callable and its context, or None when there are none.
pub(crate) fn callback_list(vm: &mut Vm, value: &Value) -> NativeResult {
    let texts = callback_texts(vm, value)?;
    if texts.is_empty() {
        return Ok(Value::NONE);
    }
    let mut pairs = Vec::new();
    let callables = future(value).peek_rest(|rest| {
        let scripts = rest.callbacks.iter().filter_map(|callback| match callback {
            Callback::Script(callable) => Some(callable.clone()),
            _ => None,
        });
        scripts.collect::<Vec<_>>()
    });
    for callable in callables.unwrap_or_default() {
        pairs.push(vm.pair(callable, Value::NONE));
    }
    Ok(vm.list(pairs))
}

/// `f() at file:line`, as messages about callbacks show them.
pub(crate) fn callback_text(vm: &mut Vm, callable: &Value) -> Result<String, Raised> {
    let mut text = callable_name(vm, callable, 0)?;
    if let Some(place) = callable_place(vm, callable, 0)? {
        text.push_str(&format!(" at {place}"));
    }
    Ok(text)
}

fn is_partial(vm: &Vm, value: &Value) -> bool {
    vm.short_type_name(value) == "partial"
}

fn callable_name(vm: &mut Vm, callable: &Value, depth: usize) -> Result<String, Raised> {
    if is_partial(vm, callable) && depth < 100 {
        let function = vm.get_attr_str(callable, "func")?;
        return Ok(format!("{}()", callable_name(vm, &function, depth + 1)?));
    }
    for name in ["__qualname__", "__name__"] {
        let name = vm.intern(name);
        if let Some(found) = vm.get_attr_opt(callable, &name)?
            && let Some(text) = found.as_ref::<StrObject>()
            && !text.bytes().is_empty()
        {
            return Ok(format!("{}()", text.lossy()));
        }
    }
    Ok(format!("{}()", vm.repr_string(callable)?))
}

fn callable_place(vm: &mut Vm, callable: &Value, depth: usize) -> Result<Option<String>, Raised> {
    if depth > 100 {
        return Ok(None);
    }
    let wrapped = vm.names.wrapped.clone();
    if !matches!(callable.kind(), Kind::BoundMethod | Kind::NativeFunction | Kind::Type)
        && let Some(inner) = vm.get_attr_opt(callable, &wrapped)?
    {
        return callable_place(vm, &inner, depth + 1);
    }
    if let Some(function) = callable.as_ref::<FunctionObject>() {
        let code = function.code.borrow().clone();
        return Ok(code.as_ref::<CodeValue>().map(|c| format!("{}:{}", c.code.filename, c.code.first_line)));
    }
    if is_partial(vm, callable) {
        let function = vm.get_attr_str(callable, "func")?;
        return callable_place(vm, &function, depth + 1);
    }
    Ok(None)
}

/// `main() running at file:line`
fn coroutine_text(vm: &mut Vm, coroutine: &Value) -> Result<String, Raised> {
    let Some(fiber) = coroutine.as_ref::<FiberObject>() else {
        for name in ["__qualname__", "__name__"] {
            let name = vm.intern(name);
            if let Some(found) = vm.get_attr_opt(coroutine, &name)?
                && let Some(text) = found.as_ref::<StrObject>()
            {
                return Ok(format!("{}()", text.lossy()));
            }
        }
        return Ok(format!("<{} without __name__>()", vm.short_type_name(coroutine)));
    };
    let name = vm.fiber_qualname(fiber);
    let name = vm.str_string(&name)?;
    let function = fiber.function.borrow().clone();
    let Some(function) = function.as_ref::<FunctionObject>() else {
        let state = if fiber.state.get() == FiberState::Finished { "done, defined" } else { "running" };
        return Ok(format!("{name}() {state} at <native>"));
    };
    let code = function.code.borrow().clone();
    let code = &code.expect_ref::<CodeValue>().code;
    if fiber.state.get() == FiberState::Finished {
        return Ok(format!("{name}() done, defined at {}:{}", code.filename, code.first_line));
    }
    let line = vm.suspended_line(fiber).unwrap_or(code.first_line);
    Ok(format!("{name}() running at {}:{line}", code.filename))
}

/// `repr()` of handles.
pub(crate) fn handle_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let data = value.native::<HandleData>().expect("methods are called on objects of their class");
    let mut text = vm.short_type_name(value);
    if data.cancelled.get() {
        text.push_str(" cancelled");
    }
    if !data.when.is_unbound() {
        let when = data.when.get();
        text.push_str(&format!(" when={}", vm.repr_string(&when)?));
    }
    if !data.cancelled.get() {
        let callback = data.callback.get();
        text.push_str(&format!(" {}", callback_text(vm, &callback)?));
    }
    Ok(vm.string(format!("<{text}>")))
}

/// Cuts out the middle of a text that is longer than `limit` characters.
fn shorten(text: String, limit: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= limit {
        return text;
    }
    let head = (limit - 3) / 2;
    let tail = limit - 3 - head;
    let (first, last): (String, String) =
        (chars[..head].iter().collect(), chars[chars.len() - tail..].iter().collect());
    format!("{first}...{last}")
}

/// What Python's `reprlib.repr` gives: bounded in length and depth.
fn short_repr(vm: &mut Vm, value: &Value, level: usize) -> Result<String, Raised> {
    const MOST: usize = 6;
    const MOST_PAIRS: usize = 4;
    if value.shape().index() != 0 {
        let text = vm.repr_string(value)?;
        return Ok(shorten(text, 30));
    }
    let sequence = |vm: &mut Vm, items: &[Value], open: &str, close: &str, trailing: &str| {
        if level == 0 && !items.is_empty() {
            return Ok(format!("{open}...{close}"));
        }
        let mut pieces = Vec::new();
        for item in items.iter().take(MOST) {
            pieces.push(short_repr(vm, item, level - 1)?);
        }
        if items.len() > MOST {
            pieces.push(String::from("..."));
        }
        let close = if items.len() == 1 { format!("{trailing}{close}") } else { String::from(close) };
        Ok(format!("{open}{}{close}", pieces.join(", ")))
    };
    match value.kind() {
        Kind::Str => {
            let text = vm.str_string(value)?;
            let chars: Vec<char> = text.chars().collect();
            let head: String = chars.iter().take(30).collect();
            let head = vm.string(head);
            let shown = vm.repr_string(&head)?;
            if chars.len() <= 30 && shown.chars().count() <= 30 {
                return Ok(shown);
            }
            let cut: String =
                if chars.len() > 27 { chars[..13].iter().chain(&chars[chars.len() - 14..]).collect() } else { text };
            let cut = vm.string(cut);
            let shown: Vec<char> = vm.repr_string(&cut)?.chars().collect();
            let first: String = shown.iter().take(13).collect();
            let last: String = shown[shown.len().saturating_sub(14)..].iter().collect();
            Ok(format!("{first}...{last}"))
        }
        Kind::Int => {
            let text = vm.repr_string(value)?;
            Ok(shorten(text, 40))
        }
        Kind::List => {
            let items = value.expect_ref::<ListObject>().items.borrow().clone();
            sequence(vm, &items, "[", "]", "")
        }
        Kind::Tuple => sequence(vm, value.expect_ref::<Tuple>().items(), "(", ")", ","),
        Kind::Dict => {
            let pairs = value.expect_ref::<DictObject>().pairs();
            if pairs.is_empty() {
                return Ok(String::from("{}"));
            }
            if level == 0 {
                return Ok(String::from("{...}"));
            }
            let mut pieces = Vec::new();
            for (key, item) in pairs.iter().take(MOST_PAIRS) {
                pieces.push(format!("{}: {}", short_repr(vm, key, level - 1)?, short_repr(vm, item, level - 1)?));
            }
            if pairs.len() > MOST_PAIRS {
                pieces.push(String::from("..."));
            }
            Ok(format!("{{{}}}", pieces.join(", ")))
        }
        _ => {
            let text = vm.repr_string(value)?;
            Ok(shorten(text, 30))
        }
    }
}

impl Vm {
    /// `type(value).__name__`
    pub(crate) fn short_type_name(&self, value: &Value) -> String {
        self.class_name(&self.class_of(value))
    }

    /// What the main task waits for, for the message about a deadlock.
    pub(crate) fn describe_wait(&mut self, value: &Value) -> String {
        if value.kind() != Kind::Task {
            return String::from("is not done");
        }
        let object = task(value);
        let what = match object.future.wait.get() {
            wait if wait.is_native() => object.waiting_for.get(),
            WaitKind::Future | WaitKind::Yielded => object.waiting_for.get(),
            _ => return String::from("is not done"),
        };
        match self.repr_string(&what) {
            Ok(text) => format!("is waiting for {text}"),
            Err(_) => String::from("is not done"),
        }
    }
}
