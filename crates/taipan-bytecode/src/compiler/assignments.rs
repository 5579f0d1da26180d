//! Assignment in all its forms: targets, unpacking, augmented and annotated assignment, `del`.

use super::expressions::is_starred;
use super::unit::Reg;
use super::{Compiled, Compiler, error};
use crate::op::Op;
use crate::scope::ScopeKind;
use taipan_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, targets: &'a [Expr<'a>], value: &'a Expr<'a>) -> Compiled {
        let height = self.here().height;
        if let [target] = targets {
            self.assign_value(target, value)?;
        } else if let Some((last, first)) = targets.split_last() {
            let value = self.temporary(value)?;
            for target in first {
                self.store(target, value, true)?;
            }
            self.store(last, value, false)?;
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// `target = value` with one target.
    pub(super) fn assign_value(&mut self, target: &'a Expr<'a>, value: &'a Expr<'a>) -> Compiled {
        let height = self.here().height;
        match &target.kind {
            ExprKind::Name(name) => {
                if let Some(local) = self.local_register(name) {
                    return self.expression_to(value, local);
                }
                let value = self.temporary(value)?;
                self.store_name(name, value, false, target.span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                if let ExprKind::Tuple(values) | ExprKind::List(values) = &value.kind {
                    let small = targets.len() == values.len() && (1..=16).contains(&values.len());
                    if small && !targets.iter().chain(*values).any(is_starred) {
                        return self.assign_in_parallel(targets, values);
                    }
                }
                let value = self.checked_operand(value)?;
                self.store(target, value, false)?;
            }
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                let operand = self.checked_operand(value)?;
                let operand = if !operand.is_temporary() && self.may_rebind() {
                    let copy = self.unit().temporary();
                    self.unit().copy(copy, operand, value.span);
                    copy
                } else {
                    operand
                };
                self.store(target, operand, false)?;
            }
            _ => {
                let value = self.temporary(value)?;
                self.store(target, value, false)?;
            }
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// `a, b = x, y` without a tuple: all values first, then the targets from left to right.
    fn assign_in_parallel(&mut self, targets: &'a [Expr<'a>], values: &'a [Expr<'a>]) -> Compiled {
        let height = self.here().height;
        let locals: Option<Vec<Reg>> = targets
            .iter()
            .map(|t| match t.kind {
                ExprKind::Name(name) => self.local_register(name),
                _ => None,
            })
            .collect();
        let distinct = locals.filter(|l| l.iter().enumerate().all(|(at, r)| !l[..at].contains(r)));
        let (last_target, last_value) = (&targets[targets.len() - 1], &values[values.len() - 1]);
        if let Some(locals) = distinct {
            return self.assign_locals(&locals, values);
        }
        let mut registers = vec![];
        for value in &values[..values.len() - 1] {
            registers.push(self.temporary(value)?);
        }
        let last = self.temporary(last_value)?;
        for (target, register) in targets.iter().zip(&registers) {
            self.store(target, *register, false)?;
        }
        self.store(last_target, last, false)?;
        self.unit().set_height(height);
        Ok(())
    }

    /// Assigns values to as many different locals. Nothing can go wrong between the stores, so constants are loaded at
    /// the end, and the last value that has to be computed goes to its target first.
    fn assign_locals(&mut self, locals: &[Reg], values: &'a [Expr<'a>]) -> Compiled {
        let height = self.here().height;
        let is_constant = |e: &Expr<'a>| matches!(e.kind, ExprKind::Constant(_));
        let last = values.iter().rposition(|v| !is_constant(v));
        let mut registers = vec![];
        for (at, value) in values.iter().enumerate() {
            registers.push(match last {
                Some(last) if at < last && !is_constant(value) => Some(self.temporary(value)?),
                _ => None,
            });
        }
        if let Some(last) = last {
            self.expression_to(&values[last], locals[last])?;
        }
        for (at, (local, value)) in locals.iter().zip(values).enumerate() {
            match registers[at] {
                Some(register) => self.unit().transfer(*local, register, value.span),
                None if is_constant(value) => self.expression_to(value, *local)?,
                None => {}
            }
        }
        self.unit().set_height(height);
        Ok(())
    }

    /// Stores the value in `value` to a target. A temporary is consumed unless `keep` is set; a local is copied.
    pub(super) fn store(&mut self, target: &'a Expr<'a>, value: Reg, keep: bool) -> Compiled {
        self.depth.enter(target.span)?;
        let height = self.here().height;
        let result = match &target.kind {
            ExprKind::Name(name) => {
                self.store_name(name, value, keep, target.span);
                Ok(())
            }
            _ => {
                let value = if keep {
                    let copy = self.unit().temporary();
                    self.unit().copy(copy, value, target.span);
                    copy
                } else {
                    value
                };
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.store_to(target, value))
            }
        };
        self.unit().set_height(height);
        self.depth.leave();
        result
    }

    fn store_to(&mut self, target: &'a Expr<'a>, value: Reg) -> Compiled {
        let span = target.span;
        match &target.kind {
            ExprKind::Attribute { value: object, attr } => {
                self.note_static_attribute(object, attr.name);
                let register = self.operand(object)?;
                let at = self.attribute_span(span, attr.span);
                self.store_attribute(register, attr.name, value, at);
                self.unit().release_temporary(register, span);
            }
            ExprKind::Subscript { value: container, index } => {
                let register = self.operand_before(container, &[index])?;
                let key = self.operand(index)?;
                let op = if value.is_temporary() { Op::StoreItemMv } else { Op::StoreItem };
                self.unit().emit(op, value.0, register.0, key.0, span);
                self.unit().release_temporary(register, span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.unpack(targets, value, span)?,
            ExprKind::Starred(_) => return error("starred assignment target must be in a list or tuple", span),
            _ => return error("cannot assign to expression", span),
        }
        Ok(())
    }

    fn store_attribute(&mut self, object: Reg, name: &'a str, value: Reg, span: Span) {
        let name = self.mangled(name);
        let unit = self.unit();
        let index = unit.name(name);
        let op = if value.is_temporary() { Op::StoreAttrMv } else { Op::StoreAttr };
        unit.emit(op, value.0, object.0, index, span);
    }

    /// `self.x = ...` in a method is listed in `__static_attributes__` of the class.
    fn note_static_attribute(&mut self, object: &Expr<'a>, name: &'a str) {
        if !matches!(object.kind, ExprKind::Name("self")) {
            return;
        }
        let scopes = &self.scopes;
        let is_class = |unit: &&mut super::unit::Unit<'a>| scopes.list[unit.frame].kind == ScopeKind::Class;
        if let Some(class) = self.units.iter_mut().rev().skip(1).find(is_class)
            && !class.static_attributes.contains(&name)
        {
            class.static_attributes.push(name);
        }
    }

    /// Unpacks `value` (consumed) into targets.
    fn unpack(&mut self, targets: &'a [Expr<'a>], value: Reg, span: Span) -> Compiled {
        let star = targets.iter().position(is_starred);
        let count = targets.len() as u16;
        if targets.len() > 1_000 {
            return error("too many expressions in assignment", span);
        }
        // A temporary on top is where unpacking can start.
        let first = if self.here().is_top(value) && count > 0 {
            self.unit().temporaries(count - 1);
            value
        } else {
            self.unit().temporaries(count)
        };
        match star {
            None => self.unit().emit(Op::UnpackSequence, first.0, value.0, count, span),
            Some(before) => {
                let after = targets.len() - before - 1;
                if targets[before + 1..].iter().any(is_starred) {
                    return error("multiple starred expressions in assignment", span);
                }
                if before > 255 || after > 255 {
                    return error("too many expressions in star-unpacking assignment", span);
                }
                let counts = before as u16 | (after as u16) << 8;
                self.unit().emit(Op::UnpackEx, first.0, value.0, counts, span);
            }
        }
        for (at, target) in targets.iter().enumerate() {
            let target = match target.kind {
                ExprKind::Starred(inner) => inner,
                _ => target,
            };
            self.store(target, first.above(at as u16), false)?;
        }
        Ok(())
    }

    pub(super) fn augmented(
        &mut self,
        target: &'a Expr<'a>,
        op: BinaryOp,
        value: &'a Expr<'a>,
        span: Span,
    ) -> Compiled {
        let height = self.here().height;
        match &target.kind {
            ExprKind::Name(name) => {
                if let Some(local) = self.local_register(name) {
                    let left = self.protect(local, &[value], target.span)?;
                    self.inplace(op, local, left, value, span)?;
                } else {
                    let old = self.unit().temporary();
                    self.load_name(name, old, target.span);
                    self.inplace(op, old, old, value, span)?;
                    self.store_name(name, old, false, target.span);
                }
            }
            ExprKind::Attribute { value: object, attr } => {
                let register = self.operand_before(object, &[value])?;
                let at = self.attribute_span(target.span, attr.span);
                let name = self.mangled(attr.name);
                let index = self.unit().name(name);
                let old = self.unit().temporary();
                if register.is_temporary() {
                    self.unit().copy(old, register, at);
                    self.unit().emit(Op::LoadAttr, old.0, old.0, index, at);
                } else {
                    self.unit().emit(Op::LoadAttrT, old.0, register.0, index, at);
                }
                self.inplace(op, old, old, value, span)?;
                self.note_static_attribute(object, attr.name);
                self.store_attribute(register, attr.name, old, at);
                self.unit().release_temporary(register, span);
            }
            ExprKind::Subscript { value: container, index } => {
                let container = self.operand_before(container, &[index, value])?;
                let key = match self.small_int(index) {
                    Some(_) => None,
                    None => {
                        let key = self.operand(index)?;
                        Some(self.protect(key, &[value], index.span)?)
                    }
                };
                let old = self.unit().temporary();
                let mut from = container;
                if container.is_temporary() {
                    self.unit().copy(old, container, span);
                    from = old;
                }
                let key = match key {
                    None => {
                        let number = self.small_int(index).unwrap_or(0);
                        self.unit().emit(Op::GetItemI, old.0, from.0, number, target.span);
                        self.inplace(op, old, old, value, span)?;
                        let key = self.unit().temporary();
                        self.expression_to(index, key)?;
                        key
                    }
                    Some(key) => {
                        let mut read = key;
                        if key.is_temporary() {
                            read = self.unit().temporary();
                            self.unit().copy(read, key, span);
                        }
                        self.unit().emit(Op::GetItem, old.0, from.0, read.0, target.span);
                        self.inplace(op, old, old, value, span)?;
                        key
                    }
                };
                self.unit().emit(Op::StoreItemMv, old.0, container.0, key.0, target.span);
                self.unit().release_temporary(container, span);
            }
            _ => return error("illegal expression for augmented assignment", target.span),
        }
        self.unit().set_height(height);
        Ok(())
    }

    pub(super) fn annotated(
        &mut self,
        target: &'a Expr<'a>,
        annotation: &'a Expr<'a>,
        value: Option<&'a Expr<'a>>,
        simple: bool,
    ) -> Compiled {
        let height = self.here().height;
        if let Some(value) = value {
            self.assign_value(target, value)?;
        }
        let in_body = matches!(self.frame_kind(), ScopeKind::Module | ScopeKind::Class);
        match &target.kind {
            ExprKind::Name(name) if simple && in_body => {
                let text = self.unit().temporary();
                self.annotation(annotation, text)?;
                let mapping = self.unit().temporary();
                let namespace = self.frame_kind() == ScopeKind::Class || self.options.namespace_mode;
                let op = if namespace { Op::LoadName } else { Op::LoadGlobal };
                self.load_by_name(op, "__annotations__", mapping, 0, annotation.span);
                let key = self.unit().temporary();
                let name = self.mangled(name);
                self.unit().load_text(key, name, target.span);
                self.unit().emit(Op::StoreItemMv, text.0, mapping.0, key.0, annotation.span);
                self.unit().release(mapping, annotation.span);
                self.unit().set_height(height);
                return Ok(());
            }
            ExprKind::Name(_) if simple => return Ok(()),
            ExprKind::Attribute { value: object, .. } if value.is_none() => self.discard(object)?,
            ExprKind::Subscript { value: container, index } if value.is_none() => {
                self.discard(container)?;
                self.discard(index)?;
            }
            _ => {}
        }
        // The annotation of anything but a plain name is evaluated in modules and classes, and forgotten.
        if in_body && !self.future_annotations {
            self.discard(annotation)?;
        }
        self.unit().set_height(height);
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr<'a>) -> Compiled {
        let height = self.here().height;
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, span),
            ExprKind::Attribute { value, attr } => {
                let object = self.operand(value)?;
                let name = self.mangled(attr.name);
                let at = self.attribute_span(span, attr.span);
                let unit = self.unit();
                let index = unit.name(name);
                unit.emit(Op::DeleteAttr, object.0, 0, index, at);
            }
            ExprKind::Subscript { value, index } => {
                let container = self.operand_before(value, &[index])?;
                let key = self.operand(index)?;
                self.unit().emit(Op::DeleteItem, container.0, key.0, 0, span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                self.depth.enter(span)?;
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || targets.iter().try_for_each(|t| self.delete(t)))?;
                self.depth.leave();
            }
            _ => return error("cannot delete expression", span),
        }
        self.unit().set_height(height);
        Ok(())
    }
}
