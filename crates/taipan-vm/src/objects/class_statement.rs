//! The class statement: `__build_class__`.

use crate::native::NativeDef;

/// Builtin functions of this file.
pub(crate) static FUNCTIONS: [NativeDef; 0] = [];
