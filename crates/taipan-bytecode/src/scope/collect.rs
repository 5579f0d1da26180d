//! First half of scope analysis: walks the tree and notes in each scope what it binds and uses. Reports what CPython's
//! symbol table reports, with the same words. Expressions are in `expressions`.

use super::{MODULE, Role, Scope, ScopeId, ScopeKind, ScopeOptions, Scopes, flag, mangle};
use crate::compiler::depth::Depth;
use bumpalo::Bump;
use hashbrown::HashMap;
use taipan_syntax::SyntaxError;
use taipan_syntax::ast::*;

pub(super) fn collect<'a>(
    module: &'a Module<'a>,
    arena: &'a Bump,
    options: ScopeOptions,
) -> Result<Scopes<'a>, SyntaxError> {
    let scopes = Scopes { list: Vec::new(), by_node: HashMap::new() };
    let mut collector = Collector { scopes, current: MODULE, private: None, arena, options, depth: Depth::default() };
    collector.push_scope(ScopeKind::Module, "<module>");
    collector.statements(module.body)?;
    Ok(collector.scopes)
}

pub(super) type Checked = Result<(), SyntaxError>;

pub(super) struct Collector<'a> {
    pub(super) scopes: Scopes<'a>,
    pub(super) current: ScopeId,
    private: Option<&'a str>,
    arena: &'a Bump,
    pub(super) options: ScopeOptions,
    pub(super) depth: Depth,
}

pub(super) fn error<T>(message: impl Into<String>, span: Span) -> Result<T, SyntaxError> {
    Err(SyntaxError::new(message, span))
}

/// The spelling in messages about `__debug__`.
pub(super) fn check_name(name: &str, span: Span) -> Checked {
    if name == "__debug__" { error("cannot assign to __debug__", span) } else { Ok(()) }
}

impl<'a> Collector<'a> {
    fn push_scope(&mut self, kind: ScopeKind, name: &'a str) -> ScopeId {
        let id = self.scopes.list.len();
        let parent = (id != MODULE).then_some(self.current);
        let around = parent.map(|p| &self.scopes.list[p]);
        let frame = match (kind, around) {
            (ScopeKind::Comprehension(_), Some(around)) => around.frame,
            _ => id,
        };
        let annotation_scope = matches!(kind, ScopeKind::TypeParams | ScopeKind::Evaluator(_));
        let sees_class = match (annotation_scope, around) {
            (true, Some(around)) if around.kind == ScopeKind::Class => parent,
            (true, Some(around)) => self.scopes.list[around.frame].sees_class,
            _ => None,
        };
        let scope = Scope {
            kind,
            name,
            parent,
            frame,
            symbols: Vec::new(),
            index: HashMap::new(),
            params: Vec::new(),
            positional_count: 0,
            private: self.private,
            is_async: false,
            has_yield: false,
            has_await: false,
            has_walrus: false,
            nested: around.is_some_and(|a| a.nested || a.is_function_like()),
            sees_class,
            in_iterable: around.map_or(0, |a| a.in_iterable),
            in_target: false,
            varnames: Vec::new(),
            cell_registers: Vec::new(),
            freevars: Vec::new(),
            hidden: (0, 0),
            class_cell: None,
            namespace_cell: None,
            wants_class_cell: false,
            wants_namespace_cell: false,
            children: Vec::new(),
        };
        self.scopes.list.push(scope);
        if let Some(parent) = parent {
            self.scopes.list[parent].children.push(id);
        }
        self.current = id;
        id
    }

    /// Opens the scope of `node`. [`Collector::leave`] closes it.
    pub(super) fn enter<T>(&mut self, node: &'a T, role: Role, kind: ScopeKind, name: &'a str) -> ScopeId {
        let id = self.push_scope(kind, name);
        self.scopes.by_node.insert((node as *const T as usize, role), id);
        id
    }

    pub(super) fn leave(&mut self) {
        self.current = self.here().parent.expect("the module scope is never left");
    }

    pub(super) fn here(&mut self) -> &mut Scope<'a> {
        &mut self.scopes.list[self.current]
    }

    pub(super) fn mangled(&self, name: &'a str) -> &'a str {
        mangle(self.arena, self.private, name)
    }

    pub(super) fn add(&mut self, name: &'a str, mut flags: u16, span: Span) -> Checked {
        let name = self.mangled(name);
        let in_target = self.here().in_target;
        let symbol = self.here().symbol_mut(name);
        if flags & flag::PARAM != 0 && symbol.flags & flag::PARAM != 0 {
            return error(format!("duplicate argument '{name}' in function definition"), span);
        }
        if flags & flag::TYPE_PARAM != 0 && symbol.flags & flag::TYPE_PARAM != 0 {
            return error(format!("duplicate type parameter '{name}'"), span);
        }
        if in_target && flags & flag::LOCAL != 0 {
            if symbol.flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return error(message, span);
            }
            flags |= flag::ITERATION;
        }
        symbol.flags |= flags;
        if flags & (flag::LOCAL | flag::PARAM | flag::IMPORT) != 0 {
            symbol.bindings += 1;
        }
        Ok(())
    }

    pub(super) fn bind(&mut self, name: &'a str, span: Span) -> Checked {
        check_name(name, span)?;
        self.add(name, flag::LOCAL, span)
    }

    /// Binding by `import`, which a later `global` does not object to.
    fn import(&mut self, name: &'a str, span: Span) -> Checked {
        check_name(name, span)?;
        self.add(name, flag::IMPORT | flag::DEFINITION, span)
    }

    /// Binding by `def` and `class`.
    fn define(&mut self, name: &'a str, span: Span) -> Checked {
        check_name(name, span)?;
        self.add(name, flag::LOCAL | flag::DEFINITION, span)
    }

    fn statements(&mut self, body: &'a [Stmt<'a>]) -> Checked {
        for statement in body {
            self.statement(statement)?;
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt<'a>) -> Checked {
        self.depth.enter(statement.span)?;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.statement_inner(statement));
        self.depth.leave();
        result
    }

    fn statement_inner(&mut self, statement: &'a Stmt<'a>) -> Checked {
        let span = statement.span;
        match &statement.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, span),
            StmtKind::ClassDef(def) => self.class_def(def, span),
            StmtKind::Return(value) => self.optional(*value),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete_target(t)),
            StmtKind::Assign { targets, value } => {
                targets.iter().try_for_each(|t| self.target(t))?;
                self.expression(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                // Other targets read themselves when they are visited; a name must be noted as used too.
                self.target(target)?;
                if let ExprKind::Name(name) = target.kind {
                    self.add(name, flag::USE, target.span)?;
                }
                self.expression(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, *value, *simple, span)
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.target(name)?;
                let ExprKind::Name(text) = name.kind else { return Ok(()) };
                if !type_params.is_empty() {
                    self.enter(*value, Role::TypeParams, ScopeKind::TypeParams, text);
                    self.namespace_param();
                    self.type_params(type_params)?;
                }
                // The value may open a scope of its own, so this one is filed under another role.
                self.enter(*value, Role::Default, ScopeKind::Evaluator("a type alias"), text);
                self.expression(value)?;
                self.leave();
                if !type_params.is_empty() {
                    self.leave();
                }
                Ok(())
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.here().has_await = true;
                }
                self.target(target)?;
                self.expression(iter)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StmtKind::If { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                // A chain of `elif`s is nested in the tree, but must not be in the walk.
                let mut rest = *orelse;
                while let [Stmt { kind: StmtKind::If { test, body, orelse }, .. }] = rest {
                    self.expression(test)?;
                    self.statements(body)?;
                    rest = orelse;
                }
                self.statements(rest)
            }
            StmtKind::With { items, body, is_async } => {
                if *is_async {
                    self.here().has_await = true;
                }
                for item in *items {
                    self.expression(item.context)?;
                    if let Some(target) = item.target {
                        self.target(target)?;
                    }
                }
                self.statements(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expression(subject)?;
                for case in *cases {
                    self.pattern(case.pattern)?;
                    self.optional(case.guard)?;
                    self.statements(case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(*exc)?;
                self.optional(*cause)
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.statements(body)?;
                for handler in *handlers {
                    self.optional(handler.typ)?;
                    if let Some(name) = handler.name {
                        self.bind(name.name, handler.span)?;
                        self.add(name.name, flag::DELETED, name.span)?;
                    }
                    self.statements(handler.body)?;
                }
                self.statements(orelse)?;
                self.statements(finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expression(test)?;
                self.optional(*msg)
            }
            StmtKind::Import(aliases) => {
                for alias in *aliases {
                    let first = alias.name.split('.').next().unwrap_or(alias.name);
                    self.import(alias.asname.map_or(first, |a| a.name), span)?;
                }
                Ok(())
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in *names {
                    if alias.name == "*" {
                        if self.here().kind != ScopeKind::Module {
                            return error("import * only allowed at module level", alias.span);
                        }
                        continue;
                    }
                    self.import(alias.asname.map_or(alias.name, |a| a.name), span)?;
                }
                Ok(())
            }
            StmtKind::Global(names) => self.directive(names, "global", flag::GLOBAL, span),
            StmtKind::Nonlocal(names) => self.directive(names, "nonlocal", flag::NONLOCAL, span),
            StmtKind::Expr(value) => self.expression(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn directive(&mut self, names: &'a [Ident<'a>], word: &str, bit: u16, span: Span) -> Checked {
        for ident in names {
            let name = self.mangled(ident.name);
            let flags = self.here().symbol(name).map_or(0, |s| s.flags);
            if flags & flag::PARAM != 0 {
                return error(format!("name '{name}' is parameter and {word}"), span);
            } else if flags & flag::USE != 0 {
                return error(format!("name '{name}' is used prior to {word} declaration"), span);
            } else if flags & flag::ANNOTATED != 0 {
                return error(format!("annotated name '{name}' can't be {word}"), span);
            } else if flags & (flag::LOCAL | flag::DELETED) != 0 {
                return error(format!("name '{name}' is assigned to before {word} declaration"), span);
            }
            let symbol = self.here().symbol_mut(name);
            if symbol.flags & (flag::GLOBAL | flag::NONLOCAL) == 0 {
                symbol.directive = span;
            }
            symbol.flags |= bit;
        }
        Ok(())
    }

    fn annotated(
        &mut self,
        target: &'a Expr<'a>,
        annotation: &'a Expr<'a>,
        value: Option<&'a Expr<'a>>,
        simple: bool,
        span: Span,
    ) -> Checked {
        if let ExprKind::Name(raw) = target.kind {
            check_name(raw, target.span)?;
            let name = self.mangled(raw);
            let flags = self.here().symbol(name).map_or(0, |s| s.flags);
            if simple && self.here().kind != ScopeKind::Module {
                if flags & flag::GLOBAL != 0 {
                    return error(format!("annotated name '{name}' can't be global"), span);
                }
                if flags & flag::NONLOCAL != 0 {
                    return error(format!("annotated name '{name}' can't be nonlocal"), span);
                }
            }
            if simple {
                self.add(raw, flag::ANNOTATED | flag::LOCAL, target.span)?;
            } else if value.is_some() {
                self.add(raw, flag::LOCAL, target.span)?;
            }
        } else {
            self.target(target)?;
        }
        self.annotation(annotation)?;
        self.optional(value)
    }

    /// An annotation: visited where it will be evaluated, or only checked when it will not be.
    fn annotation(&mut self, annotation: &'a Expr<'a>) -> Checked {
        if !self.options.future_annotations {
            return self.expression(annotation);
        }
        self.enter(annotation, Role::TypeParams, ScopeKind::Annotation, "_annotation");
        self.expression(annotation)?;
        self.leave();
        Ok(())
    }

    fn function_def(&mut self, def: &'a FunctionDef<'a>, span: Span) -> Checked {
        self.define(def.name.name, span)?;
        self.defaults(def.params)?;
        self.expressions(def.decorators)?;
        if !def.type_params.is_empty() {
            self.enter(def, Role::TypeParams, ScopeKind::TypeParams, def.name.name);
            self.namespace_param();
            if def.params.posonly.iter().chain(def.params.args).any(|p| p.default.is_some()) {
                self.param(".defaults", span)?;
            }
            if def.params.kwonly.iter().any(|p| p.default.is_some()) {
                self.param(".kwdefaults", span)?;
            }
            self.type_params(def.type_params)?;
        }
        for parameter in parameters(def.params) {
            if let Some(annotation) = parameter.annotation {
                self.annotation(annotation)?;
            }
        }
        if let Some(returns) = def.returns {
            self.annotation(returns)?;
        }
        self.enter(def, Role::Body, ScopeKind::Function, def.name.name);
        self.here().is_async = def.is_async;
        self.params(def.params)?;
        self.statements(def.body)?;
        self.leave();
        if !def.type_params.is_empty() {
            self.leave();
        }
        Ok(())
    }

    fn class_def(&mut self, def: &'a ClassDef<'a>, span: Span) -> Checked {
        self.define(def.name.name, span)?;
        self.expressions(def.decorators)?;
        if !def.type_params.is_empty() {
            self.enter(def, Role::TypeParams, ScopeKind::TypeParams, def.name.name);
            self.namespace_param();
            self.type_params(def.type_params)?;
            self.add(".type_params", flag::LOCAL, span)?;
        }
        self.expressions(def.bases)?;
        self.keywords(def.keywords)?;
        let outer = self.private.replace(def.name.name);
        self.enter(def, Role::Body, ScopeKind::Class, def.name.name);
        if !def.type_params.is_empty() {
            self.add(".type_params", flag::USE, span)?;
        }
        self.statements(def.body)?;
        self.leave();
        self.private = outer;
        if !def.type_params.is_empty() {
            self.leave();
        }
        Ok(())
    }

    /// An annotation scope that is called from a class body gets the namespace as first argument.
    fn namespace_param(&mut self) {
        if self.here().sees_class.is_some() {
            self.here().params.push(".namespace");
            let symbol = self.here().symbol_mut(".namespace");
            symbol.flags |= flag::PARAM;
        }
    }

    fn type_params(&mut self, params: &'a [TypeParam<'a>]) -> Checked {
        let first_default = params.iter().position(|p| p.default.is_some()).unwrap_or(params.len());
        if let Some(param) = params[first_default..].iter().find(|p| p.default.is_none()) {
            let message = format!("non-default type parameter '{}' follows default type parameter", param.name.name);
            return error(message, param.span);
        }
        for param in params {
            check_name(param.name.name, param.span)?;
            self.add(param.name.name, flag::TYPE_PARAM, param.span)?;
            let kind = match (param.kind, param.bound.map(|b| b.kind)) {
                (TypeParamKind::TypeVar, Some(ExprKind::Tuple(_))) => "a TypeVar constraint",
                _ => "a TypeVar bound",
            };
            if let Some(bound) = param.bound {
                self.enter(param, Role::Bound, ScopeKind::Evaluator(kind), param.name.name);
                self.expression(bound)?;
                self.leave();
            }
            if let Some(default) = param.default {
                let kind = match param.kind {
                    TypeParamKind::TypeVar => "a TypeVar default",
                    TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                    TypeParamKind::ParamSpec => "a ParamSpec default",
                };
                self.enter(param, Role::Default, ScopeKind::Evaluator(kind), param.name.name);
                match default.kind {
                    ExprKind::Starred(inner) => self.expression(inner)?,
                    _ => self.expression(default)?,
                }
                self.leave();
            }
        }
        Ok(())
    }

    pub(super) fn defaults(&mut self, params: &'a Parameters<'a>) -> Checked {
        for parameter in params.posonly.iter().chain(params.args).chain(params.kwonly) {
            self.optional(parameter.default)?;
        }
        Ok(())
    }

    pub(super) fn param(&mut self, name: &'a str, span: Span) -> Checked {
        check_name(name, span)?;
        self.add(name, flag::PARAM, span)?;
        let name = self.mangled(name);
        self.here().params.push(name);
        Ok(())
    }

    pub(super) fn params(&mut self, params: &'a Parameters<'a>) -> Checked {
        self.here().positional_count = params.posonly.len() + params.args.len();
        for parameter in params.posonly.iter().chain(params.args).chain(params.kwonly) {
            self.param(parameter.name.name, ident_span(parameter))?;
        }
        for parameter in params.vararg.iter().chain(&params.kwarg) {
            self.param(parameter.name.name, ident_span(parameter))?;
        }
        Ok(())
    }

    pub(super) fn optional(&mut self, e: Option<&'a Expr<'a>>) -> Checked {
        e.map_or(Ok(()), |e| self.expression(e))
    }

    pub(super) fn expressions(&mut self, list: &'a [Expr<'a>]) -> Checked {
        list.iter().try_for_each(|e| self.expression(e))
    }

    pub(super) fn keywords(&mut self, keywords: &'a [Keyword<'a>]) -> Checked {
        for (at, keyword) in keywords.iter().enumerate() {
            if let Some(name) = keyword.name {
                check_name(name.name, keyword.span)?;
                // Short lists are compared pairwise; the parser has looked at long ones with a set.
                if keywords.len() <= 64
                    && keywords[..at].iter().any(|k| k.name.is_some_and(|other| other.name == name.name))
                {
                    return error(format!("keyword argument repeated: {}", name.name), keyword.span);
                }
            }
        }
        if keywords.len() > 64 {
            let mut seen = hashbrown::HashSet::new();
            for keyword in keywords {
                if let Some(name) = keyword.name
                    && !seen.insert(name.name)
                {
                    return error(format!("keyword argument repeated: {}", name.name), keyword.span);
                }
            }
        }
        keywords.iter().try_for_each(|k| self.expression(&k.value))
    }

    /// A target of assignment, `for`, `with` or `:=`.
    pub(super) fn target(&mut self, target: &'a Expr<'a>) -> Checked {
        self.depth.enter(target.span)?;
        let result = match &target.kind {
            ExprKind::Name(name) => self.bind(name, target.span),
            ExprKind::Attribute { value, attr } => {
                check_name(attr.name, target.span)?;
                self.expression(value)
            }
            ExprKind::List(items) | ExprKind::Tuple(items) => {
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || items.iter().try_for_each(|t| self.target(t)))
            }
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expression(target),
        };
        self.depth.leave();
        result
    }

    fn delete_target(&mut self, target: &'a Expr<'a>) -> Checked {
        match &target.kind {
            ExprKind::Name("__debug__") => error("cannot delete __debug__", target.span),
            ExprKind::Name(name) => self.add(name, flag::LOCAL | flag::DELETED, target.span),
            ExprKind::Attribute { attr, .. } if attr.name == "__debug__" => {
                error("cannot delete __debug__", target.span)
            }
            ExprKind::List(items) | ExprKind::Tuple(items) => {
                self.depth.enter(target.span)?;
                let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
                    items.iter().try_for_each(|t| self.delete_target(t))
                });
                self.depth.leave();
                result
            }
            _ => self.expression(target),
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern<'a>) -> Checked {
        self.depth.enter(pattern.span)?;
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.pattern_inner(pattern));
        self.depth.leave();
        result
    }

    fn pattern_inner(&mut self, pattern: &'a Pattern<'a>) -> Checked {
        match &pattern.kind {
            PatternKind::Value(value) => self.expression(value),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(items) | PatternKind::Or(items) => items.iter().try_for_each(|p| self.pattern(p)),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.expressions(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.map_or(Ok(()), |r| self.bind(r.name, pattern.span))
            }
            PatternKind::Class { class, patterns, kwd_names, kwd_patterns } => {
                self.expression(class)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                for (name, p) in kwd_names.iter().zip(*kwd_patterns) {
                    check_name(name.name, p.span)?;
                }
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::Star(name) => name.map_or(Ok(()), |n| self.bind(n.name, pattern.span)),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner)?;
                }
                name.map_or(Ok(()), |n| self.bind(n.name, pattern.span))
            }
        }
    }
}

/// From the name to the end of the annotation, which is what CPython marks for a parameter.
fn ident_span(parameter: &Parameter<'_>) -> Span {
    match parameter.annotation {
        Some(annotation) => parameter.name.span.to(annotation.span),
        None => parameter.name.span,
    }
}

/// All parameters in the order in which CPython evaluates their annotations.
pub(crate) fn parameters<'a>(params: &'a Parameters<'a>) -> impl Iterator<Item = &'a Parameter<'a>> {
    params.args.iter().chain(params.posonly).chain(params.vararg).chain(params.kwonly).chain(params.kwarg)
}
