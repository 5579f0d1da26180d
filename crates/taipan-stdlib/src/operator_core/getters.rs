//! `itemgetter`, `attrgetter` and `methodcaller`: callables that remember what to fetch or call.

use super::{call_with, keywords};
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::{Slots, StrObject};
use taipan_vm::{Flow, NativeDef, NativeResult, Raised, Tracer, Value, Vm};

pub(super) fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    for def in [&ITEMGETTER, &ATTRGETTER, &METHODCALLER] {
        let class = vm.native_class(def);
        vm.dict_set_str(dict, def.name, class);
    }
    Ok(())
}

static ITEMGETTER: NativeClassDef = NativeClassDef { name: "itemgetter", module: "operator", slots: &ITEM_SLOTS };
static ATTRGETTER: NativeClassDef = NativeClassDef { name: "attrgetter", module: "operator", slots: &ATTR_SLOTS };
static METHODCALLER: NativeClassDef = NativeClassDef { name: "methodcaller", module: "operator", slots: &METHOD_SLOTS };

static ITEM_SLOTS: Slots = Slots {
    repr: Some(getter_repr),
    new: Some(NativeDef::plain("__new__", "cls, item, /, *items", itemgetter_new)),
    methods: &[
        NativeDef::plain("__call__", "self, obj, /", itemgetter_call),
        NativeDef::plain("__reduce__", "self, /", getter_reduce),
    ],
    subclassable: true,
    doc: "A callable that fetches the given items of its argument.",
    ..Slots::NONE
};

static ATTR_SLOTS: Slots = Slots {
    repr: Some(getter_repr),
    new: Some(NativeDef::plain("__new__", "cls, attr, /, *attrs", attrgetter_new)),
    methods: &[
        NativeDef::plain("__call__", "self, obj, /", attrgetter_call),
        NativeDef::plain("__reduce__", "self, /", getter_reduce),
    ],
    subclassable: true,
    doc: "A callable that fetches the given attributes of its argument; names may be dotted.",
    ..Slots::NONE
};

static METHOD_SLOTS: Slots = Slots {
    repr: Some(methodcaller_repr),
    new: Some(NativeDef::plain("__new__", "cls, name, /, *args, **kwargs", methodcaller_new)),
    methods: &[
        NativeDef::flow("__call__", "self, obj, /", methodcaller_call),
        NativeDef::plain("__reduce__", "self, /", methodcaller_reduce),
    ],
    subclassable: true,
    doc: "A callable that calls the given method of its argument.",
    ..Slots::NONE
};

/// What an `itemgetter` or `attrgetter` fetches.
struct Getter {
    /// Keys, or attribute names as they were given.
    wanted: Vec<Value>,
    /// For attributes: the parts of each dotted name, interned.
    paths: Vec<Vec<Value>>,
}

impl NativeData for Getter {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.wanted);
    }
}

fn getter(value: &Value) -> &Getter {
    value.native::<Getter>().expect("methods are called on objects of their class")
}

fn itemgetter_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut wanted = vec![args[1].clone()];
    wanted.extend_from_slice(args[2].as_tuple().unwrap_or(&[]));
    Ok(vm.native_object(&args[0], Getter { wanted, paths: Vec::new() }))
}

fn itemgetter_call(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if let [key] = getter(&args[0]).wanted.as_slice() {
        return vm.get_item(&args[1], key);
    }
    let mut found = Vec::new();
    for key in getter(&args[0]).wanted.iter() {
        found.push(vm.get_item(&args[1], key)?);
    }
    Ok(vm.tuple(found))
}

fn attrgetter_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut wanted = vec![args[1].clone()];
    wanted.extend_from_slice(args[2].as_tuple().unwrap_or(&[]));
    let mut paths = Vec::with_capacity(wanted.len());
    for name in &wanted {
        let Some(name) = name.as_ref::<StrObject>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        let name = name.lossy().into_owned();
        paths.push(name.split('.').map(|part| vm.intern(part)).collect());
    }
    Ok(vm.native_object(&args[0], Getter { wanted, paths }))
}

fn attrgetter_call(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut found = Vec::new();
    for path in &getter(&args[0]).paths {
        let mut value = args[1].clone();
        for name in path {
            value = vm.get_attr(&value, name)?;
        }
        found.push(value);
    }
    if found.len() == 1 {
        return Ok(found.swap_remove(0));
    }
    Ok(vm.tuple(found))
}

fn getter_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let class = vm.class_of(value);
    let mut text = vm.qualified_class_name(&class);
    text.push('(');
    for (index, wanted) in getter(value).wanted.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&vm.repr_string(wanted)?);
    }
    text.push(')');
    Ok(vm.string(text))
}

fn getter_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let wanted = getter(&args[0]).wanted.clone();
    let wanted = vm.tuple(wanted);
    Ok(vm.pair(class, wanted))
}

/// What a `methodcaller` calls.
struct Method {
    /// Interned.
    name: Value,
    args: Vec<Value>,
    /// The dict of keyword arguments.
    kwargs: Value,
}

impl NativeData for Method {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.name);
        tracer.values(&self.args);
        tracer.value(&self.kwargs);
    }
}

fn method(value: &Value) -> &Method {
    value.native::<Method>().expect("methods are called on objects of their class")
}

fn methodcaller_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(name) = args[1].as_ref::<StrObject>() else {
        return Err(vm.type_error("method name must be a string"));
    };
    let name = name.lossy().into_owned();
    let data =
        Method { name: vm.intern(&name), args: args[2].as_tuple().unwrap_or(&[]).to_vec(), kwargs: args[3].clone() };
    Ok(vm.native_object(&args[0], data))
}

fn methodcaller_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let method = method(&args[0]);
    match vm.get_attr(&args[1], &method.name) {
        Ok(bound) => Flow::TailCall(call_with(bound, method.args.clone(), &method.kwargs)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn methodcaller_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let class = vm.class_of(value);
    let mut text = vm.qualified_class_name(&class);
    text.push('(');
    text.push_str(&vm.repr_string(&method(value).name)?);
    for arg in &method(value).args {
        text.push_str(", ");
        text.push_str(&vm.repr_string(arg)?);
    }
    for (name, arg) in keywords(&method(value).kwargs) {
        text.push_str(", ");
        text.push_str(&vm.str_string(&name)?);
        text.push('=');
        text.push_str(&vm.repr_string(&arg)?);
    }
    text.push(')');
    Ok(vm.string(text))
}

fn methodcaller_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let method = method(&args[0]);
    let mut arguments = vec![method.name.clone()];
    arguments.extend_from_slice(&method.args);
    if !keywords(&method.kwargs).is_empty() {
        return Err(vm.type_error("cannot copy or pickle a methodcaller with keyword arguments"));
    }
    let arguments = vm.tuple(arguments);
    Ok(vm.pair(class, arguments))
}
