//! `ModuleSpec`, the description of a module that its `__spec__` is, and the native module `_imp` behind `importlib`.

use crate::heap::Tracer;
use crate::native::{NativeClassDef, NativeData, NativeDef, NativeModule, NativeResult};
use crate::objects::classes::{getter, property};
use crate::types::{GetSetDef, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefCell;

/// What a module spec holds.
struct SpecData {
    name: RefCell<Value>,
    loader: RefCell<Value>,
    origin: RefCell<Value>,
    locations: RefCell<Value>,
}

impl NativeData for SpecData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for value in [&self.name, &self.loader, &self.origin, &self.locations] {
            tracer.value(&value.borrow());
        }
    }
}

static SPEC: NativeClassDef = NativeClassDef { name: "ModuleSpec", module: "importlib.machinery", slots: &SPEC_SLOTS };

macro_rules! field {
    ($name:literal, $field:ident) => {
        property(
            $name,
            |_, s| Ok(s.native::<SpecData>().map_or(Value::NONE, |d| d.$field.borrow().clone())),
            |_, s, value| {
                if let Some(data) = s.native::<SpecData>() {
                    data.$field.replace(value.bound().cloned().unwrap_or(Value::NONE));
                }
                Ok(())
            },
        )
    };
}

const SPEC_ATTRIBUTES: &[GetSetDef] = &[
    field!("name", name),
    field!("loader", loader),
    field!("origin", origin),
    field!("submodule_search_locations", locations),
    getter("parent", spec_parent),
    getter("cached", |_, _| Ok(Value::NONE)),
    getter("has_location", spec_has_location),
];

static SPEC_SLOTS: Slots = Slots {
    repr: Some(spec_repr),
    new: Some(NativeDef::plain(
        "ModuleSpec",
        "cls, name, loader, *, origin=None, loader_state=None, is_package=None",
        spec_new,
    )),
    getset: SPEC_ATTRIBUTES,
    subclassable: true,
    ..Slots::NONE
};

impl Vm {
    /// The `__spec__` of a module.
    pub(crate) fn module_spec(&mut self, name: Value, origin: Value, locations: Value) -> Value {
        let class = self.native_class(&SPEC);
        let data = SpecData {
            name: RefCell::new(name),
            loader: RefCell::new(Value::NONE),
            origin: RefCell::new(origin),
            locations: RefCell::new(locations),
        };
        self.native_object(&class, data)
    }
}

fn spec_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let locations = if vm.truthy(&args[5])? { vm.list(Vec::new()) } else { Value::NONE };
    let data = SpecData {
        name: RefCell::new(args[1].clone()),
        loader: RefCell::new(args[2].clone()),
        origin: RefCell::new(args[3].clone()),
        locations: RefCell::new(locations),
    };
    let class = args[0].clone();
    Ok(vm.native_object(&class, data))
}

fn spec_repr(vm: &mut Vm, spec: &Value) -> NativeResult {
    let Some(data) = spec.native::<SpecData>() else { return vm.default_repr(spec) };
    let fields = [
        ("name", data.name.borrow().clone(), true),
        ("loader", data.loader.borrow().clone(), true),
        ("origin", data.origin.borrow().clone(), false),
        ("submodule_search_locations", data.locations.borrow().clone(), false),
    ];
    let mut parts = Vec::new();
    for (name, value, always) in fields {
        if always || !value.is_none() {
            parts.push(format!("{name}={}", vm.repr_string(&value)?));
        }
    }
    let class = vm.type_name(spec);
    Ok(vm.string(format!("{class}({})", parts.join(", "))))
}

fn spec_parent(vm: &mut Vm, spec: &Value) -> NativeResult {
    let Some(data) = spec.native::<SpecData>() else { return Ok(Value::NONE) };
    let name = data.name.borrow().clone();
    if !data.locations.borrow().is_none() {
        return Ok(name);
    }
    let text = name.as_ref::<StrObject>().map(|n| n.lossy().into_owned()).unwrap_or_default();
    Ok(vm.intern(text.rsplit_once('.').map_or("", |(parent, _)| parent)))
}

fn spec_has_location(_: &mut Vm, spec: &Value) -> NativeResult {
    let origin = spec.native::<SpecData>().map(|d| d.origin.borrow().clone());
    let located = origin.as_ref().and_then(|o| o.as_ref::<StrObject>()).is_some_and(|o| o.bytes().contains(&b'/'));
    Ok(Value::bool(located))
}

/// The module `_imp`.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "_imp",
    functions: &[
        NativeDef::plain("is_builtin", "name, /", |vm, args| {
            let name = vm.str_string(&args[0])?;
            Ok(Value::index(vm.native_module(&name).is_some() as usize))
        }),
        NativeDef::plain("find_spec", "name, /", |vm, args| {
            let name = vm.str_string(&args[0])?;
            vm.find_spec(&name)
        }),
        NativeDef::plain("acquire_lock", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("release_lock", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("lock_held", "", |_, _| Ok(Value::FALSE)),
    ],
    init: Some(|vm, dict| {
        let spec = vm.native_class(&SPEC);
        vm.dict_set_str(dict, "ModuleSpec", spec);
        Ok(())
    }),
};
