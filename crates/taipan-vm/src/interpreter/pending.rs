//! Connections that are not made yet; each goes as soon as its module has it.

use super::{ResumeInput, Site, Step};
use crate::exceptions::ExceptionKind;
use crate::fiber::FiberState;
use crate::native::{FlowFn, NativeResult, Raised};
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
    pub(crate) fn format_exception(&mut self, exception: &Value, _: bool) -> String {
        let name = self.type_name(exception);
        format!("{name}: {}\n", self.str_string(exception).unwrap_or_default())
    }
    pub(crate) fn closest_name(&mut self, _: &str, _: Vec<String>) -> Option<String> {
        None
    }
}

const _: fn(FiberState) = |_| {};
