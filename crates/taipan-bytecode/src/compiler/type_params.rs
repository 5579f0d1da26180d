//! Type parameters and type aliases (PEP 695, PEP 696): the function around a generic definition, and the lazily called
//! functions that compute bounds, constraints, defaults and alias values.

use super::unit::Reg;
use super::{Compiled, Compiler};
use crate::code::{CodeFlags, CodeKind, CodeObject};
use crate::op::{Intrinsic, Op};
use crate::scope::{Role, ScopeId};
use std::sync::Arc;
use taipan_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// A generic function, made by a function that is called at once, into `dst` (the topmost temporary).
    pub(super) fn generic_function(
        &mut self,
        def: &'a FunctionDef<'a>,
        dst: Reg,
        first_line: u32,
        span: Span,
    ) -> Compiled {
        let scope = self.scopes.of_node(def, Role::TypeParams);
        let has_defaults = def.params.posonly.iter().chain(def.params.args).any(|p| p.default.is_some());
        let has_keyword_defaults = def.params.kwonly.iter().any(|p| p.default.is_some());
        let code = self.cached_code(scope, |this| {
            this.enter_type_params(scope, def.name.name, first_line);
            let all = this.make_type_params(def.type_params, span)?;
            let function = this.unit().temporary();
            this.unit().temporaries(3);
            let mut flags = 0;
            if has_defaults {
                this.load_name(".defaults", function, span);
                flags |= super::functions::DEFAULTS;
            }
            if has_keyword_defaults {
                this.load_name(".kwdefaults", function.above(1), span);
                flags |= super::functions::KEYWORD_DEFAULTS;
            }
            flags |= this.annotations(def.params, def.returns, function.above(2), span)?;
            let body = this.scopes.of_node(def, Role::Body);
            let code = this.function_code(body, def, first_line)?;
            this.make_function(body, code, function, flags, None, span);
            let params = this.unit().temporary();
            this.unit().transfer(params, all, span);
            this.unit().emit(Op::Intrinsic, function.0, Intrinsic::SetFunctionTypeParams as u16, 2, span);
            this.unit().emit(Op::Return, function.0, 0, 0, span);
            this.finish_type_params(scope)
        })?;
        self.call_type_params(scope, code, dst, span, |this| {
            if !has_defaults && !has_keyword_defaults {
                return Ok(0);
            }
            // The defaults belong to the scope outside; an absent one must not shift the arguments.
            let defaults = this.unit().temporaries(2);
            this.defaults(def.params, defaults, span)?;
            if !has_defaults {
                this.unit().transfer(defaults, defaults.above(1), span);
            }
            Ok(u16::from(has_defaults) + u16::from(has_keyword_defaults))
        })
    }

    /// A generic class, into `dst` (the topmost temporary).
    pub(super) fn generic_class(&mut self, def: &'a ClassDef<'a>, dst: Reg, first_line: u32, span: Span) -> Compiled {
        let scope = self.scopes.of_node(def, Role::TypeParams);
        let code = self.cached_code(scope, |this| {
            this.enter_type_params(scope, def.name.name, first_line);
            let all = this.make_type_params(def.type_params, span)?;
            this.store_name(".type_params", all, false, span);
            this.unit().set_height(all.number());
            let window = this.unit().temporary();
            this.build_class(def, window, first_line, Some(".type_params"), span)?;
            this.unit().emit(Op::Return, window.0, 0, 0, span);
            this.finish_type_params(scope)
        })?;
        self.call_type_params(scope, code, dst, span, |_| Ok(0))
    }

    pub(super) fn type_alias(
        &mut self,
        name: &'a Expr<'a>,
        type_params: &'a [TypeParam<'a>],
        value: &'a Expr<'a>,
        span: Span,
    ) -> Compiled {
        let ExprKind::Name(text) = name.kind else { return super::error("invalid syntax", name.span) };
        let height = self.here().height;
        let alias = self.unit().temporary();
        if type_params.is_empty() {
            self.unit().load_text(alias, text, span);
            let none = self.unit().temporary();
            self.unit().load_none(none, span);
            self.evaluator(value, Role::Default, value, text)?;
            self.unit().emit(Op::Intrinsic, alias.0, Intrinsic::TypeAlias as u16, 3, span);
        } else {
            let scope = self.scopes.of_node(value, Role::TypeParams);
            let first_line = self.line_of(span);
            let code = self.cached_code(scope, |this| {
                this.enter_type_params(scope, text, first_line);
                let alias = this.unit().temporary();
                let all = this.make_type_params(type_params, span)?;
                this.unit().load_text(alias, text, span);
                this.unit().set_height(all.number() + 1);
                this.evaluator(value, Role::Default, value, text)?;
                this.unit().emit(Op::Intrinsic, alias.0, Intrinsic::TypeAlias as u16, 3, span);
                this.unit().emit(Op::Return, alias.0, 0, 0, span);
                this.finish_type_params(scope)
            })?;
            self.call_type_params(scope, code, alias, span, |_| Ok(0))?;
        }
        self.store_name(text, alias, false, name.span);
        self.unit().set_height(height);
        Ok(())
    }

    fn enter_type_params(&mut self, scope: ScopeId, name: &str, first_line: u32) {
        let name = format!("<generic parameters of {name}>");
        let qualname = self.qualname_of(scope, &name);
        self.push_unit(scope, qualname, first_line);
    }

    fn finish_type_params(&mut self, scope: ScopeId) -> Compiled<Arc<CodeObject>> {
        let mut code = self.finish_unit(CodeKind::Function, CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS)?;
        if let Some(code) = Arc::get_mut(&mut code) {
            code.arg_count = self.scopes.list[scope].params.len() as u16;
        }
        Ok(code)
    }

    /// Makes the function around a generic definition and calls it with the namespace, if it sees one, and what
    /// `arguments` puts into temporaries.
    fn call_type_params(
        &mut self,
        scope: ScopeId,
        code: u16,
        window: Reg,
        span: Span,
        arguments: impl FnOnce(&mut Self) -> Compiled<u16>,
    ) -> Compiled {
        self.unit().temporaries(3);
        self.make_function(scope, code, window, 0, None, span);
        self.unit().temporaries(2);
        let mut count = 0;
        if self.scopes.list[scope].sees_class.is_some() {
            let namespace = self.unit().temporary();
            self.unit().emit(Op::LoadLocals, namespace.0, 0, 0, span);
            count = 1;
        }
        count += arguments(self)?;
        self.unit().emit(Op::Call, window.0, count, 0, span);
        self.unit().set_height(window.number() + 1);
        Ok(())
    }

    /// Makes the type parameters, binds their names, and leaves the tuple of them in a new temporary.
    fn make_type_params(&mut self, params: &'a [TypeParam<'a>], span: Span) -> Compiled<Reg> {
        let first = self.unit().temporaries(0);
        for param in params {
            let at = param.span;
            let value = self.unit().temporary();
            let height = self.here().height;
            self.unit().load_text(value, param.name.name, at);
            let mut count = 1;
            let intrinsic = match (param.kind, param.bound) {
                (TypeParamKind::TypeVar, Some(bound)) => {
                    self.evaluator(param, Role::Bound, bound, param.name.name)?;
                    count = 2;
                    match bound.kind {
                        ExprKind::Tuple(_) => Intrinsic::TypeVarWithConstraints,
                        _ => Intrinsic::TypeVarWithBound,
                    }
                }
                (TypeParamKind::TypeVar, None) => Intrinsic::TypeVar,
                (TypeParamKind::TypeVarTuple, _) => Intrinsic::TypeVarTuple,
                (TypeParamKind::ParamSpec, _) => Intrinsic::ParamSpec,
            };
            self.unit().emit(Op::Intrinsic, value.0, intrinsic as u16, count, at);
            self.unit().set_height(height);
            if let Some(default) = param.default {
                self.evaluator(param, Role::Default, default, param.name.name)?;
                self.unit().emit(Op::Intrinsic, value.0, Intrinsic::SetTypeParamDefault as u16, 2, at);
                self.unit().set_height(height);
            }
            self.store_name(param.name.name, value, true, at);
        }
        self.unit().emit(Op::BuildTuple, first.0, first.0, params.len() as u16, span);
        self.unit().set_height(first.number() + 1);
        Ok(first)
    }

    /// A function that computes `value` when it is called, into a new temporary.
    fn evaluator<T>(&mut self, node: &'a T, role: Role, value: &'a Expr<'a>, name: &'a str) -> Compiled<Reg> {
        let span = value.span;
        let scope = self.scopes.of_node(node, role);
        let first_line = self.line_of(span);
        let code = self.cached_code(scope, |this| {
            let qualname = this.qualname_of(scope, name);
            this.push_unit(scope, qualname, first_line);
            if this.scopes.list[scope].sees_class.is_some() {
                let index = this.scopes.free_variable(scope, "__classdict__");
                this.unit().emit(Op::LoadFree, 0, index, 0, span);
            }
            let result = this.unit().temporary();
            match value.kind {
                ExprKind::Starred(inner) => {
                    this.expression_to(inner, result)?;
                    this.unit().emit(Op::UnpackSequence, result.0, result.0, 1, span);
                }
                _ => this.expression_to(value, result)?,
            }
            this.unit().emit(Op::Return, result.0, 0, 0, span);
            this.finish_unit(CodeKind::Function, CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS)
        })?;
        Ok(self.bare_function(scope, code, span))
    }
}
