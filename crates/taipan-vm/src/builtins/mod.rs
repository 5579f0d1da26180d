//! The builtin functions: the one table that lists them. Each family has its own file.

use crate::native::NativeDef;

/// All builtin functions.
pub(crate) fn table() -> Vec<&'static [NativeDef]> {
    vec![]
}
