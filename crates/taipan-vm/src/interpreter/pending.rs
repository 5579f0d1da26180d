//! Connections that are not made yet; each goes as soon as its module has it.

use crate::exceptions::ExceptionKind;
use crate::fiber::FiberState;
use crate::native::Raised;
use crate::vm::Vm;

// classes, exceptions, imports
impl Vm {
    pub(crate) fn warn(&mut self, kind: ExceptionKind, text: &str) -> Result<(), Raised> {
        eprintln!("{}: {text}", kind.name());
        Ok(())
    }
}

const _: fn(FiberState) = |_| {};
