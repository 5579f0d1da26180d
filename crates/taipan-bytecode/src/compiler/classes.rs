//! Class definitions: the call of `__build_class__`, and the body, a function whose names live in a namespace.

use super::calls::MAX_ARGUMENTS;
use super::expressions::is_starred;
use super::unit::Reg;
use super::{Compiled, Compiler};
use crate::code::{CodeFlags, CodeKind, CodeObject, Constant};
use crate::op::{Intrinsic, Op};
use crate::scope::{Role, ScopeId};
use std::sync::Arc;
use taipan_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, def: &'a ClassDef<'a>, span: Span) -> Compiled {
        let height = self.here().height;
        let first_line = def.decorators.first().map_or(self.line_of(span), |d| self.line_of(d.span));
        let windows = self.decorators(def.decorators)?;
        let value = self.unit().temporary();
        // CPython marks the whole statement, but a traceback shows its first line only.
        if def.type_params.is_empty() {
            self.build_class(def, value, first_line, None, span)?;
        } else {
            self.generic_class(def, value, first_line, span)?;
        }
        self.unit().set_height(value.number() + 1);
        let value = self.apply_decorators(def.decorators, &windows, value);
        self.store_name(def.name.name, value, false, span);
        self.unit().set_height(height);
        Ok(())
    }

    /// `__build_class__(body, name, *bases, **keywords)` with the result in `window`, the topmost temporary. For a
    /// generic class `type_params` is the tuple of its type parameters, from which one more base is made.
    pub(super) fn build_class(
        &mut self,
        def: &'a ClassDef<'a>,
        window: Reg,
        first_line: u32,
        type_params: Option<&'a str>,
        span: Span,
    ) -> Compiled {
        let scope = self.scopes.of_node(def, Role::Body);
        let code = self.cached_code(scope, |this| this.class_code(scope, def, first_line))?;
        self.unit().emit(Op::LoadBuildClass, window.0, 0, 0, span);
        self.unit().temporaries(2);
        let body = self.bare_function(scope, code, span);
        let name = self.unit().temporary();
        self.unit().load_text(name, def.name.name, span);
        let spread = def.bases.len() + def.keywords.len() > MAX_ARGUMENTS
            || def.bases.iter().any(is_starred)
            || def.keywords.iter().any(|k| k.name.is_none());
        if spread {
            self.unit().emit(Op::BuildList, body.0, body.0, 2, span);
            self.unit().set_height(body.number() + 1);
            for base in def.bases {
                let height = self.here().height;
                let (op, base) = match base.kind {
                    ExprKind::Starred(inner) => (Op::ListExtend, inner),
                    _ => (Op::ListAppend, base),
                };
                let value = self.temporary(base)?;
                self.unit().emit(op, body.0, value.0, 0, base.span);
                self.unit().set_height(height);
            }
            if let Some(name) = type_params {
                let generic = self.generic_base(name, span);
                self.unit().emit(Op::ListAppend, body.0, generic.0, 0, span);
                self.unit().set_height(body.number() + 1);
            }
            self.unit().emit(Op::ListToTuple, body.0, 0, 0, span);
            return self.call_with_tuple(def.keywords, window, span);
        }
        for base in def.bases {
            self.temporary(base)?;
        }
        if let Some(name) = type_params {
            self.generic_base(name, span);
        }
        for keyword in def.keywords {
            self.temporary(&keyword.value)?;
        }
        let count = (2 + def.bases.len() + usize::from(type_params.is_some()) + def.keywords.len()) as u16;
        if def.keywords.is_empty() {
            self.unit().emit(Op::Call, window.0, count, 0, span);
        } else {
            let names = self.keyword_names(def.keywords);
            self.unit().emit(Op::CallKw, window.0, count, names, span);
        }
        Ok(())
    }

    fn generic_base(&mut self, type_params: &'a str, span: Span) -> Reg {
        let base = self.unit().temporary();
        self.load_name(type_params, base, span);
        self.unit().emit(Op::Intrinsic, base.0, Intrinsic::SubscriptGeneric as u16, 1, span);
        base
    }

    fn class_code(&mut self, scope: ScopeId, def: &'a ClassDef<'a>, first_line: u32) -> Compiled<Arc<CodeObject>> {
        let qualname = self.qualname_of(scope, def.name.name);
        self.push_unit(scope, qualname.clone(), first_line);
        let span = self.line_start_span(first_line);
        let value = self.unit().temporary();
        self.load_by_name(Op::LoadName, "__name__", value, 0, span);
        self.store_namespace("__module__", value, span);
        self.unit().load_text(value, &qualname, span);
        self.store_namespace("__qualname__", value, span);
        self.unit().load_constant(value, &Constant::Int(first_line.into()), span);
        self.store_namespace("__firstlineno__", value, span);
        if !def.type_params.is_empty() {
            self.load_name(".type_params", value, span);
            self.store_namespace("__type_params__", value, span);
        }
        if super::statements::has_annotations(def.body) {
            self.unit().emit(Op::SetupAnnotations, 0, 0, 0, span);
        }
        let (docstring, body) = super::statements::split_docstring(def.body, self.options.optimize);
        if let Some(text) = docstring {
            let at = def.body[0].span;
            self.unit().load_text(value, &text, at);
            self.store_namespace("__doc__", value, at);
        }
        self.unit().set_height(0);
        self.statements(body)?;

        let value = self.unit().temporary();
        let attributes: Vec<Constant> =
            self.here().static_attributes.iter().map(|name| Constant::Str((*name).into())).collect();
        self.unit().load_constant(value, &Constant::Tuple(attributes.into()), span);
        self.store_namespace("__static_attributes__", value, span);
        match self.scopes.list[scope].class_cell {
            Some(cell) => {
                self.unit().copy(value, Reg::local(cell), span);
                self.store_namespace("__classcell__", value, span);
                self.unit().emit(Op::Return, cell, 0, 0, span);
            }
            None => self.implicit_return(),
        }
        self.finish_unit(CodeKind::Class, CodeFlags::USES_NAMESPACE)
    }

    fn store_namespace(&mut self, name: &str, value: Reg, span: Span) {
        let index = self.unit().name(name);
        self.unit().emit(Op::StoreName, value.0, 0, index, span);
    }
}
