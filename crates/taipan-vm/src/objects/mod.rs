//! What values can do: the protocols of the data model, each with a fast path for builtin types and a slow path through the
//! class's special methods. Natives use these; the interpreter's handlers use them on their slow paths.
//!
//! Operations here that must run script code run it in a nested interpreter (see `interpreter/nested.rs`), which is bounded
//! in depth. Natives on the path of plain calls, iteration and attribute access return [`crate::native::Flow`] instead.

pub(crate) mod attributes;
pub(crate) mod class_statement;
pub(crate) mod classes;
pub(crate) mod dicts;
pub mod drain;
pub mod hash;
pub(crate) mod instantiate;
pub mod iteration;
pub(crate) mod lookup;
pub(crate) mod native_exceptions;
pub mod ordering;
pub(crate) mod protocols;
pub mod slices;
pub mod text;
