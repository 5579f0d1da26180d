//! `asyncio.gather`: one future for the results of many. See
//! <https://docs.python.org/3.13/library/asyncio-task.html#asyncio.gather>.

use super::functions::ensure_future;
use super::future::{FutureState, LOG_DESTROY, Rest, cancel_message, future};
use super::{NativeCallback, is_future};
use crate::heap::Tracer;
use crate::native::{NativeResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

/// What the outer future knows of those it waits for.
pub(crate) struct Gather {
    /// One for each argument; arguments given twice are here twice.
    children: Vec<Value>,
    /// How many different ones there are, and how many of them are done.
    total: usize,
    finished: usize,
    return_exceptions: bool,
    cancel_requested: bool,
}

impl Gather {
    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.children);
    }
}

/// The outer future for these awaitables; coroutines become tasks.
pub(crate) fn gather(vm: &mut Vm, awaitables: &[Value], return_exceptions: bool) -> NativeResult {
    if awaitables.is_empty() {
        let event_loop = vm.get_event_loop()?;
        let outer = vm.new_future(event_loop);
        let results = vm.list(Vec::new());
        vm.future_complete(&outer, FutureState::Result, results);
        return Ok(outer);
    }
    let mut seen: hashbrown::HashMap<u64, Value> = hashbrown::HashMap::with_capacity(awaitables.len());
    let mut children = Vec::with_capacity(awaitables.len());
    let mut different = Vec::with_capacity(awaitables.len());
    let mut event_loop = Value::UNBOUND;
    for awaitable in awaitables {
        if let Some(known) = seen.get(&awaitable.address()) {
            children.push(known.clone());
            continue;
        }
        let child = ensure_future(vm, awaitable, event_loop.bound())?;
        if !is_future(&child) {
            let name = vm.type_name(&child);
            return Err(vm.type_error(format!("gather() supports only futures of asyncio, not '{name}'")));
        }
        if event_loop.is_unbound() {
            event_loop = future(&child).event_loop.get();
        }
        if !child.is(awaitable) {
            future(&child).set_flag(LOG_DESTROY, false);
        }
        seen.insert(awaitable.address(), child.clone());
        different.push(child.clone());
        children.push(child);
    }
    let outer = vm.new_future(event_loop);
    let total = different.len();
    let state = Gather { children, total, finished: 0, return_exceptions, cancel_requested: false };
    future(&outer).set_flag(super::future::GATHERING, true);
    future(&outer).rest.set(Some(Box::new(Rest { gather: Some(Box::new(state)), ..Rest::default() })));
    let mut done = Vec::new();
    for child in different {
        if future(&child).done() {
            done.push(child);
        } else {
            future(&child).add_native(NativeCallback::GatherChild, outer.clone());
        }
    }
    for child in done {
        vm.gather_child_done(&outer, &child)?;
    }
    Ok(outer)
}

enum Next {
    /// Others are not done yet.
    Wait,
    /// All are done: these are the children, and whether the outer future was asked to cancel.
    Results(Vec<Value>, bool),
}

impl Vm {
    /// One of those that `gather` waits for is done.
    pub(crate) fn gather_child_done(&mut self, outer: &Value, child: &Value) -> Result<(), Raised> {
        let (target, done) = (future(outer), future(child));
        if target.done() {
            if done.state.get() != FutureState::Cancelled {
                self.retrieve(child);
            }
            return Ok(());
        }
        let (next, return_exceptions) = target.with_rest(|rest| match &mut rest.gather {
            Some(state) => {
                state.finished += 1;
                let next = if state.finished == state.total {
                    Next::Results(state.children.clone(), state.cancel_requested)
                } else {
                    Next::Wait
                };
                (next, state.return_exceptions)
            }
            None => (Next::Wait, true),
        });
        if !return_exceptions {
            match done.state.get() {
                FutureState::Cancelled => {
                    let exception = self.cancelled_error(child);
                    self.future_fail(outer, exception);
                    return Ok(());
                }
                FutureState::Error => {
                    self.retrieve(child);
                    self.future_fail(outer, done.result.get());
                    return Ok(());
                }
                _ => {}
            }
        }
        let Next::Results(children, cancel_requested) = next else { return Ok(()) };
        let mut results = Vec::with_capacity(children.len());
        for child in &children {
            let done = future(child);
            results.push(match done.state.get() {
                FutureState::Cancelled => {
                    let message = cancel_message(child);
                    let message = if message.is_none() { self.empty_str.clone() } else { message };
                    self.error_with(crate::ExceptionKind::CancelledError, vec![message]).0
                }
                _ => {
                    self.retrieve(child);
                    done.result.get()
                }
            });
        }
        if cancel_requested {
            let last = children.last().unwrap_or(child).clone();
            let exception = self.cancelled_error(&last);
            self.future_fail(outer, exception);
        } else {
            let results = self.list(results);
            self.future_complete(outer, FutureState::Result, results);
        }
        Ok(())
    }

    /// `cancel()` of the outer future cancels those that it waits for.
    pub(crate) fn gather_cancel(&mut self, outer: &Value, message: Value) -> Result<bool, Raised> {
        let target = future(outer);
        let children = target.with_rest(|rest| rest.gather.as_ref().map(|g| g.children.clone()).unwrap_or_default());
        let mut cancelled = false;
        for child in children {
            cancelled |= self.cancel_any(&child, message.clone())?;
        }
        if cancelled && !target.done() {
            target.with_rest(|rest| {
                if let Some(state) = &mut rest.gather {
                    state.cancel_requested = true;
                }
            });
        }
        Ok(cancelled)
    }
}
