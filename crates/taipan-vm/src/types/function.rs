//! Functions, cells and native functions at run time, with their attributes. Code objects' attributes are in `code.rs`.

use crate::heap::{Kind, Payload, Tracer, Tuple};
use crate::native::{NativeDef, NativeFunction, NativeResult, Raised};
use crate::objects::classes::{getter, property};
use crate::types::descriptors::call_self;
use crate::types::{BoundMethod, CompareOp, GetSetDef, HashSlot, Slots};
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use taipan_bytecode::CodeObject;

/// How a call of a function starts; in the low bits of the entry word of its `FunctionObject`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum CallStyle {
    /// Exactly `arg_count` positional arguments, no defaults needed: push a frame.
    Simple,
    /// Simple parameters, but the call makes a coroutine (which `await` can run without making an object).
    Coroutine,
    /// Simple parameters, but the call makes a generator or async generator.
    Generator,
    /// Everything else: `*args`, keyword-only parameters.
    General,
}

/// The payload of `function`. The first fields are what a call reads.
#[repr(C)]
pub struct FunctionObject {
    /// First instruction.
    pub(crate) entry: Cell<*const u64>,
    /// Number of positional parameters, locals and registers, and the call style.
    pub(crate) arg_count: Cell<u16>,
    pub(crate) n_locals: Cell<u16>,
    pub(crate) n_registers: Cell<u16>,
    pub(crate) style: Cell<CallStyle>,
    /// Pointer to the first cell of the closure (or dangling).
    pub(crate) cells: Cell<*const Word>,
    /// The code, a [`CodeValue`].
    pub(crate) code: RefCell<Value>,
    /// Tuple of cells, or None.
    pub(crate) closure: Value,
    /// Tuple of defaults, or None.
    pub(crate) defaults: RefCell<Value>,
    /// Dict of keyword-only defaults, or None.
    pub(crate) kwdefaults: RefCell<Value>,
    pub(crate) name: RefCell<Value>,
    pub(crate) qualname: RefCell<Value>,
    pub(crate) module: RefCell<Value>,
    pub(crate) doc: RefCell<Value>,
    /// Dict, or unbound until asked for.
    pub(crate) annotations: RefCell<Value>,
    /// Dict of attributes, or unbound until there are any.
    pub(crate) attributes: RefCell<Value>,
    pub(crate) type_params: RefCell<Value>,
}

impl Payload for FunctionObject {
    const KIND: Kind = Kind::Function;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.closure);
        for value in [
            &self.code,
            &self.defaults,
            &self.kwdefaults,
            &self.name,
            &self.qualname,
            &self.module,
            &self.doc,
            &self.annotations,
            &self.attributes,
            &self.type_params,
        ] {
            tracer.value(&value.borrow());
        }
    }

    fn clear(&self) {
        // The code and the closure stay: a finaliser may still call the function.
        self.defaults.replace(Value::NONE);
        self.kwdefaults.replace(Value::NONE);
        self.annotations.take();
        self.attributes.take();
    }
}

/// A variable shared by a function and the functions inside it.
pub struct CellObject {
    pub(crate) contents: Cell<Word>,
}

impl CellObject {
    /// A cell that holds `value` (unbound for an empty cell).
    pub fn new(value: Value) -> CellObject {
        CellObject { contents: Cell::new(value.into_word()) }
    }

    /// What it holds.
    pub fn get(&self) -> Value {
        self.contents.get().to_value()
    }

    /// Replaces what it holds and returns the old contents.
    pub fn replace(&self, value: Value) -> Value {
        Value::from_word(self.contents.replace(value.into_word()))
    }
}

impl Drop for CellObject {
    fn drop(&mut self) {
        drop(Value::from_word(self.contents.get()));
    }
}

impl Payload for CellObject {
    const KIND: Kind = Kind::Cell;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.word(self.contents.get());
    }

    fn clear(&self) {
        drop(self.replace(Value::UNBOUND));
    }
}

/// A code object linked for one VM and one global namespace: constants and caches are in its own copy of the instructions.
pub struct CodeValue {
    /// The compiled code.
    pub code: Arc<CodeObject>,
    /// Linked instructions. Caches in them change while they run.
    pub(crate) instructions: Box<[Cell<u64>]>,
    /// Constants as values (nested code objects are linked when first needed).
    pub(crate) constants: Vec<RefCell<Value>>,
    /// Names as interned strings.
    pub(crate) names: Box<[Value]>,
    /// Local variable names as interned strings.
    pub(crate) varnames: Box<[Value]>,
    /// The globals dict; unbound for a code object that is not linked yet.
    pub(crate) globals: Value,
    /// The builtins dict that goes with the globals.
    pub(crate) builtins: Value,
}

impl Payload for CodeValue {
    const KIND: Kind = Kind::Code;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.globals);
        tracer.value(&self.builtins);
        for constant in &self.constants {
            tracer.value(&constant.borrow());
        }
        tracer.values(self.names.iter());
        tracer.values(self.varnames.iter());
    }
}

/// What `function` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(function_repr),
    new: Some(NativeDef::plain(
        "function",
        "cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None",
        function_new,
    )),
    methods: &[
        NativeDef::plain("__get__", "self, instance, owner=None, /", function_get),
        NativeDef::flow("__call__", "self, /, *args, **kwargs", call_self),
    ],
    getset: &[
        property("__name__", |_, f| Ok(this(f).name.borrow().clone()), function_set_name),
        property("__qualname__", |_, f| Ok(this(f).qualname.borrow().clone()), function_set_qualname),
        property("__module__", |_, f| Ok(this(f).module.borrow().clone()), function_set_module),
        property("__doc__", |_, f| Ok(this(f).doc.borrow().clone()), function_set_doc),
        property("__defaults__", |_, f| Ok(this(f).defaults.borrow().clone()), function_set_defaults),
        property("__kwdefaults__", |_, f| Ok(this(f).kwdefaults.borrow().clone()), function_set_kwdefaults),
        property("__annotations__", function_annotations, function_set_annotations),
        property("__type_params__", function_type_params, function_set_type_params),
        property("__dict__", crate::types::instance_dict, crate::types::set_instance_dict),
        property("__code__", |_, f| Ok(this(f).code.borrow().clone()), function_set_code),
        getter("__globals__", |_, f| Ok(this(f).code.borrow().expect_ref::<CodeValue>().globals.clone())),
        getter("__closure__", |_, f| Ok(this(f).closure.clone())),
        getter("__builtins__", |_, f| Ok(this(f).code.borrow().expect_ref::<CodeValue>().builtins.clone())),
    ],
    doc: "Create a function object.",
    ..Slots::NONE
};

fn this(value: &Value) -> &FunctionObject {
    value.expect_ref::<FunctionObject>()
}

fn function_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let [_, code, globals, name, defaults, closure, kwdefaults] = args else {
        return Err(vm.type_error("function() takes 2 to 6 arguments"));
    };
    for (value, what, kind) in [(code, "code", Kind::Code), (globals, "globals", Kind::Dict)] {
        if value.kind() != kind {
            let found = vm.type_name(value);
            return Err(
                vm.type_error(format!("function() argument '{what}' must be {}, not {found}", kind.type_name()))
            );
        }
    }
    if !name.is_none() && name.kind() != Kind::Str {
        return Err(vm.type_error("arg 3 (name) must be None or string"));
    }
    if !defaults.is_none() && defaults.kind() != Kind::Tuple {
        return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
    }
    if !kwdefaults.is_none() && kwdefaults.kind() != Kind::Dict {
        return Err(vm.type_error("arg 6 (kwdefaults) must be None or dict"));
    }
    let object = code.expect_ref::<CodeValue>().code.clone();
    let needed = object.freevars.len();
    let cells = match closure.as_ref::<Tuple>() {
        Some(cells) => cells.items().to_vec(),
        None if closure.is_none() => Vec::new(),
        None => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
    };
    if closure.is_none() && needed > 0 {
        return Err(vm.type_error("arg 5 (closure) must be tuple"));
    }
    if cells.len() != needed {
        let (name, given) = (&object.name, cells.len());
        return Err(vm.value_error(format!("{name} requires closure of length {needed}, not {given}")));
    }
    if let Some(wrong) = cells.iter().find(|c| c.kind() != Kind::Cell) {
        let found = vm.type_name(wrong);
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {found}")));
    }
    let linked = vm.link_code(&object, globals);
    let closure = if needed == 0 { Value::NONE } else { closure.clone() };
    let made = vm.new_function(linked, closure, defaults.clone(), kwdefaults.clone(), Value::UNBOUND);
    if !name.is_none() {
        this(&made).name.replace(name.clone());
    }
    Ok(made)
}

/// `function.__code__ = code`: the new code runs in the old globals, with the old closure.
fn function_set_code(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    let Some(code) = value.as_ref::<CodeValue>().map(|c| c.code.clone()) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let cells = this(function).closure.as_ref::<Tuple>().map_or(0, |c| c.items().len());
    if cells != code.freevars.len() {
        let (name, needed) = (&code.name, code.freevars.len());
        return Err(vm.value_error(format!("{name}() requires a code object with {cells} free vars, not {needed}")));
    }
    let globals = this(function).code.borrow().expect_ref::<CodeValue>().globals.clone();
    let linked = vm.link_code(&code, &globals);
    vm.replace_code(function, linked);
    Ok(())
}

fn function_repr(vm: &mut Vm, function: &Value) -> NativeResult {
    let name = this(function).qualname.borrow().clone();
    let name = vm.str_string(&name)?;
    Ok(vm.string(format!("<function {name} at {:#x}>", function.address())))
}

fn function_get(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return Ok(args[0].clone());
    }
    Ok(vm.alloc(BoundMethod { function: args[0].clone(), receiver: args[1].clone() }))
}

fn expect_text(vm: &mut Vm, value: &Value, name: &str) -> Result<(), Raised> {
    if value.kind() == Kind::Str {
        return Ok(());
    }
    Err(vm.type_error(format!("{name} must be set to a string object")))
}

fn function_set_name(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    expect_text(vm, value, "__name__")?;
    this(function).name.replace(value.clone());
    Ok(())
}

fn function_set_qualname(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    expect_text(vm, value, "__qualname__")?;
    this(function).qualname.replace(value.clone());
    Ok(())
}

fn or_none(value: &Value) -> Value {
    value.bound().cloned().unwrap_or(Value::NONE)
}

fn function_set_module(_: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    this(function).module.replace(or_none(value));
    Ok(())
}

fn function_set_doc(_: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    this(function).doc.replace(or_none(value));
    Ok(())
}

fn function_set_defaults(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    let value = or_none(value);
    if !value.is_none() && value.kind() != Kind::Tuple {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    this(function).defaults.replace(value);
    Ok(())
}

fn function_set_kwdefaults(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    let value = or_none(value);
    if !value.is_none() && value.kind() != Kind::Dict {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    this(function).kwdefaults.replace(value);
    Ok(())
}

fn function_annotations(vm: &mut Vm, function: &Value) -> NativeResult {
    let found = this(function).annotations.borrow().clone();
    if found.kind() == Kind::Dict {
        return Ok(found);
    }
    let dict = vm.dict();
    this(function).annotations.replace(dict.clone());
    Ok(dict)
}

fn function_set_annotations(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    let value = or_none(value);
    if !value.is_none() && value.kind() != Kind::Dict {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    let value = if value.is_none() { Value::UNBOUND } else { value };
    this(function).annotations.replace(value);
    Ok(())
}

fn function_type_params(vm: &mut Vm, function: &Value) -> NativeResult {
    let found = this(function).type_params.borrow().clone();
    Ok(if found.kind() == Kind::Tuple { found } else { vm.tuple(Vec::new()) })
}

fn function_set_type_params(vm: &mut Vm, function: &Value, value: &Value) -> Result<(), Raised> {
    if value.kind() != Kind::Tuple {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    }
    this(function).type_params.replace(value.clone());
    Ok(())
}

/// What `cell` can do natively.
pub(crate) static CELL_SLOTS: Slots = Slots {
    repr: Some(cell_repr),
    hash: HashSlot::Unhashable,
    compare: Some(cell_compare),
    new: Some(NativeDef::plain("cell", "cls, contents=..., /", |vm, args| {
        Ok(vm.alloc(CellObject::new(args[1].clone())))
    })),
    getset: &[property("cell_contents", cell_contents, cell_set_contents)],
    doc: "Create a new cell object.",
    ..Slots::NONE
};

fn cell_repr(vm: &mut Vm, cell: &Value) -> NativeResult {
    let contents = cell.expect_ref::<CellObject>().get();
    let address = cell.address();
    if contents.is_unbound() {
        return Ok(vm.string(format!("<cell at {address:#x}: empty>")));
    }
    let name = vm.type_name(&contents);
    Ok(vm.string(format!("<cell at {address:#x}: {name} object at {:#x}>", contents.address())))
}

fn cell_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<CellObject>(), b.as_ref::<CellObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.get(), y.get());
    if x.is_unbound() || y.is_unbound() {
        return Ok(Value::bool(op.holds((!x.is_unbound()).cmp(&!y.is_unbound()))));
    }
    vm.compare(op, &x, &y)
}

fn cell_contents(vm: &mut Vm, cell: &Value) -> NativeResult {
    let contents = cell.expect_ref::<CellObject>().get();
    if contents.is_unbound() { Err(vm.value_error("cell is empty")) } else { Ok(contents) }
}

fn cell_set_contents(_: &mut Vm, cell: &Value, value: &Value) -> Result<(), Raised> {
    drop(cell.expect_ref::<CellObject>().replace(value.clone()));
    Ok(())
}

/// What `builtin_function_or_method` can do natively.
pub(crate) static NATIVE_SLOTS: Slots = Slots {
    repr: Some(native_repr),
    methods: &[NativeDef::flow("__call__", "self, /, *args, **kwargs", call_self)],
    getset: NATIVE_ATTRIBUTES,
    ..Slots::NONE
};

/// What `method_descriptor` can do natively.
pub(crate) static DESCRIPTOR_SLOTS: Slots = Slots {
    repr: Some(descriptor_repr),
    methods: &[
        NativeDef::plain("__get__", "self, instance, owner=None, /", descriptor_get),
        NativeDef::flow("__call__", "self, /, *args, **kwargs", call_self),
    ],
    getset: NATIVE_ATTRIBUTES,
    ..Slots::NONE
};

/// What `method-wrapper` has: the attributes of natives on a bound method.
pub(crate) fn method_wrapper_slots() -> &'static Slots {
    static SLOTS: Slots = Slots {
        methods: &[NativeDef::flow("__call__", "self, /, *args, **kwargs", call_self)],
        getset: NATIVE_ATTRIBUTES,
        ..Slots::NONE
    };
    &SLOTS
}

/// The native behind a native function, a descriptor, or a method bound to one.
fn native_behind(value: &Value) -> &NativeFunction {
    match value.as_ref::<BoundMethod>() {
        Some(method) => method.function.expect_ref::<NativeFunction>(),
        None => value.expect_ref::<NativeFunction>(),
    }
}

const NATIVE_ATTRIBUTES: &[GetSetDef] = &[
    getter("__name__", |vm, f| Ok(vm.intern(native_name(f)))),
    getter("__qualname__", native_qualname),
    getter("__module__", native_module),
    getter("__doc__", |_, _| Ok(Value::NONE)),
    getter("__text_signature__", native_text_signature),
    getter("__objclass__", native_objclass),
    getter("__self__", native_self),
];

/// The name of a native; functions that belong to a type are its `__new__`, which is called by the type's name in errors.
fn native_name(function: &Value) -> &'static str {
    let native = native_behind(function);
    if function.kind() == Kind::NativeFunction && !native.owner.is_unbound() { "__new__" } else { native.def.name }
}

fn native_repr(vm: &mut Vm, function: &Value) -> NativeResult {
    let native = function.expect_ref::<NativeFunction>();
    let name = native_name(function);
    if native.owner.is_unbound() {
        return Ok(vm.string(format!("<built-in function {name}>")));
    }
    Ok(vm.string(format!("<built-in method {name} of type object at {:#x}>", native.owner.address())))
}

fn descriptor_repr(vm: &mut Vm, function: &Value) -> NativeResult {
    let native = function.expect_ref::<NativeFunction>();
    let (name, owner) = (native.def.name, vm.class_name(&native.owner));
    let what = if crate::objects::instantiate::is_slot_name(name) { "slot wrapper" } else { "method" };
    Ok(vm.string(format!("<{what} '{name}' of '{owner}' objects>")))
}

fn descriptor_get(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_none() {
        return Ok(args[0].clone());
    }
    vm.check_native_receiver(&args[0], &args[1..2])?;
    Ok(vm.alloc(BoundMethod { function: args[0].clone(), receiver: args[1].clone() }))
}

fn native_qualname(vm: &mut Vm, function: &Value) -> NativeResult {
    let native = native_behind(function);
    if native.owner.is_unbound() {
        return Ok(vm.intern(native.def.name));
    }
    let owner = vm.class_name(&native.owner);
    Ok(vm.string(format!("{owner}.{}", native_name(function))))
}

fn native_module(_: &mut Vm, function: &Value) -> NativeResult {
    Ok(native_behind(function).module.bound().cloned().unwrap_or(Value::NONE))
}

fn native_text_signature(vm: &mut Vm, function: &Value) -> NativeResult {
    let native = native_behind(function);
    let text = native.def.signature;
    if text.contains("=...") || native.host.is_some() {
        // A default that only the function knows cannot be shown.
        return Ok(Value::NONE);
    }
    let dollar = if text.starts_with("self") || text.starts_with("cls") { "$" } else { "" };
    Ok(vm.string(format!("({dollar}{text})")))
}

fn native_objclass(vm: &mut Vm, function: &Value) -> NativeResult {
    let owner = native_behind(function).owner.clone();
    if owner.is_unbound() || function.kind() != Kind::MethodDescriptor {
        let class = vm.type_name(function);
        let message = format!("'{class}' object has no attribute '__objclass__'");
        return Err(vm.attribute_error_with(function, "__objclass__", message));
    }
    Ok(owner)
}

fn native_self(vm: &mut Vm, function: &Value) -> NativeResult {
    if let Some(method) = function.as_ref::<BoundMethod>() {
        return Ok(method.receiver.clone());
    }
    let native = native_behind(function);
    if function.kind() == Kind::MethodDescriptor {
        let class = vm.type_name(function);
        let message = format!("'{class}' object has no attribute '__self__'");
        return Err(vm.attribute_error_with(function, "__self__", message));
    }
    if !native.owner.is_unbound() {
        return Ok(native.owner.clone());
    }
    let modules = vm.modules.clone();
    match native.module.bound() {
        Some(module) => Ok(vm.dict_get(&modules, module)?.unwrap_or(Value::NONE)),
        None => Ok(Value::NONE),
    }
}
