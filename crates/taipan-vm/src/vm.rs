//! The virtual machine: one heap, its types and names, and the state of the interpreter. Everything hangs off [`Vm`];
//! there is no global and no thread-local state.
//!
//! Here are the ways to make values and to raise. What values can do is in `objects/`, running code in `interpreter/`.

use crate::exceptions::ExceptionKind;
use crate::heap::{FloatObject, Heap, IntObject, Kind, Payload};
use crate::names::Names;
use crate::native::{NativeData, NativeObject, NativeResult, Raised};
use crate::types::{BytesObject, ClassFlags, DictObject, ListObject, StrObject};
use crate::value::{Value, Word};
use hashbrown::HashTable;
use num_bigint::BigInt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A Taipan virtual machine.
#[repr(C)]
pub struct Vm {
    // What handlers read comes first, so that it shares cache lines.
    /// End of the running fiber's stack.
    pub(crate) stack_limit: *mut Word,
    /// Instructions left at safepoints until the next check for interrupts, limits and collection.
    pub(crate) fuel: i32,
    /// Changes when the keys of a namespace change; global caches compare it.
    pub(crate) globals_epoch: u32,
    /// Changes when a class changes; attribute caches on classes compare it.
    pub(crate) class_epoch: u32,
    /// Frames may nest this deep.
    pub(crate) recursion_limit: u32,
    /// The fiber that is running.
    pub(crate) fiber: Word,
    /// The exception on its way to a handler, between a handler that failed and the unwinder.
    pub(crate) raised: Word,
    /// Where the trampoline continues, in builds without sibling calls.
    pub(crate) resume_pc: *const u64,
    pub(crate) resume_base: *mut Word,
    /// The heap. Boxed: chunks point to it.
    pub(crate) heap: Box<Heap>,
    /// Names that the VM itself uses.
    pub names: Box<Names>,
    pub(crate) interned: HashTable<Word>,
    pub(crate) hasher: crate::objects::hash::StrHasher,
    /// Class objects of the builtin types, by kind.
    pub(crate) builtin_types: Vec<Value>,
    /// Class objects of the exception tree.
    pub(crate) exception_types: Vec<Value>,
    /// One-character strings of Latin-1 and the empty string.
    pub(crate) chars: Vec<Value>,
    pub(crate) empty_str: Value,
    pub(crate) empty_tuple: Value,
    /// `builtins.__dict__`
    pub(crate) builtins: Value,
    /// `sys.modules`
    pub(crate) modules: Value,
    /// Flag that other threads and signal handlers set.
    pub(crate) signals: Arc<Signals>,
    /// How deep natively nested runs of the interpreter are.
    pub(crate) native_depth: u32,
    pub(crate) method_cache: crate::objects::lookup::MethodCache,
    /// State of the interpreter that only slow paths touch.
    pub(crate) machine: crate::interpreter::Machine,
    /// State of asyncio.
    pub(crate) asyncio: crate::asyncio::State,
    /// What the host gave: output, modules, policies.
    pub(crate) host: crate::host::Host,
    /// Containers whose `repr` is being made, so that those that contain themselves are noticed.
    pub(crate) active_reprs: Vec<u64>,
    /// Objects that native modules keep for themselves (see [`Vm::keep`]).
    pub(crate) kept: hashbrown::HashMap<&'static str, Value>,
    /// Files that may have something to write when the VM ends.
    pub(crate) open_files: Vec<std::rc::Weak<dyn crate::streams::OpenFile>>,
    /// The file objects of `sys.stdin`, `sys.stdout` and `sys.stderr` as the VM started, unbound before they are made.
    pub(crate) standard_streams: [Value; 3],
    /// `wrapper_descriptor`, `method-wrapper` and `classmethod_descriptor`: the types of native special methods and native
    /// class methods, which share the layouts of other types.
    pub(crate) wrapper_types: [Value; 3],
    /// Classes written in Rust, by the address of their definition.
    pub(crate) native_classes: hashbrown::HashMap<usize, Value>,
    /// Code that functions no longer have, kept because frames may be running it.
    pub(crate) retired_code: Vec<Value>,
    /// What is called when the program ends, the last first.
    pub(crate) exit_functions: Vec<crate::modules::atexit::ExitFunction>,
    /// State of the import system.
    pub(crate) imports: crate::imports::Imports,
    /// Source texts that no file has, for tracebacks.
    pub(crate) sources: crate::traceback::Sources,
    /// The heap while the VM is being dropped: fields are dropped in order, and all others refer to it.
    pub(crate) last_heap: Option<Box<Heap>>,
}

/// What can be asked of a running VM from outside: from another thread or a signal handler.
#[derive(Default)]
pub struct Signals {
    pending: AtomicU32,
}

impl Signals {
    /// Ask for a KeyboardInterrupt at the next safepoint.
    pub const INTERRUPT: u32 = 1;

    /// Sets a request; async-signal-safe.
    pub fn set(&self, request: u32) {
        self.pending.fetch_or(request, Ordering::Relaxed);
    }

    /// Whether anything is asked.
    #[inline]
    pub fn any(&self) -> bool {
        self.pending.load(Ordering::Relaxed) != 0
    }

    /// Takes all requests.
    pub fn take(&self) -> u32 {
        self.pending.swap(0, Ordering::Relaxed)
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.last_heap = Some(std::mem::replace(&mut self.heap, Heap::new()));
    }
}

impl Vm {
    // ---- making values ----

    /// An integer of any `i64`.
    #[inline]
    pub fn int(&mut self, value: i64) -> Value {
        match Value::small_int(value) {
            Some(small) => small,
            None => self.heap.alloc(IntObject { value: BigInt::from(value) }),
        }
    }

    /// An integer of any size, in its canonical representation.
    pub fn bigint(&mut self, value: BigInt) -> Value {
        if let Ok(small) = i64::try_from(&value)
            && let Some(small) = Value::small_int(small)
        {
            return small;
        }
        self.heap.alloc(IntObject { value })
    }

    /// A float.
    #[inline]
    pub fn float(&mut self, value: f64) -> Value {
        match Word::float(value) {
            Some(word) => Value::from_word(word),
            None => self.heap.alloc(FloatObject { value }),
        }
    }

    /// A complex number.
    pub fn complex(&mut self, re: f64, im: f64) -> Value {
        self.heap.alloc(crate::types::ComplexObject { re, im })
    }

    /// A string.
    pub fn str(&mut self, text: &str) -> Value {
        self.str_from_wtf8(text.as_bytes())
    }

    /// A string from WTF-8 bytes (UTF-8 that may have lone surrogates).
    pub fn str_from_wtf8(&mut self, bytes: &[u8]) -> Value {
        match bytes {
            [] => self.empty_str.clone(),
            [byte] if *byte < 0x80 => self.chars[*byte as usize].clone(),
            _ => self.heap.alloc(StrObject::from_wtf8(bytes)),
        }
    }

    /// A string from owned text.
    pub fn string(&mut self, text: String) -> Value {
        self.str_from_vec(text.into_bytes())
    }

    /// A string from owned WTF-8 bytes.
    pub fn str_from_vec(&mut self, bytes: Vec<u8>) -> Value {
        if bytes.len() < 2 {
            return self.str_from_wtf8(&bytes);
        }
        self.heap.alloc(StrObject::from_vec(bytes))
    }

    /// A one-character string; surrogates are allowed.
    pub fn char(&mut self, code_point: u32) -> Value {
        if let Some(known) = self.chars.get(code_point as usize) {
            return known.clone();
        }
        let mut buffer = [0; 4];
        let bytes = crate::objects::text::encode_code_point(code_point, &mut buffer);
        self.heap.alloc(StrObject::from_wtf8(bytes))
    }

    /// The one string object with this text; names are interned so that they compare by identity.
    pub fn intern(&mut self, text: &str) -> Value {
        let hash = self.hasher.hash(text.as_bytes());
        let found = self.interned.find(hash, |w| w.borrow().expect_ref::<StrObject>().bytes() == text.as_bytes());
        if let Some(word) = found {
            return word.to_value();
        }
        let value = self.heap.alloc(StrObject::new(text));
        self.add_interned(hash, value)
    }

    /// The interned string equal to the exact `str` object `value`.
    pub fn intern_value(&mut self, value: &Value) -> Value {
        let text = value.expect_ref::<StrObject>();
        if text.is_interned() {
            return value.clone();
        }
        let hash = self.str_hash(text);
        let found = self.interned.find(hash, |w| w.borrow().expect_ref::<StrObject>().bytes() == text.bytes());
        if let Some(word) = found {
            return word.to_value();
        }
        if !value.is_exact(Kind::Str) {
            let copy = self.heap.alloc(StrObject::from_wtf8(text.bytes()));
            return self.add_interned(hash, copy);
        }
        self.add_interned(hash, value.clone())
    }

    fn add_interned(&mut self, hash: u64, value: Value) -> Value {
        let text = value.expect_ref::<StrObject>();
        text.set_interned();
        text.set_hash(hash);
        self.interned.insert_unique(hash, value.word(), |w| w.borrow().expect_ref::<StrObject>().cached_hash());
        // Interned strings stay for the life of the VM, so the table's reference is never given up.
        std::mem::forget(value.clone());
        value
    }

    /// The hash of a string object, cached in it.
    #[inline]
    pub(crate) fn str_hash(&self, text: &StrObject) -> u64 {
        let cached = text.cached_hash();
        if cached != 0 {
            return cached;
        }
        let hash = self.hasher.hash(text.bytes());
        text.set_hash(hash);
        hash
    }

    /// A bytes object.
    pub fn bytes(&mut self, bytes: impl Into<Box<[u8]>>) -> Value {
        self.heap.alloc(BytesObject::new(bytes))
    }

    /// A list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        self.heap.alloc(ListObject::new(items))
    }

    /// A tuple.
    pub fn tuple(&mut self, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.empty_tuple.clone();
        }
        self.heap.tuple(items.into_iter())
    }

    /// A tuple of two, without an intermediate vector.
    pub fn pair(&mut self, first: Value, second: Value) -> Value {
        self.heap.tuple([first, second].into_iter())
    }

    /// An empty dict.
    pub fn dict(&mut self) -> Value {
        self.heap.alloc(DictObject::new())
    }

    /// A bytearray.
    pub fn bytearray(&mut self, bytes: Vec<u8>) -> Value {
        self.heap.alloc(crate::types::ByteArrayObject::new(bytes))
    }

    /// Keeps an object for a native module, once per VM; the name is `module.name`.
    pub fn keep(&mut self, name: &'static str, value: Value) {
        let old = self.kept.insert(name, value);
        drop(old);
    }

    /// What a native module has kept.
    pub fn kept(&self, name: &str) -> Option<Value> {
        self.kept.get(name).cloned()
    }

    /// Sets a builtin name.
    pub fn set_builtin(&mut self, name: &str, value: Value) {
        let builtins = self.builtins.clone();
        self.dict_set_str(&builtins, name, value);
    }

    /// The value of a builtin name.
    pub fn get_builtin(&mut self, name: &str) -> Option<Value> {
        let builtins = self.builtins.clone();
        self.dict_get_str(&builtins, name)
    }

    /// An object of a builtin type with payload `T`.
    pub fn alloc<T: Payload>(&mut self, payload: T) -> Value {
        self.heap.alloc(payload)
    }

    /// An object of a native class (see [`Vm::native_class`]) with this data.
    pub fn native_object(&mut self, class: &Value, data: impl NativeData) -> Value {
        self.alloc_for_class(class, NativeObject { data: Box::new(data) })
    }

    // ---- raising ----

    /// An exception of a builtin class with a message.
    #[cold]
    pub fn error(&mut self, kind: ExceptionKind, message: impl AsRef<str>) -> Raised {
        let message = self.str(message.as_ref());
        self.error_with(kind, vec![message])
    }

    /// An exception of a builtin class with these arguments.
    #[cold]
    pub fn error_with(&mut self, kind: ExceptionKind, args: Vec<Value>) -> Raised {
        let args = self.tuple(args);
        let class = self.exception_types[kind as usize].clone();
        Raised(self.new_exception(&class, args))
    }

    /// `TypeError`
    #[cold]
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::TypeError, message)
    }

    /// `ValueError`
    #[cold]
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::ValueError, message)
    }

    /// `IndexError`
    #[cold]
    pub fn index_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::IndexError, message)
    }

    /// `KeyError` with the key itself as argument.
    #[cold]
    pub fn key_error(&mut self, key: &Value) -> Raised {
        self.error_with(ExceptionKind::KeyError, vec![key.clone()])
    }

    /// `OverflowError`
    #[cold]
    pub fn overflow_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::OverflowError, message)
    }

    /// `ZeroDivisionError`
    #[cold]
    pub fn zero_division_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::ZeroDivisionError, message)
    }

    /// `RuntimeError`
    #[cold]
    pub fn runtime_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::RuntimeError, message)
    }

    /// `RecursionError`
    #[cold]
    pub fn recursion_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(ExceptionKind::RecursionError, message)
    }

    /// `MemoryError`, without arguments.
    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.error_with(ExceptionKind::MemoryError, Vec::new())
    }

    /// `StopIteration` with a return value (`None` gives no arguments).
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let args = if value.is_none() { Vec::new() } else { vec![value.clone()] };
        let raised = self.error_with(ExceptionKind::StopIteration, args);
        raised.0.expect_ref::<crate::types::ExceptionObject>().set_field("value", value);
        raised
    }

    /// Refuses sizes that no machine has, before anything is allocated: `MemoryError` for more than 2**40 bytes or what
    /// the host's limit allows.
    pub fn check_size(&mut self, bytes: usize) -> Result<(), Raised> {
        // What is large is asked from the allocator on trial: it refuses politely here, and aborts the process later.
        const ON_TRIAL: usize = 1 << 26;
        if bytes > self.host.max_allocation
            || bytes > ON_TRIAL && Vec::<u8>::new().try_reserve_exact(bytes.saturating_add(bytes / 8)).is_err()
        {
            return Err(self.memory_error());
        }
        Ok(())
    }

    /// Checks for interrupts and limits; long-running natives call it every few thousand steps.
    #[inline]
    pub fn check_signals(&mut self) -> Result<(), Raised> {
        if self.signals.any() { self.handle_signals() } else { Ok(()) }
    }

    #[cold]
    pub(crate) fn handle_signals(&mut self) -> Result<(), Raised> {
        if self.signals.take() & Signals::INTERRUPT != 0 {
            return Err(self.error_with(ExceptionKind::KeyboardInterrupt, Vec::new()));
        }
        Ok(())
    }

    // ---- classes ----

    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: &Value) -> Value {
        self.class_word(value).to_value()
    }

    #[inline]
    pub(crate) fn class_word(&self, value: &Value) -> Word {
        let shape = value.shape();
        if shape.index() != 0 {
            return self.heap.shape(shape).class;
        }
        let kind = shape.kind();
        if matches!(kind, Kind::BoundMethod | Kind::MethodDescriptor | Kind::ClassMethod) {
            return self.callable_class(value, kind);
        }
        self.builtin_types[kind as usize].word()
    }

    /// The class of a method: those of natives have types of their own, though the layout is the same.
    fn callable_class(&self, value: &Value, kind: Kind) -> Word {
        use crate::native::NativeFunction;
        use crate::objects::instantiate::is_slot_name;
        use crate::types::{BoundMethod, WrapperObject};
        let plain = self.builtin_types[kind as usize].word();
        let [wrapper_descriptor, method_wrapper, classmethod_descriptor] = &self.wrapper_types;
        match kind {
            Kind::BoundMethod => match value.expect_ref::<BoundMethod>().function.as_ref::<NativeFunction>() {
                Some(native) if is_slot_name(native.def.name) => method_wrapper.word(),
                Some(_) => self.builtin_types[Kind::NativeFunction as usize].word(),
                None => plain,
            },
            Kind::MethodDescriptor if is_slot_name(value.expect_ref::<NativeFunction>().def.name) => {
                wrapper_descriptor.word()
            }
            Kind::ClassMethod
                if value.expect_ref::<WrapperObject>().callable.borrow().kind() == Kind::MethodDescriptor =>
            {
                classmethod_descriptor.word()
            }
            _ => plain,
        }
    }

    /// The class object of a builtin kind.
    pub fn builtin_class(&self, kind: Kind) -> Value {
        self.builtin_types[kind as usize].clone()
    }

    /// The class object of a builtin exception.
    pub fn exception_class(&self, kind: ExceptionKind) -> Value {
        self.exception_types[kind as usize].clone()
    }

    /// The name of a value's class, for messages.
    ///
    /// Classes written in Rust are named with their module, as CPython names its C types.
    pub fn type_name(&self, value: &Value) -> String {
        let class = self.class_word(value);
        let name = self.class_name(class.borrow());
        let Some(object) = class.borrow().as_ref::<crate::types::TypeObject>() else { return name };
        if object.has(ClassFlags::HEAP) || object.has(ClassFlags::EXCEPTION) {
            return name;
        }
        let module = self.dict_get_name(&object.dict, &self.names.module);
        match module.as_ref().and_then(|m| m.as_ref::<StrObject>()) {
            // Those of asyncio are Python classes there.
            Some(module) if module.bytes().starts_with(b"asyncio.") => name,
            Some(module) => format!("{}.{name}", module.lossy()),
            None => name,
        }
    }

    /// `cls.__name__`, for messages.
    pub fn class_name(&self, class: &Value) -> String {
        match class.as_ref::<crate::types::TypeObject>() {
            Some(class) => match class.name.borrow().as_ref::<StrObject>() {
                Some(name) => name.lossy().into_owned(),
                None => String::from("?"),
            },
            None => String::from("?"),
        }
    }

    /// What the host gave.
    pub fn host(&self) -> &crate::host::Host {
        &self.host
    }

    // ---- text ----

    /// The text of a `str` value (subclasses included) or TypeError.
    pub fn expect_str<'v>(&mut self, value: &'v Value, what: &str) -> Result<&'v StrObject, Raised> {
        match value.as_ref::<StrObject>() {
            Some(text) => Ok(text),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("{what} must be str, not {name}")))
            }
        }
    }

    /// `value` as a result of a native.
    #[inline]
    pub fn ok_str(&mut self, text: &str) -> NativeResult {
        Ok(self.str(text))
    }
}
