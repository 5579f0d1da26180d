//! Finding attributes on classes: the method resolution order with a cache in front.

use crate::types::{ClassFlags, DictObject, StrObject, TypeObject};
use crate::value::{Value, Word};
use crate::vm::Vm;

const ENTRIES: usize = 1024;

#[derive(Clone, Copy)]
struct CacheEntry {
    class: u64,
    name: u64,
    epoch: u32,
    found: Word,
}

/// Remembers what look-ups on classes found (borrowed: any change of a class starts a new epoch).
pub(crate) struct MethodCache {
    entries: Box<[CacheEntry]>,
}

impl MethodCache {
    pub(crate) fn new() -> MethodCache {
        let empty = CacheEntry { class: 0, name: 0, epoch: 0, found: Word::UNBOUND };
        MethodCache { entries: vec![empty; ENTRIES].into_boxed_slice() }
    }
}

impl Vm {
    /// The attribute `name` (an interned string) of a class, found along its MRO; descriptors are not bound.
    #[inline]
    pub(crate) fn class_lookup(&mut self, class: Word, name: Word) -> Option<Word> {
        let slot = ((class.0 >> 4) ^ (name.0 >> 4).wrapping_mul(31)) as usize % ENTRIES;
        let entry = self.method_cache.entries[slot];
        if entry.class == class.0 && entry.name == name.0 && entry.epoch == self.class_epoch {
            return if entry.found.is_unbound() { None } else { Some(entry.found) };
        }
        let found = self.class_lookup_slow(class, name);
        self.method_cache.entries[slot] =
            CacheEntry { class: class.0, name: name.0, epoch: self.class_epoch, found: found.unwrap_or(Word::UNBOUND) };
        found
    }

    fn class_lookup_slow(&mut self, class: Word, name: Word) -> Option<Word> {
        let hash = self.str_hash(name.borrow().expect_ref::<StrObject>());
        let class = class.borrow().as_ref::<TypeObject>()?;
        for base in class.mro.borrow().iter() {
            let Some(base) = base.as_ref::<TypeObject>() else { continue };
            let table = base.dict.expect_ref::<DictObject>().table.borrow();
            if let Some(position) = table.find_interned(hash, name) {
                return Some(table.entries[position].value.word());
            }
        }
        None
    }

    /// The special method `name` (interned) of the value's class, not bound; instance attributes do not count.
    #[inline]
    pub fn lookup_special(&mut self, value: &Value, name: &Value) -> Option<Value> {
        let class = self.class_word(value);
        self.class_lookup(class, name.word()).map(Word::to_value)
    }

    /// As [`Vm::lookup_special`], but only what a class written in Python defines; builtin types answer through their slots.
    #[inline]
    pub(crate) fn lookup_override(&mut self, value: &Value, name: &Value) -> Option<Value> {
        if value.shape().index() == 0 {
            return None;
        }
        self.lookup_special(value, name)
    }

    /// A special method that [`Vm::lookup_special`] found, bound to its receiver.
    pub fn bind_special(&mut self, method: &Value, receiver: &Value) -> crate::native::NativeResult {
        let class = self.class_of(receiver);
        self.bind(method, receiver, &class)
    }

    /// Calls the special method `name` of the value's class, if it has one. Nested; see the module text.
    pub fn call_special(&mut self, value: &Value, name: &Value, args: &[Value]) -> Option<crate::native::NativeResult> {
        let method = self.lookup_special(value, name)?;
        Some(self.call_unbound(&method, value, args))
    }

    /// Calls a method found on the class with the receiver, binding descriptors other than functions first.
    pub(crate) fn call_unbound(
        &mut self,
        method: &Value,
        receiver: &Value,
        args: &[Value],
    ) -> crate::native::NativeResult {
        use crate::heap::Kind;
        if matches!(method.kind(), Kind::Function | Kind::MethodDescriptor) {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(receiver.clone());
            all.extend_from_slice(args);
            if let Some(result) = self.call_plain_native(method, &mut all) {
                return result;
            }
            return self.call(method, &all);
        }
        let class = self.class_of(receiver);
        let bound = self.bind(method, receiver, &class)?;
        self.call(&bound, args)
    }

    /// Calls a simple native with positional arguments directly, without a run of the interpreter; `None` when the callee
    /// is something else or the arguments need binding.
    fn call_plain_native(&mut self, callee: &Value, args: &mut Vec<Value>) -> Option<crate::native::NativeResult> {
        let native = callee.as_ref::<crate::native::NativeFunction>()?;
        let crate::native::NativeCode::Plain(function) = native.def.code else { return None };
        let signature = native.signature();
        let simple = !signature.varargs && !signature.varkeywords && native.host.is_none();
        if !simple || args.len() < signature.required || args.len() > signature.positional {
            return None;
        }
        if let Err(raised) = self.check_native_receiver(callee, args) {
            return Some(Err(raised));
        }
        for param in &signature.params[args.len()..] {
            let default = self.default_value(param.default);
            args.push(default);
        }
        Some(function(self, args))
    }

    /// The value of a default in a native signature.
    pub(crate) fn default_value(&mut self, default: Option<crate::native::ParamDefault>) -> Value {
        use crate::native::ParamDefault;
        match default {
            None | Some(ParamDefault::Missing) => Value::UNBOUND,
            Some(ParamDefault::None) => Value::NONE,
            Some(ParamDefault::True) => Value::TRUE,
            Some(ParamDefault::False) => Value::FALSE,
            Some(ParamDefault::Int(i)) => self.int(i),
            Some(ParamDefault::Str(text)) => self.intern(text),
        }
    }

    /// Whether the value's class (or a base other than `object`) has this flag of [`ClassFlags`].
    #[inline]
    pub(crate) fn class_has(&self, value: &Value, flag: u32) -> bool {
        self.class_word(value).borrow().as_ref::<TypeObject>().is_some_and(|t| t.has(flag))
    }

    /// Whether `class` is `base` or derives from it, by the MRO alone.
    pub fn is_subclass(&self, class: &Value, base: &Value) -> bool {
        if class.is(base) {
            return true;
        }
        class.as_ref::<TypeObject>().is_some_and(|t| t.mro.borrow().iter().any(|c| c.is(base)))
    }

    /// Whether the value's class is `class` or derives from it, by the MRO alone.
    pub fn is_instance(&self, value: &Value, class: &Value) -> bool {
        self.is_subclass(self.class_word(value).borrow(), class)
    }

    /// Starts a new epoch for caches of class attributes.
    pub(crate) fn class_changed(&mut self) {
        self.class_epoch = self.class_epoch.wrapping_add(1).max(1);
        if self.class_epoch & 0xffff == 0 {
            // Inline caches keep the low half of the epoch only.
            self.class_epoch += 1;
            self.flush_inline_caches();
        }
    }

    /// Whether the value's class is a class written in Python.
    pub(crate) fn is_heap_class(class: &Value) -> bool {
        class.as_ref::<TypeObject>().is_some_and(|t| t.has(ClassFlags::HEAP))
    }
}
