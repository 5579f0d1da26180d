//! Front end of Taipan: source bytes in, syntax tree or [`SyntaxError`] out.
//!
//! ```text
//! bytes ─► source (decoding) ─► token (logos) ─► layout (NEWLINE INDENT DEDENT) ─► grammar (LALRPOP) ─► ast
//! ```
//!
//! This crate does no I/O and knows no runtime value. Errors that need scopes (`return` outside a function, duplicate
//! parameters, `nonlocal` at module level) are found by `taipan-bytecode`, with the same [`SyntaxError`] type.

pub mod ast;
mod error;

pub use bumpalo::Bump as Arena;
pub use error::{ErrorClass, SyntaxError};

/// What kind of source text is parsed, as in Python's `compile()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A whole file (`exec`).
    Module,
    /// One expression (`eval`).
    Expression,
    /// One statement of a REPL (`single`).
    Interactive,
}

/// Whether the text typed so far is a whole statement, for REPLs.
#[derive(Debug)]
pub enum Completeness {
    /// More lines are needed: an open bracket, string or block.
    Incomplete,
    /// It can be compiled.
    Complete,
    /// No continuation can make it valid.
    Invalid(SyntaxError),
}
