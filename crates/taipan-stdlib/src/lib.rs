//! Native modules of the standard library: one file each, listed in [`modules`]. What is written in Python is in `stdlib/`.

mod collections_core;
mod functools_core;
mod itertools;
mod math;

use taipan_vm::native::NativeModule;

/// All native modules.
pub fn modules() -> Vec<NativeModule> {
    vec![collections_core::module(), functools_core::module(), itertools::module(), math::module()]
}
