//! Expressions: where their values go, and the forms that are neither operators, calls, comprehensions nor functions.

use super::{Compiled, Compiler, error};
use crate::code::Constant;
use crate::compiler::unit::{Reg, immediate_word};
use crate::fold;
use crate::op::Op;
use crate::scope::Access;
use taipan_syntax::ast::*;

/// Displays and f-strings with more parts than this are built in pieces.
pub(super) const CHUNK: usize = 100;

impl<'a> Compiler<'a> {
    /// Evaluates `e` into `dst`: a local, or a temporary that is dead now. A local is written by the last instruction
    /// only, so it keeps its old value when the expression raises.
    pub(super) fn expression_to(&mut self, e: &'a Expr<'a>, dst: Reg) -> Compiled {
        let span = e.span;
        match &e.kind {
            ExprKind::Name(name) => {
                if *name == "__debug__" {
                    let value = if self.options.optimize == 0 { Constant::True } else { Constant::False };
                    self.unit().load_constant(dst, &value, span);
                } else {
                    self.load_name(name, dst, span);
                }
                return Ok(());
            }
            ExprKind::Constant(_) => {
                let value = fold::literal(e).expect("a constant node has a value");
                self.unit().load_constant(dst, &value, span);
                return Ok(());
            }
            _ => {}
        }
        self.depth.enter(span)?;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.expression_inner(e, dst));
        self.depth.leave();
        result
    }

    fn expression_inner(&mut self, e: &'a Expr<'a>, dst: Reg) -> Compiled {
        let span = e.span;
        let height = self.here().height;
        match &e.kind {
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, dst, span)?,
            ExprKind::Named { target, value } => {
                let local = match target.kind {
                    ExprKind::Name(name) => self.local_register(name),
                    _ => None,
                };
                if let Some(local) = local {
                    self.expression_to(value, local)?;
                    self.unit().copy(dst, local, span);
                } else {
                    let temporary = self.temporary_or(dst);
                    self.expression_to(value, temporary)?;
                    if let ExprKind::Name(name) = target.kind {
                        self.store_name(name, temporary, true, target.span);
                    }
                    self.unit().transfer(dst, temporary, span);
                }
            }
            ExprKind::Binary { .. } => self.binary(e, dst)?,
            ExprKind::Unary { op, operand } => self.unary(e, *op, operand, dst)?,
            ExprKind::Lambda { params, body } => self.lambda(e, params, body, dst)?,
            ExprKind::If { test, body, orelse } => {
                let (otherwise, end) = (self.unit().label(), self.unit().label());
                self.condition(test, otherwise, false)?;
                self.expression_to(body, dst)?;
                self.unit().set_height(height);
                self.unit().jump(Op::Jump, 0, 0, end, span);
                self.unit().bind(otherwise);
                self.expression_to(orelse, dst)?;
                self.unit().bind(end);
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, dst, span)?,
            ExprKind::Set(items) => self.set(items, dst, span)?,
            ExprKind::List(items) => self.list(items, dst, span)?,
            ExprKind::Tuple(items) => match fold::fold(e, self.options.optimize) {
                Some(value) => self.unit().load_constant(dst, &value, span),
                None => self.tuple(items, dst, span)?,
            },
            ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. } => {
                self.comprehension(e, dst)?;
            }
            ExprKind::Generator { elt, generators } => self.generator(e, elt, generators, dst)?,
            ExprKind::Await(value) => self.await_expression(value, dst, span)?,
            ExprKind::Yield(value) => {
                self.check_yield("yield", span)?;
                let temporary = self.temporary_or(dst);
                match value {
                    Some(value) => self.expression_to(value, temporary)?,
                    None => self.unit().load_none(temporary, span),
                }
                self.unit().emit(Op::Yield, temporary.0, 0, 0, span);
                self.unit().transfer(dst, temporary, span);
            }
            ExprKind::YieldFrom(value) => {
                self.check_yield("yield from", span)?;
                let temporary = self.temporary_or(dst);
                self.expression_to(value, temporary)?;
                self.unit().emit(Op::YieldFrom, temporary.0, 0, 0, span);
                self.unit().transfer(dst, temporary, span);
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, dst, span)?,
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords, dst, None)?,
            ExprKind::FString(parts) => self.fstring(parts, dst, span)?,
            ExprKind::Attribute { value, attr } => self.attribute(value, attr, dst, span)?,
            ExprKind::Subscript { value, index } => self.subscript(value, index, dst, span)?,
            ExprKind::Starred(_) => return error("can't use starred expression here", span),
            ExprKind::Slice { lower, upper, step } => self.slice(*lower, *upper, *step, dst, span)?,
            ExprKind::Name(_) | ExprKind::Constant(_) => {}
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// `dst` itself when intermediate values may be written to it, else a new temporary.
    pub(super) fn temporary_or(&mut self, dst: Reg) -> Reg {
        if dst.is_temporary() { dst } else { self.unit().temporary() }
    }

    /// `dst` when it is the topmost temporary, so that a window or a row of temporaries can start there.
    pub(super) fn top_or(&mut self, dst: Reg) -> Reg {
        if self.here().is_top(dst) { dst } else { self.unit().temporary() }
    }

    /// Evaluates `e` into a new temporary.
    pub(super) fn temporary(&mut self, e: &'a Expr<'a>) -> Compiled<Reg> {
        let temporary = self.unit().temporary();
        self.expression_to(e, temporary)?;
        Ok(temporary)
    }

    /// The register that has the value of `e`: a local variable in place, else a new temporary. For instructions that
    /// notice an unbound local themselves.
    pub(super) fn operand(&mut self, e: &'a Expr<'a>) -> Compiled<Reg> {
        match &e.kind {
            ExprKind::Name(name) => {
                if let Some(local) = self.local_register(name) {
                    return Ok(local);
                }
            }
            ExprKind::Named { target, value } => {
                if let ExprKind::Name(name) = target.kind
                    && let Some(local) = self.local_register(name)
                {
                    self.expression_to(value, local)?;
                    return Ok(local);
                }
            }
            _ => {
                if let Some(register) = self.loop_constant(e) {
                    return Ok(register);
                }
            }
        }
        self.temporary(e)
    }

    /// The hidden local that holds a constant inside a loop.
    pub(super) fn loop_constant(&mut self, e: &'a Expr<'a>) -> Option<Reg> {
        let value = fold::fold(e, self.options.optimize)?;
        self.unit().loop_constant(&value)
    }

    /// [`Compiler::operand`] for instructions that do not look whether a local is bound.
    pub(super) fn checked_operand(&mut self, e: &'a Expr<'a>) -> Compiled<Reg> {
        let operand = self.operand(e)?;
        self.check_bound(operand, e.span);
        Ok(operand)
    }

    /// An operand that is evaluated before `later` ones: it must not change, and must not raise late.
    pub(super) fn operand_before(&mut self, e: &'a Expr<'a>, later: &[&'a Expr<'a>]) -> Compiled<Reg> {
        let operand = self.operand(e)?;
        if operand.is_temporary() {
            return Ok(operand);
        }
        self.protect(operand, later, e.span)
    }

    /// Copies a local operand if evaluating `later` may rebind it; checks it if that may have effects.
    pub(super) fn protect(&mut self, operand: Reg, later: &[&'a Expr<'a>], span: Span) -> Compiled<Reg> {
        if operand.is_temporary() || later.iter().all(|e| self.is_simple(e)) {
            return Ok(operand);
        }
        self.check_bound(operand, span);
        if self.may_rebind() {
            let copy = self.unit().temporary();
            self.unit().copy(copy, operand, span);
            return Ok(copy);
        }
        Ok(operand)
    }

    /// Whether some expression of this frame assigns to a local.
    pub(super) fn may_rebind(&self) -> bool {
        self.scopes.list[self.here().frame].has_walrus
    }

    /// Whether evaluating `e` has no effect at all: a constant or a local variable.
    pub(super) fn is_simple(&self, e: &'a Expr<'a>) -> bool {
        match &e.kind {
            ExprKind::Constant(_) => true,
            ExprKind::Name(name) => self.local_register(name).is_some(),
            _ => false,
        }
    }

    /// Evaluates `e` for its effects.
    pub(super) fn discard(&mut self, e: &'a Expr<'a>) -> Compiled {
        let height = self.here().height;
        match &e.kind {
            ExprKind::Constant(_) => return Ok(()),
            ExprKind::Name(name) => {
                if let Some(local) = self.local_register(name) {
                    self.check_bound(local, e.span);
                    return Ok(());
                }
            }
            ExprKind::Named { target, value } => {
                if let ExprKind::Name(name) = target.kind
                    && let Some(local) = self.local_register(name)
                {
                    return self.expression_to(value, local);
                }
            }
            _ => {}
        }
        let temporary = self.temporary(e)?;
        self.unit().release(temporary, e.span);
        self.unit().set_height(height);
        Ok(())
    }

    pub(super) fn check_await(&mut self, message: &str, span: Span) -> Compiled {
        if self.here().may_await { Ok(()) } else { error(message, span) }
    }

    fn check_yield(&mut self, word: &str, span: Span) -> Compiled {
        let frame = &self.scopes.list[self.here().frame];
        if !frame.is_function_like() {
            return error(format!("'{word}' outside function"), span);
        }
        if word == "yield from" && frame.is_async {
            return error("'yield from' inside async function", span);
        }
        Ok(())
    }

    fn await_expression(&mut self, value: &'a Expr<'a>, dst: Reg, span: Span) -> Compiled {
        if let ExprKind::Call { func, args, keywords } = &value.kind {
            return self.call(value, func, args, keywords, dst, Some(span));
        }
        if let ExprKind::Name(name) = value.kind
            && let Some(local) = self.local_register(name)
        {
            self.check_bound(local, value.span);
            self.unit().emit(Op::Await, dst.0, local.0, 0, span);
            return Ok(());
        }
        let temporary = self.temporary_or(dst);
        self.expression_to(value, temporary)?;
        self.unit().emit(Op::Await, dst.0, temporary.0, 0, span);
        Ok(())
    }

    /// What CPython marks for an attribute: the whole expression, or only the name when it stands on a later line.
    pub(super) fn attribute_span(&self, whole: Span, attr: Span) -> Span {
        if self.lines.line(whole.start) != self.lines.line(attr.start) { attr } else { whole }
    }

    fn attribute(&mut self, value: &'a Expr<'a>, attr: &'a Ident<'a>, dst: Reg, span: Span) -> Compiled {
        let at = self.attribute_span(span, attr.span);
        let name = self.mangled(attr.name);
        if self.is_zero_argument_super(value) {
            let (super_name, super_span) = match &value.kind {
                ExprKind::Call { func, .. } => ("super", func.span),
                _ => ("super", span),
            };
            return self.super_attribute(super_name, name, dst, at, super_span);
        }
        if let ExprKind::Name(text) = value.kind
            && let Some(local) = self.local_register(text)
        {
            let unit = self.unit();
            let index = unit.name(name);
            let op = if dst.is_temporary() { Op::LoadAttrT } else { Op::LoadAttr };
            unit.emit(op, dst.0, local.0, index, at);
            return Ok(());
        }
        let temporary = self.temporary_or(dst);
        self.expression_to(value, temporary)?;
        let unit = self.unit();
        let index = unit.name(name);
        unit.emit(Op::LoadAttr, temporary.0, temporary.0, index, at);
        unit.transfer(dst, temporary, span);
        Ok(())
    }

    /// `super()` in a method whose `__class__` and first parameter are within reach.
    pub(super) fn is_zero_argument_super(&self, e: &'a Expr<'a>) -> bool {
        let ExprKind::Call { func, args: [], keywords: [] } = &e.kind else { return false };
        let ExprKind::Name("super") = func.kind else { return false };
        let frame = &self.scopes.list[self.here().frame];
        frame.is_function_like()
            && !matches!(frame.kind, crate::scope::ScopeKind::Generator | crate::scope::ScopeKind::TypeParams)
            && matches!(self.access("super"), Access::Global)
            && frame.freevars.contains(&"__class__")
            && frame.positional_count > 0
    }

    /// `super().name` through one instruction.
    fn super_attribute(
        &mut self,
        super_name: &'a str,
        name: &'a str,
        dst: Reg,
        span: Span,
        super_span: Span,
    ) -> Compiled {
        let first = self.top_or(dst);
        let class_cell = self.unit().temporaries(2);
        self.load_name(super_name, first, super_span);
        let frame = self.here().frame;
        let index = self.scopes.free_variable(frame, "__class__");
        self.unit().emit(Op::LoadFree, class_cell.0, index, 0, span);
        let receiver = class_cell.above(1);
        let parameter = self.scopes.list[frame].params[0];
        match self.scopes.access(frame, parameter) {
            Access::Cell(register) => self.unit().emit(Op::LoadCell, receiver.0, register, 0, span),
            _ => {
                self.check_bound(Reg::local(0), span);
                self.unit().copy(receiver, Reg::local(0), span);
            }
        }
        let unit = self.unit();
        let index = unit.name(name);
        unit.emit(Op::LoadSuperAttr, first.0, first.0, index, span);
        unit.transfer(dst, first, span);
        Ok(())
    }

    fn subscript(&mut self, value: &'a Expr<'a>, index: &'a Expr<'a>, dst: Reg, span: Span) -> Compiled {
        self.warn_about_subscript(value, index);
        if let ExprKind::Slice { lower, upper, step: None } = &index.kind {
            let later: Vec<_> = lower.iter().chain(upper).copied().collect();
            let container = self.operand_before(value, &later)?;
            let bounds = self.slice_bounds(*lower, *upper, index.span)?;
            self.unit().emit(Op::GetSlice, dst.0, container.0, bounds.0, span);
            return Ok(());
        }
        let container = match (&value.kind, dst.is_temporary()) {
            (ExprKind::Name(_) | ExprKind::Named { .. }, _) | (_, false) => self.operand_before(value, &[index])?,
            _ => {
                self.expression_to(value, dst)?;
                dst
            }
        };
        if let Some(number) = self.small_int(index) {
            self.unit().emit(Op::GetItemI, dst.0, container.0, number, span);
            return Ok(());
        }
        let key = self.operand(index)?;
        self.unit().emit(Op::GetItem, dst.0, container.0, key.0, span);
        Ok(())
    }

    /// The bounds of a slice in two consecutive temporaries; the first is returned.
    pub(super) fn slice_bounds(
        &mut self,
        lower: Option<&'a Expr<'a>>,
        upper: Option<&'a Expr<'a>>,
        span: Span,
    ) -> Compiled<Reg> {
        let first = self.unit().temporary();
        match lower {
            Some(lower) => self.expression_to(lower, first)?,
            None => self.unit().load_none(first, span),
        }
        let second = self.unit().temporary();
        match upper {
            Some(upper) => self.expression_to(upper, second)?,
            None => self.unit().load_none(second, span),
        }
        Ok(first)
    }

    fn slice(
        &mut self,
        lower: Option<&'a Expr<'a>>,
        upper: Option<&'a Expr<'a>>,
        step: Option<&'a Expr<'a>>,
        dst: Reg,
        span: Span,
    ) -> Compiled {
        let first = self.slice_bounds(lower, upper, span)?;
        let count = match step {
            Some(step) => {
                self.temporary(step)?;
                3
            }
            None => 2,
        };
        self.unit().emit(Op::BuildSlice, dst.0, first.0, count, span);
        Ok(())
    }

    /// The value of an integer constant that fits into a 16-bit operand.
    pub(super) fn small_int(&self, e: &'a Expr<'a>) -> Option<u16> {
        match fold::fold(e, self.options.optimize)? {
            Constant::Int(value) => i16::try_from(&value).ok().map(|v| v as u16),
            _ => None,
        }
    }

    // ---- displays ----

    fn list(&mut self, items: &'a [Expr<'a>], dst: Reg, span: Span) -> Compiled {
        let first = self.top_or(dst);
        if items.len() >= 3
            && let Some(values) = self.constants(items)
        {
            let unit = self.unit();
            unit.emit(Op::BuildList, first.0, first.0, 0, span);
            let constant = unit.temporary();
            unit.load_constant(constant, &Constant::Tuple(values.into()), span);
            unit.emit(Op::ListExtend, first.0, constant.0, 0, span);
            unit.transfer(dst, first, span);
            return Ok(());
        }
        if items.len() > CHUNK || items.iter().any(is_starred) {
            self.list_in_pieces(items, first, span)?;
            self.unit().transfer(dst, first, span);
            return Ok(());
        }
        self.row(items, first)?;
        self.unit().emit(Op::BuildList, dst.0, first.0, items.len() as u16, span);
        Ok(())
    }

    fn tuple(&mut self, items: &'a [Expr<'a>], dst: Reg, span: Span) -> Compiled {
        let first = self.top_or(dst);
        if items.len() > CHUNK || items.iter().any(is_starred) {
            self.list_in_pieces(items, first, span)?;
            self.unit().emit(Op::ListToTuple, first.0, 0, 0, span);
            self.unit().transfer(dst, first, span);
            return Ok(());
        }
        self.row(items, first)?;
        self.unit().emit(Op::BuildTuple, dst.0, first.0, items.len() as u16, span);
        Ok(())
    }

    fn set(&mut self, items: &'a [Expr<'a>], dst: Reg, span: Span) -> Compiled {
        let first = self.top_or(dst);
        if items.len() >= 3
            && let Some(values) = self.constants(items)
        {
            // By way of a frozenset, as CPython does: the order of iteration depends on it.
            let unit = self.unit();
            unit.emit(Op::BuildSet, first.0, first.0, 0, span);
            let constant = unit.temporary();
            unit.load_constant(constant, &Constant::FrozenSet(values.into()), span);
            unit.emit(Op::SetUpdate, first.0, constant.0, 0, span);
            unit.transfer(dst, first, span);
            return Ok(());
        }
        if items.len() <= CHUNK && !items.iter().any(is_starred) {
            self.row(items, first)?;
            self.unit().emit(Op::BuildSet, dst.0, first.0, items.len() as u16, span);
            return Ok(());
        }
        let plain = items.iter().take(CHUNK).take_while(|e| !is_starred(e)).count();
        let rest = &items[plain..];
        self.row(&items[..plain], first)?;
        self.unit().emit(Op::BuildSet, first.0, first.0, plain as u16, span);
        self.unit().set_height(first.number() + 1);
        for item in rest {
            let height = self.here().height;
            if let ExprKind::Starred(inner) = item.kind {
                let value = self.checked_operand(inner)?;
                self.unit().emit(Op::SetUpdate, first.0, value.0, 0, span);
            } else {
                let value = self.checked_operand(item)?;
                self.unit().emit(Op::SetAdd, first.0, value.0, 0, span);
            }
            self.unit().set_height(height);
        }
        self.unit().transfer(dst, first, span);
        Ok(())
    }

    /// The values of items that are all constants.
    pub(super) fn constants(&self, items: &'a [Expr<'a>]) -> Option<Vec<Constant>> {
        items.iter().map(|e| fold::fold(e, self.options.optimize)).collect()
    }

    /// Evaluates items into consecutive temporaries from `first`, which is the topmost one.
    pub(super) fn row(&mut self, items: &'a [Expr<'a>], first: Reg) -> Compiled {
        for (at, item) in items.iter().enumerate() {
            let to = if at == 0 { first } else { self.unit().temporary() };
            self.expression_to(item, to)?;
        }
        Ok(())
    }

    /// Builds a list in `list` (the topmost temporary) from items with stars or from very many.
    pub(super) fn list_in_pieces(&mut self, items: &'a [Expr<'a>], list: Reg, span: Span) -> Compiled {
        let plain = items.iter().take(CHUNK).take_while(|e| !is_starred(e)).count();
        self.row(&items[..plain], list)?;
        self.unit().emit(Op::BuildList, list.0, list.0, plain as u16, span);
        self.unit().set_height(list.number() + 1);
        for item in &items[plain..] {
            let height = self.here().height;
            if let ExprKind::Starred(inner) = item.kind {
                let value = self.checked_operand(inner)?;
                self.unit().emit(Op::ListExtend, list.0, value.0, 0, span);
            } else {
                let value = self.checked_operand(item)?;
                self.unit().emit(Op::ListAppend, list.0, value.0, 0, span);
            }
            self.unit().set_height(height);
        }
        Ok(())
    }

    fn dict(&mut self, keys: &'a [Option<Expr<'a>>], values: &'a [Expr<'a>], dst: Reg, span: Span) -> Compiled {
        let first = self.top_or(dst);
        let plain = keys.iter().take(CHUNK / 2).take_while(|key| key.is_some()).count();
        let mut at = first;
        for (number, (key, value)) in keys[..plain].iter().zip(values).enumerate() {
            if number > 0 {
                at = self.unit().temporary();
            }
            let key = key.as_ref().expect("plain pairs have keys");
            self.expression_to(key, at)?;
            at = self.unit().temporary();
            self.expression_to(value, at)?;
        }
        if plain == keys.len() {
            self.unit().emit(Op::BuildMap, dst.0, first.0, plain as u16, span);
            return Ok(());
        }
        self.unit().emit(Op::BuildMap, first.0, first.0, plain as u16, span);
        self.unit().set_height(first.number() + 1);
        for (key, value) in keys[plain..].iter().zip(&values[plain..]) {
            let height = self.here().height;
            match key {
                Some(key) => {
                    let key = self.operand_before(key, &[value])?;
                    self.check_bound(key, span);
                    let value = self.checked_operand(value)?;
                    self.unit().emit(Op::MapAdd, first.0, key.0, value.0, span);
                }
                None => {
                    let value = self.checked_operand(value)?;
                    self.unit().emit(Op::DictUpdate, first.0, value.0, 0, span);
                }
            }
            self.unit().set_height(height);
        }
        self.unit().transfer(dst, first, span);
        Ok(())
    }

    // ---- f-strings ----

    fn fstring(&mut self, parts: &'a [FStringPart<'a>], dst: Reg, span: Span) -> Compiled {
        match parts {
            [] => self.unit().load_text(dst, "", span),
            [part @ (FStringPart::Literal(_) | FStringPart::Wtf8Literal(_))] => self.fstring_part(part, dst, span)?,
            [FStringPart::Field(field)] => self.fstring_field(field, dst)?,
            _ => {
                let first = self.top_or(dst);
                let mut at = first;
                let mut count = 0;
                for part in parts {
                    if count == CHUNK as u16 {
                        self.unit().emit(Op::BuildString, first.0, first.0, count, span);
                        self.unit().set_height(first.number() + 1);
                        at = first;
                        count = 1;
                    }
                    if count > 0 {
                        at = self.unit().temporary();
                    }
                    self.fstring_part(part, at, span)?;
                    count += 1;
                }
                debug_assert_eq!(at.number() + 1, first.number() + count);
                self.unit().emit(Op::BuildString, dst.0, first.0, count, span);
            }
        }
        Ok(())
    }

    fn fstring_part(&mut self, part: &'a FStringPart<'a>, dst: Reg, span: Span) -> Compiled {
        match part {
            FStringPart::Literal(text) => self.unit().load_text(dst, text, span),
            FStringPart::Wtf8Literal(bytes) => {
                self.unit().load_constant(dst, &Constant::Wtf8((*bytes).into()), span);
            }
            FStringPart::Field(field) => self.fstring_field(field, dst)?,
        }
        Ok(())
    }

    fn fstring_field(&mut self, field: &'a FStringField<'a>, dst: Reg) -> Compiled {
        let span = field.span;
        let height = self.here().height;
        let mut value = match (&field.value.kind, dst.is_temporary()) {
            (ExprKind::Name(_), _) | (_, false) => match field.format_spec {
                Some(_) => {
                    let value = self.checked_operand(field.value)?;
                    self.protect_always(value, field.value.span)
                }
                None => self.checked_operand(field.value)?,
            },
            _ => {
                self.expression_to(field.value, dst)?;
                dst
            }
        };
        let conversion = match field.conversion {
            Conversion::None => 0,
            Conversion::Str => 1,
            Conversion::Repr => 2,
            Conversion::Ascii => 3,
        };
        if conversion != 0 {
            let to = if value.is_temporary() { value } else { self.temporary_or(dst) };
            self.unit().emit(Op::Convert, to.0, value.0, conversion, span);
            value = to;
        }
        match field.format_spec {
            Some(spec) => {
                let text = self.unit().temporary();
                self.depth.enter(span)?;
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.fstring(spec, text, span))?;
                self.depth.leave();
                self.unit().emit(Op::FormatSpec, dst.0, value.0, text.0, span);
            }
            None => self.unit().emit(Op::FormatSimple, dst.0, value.0, 0, span),
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// Copies a local that a later expression of unknown form may rebind.
    fn protect_always(&mut self, operand: Reg, span: Span) -> Reg {
        if operand.is_temporary() || !self.may_rebind() {
            return operand;
        }
        let copy = self.unit().temporary();
        self.unit().copy(copy, operand, span);
        copy
    }

    /// Whether a constant can be loaded without a constant slot.
    pub(super) fn is_immediate(value: &Constant) -> bool {
        immediate_word(value).is_some()
    }
}

pub(super) fn is_starred(e: &Expr<'_>) -> bool {
    matches!(e.kind, ExprKind::Starred(_))
}
