//! `None`, `Ellipsis` and `NotImplemented`: types without data of their own. See
//! <https://docs.python.org/3.13/library/constants.html>.

use crate::native::{NativeDef, NativeResult};
use crate::types::{HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;

/// What `None` can do natively.
pub(crate) static NONE_SLOTS: Slots = Slots {
    repr: Some(|vm, _| vm.ok_str("None")),
    hash: HashSlot::Value(|_, _| Ok(NONE_HASH)),
    truth: Some(|_, _| Ok(false)),
    construct: Some(NativeDef::plain("NoneType", "*args, **kwargs", none_construct)),
    doc: "The type of the None singleton.",
    ..Slots::NONE
};

/// CPython's `hash(None)`.
const NONE_HASH: i64 = 0xfca86420;

/// What `Ellipsis` can do natively.
pub(crate) static ELLIPSIS_SLOTS: Slots = Slots {
    repr: Some(|vm, _| vm.ok_str("Ellipsis")),
    methods: &[NativeDef::plain("__reduce__", "self, /", |vm, _| vm.ok_str("Ellipsis"))],
    construct: Some(NativeDef::plain("ellipsis", "*args, **kwargs", ellipsis_construct)),
    doc: "The type of the Ellipsis singleton.",
    ..Slots::NONE
};

/// What `NotImplemented` can do natively.
pub(crate) static NOT_IMPLEMENTED_SLOTS: Slots = Slots {
    repr: Some(|vm, _| vm.ok_str("NotImplemented")),
    truth: Some(not_implemented_truth),
    methods: &[NativeDef::plain("__reduce__", "self, /", |vm, _| vm.ok_str("NotImplemented"))],
    construct: Some(NativeDef::plain("NotImplementedType", "*args, **kwargs", not_implemented_construct)),
    doc: "The type of the NotImplemented singleton.",
    ..Slots::NONE
};

/// What kinds without a table can do: nothing.
pub(crate) static INTERNAL_SLOTS: Slots = Slots { ..Slots::NONE };

/// Refuses arguments of the constructor of a type with one value.
fn no_arguments(vm: &mut Vm, args: &[Value], name: &str) -> Result<(), crate::native::Raised> {
    let (rest, keywords) = Vm::spread(&args[0], &args[1]);
    if rest.is_empty() && keywords.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!("{name} takes no arguments")))
}

fn none_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    no_arguments(vm, args, "NoneType")?;
    Ok(Value::NONE)
}

fn ellipsis_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    no_arguments(vm, args, "EllipsisType")?;
    Ok(Value::ELLIPSIS)
}

fn not_implemented_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    no_arguments(vm, args, "NotImplementedType")?;
    Ok(Value::NOT_IMPLEMENTED)
}

fn not_implemented_truth(vm: &mut Vm, _: &Value) -> Result<bool, crate::native::Raised> {
    // Deprecated since 3.9: true, after a DeprecationWarning that is not shown by default.
    let _ = vm;
    Ok(true)
}
