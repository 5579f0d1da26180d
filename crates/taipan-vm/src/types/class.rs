//! Classes: the payload of `type`. How classes are made and attributes found is in `objects/`; this file has the data.

use crate::heap::{Kind, Payload, ShapeId, Tracer};
use crate::types::Slots;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// Facts about a class that operations test before they look anything up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ClassFlags(pub(crate) u32);

impl ClassFlags {
    /// It or a base (not `object`) defines `__getattribute__`.
    pub const GETATTRIBUTE: u32 = 1;
    /// It or a base defines `__getattr__`.
    pub const GETATTR: u32 = 2;
    /// It or a base (not `object`) defines `__setattr__`.
    pub const SETATTR: u32 = 4;
    /// It or a base (not `object`) defines `__delattr__`.
    pub const DELATTR: u32 = 8;
    /// It or a base defines `__del__`.
    pub const DEL: u32 = 16;
    /// It or a base (not `object`) defines `__eq__`.
    pub const EQ: u32 = 32;
    /// It or a base (not `object`) defines `__hash__`.
    pub const HASH: u32 = 64;
    /// Instances are descriptors: it or a base defines `__get__`.
    pub const GET: u32 = 128;
    /// Instances are data descriptors: it or a base defines `__set__` or `__delete__`.
    pub const SET: u32 = 256;
    /// It or a base (not `object`) defines `__new__`.
    pub const NEW: u32 = 512;
    /// It or a base defines `__bool__` or `__len__`.
    pub const BOOL: u32 = 1024;
    /// It is written in Python (`class` statement or `type()`).
    pub const HEAP: u32 = 1 << 16;
    /// It cannot be subclassed.
    pub const FINAL: u32 = 1 << 17;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 1 << 18;
    /// It cannot be instantiated because of abstract methods.
    pub const ABSTRACT: u32 = 1 << 19;
    /// Patterns treat instances as sequences.
    pub const SEQUENCE: u32 = 1 << 20;
    /// Patterns treat instances as mappings.
    pub const MAPPING: u32 = 1 << 21;
    /// It is an exception class.
    pub const EXCEPTION: u32 = 1 << 22;
    /// It may not be changed by scripts.
    pub const IMMUTABLE: u32 = 1 << 23;
    /// Instances can be weakly referenced.
    pub const WEAKREF: u32 = 1 << 24;
}

/// The payload of `type`.
pub struct TypeObject {
    /// `__name__`
    pub name: RefCell<Value>,
    /// `__qualname__`
    pub qualname: RefCell<Value>,
    /// Base classes.
    pub bases: RefCell<Vec<Value>>,
    /// Method resolution order, itself first.
    pub mro: RefCell<Vec<Value>>,
    /// Its namespace, a dict whose keys are interned strings.
    pub dict: Value,
    /// Layout of its instances.
    pub instance_kind: Kind,
    /// The builtin class that determines the layout (itself for builtin classes).
    pub layout_class: RefCell<Value>,
    /// Shape of new instances.
    pub root_shape: Cell<ShapeId>,
    /// Largest number of attributes an instance had, to size the next ones.
    pub expected_slots: Cell<u16>,
    /// Facts.
    pub flags: Cell<u32>,
    /// Weak list of direct subclasses (addresses are checked against `__bases__` when used).
    pub subclasses: RefCell<Vec<Value>>,
    /// What instances of a class written in Rust ([`crate::native::NativeClassDef`]), or derived from one, can do.
    pub native_slots: Option<&'static Slots>,
    /// The native that makes an instance when exactly this class is called; unbound when `__new__` and `__init__` do.
    pub(crate) constructor: RefCell<Value>,
    /// How calls of the class make instances.
    pub(crate) call_cache: Cell<CallCache>,
}

/// How calling a class makes an instance, remembered per class and checked against the class epoch.
#[derive(Clone, Copy, Default)]
pub(crate) struct CallCache {
    pub epoch: u32,
    /// 0 unknown, 1 plain instance without `__init__`, 2 plain instance with a script `__init__` at `init`.
    pub style: u8,
    pub init: u64,
}

impl TypeObject {
    /// Whether all bits of `flag` are set.
    #[inline]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag == flag
    }

    pub(crate) fn has_finalizer(&self) -> bool {
        self.has(ClassFlags::DEL)
    }
}

impl Payload for TypeObject {
    const KIND: Kind = Kind::Type;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.name.borrow());
        tracer.value(&self.qualname.borrow());
        tracer.values(self.bases.borrow().iter());
        tracer.values(self.mro.borrow().iter());
        tracer.value(&self.dict);
        tracer.value(&self.layout_class.borrow());
        tracer.values(self.subclasses.borrow().iter());
        tracer.value(&self.constructor.borrow());
    }

    fn clear(&self) {
        self.subclasses.take();
    }
}

/// What `type` can do natively.
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
