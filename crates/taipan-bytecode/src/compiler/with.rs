//! `with` and `async with`.
//!
//! ```text
//! t exit function | t+1 manager, then: exception | t+2 what was handled before | t+3 window of the exit call
//! ```

use super::unit::{Block, Reg};
use super::{Compiled, Compiler};
use crate::op::Op;
use taipan_syntax::ast::*;

const ENTER: u16 = 0;
const EXIT: u16 = 1;
const ASYNC_ENTER: u16 = 2;
const ASYNC_EXIT: u16 = 3;

impl<'a> Compiler<'a> {
    pub(super) fn with_statement(
        &mut self,
        items: &'a [WithItem<'a>],
        body: &'a [Stmt<'a>],
        is_async: bool,
        span: Span,
    ) -> Compiled {
        if is_async {
            self.check_await("'async with' outside async function", span)?;
        }
        self.with_items(items, body, is_async)
    }

    fn with_items(&mut self, items: &'a [WithItem<'a>], body: &'a [Stmt<'a>], is_async: bool) -> Compiled {
        let Some((item, rest)) = items.split_first() else { return self.statements(body) };
        let span = item.context.span;
        self.depth.enter(span)?;
        let height = self.here().height;
        let exit = self.unit().temporary();
        let manager = self.temporary(item.context)?;
        let enter = self.unit().temporary();
        self.unit().temporaries(2);
        let (enter_method, exit_method) = if is_async { (ASYNC_ENTER, ASYNC_EXIT) } else { (ENTER, EXIT) };
        self.unit().emit(Op::LoadSpecial, enter.0, manager.0, enter_method, span);
        self.unit().emit(Op::LoadSpecial, exit.0, manager.0, exit_method, span);
        self.unit().release(manager, span);
        let call = if is_async { Op::CallAwait } else { Op::Call };
        self.unit().emit(call, enter.0, 0, 0, span);
        self.unit().set_height(enter.number() + 1);

        // The target is assigned inside the protected range, from a temporary above the exception's.
        let exc = manager;
        let (handler, end) = (self.unit().label(), self.unit().label());
        let region = self.unit().open_region(handler, exc);
        match item.target {
            Some(target) => self.store(target, enter, false)?,
            None => self.unit().release(enter, span),
        }
        self.unit().set_height(exit.number() + 1);
        self.unit().blocks.push(Block::With { exit, is_async, region, span });
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.with_items(rest, body, is_async))?;
        self.unit().blocks.pop();
        self.unit().close_region(region);
        self.call_exit(exit, is_async, span);
        self.unit().jump(Op::Jump, 0, 0, end, span);

        self.unit().bind(handler);
        self.unit().set_height(exc.number() + 1);
        let saved = self.unit().temporary();
        let window = self.unit().temporary();
        self.unit().reserve(window, 8);
        self.unit().emit(Op::PushExc, saved.0, exc.0, 0, span);
        let (cleanup, suppressed) = (self.unit().label(), self.unit().label());
        let region = self.unit().open_region(cleanup, window);
        self.unit().emit(Op::WithExceptStart, window.0, exit.0, exc.0, span);
        if is_async {
            self.unit().emit(Op::Await, window.0, window.0, 0, span);
        }
        self.unit().jump(Op::JumpIfTrue, window.0, 0, suppressed, span);
        self.unit().close_region(region);
        self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
        self.unit().release(exit, span);
        self.unit().emit(Op::Reraise, exc.0, 0, 0, span);
        self.unit().bind(suppressed);
        self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
        self.unit().release(exc, span);
        self.unit().release(exit, span);
        self.unit().jump(Op::Jump, 0, 0, end, span);
        self.unit().bind(cleanup);
        self.unit().emit(Op::PopExc, saved.0, 0, 0, span);
        self.unit().release(exc, span);
        self.unit().release(exit, span);
        self.unit().emit(Op::Reraise, window.0, 0, 0, span);
        self.unit().bind(end);
        self.unit().set_height(height);
        self.depth.leave();
        Ok(())
    }

    /// Calls the exit function in `window` with three times None and drops the result.
    pub(super) fn call_exit(&mut self, window: Reg, is_async: bool, span: Span) {
        let unit = self.unit();
        let height = unit.height;
        unit.set_height(window.number() + 3);
        for _ in 0..3 {
            let none = unit.temporary();
            unit.load_none(none, span);
        }
        let call = if is_async { Op::CallAwait } else { Op::Call };
        unit.emit(call, window.0, 3, 0, span);
        unit.release(window, span);
        unit.set_height(height);
    }
}
