//! `object`: what every value has. See <https://docs.python.org/3.13/reference/datamodel.html#basic-customization>.

use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::objects::attributes::{Attr, SetAttr};
use crate::objects::classes::{getter, property};
use crate::types::{ClassFlags, CompareOp, DictObject, GetSetDef, ListObject, Slots, StrObject, TypeObject};
use crate::value::Value;
use crate::vm::Vm;

/// What `object` can do natively.
pub(crate) static OBJECT_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("object", "cls, /, *args, **kwargs", object_new)),
    methods: &[
        NativeDef::plain("__init__", "self, /, *args, **kwargs", object_init),
        NativeDef::flow("__getattribute__", "self, name, /", object_getattribute),
        NativeDef::flow("__setattr__", "self, name, value, /", object_setattr),
        NativeDef::flow("__delattr__", "self, name, /", object_delattr),
        NativeDef::plain("__repr__", "self, /", object_repr),
        NativeDef::plain("__str__", "self, /", object_str),
        NativeDef::plain("__hash__", "self, /", object_hash),
        NativeDef::plain("__eq__", "self, value, /", object_eq),
        NativeDef::plain("__ne__", "self, value, /", object_ne),
        NativeDef::plain("__lt__", "self, value, /", object_order),
        NativeDef::plain("__le__", "self, value, /", object_order),
        NativeDef::plain("__gt__", "self, value, /", object_order),
        NativeDef::plain("__ge__", "self, value, /", object_order),
        NativeDef::plain("__format__", "self, format_spec, /", object_format),
        NativeDef::plain("__dir__", "self, /", object_dir),
        NativeDef::plain("__sizeof__", "self, /", object_sizeof),
        NativeDef::flow("__reduce__", "self, /", object_reduce),
        NativeDef::flow("__reduce_ex__", "self, protocol, /", object_reduce_ex),
        NativeDef::plain("__getstate__", "self, /", object_getstate),
    ],
    class_methods: &[
        NativeDef::plain("__init_subclass__", "cls, /, *args, **kwargs", object_init_subclass),
        NativeDef::plain("__subclasshook__", "cls, /, *args", object_subclasshook),
    ],
    getset: &[property("__class__", object_class, object_set_class)],
    subclassable: true,
    doc: "The base class of the class hierarchy.",
    ..Slots::NONE
};

/// The `__dict__` descriptor of classes whose instances have one.
pub(crate) const INSTANCE_DICT: GetSetDef = property("__dict__", instance_dict, set_instance_dict);

/// The `__weakref__` descriptor of classes whose instances can be weakly referenced.
pub(crate) const INSTANCE_WEAKREF: GetSetDef = getter("__weakref__", instance_weakref);

fn object_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let surplus = !vm.is_empty_rest(&args[1], &args[2]);
    vm.object_new(&args[0], surplus)
}

fn object_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let surplus = !vm.is_empty_rest(&args[1], &args[2]);
    vm.object_init(&args[0], surplus)
}

impl Vm {
    /// Whether `*args` and `**kwargs` are empty.
    fn is_empty_rest(&self, args: &Value, keywords: &Value) -> bool {
        args.as_ref::<crate::heap::Tuple>().is_none_or(|t| t.items().is_empty())
            && keywords.as_ref::<DictObject>().is_none_or(|d| d.is_empty())
    }

    /// The interned name of an attribute given as an argument, or TypeError.
    pub(crate) fn attribute_name(&mut self, name: &Value) -> NativeResult {
        if name.kind() == Kind::Str {
            return Ok(self.intern_value(name));
        }
        let found = self.type_name(name);
        Err(self.type_error(format!("attribute name must be string, not '{found}'")))
    }
}

fn object_getattribute(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = match vm.attribute_name(&args[1]) {
        Ok(name) => name,
        Err(raised) => return Flow::Raise(raised),
    };
    match vm.plain_attribute(&args[0], &name) {
        Ok(Attr::Value(value)) => Flow::Return(value),
        Ok(Attr::Call(callee, args)) => Flow::TailCall(crate::native::Call::new(callee, args)),
        Ok(Attr::Missing) => Flow::Raise(vm.attribute_error(&args[0], &name)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn object_setattr(vm: &mut Vm, args: &[Value]) -> Flow {
    set_or_delete(vm, &args[0], &args[1], &args[2])
}

fn object_delattr(vm: &mut Vm, args: &[Value]) -> Flow {
    set_or_delete(vm, &args[0], &args[1], &Value::UNBOUND)
}

fn set_or_delete(vm: &mut Vm, object: &Value, name: &Value, value: &Value) -> Flow {
    let name = match vm.attribute_name(name) {
        Ok(name) => name,
        Err(raised) => return Flow::Raise(raised),
    };
    match vm.plain_set_attribute(object, &name, value) {
        Ok(SetAttr::Done) => Flow::Return(Value::NONE),
        Ok(SetAttr::Call(callee, args)) => Flow::call_then(callee, args, |_, result| match result {
            Ok(_) => Flow::Return(Value::NONE),
            Err(raised) => Flow::Raise(raised),
        }),
        Err(raised) => Flow::Raise(raised),
    }
}

fn object_repr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.default_repr(&args[0])
}

fn object_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.repr(&args[0])
}

fn object_hash(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.int(crate::objects::hash::hash_identity(&args[0])))
}

fn object_eq(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(if args[0].is(&args[1]) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

fn object_ne(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = vm.compare_name(CompareOp::Eq);
    match vm.lookup_special(&args[0], &name) {
        Some(eq) => {
            let equal = vm.call_unbound(&eq, &args[0], &args[1..2])?;
            if equal.is_not_implemented() {
                return Ok(equal);
            }
            Ok(Value::bool(!vm.truthy(&equal)?))
        }
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn object_order(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn object_format(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(spec) = args[1].as_ref::<StrObject>() else {
        let found = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("__format__() argument must be str, not {found}")));
    };
    if spec.chars() > 0 {
        let found = vm.type_name(&args[0]);
        return Err(vm.type_error(format!("unsupported format string passed to {found}.__format__")));
    }
    vm.str_of(&args[0])
}

fn object_dir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let names = vm.directory(&args[0])?;
    Ok(vm.list(names))
}

impl Vm {
    /// The attribute names of an object, its class and the bases: what `object.__dir__` gives, in no particular order.
    pub(crate) fn directory(&mut self, object: &Value) -> Result<Vec<Value>, Raised> {
        let mut names = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        let mut add = |vm: &mut Vm, name: Value| {
            if name.kind() == Kind::Str {
                let interned = vm.intern_value(&name);
                if seen.insert(interned.address()) {
                    names.push(interned);
                }
            }
        };
        let name = self.names.dict.clone();
        if let Some(dict) = self.get_attr_opt(object, &name)?
            && let Some(dict) = dict.as_ref::<DictObject>()
        {
            for key in dict.keys() {
                add(self, key);
            }
        }
        let name = self.names.class.clone();
        let class = match self.get_attr_opt(object, &name)? {
            Some(class) if class.kind() == Kind::Type => class,
            _ => self.class_of(object),
        };
        for base in class.expect_ref::<TypeObject>().mro.borrow().clone() {
            if let Some(base) = base.as_ref::<TypeObject>() {
                for key in base.dict.expect_ref::<DictObject>().keys() {
                    add(self, key);
                }
            }
        }
        Ok(names)
    }
}

fn object_sizeof(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::index(vm.size_of(&args[0])))
}

impl Vm {
    /// About how many bytes an object occupies itself.
    pub(crate) fn size_of(&self, object: &Value) -> usize {
        let header = 16;
        match object.kind() {
            Kind::Instance => header + 16 + 8 * self.heap.shape(object.shape()).inline_slots as usize,
            Kind::Str => header + 24 + object.expect_ref::<StrObject>().bytes().len(),
            Kind::Tuple => header + 8 + 8 * object.expect_ref::<crate::heap::Tuple>().items().len(),
            Kind::List => header + 32 + 8 * object.expect_ref::<ListObject>().items.borrow().capacity(),
            Kind::Dict => header + 48 + 24 * object.expect_ref::<DictObject>().table.borrow().entries.capacity(),
            _ => 32 + header,
        }
    }
}

fn object_reduce(vm: &mut Vm, args: &[Value]) -> Flow {
    reduce(vm, &args[0], 0)
}

fn object_reduce_ex(vm: &mut Vm, args: &[Value]) -> Flow {
    let protocol = match vm.index(&args[1]) {
        Ok(protocol) => protocol,
        Err(raised) => return Flow::Raise(raised),
    };
    let name = vm.intern("__reduce__");
    let class = vm.class_word(&args[0]);
    if let Some(own) = vm.class_lookup(class, name.word())
        && !vm.is_object_method(own, &name)
    {
        let own = own.to_value();
        return Flow::TailCall(crate::native::Call::new(own, vec![args[0].clone()]));
    }
    reduce(vm, &args[0], protocol)
}

/// Takes an object apart as `copy` and `pickle` want it: `(copyreg.__newobj__, (class,), state)`.
fn reduce(vm: &mut Vm, object: &Value, _protocol: i64) -> Flow {
    let class = vm.class_of(object);
    if !Vm::is_heap_class(&class) && class.expect_ref::<TypeObject>().instance_kind != Kind::Instance {
        let name = vm.class_name(&class);
        return Flow::Raise(vm.type_error(format!("cannot pickle '{name}' object")));
    }
    let object = object.clone();
    vm.import_then("copyreg", move |vm, module| {
        let finish = |vm: &mut Vm| -> NativeResult {
            let function = vm.get_attr_str(&module, "__newobj__")?;
            let name = vm.intern("__getstate__");
            let getstate = vm.get_attr(&object, &name)?;
            let state = vm.call(&getstate, &[])?;
            let class = vm.class_of(&object);
            let arguments = vm.tuple(vec![class]);
            Ok(vm.tuple(vec![function, arguments, state, Value::NONE, Value::NONE]))
        };
        Flow::from(finish(vm))
    })
}

fn object_getstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let object = &args[0];
    let mut state = match vm.instance_dict(object) {
        Some(dict) if !dict.expect_ref::<DictObject>().is_empty() => {
            let table = dict.expect_ref::<DictObject>().table.borrow().copied();
            vm.alloc(DictObject::from_table(table))
        }
        _ => Value::NONE,
    };
    let shape = object.shape();
    if shape.index() != 0 {
        let pinned = self_slots(vm, object);
        if !pinned.is_empty() {
            let slots = vm.dict_of(pinned)?;
            state = vm.tuple(vec![state, slots]);
        }
    }
    Ok(state)
}

fn self_slots(vm: &mut Vm, object: &Value) -> Vec<(Value, Value)> {
    let description = vm.heap.shape(object.shape());
    let names: Vec<Value> = description.names[..description.pinned as usize].iter().map(|n| n.to_value()).collect();
    let mut pairs = Vec::new();
    for name in names {
        if let Some(value) = vm.instance_attribute(object, &name) {
            pairs.push((name, value));
        }
    }
    pairs
}

fn object_init_subclass(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    let class = vm.class_name(&args[0]);
    if !keywords.is_empty() {
        return Err(vm.type_error(format!("{class}.__init_subclass__() takes no keyword arguments")));
    }
    if !rest.is_empty() {
        let given = rest.len();
        return Err(vm.type_error(format!("{class}.__init_subclass__() takes no arguments ({given} given)")));
    }
    Ok(Value::NONE)
}

fn object_subclasshook(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn object_class(vm: &mut Vm, object: &Value) -> NativeResult {
    Ok(vm.class_of(object))
}

fn object_set_class(vm: &mut Vm, object: &Value, class: &Value) -> Result<(), Raised> {
    if class.is_unbound() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    let Some(new) = class.as_ref::<TypeObject>() else {
        let found = vm.type_name(class);
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{found}' object")));
    };
    let old_class = vm.class_of(object);
    let old = old_class.expect_ref::<TypeObject>();
    if old_class.is(class) {
        return Ok(());
    }
    if !old.has(ClassFlags::HEAP) || !new.has(ClassFlags::HEAP) || object.kind() != Kind::Instance {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    let (old_names, new_names) = (vm.pinned_names(&old_class), vm.pinned_names(class));
    let same_dict = old.has(ClassFlags::HAS_DICT) == new.has(ClassFlags::HAS_DICT);
    if new.instance_kind != Kind::Instance || old_names != new_names || !same_dict {
        let (old, new) = (vm.class_name(&old_class), vm.class_name(class));
        return Err(vm.type_error(format!("__class__ assignment: '{new}' object layout differs from '{old}'")));
    }
    if old.has(ClassFlags::HAS_DICT) {
        // In dict mode the place of attributes does not depend on the class.
        vm.instance_dict(object);
    }
    let shape = vm.heap.reclassed_shape(object.shape(), class.word());
    vm.set_shape(object, shape);
    Ok(())
}

impl Vm {
    fn pinned_names(&self, class: &Value) -> Vec<crate::value::Word> {
        let shape = class.expect_ref::<TypeObject>().root_shape.get();
        self.heap.shape(shape).names.clone()
    }
}

/// `instance.__dict__`
pub(crate) fn instance_dict(vm: &mut Vm, object: &Value) -> NativeResult {
    match vm.instance_dict(object) {
        Some(dict) => Ok(dict),
        None => {
            let name = vm.type_name(object);
            let message = format!("'{name}' object has no attribute '__dict__'");
            Err(vm.attribute_error_with(object, "__dict__", message))
        }
    }
}

/// `instance.__dict__ = mapping`
pub(crate) fn set_instance_dict(vm: &mut Vm, object: &Value, dict: &Value) -> Result<(), Raised> {
    let new = if dict.is_unbound() { vm.dict() } else { dict.clone() };
    if new.kind() != Kind::Dict {
        let found = vm.type_name(&new);
        return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{found}'")));
    }
    if vm.set_instance_dict(object, new) {
        return Ok(());
    }
    let message = String::from("This object has no __dict__");
    Err(vm.attribute_error_with(object, "__dict__", message))
}

fn instance_weakref(vm: &mut Vm, object: &Value) -> NativeResult {
    let first = vm.heap.weak_references_to(object).into_iter().next();
    Ok(first.unwrap_or(Value::NONE))
}
