//! `_collections`: the native half of `collections`. `deque` is in `deque.rs`; here are the subclasses of `dict`
//! (`defaultdict`, `OrderedDict`), the counting loop of `Counter` and the field descriptor of `namedtuple`. See
//! <https://docs.python.org/3.13/library/collections.html>.

mod deque;

use taipan_vm::drain::collect_then;
use taipan_vm::iteration::{Fold, Folded, fold_iterable};
use taipan_vm::native::{NativeClassDef, NativeData, NativeModule};
use taipan_vm::types::{DictObject, GetSetDef, Slots, dict_update_then};
use taipan_vm::{ExceptionKind, Flow, Kind, NativeDef, NativeResult, Raised, Tracer, Tuple, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule {
        name: "_collections",
        functions: FUNCTIONS,
        init: Some(|vm, dict| {
            for def in [&deque::DEQUE, &DEFAULTDICT, &ORDERED_DICT, &TUPLE_GETTER] {
                let class = vm.native_class(def);
                vm.dict_set_str(dict, def.name, class);
            }
            Ok(())
        }),
    }
}

const FUNCTIONS: &[NativeDef] =
    &[NativeDef::flow("_count_elements", "mapping, iterable, /", collections_count_elements)];

fn data<T: NativeData>(value: &Value) -> &T {
    value.native::<T>().expect("methods are called on objects of their class")
}

fn pairs(dict: &Value) -> Vec<(Value, Value)> {
    dict.as_ref::<DictObject>().map(DictObject::pairs).unwrap_or_default()
}

// ---- defaultdict ----

static DEFAULTDICT: NativeClassDef = NativeClassDef {
    name: "defaultdict",
    module: "collections",
    slots: &Slots {
        base: Some(Kind::Dict),
        methods: &[
            NativeDef::flow("__init__", "self, /, *args, **kwargs", defaultdict_init),
            NativeDef::flow("__missing__", "self, key, /", defaultdict_missing),
            NativeDef::plain("__repr__", "self, /", defaultdict_repr),
            NativeDef::plain("copy", "self, /", defaultdict_copy),
            NativeDef::plain("__copy__", "self, /", defaultdict_copy),
            NativeDef::plain("__or__", "self, other, /", |vm, args| defaultdict_or(vm, &args[0], &args[0], &args[1])),
            NativeDef::plain("__ror__", "self, other, /", |vm, args| defaultdict_or(vm, &args[0], &args[1], &args[0])),
            NativeDef::plain("__reduce__", "self, /", defaultdict_reduce),
        ],
        class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", |vm, args| {
            Ok(crate::generic_alias(vm, &args[0], &args[1]))
        })],
        getset: &[GetSetDef {
            name: "default_factory",
            get: |vm, dict| Ok(default_factory(vm, dict)),
            set: Some(|vm, dict, value| {
                let value = if value.is_unbound() { Value::NONE } else { value.clone() };
                set_default_factory(vm, dict, value);
                Ok(())
            }),
        }],
        subclassable: true,
        doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called \
              without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict \
              compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they \
              were\npassed to the dict constructor, including keyword arguments.",
        ..Slots::NONE
    },
};

/// The factory is kept among the object's own attributes, under a name that no script can write.
const FACTORY: &str = "default factory";

fn default_factory(vm: &mut Vm, dict: &Value) -> Value {
    let name = vm.intern(FACTORY);
    vm.instance_attribute(dict, &name).unwrap_or(Value::NONE)
}

fn set_default_factory(vm: &mut Vm, dict: &Value, factory: Value) {
    let name = vm.intern(FACTORY);
    vm.set_instance_attribute(dict, &name, factory);
}

fn defaultdict_init(vm: &mut Vm, args: &[Value]) -> Flow {
    let positional = args[1].as_ref::<Tuple>().map(Tuple::items).unwrap_or_default();
    let factory = positional.first().cloned().unwrap_or(Value::NONE);
    if !factory.is_none() && !vm.is_callable(&factory) {
        return Flow::Raise(vm.type_error("first argument must be callable or None"));
    }
    if positional.len() > 2 {
        let count = positional.len() - 1;
        return Flow::Raise(vm.type_error(format!("dict expected at most 1 argument, got {count}")));
    }
    set_default_factory(vm, &args[0], factory);
    let other = positional.get(1).cloned().unwrap_or_default();
    let (dict, keywords) = (args[0].clone(), args[2].clone());
    dict_update_then(vm, &args[0], &other, move |vm| {
        Flow::from(vm.dict_update_nested(&dict, &keywords).map(|()| Value::NONE))
    })
}

fn defaultdict_missing(vm: &mut Vm, args: &[Value]) -> Flow {
    let factory = default_factory(vm, &args[0]);
    if factory.is_none() {
        return Flow::Raise(vm.key_error(&args[1]));
    }
    let (dict, key) = (args[0].clone(), args[1].clone());
    Flow::call_then(factory, Vec::new(), move |vm, result| {
        let stored = result.and_then(|value| {
            vm.set_item(&dict, &key, &value)?;
            Ok(value)
        });
        Flow::from(stored)
    })
}

/// The text of the entries, as `dict` shows them.
fn dict_text(vm: &mut Vm, dict: &Value) -> Result<String, Raised> {
    let copy = vm.dict_copy(dict);
    vm.repr_string(&copy)
}

fn defaultdict_repr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = crate::short_name(vm, &args[0]);
    let factory = default_factory(vm, &args[0]);
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.string(format!("{name}(...)")));
    }
    let texts = vm.repr_string(&factory).and_then(|factory| Ok((factory, dict_text(vm, &args[0])?)));
    vm.leave_repr(&args[0]);
    let (factory, entries) = texts?;
    Ok(vm.string(format!("{name}({factory}, {entries})")))
}

fn defaultdict_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let factory = default_factory(vm, &args[0]);
    vm.call(&class, &[factory, args[0].clone()])
}

fn defaultdict_or(vm: &mut Vm, this: &Value, left: &Value, right: &Value) -> NativeResult {
    if left.kind() != Kind::Dict || right.kind() != Kind::Dict {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let class = vm.class_of(this);
    let factory = default_factory(vm, this);
    let result = vm.call(&class, &[factory, left.clone()])?;
    vm.dict_update_nested(&result, right)?;
    Ok(result)
}

fn defaultdict_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let factory = default_factory(vm, &args[0]);
    let new_args = if factory.is_none() { vm.tuple(Vec::new()) } else { vm.tuple(vec![factory]) };
    let items = vm.call_method(&args[0], "items", &[])?;
    let items = vm.iter(&items)?;
    Ok(vm.tuple(vec![class, new_args, Value::NONE, Value::NONE, items]))
}

// ---- OrderedDict ----

static ORDERED_DICT: NativeClassDef = NativeClassDef {
    name: "OrderedDict",
    module: "collections",
    slots: &Slots {
        base: Some(Kind::Dict),
        methods: &[
            NativeDef::flow("__init__", "self, /, *args, **kwargs", ordered_init),
            NativeDef::flow("update", "self, /, *args, **kwargs", ordered_update),
            NativeDef::plain("move_to_end", "self, /, key, last=True", ordered_move_to_end),
            NativeDef::plain("popitem", "self, /, last=True", ordered_popitem),
            NativeDef::plain("copy", "self, /", ordered_copy),
            NativeDef::plain("__copy__", "self, /", ordered_copy),
            NativeDef::plain("__repr__", "self, /", ordered_repr),
            NativeDef::plain("__eq__", "self, other, /", |vm, args| ordered_equal(vm, &args[0], &args[1], true)),
            NativeDef::plain("__ne__", "self, other, /", |vm, args| ordered_equal(vm, &args[0], &args[1], false)),
            NativeDef::plain("__or__", "self, other, /", |vm, args| ordered_or(vm, &args[0], &args[0], &args[1])),
            NativeDef::plain("__ror__", "self, other, /", |vm, args| ordered_or(vm, &args[0], &args[1], &args[0])),
            NativeDef::plain("__reduce__", "self, /", ordered_reduce),
        ],
        getset: &[GetSetDef {
            name: "__dict__",
            get: |vm, object| match vm.instance_dict(object) {
                Some(dict) => Ok(dict),
                None => Err(vm.error(ExceptionKind::AttributeError, "__dict__")),
            },
            set: None,
        }],
        hash: taipan_vm::types::HashSlot::Unhashable,
        subclassable: true,
        attributes: true,
        doc: "Dictionary that remembers insertion order",
        ..Slots::NONE
    },
};

fn ordered_init(vm: &mut Vm, args: &[Value]) -> Flow {
    ordered_update(vm, args)
}

/// `update` that stores through `__setitem__` where a subclass has its own, as CPython's does.
fn ordered_update(vm: &mut Vm, args: &[Value]) -> Flow {
    let positional = args[1].as_ref::<Tuple>().map(Tuple::items).unwrap_or_default();
    if positional.len() > 1 {
        let count = positional.len();
        return Flow::Raise(vm.type_error(format!("expected at most 1 arguments, got {count}")));
    }
    let other = positional.first().cloned().unwrap_or_default();
    let exact = vm.class_of(&args[0]).is(&vm.native_class(&ORDERED_DICT));
    let (dict, keywords) = (args[0].clone(), args[2].clone());
    let target = if exact { dict.clone() } else { vm.dict() };
    dict_update_then(vm, &target.clone(), &other, move |vm| {
        let mut result = vm.dict_update_nested(&target, &keywords);
        if !exact && result.is_ok() {
            for (key, value) in pairs(&target) {
                result = vm.set_item(&dict, &key, &value);
                if result.is_err() {
                    break;
                }
            }
        }
        Flow::from(result.map(|()| Value::NONE))
    })
}

fn ordered_move_to_end(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let last = vm.truthy(&args[2])?;
    let Some(value) = vm.dict_remove(&args[0], &args[1])? else { return Err(vm.key_error(&args[1])) };
    if last {
        vm.dict_set(&args[0], &args[1], value)?;
        return Ok(Value::NONE);
    }
    // The front has no room: all entries are put in again behind the one that is to be first.
    let rest = vm.dict_copy(&args[0]);
    vm.dict_clear(&args[0]);
    vm.dict_set(&args[0], &args[1], value)?;
    vm.dict_update_nested(&args[0], &rest)?;
    Ok(Value::NONE)
}

fn ordered_popitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let last = vm.truthy(&args[1])?;
    let popped = if last { vm.dict_take_last(&args[0]) } else { vm.dict_take_first(&args[0]) };
    match popped {
        Some((key, value)) => Ok(vm.pair(key, value)),
        None => Err(vm.error(ExceptionKind::KeyError, "dictionary is empty")),
    }
}

fn ordered_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    vm.call(&class, &args[..1])
}

fn ordered_repr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = crate::short_name(vm, &args[0]);
    if pairs(&args[0]).is_empty() {
        return Ok(vm.string(format!("{name}()")));
    }
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str("..."));
    }
    let text = dict_text(vm, &args[0]);
    vm.leave_repr(&args[0]);
    let text = text?;
    Ok(vm.string(format!("{name}({text})")))
}

fn ordered_equal(vm: &mut Vm, a: &Value, b: &Value, wanted: bool) -> NativeResult {
    if b.kind() != Kind::Dict {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.dict_copy(a), vm.dict_copy(b));
    let mut equal = vm.equal(&x, &y)?;
    let class = vm.native_class(&ORDERED_DICT);
    if equal && vm.is_instance(b, &class) {
        for ((p, _), (q, _)) in pairs(&x).into_iter().zip(pairs(&y)) {
            if !vm.same_item(&p, &q)? {
                equal = false;
                break;
            }
        }
    }
    Ok(Value::bool(equal == wanted))
}

fn ordered_or(vm: &mut Vm, this: &Value, left: &Value, right: &Value) -> NativeResult {
    if left.kind() != Kind::Dict || right.kind() != Kind::Dict {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let class = vm.class_of(this);
    let result = vm.call(&class, std::slice::from_ref(left))?;
    vm.call_method(&result, "update", std::slice::from_ref(right))?;
    Ok(result)
}

fn ordered_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let attributes = vm.instance_dict(&args[0]);
    let state = attributes.filter(|d| !pairs(d).is_empty()).unwrap_or(Value::NONE);
    let items = vm.call_method(&args[0], "items", &[])?;
    let items = vm.iter(&items)?;
    let empty = vm.tuple(Vec::new());
    Ok(vm.tuple(vec![class, empty, state, Value::NONE, items]))
}

// ---- Counter ----

struct Count {
    mapping: Value,
    /// Whether the mapping reads and stores as `dict` does.
    plain: bool,
}

impl Fold for Count {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Folded, Raised> {
        if self.plain {
            let next = match vm.dict_get(&self.mapping, &item)? {
                None => Value::index(1),
                Some(count) => match count.as_small_int() {
                    Some(count) => vm.int(count + 1),
                    None => vm.binary(taipan_vm::types::BinaryOp::Add, &count, &Value::index(1))?,
                },
            };
            vm.dict_set(&self.mapping, &item, next)?;
            return Ok(Folded::More);
        }
        let count = vm.call_method(&self.mapping, "get", &[item.clone(), Value::index(0)])?;
        let next = vm.binary(taipan_vm::types::BinaryOp::Add, &count, &Value::index(1))?;
        vm.set_item(&self.mapping, &item, &next)?;
        Ok(Folded::More)
    }

    fn finish(self, _: &mut Vm) -> Flow {
        Flow::Return(Value::NONE)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.mapping);
    }
}

fn collections_count_elements(vm: &mut Vm, args: &[Value]) -> Flow {
    let mapping = args[0].clone();
    let mut plain = mapping.kind() == Kind::Dict;
    for name in ["get", "__setitem__"] {
        let name = vm.intern(name);
        plain = plain && vm.lookup_special(&mapping, &name).is_none_or(|m| m.kind() == Kind::MethodDescriptor);
    }
    if plain && args[1].kind() == Kind::Str {
        // Text is counted without an iterator object in between.
        let fold = Count { mapping, plain };
        return collect_then(vm, &args[1], move |vm, items| {
            let mut fold = fold;
            for item in items {
                if let Err(raised) = fold.item(vm, item) {
                    return Flow::Raise(raised);
                }
            }
            Flow::Return(Value::NONE)
        });
    }
    fold_iterable(vm, &args[1], Count { mapping, plain })
}

// ---- namedtuple fields ----

struct TupleGetter {
    index: usize,
    doc: std::cell::RefCell<Value>,
}

impl NativeData for TupleGetter {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.doc.borrow());
    }
}

static TUPLE_GETTER: NativeClassDef = NativeClassDef {
    name: "_tuplegetter",
    module: "_collections",
    slots: &Slots {
        new: Some(NativeDef::plain("__new__", "cls, index, doc, /", |vm, args| {
            let index = vm.index(&args[1])?.max(0) as usize;
            let doc = std::cell::RefCell::new(args[2].clone());
            Ok(vm.native_object(&args[0], TupleGetter { index, doc }))
        })),
        repr: Some(|vm, this| {
            let getter = data::<TupleGetter>(this);
            let doc = getter.doc.borrow().clone();
            let (index, doc) = (getter.index, vm.repr_string(&doc)?);
            Ok(vm.string(format!("_tuplegetter({index}, {doc})")))
        }),
        methods: &[
            NativeDef::plain("__get__", "self, instance, owner=None, /", tuplegetter_get),
            NativeDef::flow("__set__", "self, instance, value, /", tuplegetter_refuse),
            NativeDef::flow("__delete__", "self, instance, /", tuplegetter_refuse),
            NativeDef::plain("__reduce__", "self, /", |vm, args| {
                let getter = data::<TupleGetter>(&args[0]);
                let parts = vec![Value::index(getter.index), getter.doc.borrow().clone()];
                let (class, parts) = (vm.class_of(&args[0]), vm.tuple(parts));
                Ok(vm.tuple(vec![class, parts]))
            }),
        ],
        getset: &[GetSetDef {
            name: "__doc__",
            get: |_, this| Ok(data::<TupleGetter>(this).doc.borrow().clone()),
            set: Some(|_, this, value| {
                let value = if value.is_unbound() { Value::NONE } else { value.clone() };
                let old = data::<TupleGetter>(this).doc.replace(value);
                drop(old);
                Ok(())
            }),
        }],
        ..Slots::NONE
    },
};

fn tuplegetter_get(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let index = data::<TupleGetter>(&args[0]).index;
    if args[1].is_none() || args[1].is_unbound() {
        return Ok(args[0].clone());
    }
    let Some(tuple) = args[1].as_ref::<Tuple>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object"
        )));
    };
    match tuple.items().get(index) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn tuplegetter_refuse(vm: &mut Vm, args: &[Value]) -> Flow {
    let message = if args.len() == 2 { "can't delete attribute" } else { "can't set attribute" };
    Flow::Raise(vm.error(ExceptionKind::AttributeError, message))
}
