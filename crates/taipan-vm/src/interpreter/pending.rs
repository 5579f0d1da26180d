//! Connections that are not made yet; each goes as soon as its module has it.

use super::{ResumeInput, Site, Step};
use crate::exceptions::ExceptionKind;
use crate::fiber::FiberState;
use crate::native::{Flow, FlowFn, NativeResult, Raised};
use crate::types::ExceptionObject;
use crate::value::{Value, Word};
use crate::vm::Vm;

// asyncio
impl Vm {
    pub(crate) fn running_task(&self) -> Option<Value> {
        None
    }
    pub(crate) unsafe fn await_future(&mut self, site: Site, _: Value) -> Step {
        let raised = self.runtime_error("futures");
        self.raise_site(raised, site)
    }
    pub(crate) unsafe fn resume_future_wait(&mut self, site: Site, _: Value, _: ResumeInput) -> Step {
        let raised = self.runtime_error("futures");
        self.raise_site(raised, site)
    }
    pub(crate) unsafe fn park_paused(&mut self, site: Site, _: Value) -> Step {
        let raised = self.runtime_error("futures");
        self.raise_site(raised, site)
    }
    pub(crate) unsafe fn task_returned(&mut self, _: Word, _: Value) -> Step {
        Step::Leave
    }
    pub(crate) unsafe fn task_raised(&mut self, _: Word) -> Step {
        Step::Leave
    }
    pub(crate) fn finalize_future(&mut self, _: &Value) {}
    pub(crate) fn future_awaits_natively(&self, _: &Value) -> bool {
        true
    }
    pub(crate) fn async_generator_started(&mut self, _: &Value) -> Result<(), Raised> {
        Ok(())
    }
    pub(crate) fn finalize_async_generator(&mut self, _: Site, _: &Value) -> Option<Step> {
        None
    }
    pub(crate) fn new_native_coroutine(&mut self, _: &'static str, _: FlowFn, _: Vec<Value>) -> Value {
        Value::NONE
    }
}

// classes, exceptions, imports
impl Vm {
    pub(crate) fn make_exception(&mut self, value: &Value) -> NativeResult {
        if value.as_ref::<ExceptionObject>().is_some() {
            return Ok(value.clone());
        }
        self.call(value, &[])
    }
    pub(crate) fn exception_matches(&mut self, exception: &Value, class: &Value) -> Result<bool, Raised> {
        if let Some(tuple) = class.as_ref::<crate::heap::Tuple>() {
            return Ok(tuple.items().iter().any(|c| self.is_instance(exception, c)));
        }
        Ok(self.is_instance(exception, class))
    }
    pub(crate) fn exception_group_match(&mut self, exception: &Value, _: &Value) -> Result<(Value, Value), Raised> {
        Ok((Value::NONE, exception.clone()))
    }
    pub(crate) fn exception_group_finish(&mut self, _: Vec<Value>, original: &Value) -> NativeResult {
        Ok(original.clone())
    }
    pub(crate) fn import_module(&mut self, name: &str) -> NativeResult {
        Err(self.error(ExceptionKind::ModuleNotFoundError, format!("No module named '{name}'")))
    }
    pub(crate) fn import_from(&mut self, module: &Value, name: &Value) -> NativeResult {
        self.get_attr(module, name)
    }
    pub(crate) fn import_star(&mut self, _: &Value, _: &Value) -> Result<(), Raised> {
        Err(self.runtime_error("imports"))
    }
    pub(crate) fn write_stderr(&mut self, text: &str) {
        eprint!("{text}");
    }
    pub(crate) fn warn(&mut self, kind: ExceptionKind, text: &str) -> Result<(), Raised> {
        eprintln!("{}: {text}", kind.name());
        Ok(())
    }
    pub(crate) fn isinstance(&mut self, value: &Value, class: &Value) -> Result<bool, Raised> {
        Ok(self.is_instance(value, class))
    }
    pub(crate) fn instantiate_flow(&mut self, _: &Value, _: Vec<Value>, _: Vec<(Value, Value)>) -> Flow {
        Flow::Raise(self.runtime_error("classes"))
    }
    pub(crate) fn format_exception(&mut self, exception: &Value, _: bool) -> String {
        let name = self.type_name(exception);
        format!("{name}: {}\n", self.str_string(exception).unwrap_or_default())
    }
    pub(crate) fn closest_name(&mut self, _: &str, _: Vec<String>) -> Option<String> {
        None
    }
    pub(crate) fn run_weak_deaths(&mut self) -> Vec<(Value, Value)> {
        self.heap.weak_deaths.clear();
        Vec::new()
    }
}

const _: fn(FiberState) = |_| {};
