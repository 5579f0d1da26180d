//! Statements: dispatch, the simple ones, conditionals, docstrings, and the way out through enclosing blocks.

use super::unit::{Block, Reg};
use super::{Compiled, Compiler, error};
use crate::code::Constant;
use crate::fold;
use crate::immediate;
use crate::op::Op;
use crate::scope::ScopeKind;
use taipan_syntax::Mode;
use taipan_syntax::ast::{self, *};

impl<'a> Compiler<'a> {
    pub(super) fn module_body(&mut self, module: &'a Module<'a>, end: Span) -> Compiled {
        let interactive = self.options.mode == Mode::Interactive;
        if has_annotations(module.body) {
            let span = self.line_start_span(1);
            self.unit().emit(Op::SetupAnnotations, 0, 0, 0, span);
        }
        let (docstring, body) =
            if interactive { (None, module.body) } else { split_docstring(module.body, self.options.optimize) };
        if let Some(text) = docstring {
            let span = module.body[0].span;
            let value = self.unit().temporary();
            self.unit().load_text(value, &text, span);
            self.store_name("__doc__", value, false, span);
            self.unit().set_height(0);
        }
        self.statements(body)?;
        self.unit().emit_extra(Op::ReturnImm, 0, 0, 0, immediate::NONE as u32, end);
        Ok(())
    }

    pub(super) fn expression_module(&mut self, module: &'a Module<'a>) -> Compiled {
        let Some(Stmt { kind: StmtKind::Expr(value), span }) = module.body.first() else {
            return error("invalid syntax", Span::default());
        };
        let value = self.temporary(value)?;
        self.unit().emit(Op::Return, value.0, 0, 0, *span);
        Ok(())
    }

    pub(super) fn statements(&mut self, body: &'a [Stmt<'a>]) -> Compiled {
        for statement in body {
            self.statement(statement)?;
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt<'a>) -> Compiled {
        self.depth.enter(statement.span)?;
        self.here().check_limits()?;
        let height = self.here().height;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.statement_inner(statement));
        debug_assert!(result.is_err() || self.here().height == height, "a statement leaves no temporary behind");
        self.depth.leave();
        result
    }

    fn statement_inner(&mut self, statement: &'a Stmt<'a>) -> Compiled {
        let span = statement.span;
        match &statement.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, span),
            StmtKind::ClassDef(def) => self.class_def(def, span),
            StmtKind::Return(value) => self.return_statement(*value, span),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, *value, *simple)
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(name, type_params, value, span),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.for_loop(target, iter, body, orelse, *is_async, span)
            }
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, span),
            StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse, span),
            StmtKind::With { items, body, is_async } => self.with_statement(items, body, *is_async, span),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases),
            StmtKind::Raise { exc, cause } => self.raise(*exc, *cause, span),
            StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                self.try_statement(body, handlers, orelse, finalbody, *is_star, span)
            }
            StmtKind::Assert { test, msg } => self.assert(test, *msg, span),
            StmtKind::Import(aliases) => self.import(aliases, span),
            StmtKind::ImportFrom { module, names, level } => self.import_from(*module, names, *level, span),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => Ok(()),
            StmtKind::Expr(value) => self.expression_statement(value, span),
            StmtKind::Break => self.break_or_continue(true, span),
            StmtKind::Continue => self.break_or_continue(false, span),
        }
    }

    fn expression_statement(&mut self, value: &'a Expr<'a>, span: Span) -> Compiled {
        if self.options.mode == Mode::Interactive && self.frame_kind() == ScopeKind::Module {
            let height = self.here().height;
            let register = self.temporary(value)?;
            self.unit().emit(Op::PrintExpr, register.0, 0, 0, span);
            self.unit().set_height(height);
            return Ok(());
        }
        self.discard(value)
    }

    fn if_statement(
        &mut self,
        test: &'a Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: &'a [Stmt<'a>],
        span: Span,
    ) -> Compiled {
        let end = self.unit().label();
        let (mut test, mut body, mut orelse) = (test, body, orelse);
        loop {
            let otherwise = self.unit().label();
            self.condition(test, otherwise, false)?;
            self.statements(body)?;
            if orelse.is_empty() {
                self.unit().bind(otherwise);
                break;
            }
            self.unit().jump(Op::Jump, 0, 0, end, span);
            self.unit().bind(otherwise);
            // A chain of `elif`s is nested in the tree, but is compiled in a loop.
            match orelse {
                [Stmt { kind: StmtKind::If { test: t, body: b, orelse: o }, .. }] => {
                    (test, body, orelse) = (t, b, o);
                }
                _ => {
                    self.statements(orelse)?;
                    break;
                }
            }
        }
        self.unit().bind(end);
        Ok(())
    }

    fn raise(&mut self, exc: Option<&'a Expr<'a>>, cause: Option<&'a Expr<'a>>, span: Span) -> Compiled {
        let height = self.here().height;
        match (exc, cause) {
            (None, _) => self.unit().emit(Op::RaiseCurrent, 0, 0, 0, span),
            (Some(exc), None) => {
                let exc = self.temporary(exc)?;
                self.unit().emit(Op::Raise, exc.0, 0, 0, span);
            }
            (Some(exc), Some(cause)) => {
                let exc = self.temporary(exc)?;
                let cause = self.temporary(cause)?;
                self.unit().emit(Op::RaiseFrom, exc.0, cause.0, 0, span);
            }
        }
        self.unit().set_height(height);
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr<'a>, msg: Option<&'a Expr<'a>>, span: Span) -> Compiled {
        self.warn_about_assert(test, span);
        if self.options.optimize > 0 {
            return Ok(());
        }
        let height = self.here().height;
        let holds = self.unit().label();
        self.condition(test, holds, true)?;
        let error = self.unit().temporary();
        self.unit().emit(Op::LoadAssertionError, error.0, 0, 0, span);
        if let Some(msg) = msg {
            self.unit().temporaries(2);
            self.temporary(msg)?;
            self.unit().emit(Op::Call, error.0, 1, 0, span);
        }
        self.unit().emit(Op::Raise, error.0, 0, 0, test.span);
        self.unit().bind(holds);
        self.unit().set_height(height);
        Ok(())
    }

    // ---- ways out ----

    fn return_statement(&mut self, value: Option<&'a Expr<'a>>, span: Span) -> Compiled {
        let frame = &self.scopes.list[self.here().frame];
        if matches!(frame.kind, ScopeKind::Module | ScopeKind::Class) {
            return error("'return' outside function", span);
        }
        if value.is_some() && frame.is_async && frame.has_yield {
            return error("'return' with value in async generator", span);
        }
        if self.here().blocks.iter().any(|b| matches!(b, Block::ExceptStar)) {
            return error("'break', 'continue' and 'return' cannot appear in an except* block", span);
        }
        let height = self.here().height;
        let constant = match value {
            None => Some(Constant::None),
            Some(value) => fold::fold(value, self.options.optimize).filter(Self::is_immediate),
        };
        if let Some(constant) = constant {
            let word = super::unit::immediate_word(&constant).expect("only immediates pass the filter");
            let left = self.leave_blocks(0, None, span)?;
            self.unit().emit_extra(Op::ReturnImm, 0, 0, 0, word as u32, span);
            self.reenter_blocks(left);
            return Ok(());
        }
        let Some(value) = value else { return Ok(()) };
        // Code on the way out may change a local, so its value is taken before.
        let runs_code = self
            .here()
            .blocks
            .iter()
            .any(|b| matches!(b, Block::With { .. } | Block::Finally { .. } | Block::BoundName { .. }));
        let is_constant = fold::fold(value, self.options.optimize).is_some();
        let register = if runs_code || is_constant { self.temporary(value)? } else { self.checked_operand(value)? };
        let left = self.leave_blocks(0, Some(register), span)?;
        self.unit().emit(Op::Return, register.0, 0, 0, span);
        self.reenter_blocks(left);
        self.unit().set_height(height);
        Ok(())
    }

    fn break_or_continue(&mut self, is_break: bool, span: Span) -> Compiled {
        let blocks = &self.here().blocks;
        let at = blocks.iter().rposition(|b| matches!(b, Block::Loop { .. } | Block::ExceptStar));
        let (at, block) = match at {
            Some(at) => (at, blocks[at]),
            None if is_break => return error("'break' outside loop", span),
            None => return error("'continue' not properly in loop", span),
        };
        let Block::Loop { break_label, continue_label, iterator } = block else {
            return error("'break', 'continue' and 'return' cannot appear in an except* block", span);
        };
        let left = self.leave_blocks(at + 1, None, span)?;
        if is_break {
            if let Some(iterator) = iterator {
                self.unit().release(iterator, span);
            }
            self.unit().jump(Op::Jump, 0, 0, break_label, span);
        } else {
            self.unit().jump(Op::JumpBack, 0, 0, continue_label, span);
        }
        self.reenter_blocks(left);
        Ok(())
    }

    /// Emits what leaving the blocks from number `down_to` up takes, innermost first. Their protected ranges are
    /// interrupted until [`Compiler::reenter_blocks`]. `value` is what is being returned.
    fn leave_blocks(&mut self, down_to: usize, value: Option<Reg>, span: Span) -> Compiled<Vec<Block<'a>>> {
        let left = self.unit().blocks.split_off(down_to);
        if !self.here().is_reachable() {
            return Ok(left);
        }
        for at in (0..left.len()).rev() {
            let block = left[at];
            if let Some(region) = block.region() {
                self.unit().close_region(region);
            }
            // Code that runs on the way out sees only the blocks around the one that is left.
            self.unit().blocks.truncate(down_to);
            self.unit().blocks.extend_from_slice(&left[..at]);
            if let Some(register) = value.filter(|r| r.is_temporary()) {
                self.unit().blocks.push(Block::Value { register });
            }
            self.leave_block(block, span)?;
        }
        self.unit().blocks.truncate(down_to);
        Ok(left)
    }

    fn leave_block(&mut self, block: Block<'a>, span: Span) -> Compiled {
        let height = self.here().height;
        match block {
            Block::Loop { iterator, .. } => {
                if let Some(iterator) = iterator {
                    self.unit().release(iterator, span);
                }
            }
            Block::With { exit, is_async, span, .. } => {
                let window = self.unit().temporary();
                self.unit().transfer(window, exit, span);
                self.call_exit(window, is_async, span);
            }
            Block::Finally { body, .. } => self.statements(body)?,
            Block::Handler { saved, exc, .. } => {
                self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
                self.unit().release(exc, span);
            }
            Block::BoundName { name, span, .. } => self.unbind_name(name, span),
            Block::Value { register } => self.unit().release(register, span),
            Block::Try { .. } | Block::ExceptStar => {}
        }
        self.unit().set_height(height);
        Ok(())
    }

    fn reenter_blocks(&mut self, left: Vec<Block<'a>>) {
        for block in &left {
            if let Some(region) = block.region() {
                self.unit().reopen_region(region);
            }
        }
        self.unit().blocks.extend(left);
    }

    /// `name = None; del name`, which ends `except ... as name`.
    pub(super) fn unbind_name(&mut self, name: &'a str, span: Span) {
        if let Some(local) = self.local_register(name) {
            self.unit().release(local, span);
            return;
        }
        let height = self.here().height;
        let none = self.unit().temporary();
        self.unit().load_none(none, span);
        self.store_name(name, none, false, span);
        self.delete_name(name, span);
        self.unit().set_height(height);
    }
}

/// The docstring of a body, cleaned as CPython 3.13 does, and the statements after it.
pub(super) fn split_docstring<'a>(body: &'a [Stmt<'a>], optimize: u8) -> (Option<String>, &'a [Stmt<'a>]) {
    if let Some((Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Constant(text), .. }), .. }, rest)) =
        body.split_first()
        && let ast::Constant::Str(text) = text
    {
        return ((optimize < 2).then(|| clean_docstring(text)), rest);
    }
    (None, body)
}

/// Removes the common indentation of all lines after the first, and of the first all of it.
fn clean_docstring(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default();
    let indent = lines
        .clone()
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(usize::MAX);
    let mut cleaned = first.trim_start_matches(' ').to_owned();
    for line in lines {
        cleaned.push('\n');
        let spaces = line.len() - line.trim_start_matches(' ').len();
        cleaned.push_str(&line[spaces.min(indent)..]);
    }
    cleaned
}

fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}

/// Whether a body, compound statements included, annotates a name.
pub(super) fn has_annotations(body: &[Stmt<'_>]) -> bool {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, || body.iter().any(annotates))
}

fn annotates(statement: &Stmt<'_>) -> bool {
    let mut at = statement;
    loop {
        return match &at.kind {
            StmtKind::AnnAssign { .. } => true,
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                has_annotations(body) || has_annotations(orelse)
            }
            StmtKind::If { body, orelse, .. } => {
                if has_annotations(body) {
                    return true;
                }
                if let [only @ Stmt { kind: StmtKind::If { .. }, .. }] = orelse {
                    at = only;
                    continue;
                }
                has_annotations(orelse)
            }
            StmtKind::With { body, .. } => has_annotations(body),
            StmtKind::Match { cases, .. } => cases.iter().any(|case| has_annotations(case.body)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                has_annotations(body)
                    || handlers.iter().any(|h| has_annotations(h.body))
                    || has_annotations(orelse)
                    || has_annotations(finalbody)
            }
            _ => false,
        };
    }
}
