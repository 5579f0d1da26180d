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
mod assembler;
mod bound;
mod code;
mod compiler;
mod disassemble;
mod fold;
pub mod immediate;
pub mod op;
mod scope;
mod verify;

pub use code::{CodeFlags, CodeKind, CodeObject, Constant, ExceptionEntry, Position};
pub use compiler::{CompileOptions, compile, compile_with_warnings};
pub use disassemble::disassemble;
pub use op::{Intrinsic, Op, Operand};
pub use verify::verify;
