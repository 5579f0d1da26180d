//! Expressions in scope analysis: names that are used, assignment expressions, and the scopes of lambdas and
//! comprehensions.

use super::collect::{Checked, Collector, check_name, error};
use super::{ComprehensionKind, Role, ScopeKind, flag};
use taipan_syntax::ast::*;

impl<'a> Collector<'a> {
    pub(super) fn expression(&mut self, e: &'a Expr<'a>) -> Checked {
        match &e.kind {
            ExprKind::Constant(_) => return Ok(()),
            ExprKind::Name(name) => return self.name(name, e.span),
            _ => {}
        }
        self.depth.enter(e.span)?;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.expression_inner(e));
        self.depth.leave();
        result
    }

    fn name(&mut self, name: &'a str, span: Span) -> Checked {
        self.add(name, flag::USE, span)?;
        if name == "super" && self.here().is_function_like() {
            self.here().symbol_mut("__class__").flags |= flag::USE;
        }
        Ok(())
    }

    fn expression_inner(&mut self, e: &'a Expr<'a>) -> Checked {
        let span = e.span;
        match &e.kind {
            ExprKind::BoolOp { values, .. } => self.expressions(values),
            ExprKind::Named { target, value } => self.named(target, value, span),
            ExprKind::Binary { left, right, .. } => {
                // The left spine of a long chain is walked without recursion, innermost first.
                let (mut rights, mut at) = (vec![*right], *left);
                while let ExprKind::Binary { left, right, .. } = &at.kind {
                    rights.push(*right);
                    at = left;
                }
                self.expression(at)?;
                rights.iter().rev().try_for_each(|right| self.expression(right))
            }
            ExprKind::Unary { operand, .. } => self.expression(operand),
            ExprKind::Lambda { params, body } => {
                self.defaults(params)?;
                self.enter(e, Role::Body, ScopeKind::Lambda, "<lambda>");
                self.params(params)?;
                self.expression(body)?;
                self.leave();
                Ok(())
            }
            ExprKind::If { test, body, orelse } => {
                self.expression(test)?;
                self.expression(body)?;
                self.expression(orelse)
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(*values) {
                    self.optional(key.as_ref())?;
                    self.expression(value)?;
                }
                Ok(())
            }
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => self.expressions(items),
            ExprKind::ListComp { elt, generators } => {
                let kind = ScopeKind::Comprehension(ComprehensionKind::List);
                self.comprehension(e, kind, "<listcomp>", generators, None, elt)
            }
            ExprKind::SetComp { elt, generators } => {
                let kind = ScopeKind::Comprehension(ComprehensionKind::Set);
                self.comprehension(e, kind, "<setcomp>", generators, None, elt)
            }
            ExprKind::DictComp { key, value, generators } => {
                let kind = ScopeKind::Comprehension(ComprehensionKind::Dict);
                self.comprehension(e, kind, "<dictcomp>", generators, Some(value), key)
            }
            ExprKind::Generator { elt, generators } => {
                self.comprehension(e, ScopeKind::Generator, "<genexpr>", generators, None, elt)
            }
            ExprKind::Await(value) => {
                self.refuse_in_annotation("await expression", span)?;
                let (kind, is_async) = (self.here().kind, self.here().is_async);
                let top_level = self.options.allow_top_level_await && kind == ScopeKind::Module;
                if !top_level && !self.here().is_function_like() {
                    return error("'await' outside function", span);
                }
                if !top_level && !is_async && !self.here().is_comprehension() {
                    return error("'await' outside async function", span);
                }
                self.expression(value)?;
                self.here().has_await = true;
                Ok(())
            }
            ExprKind::Yield(value) => {
                self.refuse_in_annotation("yield expression", span)?;
                self.optional(*value)?;
                self.yields(span)
            }
            ExprKind::YieldFrom(value) => {
                self.refuse_in_annotation("yield expression", span)?;
                self.expression(value)?;
                self.yields(span)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expression(left)?;
                self.expressions(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expression(func)?;
                self.expressions(args)?;
                self.keywords(keywords)
            }
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, .. } => self.expression(value),
            ExprKind::Subscript { value, index } => {
                self.expression(value)?;
                self.expression(index)
            }
            ExprKind::Starred(value) => self.expression(value),
            ExprKind::Name(name) => self.name(name, span),
            ExprKind::Slice { lower, upper, step } => {
                self.optional(*lower)?;
                self.optional(*upper)?;
                self.optional(*step)
            }
        }
    }

    fn yields(&mut self, span: Span) -> Checked {
        let kind = match self.here().kind {
            ScopeKind::Comprehension(ComprehensionKind::List) => "list comprehension",
            ScopeKind::Comprehension(ComprehensionKind::Set) => "set comprehension",
            ScopeKind::Comprehension(ComprehensionKind::Dict) => "dict comprehension",
            ScopeKind::Generator => "generator expression",
            _ => {
                self.here().has_yield = true;
                return Ok(());
            }
        };
        error(format!("'yield' inside {kind}"), span)
    }

    fn refuse_in_annotation(&mut self, what: &str, span: Span) -> Checked {
        let place = match self.here().kind {
            ScopeKind::Annotation => "an annotation",
            ScopeKind::Evaluator(place) => place,
            ScopeKind::TypeParams => "the definition of a generic",
            _ => return Ok(()),
        };
        error(format!("{what} cannot be used within {place}"), span)
    }

    fn fstring(&mut self, parts: &'a [FStringPart<'a>]) -> Checked {
        for part in parts {
            if let FStringPart::Field(field) = part {
                self.expression(field.value)?;
                if let Some(spec) = field.format_spec {
                    self.depth.enter(field.span)?;
                    stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.fstring(spec))?;
                    self.depth.leave();
                }
            }
        }
        Ok(())
    }

    fn named(&mut self, target: &'a Expr<'a>, value: &'a Expr<'a>, span: Span) -> Checked {
        self.refuse_in_annotation("named expression", span)?;
        if self.here().in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return error(message, span);
        }
        let frame = self.here().frame;
        self.scopes.list[frame].has_walrus = true;
        if self.here().is_comprehension() {
            self.named_in_comprehension(target)?;
        }
        self.expression(value)?;
        match target.kind {
            ExprKind::Name(name) if self.here().is_comprehension() => check_name(name, target.span),
            _ => self.target(target),
        }
    }

    /// `:=` in a comprehension binds in the function or module around it.
    fn named_in_comprehension(&mut self, target: &'a Expr<'a>) -> Checked {
        let ExprKind::Name(raw) = target.kind else { return Ok(()) };
        let (name, here) = (self.mangled(raw), self.current);
        let mut inner = vec![];
        let mut at = here;
        while self.scopes.list[at].is_comprehension() {
            if self.scopes.list[at].symbol(name).is_some_and(|s| s.flags & flag::ITERATION != 0) {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                return error(message, target.span);
            }
            inner.push(at);
            at = self.scopes.list[at].parent.expect("a comprehension stands inside the module");
        }
        let frame = self.scopes.list[at].frame;
        self.scopes.list[frame].has_walrus = true;
        let kind = self.scopes.list[at].kind;
        let bit = match kind {
            ScopeKind::Class => {
                let message = "assignment expression within a comprehension cannot be used in a class body";
                return error(message, target.span);
            }
            ScopeKind::TypeParams | ScopeKind::Evaluator(_) | ScopeKind::Annotation => {
                let place = match kind {
                    ScopeKind::TypeParams => "within the definition of a generic",
                    ScopeKind::Evaluator("a type alias") => "in a type alias",
                    ScopeKind::Evaluator(_) => "in a TypeVar bound",
                    _ => "in an annotation",
                };
                let message = format!("assignment expression within a comprehension cannot be used {place}");
                return error(message, target.span);
            }
            ScopeKind::Module => flag::GLOBAL,
            _ if self.scopes.list[at].symbol(name).is_some_and(|s| s.flags & flag::GLOBAL != 0) => flag::GLOBAL,
            _ => flag::NONLOCAL,
        };
        let owner = self.scopes.list[at].symbol_mut(name);
        owner.flags |= flag::LOCAL;
        owner.bindings += 1;
        let symbol = self.scopes.list[here].symbol_mut(name);
        symbol.flags |= bit | flag::USE;
        symbol.directive = target.span;
        Ok(())
    }

    fn comprehension(
        &mut self,
        e: &'a Expr<'a>,
        kind: ScopeKind,
        name: &'static str,
        generators: &'a [Comprehension<'a>],
        value: Option<&'a Expr<'a>>,
        elt: &'a Expr<'a>,
    ) -> Checked {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        self.here().in_iterable += 1;
        self.expression(first.iter)?;
        self.here().in_iterable -= 1;
        let id = self.enter(e, Role::Body, kind, name);
        if kind == ScopeKind::Generator {
            self.param(".0", e.span)?;
        }
        self.here().has_await = first.is_async;
        self.comprehension_target(first)?;
        self.expressions(first.ifs)?;
        for generator in rest {
            self.comprehension_target(generator)?;
            self.here().in_iterable += 1;
            self.expression(generator.iter)?;
            self.here().in_iterable -= 1;
            self.expressions(generator.ifs)?;
            self.here().has_await |= generator.is_async;
        }
        // The key of a dict comprehension is evaluated first; CPython's symbol table visits it last.
        self.optional(value)?;
        self.expression(elt)?;
        self.leave();
        if kind != ScopeKind::Generator && self.scopes.list[id].has_await {
            self.here().has_await = true;
        }
        Ok(())
    }

    fn comprehension_target(&mut self, generator: &'a Comprehension<'a>) -> Checked {
        self.here().in_target = true;
        self.target(generator.target)?;
        self.here().in_target = false;
        Ok(())
    }
}
