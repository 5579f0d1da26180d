//! Second half of scope analysis: finds the owner of every name and gives registers to locals, cells and hidden
//! variables of comprehensions.

use super::{Access, MODULE, Owner, ScopeId, ScopeKind, ScopeOptions, Scopes, flag};
use taipan_syntax::SyntaxError;
use taipan_syntax::ast::Span;

/// The most local registers a frame may have: register numbers are pre-scaled to byte offsets in 16 bits, and
/// temporaries need their share.
pub(crate) const MAX_LOCALS: usize = 7_000;

pub(super) fn resolve(scopes: &mut Scopes<'_>, options: ScopeOptions) -> Result<(), SyntaxError> {
    for id in 0..scopes.list.len() {
        if scopes.list[id].kind == ScopeKind::Annotation {
            continue;
        }
        for at in 0..scopes.list[id].symbols.len() {
            let name = scopes.list[id].symbols[at].name;
            let owner = owner(scopes, id, name, options)?;
            let symbol = &mut scopes.list[id].symbols[at];
            // A scope visited earlier may have captured this name already.
            if !(symbol.owner == Owner::OwnCell && owner == Owner::Own) {
                symbol.owner = owner;
            }
        }
        if let Some(class) = scopes.list[id].sees_class
            && scopes.list[id].kind != ScopeKind::TypeParams
        {
            scopes.list[class].wants_namespace_cell = true;
            capture(scopes, id, class, "__classdict__");
        }
    }
    count_global_bindings(scopes);
    for id in 0..scopes.list.len() {
        scopes.list[id].freevars.sort_unstable();
        scopes.list[id].freevars.dedup();
    }
    for id in 0..scopes.list.len() {
        if scopes.list[id].frame == id && scopes.list[id].kind != ScopeKind::Annotation {
            assign_registers(scopes, id, options)?;
        }
    }
    for id in 0..scopes.list.len() {
        if scopes.list[id].kind != ScopeKind::Annotation {
            assign_access(scopes, id);
        }
    }
    Ok(())
}

fn owner<'a>(scopes: &mut Scopes<'a>, id: ScopeId, name: &'a str, options: ScopeOptions) -> Result<Owner, SyntaxError> {
    let scope = &scopes.list[id];
    let (kind, symbol) = (scope.kind, scope.symbol(name).expect("the caller iterates over the symbols"));
    let (flags, directive) = (symbol.flags, symbol.directive);
    if flags & flag::GLOBAL != 0 {
        if flags & flag::NONLOCAL != 0 {
            return Err(SyntaxError::new(format!("name '{name}' is nonlocal and global"), directive));
        }
        return Ok(Owner::GlobalExplicit);
    }
    if flags & flag::NONLOCAL != 0 {
        if kind == ScopeKind::Module {
            return Err(SyntaxError::new("nonlocal declaration not allowed at module level", directive));
        }
        return match find(scopes, id, name) {
            Some(definer) => {
                let flags = scopes.list[definer].symbol(name).map_or(0, |s| s.flags);
                if flags & flag::TYPE_PARAM != 0 {
                    let message = format!("nonlocal binding not allowed for type parameter '{name}'");
                    return Err(SyntaxError::new(message, directive));
                }
                Ok(reach(scopes, id, definer, name))
            }
            None => Err(SyntaxError::new(format!("no binding for nonlocal '{name}' found"), directive)),
        };
    }
    if flags & flag::BOUND != 0 {
        return Ok(match kind {
            ScopeKind::Class => Owner::Namespace,
            ScopeKind::Module if options.namespace_mode => Owner::Namespace,
            ScopeKind::Module => Owner::GlobalImplicit,
            _ => Owner::Own,
        });
    }
    // Annotation scopes look into the namespace of the class around them first.
    if let Some(class) = scopes.list[scopes.list[id].frame].sees_class {
        let found = find(scopes, id, name);
        let in_frame = found.is_some_and(|d| scopes.list[d].frame == scopes.list[id].frame);
        if !in_frame && !found.is_some_and(|d| is_inside(scopes, d, class)) {
            let flags = scopes.list[class].symbol(name).map_or(0, |s| s.flags);
            if flags & flag::GLOBAL != 0 {
                return Ok(Owner::GlobalExplicit);
            }
            if flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0 {
                return Ok(Owner::NamespaceOrGlobal);
            }
            return Ok(match found {
                Some(definer) => {
                    capture(scopes, id, definer, name);
                    Owner::NamespaceOrFree
                }
                None => Owner::NamespaceOrGlobal,
            });
        }
    }
    Ok(match find(scopes, id, name) {
        Some(definer) => match (kind, reach(scopes, id, definer, name)) {
            (ScopeKind::Class, Owner::Free) => Owner::NamespaceOrFree,
            (_, owner) => owner,
        },
        None if kind == ScopeKind::Class => Owner::Namespace,
        None if options.namespace_mode && scopes.list[id].frame == MODULE => Owner::Namespace,
        None => Owner::GlobalImplicit,
    })
}

/// Whether `inner` lies within `outer` (strictly).
fn is_inside(scopes: &Scopes<'_>, inner: ScopeId, outer: ScopeId) -> bool {
    let mut at = scopes.list[inner].parent;
    while let Some(id) = at {
        if id == outer {
            return true;
        }
        at = scopes.list[id].parent;
    }
    false
}

/// The enclosing function-like scope that binds `name`, seen from inside scope `id`.
fn find(scopes: &mut Scopes<'_>, id: ScopeId, name: &str) -> Option<ScopeId> {
    let frame = scopes.list[id].frame;
    let mut at = scopes.list[id].parent;
    while let Some(p) = at {
        let scope = &mut scopes.list[p];
        match scope.kind {
            ScopeKind::Module => return None,
            ScopeKind::Class => {
                // A comprehension inlined into a class body runs before the cell is filled: it sees farther out.
                if name == "__class__" && p != frame {
                    scope.wants_class_cell = true;
                    return Some(p);
                }
            }
            _ => {
                if let Some(symbol) = scope.symbol(name) {
                    if symbol.flags & flag::GLOBAL != 0 {
                        return None;
                    }
                    if symbol.flags & flag::BOUND != 0 && symbol.flags & flag::NONLOCAL == 0 {
                        return Some(p);
                    }
                }
            }
        }
        at = scope.parent;
    }
    None
}

fn reach<'a>(scopes: &mut Scopes<'a>, id: ScopeId, definer: ScopeId, name: &'a str) -> Owner {
    if scopes.list[id].frame == scopes.list[definer].frame && scopes.list[definer].kind != ScopeKind::Class {
        return Owner::SameFrame(definer);
    }
    capture(scopes, id, definer, name);
    Owner::Free
}

/// Makes `name` of `definer` a cell and a free variable of every frame from `id`'s out to the definer's.
fn capture<'a>(scopes: &mut Scopes<'a>, id: ScopeId, definer: ScopeId, name: &'a str) {
    let target = scopes.list[definer].frame;
    if scopes.list[definer].kind != ScopeKind::Class {
        scopes.list[definer].symbol_mut(name).owner = Owner::OwnCell;
    }
    let mut frame = scopes.list[id].frame;
    while frame != target {
        // Frames farther out have it already when this one has.
        if scopes.list[frame].freevars.contains(&name) {
            return;
        }
        scopes.list[frame].freevars.push(name);
        let parent = scopes.list[frame].parent.expect("the definer encloses the user");
        frame = scopes.list[parent].frame;
    }
}

/// A name declared `global` in some function may be rebound at any time.
fn count_global_bindings(scopes: &mut Scopes<'_>) {
    for id in 1..scopes.list.len() {
        for at in 0..scopes.list[id].symbols.len() {
            let (name, flags) = (scopes.list[id].symbols[at].name, scopes.list[id].symbols[at].flags);
            if flags & flag::GLOBAL != 0 && flags & (flag::BOUND | flag::DELETED) != 0 {
                scopes.list[MODULE].symbol_mut(name).bindings += 2;
            }
        }
    }
}

fn assign_registers(scopes: &mut Scopes<'_>, id: ScopeId, options: ScopeOptions) -> Result<(), SyntaxError> {
    let scope = &mut scopes.list[id];
    let mut varnames = Vec::new();
    let mut cells = Vec::new();
    let namespace = match scope.kind {
        ScopeKind::Class | ScopeKind::Evaluator(_) => scope.kind == ScopeKind::Class || scope.sees_class.is_some(),
        ScopeKind::Module => options.namespace_mode,
        _ => false,
    };
    if namespace {
        varnames.push("");
    }
    if scope.kind == ScopeKind::Class {
        if scope.wants_class_cell {
            scope.class_cell = Some(varnames.len() as u16);
            cells.push(varnames.len() as u16);
            varnames.push("__class__");
        }
        if scope.wants_namespace_cell {
            scope.namespace_cell = Some(varnames.len() as u16);
            cells.push(varnames.len() as u16);
            varnames.push("__classdict__");
        }
    }
    let params = scope.params.clone();
    for name in params {
        let register = varnames.len() as u16;
        varnames.push(name);
        let symbol = scope.symbol_mut(name);
        symbol.access = if symbol.owner == Owner::OwnCell { Access::Cell(register) } else { Access::Local(register) };
        if symbol.owner == Owner::OwnCell {
            cells.push(register);
        }
    }
    for symbol in &mut scope.symbols {
        if symbol.flags & flag::PARAM != 0 {
            continue;
        }
        let register = varnames.len().min(u16::MAX as usize) as u16;
        match symbol.owner {
            Owner::Own => symbol.access = Access::Local(register),
            Owner::OwnCell => {
                symbol.access = Access::Cell(register);
                cells.push(register);
            }
            _ => continue,
        }
        varnames.push(symbol.name);
    }
    let base = varnames.len();
    let mut top = base;
    assign_hidden(scopes, id, id, base, &mut top)?;
    varnames.resize(top, "");
    if top > MAX_LOCALS {
        return Err(SyntaxError::new("too many local variables", Span::default()));
    }
    scopes.list[id].varnames = varnames;
    scopes.list[id].cell_registers = cells;
    Ok(())
}

/// Gives registers to the variables of the comprehensions inlined into `frame`; siblings share them.
fn assign_hidden(
    scopes: &mut Scopes<'_>,
    frame: ScopeId,
    parent: ScopeId,
    base: usize,
    top: &mut usize,
) -> Result<(), SyntaxError> {
    for at in 0..scopes.list[parent].children.len() {
        let child = scopes.list[parent].children[at];
        if scopes.list[child].frame != frame {
            continue;
        }
        let mut next = base;
        for symbol in &mut scopes.list[child].symbols {
            let register = next.min(u16::MAX as usize) as u16;
            match symbol.owner {
                Owner::Own => symbol.access = Access::Local(register),
                Owner::OwnCell => symbol.access = Access::Cell(register),
                _ => continue,
            }
            next += 1;
        }
        if next > MAX_LOCALS {
            return Err(SyntaxError::new("too many local variables", Span::default()));
        }
        scopes.list[child].hidden = (base as u16, (next - base) as u16);
        *top = (*top).max(next);
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || assign_hidden(scopes, frame, child, next, top))?;
    }
    Ok(())
}

fn assign_access(scopes: &mut Scopes<'_>, id: ScopeId) {
    for at in 0..scopes.list[id].symbols.len() {
        let symbol = &scopes.list[id].symbols[at];
        let (name, owner) = (symbol.name, symbol.owner);
        let frame = scopes.list[id].frame;
        let access = match owner {
            Owner::Own | Owner::OwnCell => continue,
            Owner::SameFrame(definer) => scopes.access(definer, name),
            Owner::Free => Access::Free(scopes.free_index(frame, name)),
            Owner::NamespaceOrFree => Access::NamespaceOrFree(scopes.free_index(frame, name)),
            Owner::NamespaceOrGlobal => Access::NamespaceOrGlobal,
            Owner::Namespace => Access::Namespace,
            Owner::GlobalImplicit | Owner::GlobalExplicit | Owner::Unresolved => Access::Global,
        };
        scopes.list[id].symbols[at].access = access;
    }
}
