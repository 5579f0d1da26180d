//! Native modules of the standard library: one file each, listed in [`modules`]. What is written in Python is in `stdlib/`.

mod itertools;

use taipan_vm::native::NativeModule;

/// All native modules.
pub fn modules() -> Vec<NativeModule> {
    vec![itertools::module()]
}
