//! Attribute access with inline caches.
//!
//! ```text
//!  words after the instruction:   [ shape (32) | what (16) | epoch low (16) ]   [ slot offset, or address of a value ]
//!  what: 0 empty, 1 inline slot, 2 value on the class (shadowed by nothing), 3 method on the class
//! ```

use super::names::fallible;
use super::*;
use crate::heap::{AttrPlace, Kind, ShapeId};
use crate::native::Raised;
use crate::objects::attributes::{Attr, SetAttr};
use crate::types::{DictObject, ModuleObject, StrObject, TypeObject};

pub(super) const CACHE_SLOT: u64 = 1;
pub(super) const CACHE_CLASS_VALUE: u64 = 2;
pub(super) const CACHE_METHOD: u64 = 3;
/// A store that adds the attribute: the offset of the slot, and the next shape in the upper half.
const CACHE_ADD: u64 = 5;

/// What a cached instruction does; entries of [`Sites`] differ by it.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Use {
    Load = 0,
    Store = 0x51ed_270b,
    Method = 0x2545_f491,
}

#[derive(Clone, Copy, Default)]
struct SiteEntry {
    shape: u32,
    epoch: u32,
    name: u64,
    key: u64,
    data: u64,
}

/// Cache contents by shape and name, for instructions that see several shapes: what one of them found serves the others.
pub(crate) struct Sites(Box<[SiteEntry]>);

const SITES: usize = 1024;

impl Default for Sites {
    fn default() -> Sites {
        Sites(vec![SiteEntry::default(); SITES].into_boxed_slice())
    }
}

impl Sites {
    #[inline(always)]
    fn index(shape: u32, name: Word, purpose: Use) -> usize {
        let mixed = (shape >> 8).wrapping_mul(0x9e37_79b1) ^ shape ^ (name.0 >> 4) as u32 ^ purpose as u32;
        (mixed ^ mixed >> 15) as usize % SITES
    }

    /// The two cache words for a shape and name.
    #[inline(always)]
    pub(super) fn get(&self, shape: ShapeId, name: Word, epoch: u32, purpose: Use) -> Option<(u64, u64)> {
        let entry = &self.0[Sites::index(shape.0, name, purpose)];
        (entry.shape == shape.0 && entry.name == name.0 && entry.epoch == epoch).then_some((entry.key, entry.data))
    }

    pub(super) fn put(&mut self, shape: ShapeId, name: Word, epoch: u32, purpose: Use, words: (u64, u64)) {
        self.0[Sites::index(shape.0, name, purpose)] =
            SiteEntry { shape: shape.0, epoch, name: name.0, key: words.0, data: words.1 };
    }
}

/// Keeps what an instruction's cache has just been filled with for other instructions.
pub(super) unsafe fn share(vm: &mut Vm, cache: *const u64, shape: ShapeId, name: &Value, purpose: Use) {
    if *cache as u32 == shape.0 {
        let epoch = vm.class_epoch;
        vm.machine.sites.put(shape, name.word(), epoch, purpose, (*cache, *cache.add(1)));
    }
}

#[inline(always)]
pub(super) fn cache_key(shape: ShapeId, what: u64, epoch: u32) -> u64 {
    shape.0 as u64 | what << 32 | (epoch as u64 & 0xffff) << 48
}

/// The key for a value of a module's namespace: the module itself, for one epoch of globals. Bit 47 is never set in an
/// address and never in a kind of cache, so the two sorts of keys cannot be confused.
#[inline(always)]
pub(super) fn module_key(module: Word, epoch: u32) -> u64 {
    module.0 | 1 << 47 | (epoch as u64 & 0xffff) << 48
}

macro_rules! load_attr {
    ($name:ident, $set:ident) => {
        op! { $name(pc, base, vm, ins) {
            let object = *reg!(base, rb!(ins));
            if object.is_heap() && object.shape().0 as u64 | CACHE_SLOT << 32 == *pc {
                let v = *reg!(object.header(), *pc.add(1) as usize);
                if !v.is_unbound() {
                    v.retain();
                    $set!(reg!(base, ra!(ins)), v, pc.add(2), base, vm)
                }
            }
            slow!(load_attr_cached, pc, base, vm, ins)
        } }
    };
}
load_attr!(LoadAttr, set);
load_attr!(LoadAttrT, set_temp);

op! { #[inline(never)] load_attr_cached(pc, base, vm, ins) {
    let object = *reg!(base, rb!(ins));
    if object.is_heap() {
        let shape = object.shape();
        let key = *pc;
        if key == cache_key(shape, CACHE_CLASS_VALUE, (*vm).class_epoch)
            || key == module_key(object, (*vm).globals_epoch)
        {
            let found = *(*pc.add(1) as *const Word);
            if found.is_unbound() {
                slow!(load_attr_slow, pc, base, vm, ins)
            }
            found.retain();
            set!(reg!(base, ra!(ins)), found, pc.add(2), base, vm)
        }
        let name = frames::code(base).names.get_unchecked(rc!(ins)).word();
        if let Some((key, data)) = (*vm).machine.sites.get(shape, name, (*vm).class_epoch, Use::Load) {
            *(pc as *mut u64) = key;
            *(pc as *mut u64).add(1) = data;
            let found = if key >> 32 == CACHE_SLOT {
                *reg!(object.header(), data as usize)
            } else {
                *(data as *const Word)
            };
            if !found.is_unbound() {
                found.retain();
                set!(reg!(base, ra!(ins)), found, pc.add(2), base, vm)
            }
        }
    }
    slow!(load_attr_slow, pc, base, vm, ins)
} }

cold_op! { load_attr_slow(pc, base, vm, ins) {
    step!(load_attr_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn load_attr_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> frames::Step {
    let object = (*reg!(base, rb!(ins))).to_value();
    let end = pc.add(2);
    if object.is_unbound() {
        let raised = moves::unbound_local_error(vm, base, rb!(ins));
        return vm.raise_step(raised, end, base);
    }
    let name = frames::code(base).names[rc!(ins)].clone();
    fill_attr_cache(vm, pc as *mut u64, &object, &name);
    share(vm, pc, object.shape(), &name, Use::Load);
    let found = vm.attribute(&object, &name);
    let dst = ra!(ins);
    let site = frames::Site::new(end, base, Action::Attribute, dst);
    match found {
        Ok(Attr::Value(value)) => {
            let old = Value::from_word(std::mem::replace(&mut *reg!(base, dst), value.into_word()));
            drop(object);
            drop(old);
            vm.continue_at(end, base)
        }
        Ok(Attr::Missing) => {
            let raised = vm.attribute_error(&object, &name);
            vm.raise_step(raised, end, base)
        }
        // The object stays in its register until the call is over: `__getattr__` may still be needed.
        Ok(Attr::Call(callee, args)) => vm.invoke(site, callee, args, Vec::new()),
        Err(raised) => match vm.getattr_fallback(&object, &name, raised) {
            Ok((callee, args)) => {
                let site = frames::Site::register(end, base, dst);
                vm.invoke(site, callee, args, Vec::new())
            }
            Err(raised) => vm.raise_step(raised, end, base),
        },
    }
}

impl Vm {
    /// After a look-up raised: the call of `__getattr__` when the exception is AttributeError and the class has one.
    pub(super) fn getattr_fallback(
        &mut self,
        object: &Value,
        name: &Value,
        raised: Raised,
    ) -> Result<(Value, Vec<Value>), Raised> {
        use crate::types::ClassFlags;
        if self.is_exception(&raised, crate::exceptions::ExceptionKind::AttributeError)
            && self.class_has(object, ClassFlags::GETATTR)
            && let Some(method) = self.lookup_special(object, &self.names.getattr.clone())
        {
            return Ok((method, vec![object.clone(), name.clone()]));
        }
        Err(raised)
    }
}

/// Remembers where the attribute was found, when the next look-up by the same shape must find it there too.
unsafe fn fill_attr_cache(vm: &mut Vm, cache: *mut u64, object: &Value, name: &Value) {
    use crate::types::ClassFlags;
    if !object.word().is_heap() {
        return;
    }
    let shape = object.shape();
    if let Some(module) = object.as_ref::<ModuleObject>()
        && shape.index() == 0
    {
        let hash = vm.str_hash(name.expect_ref::<StrObject>());
        let dict = module.dict.expect_ref::<DictObject>();
        if !dict.namespace.replace(true) {
            // The cache names the module by its address, so it must not be freed and its address used again.
            std::mem::forget(object.clone());
        }
        let table = dict.table.borrow();
        if let Some(position) = table.find_interned(hash, name.word()) {
            *cache = module_key(object.word(), vm.globals_epoch);
            *cache.add(1) = &raw const table.entries[position].value as u64;
        }
        return;
    }
    if matches!(object.kind(), Kind::Type | Kind::Super | Kind::GenericAlias | Kind::Function)
        || vm.class_has(object, ClassFlags::GETATTRIBUTE)
    {
        return;
    }
    let class = vm.class_word(object);
    let on_class = vm.class_lookup(class, name.word());
    if let Some(found) = on_class
        && found.borrow().kind() == Kind::MemberDescriptor
        && object.kind() == Kind::Instance
    {
        // A slot: the descriptor only says where the value is.
        let slot_name = found.borrow().expect_ref::<crate::types::MemberObject>().name.clone();
        let description = vm.heap.shape(shape);
        if let Some(slot) = description.slot(slot_name.word())
            && let AttrPlace::Inline(offset) = description.place(slot)
        {
            *cache = cache_key(shape, CACHE_SLOT, 0);
            *cache.add(1) = offset as u64;
        }
        return;
    }
    if shape.index() != 0 && !vm.heap.shape(shape).dict_mode {
        let description = vm.heap.shape(shape);
        if let Some(slot) = description.slot(name.word()) {
            let shadowed = on_class.is_some_and(|f| vm.is_data_descriptor(f.borrow()));
            if !shadowed
                && let AttrPlace::Inline(offset) = description.place(slot)
                && object.kind() == Kind::Instance
            {
                *cache = cache_key(shape, CACHE_SLOT, 0);
                *cache.add(1) = offset as u64;
            }
            return;
        }
        if let Some(found) = on_class
            && is_plain_value(vm, found)
            && let Some(place) = class_place(vm, class, name)
        {
            *cache = cache_key(shape, CACHE_CLASS_VALUE, vm.class_epoch);
            *cache.add(1) = place as u64;
        }
    }
}

/// Whether a class attribute is used as it is, without binding.
fn is_plain_value(vm: &Vm, found: Word) -> bool {
    use crate::types::ClassFlags;
    match found.borrow().kind() {
        Kind::Function
        | Kind::MethodDescriptor
        | Kind::StaticMethod
        | Kind::ClassMethod
        | Kind::Property
        | Kind::GetSetDescriptor
        | Kind::MemberDescriptor => false,
        _ => found.borrow().shape().index() == 0 || !vm.class_has(found.borrow(), ClassFlags::GET | ClassFlags::SET),
    }
}

/// Address of the value of a class attribute. It stays valid for one class epoch.
pub(super) unsafe fn class_place(vm: &mut Vm, class: Word, name: &Value) -> Option<*const Word> {
    let hash = vm.str_hash(name.expect_ref::<StrObject>());
    let mro = class.borrow().as_ref::<TypeObject>()?.mro.borrow();
    for base in mro.iter() {
        let table = base.as_ref::<TypeObject>()?.dict.as_ref::<DictObject>()?.table.borrow();
        if let Some(position) = table.find_interned(hash, name.word()) {
            return Some(&raw const table.entries[position].value as *const Word);
        }
    }
    None
}

macro_rules! store_attr {
    ($name:ident, $take:expr) => {
        op! { $name(pc, base, vm, ins) {
            let object = *reg!(base, rb!(ins));
            if object.is_heap() && object.shape().0 as u64 | CACHE_SLOT << 32 == *pc {
                let s = reg!(base, ra!(ins));
                let v = *s;
                if !v.is_unbound() {
                    if $take { *s = Word::UNBOUND } else { v.retain() }
                    let place = reg!(object.header(), *pc.add(1) as usize);
                    set!(place, v, pc.add(2), base, vm)
                }
            }
            slow!(store_attr_cached, pc, base, vm, ins)
        } }
    };
}
store_attr!(StoreAttr, false);
store_attr!(StoreAttrMv, true);

op! { #[inline(never)] store_attr_cached(pc, base, vm, ins) {
    let object = *reg!(base, rb!(ins));
    let s = reg!(base, ra!(ins));
    let v = *s;
    if object.is_heap() && !v.is_unbound() {
        let shape = object.shape();
        let mut words = (*pc, *pc.add(1));
        if words.0 as u32 != shape.0 {
            let name = frames::code(base).names.get_unchecked(rc!(ins)).word();
            match (*vm).machine.sites.get(shape, name, (*vm).class_epoch, Use::Store) {
                Some(found) => {
                    words = found;
                    *(pc as *mut u64) = words.0;
                    *(pc as *mut u64).add(1) = words.1;
                }
                None => slow!(store_attr_slow, pc, base, vm, ins),
            }
        }
        let adds = words.0 == cache_key(shape, CACHE_ADD, (*vm).class_epoch);
        if adds || words.0 == shape.0 as u64 | CACHE_SLOT << 32 {
            if ins as u16 == Op::StoreAttrMv as u16 { *s = Word::UNBOUND } else { v.retain() }
            let place = reg!(object.header(), words.1 as u32 as usize);
            if adds {
                (*object.header()).shape.set(ShapeId((words.1 >> 32) as u32));
            }
            set!(place, v, pc.add(2), base, vm)
        }
    }
    slow!(store_attr_slow, pc, base, vm, ins)
} }

cold_op! { store_attr_slow(pc, base, vm, ins) {
    step!(store_attr_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn store_attr_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> frames::Step {
    let end = pc.add(2);
    let (source, target) = (ra!(ins), rb!(ins));
    let object = (*reg!(base, target)).to_value();
    let value = (*reg!(base, source)).to_value();
    for (operand, offset) in [(&value, source), (&object, target)] {
        if operand.is_unbound() {
            let raised = moves::unbound_local_error(vm, base, offset);
            return vm.raise_step(raised, end, base);
        }
    }
    frames::consume(base, source);
    let name = frames::code(base).names[rc!(ins)].clone();
    // Adding the first attributes of an instance is the common case: it has a path of its own.
    let before = object.shape();
    if add_slot(vm, &object, &name, &value).is_some() {
        drop(value);
        let after = object.shape();
        remember_slot(vm, pc as *mut u64, &object, &name);
        if before != after && *pc == after.0 as u64 | CACHE_SLOT << 32 {
            let cache = pc as *mut u64;
            *cache = cache_key(before, CACHE_ADD, vm.class_epoch);
            *cache.add(1) |= (after.0 as u64) << 32;
        }
        share(vm, pc, before, &name, Use::Store);
        return vm.continue_at(end, base);
    }
    match vm.set_attribute(&object, &name, &value) {
        Ok(SetAttr::Done) => {
            remember_slot(vm, pc as *mut u64, &object, &name);
            drop((object, value));
            vm.continue_at(end, base)
        }
        Ok(SetAttr::Call(callee, args)) => {
            drop((object, value));
            vm.invoke(frames::Site::new(end, base, Action::Discard, 0), callee, args, Vec::new())
        }
        Err(raised) => vm.raise_step(raised, end, base),
    }
}

/// Stores into an instance of a class without hooks or data descriptors by that name.
fn add_slot(vm: &mut Vm, object: &Value, name: &Value, value: &Value) -> Option<bool> {
    use crate::types::ClassFlags;
    if object.kind() != Kind::Instance {
        return None;
    }
    let class = vm.class_word(object);
    let flags = class.borrow().expect_ref::<TypeObject>().flags.get();
    if flags & ClassFlags::SETATTR != 0 || flags & ClassFlags::HAS_DICT == 0 {
        return None;
    }
    if let Some(found) = vm.class_lookup(class, name.word())
        && vm.is_data_descriptor(found.borrow())
    {
        return None;
    }
    vm.set_instance_attribute(object, name, value.clone());
    Some(true)
}

/// Remembers the inline slot of an attribute for the next store through this instruction.
unsafe fn remember_slot(vm: &mut Vm, cache: *mut u64, object: &Value, name: &Value) {
    use crate::types::ClassFlags;
    if object.kind() != Kind::Instance || vm.class_has(object, ClassFlags::SETATTR) {
        return;
    }
    let class = vm.class_word(object);
    let mut slot_name = name.clone();
    if let Some(found) = vm.class_lookup(class, name.word()) {
        match found.borrow().as_ref::<crate::types::MemberObject>() {
            Some(member) => slot_name = member.name.clone(),
            None if vm.is_data_descriptor(found.borrow()) => return,
            None => {}
        }
    }
    let shape = object.shape();
    let description = vm.heap.shape(shape);
    if !description.dict_mode
        && let Some(slot) = description.slot(slot_name.word())
        && let AttrPlace::Inline(offset) = description.place(slot)
    {
        *cache = cache_key(shape, CACHE_SLOT, 0);
        *cache.add(1) = offset as u64;
    }
}

fallible! { DeleteAttr(pc, base, vm, ins) {
    let object = (*reg!(base, ra!(ins))).to_value();
    if object.is_unbound() { return Err(moves::unbound_local_error(vm, base, ra!(ins))) }
    frames::consume(base, ra!(ins));
    let name = frames::code(base).names[rc!(ins)].clone();
    vm.set_attr(&object, &name, &Value::UNBOUND)
} }

op! { LoadSuperAttr(pc, base, vm, ins) { slow!(load_super_attr, pc, base, vm, ins) } }

cold_op! { load_super_attr(pc, base, vm, ins) {
    step!(load_super_step(&mut *vm, pc, base, ins), vm)
} }

#[inline(never)]
unsafe fn load_super_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> frames::Step {
    let first = reg!(base, rb!(ins));
    let take = |i: usize| Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND));
    let (callable, class, this) = (take(0), take(1), take(2));
    let name = frames::code(base).names[rc!(ins)].clone();
    let site = frames::Site::register(pc, base, ra!(ins));
    let builtin = callable.is(&vm.builtin_types[Kind::Super as usize]);
    let quick = builtin && class.kind() == Kind::Type && vm.is_instance(&this, &class);
    if quick {
        let object_class = vm.class_of(&this);
        if let Some(found) = vm.lookup_after(&object_class, &class, &name) {
            return match vm.descriptor_get(&found, &this, &object_class) {
                Ok(Attr::Value(value)) => vm.deliver(site, value),
                Ok(Attr::Call(callee, args)) => vm.invoke(site, callee, args, Vec::new()),
                Ok(Attr::Missing) => {
                    let raised = vm.attribute_error(&this, &name);
                    vm.raise_step(raised, pc, base)
                }
                Err(raised) => vm.raise_step(raised, pc, base),
            };
        }
    }
    let object = match vm.call(&callable, &[class, this]) {
        Ok(object) => object,
        Err(raised) => return vm.raise_step(raised, pc, base),
    };
    match vm.attribute(&object, &name) {
        Ok(Attr::Value(value)) => vm.deliver(site, value),
        Ok(Attr::Call(callee, args)) => vm.invoke(site, callee, args, Vec::new()),
        Ok(Attr::Missing) => {
            let raised = vm.attribute_error(&object, &name);
            vm.raise_step(raised, pc, base)
        }
        Err(raised) => vm.raise_step(raised, pc, base),
    }
}
