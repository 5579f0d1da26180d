//! `dict`: the object and its table; methods are in the table at the end. See
//! <https://docs.python.org/3.13/library/stdtypes.html#mapping-types-dict>.
//!
//! ```text
//!  entries: [hash key value] [hash key value] [deleted] ...     insertion order
//!  index:   hash ─► position in entries                          only beyond eight entries
//! ```
//!
//! Comparing keys may run script code (`__eq__`), which may change the dict; so look-ups compare outside of any borrow and
//! start again when the dict has changed meanwhile. That loop is in `Vm` (see `dict_find`); this file has the table.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::{Value, Word};
use hashbrown::HashTable;
use std::cell::{Cell, RefCell};

/// Up to this many entries are searched without an index.
const LINEAR: usize = 8;

/// One entry; deleted ones have an unbound key.
pub struct Entry {
    /// Hash of the key.
    pub hash: u64,
    /// The key, or unbound.
    pub key: Value,
    /// The value, or unbound.
    pub value: Value,
}

/// The table of a dict.
#[derive(Default)]
pub struct DictTable {
    /// Entries in insertion order.
    pub(crate) entries: Vec<Entry>,
    index: HashTable<u32>,
    live: usize,
}

/// What a raw look-up found.
pub enum Found {
    /// The entry's position.
    At(usize),
    /// No entry.
    Absent,
    /// An entry with equal hash whose key must be compared by script rules.
    Compare(usize),
}

#[inline(always)]
fn spread(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl DictTable {
    /// Number of live entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.key.is_unbound())
    }

    /// Finds the first entry from position `from` on that has this hash and whose key `same` accepts.
    #[inline]
    pub fn find(&self, hash: u64, mut same: impl FnMut(&Entry) -> bool) -> Option<usize> {
        if self.entries.len() <= LINEAR {
            return self.entries.iter().position(|e| e.hash == hash && !e.key.is_unbound() && same(e));
        }
        self.index
            .find(spread(hash), |i| {
                let e = &self.entries[*i as usize];
                e.hash == hash && same(e)
            })
            .map(|i| *i as usize)
    }

    /// Finds an entry by an interned string key.
    #[inline]
    pub fn find_interned(&self, hash: u64, key: Word) -> Option<usize> {
        self.find(hash, |e| e.key.word() == key)
    }

    /// Adds an entry that is known to be absent; returns its position.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) -> usize {
        if self.entries.len() > LINEAR && self.entries.len() > 2 * self.live {
            self.compact();
        }
        let position = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if position == LINEAR {
            self.rebuild_index();
        } else if position > LINEAR {
            let entries = &self.entries;
            self.index.insert_unique(spread(hash), position as u32, |i| spread(entries[*i as usize].hash));
        }
        position
    }

    /// Removes the entry at `position`.
    pub fn remove_at(&mut self, position: usize) -> (Value, Value) {
        if self.entries.len() > LINEAR {
            let hash = self.entries[position].hash;
            if let Ok(found) = self.index.find_entry(spread(hash), |i| *i as usize == position) {
                found.remove();
            }
        }
        self.live -= 1;
        let entry = &mut self.entries[position];
        let pair = (std::mem::take(&mut entry.key), std::mem::take(&mut entry.value));
        // A deleted last entry can simply go, which keeps stacks (`popitem`) compact.
        while self.entries.last().is_some_and(|e| e.key.is_unbound()) {
            let shrinks = self.entries.len() == LINEAR + 1;
            self.entries.pop();
            if shrinks {
                self.index.clear();
            }
        }
        pair
    }

    /// Empties it; the entries are returned so that the caller drops them outside of any borrow.
    #[must_use]
    pub fn take_all(&mut self) -> Vec<Entry> {
        self.index = HashTable::new();
        self.live = 0;
        std::mem::take(&mut self.entries)
    }

    fn compact(&mut self) {
        self.entries.retain(|e| !e.key.is_unbound());
        self.rebuild_index();
    }

    fn rebuild_index(&mut self) {
        self.index.clear();
        if self.entries.len() <= LINEAR {
            return;
        }
        let entries = &self.entries;
        self.index.reserve(entries.len(), |i| spread(entries[*i as usize].hash));
        for (i, entry) in entries.iter().enumerate() {
            if !entry.key.is_unbound() {
                self.index.insert_unique(spread(entry.hash), i as u32, |j| spread(entries[*j as usize].hash));
            }
        }
    }

    /// A copy with the same entries in the same order.
    pub fn copied(&self) -> DictTable {
        let mut copy = DictTable {
            entries: self.iter().map(|e| Entry { hash: e.hash, key: e.key.clone(), value: e.value.clone() }).collect(),
            index: HashTable::new(),
            live: self.live,
        };
        copy.rebuild_index();
        copy
    }
}

/// The payload of `dict`.
pub struct DictObject {
    pub(crate) table: RefCell<DictTable>,
    /// Counts changes of the set of keys; look-ups that ran script code compare it.
    pub(crate) version: Cell<u32>,
    /// Whether it holds the names of a module, so that a change of its keys must invalidate global caches.
    pub(crate) namespace: Cell<bool>,
}

impl DictObject {
    /// An empty dict.
    pub fn new() -> DictObject {
        DictObject::from_table(DictTable::default())
    }

    /// A dict with this table.
    pub fn from_table(table: DictTable) -> DictObject {
        DictObject { table: RefCell::new(table), version: Cell::new(0), namespace: Cell::new(false) }
    }

    /// Number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pairs, cloned, so that they can be used while script code runs.
    pub fn pairs(&self) -> Vec<(Value, Value)> {
        self.table.borrow().iter().map(|e| (e.key.clone(), e.value.clone())).collect()
    }

    /// The keys, cloned.
    pub fn keys(&self) -> Vec<Value> {
        self.table.borrow().iter().map(|e| e.key.clone()).collect()
    }
}

impl Default for DictObject {
    fn default() -> DictObject {
        DictObject::new()
    }
}

impl Payload for DictObject {
    const KIND: Kind = Kind::Dict;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        for entry in self.table.borrow().entries.iter() {
            tracer.value(&entry.key);
            tracer.value(&entry.value);
        }
    }

    fn clear(&self) {
        let old = self.table.borrow_mut().take_all();
        drop(old);
    }
}

/// What `dict` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
