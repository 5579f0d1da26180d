//! The bound on nesting, shared by every recursive walk over a tree.

use taipan_syntax::ast::Span;
use taipan_syntax::{ErrorClass, SyntaxError};

/// How many levels of statements and expressions may be nested.
const LIMIT: u32 = 6_000;

/// Counts the levels of a recursive walk.
#[derive(Debug, Default)]
pub(crate) struct Depth(u32);

impl Depth {
    /// One level deeper.
    pub(crate) fn enter(&mut self, span: Span) -> Result<(), SyntaxError> {
        self.0 += 1;
        if self.0 <= LIMIT {
            return Ok(());
        }
        Err(SyntaxError {
            class: ErrorClass::TooDeep,
            message: "maximum recursion depth exceeded during compilation".to_owned(),
            span,
        })
    }

    /// One level back.
    pub(crate) fn leave(&mut self) {
        self.0 -= 1;
    }
}
