//! Function definitions, lambdas and generator expressions: defaults, annotations, closures, decorators, bodies.

use super::unit::Reg;
use super::{Compiled, Compiler};
use crate::code::{CodeFlags, CodeKind, CodeObject, Constant};
use crate::op::Op;
use crate::scope::{CellSource, Role, ScopeId, ScopeKind, parameters};
use std::sync::Arc;
use taipan_syntax::ast::*;

/// Flags of `MakeFunction`.
pub(super) const DEFAULTS: u16 = 1;
pub(super) const KEYWORD_DEFAULTS: u16 = 2;
pub(super) const ANNOTATIONS: u16 = 4;
pub(super) const CLOSURE: u16 = 8;

impl<'a> Compiler<'a> {
    pub(super) fn function_def(&mut self, def: &'a FunctionDef<'a>, span: Span) -> Compiled {
        let height = self.here().height;
        let first_line = def.decorators.first().map_or(self.line_of(span), |d| self.line_of(d.span));
        let windows = self.decorators(def.decorators)?;
        let local =
            if windows.is_empty() && def.type_params.is_empty() { self.local_register(def.name.name) } else { None };
        let function = self.unit().temporary();
        let head = Span::new(span.start, def.name.span.end);
        let value = if def.type_params.is_empty() {
            self.function_in_scope(def, function, first_line, local, head)?
        } else {
            self.generic_function(def, function, first_line, head)?;
            function
        };
        let value = self.apply_decorators(def.decorators, &windows, value);
        if Some(value) != local {
            self.store_name(def.name.name, value, false, head);
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// Evaluates decorators, each into the callee of a call window whose only argument is the next window.
    pub(super) fn decorators(&mut self, decorators: &'a [Expr<'a>]) -> Compiled<Vec<Reg>> {
        let mut windows = vec![];
        for decorator in decorators {
            let window = self.temporary(decorator)?;
            self.unit().temporaries(2);
            windows.push(window);
        }
        Ok(windows)
    }

    /// Calls the decorators from the innermost out; the value stands in the argument of the innermost window.
    pub(super) fn apply_decorators(&mut self, decorators: &'a [Expr<'a>], windows: &[Reg], value: Reg) -> Reg {
        let mut value = value;
        for (decorator, window) in decorators.iter().zip(windows).rev() {
            debug_assert!(value == window.above(3) || self.here().overflow.is_some());
            self.unit().emit(Op::Call, window.0, 1, 0, decorator.span);
            value = *window;
        }
        value
    }

    /// A function without type parameters: into `local` when nothing but the function itself has to be stored, else
    /// into `function`, the topmost temporary. Returns where it is.
    fn function_in_scope(
        &mut self,
        def: &'a FunctionDef<'a>,
        function: Reg,
        first_line: u32,
        local: Option<Reg>,
        span: Span,
    ) -> Compiled<Reg> {
        self.unit().temporaries(3);
        let mut flags = self.defaults(def.params, function, span)?;
        flags |= self.annotations(def.params, def.returns, function.above(2), span)?;
        let scope = self.scopes.of_node(def, Role::Body);
        let code = self.function_code(scope, def, first_line)?;
        Ok(self.make_function(scope, code, function, flags, local, span))
    }

    /// Evaluates default values: a tuple in `function`, a dict in the temporary after it. Returns the flags.
    pub(super) fn defaults(&mut self, params: &'a Parameters<'a>, function: Reg, span: Span) -> Compiled<u16> {
        let height = self.here().height;
        let mut flags = 0;
        let defaults: Vec<_> = params.posonly.iter().chain(params.args).filter_map(|p| p.default).collect();
        if !defaults.is_empty() {
            flags |= DEFAULTS;
            let values: Option<Vec<_>> = defaults.iter().map(|e| crate::fold::fold(e, self.options.optimize)).collect();
            match values {
                Some(values) => self.unit().load_constant(function, &Constant::Tuple(values.into()), span),
                None => {
                    let first = self.unit().temporaries(0);
                    for default in &defaults {
                        self.temporary(default)?;
                    }
                    self.unit().emit(Op::BuildTuple, function.0, first.0, defaults.len() as u16, span);
                    self.unit().set_height(height);
                }
            }
        }
        if params.kwonly.iter().any(|p| p.default.is_some()) {
            flags |= KEYWORD_DEFAULTS;
            let first = self.unit().temporaries(0);
            let mut count = 0;
            for parameter in params.kwonly {
                let Some(default) = parameter.default else { continue };
                let key = self.unit().temporary();
                let name = self.mangled(parameter.name.name);
                self.unit().load_text(key, name, parameter.name.span);
                self.temporary(default)?;
                count += 1;
            }
            self.unit().emit(Op::BuildMap, function.above(1).0, first.0, count, span);
            self.unit().set_height(height);
        }
        Ok(flags)
    }

    /// Evaluates annotations into a dict in `to`. Returns the flag of `MakeFunction`.
    pub(super) fn annotations(
        &mut self,
        params: &'a Parameters<'a>,
        returns: Option<&'a Expr<'a>>,
        to: Reg,
        span: Span,
    ) -> Compiled<u16> {
        let height = self.here().height;
        let first = self.unit().temporaries(0);
        let mut count = 0;
        for parameter in parameters(params) {
            let Some(annotation) = parameter.annotation else { continue };
            let key = self.unit().temporary();
            let name = self.mangled(parameter.name.name);
            self.unit().load_text(key, name, parameter.name.span);
            let value = self.unit().temporary();
            self.annotation(annotation, value)?;
            count += 1;
        }
        if let Some(returns) = returns {
            let key = self.unit().temporary();
            self.unit().load_text(key, "return", returns.span);
            let value = self.unit().temporary();
            self.annotation(returns, value)?;
            count += 1;
        }
        if count == 0 {
            return Ok(0);
        }
        self.unit().emit(Op::BuildMap, to.0, first.0, count, span);
        self.unit().set_height(height);
        Ok(ANNOTATIONS)
    }

    /// The value of an annotation, or its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, annotation: &'a Expr<'a>, to: Reg) -> Compiled {
        if self.future_annotations {
            let text = super::unparse::annotation_text(annotation);
            self.unit().load_text(to, &text, annotation.span);
            return Ok(());
        }
        if let ExprKind::Starred(inner) = annotation.kind {
            // `*args: *Ts` means the one value that unpacking `Ts` gives.
            self.expression_to(inner, to)?;
            self.unit().emit(Op::UnpackSequence, to.0, to.0, 1, annotation.span);
            return Ok(());
        }
        self.expression_to(annotation, to)
    }

    /// Makes the function of a compiled scope. Its flagged parts stand in the four temporaries from `function`.
    pub(super) fn make_function(
        &mut self,
        scope: ScopeId,
        code: u16,
        function: Reg,
        mut flags: u16,
        local: Option<Reg>,
        span: Span,
    ) -> Reg {
        let height = self.here().height;
        let freevars = self.scopes.list[scope].freevars.clone();
        if !freevars.is_empty() {
            flags |= CLOSURE;
            let closure = function.above(3);
            let first = self.unit().temporaries(0);
            let here = self.here().scope;
            // Cells beyond what a row of temporaries should hold are gathered in a list.
            let in_pieces = freevars.len() > super::expressions::CHUNK;
            if in_pieces {
                self.unit().temporary();
                self.unit().emit(Op::BuildList, first.0, first.0, 0, span);
            }
            for name in &freevars {
                let cell = self.unit().temporary();
                match self.scopes.cell_for_child(here, name) {
                    CellSource::Register(register) => self.unit().copy(cell, Reg::local(register), span),
                    CellSource::Free(index) => self.unit().emit(Op::LoadFreeCell, cell.0, index, 0, span),
                }
                if in_pieces {
                    self.unit().emit(Op::ListAppend, first.0, cell.0, 0, span);
                    self.unit().set_height(cell.number());
                }
            }
            if in_pieces {
                self.unit().emit(Op::ListToTuple, first.0, 0, 0, span);
                self.unit().transfer(closure, first, span);
            } else {
                self.unit().emit(Op::BuildTuple, closure.0, first.0, freevars.len() as u16, span);
            }
            self.unit().set_height(height);
        }
        let to = match local {
            Some(local) if flags == 0 => local,
            _ => function,
        };
        self.unit().emit(Op::MakeFunction, to.0, flags, code, span);
        self.unit().set_height(function.number() + 1);
        to
    }

    /// A function that takes no arguments and has no defaults, into a new temporary.
    pub(super) fn bare_function(&mut self, scope: ScopeId, code: u16, span: Span) -> Reg {
        let function = self.unit().temporary();
        self.unit().temporaries(3);
        self.make_function(scope, code, function, 0, None, span)
    }

    /// The constant index of the code of a scope, which is compiled on first use.
    pub(super) fn cached_code(
        &mut self,
        scope: ScopeId,
        build: impl FnOnce(&mut Self) -> Compiled<Arc<CodeObject>>,
    ) -> Compiled<u16> {
        if let Some(&index) = self.here().compiled.get(&scope) {
            return Ok(index);
        }
        let code = stacker::maybe_grow(128 * 1024, 1024 * 1024, || build(self))?;
        let index = self.unit().small_constant(&Constant::Code(code));
        self.unit().compiled.insert(scope, index);
        Ok(index)
    }

    /// Compiles the body of a `def`.
    pub(super) fn function_code(&mut self, scope: ScopeId, def: &'a FunctionDef<'a>, first_line: u32) -> Compiled<u16> {
        self.cached_code(scope, |this| {
            let qualname = this.qualname_of(scope, def.name.name);
            this.push_unit(scope, qualname, first_line);
            this.unit().may_await = def.is_async;
            let mut flags = this.function_flags(scope, def.params);
            let (docstring, body) = super::statements::split_docstring(def.body, this.options.optimize);
            if let Some(text) = docstring {
                this.unit().constant(&Constant::Str(text.into()));
                flags |= CodeFlags::HAS_DOCSTRING;
            }
            this.statements(body)?;
            this.implicit_return();
            let mut code = this.finish_unit(CodeKind::Function, flags)?;
            set_counts(&mut code, def.params);
            Ok(code)
        })
    }

    /// `return None` at the end of a body.
    pub(super) fn implicit_return(&mut self) {
        let span = self.here().code.last().map_or(Span::default(), |i| i.span);
        let none = crate::immediate::NONE as u32;
        self.unit().emit_extra(Op::ReturnImm, 0, 0, 0, none, span);
    }

    fn function_flags(&self, scope: ScopeId, params: &Parameters<'a>) -> CodeFlags {
        let data = &self.scopes.list[scope];
        let mut flags = CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        if data.nested {
            flags |= CodeFlags::NESTED;
        }
        if params.vararg.is_some() {
            flags |= CodeFlags::VARARGS;
        }
        if params.kwarg.is_some() {
            flags |= CodeFlags::VARKEYWORDS;
        }
        flags |= match (data.is_async, data.has_yield) {
            (false, false) => CodeFlags::default(),
            (false, true) => CodeFlags::GENERATOR,
            (true, false) => CodeFlags::COROUTINE,
            (true, true) => CodeFlags::ASYNC_GENERATOR,
        };
        flags
    }

    pub(super) fn lambda(
        &mut self,
        e: &'a Expr<'a>,
        params: &'a Parameters<'a>,
        body: &'a Expr<'a>,
        dst: Reg,
    ) -> Compiled {
        let span = e.span;
        let function = self.top_or(dst);
        self.unit().temporaries(3);
        let flags = self.defaults(params, function, span)?;
        let scope = self.scopes.of_node(e, Role::Body);
        let first_line = self.line_of(span);
        let code = self.cached_code(scope, |this| {
            let qualname = this.qualname_of(scope, "<lambda>");
            this.push_unit(scope, qualname, first_line);
            let flags = this.function_flags(scope, params);
            let value = this.checked_operand(body)?;
            this.unit().emit(Op::Return, value.0, 0, 0, body.span);
            let mut code = this.finish_unit(CodeKind::Function, flags)?;
            set_counts(&mut code, params);
            Ok(code)
        })?;
        let local = (!dst.is_temporary()).then_some(dst);
        let made = self.make_function(scope, code, function, flags, local, span);
        self.unit().transfer(dst, made, span);
        Ok(())
    }

    /// A generator expression: a function of the first iterator, called at once.
    pub(super) fn generator(
        &mut self,
        e: &'a Expr<'a>,
        elt: &'a Expr<'a>,
        generators: &'a [Comprehension<'a>],
        dst: Reg,
    ) -> Compiled {
        let span = e.span;
        let Some(first) = generators.first() else { return Ok(()) };
        let scope = self.scopes.of_node(e, Role::Body);
        let code = self.cached_code(scope, |this| this.generator_code(scope, elt, generators, span))?;
        let window = self.top_or(dst);
        self.unit().temporaries(3);
        self.make_function(scope, code, window, 0, None, span);
        self.unit().temporaries(2);
        self.iterator(first.iter, first.is_async)?;
        self.unit().emit(Op::Call, window.0, 1, 0, span);
        self.unit().set_height(window.number() + 1);
        self.unit().transfer(dst, window, span);
        Ok(())
    }

    fn generator_code(
        &mut self,
        scope: ScopeId,
        elt: &'a Expr<'a>,
        generators: &'a [Comprehension<'a>],
        span: Span,
    ) -> Compiled<Arc<CodeObject>> {
        let is_async = self.scopes.list[scope].has_await;
        let qualname = self.qualname_of(scope, "<genexpr>");
        let first_line = self.line_of(span);
        self.push_unit(scope, qualname, first_line);
        // Whether it may await is decided by what it contains: then it is an asynchronous generator.
        self.unit().may_await = true;
        let iterator = self.unit().temporary();
        self.unit().copy(iterator, Reg::local(0), span);
        self.unit().release(Reg::local(0), span);
        self.generator_loops(generators, elt, iterator)?;
        self.implicit_return();
        let mut flags = CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        if self.scopes.list[scope].nested {
            flags |= CodeFlags::NESTED;
        }
        flags |= if is_async { CodeFlags::ASYNC_GENERATOR } else { CodeFlags::GENERATOR };
        let mut code = self.finish_unit(CodeKind::Function, flags)?;
        if let Some(code) = Arc::get_mut(&mut code) {
            code.arg_count = 1;
        }
        Ok(code)
    }

    /// Whether an asynchronous comprehension may stand here.
    pub(super) fn allows_async_comprehension(&self) -> bool {
        let unit = self.here();
        unit.may_await || self.scopes.list[unit.frame].kind == ScopeKind::Generator
    }
}

/// Fills in the numbers of parameters.
fn set_counts(code: &mut Arc<CodeObject>, params: &Parameters<'_>) {
    if let Some(code) = Arc::get_mut(code) {
        code.arg_count = (params.posonly.len() + params.args.len()) as u16;
        code.posonly_count = params.posonly.len() as u16;
        code.kwonly_count = params.kwonly.len() as u16;
    }
}
