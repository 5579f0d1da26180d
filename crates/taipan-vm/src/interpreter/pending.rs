//! Connections that are not made yet; each goes as soon as its module has it.

use super::{ResumeInput, Site, Step};
use crate::exceptions::ExceptionKind;
use crate::fiber::FiberState;
use crate::native::{FlowFn, Raised};
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
    pub(crate) fn warn(&mut self, kind: ExceptionKind, text: &str) -> Result<(), Raised> {
        eprintln!("{}: {text}", kind.name());
        Ok(())
    }
    pub(crate) fn isinstance(&mut self, value: &Value, class: &Value) -> Result<bool, Raised> {
        Ok(self.is_instance(value, class))
    }
}

const _: fn(FiberState) = |_| {};
