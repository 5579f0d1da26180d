//! Weak references, and the native module `_weakref`. See <https://docs.python.org/3.13/library/weakref.html>. The table of
//! who refers to whom is in the heap, which empties the references of a dying object; callbacks are called by the
//! interpreter.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{Call, Flow, NativeClassDef, NativeData, NativeDef, NativeModule, NativeResult, Raised};
use crate::objects::classes::getter;
use crate::types::{BinaryOp, ClassFlags, CompareOp, HashSlot, Slots, UnaryOp};
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// `weakref.ref`. The target is not counted; the heap empties the reference when the target dies.
pub struct WeakReferenceObject {
    /// The target's word, 0 once it is dead.
    pub target: Cell<u64>,
    /// What is called when the target dies, or None.
    pub callback: RefCell<Value>,
    /// The target's hash, once asked for.
    pub hash: Cell<Option<i64>>,
}

impl WeakReferenceObject {
    /// The target, while it lives.
    pub fn upgrade(&self) -> Option<Value> {
        // Invariant: a target that is not 0 is alive, because the heap empties references before it frees their target.
        match self.target.get() {
            0 => None,
            word => Some(Word(word).to_value()),
        }
    }
}

impl Payload for WeakReferenceObject {
    const KIND: Kind = Kind::WeakReference;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.callback.borrow());
    }

    fn clear(&self) {
        self.callback.replace(Value::NONE);
    }
}

/// What `ReferenceType` can do natively.
pub(crate) static WEAK_SLOTS: Slots = Slots {
    repr: Some(reference_repr),
    hash: HashSlot::Value(reference_hash),
    compare: Some(reference_compare),
    new: Some(NativeDef::plain("ReferenceType", "cls, /, *args, **kwargs", reference_new)),
    methods: &[
        NativeDef::plain("__init__", "self, ob, callback=None, /", |_, _| Ok(Value::NONE)),
        NativeDef::plain("__call__", "self, /", |_, args| Ok(this(&args[0]).upgrade().unwrap_or(Value::NONE))),
    ],
    getset: &[getter("__callback__", reference_callback)],
    subclassable: true,
    module: "weakref",
    ..Slots::NONE
};

fn this(value: &Value) -> &WeakReferenceObject {
    value.expect_ref::<WeakReferenceObject>()
}

fn reference_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (rest, _) = Vm::spread(&args[1], &args[2]);
    let callback = match rest.len() {
        1 => Value::NONE,
        2 => rest[1].clone(),
        0 => return Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
        n => return Err(vm.type_error(format!("__new__ expected at most 2 arguments, got {n}"))),
    };
    vm.weak_reference(&args[0], &rest[0], callback)
}

impl Vm {
    /// A weak reference of class `class` to `target`; a plain one without callback is shared.
    pub(crate) fn weak_reference(&mut self, class: &Value, target: &Value, callback: Value) -> NativeResult {
        self.check_weakly_referable(target)?;
        let exact = class.is(&self.builtin_types[Kind::WeakReference as usize]);
        if exact && callback.is_none() {
            let known = self.heap.weak_references_to(target);
            let shared = |r: &&Value| r.is_exact(Kind::WeakReference) && this(r).callback.borrow().is_none();
            if let Some(shared) = known.iter().find(shared) {
                return Ok(shared.clone());
            }
        }
        let object = WeakReferenceObject {
            target: Cell::new(target.address()),
            callback: RefCell::new(callback),
            hash: Cell::new(None),
        };
        let reference = self.alloc_for_class(class, object);
        self.heap.add_weak_reference(&reference);
        Ok(reference)
    }

    fn check_weakly_referable(&mut self, target: &Value) -> Result<(), Raised> {
        if target.word().is_heap() && self.class_has(target, ClassFlags::WEAKREF) {
            return Ok(());
        }
        let class = self.class_of(target);
        let name = self.qualified_class_name(&class);
        Err(self.type_error(format!("cannot create weak reference to '{name}' object")))
    }

    /// The callbacks of weak references whose objects have died, each with its argument.
    pub(crate) fn run_weak_deaths(&mut self) -> Vec<(Value, Value)> {
        let references = std::mem::take(&mut self.heap.weak_deaths);
        let mut calls = Vec::with_capacity(references.len());
        for reference in references {
            let callback = this(&reference).callback.replace(Value::NONE);
            if !callback.is_none() {
                calls.push((callback, reference));
            }
        }
        // The youngest reference is told first, as CPython does.
        calls.reverse();
        calls
    }
}

fn reference_callback(_: &mut Vm, reference: &Value) -> NativeResult {
    Ok(this(reference).callback.borrow().clone())
}

fn reference_repr(vm: &mut Vm, reference: &Value) -> NativeResult {
    let address = reference.address();
    let Some(target) = this(reference).upgrade() else {
        return Ok(vm.string(format!("<weakref at {address:#x}; dead>")));
    };
    let class = vm.type_name(&target);
    let name = vm.names.name.clone();
    let name = match vm.get_attr_opt(&target, &name)? {
        Some(name) if name.kind() == Kind::Str => format!(" ({})", vm.str_string(&name)?),
        _ => String::new(),
    };
    Ok(vm.string(format!("<weakref at {address:#x}; to '{class}' at {:#x}{name}>", target.address())))
}

fn reference_hash(vm: &mut Vm, reference: &Value) -> Result<i64, Raised> {
    if let Some(hash) = this(reference).hash.get() {
        return Ok(hash);
    }
    let Some(target) = this(reference).upgrade() else {
        return Err(vm.type_error("weak object has gone away"));
    };
    let hash = vm.hash(&target)?;
    this(reference).hash.set(Some(hash));
    Ok(hash)
}

fn reference_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<WeakReferenceObject>(), b.as_ref::<WeakReferenceObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (x.upgrade(), y.upgrade()) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        _ => Ok(Value::bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

// ---- proxies ----

/// What a proxy holds: a weak reference to what it stands for.
struct ProxyData {
    reference: Value,
}

impl NativeData for ProxyData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.reference);
    }
}

static PROXY: NativeClassDef = NativeClassDef { name: "ProxyType", module: "weakref", slots: &PROXY_SLOTS };
static CALLABLE_PROXY: NativeClassDef =
    NativeClassDef { name: "CallableProxyType", module: "weakref", slots: &CALLABLE_PROXY_SLOTS };

const PROXY_BASE: Slots = Slots {
    repr: Some(proxy_repr),
    str: Some(|vm, p| {
        let target = behind(vm, p)?;
        vm.str_of(&target)
    }),
    hash: HashSlot::Unhashable,
    truth: Some(|vm, p| {
        let target = behind(vm, p)?;
        vm.truthy(&target)
    }),
    len: Some(|vm, p| {
        let target = behind(vm, p)?;
        vm.len(&target)
    }),
    get_item: Some(|vm, p, key| {
        let target = behind(vm, p)?;
        vm.get_item(&target, key)
    }),
    set_item: Some(|vm, p, key, value| {
        let target = behind(vm, p)?;
        vm.set_item(&target, key, value)
    }),
    contains: Some(|vm, p, item| {
        let target = behind(vm, p)?;
        vm.contains(&target, item)
    }),
    iter: Some(|vm, p| {
        let target = behind(vm, p)?;
        vm.iter(&target)
    }),
    compare: Some(|vm, op, a, b| {
        let (a, b) = (behind(vm, a)?, behind(vm, b)?);
        vm.compare(op, &a, &b)
    }),
    binary: Some(|vm, op, a, b| {
        let (a, b) = (behind(vm, a)?, behind(vm, b)?);
        vm.binary(op, &a, &b)
    }),
    binary_ops: &BinaryOp::ALL,
    inplace: Some(|vm, op, a, b| {
        let (a, b) = (behind(vm, a)?, behind(vm, b)?);
        vm.inplace(op, &a, &b)
    }),
    inplace_ops: &BinaryOp::ALL,
    unary: Some(|vm, op, a| {
        let a = behind(vm, a)?;
        vm.unary(op, &a)
    }),
    unary_ops: &[UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Invert, UnaryOp::Abs],
    ..Slots::NONE
};

static PROXY_SLOTS: Slots = Slots { methods: &[GETATTRIBUTE, SETATTR, DELATTR, NEXT], ..PROXY_BASE };
static CALLABLE_PROXY_SLOTS: Slots = Slots { methods: &[GETATTRIBUTE, SETATTR, DELATTR, NEXT, CALL], ..PROXY_BASE };

const GETATTRIBUTE: NativeDef = NativeDef::plain("__getattribute__", "self, name, /", |vm, args| {
    let name = vm.attribute_name(&args[1])?;
    let target = behind(vm, &args[0])?;
    vm.get_attr(&target, &name)
});
const SETATTR: NativeDef = NativeDef::plain("__setattr__", "self, name, value, /", |vm, args| {
    let name = vm.attribute_name(&args[1])?;
    let target = behind(vm, &args[0])?;
    vm.set_attr(&target, &name, &args[2]).map(|()| Value::NONE)
});
const DELATTR: NativeDef = NativeDef::plain("__delattr__", "self, name, /", |vm, args| {
    let name = vm.attribute_name(&args[1])?;
    let target = behind(vm, &args[0])?;
    vm.set_attr(&target, &name, &Value::UNBOUND).map(|()| Value::NONE)
});
const NEXT: NativeDef = NativeDef::plain("__next__", "self, /", |vm, args| {
    let target = behind(vm, &args[0])?;
    match vm.next(&target)? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(Value::NONE)),
    }
});
const CALL: NativeDef = NativeDef::flow("__call__", "self, /, *args, **kwargs", |vm, args| {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    match behind(vm, &args[0]) {
        Ok(callee) => Flow::TailCall(Call { callee, args: rest, keywords }),
        Err(raised) => Flow::Raise(raised),
    }
});

/// What a proxy stands for; other values stand for themselves.
fn behind(vm: &mut Vm, value: &Value) -> NativeResult {
    let Some(proxy) = value.native::<ProxyData>() else { return Ok(value.clone()) };
    match this(&proxy.reference).upgrade() {
        Some(target) => Ok(target),
        None => Err(vm.error(ExceptionKind::ReferenceError, "weakly-referenced object no longer exists")),
    }
}

fn proxy_repr(vm: &mut Vm, proxy: &Value) -> NativeResult {
    let target = proxy.native::<ProxyData>().and_then(|p| this(&p.reference).upgrade());
    let address = proxy.address();
    let text = match target {
        Some(target) => {
            let class = vm.type_name(&target);
            format!("<weakproxy at {address:#x}; to '{class}' at {:#x}>", target.address())
        }
        None => format!("<weakproxy at {address:#x}; dead>"),
    };
    Ok(vm.string(text))
}

/// The module `_weakref`.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "_weakref",
    functions: &[
        NativeDef::plain("proxy", "object, callback=None, /", weakref_proxy),
        NativeDef::plain("getweakrefcount", "object, /", |vm, args| {
            Ok(Value::index(vm.heap.weak_references_to(&args[0]).len()))
        }),
        NativeDef::plain("getweakrefs", "object, /", |vm, args| {
            let all = vm.heap.weak_references_to(&args[0]);
            Ok(vm.list(all))
        }),
    ],
    init: Some(|vm, dict| {
        let reference = vm.builtin_class(Kind::WeakReference);
        vm.dict_set_str(dict, "ref", reference.clone());
        vm.dict_set_str(dict, "ReferenceType", reference);
        let (proxy, callable) = (vm.native_class(&PROXY), vm.native_class(&CALLABLE_PROXY));
        vm.dict_set_str(dict, "ProxyType", proxy);
        vm.dict_set_str(dict, "CallableProxyType", callable);
        Ok(())
    }),
};

fn weakref_proxy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let reference_class = vm.builtin_class(Kind::WeakReference);
    // The callback gets the proxy's reference: it lives as long as the proxy does.
    let reference = vm.weak_reference(&reference_class, &args[0], args[1].clone())?;
    let def = if vm.is_callable(&args[0]) { &CALLABLE_PROXY } else { &PROXY };
    let class = vm.native_class(def);
    Ok(vm.native_object(&class, ProxyData { reference }))
}
