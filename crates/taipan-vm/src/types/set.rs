//! `set` and `frozenset`: the object, its table and their methods tables. See
//! <https://docs.python.org/3.13/library/stdtypes.html#set-types-set-frozenset>.
//!
//! Comparing members may run script code, which may change the set; so look-ups compare outside of any
//! borrow and start again when the set has changed meanwhile.

mod table;

pub use table::SetTable;

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, ShapeId, Tracer, Tuple};
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::objects::drain::collect_then;
use crate::objects::iteration::{Fold, Folded, fold_iterable};
use crate::objects::ordering::quick_equal;
use crate::types::list::{class_getitem, repr_items};
use crate::types::views::set_iterator;
use crate::types::{BinaryOp, CompareOp, DictObject, HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// The payload of `set` and `frozenset`.
#[derive(Default)]
pub struct SetObject {
    pub(crate) table: RefCell<SetTable>,
    /// Counts changes; look-ups that ran script code compare it.
    pub(crate) version: Cell<u32>,
    /// The cached hash of a frozenset.
    pub(crate) hash: Cell<Option<i64>>,
    /// Where `pop` looks first; it stays when the table changes.
    finger: Cell<usize>,
}

impl SetObject {
    fn from_table(table: SetTable) -> SetObject {
        SetObject { table: RefCell::new(table), ..SetObject::default() }
    }

    /// Number of members.
    #[inline]
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members, cloned, so that they can be used while script code runs.
    pub fn members(&self) -> Vec<Value> {
        self.table.borrow().iter().map(|(_, member)| member.clone()).collect()
    }

    fn hashed_members(&self) -> Vec<(i64, Value)> {
        self.table.borrow().iter().map(|(hash, member)| (hash, member.clone())).collect()
    }

    fn changed(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }

    /// Replaces the table and returns the old one, to be dropped by the caller.
    #[must_use]
    fn replace(&self, table: SetTable) -> SetTable {
        self.changed();
        std::mem::replace(&mut *self.table.borrow_mut(), table)
    }
}

impl Payload for SetObject {
    const KIND: Kind = Kind::Set;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::Set | Kind::FrozenSet)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(self.table.borrow().iter().map(|(_, member)| member));
    }

    fn clear(&self) {
        let old = std::mem::take(&mut *self.table.borrow_mut());
        drop(old);
    }
}

const OPS: &[BinaryOp] = &[BinaryOp::Sub, BinaryOp::And, BinaryOp::Xor, BinaryOp::Or];

const BOTH: Slots = Slots {
    repr: Some(set_repr),
    len: Some(|_, set| Ok(this(set).len())),
    contains: Some(set_contains),
    iter: Some(|vm, set| Ok(set_iterator(vm, set))),
    compare: Some(set_compare),
    binary: Some(set_binary),
    binary_ops: OPS,
    class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem)],
    subclassable: true,
    ..Slots::NONE
};

/// What `set` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    hash: HashSlot::Unhashable,
    inplace: Some(set_inplace),
    inplace_ops: OPS,
    new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", |vm, args| {
        Ok(vm.alloc_for_class(&args[0], SetObject::default()))
    })),
    construct: Some(NativeDef::flow("set", "iterable=..., /", |vm, args| {
        let set = vm.alloc(SetObject::default());
        fill_then(vm, &set, &args[0], set.clone())
    })),
    methods: &[
        NativeDef::plain("add", "self, object, /", set_method_add),
        NativeDef::plain("clear", "self, /", set_clear),
        NativeDef::plain("copy", "self, /", set_copy),
        NativeDef::flow("difference", "self, *others", set_difference),
        NativeDef::flow("difference_update", "self, *others", set_difference_update),
        NativeDef::plain("discard", "self, object, /", set_method_discard),
        NativeDef::flow("intersection", "self, *others", set_intersection),
        NativeDef::flow("intersection_update", "self, *others", set_intersection_update),
        NativeDef::flow("isdisjoint", "self, other, /", set_isdisjoint),
        NativeDef::flow("issubset", "self, other, /", set_issubset),
        NativeDef::flow("issuperset", "self, other, /", set_issuperset),
        NativeDef::plain("pop", "self, /", set_pop),
        NativeDef::plain("remove", "self, object, /", set_remove),
        NativeDef::flow("symmetric_difference", "self, other, /", set_symmetric_difference),
        NativeDef::flow("symmetric_difference_update", "self, other, /", set_symmetric_difference_update),
        NativeDef::flow("union", "self, *others", set_union),
        NativeDef::flow("update", "self, *others", set_update),
        NativeDef::flow("__init__", "self, iterable=..., /", set_init),
    ],
    doc: "Build an unordered collection of unique elements.",
    ..BOTH
};

/// What `frozenset` can do natively.
pub(crate) static FROZEN_SLOTS: Slots = Slots {
    hash: HashSlot::Value(frozenset_hash),
    new: Some(NativeDef::flow("__new__", "cls, iterable=..., /", frozenset_new)),
    methods: &[
        NativeDef::plain("copy", "self, /", set_copy),
        NativeDef::flow("difference", "self, *others", set_difference),
        NativeDef::flow("intersection", "self, *others", set_intersection),
        NativeDef::flow("isdisjoint", "self, other, /", set_isdisjoint),
        NativeDef::flow("issubset", "self, other, /", set_issubset),
        NativeDef::flow("issuperset", "self, other, /", set_issuperset),
        NativeDef::flow("symmetric_difference", "self, other, /", set_symmetric_difference),
        NativeDef::flow("union", "self, *others", set_union),
    ],
    doc: "Build an immutable unordered collection of unique elements.",
    ..BOTH
};

fn this(set: &Value) -> &SetObject {
    set.expect_ref::<SetObject>()
}

fn is_set(value: &Value) -> bool {
    matches!(value.kind(), Kind::Set | Kind::FrozenSet)
}

// ---- members, by Python's rules for equality ----

impl Vm {
    /// A set of these members.
    pub fn set(&mut self, members: Vec<Value>) -> NativeResult {
        let set = self.alloc(SetObject::default());
        for member in members {
            self.set_add(&set, &member)?;
        }
        Ok(set)
    }

    /// A frozenset of these members.
    pub fn frozenset(&mut self, members: Vec<Value>) -> NativeResult {
        let set = self.heap.alloc_with(ShapeId::builtin(Kind::FrozenSet), 0, SetObject::default());
        for member in members {
            self.set_add(&set, &member)?;
        }
        Ok(set)
    }

    pub(crate) fn set_find(&mut self, set: &SetObject, hash: i64, member: &Value) -> Result<Option<usize>, Raised> {
        let mut undecided = false;
        let found = set.table.borrow().find(hash, |candidate| match quick_equal(candidate, member) {
            Some(same) => same,
            None => {
                undecided = true;
                false
            }
        });
        if found.is_some() || !undecided { Ok(found) } else { self.set_find_slow(set, hash, member) }
    }

    fn set_find_slow(&mut self, set: &SetObject, hash: i64, member: &Value) -> Result<Option<usize>, Raised> {
        'again: loop {
            let version = set.version.get();
            let mut candidates = Vec::new();
            set.table.borrow().find(hash, |candidate| {
                candidates.push(candidate.clone());
                false
            });
            for candidate in candidates {
                let equal = self.same_item(&candidate, member)?;
                if set.version.get() != version {
                    continue 'again;
                }
                if equal {
                    return Ok(set.table.borrow().find(hash, |c| c.is(&candidate)));
                }
            }
            return Ok(None);
        }
    }

    fn set_add_hashed(&mut self, set: &SetObject, hash: i64, member: &Value) -> Result<bool, Raised> {
        if self.set_find(set, hash, member)?.is_some() {
            return Ok(false);
        }
        set.table.borrow_mut().insert(hash, member.clone());
        set.changed();
        let length = set.len();
        if length & 0xffff == 0 {
            self.check_signals()?;
            self.check_size(length * 64)?;
        }
        Ok(true)
    }

    fn set_discard_hashed(&mut self, set: &SetObject, hash: i64, member: &Value) -> Result<bool, Raised> {
        let Some(at) = self.set_find(set, hash, member)? else { return Ok(false) };
        let old = set.table.borrow_mut().remove_at(at);
        set.changed();
        drop(old);
        Ok(true)
    }

    /// Adds a member; whether it was absent.
    pub fn set_add(&mut self, set: &Value, member: &Value) -> Result<bool, Raised> {
        let hash = self.hash(member)?;
        self.set_add_hashed(this(set), hash, member)
    }

    /// Removes a member; whether it was there.
    pub fn set_discard(&mut self, set: &Value, member: &Value) -> Result<bool, Raised> {
        let hash = self.hash(member)?;
        self.set_discard_hashed(this(set), hash, member)
    }

    /// Whether a member is there. An unhashable `set` is looked for as the frozenset it equals.
    pub fn set_has(&mut self, set: &Value, member: &Value) -> Result<bool, Raised> {
        let hash = self.member_hash(member)?;
        Ok(self.set_find(this(set), hash, member)?.is_some())
    }

    fn member_hash(&mut self, member: &Value) -> Result<i64, Raised> {
        match self.hash(member) {
            Err(_) if member.kind() == Kind::Set => Ok(combined_hash(this(member))),
            result => result,
        }
    }

    /// Adds all members of one set to another, as CPython does: room is made first, and the order follows.
    fn set_merge(&mut self, set: &SetObject, source: &SetObject) -> Result<(), Raised> {
        if std::ptr::eq(set, source) || source.is_empty() {
            return Ok(());
        }
        let more = source.len();
        set.table.borrow_mut().reserve(more);
        if set.table.borrow().filled == 0 {
            let mut table = set.table.borrow_mut();
            table.fill_from(&source.table.borrow());
            drop(table);
            set.changed();
            return Ok(());
        }
        for (hash, member) in source.hashed_members() {
            self.set_add_hashed(set, hash, &member)?;
        }
        Ok(())
    }

    /// Adds what a set, dict or (nested) any iterable has.
    pub(crate) fn set_update_nested(&mut self, set: &Value, other: &Value) -> Result<(), Raised> {
        if is_set(other) {
            return self.set_merge(this(set), this(other));
        }
        if let (true, Some(dict)) = (other.is_exact(Kind::Dict), other.as_ref::<DictObject>()) {
            let keys: Vec<(i64, Value)> = dict.table.borrow().iter().map(|e| (e.hash as i64, e.key.clone())).collect();
            this(set).table.borrow_mut().reserve(keys.len());
            for (hash, key) in keys {
                self.set_add_hashed(this(set), hash, &key)?;
            }
            return Ok(());
        }
        let iterator = self.iter(other)?;
        while let Some(member) = self.next(&iterator)? {
            self.set_add(set, &member)?;
        }
        Ok(())
    }

    /// Removes all members that any iterable (nested) has.
    pub(crate) fn set_difference_nested(&mut self, set: &Value, other: &Value) -> Result<(), Raised> {
        if is_set(other) {
            return subtract_from(self, set, other);
        }
        let items = self.collect(other)?;
        discard_items(self, set, &items)
    }

    /// Toggles all members that any iterable (nested) has.
    pub(crate) fn set_toggle_nested(&mut self, set: &Value, other: &Value) -> Result<(), Raised> {
        if is_set(other) {
            return toggle_in(self, set, other);
        }
        let items = self.collect(other)?;
        toggle_items(self, set, items, other.is_exact(Kind::Dict))
    }

    /// An empty set of the builtin type that results of operators on `like` have.
    fn set_like(&mut self, like: &Value, table: SetTable) -> Value {
        let kind = if like.kind() == Kind::FrozenSet { Kind::FrozenSet } else { Kind::Set };
        self.heap.alloc_with(ShapeId::builtin(kind), 0, SetObject::from_table(table))
    }
}

// ---- set algebra on sets ----

fn copy_of(vm: &mut Vm, set: &Value) -> Value {
    let table = this(set).table.borrow().copied();
    vm.set_like(set, table)
}

/// `a & b` of two sets: the shorter one is walked.
fn intersect(vm: &mut Vm, a: &Value, b: &Value) -> NativeResult {
    if a.is(b) {
        return Ok(copy_of(vm, a));
    }
    let result = vm.set_like(a, SetTable::default());
    let (walked, tested) = if this(b).len() > this(a).len() { (a, b) } else { (b, a) };
    for (hash, member) in this(walked).hashed_members() {
        if vm.set_find(this(tested), hash, &member)?.is_some() {
            vm.set_add_hashed(this(&result), hash, &member)?;
        }
    }
    Ok(result)
}

/// `a - b` of two sets.
fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> NativeResult {
    if this(a).len() >> 2 > this(b).len() {
        let result = copy_of(vm, a);
        subtract_from(vm, &result, b)?;
        return Ok(result);
    }
    let result = vm.set_like(a, SetTable::default());
    for (hash, member) in this(a).hashed_members() {
        if vm.set_find(this(b), hash, &member)?.is_none() {
            vm.set_add_hashed(this(&result), hash, &member)?;
        }
    }
    Ok(result)
}

/// `a -= b` of two sets.
fn subtract_from(vm: &mut Vm, a: &Value, b: &Value) -> Result<(), Raised> {
    if a.is(b) {
        let old = this(a).replace(SetTable::default());
        drop(old);
        return Ok(());
    }
    let small = if this(b).len() >> 3 > this(a).len() { intersect(vm, a, b)? } else { b.clone() };
    for (hash, member) in this(&small).hashed_members() {
        vm.set_discard_hashed(this(a), hash, &member)?;
    }
    this(a).table.borrow_mut().tidy();
    Ok(())
}

/// Removes items one by one.
fn discard_items(vm: &mut Vm, set: &Value, items: &[Value]) -> Result<(), Raised> {
    for item in items {
        vm.set_discard(set, item)?;
    }
    this(set).table.borrow_mut().tidy();
    Ok(())
}

/// Toggles items; only those of a dict are known to be different from each other.
fn toggle_items(vm: &mut Vm, set: &Value, items: Vec<Value>, distinct: bool) -> Result<(), Raised> {
    if !distinct {
        let other = vm.set(items)?;
        return toggle_in(vm, set, &other);
    }
    for item in items {
        if !vm.set_discard(set, &item)? {
            vm.set_add(set, &item)?;
        }
    }
    Ok(())
}

/// `a & b` for an iterable: its order is that of the result.
fn intersect_items(vm: &mut Vm, a: &Value, items: &[Value]) -> NativeResult {
    let result = vm.set_like(a, SetTable::default());
    for item in items {
        let hash = vm.hash(item)?;
        if vm.set_find(this(a), hash, item)?.is_some() {
            vm.set_add_hashed(this(&result), hash, item)?;
        }
    }
    Ok(result)
}

/// `a ^= b` of two sets.
fn toggle_in(vm: &mut Vm, a: &Value, b: &Value) -> Result<(), Raised> {
    if a.is(b) {
        let old = this(a).replace(SetTable::default());
        drop(old);
        return Ok(());
    }
    for (hash, member) in this(b).hashed_members() {
        if !vm.set_discard_hashed(this(a), hash, &member)? {
            vm.set_add_hashed(this(a), hash, &member)?;
        }
    }
    Ok(())
}

/// `a ^ b` of two sets: a copy of `b` in which the members of `a` are toggled.
fn symmetric(vm: &mut Vm, a: &Value, b: &Value) -> NativeResult {
    let table = this(b).table.borrow().copied();
    let result = vm.set_like(a, table);
    toggle_in(vm, &result, a)?;
    Ok(result)
}

fn is_subset(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool, Raised> {
    if this(a).len() > this(b).len() {
        return Ok(false);
    }
    for (hash, member) in this(a).hashed_members() {
        if vm.set_find(this(b), hash, &member)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

// ---- making sets ----

struct AddAll {
    set: Value,
    result: Value,
}

impl Fold for AddAll {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        vm.set_add(&self.set, &item)?;
        Ok(Folded::More)
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(self.result)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.set, &self.result]);
    }
}

/// Whether adding from a value runs no script iterator.
fn is_direct(other: &Value) -> bool {
    is_set(other) || other.is_exact(Kind::Dict)
}

/// Adds all of an iterable (nothing when it is unbound), then returns `result`.
fn fill_then(vm: &mut Vm, set: &Value, iterable: &Value, result: Value) -> Flow {
    if iterable.is_unbound() {
        return Flow::Return(result);
    }
    if is_direct(iterable) {
        return Flow::from(vm.set_update_nested(set, iterable).map(|()| result));
    }
    fold_iterable(vm, iterable, AddAll { set: set.clone(), result })
}

fn set_init(vm: &mut Vm, args: &[Value]) -> Flow {
    let old = this(&args[0]).replace(SetTable::default());
    drop(old);
    fill_then(vm, &args[0], &args[1], Value::NONE)
}

fn frozenset_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let exact = args[0].is(&vm.builtin_types[Kind::FrozenSet as usize]);
    if exact && args[1].is_exact(Kind::FrozenSet) {
        return Flow::Return(args[1].clone());
    }
    let set = vm.alloc_for_class(&args[0], SetObject::default());
    fill_then(vm, &set, &args[1], set.clone())
}

// ---- methods ----

fn set_method_add(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.set_add(&args[0], &args[1])?;
    Ok(Value::NONE)
}

fn set_clear(_: &mut Vm, args: &[Value]) -> NativeResult {
    let old = this(&args[0]).replace(SetTable::default());
    drop(old);
    Ok(Value::NONE)
}

fn set_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].is_exact(Kind::FrozenSet) {
        return Ok(args[0].clone());
    }
    Ok(copy_of(vm, &args[0]))
}

fn set_method_discard(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hash = vm.member_hash(&args[1])?;
    vm.set_discard_hashed(this(&args[0]), hash, &args[1])?;
    Ok(Value::NONE)
}

fn set_remove(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hash = vm.member_hash(&args[1])?;
    if vm.set_discard_hashed(this(&args[0]), hash, &args[1])? { Ok(Value::NONE) } else { Err(vm.key_error(&args[1])) }
}

fn set_pop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let set = this(&args[0]);
    let popped = set.table.borrow_mut().pop(set.finger.get());
    match popped {
        Some((at, member)) => {
            set.finger.set(at + 1);
            set.changed();
            Ok(member)
        }
        None => Err(vm.error(ExceptionKind::KeyError, "pop from an empty set")),
    }
}

/// Another operand of a method: a set as it is, the items of anything else.
enum Operand {
    Set(Value),
    Items {
        items: Vec<Value>,
        /// They are the keys of a dict.
        keys: bool,
    },
}

impl Operand {
    fn intersect(&self, vm: &mut Vm, set: &Value) -> NativeResult {
        match self {
            Operand::Set(other) => intersect(vm, set, other),
            Operand::Items { items, .. } => intersect_items(vm, set, items),
        }
    }

    fn subtract_from(&self, vm: &mut Vm, set: &Value) -> Result<(), Raised> {
        match self {
            Operand::Set(other) => subtract_from(vm, set, other),
            Operand::Items { items, .. } => discard_items(vm, set, items),
        }
    }

    /// As a set.
    fn into_set(self, vm: &mut Vm) -> NativeResult {
        match self {
            Operand::Set(other) => Ok(other),
            Operand::Items { items, keys } => {
                let set = vm.alloc(SetObject::default());
                if keys {
                    this(&set).table.borrow_mut().reserve(items.len());
                }
                for item in items {
                    vm.set_add(&set, &item)?;
                }
                Ok(set)
            }
        }
    }
}

/// Takes the items of all operands that are not sets, one operand after the other, then goes on.
fn with_operands(
    vm: &mut Vm,
    others: &[Value],
    then: impl FnOnce(&mut Vm, Vec<Operand>) -> NativeResult + 'static,
) -> Flow {
    let mut left = others.to_vec();
    left.reverse();
    gather(vm, left, Vec::with_capacity(others.len()), Box::new(then))
}

type WithOperands = Box<dyn FnOnce(&mut Vm, Vec<Operand>) -> NativeResult>;

fn gather(vm: &mut Vm, mut left: Vec<Value>, mut done: Vec<Operand>, then: WithOperands) -> Flow {
    while let Some(other) = left.pop() {
        if is_set(&other) {
            done.push(Operand::Set(other));
            continue;
        }
        let keys = other.is_exact(Kind::Dict);
        if let Some(items) = vm.quick_items(&other) {
            done.push(Operand::Items { items, keys });
            continue;
        }
        return collect_then(vm, &other, move |vm, items| {
            done.push(Operand::Items { items, keys });
            gather(vm, left, done, then)
        });
    }
    Flow::from(then(vm, done))
}

fn operands(args: &[Value]) -> &[Value] {
    args[1].expect_ref::<Tuple>().items()
}

fn set_union(vm: &mut Vm, args: &[Value]) -> Flow {
    let result = copy_of(vm, &args[0]);
    add_each(vm, &result, operands(args), result.clone())
}

fn set_update(vm: &mut Vm, args: &[Value]) -> Flow {
    add_each(vm, &args[0], operands(args), Value::NONE)
}

fn add_each(vm: &mut Vm, set: &Value, others: &[Value], result: Value) -> Flow {
    for (i, other) in others.iter().enumerate() {
        if is_direct(other) {
            if let Err(raised) = vm.set_update_nested(set, other) {
                return Flow::Raise(raised);
            }
            continue;
        }
        let (held, rest) = (set.clone(), others[i + 1..].to_vec());
        let first = fold_iterable(vm, other, AddAll { set: set.clone(), result: Value::NONE });
        return crate::objects::iteration::chain_then(vm, first, move |vm, done| match done {
            Ok(_) => add_each(vm, &held, &rest, result),
            Err(raised) => Flow::Raise(raised),
        });
    }
    Flow::Return(result)
}

fn set_intersection(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, operands(args), move |vm, others| {
        let Some((first, rest)) = others.split_first() else { return Ok(copy_of(vm, &set)) };
        let mut result = first.intersect(vm, &set)?;
        for other in rest {
            result = other.intersect(vm, &result)?;
        }
        Ok(result)
    })
}

fn set_intersection_update(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, operands(args), move |vm, others| {
        for other in &others {
            let common = other.intersect(vm, &set)?;
            take_over(&set, &common);
        }
        Ok(Value::NONE)
    })
}

/// Moves the members of a temporary set into `set`.
fn take_over(set: &Value, temporary: &Value) {
    let table = std::mem::take(&mut *this(temporary).table.borrow_mut());
    let old = this(set).replace(table);
    drop(old);
}

fn set_difference(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, operands(args), move |vm, others| {
        let mut others = others.into_iter();
        let result = match others.next() {
            None => return Ok(copy_of(vm, &set)),
            Some(Operand::Items { items, keys: false }) => {
                let result = copy_of(vm, &set);
                discard_items(vm, &result, &items)?;
                result
            }
            Some(first) => {
                let first = first.into_set(vm)?;
                subtract(vm, &set, &first)?
            }
        };
        for other in others {
            other.subtract_from(vm, &result)?;
        }
        Ok(result)
    })
}

fn set_difference_update(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, operands(args), move |vm, others| {
        for other in &others {
            other.subtract_from(vm, &set)?;
        }
        Ok(Value::NONE)
    })
}

fn set_symmetric_difference(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, &args[1..2], move |vm, mut others| {
        let Some(other) = others.pop() else { return Ok(copy_of(vm, &set)) };
        let other = other.into_set(vm)?;
        symmetric(vm, &set, &other)
    })
}

fn set_symmetric_difference_update(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, &args[1..2], move |vm, others| {
        for other in others {
            match other {
                Operand::Set(other) => toggle_in(vm, &set, &other)?,
                Operand::Items { items, keys } => toggle_items(vm, &set, items, keys)?,
            }
        }
        Ok(Value::NONE)
    })
}

fn set_issubset(vm: &mut Vm, args: &[Value]) -> Flow {
    let set = args[0].clone();
    with_operands(vm, &args[1..2], move |vm, others| {
        let mut all = true;
        for other in others {
            let other = other.into_set(vm)?;
            all = all && is_subset(vm, &set, &other)?;
        }
        Ok(Value::bool(all))
    })
}

/// Tests each item of an iterable against a set; the first one whose membership differs from `expected` decides.
struct Membership {
    set: Value,
    expected: bool,
}

impl Fold for Membership {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        let hash = vm.hash(&item)?;
        let member = vm.set_find(this(&self.set), hash, &item)?.is_some();
        Ok(if member == self.expected { Folded::More } else { Folded::Done(Value::FALSE) })
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(Value::TRUE)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.set);
    }
}

fn set_issuperset(vm: &mut Vm, args: &[Value]) -> Flow {
    if is_set(&args[1]) {
        return Flow::from(is_subset(vm, &args[1], &args[0]).map(Value::bool));
    }
    fold_iterable(vm, &args[1], Membership { set: args[0].clone(), expected: true })
}

fn set_isdisjoint(vm: &mut Vm, args: &[Value]) -> Flow {
    if is_set(&args[1]) {
        return Flow::from(intersect(vm, &args[0], &args[1]).map(|common| Value::bool(this(&common).is_empty())));
    }
    fold_iterable(vm, &args[1], Membership { set: args[0].clone(), expected: false })
}

// ---- slots ----

fn set_repr(vm: &mut Vm, set: &Value) -> NativeResult {
    let name = vm.type_name(set);
    if this(set).is_empty() {
        return Ok(vm.string(format!("{name}()")));
    }
    if !vm.enter_repr(set) {
        return Ok(vm.string(format!("{name}(...)")));
    }
    let members = this(set).members();
    let (open, close) = if set.is_exact(Kind::Set) { (String::from("{"), "}") } else { (format!("{name}({{"), "})") };
    let result = repr_items(vm, open.as_bytes(), |i| members.get(i).cloned(), close.as_bytes());
    vm.leave_repr(set);
    result
}

/// A hash of the members that does not depend on their order.
fn combined_hash(set: &SetObject) -> i64 {
    let table = set.table.borrow();
    let mix = |hash: u64| (hash ^ 89_869_747 ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = 0u64;
    for (member, _) in table.iter() {
        hash ^= mix(member as u64);
    }
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

fn frozenset_hash(_: &mut Vm, set: &Value) -> Result<i64, Raised> {
    let set = this(set);
    if let Some(hash) = set.hash.get() {
        return Ok(hash);
    }
    let hash = combined_hash(set);
    set.hash.set(Some(hash));
    Ok(hash)
}

fn set_contains(vm: &mut Vm, set: &Value, item: &Value) -> Result<bool, Raised> {
    vm.set_has(set, item)
}

fn set_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if !is_set(a) || !is_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (this(a).len(), this(b).len());
    Ok(Value::bool(match op {
        CompareOp::Eq | CompareOp::Ne => {
            let equal = x == y && is_subset(vm, a, b)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Le => is_subset(vm, a, b)?,
        CompareOp::Lt => x < y && is_subset(vm, a, b)?,
        CompareOp::Ge => is_subset(vm, b, a)?,
        CompareOp::Gt => x > y && is_subset(vm, b, a)?,
    }))
}

fn set_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if !is_set(a) || !is_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match op {
        BinaryOp::Or => {
            let result = copy_of(vm, a);
            if !a.is(b) {
                vm.set_merge(this(&result), this(b))?;
            }
            Ok(result)
        }
        BinaryOp::And => intersect(vm, a, b),
        BinaryOp::Sub => subtract(vm, a, b),
        BinaryOp::Xor => symmetric(vm, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn set_inplace(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    if !is_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match op {
        BinaryOp::Or => vm.set_merge(this(a), this(b))?,
        BinaryOp::And => {
            let common = intersect(vm, a, b)?;
            take_over(a, &common);
        }
        BinaryOp::Sub => subtract_from(vm, a, b)?,
        BinaryOp::Xor => toggle_in(vm, a, b)?,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    }
    Ok(a.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Host;

    fn ints(vm: &mut Vm, values: &[i64]) -> Value {
        let members = values.iter().map(|i| vm.int(*i)).collect();
        vm.set(members).expect("integers are hashable")
    }

    #[test]
    fn order_is_that_of_cpython() {
        let mut vm = Vm::new(Host::default());
        let set = ints(&mut vm, &[100, 3, 77, 8, 0, 16, 55, -1, -5, 1000]);
        assert_eq!(vm.repr_string(&set).unwrap(), "{0, 3, 100, 8, 1000, 77, 16, 55, -5, -1}");
        let other = ints(&mut vm, &[16, 8, 200, 300, 400]);
        let both = vm.binary(BinaryOp::Or, &set, &other).unwrap();
        assert_eq!(vm.len(&both).unwrap(), 13);
        let squares: Vec<i64> = (0..12).map(|i| i * i).collect();
        let set = ints(&mut vm, &squares);
        assert_eq!(vm.repr_string(&set).unwrap(), "{0, 1, 64, 121, 4, 36, 100, 9, 16, 49, 81, 25}");
    }
}
