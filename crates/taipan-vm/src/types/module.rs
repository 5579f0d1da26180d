//! Modules, and the small objects of the type system: mapping proxies, generic aliases, unions, weak references.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// The payload of `module`.
pub struct ModuleObject {
    /// Its namespace.
    pub dict: Value,
}

impl Payload for ModuleObject {
    const KIND: Kind = Kind::Module;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.dict);
    }
}

/// A read-only view of a dict (`type.__dict__`).
pub struct MappingProxyObject {
    /// The mapping.
    pub mapping: Value,
}

impl Payload for MappingProxyObject {
    const KIND: Kind = Kind::MappingProxy;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.mapping);
    }
}

/// `list[int]`.
pub struct GenericAliasObject {
    /// The class.
    pub origin: Value,
    /// Tuple of arguments.
    pub args: Value,
    /// Whether it was unpacked with a star.
    pub starred: bool,
}

impl Payload for GenericAliasObject {
    const KIND: Kind = Kind::GenericAlias;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.origin, &self.args]);
    }
}

/// `int | str`.
pub struct UnionObject {
    /// Tuple of members.
    pub args: Value,
}

impl Payload for UnionObject {
    const KIND: Kind = Kind::UnionType;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.args);
    }
}

/// `weakref.ref`. The target is not counted; the VM empties the reference when the target dies.
pub struct WeakReferenceObject {
    /// The target's word, 0 once it is dead.
    pub target: Cell<u64>,
    /// What is called when the target dies, or None.
    pub callback: RefCell<Value>,
    /// The target's hash, once asked for.
    pub hash: Cell<Option<i64>>,
}

impl Payload for WeakReferenceObject {
    const KIND: Kind = Kind::WeakReference;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.callback.borrow());
    }

    fn clear(&self) {
        self.callback.replace(Value::NONE);
    }
}

/// What `module` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `mappingproxy` can do natively.
pub(crate) static PROXY_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `GenericAlias` can do natively.
pub(crate) static ALIAS_SLOTS: Slots = Slots { module: "types", ..Slots::NONE };

/// What `UnionType` can do natively.
pub(crate) static UNION_SLOTS: Slots = Slots { module: "types", ..Slots::NONE };

/// What `ReferenceType` can do natively.
pub(crate) static WEAK_SLOTS: Slots = Slots { subclassable: true, module: "weakref", ..Slots::NONE };
