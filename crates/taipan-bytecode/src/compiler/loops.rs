//! `for` and `while`.
//!
//! ```text
//! while:            for:                      for ... in range(...):
//!   head: exit if     iterator in t             range, arguments in a window at t
//!         not test    head: next or exit        RangePrep ─► head (three small integers)
//!         body              body                Call, GetIter (any other range)
//!         JumpBack head     JumpBack head       head: ForRange or exit; body; JumpBack head
//! ```

use super::unit::{Block, Label, Reg};
use super::{Compiled, Compiler};
use crate::fold;
use crate::op::Op;
use crate::scope::Access;
use taipan_syntax::ast::*;

/// A loop's iterator.
#[derive(Clone, Copy)]
pub(super) enum Iteration {
    /// An iterator in a temporary.
    Iterator { register: Reg, is_async: bool },
    /// What `RangePrep` left in three temporaries.
    Range { register: Reg },
}

impl Iteration {
    fn register(self) -> Reg {
        match self {
            Iteration::Iterator { register, .. } | Iteration::Range { register } => register,
        }
    }
}

impl<'a> Compiler<'a> {
    /// Evaluates an iterable and makes its iterator in a new temporary, which stays allocated.
    pub(super) fn start_iteration(&mut self, iter: &'a Expr<'a>, is_async: bool) -> Compiled<Iteration> {
        let span = iter.span;
        if let (false, Some(args)) = (is_async, self.range_arguments(iter)) {
            let window = self.unit().temporary();
            let header = self.unit().temporaries(2);
            self.load_name("range", window, span);
            for arg in args {
                self.temporary(arg)?;
            }
            let ready = self.unit().label();
            let unit = self.unit();
            unit.jump(Op::RangePrep, window.0, args.len() as u16, ready, span);
            unit.emit(Op::Call, window.0, args.len() as u16, 0, span);
            unit.emit(Op::GetIter, window.0, window.0, 0, span);
            unit.bind(ready);
            unit.set_height(header.number() + 2);
            return Ok(Iteration::Range { register: window });
        }
        let register = self.iterator(iter, is_async)?;
        Ok(Iteration::Iterator { register, is_async })
    }

    /// The iterator of an iterable in a new temporary.
    pub(super) fn iterator(&mut self, iter: &'a Expr<'a>, is_async: bool) -> Compiled<Reg> {
        let span = iter.span;
        let register = self.unit().temporary();
        let op = if is_async { Op::GetAiter } else { Op::GetIter };
        let local = match iter.kind {
            ExprKind::Name(name) => self.local_register(name),
            _ => None,
        };
        let from = match local {
            Some(local) => local,
            None => {
                self.iterable_operand(iter, register)?;
                register
            }
        };
        self.check_bound(from, span);
        self.unit().emit(op, register.0, from.0, 0, span);
        Ok(register)
    }

    /// The arguments of a call of the global `range`.
    fn range_arguments(&self, e: &'a Expr<'a>) -> Option<&'a [Expr<'a>]> {
        let ExprKind::Call { func, args, keywords: [] } = &e.kind else { return None };
        let ExprKind::Name("range") = func.kind else { return None };
        let plain = (1..=3).contains(&args.len()) && !args.iter().any(super::expressions::is_starred);
        (plain && matches!(self.access("range"), Access::Global)).then_some(*args)
    }

    /// Fetches the next item into the target, or jumps to `exit` with the iterator gone. `span` is the iterable's.
    pub(super) fn next_item(
        &mut self,
        iteration: Iteration,
        target: &'a Expr<'a>,
        exit: Label,
        span: Span,
    ) -> Compiled {
        let height = self.here().height;
        let local = match target.kind {
            ExprKind::Name(name) => self.local_register(name),
            _ => None,
        };
        let item = match local {
            Some(local) => local,
            None => self.unit().temporary(),
        };
        let op = match iteration {
            Iteration::Range { .. } => Op::ForRange,
            Iteration::Iterator { is_async: true, .. } => Op::ForAiter,
            Iteration::Iterator { .. } => Op::ForIter,
        };
        self.unit().jump(op, iteration.register().0, item.0, exit, span);
        if local.is_none() {
            self.store(target, item, false)?;
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// The end of a loop over `iteration`: back to its head.
    pub(super) fn loop_back(&mut self, iteration: Iteration, target: &'a Expr<'a>, head: Label, span: Span) {
        let local = match target.kind {
            ExprKind::Name(name) => self.local_register(name),
            _ => None,
        };
        match (iteration, local) {
            (Iteration::Range { register }, Some(local)) => {
                self.unit().jump(Op::ForRangeBack, register.0, local.0, head, span);
            }
            (Iteration::Iterator { register, is_async: false }, Some(local)) => {
                self.unit().jump(Op::ForIterBack, register.0, local.0, head, span);
            }
            _ => self.unit().jump(Op::JumpBack, 0, 0, head, span),
        }
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expr<'a>,
        iter: &'a Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: &'a [Stmt<'a>],
        is_async: bool,
        span: Span,
    ) -> Compiled {
        if is_async {
            self.check_await("'async for' outside async function", span)?;
        }
        let height = self.here().height;
        let iteration = self.start_iteration(iter, is_async)?;
        self.unit().enter_loop(iter.span);
        let (head, exit, after) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.unit().bind(head);
        self.next_item(iteration, target, exit, iter.span)?;
        let block = Block::Loop { break_label: after, continue_label: head, iterator: Some(iteration.register()) };
        self.unit().blocks.push(block);
        self.statements(body)?;
        self.unit().blocks.pop();
        self.loop_back(iteration, target, head, iter.span);
        self.unit().leave_loop();
        self.unit().bind(exit);
        self.unit().set_height(height);
        self.statements(orelse)?;
        self.unit().bind(after);
        Ok(())
    }

    pub(super) fn while_loop(
        &mut self,
        test: &'a Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: &'a [Stmt<'a>],
        span: Span,
    ) -> Compiled {
        self.unit().enter_loop(span);
        let (head, exit, after) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.unit().bind(head);
        if fold::truth(test, self.options.optimize) != Some(true) {
            self.condition(test, exit, false)?;
        }
        let block = Block::Loop { break_label: after, continue_label: head, iterator: None };
        self.unit().blocks.push(block);
        self.statements(body)?;
        self.unit().blocks.pop();
        self.unit().jump(Op::JumpBack, 0, 0, head, span);
        self.unit().leave_loop();
        self.unit().bind(exit);
        self.statements(orelse)?;
        self.unit().bind(after);
        Ok(())
    }
}
