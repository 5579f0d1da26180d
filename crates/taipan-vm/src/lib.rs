//! The virtual machine of Taipan.
//!
//! ```text
//!  value, heap/     8-byte values, cells, reference counts, shapes, cycle collector
//!  types/           one file per builtin type: payload, what it can do natively
//!  objects/         the protocols of the data model: attributes, comparison, hashing, iteration, classes
//!  native           how Rust functions are called by scripts, and call them
//!  fiber            stacks with frames inline
//!  interpreter/     one function per opcode
//!  asyncio/         futures, tasks, the event loop
//! ```
//!
//! The only `unsafe` code of the workspace is here, in `value`, `heap/` and `interpreter/`, behind safe types.

#[allow(unsafe_code)]
mod value;

#[allow(unsafe_code)]
mod heap;

#[allow(unsafe_code)]
mod interpreter;

pub mod asyncio;
mod bootstrap;
mod builtins;
pub mod codecs;
mod compile;
mod embedding;
pub mod exceptions;
mod fiber;
mod finders;
pub mod format;
mod host;
mod imports;
mod modules;
mod names;
pub mod native;
pub mod numbers;
mod objects;
pub mod sockets;
pub mod streams;
mod traceback;
pub mod types;
mod vm;

pub use exceptions::ExceptionKind;
pub use finders::EmbeddedModule;
pub use heap::{Kind, Payload, Tracer, Tuple};
pub use host::Host;
pub use native::{Flow, NativeDef, NativeResult, Raised};
pub use objects::native_exceptions::NativeExceptionDef;
pub use objects::{drain, hash, iteration, ordering, slices, text};
pub use value::{Value, Word};
pub use vm::{Signals, Vm};
