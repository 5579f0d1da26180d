//! Classes: the payload of `type`, its methods and attributes. How classes are made and attributes found is in `objects/`.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, ShapeId, Tracer, Tuple};
use crate::native::{Caller, Flow, NativeDef, NativeResult, Raised};
use crate::objects::classes::{ClassRequest, getter, property};
use crate::types::{BinaryOp, DictObject, MappingProxyObject, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;
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

    /// The native function that calling exactly this class runs, or unbound.
    #[inline]
    pub(crate) fn constructor_word(&self) -> crate::value::Word {
        self.constructor.borrow().word()
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
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(type_repr),
    new: Some(NativeDef::frame("type", "cls, /, *args, **kwargs", type_new)),
    construct: Some(NativeDef::frame("type", "*args, **kwargs", type_construct)),
    binary: Some(type_binary),
    binary_ops: &[BinaryOp::Or],
    methods: &[
        NativeDef::plain("__init__", "self, /, *args, **kwargs", type_init),
        NativeDef::flow("__call__", "self, /, *args, **kwargs", type_call),
        NativeDef::plain("mro", "self, /", type_mro),
        NativeDef::plain("__subclasses__", "self, /", type_subclasses),
        NativeDef::plain("__instancecheck__", "self, instance, /", type_instancecheck),
        NativeDef::plain("__subclasscheck__", "self, subclass, /", type_subclasscheck),
        NativeDef::plain("__dir__", "self, /", type_dir),
        NativeDef::plain("__sizeof__", "self, /", type_sizeof),
    ],
    class_methods: &[NativeDef::plain("__prepare__", "cls, /, *args, **kwargs", type_prepare)],
    getset: &[
        property("__name__", type_name, type_set_name),
        property("__qualname__", type_qualname, type_set_qualname),
        property("__module__", type_module, type_set_module),
        property("__bases__", type_bases, type_set_bases),
        getter("__mro__", type_mro_tuple),
        getter("__base__", type_base),
        getter("__dict__", type_dict),
        property("__doc__", type_doc, type_set_doc),
        property("__annotations__", type_annotations, type_set_annotations),
        property("__abstractmethods__", type_abstractmethods, type_set_abstractmethods),
        property("__type_params__", type_type_params, type_set_type_params),
        getter("__text_signature__", type_text_signature),
        getter("__basicsize__", type_basicsize),
        getter("__itemsize__", type_itemsize),
        getter("__dictoffset__", type_dictoffset),
        getter("__weakrefoffset__", type_weakrefoffset),
        getter("__flags__", type_flags),
    ],
    subclassable: true,
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    ..Slots::NONE
};

fn this(value: &Value) -> &TypeObject {
    value.expect_ref::<TypeObject>()
}

fn type_repr(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.qualified_class_name(class);
    Ok(vm.string(format!("<class '{name}'>")))
}

fn type_construct(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    let (args, keywords) = Vm::spread(&args[0], &args[1]);
    if args.len() == 1 && keywords.is_empty() {
        return Flow::Return(vm.class_of(&args[0]));
    }
    if args.len() != 3 {
        return Flow::Raise(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let metaclass = vm.builtin_class(Kind::Type);
    match vm.type_new(metaclass, &args, keywords) {
        Ok(request) => {
            let module = calling_module(vm, caller);
            vm.new_class_flow(ClassRequest { module, ..request })
        }
        Err(raised) => Flow::Raise(raised),
    }
}

/// `__name__` of the module whose code makes a class.
fn calling_module(vm: &mut Vm, caller: &Caller) -> Option<Value> {
    let globals = caller.frame(vm, 0)?.globals;
    let name = vm.names.name.clone();
    vm.dict_get_name(&globals, &name)
}

fn type_new(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    match vm.type_new(args[0].clone(), &rest, keywords) {
        Ok(request) => {
            let module = calling_module(vm, caller);
            vm.new_class_flow(ClassRequest { module, ..request })
        }
        Err(raised) => Flow::Raise(raised),
    }
}

fn type_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    if rest.len() == 1 && !keywords.is_empty() {
        return Err(vm.type_error("type.__init__() takes no keyword arguments"));
    }
    if rest.len() != 1 && rest.len() != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::NONE)
}

fn type_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    vm.instantiate_flow(&args[0], rest, keywords)
}

fn type_binary(vm: &mut Vm, _: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    vm.union(a, b)
}

fn type_mro(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bases = this(&args[0]).bases.borrow().clone();
    let order = if bases.is_empty() { this(&args[0]).mro.borrow().clone() } else { vm.c3_order(&args[0], &bases)? };
    Ok(vm.list(order))
}

fn type_subclasses(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let subclasses = this(&args[0]).subclasses.borrow().clone();
    Ok(vm.list(subclasses))
}

fn type_instancecheck(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.type_instance_check(&args[0], &args[1]).map(Value::bool)
}

fn type_subclasscheck(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].kind() != Kind::Type {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    Ok(Value::bool(vm.is_subclass(&args[1], &args[0])))
}

impl Vm {
    /// `isinstance(value, class)`, hooks included. Nested.
    pub(crate) fn isinstance(&mut self, value: &Value, class: &Value) -> Result<bool, Raised> {
        let name = self.names.instancecheck.clone();
        match self.lookup_override(class, &name) {
            Some(hook) if hook.kind() != Kind::MethodDescriptor && self.class_word(value) != class.word() => {
                let verdict = self.call_unbound(&hook, class, std::slice::from_ref(value))?;
                self.truthy(&verdict)
            }
            _ => self.type_instance_check(class, value),
        }
    }
}

fn type_dir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut names = Vec::new();
    let mut seen = hashbrown::HashSet::new();
    let order = this(&args[0]).mro.borrow().clone();
    for base in order {
        if let Some(base) = base.as_ref::<TypeObject>() {
            for key in base.dict.expect_ref::<DictObject>().keys() {
                if seen.insert(key.address()) {
                    names.push(key);
                }
            }
        }
    }
    Ok(vm.list(names))
}

fn type_sizeof(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::index(size_of::<TypeObject>()))
}

fn type_prepare(vm: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(vm.dict())
}

// ---- attributes ----

/// Refuses to change a builtin type, or to delete what every class must have.
fn check_writable(vm: &mut Vm, class: &Value, value: &Value, name: &str) -> Result<(), Raised> {
    if this(class).has(ClassFlags::IMMUTABLE) {
        let class = vm.qualified_class_name(class);
        return Err(vm.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")));
    }
    if value.is_unbound() {
        let class = vm.class_name(class);
        return Err(vm.type_error(format!("cannot delete '{name}' attribute of type '{class}'")));
    }
    Ok(())
}

fn type_name(_: &mut Vm, class: &Value) -> NativeResult {
    Ok(this(class).name.borrow().clone())
}

fn type_set_name(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    check_writable(vm, class, value, "__name__")?;
    let Some(text) = value.as_ref::<StrObject>() else {
        let (class, found) = (vm.class_name(class), vm.type_name(value));
        return Err(vm.type_error(format!("can only assign string to {class}.__name__, not '{found}'")));
    };
    if text.bytes().contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    this(class).name.replace(value.clone());
    Ok(())
}

fn type_qualname(_: &mut Vm, class: &Value) -> NativeResult {
    Ok(this(class).qualname.borrow().clone())
}

fn type_set_qualname(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    check_writable(vm, class, value, "__qualname__")?;
    if value.kind() != Kind::Str {
        let (class, found) = (vm.class_name(class), vm.type_name(value));
        return Err(vm.type_error(format!("can only assign string to {class}.__qualname__, not '{found}'")));
    }
    this(class).qualname.replace(value.clone());
    Ok(())
}

/// An entry of the class's own dict.
fn own(vm: &mut Vm, class: &Value, name: &Value) -> Option<Value> {
    let dict = this(class).dict.clone();
    vm.dict_get_name(&dict, name)
}

fn set_own(vm: &mut Vm, class: &Value, name: &Value, value: &Value) {
    let dict = this(class).dict.clone();
    vm.dict_set_name(&dict, name, value.clone());
    vm.class_changed();
}

fn type_module(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.names.module.clone();
    match own(vm, class, &name) {
        Some(module) => Ok(module),
        None if this(class).has(ClassFlags::HEAP) => Err(vm.error(ExceptionKind::AttributeError, "__module__")),
        None => Ok(vm.intern("builtins")),
    }
}

fn type_set_module(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    check_writable(vm, class, value, "__module__")?;
    let name = vm.names.module.clone();
    set_own(vm, class, &name, value);
    Ok(())
}

fn type_bases(vm: &mut Vm, class: &Value) -> NativeResult {
    let bases = this(class).bases.borrow().clone();
    Ok(vm.tuple(bases))
}

fn type_set_bases(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    check_writable(vm, class, value, "__bases__")?;
    let Some(bases) = value.as_ref::<Tuple>() else {
        let (class, found) = (vm.class_name(class), vm.type_name(value));
        return Err(vm.type_error(format!("can only assign tuple to {class}.__bases__, not {found}")));
    };
    let bases = bases.items().to_vec();
    vm.set_class_bases(class, bases)
}

fn type_mro_tuple(vm: &mut Vm, class: &Value) -> NativeResult {
    let order = this(class).mro.borrow().clone();
    Ok(vm.tuple(order))
}

fn type_base(vm: &mut Vm, class: &Value) -> NativeResult {
    let bases = this(class).bases.borrow().clone();
    let solid = this(class).layout_class.borrow().clone();
    // The base that the layout comes from, as CPython chooses it.
    let found = bases.iter().find(|b| {
        let layout = this(b).layout_class.borrow().clone();
        layout.is(&solid) || (solid.is(class) && this(b).instance_kind == this(class).instance_kind)
    });
    let _ = vm;
    Ok(found.or(bases.first()).cloned().unwrap_or(Value::NONE))
}

fn type_dict(vm: &mut Vm, class: &Value) -> NativeResult {
    let mapping = this(class).dict.clone();
    Ok(vm.alloc(MappingProxyObject { mapping }))
}

fn type_doc(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.names.doc.clone();
    match own(vm, class, &name) {
        Some(doc) => vm.bind(&doc, &Value::UNBOUND, class),
        None => Ok(Value::NONE),
    }
}

fn type_set_doc(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    check_writable(vm, class, value, "__doc__")?;
    let name = vm.names.doc.clone();
    set_own(vm, class, &name, value);
    Ok(())
}

fn missing(vm: &mut Vm, class: &Value, name: &str) -> Raised {
    let class_name = vm.class_name(class);
    vm.attribute_error_with(class, name, format!("type object '{class_name}' has no attribute '{name}'"))
}

fn type_annotations(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.names.annotations.clone();
    if let Some(found) = own(vm, class, &name) {
        return vm.bind(&found, &Value::UNBOUND, class);
    }
    if !this(class).has(ClassFlags::HEAP) {
        return Err(missing(vm, class, "__annotations__"));
    }
    let dict = vm.dict();
    set_own(vm, class, &name, &dict);
    Ok(dict)
}

/// Sets or deletes an entry of the own dict that may be missing.
fn set_optional(vm: &mut Vm, class: &Value, name: &Value, value: &Value) -> Result<(), Raised> {
    let text = name.expect_ref::<StrObject>().lossy().into_owned();
    if this(class).has(ClassFlags::IMMUTABLE) {
        let class = vm.qualified_class_name(class);
        return Err(vm.type_error(format!("cannot set '{text}' attribute of immutable type '{class}'")));
    }
    if !value.is_unbound() {
        set_own(vm, class, name, value);
        return Ok(());
    }
    let dict = this(class).dict.clone();
    if vm.dict_remove_name(&dict, name).is_none() {
        return Err(vm.error(ExceptionKind::AttributeError, text));
    }
    vm.class_changed();
    Ok(())
}

fn type_set_annotations(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    let name = vm.names.annotations.clone();
    set_optional(vm, class, &name, value)
}

fn type_abstractmethods(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.names.abstractmethods.clone();
    let is_type = class.is(&vm.builtin_types[Kind::Type as usize]);
    match own(vm, class, &name).filter(|found| !is_type && found.kind() != Kind::GetSetDescriptor) {
        Some(found) => Ok(found),
        None => Err(missing(vm, class, "__abstractmethods__")),
    }
}

fn type_set_abstractmethods(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    let abstracted = !value.is_unbound() && vm.truthy(value)?;
    let name = vm.names.abstractmethods.clone();
    set_optional(vm, class, &name, value)?;
    let flags = this(class).flags.get() & !ClassFlags::ABSTRACT;
    this(class).flags.set(if abstracted { flags | ClassFlags::ABSTRACT } else { flags });
    Ok(())
}

fn type_type_params(vm: &mut Vm, class: &Value) -> NativeResult {
    let name = vm.names.type_params.clone();
    match own(vm, class, &name).filter(|found| found.kind() == Kind::Tuple) {
        Some(found) => Ok(found),
        None => Ok(vm.tuple(Vec::new())),
    }
}

fn type_set_type_params(vm: &mut Vm, class: &Value, value: &Value) -> Result<(), Raised> {
    let name = vm.names.type_params.clone();
    check_writable(vm, class, value, "__type_params__")?;
    set_own(vm, class, &name, value);
    Ok(())
}

fn type_text_signature(_: &mut Vm, _: &Value) -> NativeResult {
    Ok(Value::NONE)
}

fn type_basicsize(vm: &mut Vm, class: &Value) -> NativeResult {
    let slots = vm.heap.shape(this(class).root_shape.get()).inline_slots as usize;
    Ok(Value::index(16 + 8 * slots))
}

fn type_itemsize(_: &mut Vm, class: &Value) -> NativeResult {
    Ok(Value::index(if this(class).instance_kind == Kind::Tuple { 8 } else { 0 }))
}

fn type_dictoffset(_: &mut Vm, class: &Value) -> NativeResult {
    Ok(Value::index(if this(class).has(ClassFlags::HAS_DICT) { 8 } else { 0 }))
}

fn type_weakrefoffset(_: &mut Vm, class: &Value) -> NativeResult {
    Ok(Value::index(if this(class).has(ClassFlags::WEAKREF) { 8 } else { 0 }))
}

fn type_flags(_: &mut Vm, class: &Value) -> NativeResult {
    // The bits of CPython's `Py_TPFLAGS_*` that programs ask for.
    let object = this(class);
    let mut flags = 1 << 12;
    for (flag, bit) in [
        (ClassFlags::SEQUENCE, 5),
        (ClassFlags::MAPPING, 6),
        (ClassFlags::IMMUTABLE, 8),
        (ClassFlags::HEAP, 9),
        (ClassFlags::ABSTRACT, 20),
        (ClassFlags::EXCEPTION, 30),
    ] {
        if object.has(flag) {
            flags |= 1 << bit;
        }
    }
    if !object.has(ClassFlags::FINAL) {
        flags |= 1 << 10;
    }
    Ok(Value::index(flags))
}
