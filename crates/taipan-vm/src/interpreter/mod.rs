//! The interpreter: one small function per opcode, each ending in a jump to the next.

mod nested;

/// State of the interpreter that only slow paths touch.
#[derive(Default)]
pub struct Machine {}
