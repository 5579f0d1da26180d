//! Arithmetic, comparisons, boolean operators and conditions (jumps on the truth of an expression).

use super::expressions::is_starred;
use super::unit::{Label, Reg};
use super::{Compiled, Compiler};
use crate::code::Constant;
use crate::fold;
use crate::op::Op;
use taipan_syntax::ast::*;

/// A value on the way along the left spine of a chain of binary operators.
enum Partial {
    Constant(Constant),
    Register(Reg),
}

impl<'a> Compiler<'a> {
    /// `left op right`; chains are walked along the left spine without recursion.
    pub(super) fn binary(&mut self, e: &'a Expr<'a>, dst: Reg) -> Compiled {
        let mut spine = vec![];
        let mut at = e;
        while let ExprKind::Binary { left, op, right } = &at.kind {
            spine.push((at.span, *op, *right));
            at = left;
        }
        // All operands to the right of a local: it is read in place only if none of them may rebind it.
        let mut partial = match fold::fold(at, self.options.optimize) {
            Some(value) => Partial::Constant(value),
            None => {
                let (_, _, first_right) = spine[spine.len() - 1];
                match at.kind {
                    ExprKind::Name(_) | ExprKind::Named { .. } => {
                        Partial::Register(self.operand_before(at, &[first_right])?)
                    }
                    _ => {
                        let to = self.temporary_or(dst);
                        self.expression_to(at, to)?;
                        Partial::Register(to)
                    }
                }
            }
        };
        let mut intermediate = None;
        for (depth, (span, op, right)) in spine.iter().enumerate().rev() {
            let height = self.here().height;
            let folded = fold::fold(right, self.options.optimize);
            if let (Partial::Constant(left), Some(right)) = (&partial, &folded)
                && let Some(value) = fold::binary(left, *op, right)
            {
                partial = Partial::Constant(value);
                continue;
            }
            let left = match partial {
                Partial::Register(register) => register,
                Partial::Constant(value) => match self.unit().loop_constant(&value) {
                    Some(register) => register,
                    None => {
                        let to = self.temporary_or(dst);
                        self.unit().load_constant(to, &value, at.span);
                        to
                    }
                },
            };
            let to = if depth == 0 {
                dst
            } else if left.is_temporary() {
                left
            } else {
                *intermediate.get_or_insert_with(|| self.temporary_or(dst))
            };
            self.binary_with(*op, to, left, right, *span)?;
            // What was computed so far stays below the operands of the next round.
            let keep = if to.is_temporary() { to.number() + 1 } else { 0 };
            self.unit().set_height(height.max(keep));
            partial = Partial::Register(to);
        }
        match partial {
            Partial::Constant(value) => self.unit().load_constant(dst, &value, e.span),
            Partial::Register(register) => self.unit().transfer(dst, register, e.span),
        }
        Ok(())
    }

    /// `to = left op right`, with an immediate operand where there is one.
    fn binary_with(&mut self, op: BinaryOp, to: Reg, left: Reg, right: &'a Expr<'a>, span: Span) -> Compiled {
        if let Some(number) = self.small_int(right)
            && let Some(immediate) = immediate_op(op, number as i16, to.is_temporary())
        {
            self.unit().emit(immediate, to.0, left.0, number, span);
            return Ok(());
        }
        let operand = self.operand(right)?;
        // The fast path reads both operands before it writes, and the slow path is shared, so the destination may be one.
        let fresh = to.is_temporary();
        self.unit().emit(binary_op(op, fresh), to.0, left.0, operand.0, span);
        Ok(())
    }

    /// `to = left op= right` for a target whose old value is in `left`.
    pub(super) fn inplace(&mut self, op: BinaryOp, to: Reg, left: Reg, right: &'a Expr<'a>, span: Span) -> Compiled {
        let immediate = match op {
            BinaryOp::Add => Some(Op::InplaceAddI),
            BinaryOp::Sub => Some(Op::InplaceSubI),
            _ => None,
        };
        if let (Some(immediate), Some(number)) = (immediate, self.small_int(right)) {
            self.unit().emit(immediate, to.0, left.0, number, span);
            return Ok(());
        }
        let operand = self.operand(right)?;
        self.unit().emit(inplace_op(op), to.0, left.0, operand.0, span);
        Ok(())
    }

    pub(super) fn unary(&mut self, e: &'a Expr<'a>, op: UnaryOp, operand: &'a Expr<'a>, dst: Reg) -> Compiled {
        if let Some(value) = fold::fold(e, self.options.optimize) {
            self.unit().load_constant(dst, &value, e.span);
            return Ok(());
        }
        if op == UnaryOp::Not {
            // `not a in b` and `not a is b` are single operators.
            if let ExprKind::Compare { left, ops: [compare], comparators: [right] } = &operand.kind {
                let inverse = match compare {
                    CompareOp::In => Some(CompareOp::NotIn),
                    CompareOp::NotIn => Some(CompareOp::In),
                    CompareOp::Is => Some(CompareOp::IsNot),
                    CompareOp::IsNot => Some(CompareOp::Is),
                    _ => None,
                };
                if let Some(inverse) = inverse {
                    let ExprKind::Compare { ops, comparators, .. } = operand.kind else { return Ok(()) };
                    self.warn_about_identity(left, ops, comparators, operand.span);
                    return self.compare_once(left, inverse, right, dst, operand.span);
                }
            }
        }
        let value = match (&operand.kind, dst.is_temporary()) {
            (ExprKind::Name(_) | ExprKind::Named { .. }, _) | (_, false) => self.operand(operand)?,
            _ => {
                self.expression_to(operand, dst)?;
                dst
            }
        };
        let op = match op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::Plus => Op::Pos,
            UnaryOp::Minus => Op::Neg,
        };
        self.unit().emit(op, dst.0, value.0, 0, e.span);
        Ok(())
    }

    // ---- comparisons ----

    pub(super) fn compare(
        &mut self,
        left: &'a Expr<'a>,
        ops: &'a [CompareOp],
        comparators: &'a [Expr<'a>],
        dst: Reg,
        span: Span,
    ) -> Compiled {
        self.warn_about_identity(left, ops, comparators, span);
        if let ([op], [right]) = (ops, comparators) {
            return self.compare_once(left, *op, right, dst, span);
        }
        let result = self.temporary_or(dst);
        let end = self.unit().label();
        let later: Vec<_> = comparators.iter().collect();
        let mut current = self.operand_before(left, &later)?;
        let mut failures = vec![];
        let last = ops.len() - 1;
        for (at, (op, right)) in ops.iter().zip(comparators).enumerate() {
            if at == last {
                let right = self.compare_operand(*op, right)?;
                self.check_identity(*op, current, right, span);
                self.unit().emit(compare_op(*op), result.0, current.0, right.0, span);
                break;
            }
            let right = self.compare_operand_before(*op, right, &later[at + 1..])?;
            self.check_identity(*op, current, right, span);
            let compared = self.keep_for_next(right, span);
            self.unit().emit(compare_op(*op), result.0, current.0, compared.0, span);
            let fail = self.unit().label();
            self.unit().jump(Op::JumpIfFalseKeep, result.0, 0, fail, span);
            self.unit().release(result, span);
            failures.push((fail, right));
            current = right;
        }
        self.unit().jump(Op::Jump, 0, 0, end, span);
        for (label, held) in failures {
            self.unit().bind(label);
            self.unit().release_temporary(held, span);
            self.unit().jump(Op::Jump, 0, 0, end, span);
        }
        self.unit().bind(end);
        self.unit().transfer(dst, result, span);
        Ok(())
    }

    /// In a chain the middle operand is used twice: what is compared now is a copy if it is a temporary.
    fn keep_for_next(&mut self, right: Reg, span: Span) -> Reg {
        if !right.is_temporary() {
            return right;
        }
        let copy = self.unit().temporary();
        self.unit().copy(copy, right, span);
        copy
    }

    fn compare_once(
        &mut self,
        left: &'a Expr<'a>,
        op: CompareOp,
        right: &'a Expr<'a>,
        dst: Reg,
        span: Span,
    ) -> Compiled {
        let left = match (&left.kind, dst.is_temporary()) {
            (ExprKind::Name(_) | ExprKind::Named { .. }, _) | (_, false) => self.operand_before(left, &[right])?,
            _ => {
                self.expression_to(left, dst)?;
                dst
            }
        };
        let right = self.compare_operand(op, right)?;
        self.check_identity(op, left, right, span);
        self.unit().emit(compare_op(op), dst.0, left.0, right.0, span);
        Ok(())
    }

    /// Identity and containment do not look whether a local is bound.
    fn check_identity(&mut self, op: CompareOp, left: Reg, right: Reg, span: Span) {
        if matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) {
            self.check_bound(left, span);
            self.check_bound(right, span);
        }
    }

    /// The right operand; a display of constants after `in` becomes a tuple or frozenset constant.
    fn compare_operand(&mut self, op: CompareOp, right: &'a Expr<'a>) -> Compiled<Reg> {
        if matches!(op, CompareOp::In | CompareOp::NotIn)
            && let Some(value) = self.constant_container(right)
        {
            let to = self.unit().temporary();
            self.unit().load_constant(to, &value, right.span);
            return Ok(to);
        }
        self.operand(right)
    }

    fn compare_operand_before(&mut self, op: CompareOp, right: &'a Expr<'a>, later: &[&'a Expr<'a>]) -> Compiled<Reg> {
        let operand = self.compare_operand(op, right)?;
        self.protect(operand, later, right.span)
    }

    fn constant_container(&self, e: &'a Expr<'a>) -> Option<Constant> {
        match &e.kind {
            ExprKind::List(items) => self.constants(items).map(|values| Constant::Tuple(values.into())),
            ExprKind::Set(items) => self.constants(items).map(|values| Constant::FrozenSet(values.into())),
            _ => None,
        }
    }

    /// A list display that is only iterated over may as well be a tuple.
    pub(super) fn iterable_operand(&mut self, e: &'a Expr<'a>, to: Reg) -> Compiled {
        match &e.kind {
            ExprKind::List(items) if !items.iter().any(is_starred) => match self.constants(items) {
                Some(values) => self.unit().load_constant(to, &Constant::Tuple(values.into()), e.span),
                None => self.expression_to(e, to)?,
            },
            _ => self.expression_to(e, to)?,
        }
        Ok(())
    }

    // ---- boolean operators ----

    pub(super) fn bool_op(&mut self, op: BoolOp, values: &'a [Expr<'a>], dst: Reg, span: Span) -> Compiled {
        let Some((last, first)) = values.split_last() else { return Ok(()) };
        let jump = match op {
            BoolOp::And => Op::JumpIfFalseKeep,
            BoolOp::Or => Op::JumpIfTrueKeep,
        };
        let end = self.unit().label();
        let mut exits = vec![];
        for value in first {
            let height = self.here().height;
            if let Some(truth) = fold::truth(value, self.options.optimize) {
                // `True and x` is `x`; `False and x` is `False`, and the rest is never evaluated.
                if truth == (op == BoolOp::And) {
                    continue;
                }
                self.expression_to(value, dst)?;
                self.unit().jump(Op::Jump, 0, 0, end, span);
                break;
            }
            let operand = match (&value.kind, dst.is_temporary()) {
                (ExprKind::Name(_) | ExprKind::Named { .. }, _) | (_, false) => self.operand(value)?,
                _ => {
                    self.expression_to(value, dst)?;
                    dst
                }
            };
            let exit = if operand == dst { end } else { self.unit().label() };
            self.unit().jump(jump, operand.0, 0, exit, value.span);
            self.unit().release_temporary(operand, span);
            if operand != dst {
                exits.push((exit, operand));
            }
            self.unit().set_height(height);
        }
        self.expression_to(last, dst)?;
        if !exits.is_empty() {
            self.unit().jump(Op::Jump, 0, 0, end, span);
            for (label, operand) in exits {
                self.unit().bind(label);
                self.unit().transfer(dst, operand, span);
                self.unit().jump(Op::Jump, 0, 0, end, span);
            }
        }
        self.unit().bind(end);
        Ok(())
    }

    // ---- conditions ----

    /// Jumps to `target` when the truth of `e` is `when`, else goes on.
    pub(super) fn condition(&mut self, e: &'a Expr<'a>, target: Label, when: bool) -> Compiled {
        self.depth.enter(e.span)?;
        let height = self.here().height;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.condition_inner(e, target, when));
        self.unit().set_height(height);
        self.depth.leave();
        result
    }

    fn condition_inner(&mut self, e: &'a Expr<'a>, target: Label, when: bool) -> Compiled {
        let span = e.span;
        if let Some(truth) = fold::truth(e, self.options.optimize) {
            if truth == when {
                self.unit().jump(Op::Jump, 0, 0, target, span);
            }
            return Ok(());
        }
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => return self.condition(operand, target, !when),
            ExprKind::BoolOp { op, values } => {
                let Some((last, first)) = values.split_last() else { return Ok(()) };
                // `and` fails, `or` succeeds at the first operand that decides.
                let decides = *op == BoolOp::Or;
                if decides == when {
                    for value in first {
                        self.condition(value, target, when)?;
                    }
                    return self.condition(last, target, when);
                }
                let end = self.unit().label();
                for value in first {
                    self.condition(value, end, !when)?;
                }
                self.condition(last, target, when)?;
                self.unit().bind(end);
                return Ok(());
            }
            ExprKind::If { test, body, orelse } => {
                let (otherwise, end) = (self.unit().label(), self.unit().label());
                self.condition(test, otherwise, false)?;
                self.condition(body, target, when)?;
                self.unit().jump(Op::Jump, 0, 0, end, span);
                self.unit().bind(otherwise);
                self.condition(orelse, target, when)?;
                self.unit().bind(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops: ops @ [op], comparators: comparators @ [right] } => {
                self.warn_about_identity(left, ops, comparators, span);
                let left = self.operand_before(left, &[right])?;
                return self.jump_compare(left, *op, right, target, when, span);
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.warn_about_identity(left, ops, comparators, span);
                return self.condition_chain(left, ops, comparators, target, when, span);
            }
            _ => {}
        }
        let operand = self.operand(e)?;
        let op = if when { Op::JumpIfTrue } else { Op::JumpIfFalse };
        self.unit().jump(op, operand.0, 0, target, span);
        Ok(())
    }

    /// `left op right` as a condition; the register `left` is consumed if it is a temporary.
    fn jump_compare(
        &mut self,
        left: Reg,
        op: CompareOp,
        right: &'a Expr<'a>,
        target: Label,
        when: bool,
        span: Span,
    ) -> Compiled {
        if let (CompareOp::Is | CompareOp::IsNot, ExprKind::Constant(taipan_syntax::ast::Constant::None)) =
            (op, right.kind)
        {
            self.check_bound(left, span);
            let jump = if (op == CompareOp::Is) == when { Op::JumpIfNone } else { Op::JumpIfNotNone };
            self.unit().jump(jump, left.0, 0, target, span);
            return Ok(());
        }
        if let (Some(number), Some(jump)) = (self.small_int(right), immediate_jump(op, when)) {
            self.unit().jump(jump, left.0, number, target, span);
            return Ok(());
        }
        let right = self.compare_operand(op, right)?;
        self.check_identity(op, left, right, span);
        self.unit().jump(compare_jump(op, when), left.0, right.0, target, span);
        Ok(())
    }

    fn condition_chain(
        &mut self,
        left: &'a Expr<'a>,
        ops: &'a [CompareOp],
        comparators: &'a [Expr<'a>],
        target: Label,
        when: bool,
        span: Span,
    ) -> Compiled {
        let end = self.unit().label();
        let fail = if when { end } else { target };
        let later: Vec<_> = comparators.iter().collect();
        let mut current = self.operand_before(left, &later)?;
        let mut failures = vec![];
        let last = ops.len() - 1;
        for (at, (op, right)) in ops[..last].iter().zip(comparators).enumerate() {
            let right = self.compare_operand_before(*op, right, &later[at + 1..])?;
            self.check_identity(*op, current, right, span);
            let compared = self.keep_for_next(right, span);
            let exit = if right.is_temporary() { self.unit().label() } else { fail };
            self.unit().jump(compare_jump(*op, false), current.0, compared.0, exit, span);
            if right.is_temporary() {
                failures.push((exit, right));
            }
            current = right;
        }
        self.jump_compare(current, ops[last], &comparators[last], target, when, span)?;
        if !failures.is_empty() {
            self.unit().jump(Op::Jump, 0, 0, end, span);
            for (label, held) in failures {
                self.unit().bind(label);
                self.unit().release(held, span);
                self.unit().jump(Op::Jump, 0, 0, fail, span);
            }
        }
        self.unit().bind(end);
        Ok(())
    }
}

fn binary_op(op: BinaryOp, fresh: bool) -> Op {
    match op {
        BinaryOp::Add if fresh => Op::AddT,
        BinaryOp::Add => Op::Add,
        BinaryOp::Sub if fresh => Op::SubT,
        BinaryOp::Sub => Op::Sub,
        BinaryOp::Mul if fresh => Op::MulT,
        BinaryOp::Mul => Op::Mul,
        BinaryOp::Div if fresh => Op::TrueDivT,
        BinaryOp::Div => Op::TrueDiv,
        BinaryOp::FloorDiv => Op::FloorDiv,
        BinaryOp::Mod => Op::Mod,
        BinaryOp::Pow => Op::Pow,
        BinaryOp::LShift => Op::LShift,
        BinaryOp::RShift => Op::RShift,
        BinaryOp::BitAnd => Op::And,
        BinaryOp::BitOr => Op::Or,
        BinaryOp::BitXor => Op::Xor,
        BinaryOp::MatMul => Op::MatMul,
    }
}

/// The instruction with an immediate right operand, where there is one for this number.
fn immediate_op(op: BinaryOp, number: i16, fresh: bool) -> Option<Op> {
    Some(match op {
        BinaryOp::Add if fresh => Op::AddIT,
        BinaryOp::Add => Op::AddI,
        BinaryOp::Sub if fresh => Op::SubIT,
        BinaryOp::Sub => Op::SubI,
        BinaryOp::Mul => Op::MulI,
        BinaryOp::FloorDiv if number != 0 => Op::FloorDivI,
        BinaryOp::Mod if number != 0 => Op::ModI,
        BinaryOp::BitAnd => Op::AndI,
        BinaryOp::LShift if (0..=60).contains(&number) => Op::LShiftI,
        BinaryOp::RShift if (0..=60).contains(&number) => Op::RShiftI,
        _ => return None,
    })
}

fn inplace_op(op: BinaryOp) -> Op {
    match op {
        BinaryOp::Add => Op::InplaceAdd,
        BinaryOp::Sub => Op::InplaceSub,
        BinaryOp::Mul => Op::InplaceMul,
        BinaryOp::Div => Op::InplaceTrueDiv,
        BinaryOp::FloorDiv => Op::InplaceFloorDiv,
        BinaryOp::Mod => Op::InplaceMod,
        BinaryOp::Pow => Op::InplacePow,
        BinaryOp::LShift => Op::InplaceLShift,
        BinaryOp::RShift => Op::InplaceRShift,
        BinaryOp::BitAnd => Op::InplaceAnd,
        BinaryOp::BitOr => Op::InplaceOr,
        BinaryOp::BitXor => Op::InplaceXor,
        BinaryOp::MatMul => Op::InplaceMatMul,
    }
}

fn compare_op(op: CompareOp) -> Op {
    match op {
        CompareOp::Eq => Op::Eq,
        CompareOp::NotEq => Op::Ne,
        CompareOp::Lt => Op::Lt,
        CompareOp::LtE => Op::Le,
        CompareOp::Gt => Op::Gt,
        CompareOp::GtE => Op::Ge,
        CompareOp::Is => Op::Is,
        CompareOp::IsNot => Op::IsNot,
        CompareOp::In => Op::In,
        CompareOp::NotIn => Op::NotIn,
    }
}

/// Jumps when the outcome of the comparison is `when`.
fn compare_jump(op: CompareOp, when: bool) -> Op {
    match (op, when) {
        (CompareOp::Eq, true) => Op::JumpIfEq,
        (CompareOp::Eq, false) => Op::JumpIfNotEq,
        (CompareOp::NotEq, true) => Op::JumpIfNe,
        (CompareOp::NotEq, false) => Op::JumpIfNotNe,
        (CompareOp::Lt, true) => Op::JumpIfLt,
        (CompareOp::Lt, false) => Op::JumpIfNotLt,
        (CompareOp::LtE, true) => Op::JumpIfLe,
        (CompareOp::LtE, false) => Op::JumpIfNotLe,
        (CompareOp::Gt, true) => Op::JumpIfGt,
        (CompareOp::Gt, false) => Op::JumpIfNotGt,
        (CompareOp::GtE, true) => Op::JumpIfGe,
        (CompareOp::GtE, false) => Op::JumpIfNotGe,
        (CompareOp::Is, true) | (CompareOp::IsNot, false) => Op::JumpIfIs,
        (CompareOp::Is, false) | (CompareOp::IsNot, true) => Op::JumpIfIsNot,
        (CompareOp::In, true) | (CompareOp::NotIn, false) => Op::JumpIfIn,
        (CompareOp::In, false) | (CompareOp::NotIn, true) => Op::JumpIfNotIn,
    }
}

/// As [`compare_jump`], with an immediate integer on the right.
fn immediate_jump(op: CompareOp, when: bool) -> Option<Op> {
    Some(match (op, when) {
        (CompareOp::Eq, true) => Op::JumpIfEqI,
        (CompareOp::Eq, false) => Op::JumpIfNotEqI,
        (CompareOp::NotEq, true) => Op::JumpIfNeI,
        (CompareOp::NotEq, false) => Op::JumpIfNotNeI,
        (CompareOp::Lt, true) => Op::JumpIfLtI,
        (CompareOp::Lt, false) => Op::JumpIfNotLtI,
        (CompareOp::LtE, true) => Op::JumpIfLeI,
        (CompareOp::LtE, false) => Op::JumpIfNotLeI,
        (CompareOp::Gt, true) => Op::JumpIfGtI,
        (CompareOp::Gt, false) => Op::JumpIfNotGtI,
        (CompareOp::GtE, true) => Op::JumpIfGeI,
        (CompareOp::GtE, false) => Op::JumpIfNotGeI,
        _ => return None,
    })
}
