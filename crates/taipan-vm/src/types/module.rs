//! Modules, and the read-only views of dicts that classes give of their namespaces (`mappingproxy`).

use crate::heap::{Kind, Payload, Tracer};
use crate::native::{Call, Flow, NativeDef, NativeResult, Raised};
use crate::objects::classes::property;
use crate::types::{BinaryOp, CompareOp, DictObject, HashSlot, ListObject, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;

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

/// What `module` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(module_repr),
    new: Some(NativeDef::plain("module", "cls, /, *args, **kwargs", module_new)),
    methods: &[
        NativeDef::plain("__init__", "self, name, doc=None", module_init),
        NativeDef::flow("__dir__", "self, /", module_dir),
    ],
    getset: &[
        crate::objects::classes::getter("__dict__", |_, m| Ok(m.expect_ref::<ModuleObject>().dict.clone())),
        property("__annotations__", module_annotations, module_set_annotations),
    ],
    subclassable: true,
    doc: "Create a module object.",
    ..Slots::NONE
};

impl Vm {
    /// An empty module; it is not entered into `sys.modules`.
    pub fn new_module(&mut self, name: &str) -> Value {
        let dict = self.dict();
        dict.expect_ref::<DictObject>().namespace.set(true);
        let name = self.intern(name);
        self.fill_module(&dict, name, Value::NONE);
        self.alloc(ModuleObject { dict })
    }

    fn fill_module(&mut self, dict: &Value, name: Value, doc: Value) {
        let key = self.names.name.clone();
        self.dict_set_name(dict, &key, name);
        let key = self.names.doc.clone();
        self.dict_set_name(dict, &key, doc);
        for key in [self.names.package.clone(), self.names.loader.clone(), self.names.spec.clone()] {
            self.dict_set_name(dict, &key, Value::NONE);
        }
    }
}

fn module_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let dict = vm.dict();
    dict.expect_ref::<DictObject>().namespace.set(true);
    Ok(vm.alloc_for_class(&args[0], ModuleObject { dict }))
}

fn module_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].kind() != Kind::Str {
        let found = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("module.__init__() argument 1 must be str, not {found}")));
    }
    let dict = args[0].expect_ref::<ModuleObject>().dict.clone();
    vm.fill_module(&dict, args[1].clone(), args[2].clone());
    Ok(Value::NONE)
}

fn module_repr(vm: &mut Vm, module: &Value) -> NativeResult {
    let dict = module.expect_ref::<ModuleObject>().dict.clone();
    let text = |vm: &mut Vm, name: &Value| -> Option<String> {
        let found = vm.dict_get_name(&dict, name)?;
        found.as_ref::<StrObject>().map(|t| t.lossy().into_owned())
    };
    let (name, file) = (vm.names.name.clone(), vm.names.file.clone());
    let name_text = text(vm, &name);
    let quoted = match vm.dict_get_name(&dict, &name) {
        Some(name) => vm.repr_string(&name)?,
        None => String::from("'?'"),
    };
    if let Some(file) = vm.dict_get_name(&dict, &file) {
        let file = vm.repr_string(&file)?;
        return Ok(vm.string(format!("<module {quoted} from {file}>")));
    }
    if let Some(path) = vm.dict_get_name(&dict, &vm.names.path.clone())
        && path.kind() == Kind::List
    {
        let path = vm.repr_string(&path)?;
        return Ok(vm.string(format!("<module {quoted} (namespace) from {path}>")));
    }
    let spec = vm.dict_get_name(&dict, &vm.names.spec.clone());
    if spec.is_some_and(|s| !s.is_none()) || name_text.as_deref() == Some("builtins") {
        return Ok(vm.string(format!("<module {quoted} (built-in)>")));
    }
    Ok(vm.string(format!("<module {quoted}>")))
}

fn module_dir(vm: &mut Vm, args: &[Value]) -> Flow {
    let dict = args[0].expect_ref::<ModuleObject>().dict.clone();
    let name = vm.names.dir.clone();
    if let Some(function) = vm.dict_get_name(&dict, &name) {
        return Flow::TailCall(Call::new(function, Vec::new()));
    }
    let keys = dict.expect_ref::<DictObject>().keys();
    Flow::Return(vm.list(keys))
}

fn module_annotations(vm: &mut Vm, module: &Value) -> NativeResult {
    let dict = module.expect_ref::<ModuleObject>().dict.clone();
    let name = vm.names.annotations.clone();
    if let Some(found) = vm.dict_get_name(&dict, &name) {
        return Ok(found);
    }
    let made = vm.dict();
    vm.dict_set_name(&dict, &name, made.clone());
    Ok(made)
}

fn module_set_annotations(vm: &mut Vm, module: &Value, value: &Value) -> Result<(), Raised> {
    let dict = module.expect_ref::<ModuleObject>().dict.clone();
    let name = vm.names.annotations.clone();
    if !value.is_unbound() {
        vm.dict_set_name(&dict, &name, value.clone());
        return Ok(());
    }
    match vm.dict_remove_name(&dict, &name) {
        Some(_) => Ok(()),
        None => Err(vm.attribute_error(module, &name)),
    }
}

/// What `mappingproxy` can do natively.
pub(crate) static PROXY_SLOTS: Slots = Slots {
    repr: Some(proxy_repr),
    str: Some(|vm, p| vm.str_of(&mapping(p))),
    hash: HashSlot::Value(|vm, p| vm.hash(&mapping(p))),
    len: Some(|vm, p| vm.len(&mapping(p))),
    get_item: Some(|vm, p, key| vm.get_item(&mapping(p), key)),
    contains: Some(|vm, p, key| vm.contains(&mapping(p), key)),
    iter: Some(|vm, p| vm.iter(&mapping(p))),
    compare: Some(proxy_compare),
    binary: Some(proxy_binary),
    binary_ops: &[BinaryOp::Or],
    new: Some(NativeDef::plain("mappingproxy", "cls, mapping", proxy_new)),
    methods: &[
        NativeDef::flow("get", "self, key, default=None, /", |vm, args| {
            forward(vm, &args[0], "get", args[1..3].to_vec())
        }),
        NativeDef::flow("keys", "self, /", |vm, args| forward(vm, &args[0], "keys", Vec::new())),
        NativeDef::flow("values", "self, /", |vm, args| forward(vm, &args[0], "values", Vec::new())),
        NativeDef::flow("items", "self, /", |vm, args| forward(vm, &args[0], "items", Vec::new())),
        NativeDef::flow("copy", "self, /", |vm, args| forward(vm, &args[0], "copy", Vec::new())),
        NativeDef::flow("__reversed__", "self, /", |vm, args| forward(vm, &args[0], "__reversed__", Vec::new())),
    ],
    doc: "Read-only proxy of a mapping.",
    ..Slots::NONE
};

fn mapping(proxy: &Value) -> Value {
    proxy.expect_ref::<MappingProxyObject>().mapping.clone()
}

fn forward(vm: &mut Vm, proxy: &Value, method: &str, args: Vec<Value>) -> Flow {
    match vm.get_attr_str(&mapping(proxy), method) {
        Ok(callee) => Flow::TailCall(Call::new(callee, args)),
        Err(raised) => Flow::Raise(raised),
    }
}

fn proxy_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = vm.names.getitem.clone();
    let unfit = args[1].as_ref::<ListObject>().is_some() || args[1].kind() == Kind::Tuple;
    if unfit || vm.lookup_special(&args[1], &name).is_none() {
        let found = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {found}")));
    }
    Ok(vm.alloc(MappingProxyObject { mapping: args[1].clone() }))
}

fn proxy_repr(vm: &mut Vm, proxy: &Value) -> NativeResult {
    let inside = vm.repr_string(&mapping(proxy))?;
    Ok(vm.string(format!("mappingproxy({inside})")))
}

/// The mapping behind a proxy, or the value itself.
fn behind(value: &Value) -> Value {
    match value.as_ref::<MappingProxyObject>() {
        Some(proxy) => proxy.mapping.clone(),
        None => value.clone(),
    }
}

fn proxy_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    vm.compare(op, &behind(a), &behind(b))
}

fn proxy_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    vm.binary(op, &behind(a), &behind(b))
}
