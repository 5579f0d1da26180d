//! Calling classes: `__new__`, then `__init__`, as frames above the caller, and the checks of receivers that natives rely on.

use crate::heap::{Kind, Tuple};
use crate::native::{Call, Flow, NativeFunction, NativeResult, Raised, Then};
use crate::types::{ClassFlags, TypeObject, WrapperObject};
use crate::value::{Value, Word};
use crate::vm::Vm;

impl Vm {
    /// What `type.__call__` does: makes an instance of `class` and initialises it. A metaclass's own `__call__` has been
    /// considered before.
    pub(crate) fn instantiate_flow(&mut self, class: &Value, args: Vec<Value>, keywords: Vec<(Value, Value)>) -> Flow {
        let object = class.expect_ref::<TypeObject>();
        let constructor = object.constructor.borrow().clone();
        if !constructor.is_unbound() {
            return Flow::TailCall(Call { callee: constructor, args, keywords });
        }
        if object.has(ClassFlags::EXCEPTION) {
            match self.quick_exception(class, &args, &keywords) {
                Ok(Some(made)) => return Flow::Return(made),
                Ok(None) => {}
                Err(raised) => return Flow::Raise(raised),
            }
        }
        let name = self.names.new.clone();
        let Some(new) = self.class_lookup(class.word(), name.word()) else {
            let name = self.qualified_class_name(class);
            return Flow::Raise(self.type_error(format!("cannot create '{name}' instances")));
        };
        if self.is_object_method(new, &name) {
            let made = match self.check_excess(class, args.is_empty() && keywords.is_empty()) {
                Ok(()) => self.bare_instance(class),
                Err(raised) => Err(raised),
            };
            return match made {
                Ok(instance) => self.initialize_flow(class, instance, args, keywords),
                Err(raised) => Flow::Raise(raised),
            };
        }
        let callee = match self.bind_new(new, class) {
            Ok(callee) => callee,
            Err(raised) => return Flow::Raise(raised),
        };
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(class.clone());
        all.extend(args.iter().cloned());
        let (class, again) = (class.clone(), keywords.clone());
        Flow::Call(
            Call { callee, args: all, keywords },
            Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
                Ok(instance) => vm.initialize_flow(&class, instance, args, again),
                Err(raised) => Flow::Raise(raised),
            })),
        )
    }

    /// The callable behind a `__new__` found on a class: it gets the class as first argument.
    fn bind_new(&mut self, new: Word, class: &Value) -> NativeResult {
        let new = new.to_value();
        match new.kind() {
            Kind::NativeFunction | Kind::Function => Ok(new),
            Kind::StaticMethod => Ok(new.expect_ref::<WrapperObject>().callable.borrow().clone()),
            _ => self.bind(&new, &Value::UNBOUND, class),
        }
    }

    /// Whether `found` is what `object` itself has under `name`.
    pub(crate) fn is_object_method(&mut self, found: Word, name: &Value) -> bool {
        let object = self.builtin_types[Kind::Instance as usize].word();
        self.class_lookup(object, name.word()) == Some(found)
    }

    /// Calls `__init__` of a fresh instance, unless `__new__` made something else.
    fn initialize_flow(
        &mut self,
        class: &Value,
        instance: Value,
        args: Vec<Value>,
        keywords: Vec<(Value, Value)>,
    ) -> Flow {
        if !self.is_instance(&instance, class) {
            return Flow::Return(instance);
        }
        let name = self.names.init.clone();
        let found = self.class_lookup(self.class_word(&instance), name.word());
        let Some(found) = found.filter(|f| !self.is_object_method(*f, &name)) else {
            return Flow::Return(instance);
        };
        let init = found.to_value();
        let (callee, mut all) = if matches!(init.kind(), Kind::Function | Kind::MethodDescriptor) {
            (init, vec![instance.clone()])
        } else {
            let class = self.class_of(&instance);
            match self.bind(&init, &instance, &class) {
                Ok(bound) => (bound, Vec::new()),
                Err(raised) => return Flow::Raise(raised),
            }
        };
        all.extend(args);
        Flow::Call(
            Call { callee, args: all, keywords },
            Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
                Ok(result) if result.is_none() => Flow::Return(instance),
                Ok(result) => Flow::Raise(vm.init_result_error(&result)),
                Err(raised) => Flow::Raise(raised),
            })),
        )
    }

    /// `__init__() should return None, not 'int'`
    #[cold]
    pub(crate) fn init_result_error(&mut self, result: &Value) -> Raised {
        let found = self.type_name(result);
        self.type_error(format!("__init__() should return None, not '{found}'"))
    }

    /// Refuses arguments that neither `__new__` nor `__init__` would take.
    fn check_excess(&mut self, class: &Value, none_given: bool) -> Result<(), Raised> {
        if none_given {
            return Ok(());
        }
        let name = self.names.init.clone();
        let init = self.class_lookup(class.word(), name.word());
        match init {
            Some(init) if !self.is_object_method(init, &name) => Ok(()),
            _ => {
                let name = self.class_name(class);
                Err(self.type_error(format!("{name}() takes no arguments")))
            }
        }
    }

    /// A bare instance of a class whose layout is `object`'s, as `object.__new__` makes it.
    pub(crate) fn bare_instance(&mut self, class: &Value) -> NativeResult {
        let object = class.expect_ref::<TypeObject>();
        if object.has(ClassFlags::ABSTRACT) {
            return Err(self.abstract_error(class));
        }
        match object.instance_kind {
            Kind::Instance => Ok(self.heap.instance(object.root_shape.get())),
            _ => {
                let name = self.qualified_class_name(class);
                Err(self.type_error(format!("cannot create '{name}' instances")))
            }
        }
    }

    /// `Can't instantiate abstract class X without an implementation for abstract method 'f'`
    #[cold]
    fn abstract_error(&mut self, class: &Value) -> Raised {
        let key = self.names.abstractmethods.clone();
        let dict = class.expect_ref::<TypeObject>().dict.clone();
        let mut names = Vec::new();
        if let Some(methods) = self.dict_get_name(&dict, &key) {
            match self.collect(&methods) {
                Ok(items) => {
                    for item in items {
                        match self.str_string(&item) {
                            Ok(text) => names.push(text),
                            Err(raised) => return raised,
                        }
                    }
                }
                Err(raised) => return raised,
            }
        }
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let list: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
        let class = self.class_name(class);
        self.type_error(format!(
            "Can't instantiate abstract class {class} without an implementation for abstract method{plural} {}",
            list.join(", ")
        ))
    }

    /// Checks the first argument of a native method or `__new__` against the type it belongs to. Natives rely on it:
    /// every call of a native function that has an owner must be checked.
    #[inline]
    pub(crate) fn check_native_receiver(&mut self, function: &Value, args: &[Value]) -> Result<(), Raised> {
        let native = function.expect_ref::<NativeFunction>();
        let Some(owner) = native.owner.as_ref::<TypeObject>() else { return Ok(()) };
        if native.class_method {
            return match args.first() {
                Some(class) if self.is_subclass(class, &native.owner) => Ok(()),
                receiver => Err(self.class_receiver_error(native, receiver)),
            };
        }
        if function.kind() == Kind::MethodDescriptor {
            if let Some(receiver) = args.first()
                && (receiver.shape() == owner.root_shape.get() || self.is_instance(receiver, &native.owner))
            {
                return Ok(());
            }
            return Err(self.receiver_error(native, args.first()));
        }
        self.check_new_class(native, args.first())
    }

    #[cold]
    fn receiver_error(&mut self, native: &NativeFunction, receiver: Option<&Value>) -> Raised {
        let (owner, name) = (self.class_name(&native.owner), native.def.name);
        let Some(receiver) = receiver else {
            return self.type_error(match is_slot_name(name) {
                true => format!("descriptor '{name}' of '{owner}' object needs an argument"),
                false => format!("unbound method {owner}.{name}() needs an argument"),
            });
        };
        let found = self.type_name(receiver);
        self.type_error(match is_slot_name(name) {
            true => format!("descriptor '{name}' requires a '{owner}' object but received a '{found}'"),
            false => format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object"),
        })
    }

    #[cold]
    fn class_receiver_error(&mut self, native: &NativeFunction, receiver: Option<&Value>) -> Raised {
        let (owner, name) = (self.class_name(&native.owner), native.def.name);
        let Some(receiver) = receiver else {
            return self.type_error(format!("descriptor '{name}' of '{owner}' object needs an argument"));
        };
        if receiver.kind() != Kind::Type {
            let found = self.type_name(receiver);
            return self
                .type_error(format!("descriptor '{name}' for type '{owner}' needs a type, not a '{found}' as arg 2"));
        }
        let found = self.class_name(receiver);
        self.type_error(format!("descriptor '{name}' requires a subtype of '{owner}' but received '{found}'"))
    }

    fn check_new_class(&mut self, native: &NativeFunction, class: Option<&Value>) -> Result<(), Raised> {
        let owner = native.owner.expect_ref::<TypeObject>();
        let Some(class) = class else {
            let owner = self.class_name(&native.owner);
            return Err(self.type_error(format!("{owner}.__new__(): not enough arguments")));
        };
        let Some(object) = class.as_ref::<TypeObject>() else {
            let owner = self.class_name(&native.owner);
            let found = self.type_name(class);
            return Err(self.type_error(format!("{owner}.__new__(X): X is not a type object ({found})")));
        };
        if !self.is_subclass(class, &native.owner) {
            let (owner, found) = (self.class_name(&native.owner), self.class_name(class));
            return Err(self.type_error(format!("{owner}.__new__({found}): {found} is not a subtype of {owner}")));
        }
        if object.instance_kind != owner.instance_kind {
            let (owner, found) = (self.class_name(&native.owner), self.class_name(class));
            let layout = object.layout_class.borrow().clone();
            let layout = self.class_name(&layout);
            return Err(self.type_error(format!("{owner}.__new__({found}) is not safe, use {layout}.__new__()")));
        }
        if object.has(ClassFlags::ABSTRACT) {
            return Err(self.abstract_error(class));
        }
        Ok(())
    }

    /// `object.__new__(class, *args, **kwargs)`, with its rules about surplus arguments.
    pub(crate) fn object_new(&mut self, class: &Value, surplus: bool) -> NativeResult {
        if surplus {
            let name = self.names.new.clone();
            let new = self.class_lookup(class.word(), name.word());
            if new.is_some_and(|n| !self.is_object_method(n, &name)) {
                return Err(self.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
            }
            self.check_excess(class, false)?;
        }
        self.bare_instance(class)
    }

    /// `object.__init__(self, *args, **kwargs)`, with its rules about surplus arguments.
    pub(crate) fn object_init(&mut self, instance: &Value, surplus: bool) -> NativeResult {
        if surplus {
            let class = self.class_of(instance);
            let (init_name, new_name) = (self.names.init.clone(), self.names.new.clone());
            let init = self.class_lookup(class.word(), init_name.word());
            if init.is_some_and(|i| !self.is_object_method(i, &init_name)) {
                return Err(
                    self.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
                );
            }
            let new = self.class_lookup(class.word(), new_name.word());
            if new.is_none_or(|n| self.is_object_method(n, &new_name)) {
                let name = self.class_name(&class);
                return Err(self
                    .type_error(format!("{name}.__init__() takes exactly one argument (the instance to initialize)")));
            }
        }
        Ok(Value::NONE)
    }

    /// Positional arguments and keywords as natives with `*args, **kwargs` get them.
    pub(crate) fn spread(args: &Value, keywords: &Value) -> (Vec<Value>, Vec<(Value, Value)>) {
        let args = args.as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let keywords = keywords.as_ref::<crate::types::DictObject>().map(|d| d.pairs()).unwrap_or_default();
        (args, keywords)
    }
}

/// Whether a method of this name is a slot wrapper in CPython's words, not a method.
pub(crate) fn is_slot_name(name: &str) -> bool {
    const METHODS: [&str; 24] = [
        "__new__",
        "__format__",
        "__sizeof__",
        "__reduce__",
        "__reduce_ex__",
        "__dir__",
        "__init_subclass__",
        "__subclasshook__",
        "__class_getitem__",
        "__reversed__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__getnewargs__",
        "__length_hint__",
        "__setstate__",
        "__getstate__",
        "__instancecheck__",
        "__subclasscheck__",
        "__prepare__",
        "__subclasses__",
        "__complex__",
        "__bytes__",
    ];
    name.starts_with("__") && name.ends_with("__") && !METHODS.contains(&name)
}
