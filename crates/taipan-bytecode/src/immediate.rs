//! The value words that an instruction can carry itself: small integers and the singletons. The VM's `value` module uses
//! the same numbers, so they are defined here, once, at the lower end of the dependency.

/// `None`
pub const NONE: u64 = 0b0_1110;
/// `True`
pub const TRUE: u64 = 0b1_0110;
/// `False`
pub const FALSE: u64 = 0b1_1110;
/// `...`
pub const ELLIPSIS: u64 = 0b10_0110;
/// `NotImplemented`
pub const NOT_IMPLEMENTED: u64 = 0b10_1110;
/// No value: an unassigned local, a missing argument.
pub const UNBOUND: u64 = 0b0_0110;

/// The immediate operand for an integer, if it fits.
pub fn int(value: i64) -> Option<i32> {
    i32::try_from(value.checked_mul(4)? | 1).ok()
}
