//! Tuples whose items have names, such as `sys.version_info` and `os.stat_result`: one class per kind of fact, made when
//! the first is. Some have attributes that are not items.

use crate::heap::{Kind, Tuple};
use crate::native::{Flow, NativeDef, NativeFunction, NativeResult, Raised};
use crate::objects::classes::ClassRequest;
use crate::types::{PropertyObject, StrObject, TypeObject};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The description of such a class.
pub struct StructSequence {
    /// `__module__`
    pub module: &'static str,
    /// `__name__`
    pub name: &'static str,
    /// Names of the items; an empty name makes an item that has none.
    pub fields: &'static [&'static str],
    /// Names of further attributes.
    pub extra: &'static [&'static str],
}

/// How many items a value of the class that is being called has, and the private name of what is not an item.
const EXTRA: &str = "_extra";

impl Vm {
    /// A value of such a class: items, then the further attributes.
    pub fn struct_sequence(
        &mut self,
        description: &'static StructSequence,
        items: Vec<Value>,
        extra: Vec<Value>,
    ) -> NativeResult {
        let class = self.struct_sequence_class(description)?;
        let shape = class.expect_ref::<TypeObject>().root_shape.get();
        let made = self.heap.tuple_with_shape(shape, 8, items.into_iter());
        if !extra.is_empty() {
            let (name, extra) = (self.intern(EXTRA), self.tuple(extra));
            self.set_instance_attribute(&made, &name, extra);
        }
        Ok(made)
    }

    /// The class object of such a class.
    pub fn struct_sequence_class(&mut self, description: &'static StructSequence) -> NativeResult {
        let key = std::ptr::from_ref(description) as usize;
        if let Some(class) = self.native_classes.get(&key) {
            return Ok(class.clone());
        }
        let namespace = self.dict();
        let module = self.intern(description.module);
        self.dict_set_str(&namespace, "__module__", module);
        let mut matched = Vec::new();
        let mut unnamed = 0;
        for (index, name) in description.fields.iter().enumerate() {
            if name.is_empty() {
                unnamed += 1;
                continue;
            }
            matched.push(self.intern(name));
            let property = self.item_property(name, move |_, object| {
                let tuple = object.as_ref::<Tuple>()?;
                tuple.items().get(index).cloned()
            });
            self.dict_set_str(&namespace, name, property);
        }
        for (index, name) in description.extra.iter().enumerate() {
            let property = self.item_property(name, move |vm, object| {
                let key = vm.intern(EXTRA);
                let extra = vm.instance_attribute(object, &key)?;
                extra.as_ref::<Tuple>()?.items().get(index).cloned()
            });
            self.dict_set_str(&namespace, name, property);
        }
        let matched = self.tuple(matched);
        self.dict_set_str(&namespace, "__match_args__", matched);
        let (visible, all) = (description.fields.len(), description.fields.len() + description.extra.len());
        for (name, count) in [("n_sequence_fields", visible), ("n_fields", all), ("n_unnamed_fields", unnamed)] {
            self.dict_set_str(&namespace, name, Value::index(count));
        }
        let shown = format!("{}.{}", description.module, description.name);
        let repr = self.host_method("__repr__", move |vm, object| sequence_repr(vm, object, &shown, description));
        self.dict_set_str(&namespace, "__repr__", repr);
        let empty = self.tuple(Vec::new());
        self.dict_set_str(&namespace, "__slots__", empty);
        let metaclass = self.builtin_class(Kind::Type);
        let (name, bases) = (self.str(description.name), vec![self.builtin_class(Kind::Tuple)]);
        let class = self.plain_class(ClassRequest { metaclass, name, bases, namespace, keywords: Vec::new() })?;
        let object = class.expect_ref::<TypeObject>();
        let shape = self.heap.new_root_shape(class.word(), Kind::Tuple, 0, Vm::extra_offset(Kind::Tuple));
        object.root_shape.set(shape);
        self.native_classes.insert(key, class.clone());
        Ok(class)
    }

    fn item_property(&mut self, name: &'static str, get: impl Fn(&mut Vm, &Value) -> Option<Value> + 'static) -> Value {
        let getter = self.host_method(name, move |vm, object| Ok(get(vm, object).unwrap_or(Value::NONE)));
        let none = || RefCell::new(Value::NONE);
        let name = self.intern(name);
        self.alloc(PropertyObject {
            getter: RefCell::new(getter),
            setter: none(),
            deleter: none(),
            doc: none(),
            name: RefCell::new(name),
        })
    }

    /// A method from a closure that takes the object only.
    fn host_method(&mut self, name: &'static str, method: impl Fn(&mut Vm, &Value) -> NativeResult + 'static) -> Value {
        let host = move |vm: &mut Vm, args: &[Value], _: &[(Value, Value)]| -> Flow {
            match args.first() {
                Some(object) => Flow::from(method(vm, object)),
                None => Flow::Raise(vm.type_error(format!("{name}() needs an argument"))),
            }
        };
        let function = NativeFunction {
            def: NativeDef::plain(name, "self, /", |_, _| Ok(Value::NONE)),
            signature: OnceCell::new(),
            owner: Value::UNBOUND,
            module: Value::UNBOUND,
            host: Some(Rc::new(host)),
        };
        self.heap.alloc_with(crate::heap::ShapeId::builtin(Kind::MethodDescriptor), 0, function)
    }
}

fn sequence_repr(vm: &mut Vm, object: &Value, shown: &str, description: &StructSequence) -> Result<Value, Raised> {
    let items = object.as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let mut parts = Vec::with_capacity(items.len());
    for (name, item) in description.fields.iter().zip(&items) {
        let text = vm.repr(item)?;
        let text = text.expect_ref::<StrObject>().lossy().into_owned();
        parts.push(if name.is_empty() { text } else { format!("{name}={text}") });
    }
    Ok(vm.string(format!("{shown}({})", parts.join(", "))))
}
