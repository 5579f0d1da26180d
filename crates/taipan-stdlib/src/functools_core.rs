//! `_functools`: `partial`, `reduce`, `cmp_to_key` and the cache behind `lru_cache`. What else `functools` has is Python,
//! in `stdlib/functools.py`. See <https://docs.python.org/3.13/library/functools.html>.

use std::cell::{Cell, RefCell};
use taipan_vm::iteration::{Fold, Folded, fold, iter_then};
use taipan_vm::native::{Call, NativeClassDef, NativeData, NativeModule};
use taipan_vm::types::{BoundMethod, CompareOp, DictObject, GetSetDef, HashSlot, Slots};
use taipan_vm::{ExceptionKind, Flow, Kind, NativeDef, NativeResult, Raised, Tracer, Tuple, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule {
        name: "_functools",
        functions: FUNCTIONS,
        init: Some(|vm, dict| {
            for def in [&PARTIAL, &LRU_CACHE_WRAPPER] {
                let class = vm.native_class(def);
                vm.dict_set_str(dict, def.name, class);
            }
            Ok(())
        }),
    }
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("reduce", "function, iterable, initial=..., /", functools_reduce),
    NativeDef::plain("cmp_to_key", "mycmp", functools_cmp_to_key),
];

fn data<T: NativeData>(value: &Value) -> &T {
    value.native::<T>().expect("methods are called on objects of their class")
}

fn items(tuple: &Value) -> &[Value] {
    tuple.as_ref::<Tuple>().map(Tuple::items).unwrap_or_default()
}

fn pairs(dict: &Value) -> Vec<(Value, Value)> {
    dict.as_ref::<DictObject>().map(DictObject::pairs).unwrap_or_default()
}

/// `__dict__` of native objects that have attributes.
const INSTANCE_DICT: GetSetDef = GetSetDef {
    name: "__dict__",
    get: |vm, object| match vm.instance_dict(object) {
        Some(dict) => Ok(dict),
        None => Err(vm.error(ExceptionKind::AttributeError, "__dict__")),
    },
    set: Some(|vm, object, value| {
        if value.kind() != Kind::Dict {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{name}'")));
        }
        vm.set_instance_dict(object, value.clone());
        Ok(())
    }),
};

// ---- reduce ----

struct Reduce {
    function: Value,
    /// Unbound before the first item.
    total: Value,
}

impl Fold for Reduce {
    fn item(&mut self, _: &mut Vm, item: Value) -> Result<Folded, Raised> {
        if self.total.is_unbound() {
            self.total = item;
            return Ok(Folded::More);
        }
        let args = vec![std::mem::take(&mut self.total), item];
        Ok(Folded::Call(Call::new(self.function.clone(), args)))
    }

    fn called(&mut self, _: &mut Vm, result: Value) -> Result<Folded, Raised> {
        self.total = result;
        Ok(Folded::More)
    }

    fn finish(self, vm: &mut Vm) -> Flow {
        if self.total.is_unbound() {
            return Flow::Raise(vm.type_error("reduce() of empty iterable with no initial value"));
        }
        Flow::Return(self.total)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.function, &self.total]);
    }
}

fn functools_reduce(vm: &mut Vm, args: &[Value]) -> Flow {
    let folder = Reduce { function: args[0].clone(), total: args[2].clone() };
    iter_then(vm, &args[1], move |vm, result| match result {
        Ok(iterator) => fold(vm, iterator, folder),
        Err(raised) if vm.is_exception(&raised, ExceptionKind::TypeError) => {
            Flow::Raise(vm.type_error("reduce() arg 2 must support iteration"))
        }
        Err(raised) => Flow::Raise(raised),
    })
}

// ---- partial ----

struct Partial {
    function: RefCell<Value>,
    args: RefCell<Value>,
    keywords: RefCell<Value>,
}

impl NativeData for Partial {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for cell in [&self.function, &self.args, &self.keywords] {
            tracer.value(&cell.borrow());
        }
    }

    fn clear(&self) {
        // The parts are replaced by harmless ones, so that a finaliser may still look at the object.
        let old = (self.function.replace(Value::NONE), self.keywords.replace(Value::NONE));
        drop(old);
    }
}

static PARTIAL: NativeClassDef = NativeClassDef {
    name: "partial",
    module: "functools",
    slots: &Slots {
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **keywords", partial_new)),
        repr: Some(partial_repr),
        methods: &[
            NativeDef::flow("__call__", "self, /, *args, **kwargs", partial_call),
            NativeDef::plain("__reduce__", "self, /", partial_reduce),
            NativeDef::plain("__setstate__", "self, state, /", partial_setstate),
        ],
        class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", |vm, args| {
            Ok(crate::generic_alias(vm, &args[0], &args[1]))
        })],
        getset: &[
            GetSetDef { name: "func", get: |_, p| Ok(data::<Partial>(p).function.borrow().clone()), set: None },
            GetSetDef { name: "args", get: |_, p| Ok(data::<Partial>(p).args.borrow().clone()), set: None },
            GetSetDef { name: "keywords", get: |_, p| Ok(data::<Partial>(p).keywords.borrow().clone()), set: None },
            INSTANCE_DICT,
        ],
        subclassable: true,
        attributes: true,
        doc: "Create a new function with partial application of the given arguments and keywords.",
        ..Slots::NONE
    },
};

fn partial_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some((function, bound)) = items(&args[1]).split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let mut function = function.clone();
    let mut bound = bound.to_vec();
    let keywords = vm.dict();
    // A partial of a partial (without attributes of its own) is one partial.
    let inner_class = vm.class_of(&function);
    if let Some(inner) = function.clone().native::<Partial>()
        && inner_class.is(&vm.native_class(&PARTIAL))
        && vm.instance_dict(&function).is_none_or(|d| d.as_ref::<DictObject>().is_none_or(DictObject::is_empty))
    {
        let inner_args = inner.args.borrow().clone();
        bound.splice(0..0, items(&inner_args).iter().cloned());
        let inner_keywords = inner.keywords.borrow().clone();
        for (name, value) in pairs(&inner_keywords) {
            vm.dict_set(&keywords, &name, value)?;
        }
        function = inner.function.borrow().clone();
    }
    for (name, value) in pairs(&args[2]) {
        vm.dict_set(&keywords, &name, value)?;
    }
    let bound = vm.tuple(bound);
    let (function, args_cell, keywords) = (RefCell::new(function), RefCell::new(bound), RefCell::new(keywords));
    Ok(vm.native_object(&args[0], Partial { function, args: args_cell, keywords }))
}

fn partial_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let partial = data::<Partial>(&args[0]);
    let bound = partial.args.borrow().clone();
    let all: Vec<Value> = items(&bound).iter().chain(items(&args[1])).cloned().collect();
    let bound_keywords = partial.keywords.borrow().clone();
    let mut keywords = pairs(&bound_keywords);
    if !keywords.is_empty() && args[2].as_ref::<DictObject>().is_some_and(|k| !k.is_empty()) {
        // What is given now wins, in the place where it was bound.
        let merged = vm.dict();
        for (name, value) in keywords.into_iter().chain(pairs(&args[2])) {
            if let Err(raised) = vm.dict_set(&merged, &name, value) {
                return Flow::Raise(raised);
            }
        }
        keywords = pairs(&merged);
    } else {
        keywords.extend(pairs(&args[2]));
    }
    let callee = partial.function.borrow().clone();
    Flow::TailCall(Call { callee, args: all, keywords })
}

fn partial_repr(vm: &mut Vm, this: &Value) -> NativeResult {
    if !vm.enter_repr(this) {
        return Ok(vm.str("..."));
    }
    let text = partial_text(vm, this);
    vm.leave_repr(this);
    text.map(|text| vm.string(text))
}

fn partial_text(vm: &mut Vm, this: &Value) -> Result<String, Raised> {
    let partial = data::<Partial>(this);
    let class = vm.class_of(this);
    let (function, bound, keywords) =
        (partial.function.borrow().clone(), partial.args.borrow().clone(), partial.keywords.borrow().clone());
    let mut text = format!("{}({}", vm.qualified_class_name(&class), vm.repr_string(&function)?);
    for item in items(&bound) {
        text.push_str(", ");
        text.push_str(&vm.repr_string(item)?);
    }
    for (name, value) in pairs(&keywords) {
        let (name, value) = (vm.str_string(&name)?, vm.repr_string(&value)?);
        text.push_str(&format!(", {name}={value}"));
    }
    text.push(')');
    Ok(text)
}

fn partial_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let partial = data::<Partial>(&args[0]);
    let (function, bound, keywords) =
        (partial.function.borrow().clone(), partial.args.borrow().clone(), partial.keywords.borrow().clone());
    let attributes = vm.instance_dict(&args[0]).unwrap_or(Value::NONE);
    let class = vm.class_of(&args[0]);
    let new_args = vm.tuple(vec![function.clone()]);
    let state = vm.tuple(vec![function, bound, keywords, attributes]);
    Ok(vm.tuple(vec![class, new_args, state]))
}

fn partial_setstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let partial = data::<Partial>(&args[0]);
    let [function, bound, keywords, attributes] = items(&args[1]) else {
        return Err(vm.type_error("invalid partial state"));
    };
    if !vm.is_callable(function) || bound.kind() != Kind::Tuple {
        return Err(vm.type_error("invalid partial state"));
    }
    let keywords = if keywords.is_none() { vm.dict() } else { keywords.clone() };
    let old = (partial.function.replace(function.clone()), partial.args.replace(bound.clone()));
    drop(old);
    drop(partial.keywords.replace(keywords));
    if attributes.kind() == Kind::Dict {
        vm.set_instance_dict(&args[0], attributes.clone());
    }
    Ok(Value::NONE)
}

// ---- cmp_to_key ----

struct Key {
    compare: Value,
    /// Unbound in the factory that `cmp_to_key` returns.
    object: RefCell<Value>,
}

impl NativeData for Key {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.compare);
        tracer.value(&self.object.borrow());
    }
}

static KEY: NativeClassDef = NativeClassDef {
    name: "KeyWrapper",
    module: "functools",
    slots: &Slots {
        hash: HashSlot::Unhashable,
        compare: Some(key_compare),
        methods: &[NativeDef::plain("__call__", "self, obj", |vm, args| {
            let compare = data::<Key>(&args[0]).compare.clone();
            let class = vm.class_of(&args[0]);
            Ok(vm.native_object(&class, Key { compare, object: RefCell::new(args[1].clone()) }))
        })],
        getset: &[GetSetDef {
            name: "obj",
            get: |vm, key| match data::<Key>(key).object.borrow().bound() {
                Some(object) => Ok(object.clone()),
                None => Err(vm.error(ExceptionKind::AttributeError, "obj")),
            },
            set: Some(|_, key, value| {
                let old = data::<Key>(key).object.replace(value.clone());
                drop(old);
                Ok(())
            }),
        }],
        ..Slots::NONE
    },
};

fn functools_cmp_to_key(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.native_class(&KEY);
    Ok(vm.native_object(&class, Key { compare: args[0].clone(), object: RefCell::new(Value::UNBOUND) }))
}

fn key_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.native::<Key>(), b.native::<Key>()) else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (left, right) = (x.object.borrow().clone(), y.object.borrow().clone());
    if left.is_unbound() || right.is_unbound() {
        return Err(vm.error(ExceptionKind::AttributeError, "object"));
    }
    let order = vm.call(&x.compare, &[left, right])?;
    vm.compare(op, &order, &Value::index(0))
}

// ---- lru_cache ----

struct LruCache {
    function: Value,
    /// No bound, or how many results are kept.
    maxsize: Option<usize>,
    typed: bool,
    info: Value,
    /// Results by key, the least recently used first.
    cache: Value,
    /// Stands between positional and keyword arguments in keys.
    mark: Value,
    hits: Cell<u64>,
    misses: Cell<u64>,
}

impl NativeData for LruCache {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.function, &self.info, &self.cache, &self.mark]);
    }
}

/// The object between positional and keyword arguments in keys; equal to nothing else.
struct Mark;

impl NativeData for Mark {}

static MARK: NativeClassDef =
    NativeClassDef { name: "_keyword_mark", module: "functools", slots: &Slots { ..Slots::NONE } };

static LRU_CACHE_WRAPPER: NativeClassDef = NativeClassDef {
    name: "_lru_cache_wrapper",
    module: "functools",
    slots: &Slots {
        new: Some(NativeDef::plain("__new__", "cls, user_function, maxsize, typed, cache_info_type", lru_new)),
        methods: &[
            NativeDef::flow("__call__", "self, /, *args, **kwargs", lru_call),
            NativeDef::plain("__get__", "self, instance, owner=None, /", |vm, args| {
                if args[1].is_none() {
                    return Ok(args[0].clone());
                }
                Ok(vm.alloc(BoundMethod { function: args[0].clone(), receiver: args[1].clone() }))
            }),
            NativeDef::flow("cache_info", "self, /", lru_info),
            NativeDef::plain("cache_clear", "self, /", lru_clear),
            NativeDef::plain("__copy__", "self, /", |_, args| Ok(args[0].clone())),
            NativeDef::plain("__deepcopy__", "self, memo, /", |_, args| Ok(args[0].clone())),
            NativeDef::plain("__reduce__", "self, /", |vm, args| vm.get_attr_str(&args[0], "__qualname__")),
        ],
        getset: &[INSTANCE_DICT],
        subclassable: true,
        attributes: true,
        doc: "Create a cached callable that wraps another function.",
        ..Slots::NONE
    },
};

fn lru_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let maxsize = match &args[2] {
        none if none.is_none() => None,
        size if matches!(size.kind(), Kind::Int | Kind::Bool) => Some(vm.index(size)?.max(0) as usize),
        _ => return Err(vm.type_error("maxsize should be integer or None")),
    };
    if !vm.is_callable(&args[1]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let typed = vm.truthy(&args[3])?;
    let mark_class = vm.native_class(&MARK);
    let (cache, mark) = (vm.dict(), vm.native_object(&mark_class, Mark));
    let (function, info) = (args[1].clone(), args[4].clone());
    let (hits, misses) = (Cell::new(0), Cell::new(0));
    Ok(vm.native_object(&args[0], LruCache { function, maxsize, typed, info, cache, mark, hits, misses }))
}

/// The key of a call: a single `int` or `str` stands for itself, everything else is a tuple of all arguments.
fn lru_key(vm: &mut Vm, cache: &LruCache, args: &Value, keywords: &[(Value, Value)]) -> Value {
    if !cache.typed && keywords.is_empty() {
        return match items(args) {
            [single] if single.is_exact(Kind::Int) || single.is_exact(Kind::Str) => single.clone(),
            _ => args.clone(),
        };
    }
    let mut parts = items(args).to_vec();
    if !keywords.is_empty() {
        parts.push(cache.mark.clone());
        for (name, value) in keywords {
            parts.extend([name.clone(), value.clone()]);
        }
    }
    if cache.typed {
        parts.extend(items(args).iter().map(|value| vm.class_of(value)));
        parts.extend(keywords.iter().map(|(_, value)| vm.class_of(value)));
    }
    vm.tuple(parts)
}

fn lru_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let cache = data::<LruCache>(&args[0]);
    let keywords = pairs(&args[2]);
    let call = |keywords| Call { callee: cache.function.clone(), args: items(&args[1]).to_vec(), keywords };
    if cache.maxsize == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return Flow::TailCall(call(keywords));
    }
    let key = lru_key(vm, cache, &args[1], &keywords);
    match lru_find(vm, cache, &key) {
        Ok(Some(result)) => {
            cache.hits.set(cache.hits.get() + 1);
            return Flow::Return(result);
        }
        Ok(None) => cache.misses.set(cache.misses.get() + 1),
        Err(raised) => return Flow::Raise(raised),
    }
    let held = args[0].clone();
    let then = move |vm: &mut Vm, result: NativeResult| {
        let stored = result.and_then(|result| {
            lru_store(vm, data(&held), &key, &result)?;
            Ok(result)
        });
        Flow::from(stored)
    };
    Flow::Call(call(keywords), Box::new(taipan_vm::native::Then(then)))
}

fn lru_find(vm: &mut Vm, cache: &LruCache, key: &Value) -> Result<Option<Value>, Raised> {
    if cache.maxsize.is_none() {
        return vm.dict_get(&cache.cache, key);
    }
    // Taking it out and putting it back makes it the most recently used.
    match vm.dict_remove(&cache.cache, key)? {
        Some(result) => {
            vm.dict_set(&cache.cache, key, result.clone())?;
            Ok(Some(result))
        }
        None => Ok(None),
    }
}

fn lru_store(vm: &mut Vm, cache: &LruCache, key: &Value, result: &Value) -> Result<(), Raised> {
    let Some(maxsize) = cache.maxsize else { return vm.dict_set(&cache.cache, key, result.clone()) };
    if vm.dict_get(&cache.cache, key)?.is_some() {
        // A call of itself has stored it meanwhile.
        return Ok(());
    }
    let table = cache.cache.as_ref::<DictObject>().expect("the cache is a dict");
    if table.len() >= maxsize
        && let Some((oldest, value)) = vm.dict_take_first(&cache.cache)
    {
        drop((oldest, value));
    }
    vm.dict_set(&cache.cache, key, result.clone())
}

fn lru_info(vm: &mut Vm, args: &[Value]) -> Flow {
    let cache = data::<LruCache>(&args[0]);
    let size = cache.cache.as_ref::<DictObject>().map_or(0, DictObject::len);
    let maxsize = cache.maxsize.map_or(Value::NONE, Value::index);
    let counts = vec![vm.int(cache.hits.get() as i64), vm.int(cache.misses.get() as i64), maxsize, Value::index(size)];
    Flow::TailCall(Call::new(cache.info.clone(), counts))
}

fn lru_clear(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let cache = data::<LruCache>(&args[0]);
    cache.hits.set(0);
    cache.misses.set(0);
    vm.dict_clear(&cache.cache);
    Ok(Value::NONE)
}
