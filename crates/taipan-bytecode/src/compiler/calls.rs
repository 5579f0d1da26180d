//! Calls: windows at the top of the temporaries, fused calls of globals and methods, keywords, stars, and calls that
//! are awaited at once.

use super::expressions::is_starred;
use super::unit::Reg;
use super::{Compiled, Compiler};
use crate::code::Constant;
use crate::op::Op;
use crate::scope::{Access, MODULE, flag};
use std::sync::Arc;
use taipan_syntax::ast::*;

/// Calls with more arguments than this gather them in a list first.
pub(super) const MAX_ARGUMENTS: usize = 200;

/// From this height of the temporaries on, the receivers of a chain of method calls take turns in one window.
const LONG_CHAIN: u16 = 60;

/// Builtins that are called so early or so often that a missing one is not worth loading the name before the arguments.
const BUILTINS: &[&str] = &[
    "abs",
    "all",
    "any",
    "bool",
    "bytes",
    "callable",
    "chr",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "next",
    "oct",
    "ord",
    "pow",
    "print",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "sorted",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "zip",
    "Exception",
    "ValueError",
    "TypeError",
    "KeyError",
    "IndexError",
    "RuntimeError",
    "StopIteration",
    "AttributeError",
    "NotImplementedError",
    "AssertionError",
];

impl<'a> Compiler<'a> {
    /// A call; with `awaited`, the span of an `await` around it, the result is awaited as well. The span of the call is
    /// that of `e`.
    pub(super) fn call(
        &mut self,
        e: &'a Expr<'a>,
        func: &'a Expr<'a>,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        dst: Reg,
        awaited: Option<Span>,
    ) -> Compiled {
        self.warn_about_callee(func);
        let window = self.top_or(dst);
        let height = self.here().height;
        let span = match &func.kind {
            ExprKind::Attribute { value, attr } if self.lines.line(value.span.start) != self.line_of(attr.span) => {
                Span::new(attr.span.start, e.span.end)
            }
            _ => e.span,
        };
        let spread = args.len() + keywords.len() > MAX_ARGUMENTS
            || args.iter().any(is_starred)
            || keywords.iter().any(|k| k.name.is_none());
        let fused = if spread {
            self.call_spread(func, args, keywords, window, span)?;
            false
        } else {
            self.call_plain(func, args, keywords, window, awaited, span)?
        };
        if let (Some(outer), false) = (awaited, fused) {
            self.unit().emit(Op::Await, window.0, window.0, 0, outer);
        }
        self.unit().set_height(height);
        self.unit().transfer(dst, window, span);
        Ok(())
    }

    /// A call with plain arguments; says whether it awaits the result too.
    fn call_plain(
        &mut self,
        func: &'a Expr<'a>,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        window: Reg,
        awaited: Option<Span>,
        span: Span,
    ) -> Compiled<bool> {
        let count = (args.len() + keywords.len()) as u16;
        match &func.kind {
            ExprKind::Attribute { value, attr } if !self.is_zero_argument_super(value) => {
                let is_call = matches!(value.kind, ExprKind::Call { .. });
                if is_call && window.number() > LONG_CHAIN {
                    // In `a.f().g().h()` each receiver would start a window inside the one before it.
                    self.expression_to(value, window)?;
                    self.unit().temporaries(2);
                    let receiver = self.unit().temporary();
                    self.unit().transfer(receiver, window, span);
                } else {
                    self.unit().temporaries(2);
                    self.temporary(value)?;
                }
                self.arguments(args, keywords)?;
                let name = self.mangled(attr.name);
                let name = self.unit().name(name);
                if keywords.is_empty() {
                    let op = if awaited.is_some() { Op::CallMethodAwait } else { Op::CallMethod };
                    self.unit().emit_await(op, window.0, count, name, span, awaited.unwrap_or(span));
                    return Ok(awaited.is_some());
                }
                let names = self.keyword_names(keywords);
                self.unit().emit_extra(Op::CallMethodKw, window.0, count, name, u32::from(names), span);
                Ok(false)
            }
            ExprKind::Name(name)
                if keywords.is_empty()
                    && matches!(self.access(name), Access::Global)
                    && (args.iter().all(|a| self.is_quiet(a)) || self.is_settled_global(name)) =>
            {
                self.unit().temporaries(2);
                self.arguments(args, keywords)?;
                let name = self.mangled(name);
                let name = self.unit().name(name);
                let op = if awaited.is_some() { Op::CallGlobalAwait } else { Op::CallGlobal };
                self.unit().emit_await(op, window.0, count, name, span, awaited.unwrap_or(span));
                Ok(awaited.is_some())
            }
            _ => {
                self.expression_to(func, window)?;
                self.unit().temporaries(2);
                self.arguments(args, keywords)?;
                if keywords.is_empty() {
                    let op = if awaited.is_some() { Op::CallAwait } else { Op::Call };
                    self.unit().emit_await(op, window.0, count, 0, span, awaited.unwrap_or(span));
                    return Ok(awaited.is_some());
                }
                let names = self.keyword_names(keywords);
                self.unit().emit(Op::CallKw, window.0, count, names, span);
                Ok(false)
            }
        }
    }

    /// Plain arguments in consecutive temporaries.
    fn arguments(&mut self, args: &'a [Expr<'a>], keywords: &'a [Keyword<'a>]) -> Compiled {
        for arg in args.iter().chain(keywords.iter().map(|k| &k.value)) {
            self.temporary(arg)?;
        }
        Ok(())
    }

    pub(super) fn keyword_names(&mut self, keywords: &'a [Keyword<'a>]) -> u16 {
        let names: Vec<Constant> = keywords
            .iter()
            .map(|k| {
                let name = k.name.map_or("", |n| n.name);
                Constant::Str(self.mangled(name).into())
            })
            .collect();
        self.unit().small_constant(&Constant::Tuple(Arc::from(names)))
    }

    /// A call with stars or with very many arguments.
    fn call_spread(
        &mut self,
        func: &'a Expr<'a>,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        window: Reg,
        span: Span,
    ) -> Compiled {
        self.expression_to(func, window)?;
        self.unit().temporaries(2);
        let list = self.unit().temporary();
        match args {
            [Expr { kind: ExprKind::Starred(inner), .. }] => self.expression_to(inner, list)?,
            _ => {
                self.list_in_pieces(args, list, span)?;
                self.unit().emit(Op::ListToTuple, list.0, 0, 0, span);
            }
        }
        self.call_with_tuple(keywords, window, span)
    }

    /// Gathers the keywords and calls what is in `window`; the arguments are in the tuple on top.
    pub(super) fn call_with_tuple(&mut self, keywords: &'a [Keyword<'a>], window: Reg, span: Span) -> Compiled {
        if !keywords.is_empty() {
            self.keyword_dict(keywords, window, span)?;
        }
        self.unit().emit(Op::CallEx, window.0, u16::from(!keywords.is_empty()), 0, span);
        Ok(())
    }

    /// A dict of keywords in a new temporary; stars are merged, which refuses duplicates in the callee's name.
    fn keyword_dict(&mut self, keywords: &'a [Keyword<'a>], window: Reg, span: Span) -> Compiled {
        let dict = self.unit().temporary();
        self.unit().emit(Op::BuildMap, dict.0, dict.0, 0, span);
        let mut at = 0;
        let mut is_first = true;
        while at < keywords.len() {
            let height = self.here().height;
            if keywords[at].name.is_none() {
                let value = self.checked_operand(&keywords[at].value)?;
                self.unit().emit(Op::DictMerge, dict.0, value.0, window.0, span);
                at += 1;
            } else {
                let run = keywords[at..].iter().take_while(|k| k.name.is_some()).count().min(50);
                // Keywords after a star may repeat a name in it; those before the first star cannot.
                let pairs = if is_first { None } else { Some(self.unit().temporary()) };
                for keyword in &keywords[at..at + run] {
                    let key = self.unit().temporary();
                    let name = self.mangled(keyword.name.map_or("", |n| n.name));
                    self.unit().load_text(key, name, keyword.span);
                    let value = self.temporary(&keyword.value)?;
                    if pairs.is_none() {
                        self.unit().emit(Op::MapAdd, dict.0, key.0, value.0, span);
                        self.unit().set_height(height);
                    }
                }
                if let Some(pairs) = pairs {
                    let first = pairs.above(1);
                    self.unit().emit(Op::BuildMap, pairs.0, first.0, run as u16, span);
                    self.unit().emit(Op::DictMerge, dict.0, pairs.0, window.0, span);
                }
                at += run;
            }
            is_first = false;
            self.unit().set_height(height);
        }
        Ok(())
    }

    /// Whether evaluating `e` runs no code that could define or rebind a global, or print something: then it does not
    /// matter that a fused call looks its callee up after the arguments.
    fn is_quiet(&self, e: &'a Expr<'a>) -> bool {
        match &e.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Lambda { .. } => true,
            ExprKind::Attribute { value, .. } => self.is_quiet_below(value),
            ExprKind::Unary { operand, .. } => self.is_quiet_below(operand),
            ExprKind::Binary { left, right, .. } => self.is_quiet_below(left) && self.is_quiet_below(right),
            ExprKind::Subscript { value, index } => self.is_quiet_below(value) && self.is_quiet_below(index),
            ExprKind::Compare { left, comparators: [right], .. } => {
                self.is_quiet_below(left) && self.is_quiet_below(right)
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.len() <= 8 && items.iter().all(is_leaf),
            _ => false,
        }
    }

    /// One more level, so that the question costs a constant amount of work.
    fn is_quiet_below(&self, e: &'a Expr<'a>) -> bool {
        match &e.kind {
            ExprKind::Attribute { value, .. } => is_leaf(value),
            ExprKind::Binary { left, right, .. } => is_leaf(left) && is_leaf(right),
            ExprKind::Subscript { value, index } => is_leaf(value) && is_leaf(index),
            _ => is_leaf(e),
        }
    }

    /// Whether a global name can be expected to exist and to keep its value: a builtin that the module does not
    /// shadow, or, seen from inside a function, a name that one `def`, `class` or `import` binds.
    fn is_settled_global(&self, name: &'a str) -> bool {
        let name = self.mangled(name);
        match self.scopes.list[MODULE].symbol(name) {
            Some(symbol) if symbol.flags & (flag::BOUND | flag::DELETED) != 0 || symbol.bindings > 0 => {
                self.here().frame != MODULE
                    && symbol.bindings == 1
                    && symbol.flags & flag::DEFINITION != 0
                    && symbol.flags & flag::DELETED == 0
            }
            _ => BUILTINS.contains(&name),
        }
    }
}

fn is_leaf(e: &Expr<'_>) -> bool {
    matches!(e.kind, ExprKind::Constant(_) | ExprKind::Name(_))
}
