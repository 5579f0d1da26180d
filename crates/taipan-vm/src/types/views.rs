//! Views of dicts (`dict.keys()` and the like) with their set operations, and the iterators over dicts and sets. See
//! <https://docs.python.org/3.13/library/stdtypes.html#dictionary-view-objects>.

use crate::heap::{Kind, Payload, ShapeId, Tracer, Tuple};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::types::iterators::{ITERATOR, reversed_dict};
use crate::types::list::repr_items;
use crate::types::{BinaryOp, CompareOp, DictObject, GetSetDef, HashSlot, MappingProxyObject, SetObject, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// What a dict view or iterator yields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// `dict.keys()`, `dict.values()`, `dict.items()`.
pub struct DictViewObject {
    /// The dict.
    pub dict: Value,
    /// Which part.
    pub part: DictPart,
}

impl Payload for DictViewObject {
    const KIND: Kind = Kind::DictKeys;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::DictKeys | Kind::DictValues | Kind::DictItems)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict);
    }
}

/// Iterates over a dict.
pub struct DictIterator {
    /// The dict; unbound once exhausted.
    pub dict: RefCell<Value>,
    /// Position of the next entry; when reversed, one more than it.
    pub position: Cell<usize>,
    /// Number of entries when the iteration began.
    pub expected: Cell<usize>,
    /// How many entries have not been yielded.
    pub left: Cell<usize>,
    /// Which part.
    pub part: DictPart,
    /// Whether it runs backwards.
    pub reversed: bool,
}

impl Payload for DictIterator {
    const KIND: Kind = Kind::DictIterator;

    fn accepts(kind: Kind) -> bool {
        matches!(
            kind,
            Kind::DictIterator
                | Kind::DictValueIterator
                | Kind::DictItemIterator
                | Kind::DictReverseKeyIterator
                | Kind::DictReverseValueIterator
                | Kind::DictReverseItemIterator
        )
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict.borrow());
    }

    fn clear(&self) {
        self.dict.take();
    }
}

/// Iterates over a set.
pub struct SetIterator {
    /// The set; unbound once exhausted.
    pub set: RefCell<Value>,
    /// Position of the next entry.
    pub position: Cell<usize>,
    /// Number of members when the iteration began.
    pub expected: Cell<usize>,
    /// How many members have not been yielded.
    pub left: Cell<usize>,
}

impl Payload for SetIterator {
    const KIND: Kind = Kind::SetIterator;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.set.borrow());
    }

    fn clear(&self) {
        self.set.take();
    }
}

// ---- iterators ----

/// What `dict_keyiterator` can do natively.
pub(crate) static DICT_ITERATOR_SLOTS: Slots = Slots {
    next: Some(dict_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", |_, args| {
        let this = args[0].expect_ref::<DictIterator>();
        let live = !this.dict.borrow().is_unbound();
        Ok(Value::index(if live { this.left.get() } else { 0 }))
    })],
    ..ITERATOR
};

/// What `set_iterator` can do natively.
pub(crate) static SET_ITERATOR_SLOTS: Slots = Slots {
    next: Some(set_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", |_, args| {
        let this = args[0].expect_ref::<SetIterator>();
        let live = !this.set.borrow().is_unbound();
        Ok(Value::index(if live { this.left.get() } else { 0 }))
    })],
    ..ITERATOR
};

/// An iterator over a part of a dict.
pub(crate) fn dict_iterator(vm: &mut Vm, dict: &Value, part: DictPart, reversed: bool) -> Value {
    let object = dict.expect_ref::<DictObject>();
    let length = object.len();
    let position = if reversed { object.table.borrow().entries.len() } else { object.table.borrow().first() };
    let kind = match (part, reversed) {
        (DictPart::Keys, false) => Kind::DictIterator,
        (DictPart::Values, false) => Kind::DictValueIterator,
        (DictPart::Items, false) => Kind::DictItemIterator,
        (DictPart::Keys, true) => Kind::DictReverseKeyIterator,
        (DictPart::Values, true) => Kind::DictReverseValueIterator,
        (DictPart::Items, true) => Kind::DictReverseItemIterator,
    };
    let iterator = DictIterator {
        dict: RefCell::new(dict.clone()),
        position: Cell::new(position),
        expected: Cell::new(length),
        left: Cell::new(length),
        part,
        reversed,
    };
    vm.heap.alloc_with(ShapeId::builtin(kind), 0, iterator)
}

fn dict_iterator_next(vm: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<DictIterator>();
    let dict = this.dict.borrow();
    let Some(object) = dict.as_ref::<DictObject>() else { return Ok(None) };
    let table = object.table.borrow();
    if table.len() != this.expected.get() {
        this.expected.set(usize::MAX);
        drop(table);
        drop(dict);
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    let mut at = this.position.get();
    let found = if this.reversed {
        loop {
            if at == 0 {
                break None;
            }
            at -= 1;
            match table.entries.get(at) {
                Some(entry) if !entry.key.is_unbound() => break Some(entry),
                _ => {}
            }
        }
    } else {
        loop {
            let Some(entry) = table.entries.get(at) else { break None };
            at += 1;
            if !entry.key.is_unbound() {
                break Some(entry);
            }
        }
    };
    this.position.set(at);
    let Some(entry) = found else {
        drop(table);
        drop(dict);
        let old = this.dict.take();
        drop(old);
        return Ok(None);
    };
    let left = this.left.get();
    if left == 0 {
        drop(table);
        drop(dict);
        let old = this.dict.take();
        drop(old);
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    }
    this.left.set(left - 1);
    Ok(Some(match this.part {
        DictPart::Keys => entry.key.clone(),
        DictPart::Values => entry.value.clone(),
        DictPart::Items => {
            let (key, value) = (entry.key.clone(), entry.value.clone());
            drop(table);
            vm.pair(key, value)
        }
    }))
}

/// An iterator over a set.
pub(crate) fn set_iterator(vm: &mut Vm, set: &Value) -> Value {
    let length = set.expect_ref::<SetObject>().len();
    vm.alloc(SetIterator {
        set: RefCell::new(set.clone()),
        position: Cell::new(0),
        expected: Cell::new(length),
        left: Cell::new(length),
    })
}

fn set_iterator_next(vm: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let this = iterator.expect_ref::<SetIterator>();
    let set = this.set.borrow();
    let Some(object) = set.as_ref::<SetObject>() else { return Ok(None) };
    if object.len() != this.expected.get() {
        this.expected.set(usize::MAX);
        drop(set);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    let found = object.table.borrow().next_from(this.position.get());
    drop(set);
    match found {
        Some((at, member)) => {
            this.position.set(at + 1);
            this.left.set(this.left.get().saturating_sub(1));
            Ok(Some(member))
        }
        None => {
            let old = this.set.take();
            drop(old);
            Ok(None)
        }
    }
}

// ---- views ----

const SET_OPS: &[BinaryOp] = &[BinaryOp::Sub, BinaryOp::And, BinaryOp::Xor, BinaryOp::Or];

const VIEW: Slots = Slots {
    repr: Some(view_repr),
    len: Some(|_, view| Ok(dict_of(view).len())),
    iter: Some(|vm, view| {
        let this = this(view);
        Ok(dict_iterator(vm, &this.dict, this.part, false))
    }),
    getset: &[GetSetDef {
        name: "mapping",
        get: |vm, view| {
            let mapping = this(view).dict.clone();
            Ok(vm.alloc(MappingProxyObject { mapping }))
        },
        set: None,
    }],
    ..Slots::NONE
};

const VIEW_METHODS: &[NativeDef] = &[
    NativeDef::plain("isdisjoint", "self, other, /", view_isdisjoint),
    NativeDef::plain("__reversed__", "self, /", view_reversed),
];

/// What `dict_keys` can do natively.
pub(crate) static KEYS_SLOTS: Slots = Slots {
    hash: HashSlot::Unhashable,
    contains: Some(view_contains),
    compare: Some(view_compare),
    binary: Some(view_binary),
    binary_ops: SET_OPS,
    methods: VIEW_METHODS,
    ..VIEW
};

/// What `dict_values` can do natively.
pub(crate) static VALUES_SLOTS: Slots =
    Slots { methods: &[NativeDef::plain("__reversed__", "self, /", view_reversed)], ..VIEW };

/// What `dict_items` can do natively.
pub(crate) static ITEMS_SLOTS: Slots = Slots {
    hash: HashSlot::Unhashable,
    contains: Some(view_contains),
    compare: Some(view_compare),
    binary: Some(view_binary),
    binary_ops: SET_OPS,
    methods: VIEW_METHODS,
    ..VIEW
};

fn this(view: &Value) -> &DictViewObject {
    view.expect_ref::<DictViewObject>()
}

fn dict_of(view: &Value) -> &DictObject {
    this(view).dict.expect_ref::<DictObject>()
}

/// A view of a dict.
pub(crate) fn dict_view(vm: &mut Vm, dict: &Value, part: DictPart) -> Value {
    let kind = match part {
        DictPart::Keys => Kind::DictKeys,
        DictPart::Values => Kind::DictValues,
        DictPart::Items => Kind::DictItems,
    };
    vm.heap.alloc_with(ShapeId::builtin(kind), 0, DictViewObject { dict: dict.clone(), part })
}

fn view_repr(vm: &mut Vm, view: &Value) -> NativeResult {
    if !vm.enter_repr(view) {
        return Ok(vm.str("..."));
    }
    let object = this(view);
    let items = part_values(vm, &object.dict, object.part);
    // Only ordered dicts can move their entries; their views have names of their own.
    let mover = vm.intern("move_to_end");
    let prefix = if vm.lookup_override(&object.dict, &mover).is_some() { "odict" } else { "dict" };
    let part = match object.part {
        DictPart::Keys => "keys",
        DictPart::Values => "values",
        DictPart::Items => "items",
    };
    let open = format!("{prefix}_{part}([");
    let result = repr_items(vm, open.as_bytes(), |i| items.get(i).cloned(), b"])");
    vm.leave_repr(view);
    result
}

/// All keys, values or items of a dict.
pub(crate) fn part_values(vm: &mut Vm, dict: &Value, part: DictPart) -> Vec<Value> {
    let object = dict.expect_ref::<DictObject>();
    match part {
        DictPart::Keys => object.keys(),
        DictPart::Values => object.table.borrow().iter().map(|e| e.value.clone()).collect(),
        DictPart::Items => object.pairs().into_iter().map(|(key, value)| vm.pair(key, value)).collect(),
    }
}

fn view_reversed(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let view = this(&args[0]);
    Ok(reversed_dict(vm, &view.dict, view.part))
}

fn view_contains(vm: &mut Vm, view: &Value, item: &Value) -> Result<bool, Raised> {
    let this = this(view);
    match this.part {
        DictPart::Keys => Ok(vm.dict_get(&this.dict, item)?.is_some()),
        DictPart::Items => {
            let Some([key, value]) = item.as_ref::<Tuple>().map(Tuple::items) else { return Ok(false) };
            match vm.dict_get(&this.dict, key)? {
                Some(found) => vm.same_item(&found, value),
                None => Ok(false),
            }
        }
        DictPart::Values => {
            for candidate in part_values(vm, &this.dict, DictPart::Values) {
                if vm.same_item(&candidate, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// Whether a value takes part in set comparisons of views.
fn is_set_like(value: &Value) -> bool {
    matches!(value.kind(), Kind::Set | Kind::FrozenSet | Kind::DictKeys | Kind::DictItems)
}

fn view_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if !is_set_like(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.len(a)?, vm.len(b)?);
    let (inner, outer) = match op {
        CompareOp::Gt | CompareOp::Ge => (b, a),
        _ => (a, b),
    };
    let possible = match op {
        CompareOp::Eq | CompareOp::Ne => x == y,
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    };
    let mut all = possible;
    if possible {
        let iterator = vm.iter(inner)?;
        while let Some(item) = vm.next(&iterator)? {
            if !vm.contains(outer, &item)? {
                all = false;
                break;
            }
        }
    }
    Ok(Value::bool(all != (op == CompareOp::Ne)))
}

/// Set operations, in the steps of CPython's, because the order of the result shows them.
fn view_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::And => view_and(vm, a, b),
        BinaryOp::Xor if a.kind() == Kind::DictItems && b.kind() == Kind::DictItems => items_xor(vm, a, b),
        BinaryOp::Or | BinaryOp::Sub | BinaryOp::Xor => {
            let result = view_to_set(vm, a)?;
            match op {
                BinaryOp::Or => vm.set_update_nested(&result, b)?,
                BinaryOp::Sub => vm.set_difference_nested(&result, b)?,
                _ => vm.set_toggle_nested(&result, b)?,
            }
            Ok(result)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The left operand as a set; the keys of a dict are taken from the dict itself.
fn view_to_set(vm: &mut Vm, value: &Value) -> NativeResult {
    let source = match value.as_ref::<DictViewObject>() {
        Some(view) if view.part == DictPart::Keys && view.dict.is_exact(Kind::Dict) => view.dict.clone(),
        _ => value.clone(),
    };
    let result = vm.set(Vec::new())?;
    vm.set_update_nested(&result, &source)?;
    Ok(result)
}

fn view_and(vm: &mut Vm, a: &Value, b: &Value) -> NativeResult {
    let is_view = |value: &Value| matches!(value.kind(), Kind::DictKeys | Kind::DictItems);
    let (mut tested, mut walked) = if is_view(a) { (a, b) } else { (b, a) };
    let length = dict_of(tested).len();
    let swap = match walked.kind() {
        Kind::Set | Kind::FrozenSet => walked.shape().index() == 0 && length <= vm.len(walked)?,
        _ => is_view(walked) && dict_of(walked).len() > length,
    };
    if swap {
        (tested, walked) = (walked, tested);
    }
    let items = vm.collect(walked)?;
    // A set that is asked for the intersection decides the type of the result.
    let result = if swap && walked.kind() != tested.kind() && tested.kind() == Kind::FrozenSet {
        vm.frozenset(Vec::new())?
    } else {
        vm.set(Vec::new())?
    };
    for item in items {
        if vm.contains(tested, &item)? {
            vm.set_add(&result, &item)?;
        }
    }
    Ok(result)
}

fn items_xor(vm: &mut Vm, a: &Value, b: &Value) -> NativeResult {
    let rest = vm.dict_copy(&this(a).dict);
    let result = vm.set(Vec::new())?;
    for (key, value) in dict_of(b).pairs() {
        let same = match vm.dict_get(&rest, &key)? {
            Some(other) => vm.same_item(&other, &value)?,
            None => false,
        };
        if same {
            vm.dict_remove(&rest, &key)?;
        } else {
            let pair = vm.pair(key, value);
            vm.set_add(&result, &pair)?;
        }
    }
    let remaining = dict_view(vm, &rest, DictPart::Items);
    vm.set_update_nested(&result, &remaining)?;
    Ok(result)
}

fn view_isdisjoint(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(&args[0], &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
