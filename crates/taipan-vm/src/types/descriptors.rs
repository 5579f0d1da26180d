//! Descriptors and callables that wrap others: bound methods, properties, static and class methods, `super` objects, slots
//! and computed attributes. See <https://docs.python.org/3.13/reference/datamodel.html#implementing-descriptors>.

use crate::heap::{Kind, Payload, Tracer};
use crate::native::NativeResult;
use crate::types::Slots;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefCell;

/// A function with its first argument.
pub struct BoundMethod {
    /// The function.
    pub function: Value,
    /// The instance.
    pub receiver: Value,
}

impl Payload for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.function, &self.receiver]);
    }
}

/// `property`.
pub struct PropertyObject {
    /// Getter or None.
    pub getter: RefCell<Value>,
    /// Setter or None.
    pub setter: RefCell<Value>,
    /// Deleter or None.
    pub deleter: RefCell<Value>,
    /// Docstring or None.
    pub doc: RefCell<Value>,
    /// Name from `__set_name__`, or unbound.
    pub name: RefCell<Value>,
}

impl Payload for PropertyObject {
    const KIND: Kind = Kind::Property;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        for value in [&self.getter, &self.setter, &self.deleter, &self.doc, &self.name] {
            tracer.value(&value.borrow());
        }
    }

    fn clear(&self) {
        self.getter.take();
        self.setter.take();
        self.deleter.take();
        self.doc.take();
        self.name.take();
    }
}

/// `staticmethod` and `classmethod`.
pub struct WrapperObject {
    /// The wrapped callable.
    pub callable: RefCell<Value>,
}

impl Payload for WrapperObject {
    const KIND: Kind = Kind::StaticMethod;

    fn accepts(kind: Kind) -> bool {
        matches!(kind, Kind::StaticMethod | Kind::ClassMethod)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.callable.borrow());
    }

    fn clear(&self) {
        self.callable.take();
    }
}

/// `super`.
pub struct SuperObject {
    /// The class after which look-up starts.
    pub class: Value,
    /// The instance or class, or None.
    pub object: Value,
    /// The class whose MRO is searched, or None.
    pub object_class: Value,
}

impl Payload for SuperObject {
    const KIND: Kind = Kind::Super;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.class, &self.object, &self.object_class]);
    }
}

/// Reads a computed attribute of a builtin type.
pub type Getter = fn(vm: &mut Vm, object: &Value) -> NativeResult;
/// Writes one; an unbound value deletes.
pub type Setter = fn(vm: &mut Vm, object: &Value, value: &Value) -> Result<(), crate::native::Raised>;

/// One row of a table of computed attributes.
#[derive(Clone, Copy)]
pub struct GetSetDef {
    /// Python name.
    pub name: &'static str,
    /// The getter.
    pub get: Getter,
    /// The setter; none for read-only attributes.
    pub set: Option<Setter>,
}

/// A computed attribute.
pub struct GetSetObject {
    /// The row.
    pub def: GetSetDef,
    /// The type.
    pub owner: Value,
}

impl Payload for GetSetObject {
    const KIND: Kind = Kind::GetSetDescriptor;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.owner);
    }
}

/// An attribute from `__slots__`: it lives in the instance like any other, under a private name, but only here.
pub struct MemberObject {
    /// The name of the slot.
    pub name: Value,
    /// The class that declared it.
    pub owner: Value,
}

impl Payload for MemberObject {
    const KIND: Kind = Kind::MemberDescriptor;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.name, &self.owner]);
    }
}

/// What `property` can do natively.
pub(crate) static PROPERTY_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `staticmethod` can do natively.
pub(crate) static STATIC_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `classmethod` can do natively.
pub(crate) static CLASS_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `super` can do natively.
pub(crate) static SUPER_SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };

/// What `method` can do natively.
pub(crate) static BOUND_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `getset_descriptor` can do natively.
pub(crate) static GETSET_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `member_descriptor` can do natively.
pub(crate) static MEMBER_SLOTS: Slots = Slots { ..Slots::NONE };
