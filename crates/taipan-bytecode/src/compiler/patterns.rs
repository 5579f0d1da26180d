//! `match` statements.
//!
//! The subject stays in a local or temporary while patterns are tried. What a pattern takes apart, and what it captures,
//! goes to temporaries above; names are bound only when the whole pattern has matched. A failing test jumps to a place
//! that releases all these temporaries, whether they hold something already or not.

use super::unit::{Label, Reg};
use super::{Compiled, Compiler, error};
use crate::code::Constant;
use crate::fold;
use crate::op::Op;
use taipan_syntax::ast::*;

/// What one `case` has put aside so far.
#[derive(Default)]
struct Captures<'a> {
    /// Captured values: name and the temporary that holds the value.
    names: Vec<(&'a str, Reg)>,
    /// Other temporaries that hold something.
    held: Vec<Reg>,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, subject: &'a Expr<'a>, cases: &'a [MatchCase<'a>]) -> Compiled {
        let height = self.here().height;
        for (at, case) in cases.iter().enumerate() {
            if at + 1 < cases.len() && case.guard.is_none() {
                check_reachable(case.pattern)?;
            }
        }
        let span = subject.span;
        let in_place = match subject.kind {
            // A local can be looked at in place unless a case or a guard rebinds it.
            ExprKind::Name(name) if !self.may_rebind() && !cases.iter().any(|c| binds(c.pattern, name)) => {
                self.local_register(name)
            }
            _ => None,
        };
        let register = match in_place {
            Some(local) => {
                self.check_bound(local, span);
                local
            }
            None => self.temporary(subject)?,
        };
        let end = self.unit().label();
        for case in cases {
            self.match_case(case, register, height, end)?;
        }
        self.unit().release_temporary(register, span);
        self.unit().bind(end);
        self.unit().set_height(height);
        Ok(())
    }

    fn match_case(&mut self, case: &'a MatchCase<'a>, subject: Reg, base: u16, end: Label) -> Compiled {
        let span = case.pattern.span;
        let height = self.here().height;
        let fail = self.unit().label();
        let mut captures = Captures::default();
        self.pattern(case.pattern, subject, fail, &mut captures)?;
        let next = self.unit().label();
        for &held in captures.held.iter().rev() {
            self.unit().release(held, span);
        }
        for &(name, value) in &captures.names {
            self.store_name(name, value, false, span);
        }
        if let Some(guard) = case.guard {
            self.condition(guard, next, false)?;
        }
        // The body runs without the subject.
        self.unit().release_temporary(subject, span);
        self.unit().set_height(base);
        self.statements(case.body)?;
        self.unit().jump(Op::Jump, 0, 0, end, span);
        self.unit().set_height(height);
        self.unit().bind(fail);
        self.release_all(&captures, span);
        self.unit().bind(next);
        Ok(())
    }

    /// Empties everything a failed pattern may have put aside.
    fn release_all(&mut self, captures: &Captures<'a>, span: Span) {
        for &register in captures.held.iter().chain(captures.names.iter().map(|(_, register)| register)) {
            self.unit().release(register, span);
        }
    }

    /// Tests a subject (kept) against a pattern; jumps to `fail` if it does not match.
    fn pattern(
        &mut self,
        pattern: &'a Pattern<'a>,
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Compiled {
        self.depth.enter(pattern.span)?;
        let result =
            stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.pattern_inner(pattern, subject, fail, captures));
        self.depth.leave();
        result
    }

    fn pattern_inner(
        &mut self,
        pattern: &'a Pattern<'a>,
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Compiled {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Value(value) => {
                let height = self.here().height;
                let tested = self.tested(subject, span);
                if let Some(number) = self.small_int(value) {
                    self.unit().jump(Op::JumpIfNotEqI, tested.0, number, fail, span);
                } else {
                    let value = self.operand(value)?;
                    self.unit().jump(Op::JumpIfNotEq, tested.0, value.0, fail, span);
                }
                self.unit().set_height(height);
            }
            PatternKind::Singleton(value) => {
                let height = self.here().height;
                let tested = self.tested(subject, span);
                match fold::literal(value) {
                    Some(Constant::None) => self.unit().jump(Op::JumpIfNotNone, tested.0, 0, fail, span),
                    Some(constant) => {
                        let expected = self.unit().temporary();
                        self.unit().load_constant(expected, &constant, span);
                        self.unit().jump(Op::JumpIfIsNot, tested.0, expected.0, fail, span);
                    }
                    None => return error("patterns may only match literals and attribute lookups", span),
                }
                self.unit().set_height(height);
            }
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner, subject, fail, captures)?;
                }
                if let Some(name) = name {
                    self.capture(name.name, subject, captures, span)?;
                }
            }
            PatternKind::Star(_) => return error("can't use starred pattern here", span),
            PatternKind::Or(alternatives) => self.or_pattern(alternatives, subject, fail, captures, span)?,
            PatternKind::Sequence(items) => self.sequence(items, subject, fail, captures, span)?,
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping(keys, patterns, *rest, subject, fail, captures, span)?;
            }
            PatternKind::Class { class, patterns, kwd_names, kwd_patterns } => {
                self.class_pattern(class, patterns, kwd_names, kwd_patterns, subject, fail, captures, span)?;
            }
        }
        Ok(())
    }

    /// A register that a test may consume: a local itself, or a copy of a temporary.
    fn tested(&mut self, subject: Reg, span: Span) -> Reg {
        if !subject.is_temporary() {
            return subject;
        }
        let copy = self.unit().temporary();
        self.unit().copy(copy, subject, span);
        copy
    }

    fn capture(&mut self, name: &'a str, subject: Reg, captures: &mut Captures<'a>, span: Span) -> Compiled {
        refuse_twice(name, captures, span)?;
        // A temporary that the pattern itself made is handed over; the subject of the statement is copied.
        if let Some(at) = captures.held.iter().position(|&held| held == subject) {
            captures.held.swap_remove(at);
            captures.names.push((name, subject));
            return Ok(());
        }
        let copy = self.unit().temporary();
        self.unit().copy(copy, subject, span);
        captures.names.push((name, copy));
        Ok(())
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a [Pattern<'a>],
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Compiled {
        for alternative in &alternatives[..alternatives.len().saturating_sub(1)] {
            check_reachable(alternative)?;
        }
        // All alternatives leave their captures in the same temporaries, in the order of the first one.
        let mut names: Vec<&'a str> = vec![];
        let mut slots = Reg::temporary(0);
        let success = self.unit().label();
        for (at, alternative) in alternatives.iter().enumerate() {
            let mut own = Captures::default();
            let next = self.unit().label();
            if at == 0 {
                let mut found = vec![];
                bound_names(alternative, &mut found);
                for name in found {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                slots = self.unit().temporaries(names.len() as u16);
            }
            let height = self.here().height;
            self.pattern(alternative, subject, next, &mut own)?;
            let same = own.names.len() == names.len() && own.names.iter().all(|(name, _)| names.contains(name));
            if !same {
                return error("alternative patterns bind different names", span);
            }
            for &held in own.held.iter().rev() {
                self.unit().release(held, span);
            }
            for &(name, value) in &own.names {
                let slot = names.iter().position(|n| *n == name).expect("the names are the same");
                self.unit().transfer(slots.above(slot as u16), value, span);
            }
            self.unit().jump(Op::Jump, 0, 0, success, span);
            self.unit().set_height(height);
            self.unit().bind(next);
            self.release_all(&own, span);
        }
        self.unit().jump(Op::Jump, 0, 0, fail, span);
        self.unit().bind(success);
        for (at, name) in names.into_iter().enumerate() {
            refuse_twice(name, captures, span)?;
            captures.names.push((name, slots.above(at as u16)));
        }
        Ok(())
    }

    fn sequence(
        &mut self,
        items: &'a [Pattern<'a>],
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Compiled {
        let is_star = |p: &Pattern<'_>| matches!(p.kind, PatternKind::Star(_));
        let star = items.iter().position(is_star);
        if items.iter().filter(|p| is_star(p)).count() > 1 {
            return error("multiple starred names in sequence pattern", span);
        }
        if items.len() > 255 {
            return error("too many expressions in star-unpacking sequence pattern", span);
        }
        let height = self.here().height;
        let test = self.unit().temporary();
        self.unit().emit(Op::MatchSequence, test.0, subject.0, 0, span);
        self.unit().jump(Op::JumpIfFalse, test.0, 0, fail, span);
        let fixed = (items.len() - usize::from(star.is_some())) as u16;
        if star.is_none() || fixed > 0 {
            self.unit().emit(Op::GetLen, test.0, subject.0, 0, span);
            let jump = if star.is_some() { Op::JumpIfLtI } else { Op::JumpIfNotEqI };
            self.unit().jump(jump, test.0, fixed, fail, span);
        }
        self.unit().set_height(height);
        let only_wildcards = items.iter().all(|p| is_wildcard(p) || matches!(p.kind, PatternKind::Star(None)));
        if only_wildcards {
            return Ok(());
        }
        match star {
            Some(at) if matches!(items[at].kind, PatternKind::Star(None)) => {
                self.sequence_by_index(items, at, subject, fail, captures, span)
            }
            _ => {
                let count = items.len() as u16;
                let first = self.unit().temporaries(count.max(1));
                self.unit().copy(first, subject, span);
                match star {
                    None => self.unit().emit(Op::UnpackSequence, first.0, first.0, count, span),
                    Some(before) => {
                        let counts = before as u16 | ((items.len() - before - 1) as u16) << 8;
                        self.unit().emit(Op::UnpackEx, first.0, first.0, counts, span);
                    }
                }
                let registers: Vec<Reg> = (0..count).map(|at| first.above(at)).collect();
                captures.held.extend(&registers);
                for (item, register) in items.iter().zip(registers) {
                    match item.kind {
                        PatternKind::Star(name) => {
                            if let Some(name) = name {
                                self.capture(name.name, register, captures, item.span)?;
                            }
                        }
                        _ => self.pattern(item, register, fail, captures)?,
                    }
                }
                Ok(())
            }
        }
    }

    /// A sequence pattern with `*_`: only the items that matter are fetched.
    fn sequence_by_index(
        &mut self,
        items: &'a [Pattern<'a>],
        star: usize,
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Compiled {
        for (at, item) in items.iter().enumerate() {
            if at == star || is_wildcard(item) {
                continue;
            }
            let value = self.unit().temporary();
            if at < star {
                let from = if subject.is_temporary() {
                    self.unit().copy(value, subject, span);
                    value
                } else {
                    subject
                };
                self.unit().emit(Op::GetItemI, value.0, from.0, at as u16, item.span);
            } else {
                let height = self.here().height;
                let index = self.unit().temporary();
                self.unit().emit(Op::GetLen, index.0, subject.0, 0, item.span);
                let back = (items.len() - at) as u16;
                self.unit().emit(Op::SubI, index.0, index.0, back, item.span);
                let from = if subject.is_temporary() {
                    self.unit().copy(value, subject, span);
                    value
                } else {
                    subject
                };
                self.unit().emit(Op::GetItem, value.0, from.0, index.0, item.span);
                self.unit().set_height(height);
            }
            captures.held.push(value);
            self.pattern(item, value, fail, captures)?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one pattern")]
    fn mapping(
        &mut self,
        keys: &'a [Expr<'a>],
        patterns: &'a [Pattern<'a>],
        rest: Option<Ident<'a>>,
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Compiled {
        self.check_keys(keys, span)?;
        let height = self.here().height;
        let test = self.unit().temporary();
        self.unit().emit(Op::MatchMapping, test.0, subject.0, 0, span);
        self.unit().jump(Op::JumpIfFalse, test.0, 0, fail, span);
        if !keys.is_empty() {
            self.unit().emit(Op::GetLen, test.0, subject.0, 0, span);
            self.unit().jump(Op::JumpIfLtI, test.0, keys.len() as u16, fail, span);
        }
        self.unit().set_height(height);
        if keys.is_empty() && rest.is_none() {
            return Ok(());
        }
        let count = keys.len() as u16;
        let key_tuple = self.unit().temporary();
        captures.held.push(key_tuple);
        let values = self.unit().temporaries(count.max(1));
        let first = self.unit().temporaries(0);
        for key in keys {
            self.temporary(key)?;
        }
        self.unit().emit(Op::BuildTuple, key_tuple.0, first.0, count, span);
        self.unit().set_height(first.number());
        if count > 0 {
            self.unit().emit(Op::MatchKeys, values.0, subject.0, key_tuple.0, span);
            captures.held.push(values);
            let test = self.unit().temporary();
            self.unit().copy(test, values, span);
            self.unit().jump(Op::JumpIfNone, test.0, 0, fail, span);
            self.unit().set_height(first.number());
            self.unit().emit(Op::UnpackSequence, values.0, values.0, count, span);
            captures.held.extend((1..count).map(|at| values.above(at)));
        }
        for (at, pattern) in patterns.iter().enumerate() {
            self.pattern(pattern, values.above(at as u16), fail, captures)?;
        }
        let Some(name) = rest else { return Ok(()) };
        // What is left: a copy of the mapping without the keys.
        let left = self.unit().temporary();
        self.unit().emit(Op::BuildMap, left.0, left.0, 0, span);
        captures.held.push(left);
        let height = self.here().height;
        let copy = self.tested(subject, span);
        self.unit().emit(Op::DictUpdate, left.0, copy.0, 0, span);
        self.unit().set_height(height);
        if count > 0 {
            let first = self.unit().temporaries(count);
            self.unit().copy(first, key_tuple, span);
            self.unit().emit(Op::UnpackSequence, first.0, first.0, count, span);
            for at in 0..count {
                let height = self.here().height;
                let copy = self.tested(left, span);
                self.unit().emit(Op::DeleteItem, copy.0, first.above(at).0, 0, span);
                self.unit().set_height(height);
            }
            self.unit().set_height(height);
        }
        self.capture(name.name, left, captures, span)
    }

    fn check_keys(&self, keys: &'a [Expr<'a>], span: Span) -> Compiled {
        let mut seen: Vec<Constant> = vec![];
        for key in keys {
            match fold::fold(key, self.options.optimize) {
                Some(value) => {
                    if seen.iter().any(|other| same_key(other, &value)) {
                        let text = super::unparse::constant_text(key);
                        return error(format!("mapping pattern checks duplicate key ({text})"), span);
                    }
                    seen.push(value);
                }
                None if matches!(key.kind, ExprKind::Attribute { .. }) => {}
                None => {
                    return error("mapping pattern keys may only match literals and attribute lookups", span);
                }
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one pattern")]
    fn class_pattern(
        &mut self,
        class: &'a Expr<'a>,
        patterns: &'a [Pattern<'a>],
        kwd_names: &'a [Ident<'a>],
        kwd_patterns: &'a [Pattern<'a>],
        subject: Reg,
        fail: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Compiled {
        for (at, name) in kwd_names.iter().enumerate() {
            if kwd_names[..at].iter().any(|other| other.name == name.name) {
                let message = format!("attribute name repeated in class pattern: {}", name.name);
                return error(message, kwd_patterns[at].span);
            }
        }
        let count = (patterns.len() + kwd_patterns.len()) as u16;
        let values = self.unit().temporaries(count.max(1));
        let height = self.here().height;
        let class_register = self.temporary(class)?;
        // Attribute names of a class pattern are not mangled.
        let names: Vec<Constant> = kwd_names.iter().map(|n| Constant::Str(n.name.into())).collect();
        let name_tuple = self.unit().temporary();
        self.unit().load_constant(name_tuple, &Constant::Tuple(names.into()), span);
        let positional = patterns.len() as u32;
        self.unit().emit_extra(Op::MatchClass, values.0, subject.0, class_register.0, positional, span);
        captures.held.push(values);
        self.unit().set_height(height);
        let test = self.unit().temporary();
        self.unit().copy(test, values, span);
        self.unit().jump(Op::JumpIfNone, test.0, 0, fail, span);
        self.unit().set_height(height);
        if count == 0 {
            return Ok(());
        }
        self.unit().emit(Op::UnpackSequence, values.0, values.0, count, span);
        captures.held.extend((1..count).map(|at| values.above(at)));
        for (at, pattern) in patterns.iter().chain(kwd_patterns).enumerate() {
            self.pattern(pattern, values.above(at as u16), fail, captures)?;
        }
        Ok(())
    }
}

fn refuse_twice(name: &str, captures: &Captures<'_>, span: Span) -> Compiled {
    if captures.names.iter().any(|(other, _)| *other == name) {
        return error(format!("multiple assignments to name '{name}' in pattern"), span);
    }
    Ok(())
}

fn is_wildcard(pattern: &Pattern<'_>) -> bool {
    matches!(pattern.kind, PatternKind::As { pattern: None, name: None })
}

/// Refuses a pattern that always matches where others follow it.
fn check_reachable(pattern: &Pattern<'_>) -> Compiled {
    match &pattern.kind {
        PatternKind::As { pattern: None, name: Some(name) } => {
            error(format!("name capture '{}' makes remaining patterns unreachable", name.name), pattern.span)
        }
        PatternKind::As { pattern: None, name: None } => {
            error("wildcard makes remaining patterns unreachable", pattern.span)
        }
        PatternKind::As { pattern: Some(inner), .. } => check_reachable(inner),
        // The last alternative decides; the ones before it are checked with the pattern itself.
        PatternKind::Or(alternatives) => alternatives.last().map_or(Ok(()), check_reachable),
        _ => Ok(()),
    }
}

/// The names a pattern binds, in order.
fn bound_names<'a>(pattern: &Pattern<'a>, names: &mut Vec<&'a str>) {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, || match &pattern.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) => {}
        PatternKind::Sequence(items) => items.iter().for_each(|p| bound_names(p, names)),
        PatternKind::Or(items) => {
            if let Some(first) = items.first() {
                bound_names(first, names);
            }
        }
        PatternKind::Mapping { patterns, rest, .. } => {
            patterns.iter().for_each(|p| bound_names(p, names));
            names.extend(rest.map(|r| r.name));
        }
        PatternKind::Class { patterns, kwd_patterns, .. } => {
            patterns.iter().chain(*kwd_patterns).for_each(|p| bound_names(p, names));
        }
        PatternKind::Star(name) => names.extend(name.map(|n| n.name)),
        PatternKind::As { pattern, name } => {
            if let Some(pattern) = pattern {
                bound_names(pattern, names);
            }
            names.extend(name.map(|n| n.name));
        }
    });
}

fn binds(pattern: &Pattern<'_>, name: &str) -> bool {
    let mut names = vec![];
    bound_names(pattern, &mut names);
    names.contains(&name)
}

/// Whether two constant keys are equal at run time (`1` and `True` are).
fn same_key(a: &Constant, b: &Constant) -> bool {
    let number = |c: &Constant| match c {
        Constant::Int(value) => i64::try_from(value).ok().map(|v| v as f64),
        Constant::True => Some(1.0),
        Constant::False => Some(0.0),
        Constant::Float(value) => Some(*value),
        _ => None,
    };
    match (a, b) {
        (Constant::Str(a), Constant::Str(b)) => a == b,
        (Constant::Bytes(a), Constant::Bytes(b)) => a == b,
        (Constant::None, Constant::None) => true,
        (Constant::Int(a), Constant::Int(b)) => a == b,
        _ => matches!((number(a), number(b)), (Some(a), Some(b)) if a == b),
    }
}
