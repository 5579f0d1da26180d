//! Descriptors and callables that wrap others: bound methods, properties, static and class methods, `super` objects, slots
//! and computed attributes. See <https://docs.python.org/3.13/reference/datamodel.html#implementing-descriptors>.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{Call, Flow, NativeDef, NativeFunction, NativeResult, Raised};
use crate::objects::attributes::{Attr, SetAttr};
use crate::objects::classes::{getter, property};
use crate::types::{CompareOp, HashSlot, Slots};
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
pub(crate) static PROPERTY_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("property", "cls, /, *args, **kwargs", property_new)),
    methods: &[
        NativeDef::plain("__init__", "self, fget=None, fset=None, fdel=None, doc=None", property_init),
        NativeDef::flow("__get__", "self, instance, owner=None, /", descriptor_get),
        NativeDef::flow("__set__", "self, instance, value, /", descriptor_set),
        NativeDef::flow("__delete__", "self, instance, /", descriptor_delete),
        NativeDef::plain("__set_name__", "self, owner, name, /", property_set_name),
        NativeDef::flow("getter", "self, fget, /", property_getter),
        NativeDef::flow("setter", "self, fset, /", property_setter),
        NativeDef::flow("deleter", "self, fdel, /", property_deleter),
    ],
    getset: &[
        getter("fget", |_, p| Ok(p.expect_ref::<PropertyObject>().getter.borrow().clone())),
        getter("fset", |_, p| Ok(p.expect_ref::<PropertyObject>().setter.borrow().clone())),
        getter("fdel", |_, p| Ok(p.expect_ref::<PropertyObject>().deleter.borrow().clone())),
        property("__doc__", property_doc, property_set_doc),
        property("__name__", property_name, property_rename),
        getter("__isabstractmethod__", property_is_abstract),
    ],
    subclassable: true,
    doc: "Property attribute.",
    ..Slots::NONE
};

/// What `staticmethod` can do natively.
pub(crate) static STATIC_SLOTS: Slots = Slots {
    repr: Some(wrapper_repr),
    new: Some(NativeDef::plain("staticmethod", "cls, /, *args, **kwargs", staticmethod_new)),
    methods: &[
        NativeDef::plain("__init__", "self, function, /", wrapper_init),
        NativeDef::flow("__get__", "self, instance, owner=None, /", descriptor_get),
        NativeDef::flow("__call__", "self, /, *args, **kwargs", staticmethod_call),
    ],
    getset: WRAPPER_ATTRIBUTES,
    subclassable: true,
    doc: "Convert a function to be a static method.",
    ..Slots::NONE
};

/// What `classmethod` can do natively.
pub(crate) static CLASS_SLOTS: Slots = Slots {
    repr: Some(wrapper_repr),
    new: Some(NativeDef::plain("classmethod", "cls, /, *args, **kwargs", classmethod_new)),
    methods: &[
        NativeDef::plain("__init__", "self, function, /", wrapper_init),
        NativeDef::flow("__get__", "self, instance, owner=None, /", descriptor_get),
    ],
    getset: WRAPPER_ATTRIBUTES,
    subclassable: true,
    doc: "Convert a function to be a class method.",
    ..Slots::NONE
};

const WRAPPER_ATTRIBUTES: &[GetSetDef] = &[
    getter("__func__", wrapper_function),
    getter("__wrapped__", wrapper_function),
    getter("__isabstractmethod__", wrapper_is_abstract),
    getter("__name__", |vm, w| wrapped_attribute(vm, w, "__name__")),
    getter("__qualname__", |vm, w| wrapped_attribute(vm, w, "__qualname__")),
    getter("__module__", |vm, w| wrapped_attribute(vm, w, "__module__")),
    getter("__doc__", |vm, w| wrapped_attribute(vm, w, "__doc__")),
    getter("__annotations__", |vm, w| wrapped_attribute(vm, w, "__annotations__")),
];

/// What `super` can do natively.
pub(crate) static SUPER_SLOTS: Slots = Slots {
    repr: Some(super_repr),
    new: Some(NativeDef::plain("super", "cls, type=..., object=..., /", super_new)),
    methods: &[
        NativeDef::plain("__init__", "self, /, *args", |_, _| Ok(Value::NONE)),
        NativeDef::plain("__get__", "self, instance, owner=None, /", super_get),
    ],
    getset: &[
        getter("__thisclass__", |_, s| Ok(s.expect_ref::<SuperObject>().class.clone())),
        getter("__self__", |_, s| Ok(s.expect_ref::<SuperObject>().object.clone())),
        getter("__self_class__", |_, s| Ok(s.expect_ref::<SuperObject>().object_class.clone())),
    ],
    subclassable: true,
    doc: "super() -> same as super(__class__, <first argument>)",
    ..Slots::NONE
};

/// What `method` can do natively.
pub(crate) static BOUND_SLOTS: Slots = Slots {
    repr: Some(method_repr),
    hash: HashSlot::Value(method_hash),
    compare: Some(method_compare),
    new: Some(NativeDef::plain("method", "cls, function, instance, /", method_new)),
    methods: &[
        NativeDef::flow("__call__", "self, /, *args, **kwargs", call_self),
        NativeDef::plain("__get__", "self, instance, owner=None, /", |_, args| Ok(args[0].clone())),
    ],
    getset: &[
        getter("__func__", |_, m| Ok(m.expect_ref::<BoundMethod>().function.clone())),
        getter("__self__", |_, m| Ok(m.expect_ref::<BoundMethod>().receiver.clone())),
        getter("__doc__", method_doc),
    ],
    doc: "Create a bound instance method object.",
    ..Slots::NONE
};

/// What `getset_descriptor` can do natively.
pub(crate) static GETSET_SLOTS: Slots = Slots {
    repr: Some(getset_repr),
    methods: &[
        NativeDef::flow("__get__", "self, instance, owner=None, /", descriptor_get),
        NativeDef::flow("__set__", "self, instance, value, /", descriptor_set),
        NativeDef::flow("__delete__", "self, instance, /", descriptor_delete),
    ],
    getset: &[
        getter("__name__", |vm, g| Ok(vm.intern(g.expect_ref::<GetSetObject>().def.name))),
        getter("__qualname__", |vm, g| {
            let object = g.expect_ref::<GetSetObject>();
            let owner = vm.class_name(&object.owner);
            Ok(vm.string(format!("{owner}.{}", object.def.name)))
        }),
        getter("__objclass__", |_, g| Ok(g.expect_ref::<GetSetObject>().owner.clone())),
    ],
    ..Slots::NONE
};

/// What `member_descriptor` can do natively.
pub(crate) static MEMBER_SLOTS: Slots = Slots {
    repr: Some(member_repr),
    methods: &[
        NativeDef::flow("__get__", "self, instance, owner=None, /", descriptor_get),
        NativeDef::flow("__set__", "self, instance, value, /", descriptor_set),
        NativeDef::flow("__delete__", "self, instance, /", descriptor_delete),
    ],
    getset: &[
        getter("__name__", |_, m| Ok(m.expect_ref::<MemberObject>().name.clone())),
        getter("__qualname__", |vm, m| {
            let member = m.expect_ref::<MemberObject>();
            let owner = vm.class_name(&member.owner);
            let name = vm.str_string(&member.name)?;
            Ok(vm.string(format!("{owner}.{name}")))
        }),
        getter("__objclass__", |_, m| Ok(m.expect_ref::<MemberObject>().owner.clone())),
    ],
    ..Slots::NONE
};

/// `callable.__call__(...)`: the call itself.
pub(crate) fn call_self(_: &mut Vm, args: &[Value]) -> Flow {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    Flow::TailCall(Call { callee: args[0].clone(), args: rest, keywords })
}

// ---- the descriptor protocol on descriptors themselves ----

fn descriptor_get(vm: &mut Vm, args: &[Value]) -> Flow {
    let (found, instance, owner) = (&args[0], &args[1], &args[2]);
    if instance.is_none() && owner.is_none() {
        return Flow::Raise(vm.type_error("__get__(None, None) is invalid"));
    }
    let object = if instance.is_none() { Value::UNBOUND } else { instance.clone() };
    let class = if owner.is_none() { vm.class_of(instance) } else { owner.clone() };
    if let Err(raised) = check_owner(vm, found, &object) {
        return Flow::Raise(raised);
    }
    match vm.native_descriptor_get(found, &object, &class) {
        Ok(Attr::Value(value)) => Flow::Return(value),
        Ok(Attr::Call(callee, args)) => Flow::TailCall(Call::new(callee, args)),
        Ok(Attr::Missing) => Flow::Raise(unset_error(vm, found, &object)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn unset_error(vm: &mut Vm, found: &Value, object: &Value) -> Raised {
    match found.as_ref::<MemberObject>() {
        Some(member) => {
            let name = member.name.clone();
            vm.attribute_error(object, &name)
        }
        None => vm.error(ExceptionKind::AttributeError, "attribute is not set"),
    }
}

/// Slots and computed attributes only work on instances of the class that has them.
fn check_owner(vm: &mut Vm, found: &Value, object: &Value) -> Result<(), Raised> {
    if object.is_unbound() {
        return Ok(());
    }
    let (owner, name) = match found.kind() {
        Kind::GetSetDescriptor => {
            let object = found.expect_ref::<GetSetObject>();
            (object.owner.clone(), object.def.name.to_string())
        }
        Kind::MemberDescriptor => {
            let member = found.expect_ref::<MemberObject>();
            (member.owner.clone(), vm.str_string(&member.name)?)
        }
        _ => return Ok(()),
    };
    if vm.is_instance(object, &owner) {
        return Ok(());
    }
    let (owner, class) = (vm.class_name(&owner), vm.type_name(object));
    Err(vm.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{class}' object")))
}

fn descriptor_set(vm: &mut Vm, args: &[Value]) -> Flow {
    set_through(vm, &args[0], &args[1], &args[2])
}

fn descriptor_delete(vm: &mut Vm, args: &[Value]) -> Flow {
    set_through(vm, &args[0], &args[1], &Value::UNBOUND)
}

fn set_through(vm: &mut Vm, found: &Value, object: &Value, value: &Value) -> Flow {
    if let Err(raised) = check_owner(vm, found, object) {
        return Flow::Raise(raised);
    }
    match vm.native_descriptor_set(found, object, value) {
        Ok(SetAttr::Done) => Flow::Return(Value::NONE),
        Ok(SetAttr::Call(callee, args)) => Flow::call_then(callee, args, |_, result| match result {
            Ok(_) => Flow::Return(Value::NONE),
            Err(raised) => Flow::Raise(raised),
        }),
        Err(raised) => Flow::Raise(raised),
    }
}

// ---- property ----

fn property_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let none = || RefCell::new(Value::NONE);
    let object = PropertyObject {
        getter: none(),
        setter: none(),
        deleter: none(),
        doc: none(),
        name: RefCell::new(Value::UNBOUND),
    };
    Ok(vm.alloc_for_class(&args[0], object))
}

fn property_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let this = args[0].expect_ref::<PropertyObject>();
    this.getter.replace(args[1].clone());
    this.setter.replace(args[2].clone());
    this.deleter.replace(args[3].clone());
    let mut doc = args[4].clone();
    if doc.is_none() && !args[1].is_none() {
        let name = vm.names.doc.clone();
        doc = vm.get_attr_opt(&args[1], &name)?.unwrap_or(Value::NONE);
    }
    this.doc.replace(doc.clone());
    if args[0].shape().index() != 0 && !doc.is_none() {
        // A subclass has `__doc__` in its class, so the instance needs its own.
        let name = vm.names.doc.clone();
        vm.set_instance_attribute(&args[0], &name, doc);
    }
    Ok(Value::NONE)
}

fn property_set_name(_: &mut Vm, args: &[Value]) -> NativeResult {
    args[0].expect_ref::<PropertyObject>().name.replace(args[2].clone());
    Ok(Value::NONE)
}

fn property_getter(vm: &mut Vm, args: &[Value]) -> Flow {
    changed_property(vm, &args[0], Some(&args[1]), None, None)
}

fn property_setter(vm: &mut Vm, args: &[Value]) -> Flow {
    changed_property(vm, &args[0], None, Some(&args[1]), None)
}

fn property_deleter(vm: &mut Vm, args: &[Value]) -> Flow {
    changed_property(vm, &args[0], None, None, Some(&args[1]))
}

/// A copy of a property with one function replaced.
fn changed_property(
    vm: &mut Vm,
    property: &Value,
    get: Option<&Value>,
    set: Option<&Value>,
    delete: Option<&Value>,
) -> Flow {
    let this = property.expect_ref::<PropertyObject>();
    let (old_get, name) = (this.getter.borrow().clone(), this.name.borrow().clone());
    let getter = get.unwrap_or(&old_get).clone();
    let setter = set.unwrap_or(&this.setter.borrow()).clone();
    let deleter = delete.unwrap_or(&this.deleter.borrow()).clone();
    // A documentation string that came from the old getter is taken from the new one instead.
    let mut doc = this.doc.borrow().clone();
    let key = vm.names.doc.clone();
    match vm.get_attr_opt(&old_get, &key) {
        Ok(Some(inherited)) if inherited.is(&doc) => doc = Value::NONE,
        Ok(_) => {}
        Err(raised) => return Flow::Raise(raised),
    }
    let class = vm.class_of(property);
    Flow::call_then(class, vec![getter, setter, deleter, doc], move |_, result| {
        if let Ok(made) = &result
            && let Some(made) = made.as_ref::<PropertyObject>()
        {
            made.name.replace(name);
        }
        Flow::from(result)
    })
}

fn property_doc(_: &mut Vm, property: &Value) -> NativeResult {
    Ok(property.expect_ref::<PropertyObject>().doc.borrow().clone())
}

fn property_set_doc(_: &mut Vm, property: &Value, value: &Value) -> Result<(), Raised> {
    let doc = value.bound().cloned().unwrap_or(Value::NONE);
    property.expect_ref::<PropertyObject>().doc.replace(doc);
    Ok(())
}

fn property_name(vm: &mut Vm, property: &Value) -> NativeResult {
    let this = property.expect_ref::<PropertyObject>();
    let name = this.name.borrow().clone();
    if !name.is_unbound() {
        return Ok(name);
    }
    let (get, key) = (this.getter.borrow().clone(), vm.names.name.clone());
    if !get.is_none()
        && let Some(name) = vm.get_attr_opt(&get, &key)?
    {
        return Ok(name);
    }
    let message = String::from("'property' object has no attribute '__name__'");
    Err(vm.attribute_error_with(property, "__name__", message))
}

fn property_rename(_: &mut Vm, property: &Value, value: &Value) -> Result<(), Raised> {
    property.expect_ref::<PropertyObject>().name.replace(value.clone());
    Ok(())
}

fn is_abstract(vm: &mut Vm, function: &Value) -> Result<bool, Raised> {
    let name = vm.names.isabstractmethod.clone();
    match vm.get_attr_opt(function, &name)? {
        Some(flag) => vm.truthy(&flag),
        None => Ok(false),
    }
}

fn property_is_abstract(vm: &mut Vm, property: &Value) -> NativeResult {
    let this = property.expect_ref::<PropertyObject>();
    let functions = [&this.getter, &this.setter, &this.deleter].map(|f| f.borrow().clone());
    for function in functions {
        if !function.is_none() && is_abstract(vm, &function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

// ---- staticmethod and classmethod ----

fn staticmethod_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrapper_new(vm, &args[0], Kind::StaticMethod)
}

fn classmethod_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    wrapper_new(vm, &args[0], Kind::ClassMethod)
}

fn wrapper_new(vm: &mut Vm, class: &Value, kind: Kind) -> NativeResult {
    debug_assert!(class.expect_ref::<crate::types::TypeObject>().instance_kind == kind);
    Ok(vm.alloc_for_class(class, WrapperObject { callable: RefCell::new(Value::NONE) }))
}

fn wrapper_init(_: &mut Vm, args: &[Value]) -> NativeResult {
    args[0].expect_ref::<WrapperObject>().callable.replace(args[1].clone());
    Ok(Value::NONE)
}

fn wrapper_function(_: &mut Vm, wrapper: &Value) -> NativeResult {
    Ok(wrapper.expect_ref::<WrapperObject>().callable.borrow().clone())
}

fn wrapper_repr(vm: &mut Vm, wrapper: &Value) -> NativeResult {
    let callable = wrapper.expect_ref::<WrapperObject>().callable.borrow().clone();
    let inside = vm.repr_string(&callable)?;
    let name = wrapper.kind().type_name();
    Ok(vm.string(format!("<{name}({inside})>")))
}

fn wrapper_is_abstract(vm: &mut Vm, wrapper: &Value) -> NativeResult {
    let callable = wrapper_function(vm, wrapper)?;
    Ok(Value::bool(is_abstract(vm, &callable)?))
}

fn wrapped_attribute(vm: &mut Vm, wrapper: &Value, name: &str) -> NativeResult {
    let callable = wrapper_function(vm, wrapper)?;
    vm.get_attr_str(&callable, name)
}

fn staticmethod_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    match wrapper_function(vm, &args[0]) {
        Ok(callee) => Flow::TailCall(Call { callee, args: rest, keywords }),
        Err(raised) => Flow::Raise(raised),
    }
}

// ---- super ----

fn super_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (class, object) = (&args[1], &args[2]);
    if class.is_unbound() {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    if class.kind() != Kind::Type {
        let found = vm.type_name(class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {found}")));
    }
    let made = if object.is_unbound() || object.is_none() {
        SuperObject { class: class.clone(), object: Value::NONE, object_class: Value::NONE }
    } else {
        let object_class = vm.super_class(class, object)?;
        SuperObject { class: class.clone(), object: object.clone(), object_class }
    };
    Ok(vm.alloc_for_class(&args[0], made))
}

impl Vm {
    /// The class whose MRO `super(class, object)` searches.
    pub(crate) fn super_class(&mut self, class: &Value, object: &Value) -> NativeResult {
        if object.kind() == Kind::Type && self.is_subclass(object, class) {
            return Ok(object.clone());
        }
        let own = self.class_of(object);
        if self.is_subclass(&own, class) {
            return Ok(own);
        }
        let name = self.names.class.clone();
        if let Some(claimed) = self.get_attr_opt(object, &name)?
            && claimed.kind() == Kind::Type
            && !claimed.is(&own)
            && self.is_subclass(&claimed, class)
        {
            return Ok(claimed);
        }
        let (what, name) = if object.kind() == Kind::Type {
            ("type", self.class_name(object))
        } else {
            ("instance of", self.type_name(object))
        };
        let class = self.class_name(class);
        Err(self.type_error(format!(
            "super(type, obj): obj ({what} {name}) is not an instance or subtype of type ({class})."
        )))
    }
}

fn super_get(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let this = args[0].expect_ref::<SuperObject>();
    if args[1].is_none() || !this.object.is_none() {
        return Ok(args[0].clone());
    }
    let object_class = vm.super_class(&this.class, &args[1])?;
    let made = SuperObject { class: this.class.clone(), object: args[1].clone(), object_class };
    let class = vm.class_of(&args[0]);
    Ok(vm.alloc_for_class(&class, made))
}

fn super_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let this = value.expect_ref::<SuperObject>();
    let class = vm.class_name(&this.class);
    if this.object.is_none() {
        return Ok(vm.string(format!("<super: <class '{class}'>, NULL>")));
    }
    let object = vm.class_name(&this.object_class);
    Ok(vm.string(format!("<super: <class '{class}'>, <{object} object>>")))
}

// ---- bound methods ----

fn method_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if !vm.is_callable(&args[1]) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if args[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.alloc(BoundMethod { function: args[1].clone(), receiver: args[2].clone() }))
}

fn method_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let this = value.expect_ref::<BoundMethod>();
    if let Some(native) = this.function.as_ref::<NativeFunction>() {
        let name = native.def.name;
        let class = vm.type_name(&this.receiver);
        let what = if crate::objects::instantiate::is_slot_name(name) {
            format!("<method-wrapper '{name}' of {class} object at {:#x}>", this.receiver.address())
        } else {
            format!("<built-in method {name} of {class} object at {:#x}>", this.receiver.address())
        };
        return Ok(vm.string(what));
    }
    let mut name = None;
    for key in [vm.names.qualname.clone(), vm.names.name.clone()] {
        if name.is_none() {
            name = vm.get_attr_opt(&this.function, &key)?.filter(|n| n.kind() == Kind::Str);
        }
    }
    let name = match name {
        Some(name) => vm.str_string(&name)?,
        None => String::from("?"),
    };
    let receiver = vm.repr_string(&this.receiver)?;
    Ok(vm.string(format!("<bound method {name} of {receiver}>")))
}

fn method_hash(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    let this = value.expect_ref::<BoundMethod>();
    let hash = crate::objects::hash::hash_identity(&this.receiver) ^ vm.hash(&this.function)?;
    Ok(if hash == -1 { -2 } else { hash })
}

fn method_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<BoundMethod>(), b.as_ref::<BoundMethod>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = x.receiver.is(&y.receiver) && vm.equal(&x.function, &y.function)?;
    match op {
        CompareOp::Eq => Ok(Value::bool(equal)),
        CompareOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn method_doc(vm: &mut Vm, value: &Value) -> NativeResult {
    let (function, name) = (value.expect_ref::<BoundMethod>().function.clone(), vm.names.doc.clone());
    Ok(vm.get_attr_opt(&function, &name)?.unwrap_or(Value::NONE))
}

// ---- slots and computed attributes ----

fn getset_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let this = value.expect_ref::<GetSetObject>();
    let owner = vm.class_name(&this.owner);
    Ok(vm.string(format!("<attribute '{}' of '{owner}' objects>", this.def.name)))
}

fn member_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let this = value.expect_ref::<MemberObject>();
    let (owner, name) = (vm.class_name(&this.owner), vm.str_string(&this.name)?);
    Ok(vm.string(format!("<member '{name}' of '{owner}' objects>")))
}
