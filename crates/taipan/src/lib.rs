//! Taipan: the Python 3.13 language with asyncio built in, for embedding in Rust programs.
//!
//! ```
//! use taipan::{HostModule, Vm};
//!
//! let geometry = HostModule::new("geometry").function("area", |width: f64, height: f64| width * height);
//! let mut vm = Vm::builder().module(geometry).build();
//! vm.run("import geometry\nprint(geometry.area(3.0, 4.0))", "example.py")?;
//!
//! let area: f64 = vm.eval_as("geometry.area(2, 2.5)")?;
//! assert_eq!(area, 5.0);
//! # Ok::<(), taipan::Error>(())
//! ```
//!
//! Where to look:
//!
//! | to | see |
//! |---|---|
//! | set up a VM: output, limits, what scripts may touch | [`Builder`] |
//! | run text, call functions, read variables | [`Vm`] |
//! | give scripts functions written in Rust | [`HostModule`] |
//! | convert between Rust and script values | [`FromValue`], [`IntoValue`] |
//! | handle exceptions | [`Error`] |
//! | stop a script from another thread | [`Interrupt`] |
//! | check or disassemble a text without running it | [`Vm::check`], [`Vm::disassemble`] |
//! | build a REPL | [`Session`] |
//!
//! A script can do nothing outside the VM unless it is granted ([`Grants`]). VMs are independent of each other; a process
//! may have many.

mod builder;
mod convert;
mod error;
mod module;
mod session;
mod vm;

pub use builder::{Builder, Grants};
pub use convert::{Bytes, FromValue, IntoArguments, IntoValue};
pub use error::{Error, Exception, ExitStatus};
pub use module::{HostFunction, HostModule};
pub use session::{Input, Session};
pub use taipan_syntax::{KEYWORDS, SOFT_KEYWORDS};
pub use taipan_vm::{ExceptionKind, Raised, Value};
pub use vm::{Interrupt, Vm};

/// The VM as functions written in Rust see it: what [`FromValue`] and [`IntoValue`] make and inspect values with.
pub type Context = taipan_vm::Vm;

/// The version of the language that scripts are written in, as `sys.version_info` begins.
pub const PYTHON_VERSION: (u32, u32) = (3, 13);

/// The version of Taipan.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The examples of the pages for readers.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../../README.md")]
    struct Readme;
    #[doc = include_str!("../../../docs/embedding.md")]
    struct Embedding;
}
