//! Checks of what the grammar lets through: which expressions may be assigned to or deleted, and what CPython calls
//! the others.
//!
//! The tree does not change: load, store and delete follow from where an expression stands.

use crate::ast::{CompareOp, Constant, Expr, ExprKind};

/// What a target is for; decides which expressions are allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetUse {
    Assign,
    For,
    Delete,
}

/// The first part of a target that cannot be one.
pub(crate) fn invalid_target<'e, 'a>(target: &'e Expr<'a>, usage: TargetUse) -> Option<&'e Expr<'a>> {
    // A stack instead of recursion; parts are pushed so that the leftmost comes off first.
    let mut pending = vec![target];
    while let Some(expr) = pending.pop() {
        match &expr.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            ExprKind::List(parts) | ExprKind::Tuple(parts) => pending.extend(parts.iter().rev()),
            ExprKind::Starred(value) if usage != TargetUse::Delete => pending.push(value),
            ExprKind::Compare { left, ops: [CompareOp::In, ..], .. } if usage == TargetUse::For => pending.push(left),
            _ => return Some(expr),
        }
    }
    None
}

/// What CPython's messages call an expression.
pub(crate) fn expression_name(expr: &Expr<'_>) -> &'static str {
    match &expr.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::Binary { .. } | ExprKind::Unary { .. } => "expression",
        ExprKind::Generator { .. } => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::FString(_) => "f-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::False) => "False",
        ExprKind::Constant(Constant::True) => "True",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::If { .. } => "conditional expression",
        ExprKind::Named { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}
