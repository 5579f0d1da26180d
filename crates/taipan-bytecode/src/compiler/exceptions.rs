//! `try` in all its forms. Nothing is emitted on the path where nothing is raised; handlers are found through the table
//! of protected ranges.
//!
//! ```text
//! try body            ─┐ raises ─► handler: exception in t            t = height at the `try`
//! else body            │            PushExc t+1 = what was handled
//! finally body (copy)  │            except clauses or finally body ─┐ raises ─► PopExc t+1, release t, reraise
//! end  ◄───────────────┴─────────── PopExc t+1, release t           ┘
//! ```

use super::unit::{Block, Reg};
use super::{Compiled, Compiler, error};
use crate::op::Op;
use taipan_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(
        &mut self,
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: &'a [Stmt<'a>],
        finalbody: &'a [Stmt<'a>],
        is_star: bool,
        span: Span,
    ) -> Compiled {
        if finalbody.is_empty() {
            return self.try_except(body, handlers, orelse, is_star, span);
        }
        let height = self.here().height;
        let exc = Reg::temporary(height);
        let (handler, end) = (self.unit().label(), self.unit().label());
        let region = self.unit().open_region(handler, exc);
        self.unit().blocks.push(Block::Finally { region, body: finalbody });
        if handlers.is_empty() {
            self.statements(body)?;
        } else {
            self.try_except(body, handlers, orelse, is_star, span)?;
        }
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.statements(finalbody)?;
        self.unit().jump(Op::Jump, 0, 0, end, span);

        self.unit().bind(handler);
        let (saved, cleanup) = self.start_handler(exc, span);
        let region = self.unit().open_region(cleanup, saved.above(1));
        self.unit().blocks.push(Block::Handler { region, saved, exc });
        self.statements(finalbody)?;
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
        self.unit().emit(Op::Reraise, exc.0, 0, 0, span);
        self.handler_cleanup(cleanup, exc, saved, span);
        self.unit().set_height(height);
        self.unit().bind(end);
        Ok(())
    }

    /// The start of a handler with the exception in `exc`: notes what was being handled before.
    fn start_handler(&mut self, exc: Reg, span: Span) -> (Reg, super::unit::Label) {
        let unit = self.unit();
        unit.set_height(exc.number() + 1);
        let saved = unit.temporary();
        unit.emit(Op::PushExc, saved.0, exc.0, 0, span);
        (saved, unit.label())
    }

    /// Where exceptions raised inside a handler go: restores what was being handled and raises on.
    fn handler_cleanup(&mut self, cleanup: super::unit::Label, exc: Reg, saved: Reg, span: Span) {
        let unit = self.unit();
        unit.bind(cleanup);
        unit.set_height(saved.number() + 1);
        let raised = unit.temporary();
        unit.emit(Op::PopExc, saved.0, 0, 0, span);
        unit.release(exc, span);
        unit.emit(Op::Reraise, raised.0, 0, 0, span);
    }

    fn try_except(
        &mut self,
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: &'a [Stmt<'a>],
        is_star: bool,
        span: Span,
    ) -> Compiled {
        if let Some(bare) = handlers.iter().rev().skip(1).find(|h| h.typ.is_none()) {
            return error("default 'except:' must be last", bare.span);
        }
        let height = self.here().height;
        let exc = Reg::temporary(height);
        let (handler, end) = (self.unit().label(), self.unit().label());
        let region = self.unit().open_region(handler, exc);
        self.unit().blocks.push(Block::Try { region });
        self.statements(body)?;
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.statements(orelse)?;
        self.unit().jump(Op::Jump, 0, 0, end, span);

        self.unit().bind(handler);
        let (saved, cleanup) = self.start_handler(exc, span);
        let region = self.unit().open_region(cleanup, saved.above(1));
        if is_star {
            self.except_star_clauses(handlers, exc, span)?;
            self.unit().close_region(region);
            // The temporary above holds what is left to raise, or None.
            let left = saved.above(1);
            let (nothing, test) = (self.unit().label(), left.above(1));
            self.unit().set_height(test.number() + 1);
            self.unit().copy(test, left, span);
            self.unit().jump(Op::JumpIfNone, test.0, 0, nothing, span);
            self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
            self.unit().release(exc, span);
            self.unit().emit(Op::Reraise, left.0, 0, 0, span);
            self.unit().bind(nothing);
            self.unit().release(left, span);
            self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
            self.unit().release(exc, span);
            self.unit().jump(Op::Jump, 0, 0, end, span);
        } else {
            for clause in handlers {
                self.except_clause(clause, exc, saved, region, end)?;
            }
            // No clause matched.
            self.unit().close_region(region);
            self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
            self.unit().emit(Op::Reraise, exc.0, 0, 0, span);
        }
        self.handler_cleanup(cleanup, exc, saved, span);
        self.unit().set_height(height);
        self.unit().bind(end);
        Ok(())
    }

    fn except_clause(
        &mut self,
        clause: &'a ExceptHandler<'a>,
        exc: Reg,
        saved: Reg,
        region: super::unit::OpenRegion,
        end: super::unit::Label,
    ) -> Compiled {
        let span = clause.span;
        let height = self.here().height;
        let next = self.unit().label();
        if let Some(typ) = clause.typ {
            let matches = self.temporary(typ)?;
            self.unit().emit(Op::ExcMatch, matches.0, exc.0, matches.0, typ.span);
            self.unit().jump(Op::JumpIfFalse, matches.0, 0, next, span);
            self.unit().set_height(height);
        }
        self.unit().blocks.push(Block::Handler { region, saved, exc });
        match clause.name {
            Some(name) => self.named_clause_body(clause, name, exc)?,
            None => self.statements(clause.body)?,
        }
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
        self.unit().release(exc, span);
        self.unit().jump(Op::Jump, 0, 0, end, span);
        self.unit().reopen_region(region);
        self.unit().bind(next);
        Ok(())
    }

    /// Binds the name, runs the body, and unbinds the name on every way out.
    fn named_clause_body(&mut self, clause: &'a ExceptHandler<'a>, name: Ident<'a>, exc: Reg) -> Compiled {
        let span = clause.span;
        let height = self.here().height;
        self.store_name(name.name, exc, true, span);
        let (unbind, done) = (self.unit().label(), self.unit().label());
        let raised = Reg::temporary(height);
        let region = self.unit().open_region(unbind, raised);
        self.unit().blocks.push(Block::BoundName { region, name: name.name, span });
        self.statements(clause.body)?;
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.unbind_name(name.name, span);
        self.unit().jump(Op::Jump, 0, 0, done, span);
        self.unit().bind(unbind);
        self.unit().set_height(height + 1);
        self.unbind_name(name.name, span);
        self.unit().emit(Op::Reraise, raised.0, 0, 0, span);
        self.unit().bind(done);
        self.unit().set_height(height);
        Ok(())
    }

    /// The clauses of `except*`. On return the temporary at the height of entry holds what has to be raised, or None.
    ///
    /// ```text
    /// results: list of what clauses raised | rest: what no clause has matched yet | matched | saved
    /// ```
    fn except_star_clauses(&mut self, handlers: &'a [ExceptHandler<'a>], exc: Reg, span: Span) -> Compiled {
        let results = self.unit().temporary();
        self.unit().emit(Op::BuildList, results.0, results.0, 0, span);
        let rest = self.unit().temporary();
        self.unit().copy(rest, exc, span);
        self.unit().blocks.push(Block::ExceptStar);
        for clause in handlers {
            let Some(typ) = clause.typ else { continue };
            let at = clause.span;
            let height = self.here().height;
            let next = self.unit().label();
            let unmatched = self.unit().label();
            let matched = self.temporary(typ)?;
            self.unit().emit(Op::ExcGroupMatch, matched.0, rest.0, matched.0, typ.span);
            let test = self.unit().temporary();
            self.unit().copy(test, matched, at);
            self.unit().jump(Op::JumpIfNone, test.0, 0, unmatched, at);
            self.unit().set_height(matched.number() + 1);

            let saved = self.unit().temporary();
            self.unit().emit(Op::PushExc, saved.0, matched.0, 0, at);
            let raised = saved.above(1);
            let failed = self.unit().label();
            let region = self.unit().open_region(failed, raised);
            match clause.name {
                Some(name) => self.named_clause_body(clause, name, matched)?,
                None => self.statements(clause.body)?,
            }
            self.unit().close_region(region);
            self.unit().emit(Op::PopExc, saved.0, 0, 0, at);
            self.unit().release(matched, at);
            self.unit().jump(Op::Jump, 0, 0, next, at);

            self.unit().bind(failed);
            self.unit().set_height(raised.number() + 1);
            self.unit().emit(Op::ListAppend, results.0, raised.0, 0, at);
            self.unit().emit(Op::PopExc, saved.0, 0, 0, at);
            self.unit().release(matched, at);
            self.unit().jump(Op::Jump, 0, 0, next, at);

            self.unit().bind(unmatched);
            self.unit().release(matched, at);
            self.unit().bind(next);
            self.unit().set_height(height);
        }
        self.unit().blocks.pop();
        let test = self.unit().temporary();
        let (nothing, finish) = (self.unit().label(), self.unit().label());
        self.unit().copy(test, rest, span);
        self.unit().jump(Op::JumpIfNone, test.0, 0, nothing, span);
        self.unit().emit(Op::ListAppend, results.0, rest.0, 0, span);
        self.unit().jump(Op::Jump, 0, 0, finish, span);
        self.unit().bind(nothing);
        self.unit().release(rest, span);
        self.unit().bind(finish);
        self.unit().emit(Op::ExcGroupFinish, results.0, results.0, exc.0, span);
        Ok(())
    }
}
