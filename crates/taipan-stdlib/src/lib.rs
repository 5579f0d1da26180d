//! Native modules of the standard library: one file each, listed in [`modules`]. What is written in Python is in `stdlib/`.

mod binascii;
mod collections_core;
mod embedded;
mod errno;
mod functools_core;
mod hashlib_core;
mod io;
mod itertools;
mod math;
mod operator_core;
mod posix;
mod random_core;
mod site;
mod socket;
mod time;
mod unicodedata;

pub use embedded::find as embedded;

use taipan_vm::native::NativeModule;
use taipan_vm::types::GenericAliasObject;
use taipan_vm::{Kind, Raised, Value, Vm};

/// All native modules.
pub fn modules() -> Vec<NativeModule> {
    vec![
        taipan_vm::asyncio::module(),
        binascii::module(),
        collections_core::module(),
        errno::module(),
        functools_core::module(),
        io::module(),
        hashlib_core::module(),
        itertools::module(),
        math::module(),
        operator_core::module(),
        posix::module(),
        random_core::module(),
        socket::module(),
        time::module(),
        unicodedata::module(),
    ]
}

/// Makes what a new VM needs before its first import: the objects of the standard streams, the builtin `open`,
/// and the builtins for people at a prompt.
pub fn install(vm: &mut Vm) -> Result<(), Raised> {
    io::install(vm)?;
    site::install(vm)
}

/// The name of a value's class without its module, for reprs.
fn short_name(vm: &mut Vm, value: &Value) -> String {
    let class = vm.class_of(value);
    vm.class_name(&class)
}

/// `class[item]`.
fn generic_alias(vm: &mut Vm, class: &Value, item: &Value) -> Value {
    let args = if item.kind() == Kind::Tuple { item.clone() } else { vm.tuple(vec![item.clone()]) };
    vm.alloc(GenericAliasObject { origin: class.clone(), args, starred: false })
}
