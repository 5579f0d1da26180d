//! Front end of Taipan: source bytes in, syntax tree or [`SyntaxError`] out.
//!
//! ```text
//! bytes ─► source (decoding) ─► token (logos) ─► layout (NEWLINE INDENT DEDENT) ─► grammar (LALRPOP) ─► ast
//! ```
//!
//! This crate does no I/O and knows no runtime value. Errors that need scopes (`return` outside a function, duplicate
//! parameters, `nonlocal` at module level) are found by `taipan-bytecode`, with the same [`SyntaxError`] type.

pub mod ast;
mod builder;
mod convert;
mod depth;
mod diagnosis;
mod error;
mod highlight;
mod layout;
mod literal;
mod parser;
mod soft_keyword;
mod source;
mod token;

pub use bumpalo::Bump as Arena;
pub use error::{ErrorClass, SyntaxError, SyntaxWarning};
pub use highlight::highlight;
pub use source::{LineIndex, Position, decode_file, decode_source};
pub use token::{KEYWORDS, SOFT_KEYWORDS, TokenClass};

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

/// The result of a successful parse.
#[derive(Clone, Debug)]
pub struct Parsed<'a> {
    /// The tree, in the caller's arena.
    pub module: ast::Module<'a>,
    /// `SyntaxWarning`s in source order.
    pub warnings: Vec<SyntaxWarning>,
}

/// Parses a source text into a tree that lives in `arena`.
///
/// # Errors
/// The first error as CPython 3.13 reports it. Rules that need scopes (`return` outside a function, duplicate
/// parameters) are not checked here.
pub fn parse<'a>(arena: &'a Arena, source: &'a str, mode: Mode) -> Result<Parsed<'a>, SyntaxError> {
    parser::parse(arena, source, mode)
}

/// Tells a REPL whether the text typed so far is a whole statement.
pub fn completeness(source: &str) -> Completeness {
    parser::completeness(source)
}
