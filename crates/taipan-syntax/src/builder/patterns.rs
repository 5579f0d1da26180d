//! Actions for the patterns of `match`. Names bound twice and unreachable patterns are left to the compiler.

use super::{Builder, Checked, PatternItem, reject, unzip};
use crate::ast::*;

impl<'a> Builder<'a> {
    pub fn value_pattern(&self, l: u32, value: Expr<'a>, r: u32) -> Checked<'a, Pattern<'a>> {
        if let ExprKind::FString(_) = value.kind {
            return reject("patterns may only match literals and attribute lookups", value.span);
        }
        Ok(Pattern { kind: PatternKind::Value(self.alloc(value)), span: Span::new(l, r) })
    }

    pub fn star_pattern(&self, l: u32, name: Ident<'a>, r: u32) -> Pattern<'a> {
        let name = (name.name != "_").then_some(name);
        Pattern { kind: PatternKind::Star(name), span: Span::new(l, r) }
    }

    /// A name captures (or is the wildcard); a dotted name is a value.
    pub fn name_pattern(&self, name: Expr<'a>) -> Pattern<'a> {
        let span = name.span;
        let kind = match name.kind {
            ExprKind::Name("_") => PatternKind::As { pattern: None, name: None },
            ExprKind::Name(text) => PatternKind::As { pattern: None, name: Some(Ident { name: text, span }) },
            _ => PatternKind::Value(self.alloc(name)),
        };
        Pattern { kind, span }
    }

    pub fn as_pattern(&self, l: u32, pattern: Pattern<'a>, name: Ident<'a>, r: u32) -> Checked<'a, Pattern<'a>> {
        if name.name == "_" {
            return reject("cannot use '_' as a target", name.span);
        }
        let kind = PatternKind::As { pattern: Some(self.alloc(pattern)), name: Some(name) };
        Ok(Pattern { kind, span: Span::new(l, r) })
    }

    pub fn sequence_pattern(
        &self,
        l: u32,
        first: Option<Pattern<'a>>,
        rest: Option<Vec<Pattern<'a>>>,
        r: u32,
    ) -> Pattern<'a> {
        let mut list: Vec<Pattern<'a>> = first.into_iter().collect();
        list.extend(rest.unwrap_or_default());
        Pattern { kind: PatternKind::Sequence(self.slice(list)), span: Span::new(l, r) }
    }

    pub fn mapping_pattern(
        &self,
        l: u32,
        items: Option<Vec<(Expr<'a>, Pattern<'a>)>>,
        rest: Option<Ident<'a>>,
        r: u32,
    ) -> Pattern<'a> {
        let (keys, patterns) = unzip(items.unwrap_or_default());
        let kind = PatternKind::Mapping { keys: self.slice(keys), patterns: self.slice(patterns), rest };
        Pattern { kind, span: Span::new(l, r) }
    }

    pub fn mapping_pattern_with_rest(
        &self,
        l: u32,
        items: Option<Vec<(Expr<'a>, Pattern<'a>)>>,
        rest: Ident<'a>,
        r: u32,
    ) -> Checked<'a, Pattern<'a>> {
        if rest.name == "_" {
            return reject("invalid syntax", rest.span);
        }
        Ok(self.mapping_pattern(l, items, Some(rest), r))
    }

    pub fn class_pattern(
        &self,
        l: u32,
        class: Expr<'a>,
        items: Option<Vec<PatternItem<'a>>>,
        r: u32,
    ) -> Checked<'a, Pattern<'a>> {
        let (mut patterns, mut kwd_names, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for item in items.unwrap_or_default() {
            match item {
                PatternItem::Positional(pattern) if !kwd_names.is_empty() => {
                    return reject("positional patterns follow keyword patterns", pattern.span);
                }
                PatternItem::Positional(pattern) => patterns.push(pattern),
                PatternItem::Keyword(name, pattern) => {
                    kwd_names.push(name);
                    kwd_patterns.push(pattern);
                }
            }
        }
        let kind = PatternKind::Class {
            class: self.alloc(class),
            patterns: self.slice(patterns),
            kwd_names: self.slice(kwd_names),
            kwd_patterns: self.slice(kwd_patterns),
        };
        Ok(Pattern { kind, span: Span::new(l, r) })
    }

    /// `1 + 2j` as a pattern.
    pub fn complex(&self, l: u32, left: Expr<'a>, op: BinaryOp, right: Expr<'a>, r: u32) -> Checked<'a, Expr<'a>> {
        let is_imaginary = |expr: &Expr<'a>| matches!(expr.kind, ExprKind::Constant(Constant::Imaginary(_)));
        let left_number = match &left.kind {
            ExprKind::Unary { operand, .. } => operand,
            _ => &left,
        };
        if is_imaginary(left_number) {
            return reject("real number required in complex literal", left.span);
        }
        if !is_imaginary(&right) {
            return reject("imaginary number required in complex literal", right.span);
        }
        Ok(self.binary(l, left, op, right, r))
    }
}
