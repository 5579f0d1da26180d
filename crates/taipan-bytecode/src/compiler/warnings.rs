//! `SyntaxWarning`s about expressions that are valid but can hardly be meant: comparing literals by identity, calling or
//! indexing displays, asserting a tuple. The words are CPython's.

use super::Compiler;
use crate::code::Constant;
use crate::fold;
use taipan_syntax::SyntaxWarning;
use taipan_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// Notes a warning once: bodies of `finally` are compiled more than once.
    fn warn(&mut self, message: String, span: Span) {
        let warning = SyntaxWarning { message, span };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// `x is 1`.
    pub(super) fn warn_about_identity(
        &mut self,
        left: &'a Expr<'a>,
        ops: &'a [CompareOp],
        comparators: &'a [Expr<'a>],
        span: Span,
    ) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let (word, better) = match op {
                CompareOp::Is => ("is", "=="),
                CompareOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(kind) = self.literal_type(left).or_else(|| self.literal_type(right)) {
                self.warn(format!("\"{word}\" with '{kind}' literal. Did you mean \"{better}\"?"), span);
            }
            left = right;
        }
    }

    /// The type of a literal whose identity means nothing.
    fn literal_type(&self, e: &Expr<'_>) -> Option<&'static str> {
        if matches!(e.kind, ExprKind::Name(_)) {
            return None;
        }
        match fold::fold(e, self.options.optimize)? {
            Constant::None | Constant::True | Constant::False | Constant::Ellipsis => None,
            value => Some(constant_type(&value)),
        }
    }

    /// `"a" (b)`.
    pub(super) fn warn_about_callee(&mut self, func: &'a Expr<'a>) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(kind) = self.inferred_type(func) {
            self.warn(format!("'{kind}' object is not callable; perhaps you missed a comma?"), func.span);
        }
    }

    /// `1 [a]` and `[a] ["b"]`.
    pub(super) fn warn_about_subscript(&mut self, value: &'a Expr<'a>, index: &'a Expr<'a>) {
        let Some(kind) = self.inferred_type(value) else { return };
        match kind {
            "NoneType" | "ellipsis" | "int" | "bool" | "float" | "complex" | "set" | "generator" => {
                self.warn(format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"), value.span);
            }
            "str" | "bytes" | "tuple" | "list" => {
                let Some(other) = self.inferred_type(index) else { return };
                if !matches!(other, "int" | "bool") {
                    let message =
                        format!("{kind} indices must be integers or slices, not {other}; perhaps you missed a comma?");
                    self.warn(message, value.span);
                }
            }
            _ => {}
        }
    }

    /// `assert (x, "message")`.
    pub(super) fn warn_about_assert(&mut self, test: &'a Expr<'a>, span: Span) {
        if matches!(test.kind, ExprKind::Tuple([_, ..])) {
            self.warn("assertion is always true, perhaps remove parentheses?".to_owned(), span);
        }
    }

    /// The type that an expression certainly has.
    fn inferred_type(&self, e: &Expr<'_>) -> Option<&'static str> {
        match &e.kind {
            ExprKind::Tuple(_) => Some("tuple"),
            ExprKind::List(_) | ExprKind::ListComp { .. } => Some("list"),
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } => Some("dict"),
            ExprKind::Set(_) | ExprKind::SetComp { .. } => Some("set"),
            ExprKind::Generator { .. } => Some("generator"),
            ExprKind::Lambda { .. } => Some("function"),
            ExprKind::FString(_) => Some("str"),
            ExprKind::Constant(_) | ExprKind::Unary { .. } | ExprKind::Binary { .. } => {
                fold::fold(e, self.options.optimize).map(|value| constant_type(&value))
            }
            _ => None,
        }
    }
}

fn constant_type(value: &Constant) -> &'static str {
    match value {
        Constant::None => "NoneType",
        Constant::True | Constant::False => "bool",
        Constant::Ellipsis => "ellipsis",
        Constant::Int(_) => "int",
        Constant::Float(_) => "float",
        Constant::Complex(..) => "complex",
        Constant::Str(_) | Constant::Wtf8(_) => "str",
        Constant::Bytes(_) => "bytes",
        Constant::Tuple(_) => "tuple",
        Constant::FrozenSet(_) => "frozenset",
        Constant::Code(_) => "code",
    }
}
