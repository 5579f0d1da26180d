//! Nested runs of the interpreter: for natives that must have a result before they go on.

use crate::native::{NativeResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Calls a callable with positional arguments and runs it to its end.
    pub fn call(&mut self, callee: &Value, args: &[Value]) -> NativeResult {
        self.call_with_keywords(callee, args, &[])
    }

    /// Calls a callable with positional and keyword arguments (names are `str` values) and runs it to its end.
    pub fn call_with_keywords(&mut self, callee: &Value, args: &[Value], keywords: &[(Value, Value)]) -> NativeResult {
        let _ = (callee, args, keywords);
        Err(self.runtime_error("calls are not connected yet"))
    }

    /// Advances an iterator that may run script code.
    pub(crate) fn next_nested(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        let _ = iterator;
        Ok(None)
    }
}
