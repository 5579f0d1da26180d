//! The error type of the front end and of the compiler.

use crate::ast::Span;

/// Which exception class a script sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `RecursionError` or `MemoryError` territory: the text is too deeply nested to compile.
    TooDeep,
}

/// A refusal of some source text, worded as CPython 3.13 words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception class.
    pub class: ErrorClass,
    /// CPython's message, for instance `invalid syntax. Perhaps you forgot a comma?`.
    pub message: String,
    /// What the caret line marks. Convert to line and column with [`crate::LineIndex`].
    pub span: Span,
}

/// A `SyntaxWarning`: the text is accepted, but probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// CPython's message, for instance `invalid escape sequence '\d'`.
    pub message: String,
    /// What it is about.
    pub span: Span,
}

impl SyntaxError {
    /// A plain `SyntaxError`.
    pub fn new(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError { class: ErrorClass::Syntax, message: message.into(), span }
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}
