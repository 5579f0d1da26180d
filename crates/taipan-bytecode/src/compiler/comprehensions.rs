//! List, set and dict comprehensions, inlined into the frame around them (PEP 709), and the loops of generator
//! expressions.

use super::loops::Iteration;
use super::unit::{Label, Reg};
use super::{Compiled, Compiler, error};
use crate::op::Op;
use crate::scope::{Access, Role, ScopeId};
use taipan_syntax::ast::*;

/// What the innermost loop does with its element.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(Reg, &'a Expr<'a>),
    Set(Reg, &'a Expr<'a>),
    Dict(Reg, &'a Expr<'a>, &'a Expr<'a>),
    Yield(&'a Expr<'a>),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, e: &'a Expr<'a>, dst: Reg) -> Compiled {
        let span = e.span;
        let generators = match &e.kind {
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::DictComp { generators, .. } => *generators,
            _ => return Ok(()),
        };
        let Some(first) = generators.first() else { return Ok(()) };
        let scope = self.scopes.of_node(e, Role::Body);
        if self.scopes.list[scope].has_await && !self.allows_async_comprehension() {
            return error("asynchronous comprehension outside of an asynchronous function", span);
        }
        let result = self.top_or(dst);
        let height = self.here().height;
        // The first iterable is evaluated outside, before the result is made.
        let iteration = self.start_iteration(first.iter, first.is_async)?;
        let outer = std::mem::replace(&mut self.unit().scope, scope);
        self.fresh_cells(scope, span);
        let (build, element) = match &e.kind {
            ExprKind::SetComp { elt, .. } => (Op::BuildSet, Element::Set(result, elt)),
            ExprKind::DictComp { key, value, .. } => (Op::BuildMap, Element::Dict(result, key, value)),
            ExprKind::ListComp { elt, .. } => (Op::BuildList, Element::List(result, elt)),
            _ => return Ok(()),
        };
        self.unit().emit(build, result.0, result.0, 0, span);
        self.comprehension_loops(generators, Some(iteration), element)?;
        self.release_hidden(scope, span);
        self.unit().scope = outer;
        self.unit().set_height(height);
        self.unit().transfer(dst, result, span);
        Ok(())
    }

    /// The loops of a generator expression, whose first iterator is in `iterator` already.
    pub(super) fn generator_loops(
        &mut self,
        generators: &'a [Comprehension<'a>],
        elt: &'a Expr<'a>,
        iterator: Reg,
    ) -> Compiled {
        let is_async = generators.first().is_some_and(|g| g.is_async);
        let iteration = Iteration::Iterator { register: iterator, is_async };
        self.comprehension_loops(generators, Some(iteration), Element::Yield(elt))
    }

    /// Captured variables of a comprehension get a new cell each time it runs.
    fn fresh_cells(&mut self, scope: ScopeId, span: Span) {
        let registers: Vec<u16> = self.scopes.list[scope]
            .symbols
            .iter()
            .filter(|s| s.owner == crate::scope::Owner::OwnCell)
            .filter_map(|s| match s.access {
                Access::Cell(register) => Some(register),
                _ => None,
            })
            .collect();
        for register in registers {
            // An exception in an earlier run may have left something here.
            self.unit().release(Reg::local(register), span);
            self.unit().emit(Op::MakeCell, register, 0, 0, span);
        }
    }

    fn release_hidden(&mut self, scope: ScopeId, span: Span) {
        let (first, count) = self.scopes.list[scope].hidden;
        for register in first..first + count {
            self.unit().release(Reg::local(register), span);
        }
    }

    /// Nested loops, outermost first. The recursion is as deep as the comprehension has `for` clauses.
    fn comprehension_loops(
        &mut self,
        generators: &'a [Comprehension<'a>],
        started: Option<Iteration>,
        element: Element<'a>,
    ) -> Compiled {
        let Some((generator, rest)) = generators.split_first() else {
            return self.comprehension_element(element);
        };
        self.depth.enter(generator.target.span)?;
        let span = generator.target.span;
        let height = self.here().height;
        if let (None, Some(single)) = (&started, single_item(generator)) {
            // `for y in [x]` inside a comprehension is the idiom for a local variable.
            self.assign_value(generator.target, single)?;
            let skip = self.unit().label();
            self.comprehension_body(generator, rest, element, skip)?;
            self.unit().bind(skip);
            self.depth.leave();
            return Ok(());
        }
        let iteration = match started {
            Some(iteration) => iteration,
            None => self.start_iteration(generator.iter, generator.is_async)?,
        };
        self.unit().enter_loop(span);
        let (head, exit) = (self.unit().label(), self.unit().label());
        self.unit().bind(head);
        self.next_item(iteration, generator.target, exit, generator.iter.span)?;
        let skip = self.unit().label();
        self.comprehension_body(generator, rest, element, skip)?;
        self.unit().bind(skip);
        self.loop_back(iteration, generator.target, head, span);
        self.unit().leave_loop();
        self.unit().bind(exit);
        self.unit().set_height(height);
        self.depth.leave();
        Ok(())
    }

    fn comprehension_body(
        &mut self,
        generator: &'a Comprehension<'a>,
        rest: &'a [Comprehension<'a>],
        element: Element<'a>,
        skip: Label,
    ) -> Compiled {
        for test in generator.ifs {
            self.condition(test, skip, false)?;
        }
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.comprehension_loops(rest, None, element))
    }

    fn comprehension_element(&mut self, element: Element<'a>) -> Compiled {
        let height = self.here().height;
        match element {
            Element::List(list, elt) => {
                let value = self.checked_operand(elt)?;
                self.unit().emit(Op::ListAppend, list.0, value.0, 0, elt.span);
            }
            Element::Set(set, elt) => {
                let value = self.checked_operand(elt)?;
                self.unit().emit(Op::SetAdd, set.0, value.0, 0, elt.span);
            }
            Element::Dict(dict, key, value) => {
                let span = key.span.to(value.span);
                let key_register = self.operand_before(key, &[value])?;
                self.check_bound(key_register, key.span);
                let value = self.checked_operand(value)?;
                self.unit().emit(Op::MapAdd, dict.0, key_register.0, value.0, span);
            }
            Element::Yield(elt) => {
                let value = self.temporary(elt)?;
                self.unit().emit(Op::Yield, value.0, 0, 0, elt.span);
                self.unit().release(value, elt.span);
            }
        }
        self.unit().set_height(height);
        Ok(())
    }
}

/// The item of an iterable that is a display of one.
fn single_item<'a>(generator: &Comprehension<'a>) -> Option<&'a Expr<'a>> {
    if generator.is_async {
        return None;
    }
    match &generator.iter.kind {
        ExprKind::List([item]) | ExprKind::Tuple([item]) if !super::expressions::is_starred(item) => Some(item),
        _ => None,
    }
}
