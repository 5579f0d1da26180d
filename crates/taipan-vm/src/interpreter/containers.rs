//! Building, unpacking and indexing containers.

use super::frames::{self, Site, Step};
use super::names::fallible;
use super::*;
use crate::heap::{Kind, ShapeId, Tuple};
use crate::native::Raised;
use crate::types::{DictObject, ListObject, SliceObject, StrObject};

const LIST: ShapeId = ShapeId::builtin(Kind::List);
const TUPLE: ShapeId = ShapeId::builtin(Kind::Tuple);
const DICT: ShapeId = ShapeId::builtin(Kind::Dict);
const STR: ShapeId = ShapeId::builtin(Kind::Str);

/// Moves `count` temporaries from `first` into a vector.
unsafe fn take_values(first: *mut Word, count: usize) -> Vec<Value> {
    let mut values = Vec::with_capacity(count);
    for i in 0..count {
        values.push(Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND)));
    }
    values
}

op! { BuildList(pc, base, vm, ins) { slow!(build_list, pc, base, vm, ins) } }
op_step! { build_list(pc, base, vm, ins) {
    let items = take_values(reg!(base, rb!(ins)), rc!(ins));
    let list = vm.list(items);
    return vm.put(reg!(base, ra!(ins)), list.into_word(), pc, base)
} }

op! { BuildTuple(pc, base, vm, ins) { slow!(build_tuple, pc, base, vm, ins) } }
op_step! { build_tuple(pc, base, vm, ins) {
    let (first, count) = (reg!(base, rb!(ins)), rc!(ins));
    let tuple = if count == 0 {
        vm.empty_tuple.clone()
    } else {
        let items = (0..count).map(|i| Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND)));
        vm.heap.tuple(items)
    };
    return vm.put(reg!(base, ra!(ins)), tuple.into_word(), pc, base)
} }

fallible! { BuildSet(pc, base, vm, ins) {
    let items = take_values(reg!(base, rb!(ins)), rc!(ins));
    let set = vm.alloc(crate::types::SetObject::default());
    for item in &items {
        vm.set_add(&set, item)?;
    }
    let old = std::mem::replace(&mut *reg!(base, ra!(ins)), set.into_word());
    drop(Value::from_word(old));
    Ok(())
} }

fallible! { BuildMap(pc, base, vm, ins) {
    let dict = vm.dict();
    let first = reg!(base, rb!(ins));
    for i in 0..rc!(ins) {
        let key = Value::from_word(std::mem::replace(&mut *first.add(2 * i), Word::UNBOUND));
        let value = Value::from_word(std::mem::replace(&mut *first.add(2 * i + 1), Word::UNBOUND));
        vm.dict_set(&dict, &key, value)?;
    }
    let old = std::mem::replace(&mut *reg!(base, ra!(ins)), dict.into_word());
    drop(Value::from_word(old));
    Ok(())
} }

op! { BuildSlice(pc, base, vm, ins) { slow!(build_slice, pc, base, vm, ins) } }
op_step! { build_slice(pc, base, vm, ins) {
    let mut parts = take_values(reg!(base, rb!(ins)), rc!(ins)).into_iter();
    let (start, stop) = (parts.next().unwrap_or(Value::NONE), parts.next().unwrap_or(Value::NONE));
    let slice = SliceObject { start, stop, step: parts.next().unwrap_or(Value::NONE) };
    let slice = vm.alloc(slice);
    return vm.put(reg!(base, ra!(ins)), slice.into_word(), pc, base)
} }

op! { BuildString(pc, base, vm, ins) { slow!(build_string, pc, base, vm, ins) } }
op_step! { build_string(pc, base, vm, ins) {
    let (first, count) = (reg!(base, rb!(ins)), rc!(ins));
    let mut length = 0;
    for i in 0..count {
        length += (*first.add(i)).borrow().as_ref::<StrObject>().map_or(0, |s| s.bytes().len());
    }
    let mut text = Vec::with_capacity(length);
    for i in 0..count {
        let word = std::mem::replace(&mut *first.add(i), Word::UNBOUND);
        let part = Value::from_word(word);
        if let Some(part) = part.as_ref::<StrObject>() {
            text.extend_from_slice(part.bytes());
        }
    }
    let text = vm.str_from_vec(text);
    return vm.put(reg!(base, ra!(ins)), text.into_word(), pc, base)
} }

op! { ListAppend(pc, base, vm, ins) {
    let list = (*reg!(base, ra!(ins))).borrow().expect_ref::<ListObject>();
    let s = reg!(base, rb!(ins));
    let value = if frames::is_temp(base, rb!(ins)) {
        Value::from_word(std::mem::replace(&mut *s, Word::UNBOUND))
    } else {
        (*s).to_value()
    };
    list.items.borrow_mut().push(value);
    next!(pc, base, vm)
} }

fallible! { ListExtend(pc, base, vm, ins) {
    let list = (*reg!(base, ra!(ins))).to_value();
    let iterable = (*reg!(base, rb!(ins))).to_value();
    frames::consume(base, rb!(ins));
    let items = match vm.collect(&iterable) {
        Ok(items) => items,
        Err(raised) => {
            let not_iterable = vm.is_exception(&raised, crate::exceptions::ExceptionKind::TypeError)
                && vm.names_no_iterator(&iterable);
            if not_iterable {
                let name = vm.type_name(&iterable);
                return Err(vm.type_error(format!("Value after * must be an iterable, not {name}")));
            }
            return Err(raised);
        }
    };
    list.expect_ref::<ListObject>().items.borrow_mut().extend(items);
    Ok(())
} }

op! { ListToTuple(pc, base, vm, ins) { slow!(list_to_tuple, pc, base, vm, ins) } }
op_step! { list_to_tuple(pc, base, vm, ins) {
    let list = Value::from_word(std::mem::replace(&mut *reg!(base, ra!(ins)), Word::UNBOUND));
    let items = std::mem::take(&mut *list.expect_ref::<ListObject>().items.borrow_mut());
    *reg!(base, ra!(ins)) = vm.tuple(items).into_word();
    drop(list);
    return Step::Run(pc, base)
} }

fallible! { SetAdd(pc, base, vm, ins) {
    let set = (*reg!(base, ra!(ins))).to_value();
    let value = (*reg!(base, rb!(ins))).to_value();
    frames::consume(base, rb!(ins));
    vm.set_add(&set, &value).map(drop)
} }

fallible! { SetUpdate(pc, base, vm, ins) {
    let set = (*reg!(base, ra!(ins))).to_value();
    let iterable = (*reg!(base, rb!(ins))).to_value();
    frames::consume(base, rb!(ins));
    for item in vm.collect(&iterable)? {
        vm.set_add(&set, &item)?;
    }
    Ok(())
} }

fallible! { MapAdd(pc, base, vm, ins) {
    let dict = (*reg!(base, ra!(ins))).to_value();
    let key = (*reg!(base, rb!(ins))).to_value();
    let value = (*reg!(base, rc!(ins))).to_value();
    frames::consume(base, rb!(ins));
    frames::consume(base, rc!(ins));
    vm.dict_set(&dict, &key, value)
} }

fallible! { DictUpdate(pc, base, vm, ins) {
    let dict = (*reg!(base, ra!(ins))).to_value();
    let mapping = (*reg!(base, rb!(ins))).to_value();
    frames::consume(base, rb!(ins));
    match vm.mapping_pairs(&mapping)? {
        Some(pairs) => {
            for (key, value) in pairs {
                vm.dict_set(&dict, &key, value)?;
            }
            Ok(())
        }
        None => {
            let name = vm.type_name(&mapping);
            Err(vm.type_error(format!("'{name}' object is not a mapping")))
        }
    }
} }

fallible! { DictMerge(pc, base, vm, ins) {
    let dict = (*reg!(base, ra!(ins))).to_value();
    let mapping = (*reg!(base, rb!(ins))).to_value();
    let callee = (*reg!(base, rc!(ins))).to_value();
    frames::consume(base, rb!(ins));
        let Some(pairs) = vm.mapping_pairs(&mapping)? else {
        let (function, name) = (vm.callable_name(&callee), vm.type_name(&mapping));
        return Err(vm.type_error(format!("{function} argument after ** must be a mapping, not {name}")));
    };
    for (key, value) in pairs {
        if key.kind() != Kind::Str {
            return Err(vm.type_error("keywords must be strings"));
        }
        if vm.dict_get(&dict, &key)?.is_some() {
            let (function, key) = (vm.callable_name(&callee), vm.str_string(&key)?);
            return Err(vm.type_error(format!("{function} got multiple values for keyword argument '{key}'")));
        }
        vm.dict_set(&dict, &key, value)?;
    }
    Ok(())
} }

impl Vm {
    /// The pairs of a mapping: a dict, or anything with `keys()` and items; `None` for other objects.
    pub(crate) fn mapping_pairs(&mut self, mapping: &Value) -> Result<Option<Vec<(Value, Value)>>, Raised> {
        if self.is_plain_dict(mapping) {
            return Ok(Some(mapping.expect_ref::<DictObject>().pairs()));
        }
        let name = self.names.keys.clone();
        let Some(keys) = self.get_attr_opt(mapping, &name)? else { return Ok(None) };
        let keys = self.call(&keys, &[])?;
        let mut pairs = Vec::new();
        for key in self.collect(&keys)? {
            let value = self.get_item(mapping, &key)?;
            pairs.push((key, value));
        }
        Ok(Some(pairs))
    }

    /// Whether an object has no way to be iterated.
    pub(crate) fn names_no_iterator(&mut self, value: &Value) -> bool {
        let (iter, getitem) = (self.names.iter.clone(), self.names.getitem.clone());
        crate::types::slots(value.kind()).iter.is_none()
            && self.lookup_special(value, &iter).is_none()
            && self.lookup_special(value, &getitem).is_none()
    }

    /// `module.function()` for messages about a call.
    pub(crate) fn callable_name(&mut self, callee: &Value) -> String {
        let qualname = self.names.qualname.clone();
        let module = self.names.module.clone();
        let name = match self.get_attr_opt(callee, &qualname) {
            Ok(Some(name)) => name.as_ref::<StrObject>().map(|s| s.lossy().into_owned()),
            _ => None,
        };
        let Some(name) = name else { return self.repr_string(callee).unwrap_or_default() };
        match self.get_attr_opt(callee, &module) {
            Ok(Some(module)) => match module.as_ref::<StrObject>() {
                Some(m) if m.bytes() != b"builtins" => format!("{}.{name}()", m.lossy()),
                _ => format!("{name}()"),
            },
            _ => format!("{name}()"),
        }
    }
}

// ---- unpacking ----

op! { UnpackSequence(pc, base, vm, ins) {
    let source = *reg!(base, rb!(ins));
    let (dst, count) = (reg!(base, ra!(ins)), rc!(ins));
    if source.has_shape(TUPLE) {
        let items = source.borrow().expect_ref::<Tuple>().items();
        if items.len() == count {
            let last = items.len();
            if frames::is_temp(base, rb!(ins)) { *reg!(base, rb!(ins)) = Word::UNBOUND; }
            else { source.retain() }
            for i in 0..last {
                let v = items.get_unchecked(i).word();
                v.retain();
                *dst.add(i) = v;
            }
            let header = source.header();
            if (*header).release() { slow!(moves::drop_next, pc, base, vm, header as u64) }
            next!(pc, base, vm)
        }
    }
    slow!(unpack_slow, pc, base, vm, ins)
} }

fallible! { unpack_slow(pc, base, vm, ins) {
    let source = (*reg!(base, rb!(ins))).to_value();
    if source.is_unbound() { return Err(moves::unbound_local_error(vm, base, rb!(ins))) }
    frames::consume(base, rb!(ins));
        let count = rc!(ins);
    let mut items = unpack_items(vm, &source, Some(count))?;
    if items.len() < count {
        let got = items.len();
        return Err(vm.value_error(format!("not enough values to unpack (expected {count}, got {got})")));
    }
    if items.len() > count {
        return Err(vm.value_error(format!("too many values to unpack (expected {count})")));
    }
    let dst = reg!(base, ra!(ins));
    for (i, item) in items.drain(..).enumerate() {
        *dst.add(i) = item.into_word();
    }
    Ok(())
} }

/// The items of an iterable; with a limit, at most one more than that.
fn unpack_items(vm: &mut Vm, source: &Value, limit: Option<usize>) -> Result<Vec<Value>, Raised> {
    if let Some(items) = vm.quick_items(source) {
        return Ok(items);
    }
    if vm.names_no_iterator(source) {
        let name = vm.type_name(source);
        return Err(vm.type_error(format!("cannot unpack non-iterable {name} object")));
    }
    let Some(limit) = limit else { return vm.collect(source) };
    let iterator = vm.iter(source)?;
    let mut items = Vec::new();
    while items.len() <= limit {
        match vm.next(&iterator)? {
            Some(item) => items.push(item),
            None => break,
        }
    }
    Ok(items)
}

fallible! { UnpackEx(pc, base, vm, ins) {
    let source = (*reg!(base, rb!(ins))).to_value();
    if source.is_unbound() { return Err(moves::unbound_local_error(vm, base, rb!(ins))) }
    frames::consume(base, rb!(ins));
        let (before, after) = (rc!(ins) & 0xff, rc!(ins) >> 8);
    let items = unpack_items(vm, &source, None)?;
    if items.len() < before + after {
        let got = items.len();
        let wanted = before + after;
        return Err(vm.value_error(format!("not enough values to unpack (expected at least {wanted}, got {got})")));
    }
    let dst = reg!(base, ra!(ins));
    let middle = items.len() - before - after;
    let mut rest = Vec::with_capacity(middle);
    for (i, item) in items.into_iter().enumerate() {
        if i < before {
            *dst.add(i) = item.into_word();
        } else if i < before + middle {
            rest.push(item);
        } else {
            *dst.add(i - middle + 1) = item.into_word();
        }
    }
    *dst.add(before) = vm.list(rest).into_word();
    Ok(())
} }

// ---- items ----

op! { GetItem(pc, base, vm, ins) {
    let (container, key) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
    if container.is_heap() && key.is_int() {
        let shape = container.shape();
        let mut index = key.as_int() as usize;
        let (items, len) = if shape == LIST {
            let list = container.borrow().expect_ref::<ListObject>();
            let items = &*list.items.as_ptr();
            (items.as_ptr(), items.len())
        } else if shape == TUPLE {
            let items = container.borrow().expect_ref::<Tuple>().items();
            (items.as_ptr(), items.len())
        } else {
            slow!(get_item_slow, pc, base, vm, ins)
        };
        if index >= len { index = index.wrapping_add(len) }
        if index < len {
            let v = *(items as *const Word).add(index);
            v.retain();
            set!(reg!(base, ra!(ins)), v, pc, base, vm)
        }
    }
    slow!(get_item_slow, pc, base, vm, ins)
} }

op_step! { get_item_slow(pc, base, vm, ins) {
    let (container, key) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
    if container.has_shape(DICT) && (key.is_int() || key.has_shape(STR)) {
        let dict = container.borrow().expect_ref::<DictObject>();
        let found = match vm.hash(key.borrow()) {
            Ok(hash) => vm.dict_find(dict, hash, key.borrow()),
            Err(raised) => Err(raised),
        };
        if let Ok(Some(position)) = found {
            let v = (&(*dict.table.as_ptr()).entries)[position].value.clone();
            if rc!(ins) != ra!(ins) && key.is_heap() { frames::consume(base, rc!(ins)) }
            return vm.put(reg!(base, ra!(ins)), v.into_word(), pc, base)
        }
    }
    if key.is_int() && container.has_shape(STR)
        && let Some(word) = quick::char_at(vm, container, key)
    {
        if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
        return vm.put(reg!(base, ra!(ins)), word, pc, base);
    }
    if container.is_unbound() || key.is_unbound() { return operators::unbound_operand_step(vm, pc, base, ins) }
    return get_item_step(vm, pc, base, ins, key.to_value())
} }

#[inline(never)]
unsafe fn get_item_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64, key: Value) -> Step {
    let container = (*reg!(base, rb!(ins))).to_value();
    let dst = ra!(ins);
    if rb!(ins) != dst {
        frames::consume(base, rb!(ins));
    }
    if ins as u16 == Op::GetItem as u16 && rc!(ins) != dst {
        frames::consume(base, rc!(ins));
    }
    subscript(vm, Site::register(pc, base, dst), container, key)
}

/// `container[key]` for a site; `__getitem__`, `__class_getitem__` and `__missing__` run as frames.
pub(super) unsafe fn subscript(vm: &mut Vm, site: Site, container: Value, key: Value) -> Step {
    if container.shape().index() != 0 || container.kind() == Kind::Type {
        let name = vm.names.getitem.clone();
        if let Some(method) = vm.lookup_special(&container, &name) {
            return vm.invoke_method(site, &method, &container, vec![key]);
        }
    }
    if container.kind() == Kind::Type {
        let name = vm.names.class_getitem.clone();
        return match vm.get_attr_opt(&container, &name) {
            Ok(Some(method)) => vm.invoke(site, method, vec![key], Vec::new()),
            Ok(None) => {
                let name = vm.class_name(&container);
                let raised = vm.type_error(format!("type '{name}' is not subscriptable"));
                vm.raise_site(raised, site)
            }
            Err(raised) => vm.raise_site(raised, site),
        };
    }
    match vm.get_item(&container, &key) {
        Ok(value) => {
            drop((container, key));
            vm.deliver(site, value)
        }
        Err(raised) => vm.raise_site(raised, site),
    }
}

op! { GetItemI(pc, base, vm, ins) {
    let container = *reg!(base, rb!(ins));
    if container.is_heap() {
        let shape = container.shape();
        let mut index = imm_c!(ins) as usize;
        if shape == TUPLE || shape == LIST {
            let (items, len) = if shape == LIST {
                let items = &*container.borrow().expect_ref::<ListObject>().items.as_ptr();
                (items.as_ptr(), items.len())
            } else {
                let items = container.borrow().expect_ref::<Tuple>().items();
                (items.as_ptr(), items.len())
            };
            if index >= len { index = index.wrapping_add(len) }
            if index < len {
                let v = *(items as *const Word).add(index);
                v.retain();
                set!(reg!(base, ra!(ins)), v, pc, base, vm)
            }
        }
    }
    slow!(get_item_imm_slow, pc, base, vm, ins)
} }

op_step! { get_item_imm_slow(pc, base, vm, ins) {
    if (*reg!(base, rb!(ins))).is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    return get_item_step(vm, pc, base, ins, Value::from_word(Word::int(imm_c!(ins))))
} }

op! { GetSlice(pc, base, vm, ins) { slow!(get_slice, pc, base, vm, ins) } }

/// Whether a slice bound needs no script code: None or a small integer.
fn plain_bound(word: Word, absent: i64) -> Option<i64> {
    if word.is_int() {
        Some(word.as_int())
    } else if word == Word::NONE {
        Some(absent)
    } else {
        None
    }
}

/// `container[start:stop]` of an exact list, tuple or ASCII string.
unsafe fn quick_slice(vm: &mut Vm, container: Word, start: Word, stop: Word) -> Option<Value> {
    let (start, stop) = (plain_bound(start, 0)?, plain_bound(stop, i64::MAX)?);
    let clamp = |bound: i64, len: usize| {
        let bound = if bound < 0 { bound.saturating_add(len as i64).max(0) } else { bound };
        (bound as u64).min(len as u64) as usize
    };
    let range = |len: usize| {
        let (from, to) = (clamp(start, len), clamp(stop, len));
        from..to.max(from)
    };
    if container.has_shape(LIST) {
        let items = container.borrow().expect_ref::<ListObject>().items.borrow();
        let part = items[range(items.len())].to_vec();
        drop(items);
        return Some(vm.list(part));
    }
    if container.has_shape(TUPLE) {
        let items = container.borrow().expect_ref::<Tuple>().items();
        let part = &items[range(items.len())];
        if part.is_empty() {
            return Some(vm.empty_tuple.clone());
        }
        return Some(vm.heap.tuple(part.iter().cloned()));
    }
    if container.has_shape(STR) {
        let text = container.borrow().expect_ref::<StrObject>();
        let bytes = text.bytes();
        if text.chars() == bytes.len() {
            return Some(vm.str_from_wtf8(&bytes[range(bytes.len())]));
        }
    }
    None
}

op_step! { get_slice(pc, base, vm, ins) {
    let bounds = reg!(base, rc!(ins));
    let source = *reg!(base, rb!(ins));
    if source.is_heap()
        && let Some(part) = quick_slice(vm, source, *bounds, *bounds.add(1))
    {
        *bounds = Word::UNBOUND;
        *bounds.add(1) = Word::UNBOUND;
        if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
        return vm.put(reg!(base, ra!(ins)), part.into_word(), pc, base);
    }
    let container = (*reg!(base, rb!(ins))).to_value();
    if container.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    let bounds = reg!(base, rc!(ins));
    let start = Value::from_word(std::mem::replace(&mut *bounds, Word::UNBOUND));
    let stop = Value::from_word(std::mem::replace(&mut *bounds.add(1), Word::UNBOUND));
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    let slice = vm.alloc(SliceObject { start, stop, step: Value::NONE });
    return subscript(vm, Site::register(pc, base, ra!(ins)), container, slice)
} }

macro_rules! store_item {
    ($name:ident, $take:expr) => {
        op! { $name(pc, base, vm, ins) {
            let (container, key) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if container.has_shape(LIST) && key.is_int() {
                let items = &*container.borrow().expect_ref::<ListObject>().items.as_ptr();
                let mut index = key.as_int() as usize;
                if index >= items.len() { index = index.wrapping_add(items.len()) }
                if index < items.len() {
                    let s = reg!(base, ra!(ins));
                    let v = *s;
                    if !v.is_unbound() {
                        if $take { *s = Word::UNBOUND } else { v.retain() }
                        let place = (items.as_ptr() as *mut Word).add(index);
                        set!(place, v, pc, base, vm)
                    }
                }
            }
            slow!(store_item_slow, pc, base, vm, ins)
        } }
    };
}
store_item!(StoreItem, false);
store_item!(StoreItemMv, true);

op! { #[inline(never)] store_item_slow(pc, base, vm, ins) {
    step!(store_item_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn store_item_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let value = (*reg!(base, ra!(ins))).to_value();
    let container = (*reg!(base, rb!(ins))).to_value();
    let key = (*reg!(base, rc!(ins))).to_value();
    for (operand, offset) in [(&value, ra!(ins)), (&container, rb!(ins)), (&key, rc!(ins))] {
        if operand.is_unbound() {
            let raised = moves::unbound_local_error(vm, base, offset);
            return vm.raise_step(raised, pc, base);
        }
    }
    frames::consume(base, ra!(ins));
    frames::consume(base, rc!(ins));
    if container.is_exact(Kind::Dict) {
        let result = vm.dict_set(&container, &key, value);
        drop((container, key));
        return match result {
            Ok(()) => vm.continue_at(pc, base),
            Err(raised) => vm.raise_step(raised, pc, base),
        };
    }
    if container.shape().index() != 0 {
        let name = vm.names.setitem.clone();
        if let Some(method) = vm.lookup_special(&container, &name) {
            return vm.invoke_method(Site::new(pc, base, Action::Discard, 0), &method, &container, vec![key, value]);
        }
    }
    let result = vm.set_item(&container, &key, &value);
    drop((container, key, value));
    match result {
        Ok(()) => vm.continue_at(pc, base),
        Err(raised) => vm.raise_step(raised, pc, base),
    }
}

fallible! { DeleteItem(pc, base, vm, ins) {
    let container = (*reg!(base, ra!(ins))).to_value();
    let key = (*reg!(base, rb!(ins))).to_value();
    if container.is_unbound() { return Err(moves::unbound_local_error(vm, base, ra!(ins))) }
    if key.is_unbound() { return Err(moves::unbound_local_error(vm, base, rb!(ins))) }
    frames::consume(base, ra!(ins));
    frames::consume(base, rb!(ins));
    vm.set_item(&container, &key, &Value::UNBOUND)
} }
