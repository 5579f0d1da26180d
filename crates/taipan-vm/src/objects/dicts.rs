//! Dict operations with Python's rules for keys: equal hash, then identity, then `==` (which may run script code, and may
//! change the dict: then the search starts again).

use crate::heap::Kind;
use crate::native::{NativeResult, Raised};
use crate::types::{DictObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

/// Whether two keys with equal hash are equal, when that can be said without script code.
#[inline]
fn same_key(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if a.is_exact(Kind::Str) && b.is_exact(Kind::Str) {
        return Some(a.expect_ref::<StrObject>().bytes() == b.expect_ref::<StrObject>().bytes());
    }
    if a.word().is_int() && b.word().is_int() {
        return Some(false);
    }
    None
}

impl Vm {
    /// The position of `key` in the dict's table.
    #[inline]
    pub(crate) fn dict_find(&mut self, dict: &DictObject, hash: i64, key: &Value) -> Result<Option<usize>, Raised> {
        let mut undecided = false;
        let found = dict.table.borrow().find(hash as u64, |e| match same_key(&e.key, key) {
            Some(same) => same,
            None => {
                undecided = true;
                false
            }
        });
        if found.is_some() || !undecided { Ok(found) } else { self.dict_find_slow(dict, hash, key) }
    }

    fn dict_find_slow(&mut self, dict: &DictObject, hash: i64, key: &Value) -> Result<Option<usize>, Raised> {
        'again: loop {
            let version = dict.version.get();
            let mut candidates = Vec::new();
            dict.table.borrow().find(hash as u64, |e| {
                candidates.push(e.key.clone());
                false
            });
            for candidate in candidates {
                let equal = match same_key(&candidate, key) {
                    Some(equal) => equal,
                    None => self.equal(&candidate, key)?,
                };
                if dict.version.get() != version {
                    continue 'again;
                }
                if equal {
                    return Ok(dict.table.borrow().find(hash as u64, |e| e.key.is(&candidate)));
                }
            }
            return Ok(None);
        }
    }

    /// `dict.get(key)`; `None` when absent.
    pub fn dict_get(&mut self, dict: &Value, key: &Value) -> Result<Option<Value>, Raised> {
        let hash = self.hash(key)?;
        let dict = dict.expect_ref::<DictObject>();
        let found = self.dict_find(dict, hash, key)?;
        Ok(found.map(|position| dict.table.borrow().entries[position].value.clone()))
    }

    /// `dict[key] = value`.
    pub fn dict_set(&mut self, dict: &Value, key: &Value, value: Value) -> Result<(), Raised> {
        let hash = self.hash(key)?;
        self.dict_set_hashed(dict, hash, key, value)
    }

    /// `dict[key] = value` with a known hash.
    pub(crate) fn dict_set_hashed(&mut self, dict: &Value, hash: i64, key: &Value, value: Value) -> Result<(), Raised> {
        let dict = dict.expect_ref::<DictObject>();
        match self.dict_find(dict, hash, key)? {
            Some(position) => {
                let old = std::mem::replace(&mut dict.table.borrow_mut().entries[position].value, value);
                drop(old);
            }
            None => {
                dict.table.borrow_mut().push(hash as u64, key.clone(), value);
                self.dict_keys_changed(dict);
            }
        }
        Ok(())
    }

    /// Removes `key` and returns its value; `None` when absent.
    pub fn dict_remove(&mut self, dict: &Value, key: &Value) -> Result<Option<Value>, Raised> {
        let hash = self.hash(key)?;
        let dict = dict.expect_ref::<DictObject>();
        let Some(position) = self.dict_find(dict, hash, key)? else { return Ok(None) };
        let (key, value) = dict.table.borrow_mut().remove_at(position);
        self.dict_keys_changed(dict);
        drop(key);
        Ok(Some(value))
    }

    /// Must be called after every change of a dict's set of keys: iteration and global caches depend on it.
    #[inline]
    pub(crate) fn dict_keys_changed(&mut self, dict: &DictObject) {
        dict.last_removed.set((usize::MAX, 0));
        dict.version.set(dict.version.get().wrapping_add(1));
        if dict.namespace.get() {
            self.globals_epoch = self.globals_epoch.wrapping_add(1).max(1);
            if self.globals_epoch & 0xffff == 0 {
                self.globals_epoch += 1;
                self.flush_inline_caches();
            }
        }
    }

    /// Looks up an interned name; never runs script code (keys that are not plain strings are never equal to names here).
    pub fn dict_get_name(&self, dict: &Value, name: &Value) -> Option<Value> {
        let hash = self.str_hash(name.expect_ref::<StrObject>());
        let table = dict.as_ref::<DictObject>()?.table.borrow();
        let position = table.find(hash, |e| same_key(&e.key, name) == Some(true))?;
        Some(table.entries[position].value.clone())
    }

    /// Looks up a name given as text.
    pub fn dict_get_str(&mut self, dict: &Value, name: &str) -> Option<Value> {
        let name = self.intern(name);
        self.dict_get_name(dict, &name)
    }

    /// Sets an interned name.
    pub fn dict_set_name(&mut self, dict: &Value, name: &Value, value: Value) {
        let hash = self.str_hash(name.expect_ref::<StrObject>());
        let dict = dict.expect_ref::<DictObject>();
        let found = dict.table.borrow().find(hash, |e| same_key(&e.key, name) == Some(true));
        match found {
            Some(position) => {
                let old = std::mem::replace(&mut dict.table.borrow_mut().entries[position].value, value);
                drop(old);
            }
            None => {
                let before = dict.table.borrow().entries.as_ptr();
                let position = dict.table.borrow_mut().push(hash, name.clone(), value);
                let moved = dict.table.borrow().entries.as_ptr() != before;
                if !moved && dict.last_removed.get() == (position, name.word().0) {
                    dict.version.set(dict.version.get().wrapping_add(1));
                } else {
                    self.dict_keys_changed(dict);
                }
            }
        }
    }

    /// Sets a name given as text.
    pub fn dict_set_str(&mut self, dict: &Value, name: &str, value: Value) {
        let name = self.intern(name);
        self.dict_set_name(dict, &name, value);
    }

    /// Removes an interned name; whether it was there.
    pub fn dict_remove_name(&mut self, dict: &Value, name: &Value) -> Option<Value> {
        let hash = self.str_hash(name.expect_ref::<StrObject>());
        let dict = dict.expect_ref::<DictObject>();
        let position = dict.table.borrow().find(hash, |e| same_key(&e.key, name) == Some(true))?;
        let (key, value) = dict.table.borrow_mut().remove_at(position);
        if dict.namespace.get() && dict.table.borrow().entries.len() == position {
            // Whoever cached the place finds it empty; nothing else has moved.
            dict.last_removed.set((position, key.word().0));
            dict.version.set(dict.version.get().wrapping_add(1));
        } else {
            self.dict_keys_changed(dict);
        }
        drop(key);
        Some(value)
    }

    /// A dict of pairs with string keys.
    pub fn dict_of(&mut self, pairs: Vec<(Value, Value)>) -> NativeResult {
        let dict = self.dict();
        for (key, value) in pairs {
            self.dict_set(&dict, &key, value)?;
        }
        Ok(dict)
    }
}
