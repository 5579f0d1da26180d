//! Attribute access: instance slots, classes, descriptors, modules, `super`.
//!
//! Look-ups answer with an [`Attr`]: the value, or a call that must be made to get it (a property, `__getattr__`), which
//! the interpreter makes as an ordinary frame and natives make nested.

use crate::exceptions::ExceptionKind;
use crate::heap::{AttrPlace, Heap, Kind, Payload, ShapeId};
use crate::native::{NativeResult, Raised};
use crate::types::{
    BoundMethod, ClassFlags, DictObject, FunctionObject, GetSetObject, ListObject, MemberObject, ModuleObject,
    PropertyObject, StrObject, SuperObject, TypeObject, WrapperObject,
};
use crate::value::{Value, Word};
use crate::vm::Vm;

/// Beyond this many attributes an instance keeps them in a dict.
const MAX_SLOTS: usize = 60;

/// What an attribute look-up found.
pub(crate) enum Attr {
    /// The value.
    Value(Value),
    /// Call this with these arguments to get it.
    Call(Value, Vec<Value>),
    /// Nothing.
    Missing,
}

/// What must be done to finish setting an attribute.
pub(crate) enum SetAttr {
    /// Nothing: it is set.
    Done,
    /// Call this with these arguments; the result is ignored.
    Call(Value, Vec<Value>),
}

impl Vm {
    /// `getattr(object, name)` with an interned name. Nested when it runs script code.
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> NativeResult {
        match self.get_attr_opt(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.attribute_error(object, name)),
        }
    }

    /// `getattr(object, name, None)` that tells absence from `None`; only AttributeError counts as absence.
    pub fn get_attr_opt(&mut self, object: &Value, name: &Value) -> Result<Option<Value>, Raised> {
        let found = match self.attribute(object, name) {
            Ok(Attr::Value(value)) => return Ok(Some(value)),
            Ok(Attr::Missing) => return Ok(None),
            Ok(Attr::Call(callee, args)) => self.call(&callee, &args),
            Err(raised) => Err(raised),
        };
        match found {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.is_exception(&raised, ExceptionKind::AttributeError) => {
                if self.class_has(object, ClassFlags::GETATTR)
                    && let Some(method) = self.lookup_special(object, &self.names.getattr.clone())
                {
                    return match self.call_unbound(&method, object, std::slice::from_ref(name)) {
                        Ok(value) => Ok(Some(value)),
                        Err(again) if self.is_exception(&again, ExceptionKind::AttributeError) => Ok(None),
                        Err(again) => Err(again),
                    };
                }
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `getattr(object, "name")` with a name given as text.
    pub fn get_attr_str(&mut self, object: &Value, name: &str) -> NativeResult {
        let name = self.intern(name);
        self.get_attr(object, &name)
    }

    /// Calls a method by name. Nested.
    pub fn call_method(&mut self, object: &Value, name: &str, args: &[Value]) -> NativeResult {
        let method = self.get_attr_str(object, name)?;
        self.call(&method, args)
    }

    /// AttributeError for a missing attribute, with CPython's words for instances, classes and modules.
    #[cold]
    pub(crate) fn attribute_error(&mut self, object: &Value, name: &Value) -> Raised {
        let attr = name.expect_ref::<StrObject>().lossy().into_owned();
        let message = match object.kind() {
            Kind::Type => format!("type object '{}' has no attribute '{attr}'", self.class_name(object)),
            Kind::Module => self.module_attribute_message(object, &attr),
            // A method has the attributes of its function.
            Kind::BoundMethod => {
                let function = object.expect_ref::<BoundMethod>().function.clone();
                format!("'{}' object has no attribute '{attr}'", self.type_name(&function))
            }
            _ => format!("'{}' object has no attribute '{attr}'", self.type_name(object)),
        };
        let raised = self.error(ExceptionKind::AttributeError, message);
        let exception = raised.0.expect_ref::<crate::types::ExceptionObject>();
        exception.set_field("name", name.clone());
        exception.set_field("obj", object.clone());
        raised
    }

    /// Looks up an attribute as `object.name` does, `__getattribute__` and `__getattr__` included.
    pub(crate) fn attribute(&mut self, object: &Value, name: &Value) -> Result<Attr, Raised> {
        if self.class_has(object, ClassFlags::GETATTRIBUTE)
            && let Some(method) = self.lookup_special(object, &self.names.getattribute.clone())
        {
            return Ok(Attr::Call(method, vec![object.clone(), name.clone()]));
        }
        match self.plain_attribute(object, name)? {
            Attr::Missing => {}
            found => return Ok(found),
        }
        if self.class_has(object, ClassFlags::GETATTR)
            && let Some(method) = self.lookup_special(object, &self.names.getattr.clone())
        {
            return Ok(Attr::Call(method, vec![object.clone(), name.clone()]));
        }
        Ok(Attr::Missing)
    }

    /// What `object.__getattribute__` does: no hooks.
    pub(crate) fn plain_attribute(&mut self, object: &Value, name: &Value) -> Result<Attr, Raised> {
        match object.kind() {
            Kind::Type => return self.class_attribute(object, name),
            Kind::Module => return self.module_attribute(object, name),
            Kind::Super => return self.super_attribute(object, name),
            Kind::GenericAlias => {
                if let Some(found) = self.alias_attribute(object, name)? {
                    return Ok(found);
                }
            }
            _ => {}
        }
        let class = self.class_word(object);
        let on_class = self.class_lookup(class, name.word());
        if let Some(found) = on_class
            && self.is_data_descriptor(found.borrow())
        {
            let class = class.to_value();
            return self.descriptor_get(&found.to_value(), object, &class);
        }
        if let Some(value) = self.instance_attribute(object, name) {
            return Ok(Attr::Value(value));
        }
        match on_class {
            Some(found) => {
                let class = class.to_value();
                self.descriptor_get(&found.to_value(), object, &class)
            }
            None => match object.as_ref::<BoundMethod>() {
                // A method has the attributes of its function.
                Some(method) => {
                    let function = method.function.clone();
                    self.attribute(&function, name)
                }
                None => Ok(Attr::Missing),
            },
        }
    }

    /// An attribute stored in the object itself.
    pub fn instance_attribute(&mut self, object: &Value, name: &Value) -> Option<Value> {
        if object.kind() == Kind::Function {
            let attributes = object.expect_ref::<FunctionObject>().attributes.borrow().clone();
            return if attributes.is_unbound() { None } else { self.dict_get_name(&attributes, name) };
        }
        let shape = object.shape();
        if shape.index() == 0 {
            return None;
        }
        let description = self.heap.shape(shape);
        if description.dict_mode && (description.pinned == 0 || description.slot(name.word()).is_none()) {
            let extra = self.heap.extra(object)?.get().to_value();
            return self.dict_get_name(&extra, name);
        }
        let slot = description.slot(name.word())?;
        let place = description.place(slot);
        let value = self.read_place(object, place);
        if value.is_unbound() { None } else { Some(value) }
    }

    pub(crate) fn read_place(&self, object: &Value, place: AttrPlace) -> Value {
        match place {
            AttrPlace::Inline(offset) => Heap::inline_slot(object, offset).get().to_value(),
            AttrPlace::Overflow(index) => {
                let extra = self.heap.extra(object).map_or(Word::UNBOUND, |e| e.get());
                extra.borrow().as_ref::<ListObject>().and_then(|l| l.get(index as usize)).unwrap_or_default()
            }
        }
    }

    fn write_place(&mut self, object: &Value, place: AttrPlace, value: Value) {
        match place {
            AttrPlace::Inline(offset) => {
                let old = Heap::inline_slot(object, offset).replace(value.into_word());
                drop(Value::from_word(old));
            }
            AttrPlace::Overflow(index) => {
                let current = self.heap.extra(object).expect("shapes with overflow slots have an extra word").get();
                if !current.is_heap() {
                    let list = self.list(Vec::new());
                    self.heap.extra(object).expect("checked above").set(list.into_word());
                }
                let list = self.heap.extra(object).expect("checked above").get().to_value();
                let mut items = list.expect_ref::<ListObject>().items.borrow_mut();
                while items.len() <= index as usize {
                    items.push(Value::UNBOUND);
                }
                let old = std::mem::replace(&mut items[index as usize], value);
                drop(items);
                drop(old);
            }
        }
    }

    /// Stores an attribute in the object itself; false when objects of its type have no attributes of their own.
    pub fn set_instance_attribute(&mut self, object: &Value, name: &Value, value: Value) -> bool {
        if object.kind() == Kind::Function {
            let function = object.expect_ref::<FunctionObject>();
            if function.attributes.borrow().is_unbound() {
                let dict = self.dict();
                function.attributes.replace(dict);
            }
            let attributes = function.attributes.borrow().clone();
            self.dict_set_name(&attributes, name, value);
            return true;
        }
        let shape = object.shape();
        if shape.index() == 0 || self.heap.shape(shape).extra_offset == 0 {
            return false;
        }
        let description = self.heap.shape(shape);
        if description.dict_mode && (description.pinned == 0 || description.slot(name.word()).is_none()) {
            let extra = self.heap.extra(object).expect("checked above").get().to_value();
            self.dict_set_name(&extra, name, value);
            return true;
        }
        if let Some(slot) = description.slot(name.word()) {
            let place = description.place(slot);
            self.write_place(object, place, value);
            return true;
        }
        let used = description.names.len();
        if used >= MAX_SLOTS {
            let dict = self.instance_dict(object).expect("objects with attributes have a dict");
            self.dict_set_name(&dict, name, value);
            return true;
        }
        let next = self.heap.shape_with(shape, name.word());
        let place = self.heap.shape(next).place(used as u32);
        self.write_place(object, place, value);
        self.set_shape(object, next);
        if let Some(class) = self.heap.shape(next).class.borrow().as_ref::<TypeObject>()
            && class.expected_slots.get() <= used as u16
        {
            class.expected_slots.set(used as u16 + 1);
        }
        true
    }

    /// Moves an object to another shape of the same class and layout.
    pub(crate) fn set_shape(&mut self, object: &Value, shape: ShapeId) {
        debug_assert_eq!(object.shape().kind(), shape.kind());
        crate::heap::set_shape(object, shape);
    }

    /// Removes an attribute stored in the object itself; whether it was there.
    pub(crate) fn delete_instance_attribute(&mut self, object: &Value, name: &Value) -> bool {
        if object.kind() == Kind::Function {
            let attributes = object.expect_ref::<FunctionObject>().attributes.borrow().clone();
            return !attributes.is_unbound() && self.dict_remove_name(&attributes, name).is_some();
        }
        if self.instance_attribute(object, name).is_none() {
            return false;
        }
        let description = self.heap.shape(object.shape());
        if let Some(slot) = description.slot(name.word())
            && (slot < description.pinned as u32 || !self.class_has(object, ClassFlags::HAS_DICT))
        {
            // Declared by `__slots__`: empty it, the shape stays.
            let place = description.place(slot);
            self.write_place(object, place, Value::UNBOUND);
            return true;
        }
        // Deleting would leave a hole in the order of insertion; a dict keeps it.
        let dict = self.instance_dict(object).expect("objects with attributes have a dict");
        self.dict_remove_name(&dict, name).is_some()
    }

    /// The `__dict__` of an object, made on first use; from then on its attributes live there. Attributes declared by
    /// `__slots__` stay where they are.
    pub fn instance_dict(&mut self, object: &Value) -> Option<Value> {
        if object.kind() == Kind::Function {
            let function = object.expect_ref::<FunctionObject>();
            if function.attributes.borrow().is_unbound() {
                let dict = self.dict();
                function.attributes.replace(dict);
            }
            return Some(function.attributes.borrow().clone());
        }
        if let Some(module) = object.as_ref::<ModuleObject>() {
            return Some(module.dict.clone());
        }
        let shape = object.shape();
        if shape.index() == 0
            || self.heap.shape(shape).extra_offset == 0
            || !self.class_has(object, ClassFlags::HAS_DICT)
        {
            return None;
        }
        if self.heap.shape(shape).dict_mode {
            return Some(self.heap.extra(object)?.get().to_value());
        }
        let names: Vec<Value> = self.heap.shape(shape).names.iter().map(|n| n.to_value()).collect();
        let pinned = self.heap.shape(shape).pinned as usize;
        let dict = self.dict();
        for (i, name) in names.iter().enumerate().skip(pinned) {
            let place = self.heap.shape(shape).place(i as u32);
            let value = self.read_place(object, place);
            if !value.is_unbound() {
                self.dict_set_name(&dict, name, value);
                if let AttrPlace::Inline(_) = place {
                    self.write_place(object, place, Value::UNBOUND);
                }
            }
        }
        let next = self.heap.dict_shape(shape);
        let old = self.heap.extra(object)?.replace(dict.clone().into_word());
        drop(Value::from_word(old));
        self.set_shape(object, next);
        Some(dict)
    }

    /// Replaces the `__dict__` of an object.
    pub fn set_instance_dict(&mut self, object: &Value, dict: Value) -> bool {
        if self.instance_dict(object).is_none() {
            return false;
        }
        if object.kind() == Kind::Function {
            object.expect_ref::<FunctionObject>().attributes.replace(dict);
            return true;
        }
        match self.heap.extra(object) {
            Some(extra) => {
                drop(Value::from_word(extra.replace(dict.into_word())));
                true
            }
            None => false,
        }
    }

    // ---- descriptors ----

    /// Whether a class attribute takes precedence over instance attributes.
    pub(crate) fn is_data_descriptor(&self, value: &Value) -> bool {
        match value.kind() {
            Kind::Property | Kind::GetSetDescriptor | Kind::MemberDescriptor => true,
            Kind::Instance | Kind::Native => self.class_has(value, ClassFlags::SET),
            _ => value.shape().index() != 0 && self.class_has(value, ClassFlags::SET),
        }
    }

    /// Binds a class attribute to an instance (or to the class, when `object` is unbound).
    pub(crate) fn descriptor_get(&mut self, found: &Value, object: &Value, class: &Value) -> Result<Attr, Raised> {
        if found.shape().index() == 0 {
            return self.native_descriptor_get(found, object, class);
        }
        if self.class_has(found, ClassFlags::GET) {
            let get = self.lookup_special(found, &self.names.get.clone());
            if let Some(get) = get {
                let object = if object.is_unbound() { Value::NONE } else { object.clone() };
                return Ok(Attr::Call(get, vec![found.clone(), object, class.clone()]));
            }
        }
        Ok(Attr::Value(found.clone()))
    }

    /// Binding by the builtin layout of a descriptor, whatever a subclass defines.
    pub(crate) fn native_descriptor_get(
        &mut self,
        found: &Value,
        object: &Value,
        class: &Value,
    ) -> Result<Attr, Raised> {
        let on_instance = !object.is_unbound();
        Ok(Attr::Value(match found.kind() {
            Kind::Function | Kind::MethodDescriptor if on_instance => {
                self.alloc(BoundMethod { function: found.clone(), receiver: object.clone() })
            }
            Kind::StaticMethod => found.expect_ref::<WrapperObject>().callable.borrow().clone(),
            Kind::ClassMethod => {
                let callable = found.expect_ref::<WrapperObject>().callable.borrow().clone();
                self.alloc(BoundMethod { function: callable, receiver: class.clone() })
            }
            Kind::Property if on_instance => {
                let getter = found.expect_ref::<PropertyObject>().getter.borrow().clone();
                if getter.is_none() {
                    return Err(self.property_error(found, object, "getter"));
                }
                return Ok(Attr::Call(getter, vec![object.clone()]));
            }
            Kind::GetSetDescriptor if on_instance => {
                let get = found.expect_ref::<GetSetObject>().def.get;
                return get(self, object).map(Attr::Value);
            }
            Kind::MemberDescriptor if on_instance => {
                let name = found.expect_ref::<MemberObject>().name.clone();
                return Ok(match self.instance_attribute(object, &name) {
                    Some(value) => Attr::Value(value),
                    None => Attr::Missing,
                });
            }
            _ => found.clone(),
        }))
    }

    /// As [`Vm::descriptor_get`], calling what must be called nested.
    pub(crate) fn bind(&mut self, found: &Value, object: &Value, class: &Value) -> NativeResult {
        match self.descriptor_get(found, object, class)? {
            Attr::Value(value) => Ok(value),
            Attr::Call(callee, args) => self.call(&callee, &args),
            Attr::Missing => Err(self.error(ExceptionKind::AttributeError, "attribute is not set")),
        }
    }

    #[cold]
    fn property_error(&mut self, property: &Value, object: &Value, what: &str) -> Raised {
        let name = property.expect_ref::<PropertyObject>().name.borrow().clone();
        let class = self.type_name(object);
        let message = match name.as_ref::<StrObject>() {
            Some(name) => format!("property '{}' of '{class}' object has no {what}", name.lossy()),
            None => format!("property of '{class}' object has no {what}"),
        };
        self.error(ExceptionKind::AttributeError, message)
    }

    // ---- setting ----

    /// `setattr(object, name, value)`; an unbound value deletes. Nested when it runs script code.
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: &Value) -> Result<(), Raised> {
        match self.set_attribute(object, name, value)? {
            SetAttr::Done => Ok(()),
            SetAttr::Call(callee, args) => self.call(&callee, &args).map(drop),
        }
    }

    /// Sets an attribute as `object.name = value` does, hooks included.
    pub(crate) fn set_attribute(&mut self, object: &Value, name: &Value, value: &Value) -> Result<SetAttr, Raised> {
        let (flag, hook) = if value.is_unbound() {
            (ClassFlags::DELATTR, self.names.delattr.clone())
        } else {
            (ClassFlags::SETATTR, self.names.setattr.clone())
        };
        if self.class_has(object, flag)
            && let Some(method) = self.lookup_special(object, &hook)
        {
            let mut args = vec![object.clone(), name.clone()];
            if !value.is_unbound() {
                args.push(value.clone());
            }
            return Ok(SetAttr::Call(method, args));
        }
        self.plain_set_attribute(object, name, value)
    }

    /// What `object.__setattr__` and `object.__delattr__` do: no hooks.
    pub(crate) fn plain_set_attribute(
        &mut self,
        object: &Value,
        name: &Value,
        value: &Value,
    ) -> Result<SetAttr, Raised> {
        match object.kind() {
            Kind::Type => return self.set_class_attribute(object, name, value),
            Kind::Module => {
                let dict = object.expect_ref::<ModuleObject>().dict.clone();
                if value.is_unbound() {
                    return match self.dict_remove_name(&dict, name) {
                        Some(_) => Ok(SetAttr::Done),
                        None => Err(self.attribute_error(object, name)),
                    };
                }
                self.dict_set_name(&dict, name, value.clone());
                return Ok(SetAttr::Done);
            }
            _ => {}
        }
        let class = self.class_word(object);
        if let Some(found) = self.class_lookup(class, name.word())
            && self.is_data_descriptor(found.borrow())
        {
            return self.descriptor_set(&found.to_value(), object, value);
        }
        let has_dict = object.kind() == Kind::Function || self.class_has(object, ClassFlags::HAS_DICT);
        if has_dict {
            let done = if value.is_unbound() {
                self.delete_instance_attribute(object, name)
            } else {
                self.set_instance_attribute(object, name, value.clone())
            };
            if done {
                return Ok(SetAttr::Done);
            }
            if value.is_unbound() {
                return Err(self.attribute_error(object, name));
            }
        }
        let class = self.type_name(object);
        let attr = name.expect_ref::<StrObject>().lossy().into_owned();
        let found = self.class_lookup(self.class_word(object), name.word()).is_some();
        let message = if found {
            format!("'{class}' object attribute '{attr}' is read-only")
        } else {
            format!("'{class}' object has no attribute '{attr}' and no __dict__ for setting new attributes")
        };
        let raised = self.error(ExceptionKind::AttributeError, message);
        let exception = raised.0.expect_ref::<crate::types::ExceptionObject>();
        exception.set_field("name", name.clone());
        exception.set_field("obj", object.clone());
        Err(raised)
    }

    /// Sets through a data descriptor found on the class.
    pub(crate) fn descriptor_set(&mut self, found: &Value, object: &Value, value: &Value) -> Result<SetAttr, Raised> {
        if found.shape().index() == 0
            && matches!(found.kind(), Kind::Property | Kind::GetSetDescriptor | Kind::MemberDescriptor)
        {
            return self.native_descriptor_set(found, object, value);
        }
        let hook = if value.is_unbound() { self.names.delete.clone() } else { self.names.set.clone() };
        match self.lookup_special(found, &hook) {
            Some(method) => {
                let mut args = vec![found.clone(), object.clone()];
                if !value.is_unbound() {
                    args.push(value.clone());
                }
                Ok(SetAttr::Call(method, args))
            }
            None => {
                let hook = hook.expect_ref::<StrObject>().lossy().into_owned();
                Err(self.error(ExceptionKind::AttributeError, hook))
            }
        }
    }

    /// Setting by the builtin layout of a data descriptor, whatever a subclass defines.
    pub(crate) fn native_descriptor_set(
        &mut self,
        found: &Value,
        object: &Value,
        value: &Value,
    ) -> Result<SetAttr, Raised> {
        let delete = value.is_unbound();
        match found.kind() {
            Kind::Property => {
                let property = found.expect_ref::<PropertyObject>();
                let function = if delete { &property.deleter } else { &property.setter }.borrow().clone();
                if function.is_none() {
                    let what = if delete { "deleter" } else { "setter" };
                    return Err(self.property_error(found, object, what));
                }
                let mut args = vec![object.clone()];
                if !delete {
                    args.push(value.clone());
                }
                Ok(SetAttr::Call(function, args))
            }
            Kind::GetSetDescriptor => {
                let def = found.expect_ref::<GetSetObject>().def;
                match def.set {
                    Some(set) => set(self, object, value).map(|()| SetAttr::Done),
                    None => {
                        let class = self.type_name(object);
                        let message = format!("attribute '{}' of '{class}' objects is not writable", def.name);
                        Err(self.error(ExceptionKind::AttributeError, message))
                    }
                }
            }
            Kind::MemberDescriptor => {
                let slot = found.expect_ref::<MemberObject>().name.clone();
                if delete {
                    if !self.delete_instance_attribute(object, &slot) {
                        let text = slot.expect_ref::<StrObject>().lossy().into_owned();
                        return Err(self.error(ExceptionKind::AttributeError, text));
                    }
                } else {
                    self.set_instance_attribute(object, &slot, value.clone());
                }
                Ok(SetAttr::Done)
            }
            _ => Err(self.error(ExceptionKind::AttributeError, "__set__")),
        }
    }

    // ---- classes, modules, super ----

    /// `Class.name`: the metaclass's data descriptors, then the class's MRO, then the metaclass.
    fn class_attribute(&mut self, class: &Value, name: &Value) -> Result<Attr, Raised> {
        let meta = self.class_word(class);
        let on_meta = self.class_lookup(meta, name.word());
        if let Some(found) = on_meta
            && self.is_data_descriptor(found.borrow())
        {
            let meta = meta.to_value();
            return self.descriptor_get(&found.to_value(), class, &meta);
        }
        if let Some(found) = self.class_lookup(class.word(), name.word()) {
            return self.descriptor_get(&found.to_value(), &Value::UNBOUND, class);
        }
        match on_meta {
            Some(found) => {
                let meta = meta.to_value();
                self.descriptor_get(&found.to_value(), class, &meta)
            }
            None => Ok(Attr::Missing),
        }
    }

    /// `Class.name = value`; an unbound value deletes.
    fn set_class_attribute(&mut self, class: &Value, name: &Value, value: &Value) -> Result<SetAttr, Raised> {
        let meta = self.class_word(class);
        if let Some(found) = self.class_lookup(meta, name.word())
            && self.is_data_descriptor(found.borrow())
        {
            return self.descriptor_set(&found.to_value(), class, value);
        }
        let object = class.expect_ref::<TypeObject>();
        if object.has(ClassFlags::IMMUTABLE) {
            let attr = name.expect_ref::<StrObject>().lossy().into_owned();
            let class = self.class_name(class);
            return Err(self.type_error(format!("cannot set '{attr}' attribute of immutable type '{class}'")));
        }
        let dict = object.dict.clone();
        if value.is_unbound() {
            if self.dict_remove_name(&dict, name).is_none() {
                return Err(self.attribute_error(class, name));
            }
        } else {
            let name = self.intern_value(name);
            self.dict_set_name(&dict, &name, value.clone());
        }
        self.class_changed();
        self.refresh_class_flags(class, name);
        if self.is_data_descriptor(value) || name.is(&self.names.setattr) || name.is(&self.names.getattribute) {
            // It takes precedence over instance attributes, which caches of slots do not check again.
            self.flush_inline_caches();
        }
        Ok(SetAttr::Done)
    }

    fn module_attribute(&mut self, module: &Value, name: &Value) -> Result<Attr, Raised> {
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        if let Some(value) = self.dict_get_name(&dict, name) {
            return Ok(Attr::Value(value));
        }
        let class = self.class_word(module);
        if let Some(found) = self.class_lookup(class, name.word()) {
            let class = class.to_value();
            return self.descriptor_get(&found.to_value(), module, &class);
        }
        if let Some(hook) = self.dict_get_name(&dict, &self.names.getattr.clone()) {
            return Ok(Attr::Call(hook, vec![name.clone()]));
        }
        Ok(Attr::Missing)
    }

    fn super_attribute(&mut self, object: &Value, name: &Value) -> Result<Attr, Raised> {
        let this = object.expect_ref::<SuperObject>();
        if !this.object_class.is_none()
            && !name.is(&self.names.class)
            && let Some(found) = self.lookup_after(&this.object_class, &this.class, name)
        {
            let on_class = this.object.is(&this.object_class);
            let receiver = if on_class { Value::UNBOUND } else { this.object.clone() };
            return self.descriptor_get(&found, &receiver, &this.object_class.clone());
        }
        let class = self.class_word(object);
        match self.class_lookup(class, name.word()) {
            Some(found) => {
                let class = class.to_value();
                self.descriptor_get(&found.to_value(), object, &class)
            }
            None => Ok(Attr::Missing),
        }
    }

    /// Looks `name` up on the classes behind `after` in the MRO of `class`.
    pub(crate) fn lookup_after(&mut self, class: &Value, after: &Value, name: &Value) -> Option<Value> {
        let class = class.as_ref::<TypeObject>()?;
        let hash = self.str_hash(name.expect_ref::<StrObject>());
        let mro = class.mro.borrow();
        let start = mro.iter().position(|c| c.is(after)).map_or(0, |i| i + 1);
        for base in &mro[start.min(mro.len())..] {
            let table = base.as_ref::<TypeObject>()?.dict.expect_ref::<DictObject>().table.borrow();
            if let Some(position) = table.find_interned(hash, name.word()) {
                return Some(table.entries[position].value.clone());
            }
        }
        None
    }

    fn alias_attribute(&mut self, alias: &Value, name: &Value) -> Result<Option<Attr>, Raised> {
        let own = [&self.names.origin, &self.names.type_args, &self.names.parameters, &self.names.class];
        let own_name = own.iter().any(|n| n.is(name))
            || [&self.names.mro_entries, &self.names.repr, &self.names.getitem, &self.names.reduce_ex]
                .iter()
                .any(|n| n.is(name));
        if own_name {
            return Ok(None);
        }
        let class = self.class_word(alias);
        let dunder_own = self.class_lookup(class, name.word()).is_some()
            && self.class_lookup(self.builtin_types[Kind::Instance as usize].word(), name.word()).is_none();
        if dunder_own {
            return Ok(None);
        }
        let origin = alias.expect_ref::<crate::types::GenericAliasObject>().origin.clone();
        match self.attribute(&origin, name)? {
            Attr::Missing => Ok(None),
            found => Ok(Some(found)),
        }
    }

    // ---- allocation by class ----

    /// An object with payload `T` of the class `class`, which must be the builtin class of that layout or derive from it.
    pub fn alloc_for_class<T: Payload>(&mut self, class: &Value, payload: T) -> Value {
        let shape = class.expect_ref::<TypeObject>().root_shape.get();
        if shape.index() == 0 {
            return self.heap.alloc_with(shape, 0, payload);
        }
        if self.heap.shape(shape).extra_offset == 0 {
            return self.heap.alloc_with(shape, 0, payload);
        }
        self.heap.alloc_subclass(shape, payload)
    }
}
