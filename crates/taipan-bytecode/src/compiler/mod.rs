//! The compiler's entry point: options in, code object out.

use crate::code::CodeObject;
use std::sync::Arc;
use taipan_syntax::ast::{Module, Span};
use taipan_syntax::{Mode, SyntaxError};

/// What the caller of [`compile`] decides.
#[derive(Clone, Debug)]
pub struct CompileOptions {
    /// File name for tracebacks and `co_filename`.
    pub filename: Arc<str>,
    /// What kind of text it is; [`Mode::Interactive`] prints the value of expression statements.
    pub mode: Mode,
    /// Whether `await`, `async for` and `async with` may stand at module level. Code that uses them gets
    /// [`CodeFlags::COROUTINE`](crate::CodeFlags::COROUTINE).
    pub allow_top_level_await: bool,
    /// Module-level names go through the namespace in register 0 (`exec` and `eval` with separate locals).
    pub namespace_mode: bool,
    /// `-O`: 0 keeps everything, 1 drops asserts and makes `__debug__` false, 2 drops docstrings too.
    pub optimize: u8,
    /// `from __future__ import annotations` is inherited from the calling code (`exec` inside such a module).
    pub future_annotations: bool,
}

impl CompileOptions {
    /// The options of a plain script.
    pub fn new(filename: impl Into<Arc<str>>, mode: Mode) -> CompileOptions {
        CompileOptions {
            filename: filename.into(),
            mode,
            allow_top_level_await: false,
            namespace_mode: false,
            optimize: 0,
            future_annotations: false,
        }
    }
}

/// Compiles a syntax tree. `source` is the text the tree was parsed from.
///
/// # Errors
/// Scope and placement errors with the messages of CPython 3.13 (`'return' outside function`, ...), and
/// [`ErrorClass::TooDeep`](taipan_syntax::ErrorClass::TooDeep) for a tree that is nested too deeply.
pub fn compile(_module: &Module<'_>, _source: &str, _options: &CompileOptions) -> Result<Arc<CodeObject>, SyntaxError> {
    Err(SyntaxError::new("the compiler is not linked into this build", Span::default()))
}
