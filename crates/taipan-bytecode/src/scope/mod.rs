//! Symbol tables: which block owns each name, and how an instruction gets at it.
//!
//! ```text
//! ast ─► collect (what each block binds and uses) ─► resolve (owner of each name, cells, registers) ─► Scopes
//! ```
//!
//! A *scope* is a block with names of its own. A *frame* is a scope that becomes a code object; list, set and dict
//! comprehensions are scopes inside the frame around them (PEP 709): their variables are hidden locals of that frame.
//! Nothing here emits code.

mod collect;
mod expressions;
mod resolve;

pub(crate) use collect::parameters;

use bumpalo::Bump;
use hashbrown::HashMap;
use taipan_syntax::SyntaxError;
use taipan_syntax::ast::{Module, Span};

/// Index of a scope in [`Scopes`].
pub(crate) type ScopeId = usize;

/// The scope of the module.
pub(crate) const MODULE: ScopeId = 0;

/// What a scope stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Generator,
    Class,
    /// An inlined list, set or dict comprehension.
    Comprehension(ComprehensionKind),
    /// The immediately called function around a generic function, class or type alias (PEP 695).
    TypeParams,
    /// A lazily called function that computes a bound, a constraint, a default or the value of a type alias. The text
    /// is what error messages call it.
    Evaluator(&'static str),
    /// An annotation that is not evaluated (`from __future__ import annotations`): only checked.
    Annotation,
}

/// Which display a comprehension builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    Dict,
}

/// What is known about a name in a scope (bits of [`Symbol::flags`]).
pub(crate) mod flag {
    pub(crate) const LOCAL: u16 = 1;
    pub(crate) const PARAM: u16 = 2;
    pub(crate) const GLOBAL: u16 = 4;
    pub(crate) const NONLOCAL: u16 = 8;
    pub(crate) const USE: u16 = 16;
    pub(crate) const ANNOTATED: u16 = 32;
    pub(crate) const TYPE_PARAM: u16 = 64;
    /// Target of a comprehension's `for`.
    pub(crate) const ITERATION: u16 = 128;
    /// `del` is applied to it somewhere.
    pub(crate) const DELETED: u16 = 256;
    /// Bound by `def`, `class` or `import`.
    pub(crate) const DEFINITION: u16 = 512;
    /// Bound by `import`.
    pub(crate) const IMPORT: u16 = 1024;
    pub(crate) const BOUND: u16 = LOCAL | PARAM | TYPE_PARAM | IMPORT;
}

/// Who owns a name, before registers are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Unresolved,
    /// A local of this scope.
    Own,
    /// A local of this scope that is captured, so it lives in a cell.
    OwnCell,
    /// A local of another scope in the same frame.
    SameFrame(ScopeId),
    /// A free variable of the frame.
    Free,
    GlobalImplicit,
    GlobalExplicit,
    /// Looked up in the namespace, then globally.
    Namespace,
    /// Looked up in the namespace, then as free variable.
    NamespaceOrFree,
    /// Looked up in the namespace of the class around, then globally.
    NamespaceOrGlobal,
}

/// How an instruction gets at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// A local register.
    Local(u16),
    /// A cell in a local register.
    Cell(u16),
    /// Number of a closure cell.
    Free(u16),
    /// The globals, then the builtins.
    Global,
    /// The namespace in register 0, then globals and builtins.
    Namespace,
    /// The namespace in register 0, then a closure cell.
    NamespaceOrFree(u16),
    /// The namespace of the class around, then globals and builtins.
    NamespaceOrGlobal,
}

/// A name in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Symbol<'a> {
    pub(crate) name: &'a str,
    pub(crate) flags: u16,
    pub(crate) owner: Owner,
    pub(crate) access: Access,
    /// Where `global` or `nonlocal` declared it.
    pub(crate) directive: Span,
    /// How many times it is bound; more than one disqualifies a global from being taken for a constant definition.
    pub(crate) bindings: u32,
}

/// A block with names of its own.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) kind: ScopeKind,
    /// Name of the function or class, for qualified names.
    pub(crate) name: &'a str,
    pub(crate) parent: Option<ScopeId>,
    /// The scope whose code object this one is part of; itself unless it is an inlined comprehension.
    pub(crate) frame: ScopeId,
    pub(crate) symbols: Vec<Symbol<'a>>,
    index: HashMap<&'a str, usize>,
    /// Parameters in register order (only functions).
    pub(crate) params: Vec<&'a str>,
    /// How many of them may be given by position.
    pub(crate) positional_count: usize,
    /// The class whose name mangles private names here.
    pub(crate) private: Option<&'a str>,
    /// `async def`.
    pub(crate) is_async: bool,
    /// Contains `yield`.
    pub(crate) has_yield: bool,
    /// Contains `await` or an asynchronous comprehension.
    pub(crate) has_await: bool,
    /// Contains `:=`, so evaluating one operand may rebind another (only meaningful for frames).
    pub(crate) has_walrus: bool,
    /// A function inside a function.
    pub(crate) nested: bool,
    /// An annotation scope directly inside a class: names are looked up in that class's namespace first.
    pub(crate) sees_class: Option<ScopeId>,
    /// Inside the first iterable of a comprehension or an inner one, where `:=` is not allowed.
    in_iterable: u32,
    /// The target of a comprehension is being visited.
    in_target: bool,
    /// Registers that are locals, by name; filled in by `resolve`.
    pub(crate) varnames: Vec<&'a str>,
    /// Registers that hold cells.
    pub(crate) cell_registers: Vec<u16>,
    /// Free variables in closure order.
    pub(crate) freevars: Vec<&'a str>,
    /// First register of an inlined comprehension's variables and their number.
    pub(crate) hidden: (u16, u16),
    /// The register of the `__class__` cell of a class body, when a method needs it.
    pub(crate) class_cell: Option<u16>,
    /// The register of the cell with the namespace of a class body, when an annotation scope needs it.
    pub(crate) namespace_cell: Option<u16>,
    wants_class_cell: bool,
    wants_namespace_cell: bool,
    children: Vec<ScopeId>,
}

impl<'a> Scope<'a> {
    /// The symbol with this (mangled) name.
    pub(crate) fn symbol(&self, name: &str) -> Option<&Symbol<'a>> {
        self.index.get(name).map(|&at| &self.symbols[at])
    }

    fn symbol_mut(&mut self, name: &'a str) -> &mut Symbol<'a> {
        let at = *self.index.entry(name).or_insert_with(|| {
            self.symbols.push(Symbol {
                name,
                flags: 0,
                owner: Owner::Unresolved,
                access: Access::Global,
                directive: Span::default(),
                bindings: 0,
            });
            self.symbols.len() - 1
        });
        &mut self.symbols[at]
    }

    /// Whether names bound here are locals (as opposed to entries of a namespace).
    pub(crate) fn is_function_like(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    fn is_comprehension(&self) -> bool {
        matches!(self.kind, ScopeKind::Comprehension(_) | ScopeKind::Generator)
    }
}

/// All scopes of a source text.
#[derive(Debug)]
pub(crate) struct Scopes<'a> {
    pub(crate) list: Vec<Scope<'a>>,
    by_node: HashMap<(usize, Role), ScopeId>,
}

/// Distinguishes the scopes that one node opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// The body of a function or class, a lambda, a comprehension, or the value of a type alias.
    Body,
    /// The type parameters of a definition.
    TypeParams,
    /// The bound of a type parameter.
    Bound,
    /// The default of a type parameter.
    Default,
}

/// What scope analysis needs to know about the source text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopeOptions {
    pub(crate) allow_top_level_await: bool,
    pub(crate) future_annotations: bool,
    /// Names of the module live in a namespace mapping.
    pub(crate) namespace_mode: bool,
}

impl<'a> Scopes<'a> {
    /// Analyses a module. Mangled names are put into `arena`.
    pub(crate) fn analyse(
        module: &'a Module<'a>,
        arena: &'a Bump,
        options: ScopeOptions,
    ) -> Result<Scopes<'a>, SyntaxError> {
        let mut scopes = collect::collect(module, arena, options)?;
        resolve::resolve(&mut scopes, options)?;
        Ok(scopes)
    }

    /// The scope that a node opened.
    pub(crate) fn of_node<T>(&self, node: &T, role: Role) -> ScopeId {
        *self.by_node.get(&(node as *const T as usize, role)).expect("every node that opens a scope was visited")
    }

    /// How `name` (mangled) is reached from a scope.
    pub(crate) fn access(&self, scope: ScopeId, name: &str) -> Access {
        match self.list[scope].symbol(name) {
            Some(symbol) => symbol.access,
            None => Access::Global,
        }
    }

    /// Where the frame of `scope` holds the cell that a child's free variable `name` refers to.
    pub(crate) fn cell_for_child(&self, scope: ScopeId, name: &str) -> CellSource {
        let frame = self.list[scope].frame;
        let mut at = Some(scope);
        while let Some(id) = at {
            let here = &self.list[id];
            if here.frame != frame {
                break;
            }
            if here.kind == ScopeKind::Class {
                match (name, here.class_cell, here.namespace_cell) {
                    ("__class__", Some(register), _) | ("__classdict__", _, Some(register)) => {
                        return CellSource::Register(register);
                    }
                    _ => {}
                }
            }
            if let Some(Symbol { owner: Owner::OwnCell, access: Access::Cell(register), .. }) = here.symbol(name) {
                return CellSource::Register(*register);
            }
            at = here.parent;
        }
        CellSource::Free(self.free_index(frame, name))
    }

    /// The closure index of a free variable of `frame`.
    pub(crate) fn free_variable(&self, frame: ScopeId, name: &str) -> u16 {
        self.free_index(frame, name)
    }

    fn free_index(&self, frame: ScopeId, name: &str) -> u16 {
        let freevars = &self.list[frame].freevars;
        freevars.binary_search(&name).expect("a frame passes on the free variables of its children") as u16
    }
}

/// Where a frame finds a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellSource {
    /// In a local register.
    Register(u16),
    /// In its closure.
    Free(u16),
}

/// Private name mangling: `__x` in class `C` is `_C__x`.
pub(crate) fn mangle<'a>(arena: &'a Bump, private: Option<&str>, name: &'a str) -> &'a str {
    let Some(class) = private else { return name };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name;
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return name;
    }
    arena.alloc_str(&format!("_{class}{name}"))
}
