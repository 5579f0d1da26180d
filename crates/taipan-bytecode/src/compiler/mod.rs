//! The compiler: walks the tree with the symbol tables beside it and emits one code object per function, class body and
//! module.
//!
//! ```text
//! mod (entry, names) ─► statements ─► loops, exceptions, with, assignments, imports, patterns
//!                   └─► expressions ─► operators, calls, comprehensions, functions, classes, type_params
//! ```
//!
//! Values are addressed as *operands*: a local variable is used in place, anything else is computed into a temporary.
//! Temporaries are handed out like a stack; [`unit::Unit`] keeps their height, and `verify` checks the outcome.

mod assignments;
mod calls;
mod classes;
mod comprehensions;
pub(crate) mod depth;
mod exceptions;
mod expressions;
mod functions;
mod imports;
mod loops;
mod operators;
mod patterns;
mod statements;
mod type_params;
pub(crate) mod unit;
mod unparse;
mod warnings;
mod with;

use crate::assembler;
use crate::code::{CodeFlags, CodeKind, CodeObject};
use crate::op::Op;
use crate::scope::{Access, MODULE, ScopeId, ScopeKind, ScopeOptions, Scopes, flag, mangle};
use bumpalo::Bump;
use depth::Depth;
use std::sync::Arc;
use taipan_syntax::ast::{Module, Span};
use taipan_syntax::{LineIndex, Mode, SyntaxError, SyntaxWarning};
use unit::{Reg, Unit};

/// What the caller of [`compile`] decides.
#[derive(Clone, Debug)]
pub struct CompileOptions {
    /// File name for tracebacks and `co_filename`.
    pub filename: Arc<str>,
    /// What kind of text it is; [`Mode::Interactive`] prints the value of expression statements.
    pub mode: Mode,
    /// Whether `await`, `async for` and `async with` may stand at module level. Code that uses them gets
    /// [`CodeFlags::COROUTINE`](crate::CodeFlags::COROUTINE).
    pub allow_top_level_await: bool,
    /// Module-level names go through the namespace in register 0 (`exec` and `eval` with separate locals).
    pub namespace_mode: bool,
    /// `-O`: 0 keeps everything, 1 drops asserts and makes `__debug__` false, 2 drops docstrings too.
    pub optimize: u8,
    /// `from __future__ import annotations` is inherited from the calling code (`exec` inside such a module).
    pub future_annotations: bool,
}

impl CompileOptions {
    /// The options of a plain script.
    pub fn new(filename: impl Into<Arc<str>>, mode: Mode) -> CompileOptions {
        CompileOptions {
            filename: filename.into(),
            mode,
            allow_top_level_await: false,
            namespace_mode: false,
            optimize: 0,
            future_annotations: false,
        }
    }
}

/// Compiles a syntax tree. `source` is the text the tree was parsed from.
///
/// # Errors
/// Scope and placement errors with the messages of CPython 3.13 (`'return' outside function`, ...), and
/// [`ErrorClass::TooDeep`](taipan_syntax::ErrorClass::TooDeep) for a tree that is nested too deeply.
pub fn compile(module: &Module<'_>, source: &str, options: &CompileOptions) -> Result<Arc<CodeObject>, SyntaxError> {
    compile_with_warnings(module, source, options).map(|(code, _)| code)
}

/// [`compile`], with the `SyntaxWarning`s that CPython's compiler gives (`"is" with 'int' literal`, ...) in the order in
/// which they are found. Those of the parser are not among them.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_warnings(
    module: &Module<'_>,
    source: &str,
    options: &CompileOptions,
) -> Result<(Arc<CodeObject>, Vec<SyntaxWarning>), SyntaxError> {
    let arena = Bump::new();
    let future = imports::future_features(module)?;
    let future_annotations = options.future_annotations || future.annotations;
    let scope_options = ScopeOptions {
        allow_top_level_await: options.allow_top_level_await,
        future_annotations,
        namespace_mode: options.namespace_mode,
    };
    let scopes = Scopes::analyse(module, &arena, scope_options)?;
    let mut compiler = Compiler {
        scopes,
        units: Vec::new(),
        arena: &arena,
        source,
        lines: LineIndex::new(source),
        options,
        future_annotations,
        future_end: future.end,
        depth: Depth::default(),
        warnings: Vec::new(),
    };
    let code = compiler.module(module)?;
    Ok((code, compiler.warnings))
}

/// What every part of the compiler returns.
pub(crate) type Compiled<T = ()> = Result<T, SyntaxError>;

/// An error as a result.
pub(crate) fn error<T>(message: impl Into<String>, span: Span) -> Compiled<T> {
    Err(SyntaxError::new(message, span))
}

pub(crate) struct Compiler<'a> {
    pub(crate) scopes: Scopes<'a>,
    /// The code objects being built, the innermost last.
    units: Vec<Unit<'a>>,
    arena: &'a Bump,
    source: &'a str,
    lines: LineIndex,
    options: &'a CompileOptions,
    future_annotations: bool,
    /// Up to this offset `from __future__ import` is allowed.
    future_end: u32,
    depth: Depth,
    warnings: Vec<SyntaxWarning>,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, module: &'a Module<'a>) -> Compiled<Arc<CodeObject>> {
        self.push_unit(MODULE, "<module>".into(), 1);
        let is_async = self.scopes.list[MODULE].has_await;
        self.unit().may_await = self.options.allow_top_level_await;
        let end = Span::new(self.source.len() as u32, self.source.len() as u32);
        let kind = if self.options.mode == Mode::Expression {
            self.expression_module(module)?;
            CodeKind::Expression
        } else {
            self.module_body(module, end)?;
            CodeKind::Module
        };
        let mut flags = CodeFlags::default();
        if is_async {
            flags |= CodeFlags::COROUTINE;
        }
        if self.options.namespace_mode {
            flags |= CodeFlags::USES_NAMESPACE;
        }
        self.finish_unit(kind, flags)
    }

    /// Starts the code object of a scope and its prologue: cells for captured variables.
    fn push_unit(&mut self, scope: ScopeId, qualname: Arc<str>, first_line: u32) {
        let mut unit = Unit::new(scope, qualname, first_line);
        let data = &self.scopes.list[scope];
        unit.always_bound = vec![false; data.varnames.len()];
        unit.parameters = data.params.len() as u16;
        for name in &data.params {
            if let Some(symbol) = data.symbol(name)
                && let Access::Local(register) = symbol.access
            {
                unit.always_bound[register as usize] = symbol.flags & flag::DELETED == 0;
            }
        }
        let span = self.line_start_span(first_line);
        if data.is_async || data.has_yield || data.has_await || data.kind == ScopeKind::Generator {
            unit.emit_extra(Op::Nop, 0, 0, 0, unit::GENERATOR_START, span);
        }
        if let Some(cell) = data.namespace_cell {
            unit.copy(Reg::local(cell), Reg::local(0), span);
        }
        for &register in &data.cell_registers {
            unit.emit(Op::MakeCell, register, 0, 0, span);
        }
        self.units.push(unit);
    }

    /// Assembles the innermost code object.
    fn finish_unit(&mut self, kind: CodeKind, flags: CodeFlags) -> Compiled<Arc<CodeObject>> {
        let unit = self.units.pop().expect("each push_unit has one finish_unit");
        unit.check_limits()?;
        let scope = &self.scopes.list[unit.frame];
        let code = assembler::assemble(unit, scope, kind, flags, &self.lines, &self.options.filename)?;
        #[cfg(debug_assertions)]
        crate::verify::assert_valid(&code);
        Ok(Arc::new(code))
    }

    fn unit(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("a code object is being built")
    }

    fn here(&self) -> &Unit<'a> {
        self.units.last().expect("a code object is being built")
    }

    /// The kind of the scope that owns the frame.
    fn frame_kind(&self) -> ScopeKind {
        self.scopes.list[self.here().frame].kind
    }

    fn line_of(&self, span: Span) -> u32 {
        self.lines.line(span.start)
    }

    fn line_start_span(&self, line: u32) -> Span {
        let start = self.lines.line_start(line);
        Span::new(start, start)
    }

    /// `name` as the current class mangles it.
    fn mangled(&self, name: &'a str) -> &'a str {
        let private = self.scopes.list[self.here().scope].private;
        mangle(self.arena, private, name)
    }

    fn access(&self, name: &'a str) -> Access {
        self.scopes.access(self.here().scope, self.mangled(name))
    }

    /// The register of a name that is a plain local here.
    fn local_register(&self, name: &'a str) -> Option<Reg> {
        match self.access(name) {
            Access::Local(register) => Some(Reg::local(register)),
            _ => None,
        }
    }

    /// Makes sure that a local is bound where no handler would notice. The assembler drops the checks that can not
    /// fail.
    fn check_bound(&mut self, register: Reg, span: Span) {
        // Hidden locals that hold constants are numbered behind the variables.
        let bound = self.here().always_bound.get(register.number() as usize).copied().unwrap_or(true);
        if !register.is_temporary() && !bound {
            self.unit().emit(Op::CheckBound, register.0, 0, 0, span);
        }
    }

    /// Loads a name into `to`.
    fn load_name(&mut self, name: &'a str, to: Reg, span: Span) {
        let access = self.access(name);
        let mangled = self.mangled(name);
        match access {
            Access::Local(register) => {
                self.check_bound(Reg::local(register), span);
                self.unit().copy(to, Reg::local(register), span);
            }
            Access::Cell(register) => self.unit().emit(Op::LoadCell, to.0, register, 0, span),
            Access::Free(index) => self.unit().emit(Op::LoadFree, to.0, index, 0, span),
            Access::Global => self.load_by_name(Op::LoadGlobal, mangled, to, 0, span),
            Access::Namespace => {
                // In a comprehension inlined into a class body the names of the class are not visible.
                let in_class = self.frame_kind() == ScopeKind::Class && self.here().scope != self.here().frame;
                let op = if in_class { Op::LoadGlobal } else { Op::LoadName };
                self.load_by_name(op, mangled, to, 0, span);
            }
            Access::NamespaceOrFree(index) => self.load_by_name(Op::LoadNameOrFree, mangled, to, index, span),
            Access::NamespaceOrGlobal => self.load_by_name(Op::LoadNameOrGlobal, mangled, to, 0, span),
        }
    }

    /// Emits one of the loads whose destination must be a temporary.
    fn load_by_name(&mut self, op: Op, name: &str, to: Reg, b: u16, span: Span) {
        let unit = self.unit();
        let index = unit.name(name);
        if to.is_temporary() {
            unit.emit(op, to.0, b, index, span);
        } else {
            let height = unit.height;
            let temporary = unit.temporary();
            unit.emit(op, temporary.0, b, index, span);
            unit.transfer(to, temporary, span);
            unit.set_height(height);
        }
    }

    /// Stores `value` to a name; a temporary is consumed unless `keep` is set.
    fn store_name(&mut self, name: &'a str, value: Reg, keep: bool, span: Span) {
        let access = self.access(name);
        if let Access::Local(register) = access {
            let unit = self.unit();
            if keep {
                unit.copy(Reg::local(register), value, span);
            } else {
                unit.transfer(Reg::local(register), value, span);
            }
            return;
        }
        let mangled = self.mangled(name);
        let unit = self.unit();
        let height = unit.height;
        let value = if keep || !value.is_temporary() {
            let copy = unit.temporary();
            unit.copy(copy, value, span);
            copy
        } else {
            value
        };
        match access {
            Access::Local(_) => {}
            Access::Cell(register) => unit.emit(Op::StoreCell, register, value.0, 0, span),
            Access::Free(index) | Access::NamespaceOrFree(index) => {
                unit.emit(Op::StoreFree, index, value.0, 0, span);
            }
            Access::Global => {
                let index = unit.name(mangled);
                unit.emit(Op::StoreGlobal, value.0, 0, index, span);
            }
            Access::Namespace | Access::NamespaceOrGlobal => {
                let index = unit.name(mangled);
                unit.emit(Op::StoreName, value.0, 0, index, span);
            }
        }
        unit.set_height(height);
    }

    fn delete_name(&mut self, name: &'a str, span: Span) {
        let access = self.access(name);
        let mangled = self.mangled(name);
        let unit = self.unit();
        match access {
            Access::Local(register) => unit.emit(Op::DeleteLocal, register, 0, 0, span),
            Access::Cell(register) => unit.emit(Op::DeleteCell, register, 0, 0, span),
            Access::Free(index) | Access::NamespaceOrFree(index) => unit.emit(Op::DeleteFree, index, 0, 0, span),
            Access::Global => {
                let index = unit.name(mangled);
                unit.emit(Op::DeleteGlobal, 0, 0, index, span);
            }
            Access::Namespace | Access::NamespaceOrGlobal => {
                let index = unit.name(mangled);
                unit.emit(Op::DeleteName, 0, 0, index, span);
            }
        }
    }

    /// The qualified name of a function or class named `name` that is defined in the current scope.
    fn qualname_of(&self, scope: ScopeId, name: &str) -> Arc<str> {
        let mut parent = self.scopes.list[scope].parent;
        // Annotation scopes and inlined comprehensions do not show in qualified names.
        while let Some(id) = parent {
            match self.scopes.list[id].kind {
                ScopeKind::TypeParams | ScopeKind::Comprehension(_) => parent = self.scopes.list[id].parent,
                _ => break,
            }
        }
        let Some(parent) = parent else { return name.into() };
        let is_definition = matches!(self.scopes.list[scope].kind, ScopeKind::Function | ScopeKind::Class);
        if is_definition {
            let mangled = mangle(self.arena, self.scopes.list[parent].private, self.arena.alloc_str(name));
            if self.scopes.list[parent].symbol(mangled).is_some_and(|s| s.flags & flag::GLOBAL != 0) {
                return name.into();
            }
        }
        match self.scopes.list[parent].kind {
            ScopeKind::Module => name.into(),
            ScopeKind::Class => {
                let around = self.unit_qualname(parent);
                format!("{around}.{name}").into()
            }
            _ => {
                let around = self.unit_qualname(parent);
                format!("{around}.<locals>.{name}").into()
            }
        }
    }

    fn unit_qualname(&self, frame: ScopeId) -> Arc<str> {
        let unit = self.units.iter().rev().find(|u| u.frame == frame);
        unit.map_or_else(|| self.scopes.list[frame].name.into(), |u| u.qualname.clone())
    }
}
