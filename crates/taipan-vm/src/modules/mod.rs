//! The native modules that belong to the VM itself, because they show its own state. All others are in `taipan-stdlib`.

pub(crate) mod atexit;
mod gc;
mod importlib;
pub(crate) mod site;
mod sys;

use crate::native::NativeModule;

/// All of them.
pub(crate) static TABLE: [&NativeModule; 6] = [
    &atexit::MODULE,
    &sys::MODULE,
    &gc::MODULE,
    &crate::types::weakref::MODULE,
    &importlib::MODULE,
    &crate::traceback::MODULE,
];
