//! Making a VM: heap, names, one class object per builtin type and exception, the `builtins` module. Runs once per VM and
//! before any script code, so it only builds tables; everything that can be made on demand (signatures, modules) is.

use crate::exceptions::ExceptionKind;
use crate::heap::{Heap, Instance, Kind, ShapeId};
use crate::host::Host;
use crate::names::Names;
use crate::native::{NativeClassDef, NativeDef, NativeFunction};
use crate::objects::hash::StrHasher;
use crate::objects::lookup::MethodCache;
use crate::types::{
    ClassFlags, DictObject, GetSetObject, HashSlot, ModuleObject, Slots, StrObject, TypeObject, WrapperObject, slots,
    special_methods,
};
use crate::value::{Value, Word};
use crate::vm::{Signals, Vm};
use hashbrown::{HashMap, HashTable};
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

/// The builtin types that are names in `builtins`; the others are reached through values or other modules.
const BUILTIN_NAMES: [Kind; 26] = [
    Kind::Bool,
    Kind::ByteArray,
    Kind::MemoryView,
    Kind::Bytes,
    Kind::ClassMethod,
    Kind::Complex,
    Kind::Dict,
    Kind::Enumerate,
    Kind::Filter,
    Kind::Float,
    Kind::FrozenSet,
    Kind::Property,
    Kind::Int,
    Kind::List,
    Kind::Map,
    Kind::Instance,
    Kind::Range,
    Kind::Reversed,
    Kind::Set,
    Kind::Slice,
    Kind::StaticMethod,
    Kind::Str,
    Kind::Super,
    Kind::Tuple,
    Kind::Type,
    Kind::Zip,
];

/// Safepoints before the first check for interrupts and limits.
const FIRST_FUEL: i32 = 1 << 14;

/// The part of a VM that makes interned strings, before there is a VM.
struct Interner {
    heap: Box<Heap>,
    hasher: StrHasher,
    table: HashTable<Word>,
}

impl Interner {
    fn intern(&mut self, text: &str) -> Value {
        let hash = self.hasher.hash(text.as_bytes());
        let found = self.table.find(hash, |w| w.borrow().expect_ref::<StrObject>().bytes() == text.as_bytes());
        if let Some(word) = found {
            return word.borrow().clone();
        }
        let value = self.heap.alloc(StrObject::new(text));
        let object = value.expect_ref::<StrObject>();
        object.set_interned();
        object.set_hash(hash);
        self.table.insert_unique(hash, value.word(), |w| w.borrow().expect_ref::<StrObject>().cached_hash());
        // Interned strings stay for the life of the VM.
        std::mem::forget(value.clone());
        value
    }
}

impl Vm {
    /// A virtual machine with the builtin types and functions; modules are made when they are first imported.
    pub fn new(host: Host) -> Box<Vm> {
        let mut interner = Interner {
            heap: Heap::new(),
            hasher: StrHasher::new(host.hash_key),
            table: HashTable::with_capacity(2048),
        };
        let names = Box::new(Names::new(|text| interner.intern(text)));
        let mut buffer = [0; 4];
        let mut chars = Vec::with_capacity(256);
        for code_point in 0..256u32 {
            let text = char::from_u32(code_point).expect("Latin-1 has no surrogates").encode_utf8(&mut buffer);
            chars.push(interner.intern(text));
        }
        let empty_str = interner.intern("");
        let Interner { mut heap, hasher, table: interned } = interner;
        let empty_tuple = heap.tuple(std::iter::empty());
        let builtins = heap.alloc(DictObject::new());
        builtins.expect_ref::<DictObject>().namespace.set(true);
        let modules = heap.alloc(DictObject::new());
        let mut vm = Box::new(Vm {
            stack_limit: std::ptr::null_mut(),
            fuel: FIRST_FUEL,
            globals_epoch: 1,
            class_epoch: 1,
            recursion_limit: 1000,
            fiber: Word::UNBOUND,
            raised: Word::UNBOUND,
            resume_pc: std::ptr::null(),
            resume_base: std::ptr::null_mut(),
            heap,
            names,
            interned,
            hasher,
            builtin_types: vec![Value::NONE; Kind::ALL.len()],
            exception_types: Vec::with_capacity(ExceptionKind::ALL.len()),
            chars,
            empty_str,
            empty_tuple,
            builtins,
            modules,
            signals: Arc::new(Signals::default()),
            native_depth: 0,
            method_cache: MethodCache::new(),
            machine: crate::interpreter::Machine::default(),
            asyncio: crate::asyncio::State::default(),
            host,
            active_reprs: Vec::new(),
            kept: HashMap::new(),
            open_files: Vec::new(),
            standard_streams: [Value::UNBOUND; 3],
            wrapper_types: [Value::NONE, Value::NONE, Value::NONE],
            native_classes: HashMap::new(),
            retired_code: Vec::new(),
            exit_functions: Vec::new(),
            imports: crate::imports::Imports::default(),
            sources: crate::traceback::Sources::default(),
            last_heap: None,
        });
        vm.make_builtin_types();
        vm.make_wrapper_types();
        vm.make_exception_types();
        vm.fill_builtins();
        crate::modules::site::install(&mut vm);
        vm
    }

    fn make_builtin_types(&mut self) {
        // What others derive from comes first.
        for kind in [Kind::Instance, Kind::Type, Kind::Int, Kind::Future] {
            self.make_builtin_type(kind);
        }
        for kind in Kind::ALL {
            if self.builtin_types[kind as usize].is_none() && kind != Kind::Exception {
                self.make_builtin_type(kind);
            }
        }
    }

    fn make_builtin_type(&mut self, kind: Kind) {
        let slots = slots(kind);
        let bases = match (kind, slots.base) {
            (Kind::Instance, _) => Vec::new(),
            (_, Some(base)) => vec![self.builtin_types[base as usize].clone()],
            (_, None) => vec![self.builtin_types[Kind::Instance as usize].clone()],
        };
        let mut flags = ClassFlags::IMMUTABLE;
        if !slots.subclassable {
            flags |= ClassFlags::FINAL;
        }
        if matches!(kind, Kind::Type | Kind::Module | Kind::Function) {
            flags |= ClassFlags::HAS_DICT;
        }
        if matches!(kind, Kind::List | Kind::Tuple | Kind::Range) {
            flags |= ClassFlags::SEQUENCE;
        }
        if matches!(kind, Kind::Dict | Kind::MappingProxy) {
            flags |= ClassFlags::MAPPING;
        }
        if matches!(
            kind,
            Kind::Type
                | Kind::Module
                | Kind::Function
                | Kind::NativeFunction
                | Kind::BoundMethod
                | Kind::Code
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Generator
                | Kind::Coroutine
                | Kind::AsyncGenerator
                | Kind::Future
                | Kind::Task
        ) {
            flags |= ClassFlags::WEAKREF;
        }
        let class = self.new_class_object(kind.type_name(), bases, kind, None, flags);
        let class_object = class.expect_ref::<TypeObject>();
        class_object.layout_class.replace(class.clone());
        class_object.root_shape.set(ShapeId::builtin(kind));
        self.builtin_types[kind as usize] = class.clone();
        self.fill_class_dict(&class, slots, slots.module);
    }

    fn make_wrapper_types(&mut self) {
        let table = [
            ("wrapper_descriptor", Kind::MethodDescriptor),
            ("method-wrapper", Kind::BoundMethod),
            ("classmethod_descriptor", Kind::ClassMethod),
        ];
        for (index, (name, kind)) in table.into_iter().enumerate() {
            let slots = match kind {
                Kind::BoundMethod => crate::types::method_wrapper_slots(),
                _ => slots(kind),
            };
            let bases = vec![self.builtin_types[Kind::Instance as usize].clone()];
            let flags = ClassFlags::IMMUTABLE | ClassFlags::FINAL;
            let class = self.new_class_object(name, bases, kind, None, flags);
            class.expect_ref::<TypeObject>().layout_class.replace(class.clone());
            self.fill_class_dict(&class, slots, "builtins");
            self.wrapper_types[index] = class;
        }
    }

    /// A class object without attributes, with its MRO (single inheritance, or the given bases in order).
    fn new_class_object(
        &mut self,
        name: &str,
        bases: Vec<Value>,
        instance_kind: Kind,
        native_slots: Option<&'static Slots>,
        flags: u32,
    ) -> Value {
        let name = self.intern(name);
        let dict = self.dict();
        let mut mro = vec![Value::NONE];
        for base in &bases {
            for class in base.expect_ref::<TypeObject>().mro.borrow().iter() {
                // A later occurrence wins, which is what C3 gives for the diamond of ExceptionGroup.
                mro.retain(|c| !c.is(class));
                mro.push(class.clone());
            }
        }
        let class = self.heap.alloc(TypeObject {
            name: RefCell::new(name.clone()),
            qualname: RefCell::new(name),
            bases: RefCell::new(bases.clone()),
            mro: RefCell::new(Vec::new()),
            dict,
            instance_kind,
            layout_class: RefCell::new(Value::NONE),
            root_shape: Cell::new(ShapeId::builtin(instance_kind)),
            expected_slots: Cell::new(0),
            flags: Cell::new(flags),
            subclasses: RefCell::new(Vec::new()),
            native_slots,
            constructor: RefCell::new(Value::UNBOUND),
            call_cache: Cell::default(),
        });
        mro[0] = class.clone();
        class.expect_ref::<TypeObject>().mro.replace(mro);
        for base in &bases {
            base.expect_ref::<TypeObject>().subclasses.borrow_mut().push(class.clone());
        }
        class
    }

    /// Fills the namespace of a class from what it can do natively.
    fn fill_class_dict(&mut self, class: &Value, slots: &'static Slots, module: &'static str) {
        let dict = class.expect_ref::<TypeObject>().dict.clone();
        let kind = class.expect_ref::<TypeObject>().instance_kind;
        let sequence = matches!(kind, Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::List | Kind::Tuple);
        for def in special_methods(slots, sequence) {
            self.add_method(class, &dict, def);
        }
        for def in slots.methods {
            self.add_method(class, &dict, *def);
        }
        let generic = matches!(
            kind,
            Kind::List
                | Kind::Tuple
                | Kind::Dict
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Enumerate
                | Kind::Generator
                | Kind::Coroutine
                | Kind::AsyncGenerator
                | Kind::MappingProxy
                | Kind::WeakReference
                | Kind::Future
                | Kind::Task
        );
        let class_getitem: &[NativeDef] = if generic { &[crate::types::CLASS_GETITEM] } else { &[] };
        for def in slots.class_methods.iter().chain(class_getitem) {
            let function = self.method_descriptor_of(*def, class, true);
            let wrapper = WrapperObject { callable: RefCell::new(function) };
            let wrapper = self.heap.alloc_with(ShapeId::builtin(Kind::ClassMethod), 0, wrapper);
            self.dict_set_str(&dict, def.name, wrapper);
        }
        for def in slots.static_methods {
            let function = self.native_function_of(*def, Value::UNBOUND, Value::UNBOUND);
            let wrapper = WrapperObject { callable: RefCell::new(function) };
            let wrapper = self.heap.alloc_with(ShapeId::builtin(Kind::StaticMethod), 0, wrapper);
            self.dict_set_str(&dict, def.name, wrapper);
        }
        for def in slots.getset {
            let object = self.heap.alloc(GetSetObject { def: *def, owner: class.clone() });
            self.dict_set_str(&dict, def.name, object);
        }
        if let Some(def) = slots.new {
            let new = self.native_function_of(def, class.clone(), Value::UNBOUND);
            let name = self.names.new.clone();
            self.dict_set_name(&dict, &name, new);
        }
        if let Some(def) = slots.construct {
            let construct = self.native_function_of(def, Value::UNBOUND, Value::UNBOUND);
            class.expect_ref::<TypeObject>().constructor.replace(construct);
        }
        if matches!(slots.hash, HashSlot::Unhashable) {
            let name = self.names.hash.clone();
            self.dict_set_name(&dict, &name, Value::NONE);
        }
        if module != "builtins" {
            let (name, module) = (self.names.module.clone(), self.intern(module));
            self.dict_set_name(&dict, &name, module);
        }
        let name = self.names.doc.clone();
        if self.dict_get_name(&dict, &name).is_none() {
            let doc = if slots.doc.is_empty() { Value::NONE } else { self.str(slots.doc) };
            self.dict_set_name(&dict, &name, doc);
        }
        self.compute_class_flags(class);
    }

    fn add_method(&mut self, class: &Value, dict: &Value, def: NativeDef) {
        let method = self.method_descriptor(def, class);
        self.dict_set_str(dict, def.name, method);
    }

    /// A method of a class written in Rust.
    pub(crate) fn method_descriptor(&mut self, def: NativeDef, class: &Value) -> Value {
        self.method_descriptor_of(def, class, false)
    }

    fn method_descriptor_of(&mut self, def: NativeDef, class: &Value, class_method: bool) -> Value {
        let function = NativeFunction {
            def,
            signature: OnceCell::new(),
            arity: std::cell::Cell::new(None),
            owner: class.clone(),
            class_method,
            module: Value::UNBOUND,
            host: None,
        };
        self.heap.alloc_with(ShapeId::builtin(Kind::MethodDescriptor), 0, function)
    }

    /// A builtin function object. `module` is its `__module__`, a `str` or unbound.
    pub fn native_function(&mut self, def: NativeDef, module: Value) -> Value {
        self.native_function_of(def, Value::UNBOUND, module)
    }

    fn native_function_of(&mut self, def: NativeDef, owner: Value, module: Value) -> Value {
        self.heap.alloc(NativeFunction {
            def,
            signature: OnceCell::new(),
            arity: std::cell::Cell::new(None),
            owner,
            class_method: false,
            module,
            host: None,
        })
    }

    fn make_exception_types(&mut self) {
        for kind in ExceptionKind::ALL {
            let class = self.make_exception_type(*kind);
            self.exception_types.push(class);
        }
    }

    fn make_exception_type(&mut self, kind: ExceptionKind) -> Value {
        let mut bases = Vec::with_capacity(2);
        if kind == ExceptionKind::BaseException {
            bases.push(self.builtin_types[Kind::Instance as usize].clone());
        } else {
            bases.push(self.exception_types[kind.base() as usize].clone());
        }
        if kind == ExceptionKind::ExceptionGroup {
            bases.push(self.exception_types[ExceptionKind::Exception as usize].clone());
        }
        let flags = ClassFlags::IMMUTABLE | ClassFlags::HAS_DICT | ClassFlags::EXCEPTION;
        let class = self.new_class_object(kind.name(), bases, Kind::Exception, None, flags);
        if kind == ExceptionKind::BaseException {
            self.builtin_types[Kind::Exception as usize] = class.clone();
        }
        let shape = self.heap.new_root_shape(class.word(), Kind::Exception, 0, Kind::Exception.extra_offset());
        let object = class.expect_ref::<TypeObject>();
        object.root_shape.set(shape);
        object.layout_class.replace(self.builtin_types[Kind::Exception as usize].clone());
        let (slots, module) = crate::types::exception_slots(kind);
        self.fill_class_dict(&class, slots, module);
        class
    }

    fn fill_builtins(&mut self) {
        let dict = self.builtins.clone();
        let module_name = self.intern("builtins");
        let name = self.names.name.clone();
        self.dict_set_name(&dict, &name, module_name.clone());
        let doc = self.str("Built-in functions, types, exceptions, and other objects.");
        self.dict_set_str(&dict, "__doc__", doc);
        for attribute in ["__package__", "__loader__", "__spec__"] {
            let value = if attribute == "__package__" { self.empty_str.clone() } else { Value::NONE };
            self.dict_set_str(&dict, attribute, value);
        }
        let mut tables = crate::builtins::table();
        tables.push(&crate::objects::class_statement::FUNCTIONS);
        tables.push(&crate::imports::FUNCTIONS);
        // In CPython's order, which decides between equally good suggestions for misspelt names.
        let mut functions: Vec<&NativeDef> = tables.into_iter().flatten().collect();
        functions.sort_unstable_by_key(|def| def.name);
        for def in functions {
            let function = self.native_function(*def, module_name.clone());
            self.dict_set_str(&dict, def.name, function);
        }
        for kind in BUILTIN_NAMES {
            let class = self.builtin_types[kind as usize].clone();
            self.dict_set_str(&dict, kind.type_name(), class);
        }
        for kind in ExceptionKind::ALL {
            if crate::types::exception_slots(*kind).1 == "builtins" {
                let class = self.exception_types[*kind as usize].clone();
                self.dict_set_str(&dict, kind.name(), class);
            }
        }
        let os_error = self.exception_types[ExceptionKind::OSError as usize].clone();
        self.dict_set_str(&dict, "EnvironmentError", os_error.clone());
        self.dict_set_str(&dict, "IOError", os_error);
        self.dict_set_str(&dict, "__debug__", Value::TRUE);
        self.dict_set_str(&dict, "NotImplemented", Value::NOT_IMPLEMENTED);
        self.dict_set_str(&dict, "Ellipsis", Value::ELLIPSIS);
        self.dict_set_str(&dict, "None", Value::NONE);
        self.dict_set_str(&dict, "True", Value::TRUE);
        self.dict_set_str(&dict, "False", Value::FALSE);
        let module = self.heap.alloc(ModuleObject { dict });
        let modules = self.modules.clone();
        self.dict_set_name(&modules, &module_name, module);
    }

    /// The class object of a class written in Rust; made on first use.
    pub fn native_class(&mut self, def: &'static NativeClassDef) -> Value {
        let key = std::ptr::from_ref(def) as usize;
        if let Some(class) = self.native_classes.get(&key) {
            return class.clone();
        }
        let mut flags = ClassFlags::IMMUTABLE | ClassFlags::WEAKREF;
        if !def.slots.subclassable {
            flags |= ClassFlags::FINAL;
        }
        if def.slots.attributes {
            flags |= ClassFlags::HAS_DICT;
        }
        // A class that derives from a builtin type has the payload of that type; others have native data.
        let kind = def.slots.base.unwrap_or(Kind::Native);
        let base = match def.slots.parent {
            Some(parent) => self.native_class(parent),
            None => self.builtin_types[def.slots.base.unwrap_or(Kind::Instance) as usize].clone(),
        };
        let native = if kind == Kind::Native { Some(def.slots) } else { None };
        let class = self.new_class_object(def.name, vec![base.clone()], kind, native, flags);
        let own_attributes = def.slots.attributes || kind != Kind::Native;
        let extra = if own_attributes { Vm::extra_offset(kind) } else { 0 };
        let shape = self.heap.new_root_shape(class.word(), kind, 0, extra);
        let object = class.expect_ref::<TypeObject>();
        object.root_shape.set(shape);
        object.layout_class.replace(if kind == Kind::Native { class.clone() } else { base });
        self.fill_class_dict(&class, def.slots, def.module);
        self.native_classes.insert(key, class.clone());
        class
    }

    /// Where objects of subclasses of the builtin type of this kind have their extra word.
    pub(crate) fn extra_offset(kind: Kind) -> u16 {
        if kind == Kind::Instance { Instance::EXTRA as u16 } else { kind.extra_offset() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtins_are_there() {
        let mut vm = Vm::new(Host::default());
        let builtins = vm.builtins.clone();
        for name in ["object", "type", "int", "list", "ValueError", "ExceptionGroup", "NotImplemented", "OSError"] {
            assert!(vm.dict_get_str(&builtins, name).is_some(), "{name}");
        }
        let bool_class = vm.builtin_class(Kind::Bool);
        let mro: Vec<_> = bool_class.expect_ref::<TypeObject>().mro.borrow().iter().map(|c| vm.class_name(c)).collect();
        assert_eq!(mro[0], "bool");
        assert_eq!(mro.last().map(String::as_str), Some("object"));
        let group = vm.exception_class(ExceptionKind::ExceptionGroup);
        let mro: Vec<_> = group.expect_ref::<TypeObject>().mro.borrow().iter().map(|c| vm.class_name(c)).collect();
        assert_eq!(mro, ["ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException", "object"]);
    }

    #[test]
    fn small() {
        let vm = Vm::new(Host::default());
        assert!(vm.heap.chunk_bytes < 4 << 20, "{}", vm.heap.chunk_bytes);
    }
}
