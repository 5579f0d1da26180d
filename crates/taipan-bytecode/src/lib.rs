//! From syntax tree to code object: scopes, register allocation, constant folding, instruction selection, tables.
//!
//! ```text
//! ast ─► scope (who owns each name) ─► compiler (statements, expressions, patterns) ─► assembler ─► CodeObject
//!                                                                                  disassembler ◄──┘
//! ```
//!
//! This crate does no I/O and knows no runtime value. The opcodes are listed once, in [`op`].

#[macro_use]
mod flags;
mod code;
mod compiler;
pub mod immediate;
pub mod op;

pub use code::{CodeFlags, CodeKind, CodeObject, Constant, ExceptionEntry, Position};
pub use compiler::{CompileOptions, compile};
pub use op::{Intrinsic, Op, Operand};
