//! Struct sequences: tuples whose items also have names (`time.struct_time`, `os.stat_result`, `sys.version_info`). Their
//! classes are made on first use; what they have in common is here, the fields come from a [`StructSequenceDef`].

use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::types::{DictObject, GetSetDef, GetSetObject, Getter, StrObject, WrapperObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefCell;

/// The most items that can have names.
const MAX_FIELDS: usize = 24;

/// A struct sequence type.
pub struct StructSequenceDef {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// `__doc__`
    pub doc: &'static str,
    /// Names of the fields: first those that are also items, then those that are attributes only.
    pub fields: &'static [&'static str],
    /// How many fields are items.
    pub visible: usize,
}

fn field<const INDEX: usize>(_: &mut Vm, object: &Value) -> NativeResult {
    Ok(object.as_tuple().and_then(|items| items.get(INDEX)).cloned().unwrap_or(Value::NONE))
}

macro_rules! getters {
    ($($index:literal)*) => { [$(field::<$index>),*] };
}

const GETTERS: [Getter; MAX_FIELDS] = getters!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23);

const NEW: NativeDef = NativeDef::flow("__new__", "cls, sequence, dict=None", sequence_new);
const METHODS: [NativeDef; 2] = [
    NativeDef::plain("__repr__", "self, /", sequence_repr),
    NativeDef::plain("__reduce__", "self, /", sequence_reduce),
];

impl Vm {
    /// The class of a struct sequence; made on first use.
    pub fn struct_sequence_class(&mut self, def: &'static StructSequenceDef) -> NativeResult {
        let key = std::ptr::from_ref(def) as usize;
        if let Some(class) = self.native_classes.get(&key) {
            return Ok(class.clone());
        }
        let class = self.make_struct_sequence(def)?;
        self.native_classes.insert(key, class.clone());
        Ok(class)
    }

    fn make_struct_sequence(&mut self, def: &'static StructSequenceDef) -> NativeResult {
        let dict = self.dict();
        let base = self.builtin_class(Kind::Tuple);
        for (text, value) in [("__module__", def.module), ("__doc__", def.doc)] {
            let value = self.intern(value);
            self.dict_set_str(&dict, text, value);
        }
        for method in METHODS {
            let method = self.method_descriptor(method, &base);
            let name = method.expect_ref::<crate::native::NativeFunction>().def.name;
            self.dict_set_str(&dict, name, method);
        }
        let new = self.native_function(NEW, Value::UNBOUND);
        let wrapper = WrapperObject { callable: RefCell::new(new) };
        let new = self.heap.alloc_with(crate::heap::ShapeId::builtin(Kind::StaticMethod), 0, wrapper);
        self.dict_set_str(&dict, "__new__", new);
        for (name, get) in def.fields[..def.visible].iter().zip(GETTERS) {
            let getter = self.alloc(GetSetObject { def: GetSetDef { name, get, set: None }, owner: base.clone() });
            self.dict_set_str(&dict, name, getter);
        }
        let names: Vec<Value> = def.fields.iter().map(|name| self.intern(name)).collect();
        let visible = self.tuple(names[..def.visible].to_vec());
        self.dict_set_str(&dict, "__match_args__", visible);
        let hidden = self.tuple(names[def.visible..].to_vec());
        self.dict_set_str(&dict, "_hidden_fields", hidden);
        for (name, count) in
            [("n_sequence_fields", def.visible), ("n_fields", def.fields.len()), ("n_unnamed_fields", 0)]
        {
            self.dict_set_str(&dict, name, Value::index(count));
        }
        let (metaclass, name) = (self.builtin_class(Kind::Type), self.intern(def.name));
        let bases = self.tuple(vec![base]);
        self.call(&metaclass, &[name, bases, dict])
    }

    /// A struct sequence with a value for each field.
    pub fn struct_sequence(&mut self, def: &'static StructSequenceDef, values: Vec<Value>) -> NativeResult {
        let class = self.struct_sequence_class(def)?;
        let mut values = values;
        let hidden = values.split_off(def.visible.min(values.len()));
        let object = self.tuple_for_class(&class, values);
        for (name, value) in def.fields[def.visible..].iter().zip(hidden) {
            let name = self.intern(name);
            self.set_instance_attribute(&object, &name, value);
        }
        Ok(object)
    }
}

/// The names in a tuple attribute of the class.
fn names_of(vm: &mut Vm, class: &Value, attribute: &str) -> Result<Vec<Value>, Raised> {
    let names = vm.get_attr_str(class, attribute)?;
    Ok(names.as_tuple().unwrap_or(&[]).to_vec())
}

fn sequence_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, extra) = (args[0].clone(), args[2].clone());
    if !vm.is_iterable(&args[1]) {
        return Flow::Raise(vm.type_error("constructor requires a sequence"));
    }
    crate::drain::collect_then(vm, &args[1], move |vm, items| construct(vm, &class, items, &extra).into())
}

fn construct(vm: &mut Vm, class: &Value, items: Vec<Value>, extra: &Value) -> NativeResult {
    let visible = names_of(vm, class, "__match_args__")?.len();
    let hidden = names_of(vm, class, "_hidden_fields")?;
    let (given, all) = (items.len(), visible + hidden.len());
    if given < visible || given > all {
        let name = vm.qualified_class_name(class);
        let message = match (given < visible, hidden.is_empty()) {
            (_, true) => format!("{name}() takes a {visible}-sequence ({given}-sequence given)"),
            (true, false) => format!("{name}() takes an at least {visible}-sequence ({given}-sequence given)"),
            (false, false) => format!("{name}() takes an at most {all}-sequence ({given}-sequence given)"),
        };
        return Err(vm.type_error(message));
    }
    let mut items = items;
    let mut rest = items.split_off(visible).into_iter();
    let object = vm.tuple_for_class(class, items);
    for name in hidden {
        let named = match extra.as_ref::<DictObject>() {
            Some(_) => vm.dict_get(extra, &name)?,
            None => None,
        };
        let value = rest.next().or(named).unwrap_or(Value::NONE);
        vm.set_instance_attribute(&object, &name, value);
    }
    Ok(object)
}

fn sequence_repr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let names = names_of(vm, &class, "__match_args__")?;
    let mut text = vm.qualified_class_name(&class);
    text.push('(');
    let items = args[0].as_tuple().unwrap_or(&[]).to_vec();
    for (index, (name, item)) in names.iter().zip(&items).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        if let Some(name) = name.as_ref::<StrObject>() {
            text.push_str(&name.lossy());
        }
        text.push('=');
        text.push_str(&vm.repr_string(item)?);
    }
    text.push(')');
    Ok(vm.string(text))
}

fn sequence_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let items = args[0].as_tuple().unwrap_or(&[]).to_vec();
    let items = vm.tuple(items);
    let extra = vm.dict();
    for name in names_of(vm, &class, "_hidden_fields")? {
        let value = vm.get_attr(&args[0], &name)?;
        vm.dict_set(&extra, &name, value)?;
    }
    let arguments = vm.pair(items, extra);
    Ok(vm.pair(class, arguments))
}
