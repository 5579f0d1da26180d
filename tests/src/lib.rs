//! Test support of the workspace: reading script tests, running them in a child process and judging the outcome.
//! The tests themselves are in the `tests/` targets beside this folder; nothing here knows the interpreter's insides.

pub mod process;
pub mod script;
