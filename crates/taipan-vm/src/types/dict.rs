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

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer, Tuple};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::objects::drain::collect_then;
use crate::objects::iteration::{Fold, Folded, call_found_then, fold, fold_iterable, iter_then};
use crate::types::iterators::reversed_dict;
use crate::types::list::class_getitem;
use crate::types::views::{dict_iterator, dict_view};
use crate::types::{BinaryOp, CompareOp, DictPart, HashSlot, Slots};
use crate::value::{Value, Word};
use crate::vm::Vm;
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
    /// No live entry comes before this position.
    first: usize,
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

    /// Where to start looking for live entries: queues that take the oldest entry again and again stay quick.
    pub(crate) fn first(&self) -> usize {
        self.first.min(self.entries.len())
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries[self.first()..].iter().filter(|e| !e.key.is_unbound())
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
            if self.index.len() == self.index.capacity() {
                // Built anew in the order of the entries, which is the order of memory.
                self.rebuild_index();
                return position;
            }
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
        if position == self.first {
            let rest = &self.entries[position..];
            self.first += rest.iter().position(|e| !e.key.is_unbound()).unwrap_or(rest.len());
        }
        // A deleted last entry can simply go, which keeps stacks (`popitem`) compact.
        while self.entries.last().is_some_and(|e| e.key.is_unbound()) {
            let shrinks = self.entries.len() == LINEAR + 1;
            self.entries.pop();
            if shrinks {
                self.index.clear();
            }
        }
        self.first = self.first();
        pair
    }

    /// Empties it; the entries are returned so that the caller drops them outside of any borrow.
    #[must_use]
    pub fn take_all(&mut self) -> Vec<Entry> {
        self.index = HashTable::new();
        self.live = 0;
        self.first = 0;
        std::mem::take(&mut self.entries)
    }

    fn compact(&mut self) {
        self.entries.retain(|e| !e.key.is_unbound());
        self.first = 0;
        self.rebuild_index();
    }

    fn rebuild_index(&mut self) {
        self.index.clear();
        if self.entries.len() <= LINEAR {
            return;
        }
        let entries = &self.entries;
        self.index = HashTable::with_capacity(entries.len() + entries.len() / 2);
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
            first: 0,
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
    /// Of a namespace: the position and key of the entry that was removed last, from the end. When the same key comes back
    /// to the same place, caches of that place stay good.
    pub(crate) last_removed: Cell<(usize, u64)>,
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
        DictObject {
            table: RefCell::new(table),
            version: Cell::new(0),
            namespace: Cell::new(false),
            last_removed: Cell::new((usize::MAX, 0)),
        }
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
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(dict_repr),
    hash: HashSlot::Unhashable,
    len: Some(|_, dict| Ok(this(dict).len())),
    get_item: Some(dict_get_item),
    set_item: Some(dict_set_item),
    contains: Some(dict_contains),
    iter: Some(|vm, dict| Ok(dict_iterator(vm, dict, DictPart::Keys, false))),
    compare: Some(dict_compare),
    binary: Some(dict_binary),
    binary_ops: &[BinaryOp::Or],
    inplace: Some(dict_inplace),
    inplace_ops: &[BinaryOp::Or],
    new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", |vm, args| {
        Ok(vm.alloc_for_class(&args[0], DictObject::new()))
    })),
    construct: Some(NativeDef::flow("dict", "mapping=..., /, **kwargs", dict_construct)),
    methods: &[
        NativeDef::plain("clear", "self, /", dict_clear),
        NativeDef::plain("copy", "self, /", dict_copy),
        NativeDef::plain("get", "self, key, default=None, /", dict_get),
        NativeDef::plain("items", "self, /", |vm, args| Ok(dict_view(vm, &args[0], DictPart::Items))),
        NativeDef::plain("keys", "self, /", |vm, args| Ok(dict_view(vm, &args[0], DictPart::Keys))),
        NativeDef::plain("pop", "self, key, default=..., /", dict_pop),
        NativeDef::plain("popitem", "self, /", dict_popitem),
        NativeDef::plain("setdefault", "self, key, default=None, /", dict_setdefault),
        NativeDef::flow("update", "self, other=..., /, **kwargs", dict_update),
        NativeDef::plain("values", "self, /", |vm, args| Ok(dict_view(vm, &args[0], DictPart::Values))),
        NativeDef::flow("__init__", "self, mapping=..., /, **kwargs", dict_update),
        NativeDef::plain("__reversed__", "self, /", |vm, args| Ok(reversed_dict(vm, &args[0], DictPart::Keys))),
        NativeDef::plain("__sizeof__", "self, /", |_, args| {
            Ok(Value::index(96 + 24 * this(&args[0]).table.borrow().entries.capacity()))
        }),
    ],
    class_methods: &[
        NativeDef::flow("fromkeys", "cls, iterable, value=None, /", dict_fromkeys),
        NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem),
    ],
    subclassable: true,
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, \
          value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in \
          iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in \
          the keyword argument list.  For example:  dict(one=1, two=2)",
    ..Slots::NONE
};

fn this(dict: &Value) -> &DictObject {
    dict.expect_ref::<DictObject>()
}

// ---- making and updating ----

fn dict_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].is_exact(Kind::Dict) && this(&args[1]).is_empty() {
        let table = this(&args[0]).table.borrow().copied();
        return Flow::Return(vm.alloc(DictObject::from_table(table)));
    }
    let dict = vm.dict();
    let keywords = args[1].clone();
    update_then(vm, &dict.clone(), &args[0], move |vm| Flow::from(merge_keywords(vm, &dict, &keywords).map(|()| dict)))
}

fn dict_update(vm: &mut Vm, args: &[Value]) -> Flow {
    let (dict, keywords) = (args[0].clone(), args[2].clone());
    update_then(vm, &args[0], &args[1], move |vm| {
        Flow::from(merge_keywords(vm, &dict, &keywords).map(|()| Value::NONE))
    })
}

fn merge_keywords(vm: &mut Vm, dict: &Value, keywords: &Value) -> Result<(), Raised> {
    if keywords.as_ref::<DictObject>().is_some_and(|k| !k.is_empty()) {
        merge_dict(vm, dict, keywords)?;
    }
    Ok(())
}

/// Adds all entries of a dict to another one. The hashes are known, so only equality may run script code.
pub(crate) fn merge_dict(vm: &mut Vm, dict: &Value, source: &Value) -> Result<(), Raised> {
    let (target, from) = (this(dict), this(source));
    if dict.is(source) {
        return Ok(());
    }
    if target.is_empty() && !target.namespace.get() {
        let table = from.table.borrow().copied();
        let old = std::mem::replace(&mut *target.table.borrow_mut(), table);
        drop(old);
        vm.dict_keys_changed(target);
        return Ok(());
    }
    let entries: Vec<Entry> = from
        .table
        .borrow()
        .iter()
        .map(|e| Entry { hash: e.hash, key: e.key.clone(), value: e.value.clone() })
        .collect();
    let count = entries.len();
    for (i, entry) in entries.into_iter().enumerate() {
        vm.dict_set_hashed(dict, entry.hash as i64, &entry.key, entry.value)?;
        if from.len() != count {
            return Err(vm.runtime_error("dict mutated during update"));
        }
        if i & 0xfff == 0xfff {
            vm.check_signals()?;
        }
    }
    Ok(())
}

/// `dict.update(other)` for any mapping or iterable of pairs, then continues.
pub fn update_then(vm: &mut Vm, dict: &Value, other: &Value, then: impl FnOnce(&mut Vm) -> Flow + 'static) -> Flow {
    if other.is_unbound() {
        return then(vm);
    }
    if vm.is_plain_dict(other) {
        return match merge_dict(vm, dict, other) {
            Ok(()) => then(vm),
            Err(raised) => Flow::Raise(raised),
        };
    }
    let dict = dict.clone();
    let keys_name = vm.names.keys.clone();
    let builtin_pairs = other.shape().index() == 0 && matches!(other.kind(), Kind::List | Kind::Tuple);
    let keys_method = if builtin_pairs { Ok(None) } else { vm.get_attr_opt(other, &keys_name) };
    match keys_method {
        Ok(None) => fold_iterable(vm, other, PairFold { dict, count: 0, then }),
        Ok(Some(method)) => {
            let mapping = other.clone();
            Flow::call_then(method, Vec::new(), move |vm, result| match result {
                Ok(keys) => collect_then(vm, &keys, move |vm, mut keys| {
                    keys.reverse();
                    copy_keys(vm, dict, mapping, keys, Box::new(then))
                }),
                Err(raised) => Flow::Raise(raised),
            })
        }
        Err(raised) => Flow::Raise(raised),
    }
}

/// Copies the entries of a mapping for these keys, the last one first.
fn copy_keys(
    vm: &mut Vm,
    dict: Value,
    mapping: Value,
    mut keys: Vec<Value>,
    then: Box<dyn FnOnce(&mut Vm) -> Flow>,
) -> Flow {
    let name = vm.names.getitem.clone();
    while let Some(key) = keys.pop() {
        if let Some(method) = vm.lookup_override(&mapping, &name)
            && method.kind() != Kind::MethodDescriptor
        {
            let receiver = mapping.clone();
            return call_found_then(vm, &method, &receiver, vec![key.clone()], move |vm, result| {
                match result.and_then(|value| vm.dict_set(&dict, &key, value)) {
                    Ok(()) => copy_keys(vm, dict, mapping, keys, then),
                    Err(raised) => Flow::Raise(raised),
                }
            });
        }
        let copied = vm.get_item(&mapping, &key).and_then(|value| vm.dict_set(&dict, &key, value));
        if let Err(raised) = copied {
            return Flow::Raise(raised);
        }
    }
    then(vm)
}

struct PairFold<F> {
    dict: Value,
    count: usize,
    then: F,
}

impl<F: FnOnce(&mut Vm) -> Flow + 'static> Fold for PairFold<F> {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        let at = self.count;
        self.count += 1;
        let pair = match item.as_ref::<Tuple>() {
            Some(tuple) if item.shape().index() == 0 => tuple.items().to_vec(),
            _ => match vm.collect(&item) {
                Ok(pair) => pair,
                Err(raised) if vm.is_exception(&raised, ExceptionKind::TypeError) && vm.iter(&item).is_err() => {
                    let message = format!("cannot convert dictionary update sequence element #{at} to a sequence");
                    return Err(vm.type_error(message));
                }
                Err(raised) => return Err(raised),
            },
        };
        let [key, value] = &pair[..] else {
            let length = pair.len();
            return Err(
                vm.value_error(format!("dictionary update sequence element #{at} has length {length}; 2 is required"))
            );
        };
        vm.dict_set(&self.dict, key, value.clone())?;
        Ok(Folded::More)
    }

    fn finish(self, vm: &mut Vm) -> Flow {
        (self.then)(vm)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict);
    }
}

struct FromKeys {
    dict: Value,
    value: Value,
    plain: bool,
}

impl Fold for FromKeys {
    fn item(&mut self, vm: &mut Vm, key: Value) -> Result<Folded, Raised> {
        if self.plain {
            vm.dict_set(&self.dict, &key, self.value.clone())?;
        } else {
            vm.set_item(&self.dict, &key, &self.value)?;
        }
        Ok(Folded::More)
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(self.dict)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.dict, &self.value]);
    }
}

fn dict_fromkeys(vm: &mut Vm, args: &[Value]) -> Flow {
    let value = args[2].clone();
    if args[0].is(&vm.builtin_types[Kind::Dict as usize]) {
        let dict = vm.dict();
        return fold_iterable(vm, &args[1], FromKeys { dict, value, plain: true });
    }
    let iterable = args[1].clone();
    Flow::call_then(args[0].clone(), Vec::new(), move |vm, result| match result {
        Ok(dict) => iter_then(vm, &iterable, move |vm, result| match result {
            Ok(iterator) => {
                let plain = dict.is_exact(Kind::Dict);
                fold(vm, iterator, FromKeys { dict, value, plain })
            }
            Err(raised) => Flow::Raise(raised),
        }),
        Err(raised) => Flow::Raise(raised),
    })
}

// ---- methods ----

fn dict_clear(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.dict_clear(&args[0]);
    Ok(Value::NONE)
}

fn dict_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.dict_copy(&args[0]))
}

fn dict_get(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(match vm.dict_get(&args[0], &args[1])? {
        Some(value) => value,
        None => args[2].clone(),
    })
}

fn dict_pop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if this(&args[0]).is_empty() {
        return match args[2].bound() {
            Some(default) => Ok(default.clone()),
            None => Err(vm.key_error(&args[1])),
        };
    }
    match vm.dict_remove(&args[0], &args[1])? {
        Some(value) => Ok(value),
        None => match args[2].bound() {
            Some(default) => Ok(default.clone()),
            None => Err(vm.key_error(&args[1])),
        },
    }
}

fn dict_popitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match vm.dict_take_last(&args[0]) {
        Some((key, value)) => Ok(vm.pair(key, value)),
        None => Err(vm.error(ExceptionKind::KeyError, "popitem(): dictionary is empty")),
    }
}

fn dict_setdefault(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hash = vm.hash(&args[1])?;
    let dict = this(&args[0]);
    if let Some(position) = vm.dict_find(dict, hash, &args[1])? {
        return Ok(dict.table.borrow().entries[position].value.clone());
    }
    dict.table.borrow_mut().push(hash as u64, args[1].clone(), args[2].clone());
    vm.dict_keys_changed(dict);
    Ok(args[2].clone())
}

// ---- slots ----

fn dict_repr(vm: &mut Vm, dict: &Value) -> NativeResult {
    if this(dict).is_empty() {
        return Ok(vm.str("{}"));
    }
    if !vm.enter_repr(dict) {
        return Ok(vm.str("{...}"));
    }
    let result = repr_pairs(vm, dict);
    vm.leave_repr(dict);
    result
}

fn repr_pairs(vm: &mut Vm, dict: &Value) -> NativeResult {
    let mut out = b"{".to_vec();
    for (i, (key, value)) in this(dict).pairs().into_iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        vm.push_repr(&mut out, &key)?;
        out.extend_from_slice(b": ");
        vm.push_repr(&mut out, &value)?;
    }
    out.push(b'}');
    Ok(vm.str_from_vec(out))
}

fn dict_get_item(vm: &mut Vm, dict: &Value, key: &Value) -> NativeResult {
    if let Some(value) = vm.dict_get(dict, key)? {
        return Ok(value);
    }
    if dict.shape().index() != 0 {
        let name = vm.names.missing.clone();
        if let Some(result) = vm.call_special(dict, &name, std::slice::from_ref(key)) {
            return result;
        }
    }
    Err(vm.key_error(key))
}

fn dict_set_item(vm: &mut Vm, dict: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    if !value.is_unbound() {
        return vm.dict_set(dict, key, value.clone());
    }
    match vm.dict_remove(dict, key)? {
        Some(old) => {
            drop(old);
            Ok(())
        }
        None => Err(vm.key_error(key)),
    }
}

fn dict_contains(vm: &mut Vm, dict: &Value, key: &Value) -> Result<bool, Raised> {
    let hash = vm.hash(key)?;
    Ok(vm.dict_find(this(dict), hash, key)?.is_some())
}

/// Whether two dicts have equal entries, in any order.
pub(crate) fn dicts_equal(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool, Raised> {
    let (x, y) = (this(a), this(b));
    if x.len() != y.len() {
        return Ok(false);
    }
    let entries: Vec<(u64, Value, Value)> =
        x.table.borrow().iter().map(|e| (e.hash, e.key.clone(), e.value.clone())).collect();
    for (hash, key, value) in entries {
        let Some(position) = vm.dict_find(y, hash as i64, &key)? else { return Ok(false) };
        let other = y.table.borrow().entries.get(position).map(|e| e.value.clone()).unwrap_or_default();
        if !vm.same_item(&value, &other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn dict_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if b.kind() != Kind::Dict || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = dicts_equal(vm, a, b)?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn dict_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if op != BinaryOp::Or || a.kind() != Kind::Dict || b.kind() != Kind::Dict {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let table = this(a).table.borrow().copied();
    let dict = vm.alloc(DictObject::from_table(table));
    merge_dict(vm, &dict, b)?;
    Ok(dict)
}

fn dict_inplace(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if op != BinaryOp::Or {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.dict_update_nested(a, b)?;
    Ok(a.clone())
}

impl Vm {
    /// Whether a value is a dict that can be taken by its entries: subclasses that iterate otherwise are asked through
    /// their methods.
    pub(crate) fn is_plain_dict(&mut self, value: &Value) -> bool {
        if value.kind() != Kind::Dict {
            return false;
        }
        if value.shape().index() == 0 {
            return true;
        }
        let iter = self.names.iter.clone();
        self.lookup_special(value, &iter).is_none_or(|m| m.kind() == Kind::MethodDescriptor)
    }

    /// Takes the oldest entry out of a dict.
    pub fn dict_take_first(&mut self, dict: &Value) -> Option<(Value, Value)> {
        let object = this(dict);
        let mut table = object.table.borrow_mut();
        if table.is_empty() {
            return None;
        }
        let first = table.first();
        let pair = table.remove_at(first);
        drop(table);
        self.dict_keys_changed(object);
        Some(pair)
    }

    /// Takes the newest entry out of a dict.
    pub fn dict_take_last(&mut self, dict: &Value) -> Option<(Value, Value)> {
        let object = this(dict);
        let mut table = object.table.borrow_mut();
        // Deleted entries never are the last ones.
        let last = table.entries.len().checked_sub(1)?;
        let pair = table.remove_at(last);
        drop(table);
        self.dict_keys_changed(object);
        Some(pair)
    }

    /// Empties a dict.
    pub fn dict_clear(&mut self, dict: &Value) {
        let object = this(dict);
        let old = object.table.borrow_mut().take_all();
        self.dict_keys_changed(object);
        drop(old);
    }

    /// A dict with the same entries.
    pub fn dict_copy(&mut self, dict: &Value) -> Value {
        let table = this(dict).table.borrow().copied();
        self.alloc(DictObject::from_table(table))
    }

    /// `dict.update(other)` that runs what it must nested: for operators and for natives that need the result at once.
    pub fn dict_update_nested(&mut self, dict: &Value, other: &Value) -> Result<(), Raised> {
        if self.is_plain_dict(other) {
            return merge_dict(self, dict, other);
        }
        let class = self.builtin_class(Kind::Dict);
        let update = self.get_attr_str(&class, "update")?;
        self.call(&update, &[dict.clone(), other.clone()]).map(drop)
    }
}
