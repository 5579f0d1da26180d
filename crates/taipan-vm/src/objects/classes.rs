//! Making classes: what `type.__new__` does. Method resolution order, layout, slots, flags, `__set_name__` and
//! `__init_subclass__`. The class statement is in `class_statement.rs`, calling classes in `instantiate.rs`.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{Call, Flow, NativeResult, Raised};
use crate::types::{
    ClassFlags, DictObject, GetSetDef, GetSetObject, MemberObject, StrObject, TypeObject, WrapperObject,
};
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// At most this many attributes are inside an instance; more go to its overflow list.
const MAX_INLINE: usize = 12;

/// What is needed to make a class.
pub(crate) struct ClassRequest {
    pub metaclass: Value,
    pub name: Value,
    pub bases: Vec<Value>,
    pub namespace: Value,
    pub keywords: Vec<(Value, Value)>,
    /// `__module__`, when the namespace does not say.
    pub module: Option<Value>,
}

/// What `__slots__` asks for.
struct SlotRequest {
    names: Vec<Value>,
    dict: bool,
    weakref: bool,
}

impl Vm {
    /// A new exception of `class` (a builtin exception class or one derived from it) with an `args` tuple; `__init__` is
    /// not called.
    pub fn new_exception(&mut self, class: &Value, args: Value) -> Value {
        self.alloc_for_class(class, crate::types::ExceptionObject::new(args))
    }

    /// The most derived metaclass of `metaclass` and those of `bases`.
    pub(crate) fn winning_metaclass(&mut self, metaclass: &Value, bases: &[Value]) -> NativeResult {
        let mut winner = metaclass.clone();
        for base in bases {
            let meta = self.class_of(base);
            if self.is_subclass(&winner, &meta) {
                continue;
            }
            if self.is_subclass(&meta, &winner) {
                winner = meta;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// `type.__new__`: makes the class, then calls `__set_name__` of its attributes and `__init_subclass__` of its base.
    pub(crate) fn new_class_flow(&mut self, request: ClassRequest) -> Flow {
        let winner = match self.winning_metaclass(&request.metaclass, &request.bases) {
            Ok(winner) => winner,
            Err(raised) => return Flow::Raise(raised),
        };
        if !winner.is(&request.metaclass) {
            let name = self.names.new.clone();
            let own = self.class_lookup(winner.word(), name.word());
            let default = self.class_lookup(self.builtin_types[Kind::Type as usize].word(), name.word());
            if let Some(own) = own
                && Some(own) != default
            {
                let callee = match own.borrow().as_ref::<WrapperObject>() {
                    Some(wrapper) => wrapper.callable.borrow().clone(),
                    None => own.to_value(),
                };
                let bases = self.tuple(request.bases);
                let args = vec![winner, request.name, bases, request.namespace];
                return Flow::TailCall(Call { callee, args, keywords: request.keywords });
            }
        }
        match self.make_class(ClassRequest { metaclass: winner, ..request }) {
            Ok((class, keywords)) => self.announce_class(class, keywords),
            Err(raised) => Flow::Raise(raised),
        }
    }

    /// Makes a class without calling hooks. Only exotic things (`mro()` overrides) run script code, nested.
    fn make_class(&mut self, request: ClassRequest) -> Result<(Value, Vec<(Value, Value)>), Raised> {
        let ClassRequest { metaclass, name, mut bases, namespace, keywords, module } = request;
        if bases.is_empty() {
            bases.push(self.builtin_types[Kind::Instance as usize].clone());
        }
        let base = self.best_base(&bases)?;
        let base_object = base.expect_ref::<TypeObject>();
        let kind = base_object.instance_kind;
        let layout = base_object.layout_class.borrow().clone();
        let native_slots = base_object.native_slots;

        let dict = self.copy_namespace(&namespace);
        let slots = self.requested_slots(&dict, &name, &bases, &base)?;
        let qualname = self.take_qualname(&dict, &name)?;
        self.complete_namespace(&dict, module);
        let class_cell = {
            let name = self.names.classcell.clone();
            self.dict_remove_name(&dict, &name)
        };

        let mut flags = ClassFlags::HEAP;
        for parent in &bases {
            let inherited = ClassFlags::SEQUENCE | ClassFlags::MAPPING | ClassFlags::EXCEPTION;
            flags |= parent.expect_ref::<TypeObject>().flags.get() & inherited;
        }
        flags |= self.pattern_flags(&dict);
        if slots.dict {
            flags |= ClassFlags::HAS_DICT;
        }
        if slots.weakref {
            flags |= ClassFlags::WEAKREF;
        }
        let interned_name = self.intern_value(&name);
        let class = self.alloc_for_class(
            &metaclass,
            TypeObject {
                name: RefCell::new(interned_name),
                qualname: RefCell::new(qualname),
                bases: RefCell::new(bases.clone()),
                mro: RefCell::new(Vec::new()),
                dict: dict.clone(),
                instance_kind: kind,
                layout_class: RefCell::new(layout),
                root_shape: Cell::new(crate::heap::ShapeId::builtin(kind)),
                expected_slots: Cell::new(0),
                flags: Cell::new(flags),
                subclasses: RefCell::new(Vec::new()),
                native_slots,
                constructor: RefCell::new(Value::UNBOUND),
                call_cache: Cell::default(),
            },
        );
        let mro = self.resolution_order(&class, &metaclass, &bases)?;
        let object = class.expect_ref::<TypeObject>();
        object.mro.replace(mro);
        if !slots.names.is_empty() {
            object.layout_class.replace(class.clone());
        }
        self.declare_slots(&class, &slots, &base);
        self.make_root_shape(&class, &slots, &base);
        self.compute_class_flags(&class);
        for parent in &bases {
            parent.expect_ref::<TypeObject>().subclasses.borrow_mut().push(class.clone());
        }
        if let Some(cell) = class_cell {
            match cell.as_ref::<crate::types::CellObject>() {
                Some(cell) => drop(cell.replace(class.clone())),
                None => {
                    let found = self.class_of(&cell);
                    let found = self.repr_string(&found)?;
                    return Err(
                        self.type_error(format!("type.__new__ __classcell__ must be a nonlocal cell, not {found}"))
                    );
                }
            }
        }
        Ok((class, keywords))
    }

    /// The base that determines the layout of instances.
    fn best_base(&mut self, bases: &[Value]) -> NativeResult {
        let mut best: Option<(Value, Value)> = None;
        for base in bases {
            let Some(object) = base.as_ref::<TypeObject>() else {
                let name = self.names.mro_entries.clone();
                if self.get_attr_opt(base, &name)?.is_some() {
                    return Err(self.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
                }
                return Err(self.type_error("bases must be types"));
            };
            if object.has(ClassFlags::FINAL) {
                let name = self.qualified_class_name(base);
                return Err(self.type_error(format!("type '{name}' is not an acceptable base type")));
            }
            let candidate = object.layout_class.borrow().clone();
            best = match best {
                None => Some((base.clone(), candidate)),
                Some((chosen, solid)) => {
                    if self.is_subclass(&solid, &candidate) {
                        Some((chosen, solid))
                    } else if self.is_subclass(&candidate, &solid) {
                        Some((base.clone(), candidate))
                    } else {
                        return Err(self.type_error("multiple bases have instance lay-out conflict"));
                    }
                }
            };
        }
        Ok(best.expect("a class has at least one base").0)
    }

    /// The class's own dict: the namespace with interned keys.
    fn copy_namespace(&mut self, namespace: &Value) -> Value {
        let dict = self.dict();
        for (key, value) in namespace.expect_ref::<DictObject>().pairs() {
            if key.kind() == Kind::Str {
                let key = self.intern_value(&key);
                self.dict_set_name(&dict, &key, value);
            }
        }
        dict
    }

    fn take_qualname(&mut self, dict: &Value, name: &Value) -> NativeResult {
        let key = self.names.qualname.clone();
        match self.dict_remove_name(dict, &key) {
            None => Ok(name.clone()),
            Some(qualname) if qualname.kind() == Kind::Str => Ok(qualname),
            Some(other) => {
                let found = self.type_name(&other);
                Err(self.type_error(format!("type __qualname__ must be a str, not {found}")))
            }
        }
    }

    /// Adds what every class has, and wraps the methods that are implicitly static or class methods.
    fn complete_namespace(&mut self, dict: &Value, module: Option<Value>) {
        let name = self.names.module.clone();
        if self.dict_get_name(dict, &name).is_none()
            && let Some(module) = module
        {
            self.dict_set_name(dict, &name, module);
        }
        let name = self.names.doc.clone();
        if self.dict_get_name(dict, &name).is_none() {
            self.dict_set_name(dict, &name, Value::NONE);
        }
        let name = self.names.new.clone();
        if let Some(new) = self.dict_get_name(dict, &name)
            && new.kind() == Kind::Function
        {
            let wrapper = WrapperObject { callable: RefCell::new(new) };
            let wrapper = self.heap.alloc_with(crate::heap::ShapeId::builtin(Kind::StaticMethod), 0, wrapper);
            self.dict_set_name(dict, &name, wrapper);
        }
        for name in [self.names.init_subclass.clone(), self.names.class_getitem.clone()] {
            if let Some(function) = self.dict_get_name(dict, &name)
                && function.kind() == Kind::Function
            {
                let wrapper = WrapperObject { callable: RefCell::new(function) };
                let wrapper = self.heap.alloc_with(crate::heap::ShapeId::builtin(Kind::ClassMethod), 0, wrapper);
                self.dict_set_name(dict, &name, wrapper);
            }
        }
        let (eq, hash) = (self.names.eq.clone(), self.names.hash.clone());
        if self.dict_get_name(dict, &eq).is_some() && self.dict_get_name(dict, &hash).is_none() {
            self.dict_set_name(dict, &hash, Value::NONE);
        }
    }

    /// `__abc_tpflags__`, by which `collections.abc` says how patterns treat instances.
    fn pattern_flags(&mut self, dict: &Value) -> u32 {
        const SEQUENCE: i64 = 1 << 5;
        const MAPPING: i64 = 1 << 6;
        let name = self.intern("__abc_tpflags__");
        match self.dict_remove_name(dict, &name).and_then(|v| v.as_small_int()) {
            Some(SEQUENCE) => ClassFlags::SEQUENCE,
            Some(MAPPING) => ClassFlags::MAPPING,
            _ => 0,
        }
    }

    // ---- slots and layout ----

    fn requested_slots(
        &mut self,
        dict: &Value,
        class_name: &Value,
        bases: &[Value],
        base: &Value,
    ) -> Result<SlotRequest, Raised> {
        let has = |flag| bases.iter().any(|b| b.expect_ref::<TypeObject>().has(flag));
        let (base_dict, base_weakref) = (has(ClassFlags::HAS_DICT), has(ClassFlags::WEAKREF));
        let kind = base.expect_ref::<TypeObject>().instance_kind;
        let variable = matches!(kind, Kind::Int | Kind::Bytes | Kind::Tuple);
        let name = self.names.slots.clone();
        let Some(slots) = self.dict_get_name(dict, &name) else {
            let weakref = base_weakref || !variable || kind == Kind::Tuple;
            return Ok(SlotRequest { names: Vec::new(), dict: true, weakref });
        };
        let items = if slots.kind() == Kind::Str { vec![slots] } else { self.collect(&slots)? };
        if !items.is_empty() && variable {
            let base = self.class_name(base);
            return Err(self.type_error(format!("nonempty __slots__ not supported for subtype of '{base}'")));
        }
        let mut request = SlotRequest { names: Vec::new(), dict: base_dict, weakref: base_weakref };
        let (mut dict_slot, mut weakref_slot) = (false, false);
        for item in items {
            let Some(text) = item.as_ref::<StrObject>() else {
                let found = self.type_name(&item);
                return Err(self.type_error(format!("__slots__ items must be strings, not '{found}'")));
            };
            let text = text.lossy().into_owned();
            if !is_identifier(&text) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            if text == "__dict__" {
                if base_dict || dict_slot {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                dict_slot = true;
                continue;
            }
            if text == "__weakref__" {
                if base_weakref || weakref_slot {
                    return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                }
                weakref_slot = true;
                continue;
            }
            let class_text = class_name.expect_ref::<StrObject>().lossy().into_owned();
            let mangled = self.intern(&mangle(&class_text, &text));
            let ignored = [&self.names.qualname, &self.names.classcell].iter().any(|n| n.is(&mangled));
            if self.dict_get_name(dict, &mangled).is_some() && !ignored {
                return Err(self.value_error(format!("'{text}' in __slots__ conflicts with class variable")));
            }
            if !request.names.iter().any(|n| n.is(&mangled)) {
                request.names.push(mangled);
            }
        }
        request.dict |= dict_slot;
        request.weakref |= weakref_slot;
        Ok(request)
    }

    /// Puts the descriptors of slots, `__dict__` and `__weakref__` into the class.
    fn declare_slots(&mut self, class: &Value, slots: &SlotRequest, base: &Value) {
        let dict = class.expect_ref::<TypeObject>().dict.clone();
        for name in &slots.names {
            let member = self.alloc(MemberObject { name: name.clone(), owner: class.clone() });
            self.dict_set_name(&dict, name, member);
        }
        let kind = base.expect_ref::<TypeObject>().instance_kind;
        let base_object = base.expect_ref::<TypeObject>();
        let inherited = |flag| base_object.has(flag);
        let mut own = Vec::new();
        if slots.dict && !inherited(ClassFlags::HAS_DICT) {
            own.push(crate::types::INSTANCE_DICT);
        }
        if slots.weakref && !inherited(ClassFlags::WEAKREF) && kind != Kind::Type {
            own.push(crate::types::INSTANCE_WEAKREF);
        }
        for def in own {
            let object = self.alloc(GetSetObject { def, owner: class.clone() });
            self.dict_set_str(&dict, def.name, object);
        }
    }

    /// The shape that instances start with: slots of the bases and its own, then room for the attributes that methods
    /// assign.
    fn make_root_shape(&mut self, class: &Value, slots: &SlotRequest, base: &Value) {
        let object = class.expect_ref::<TypeObject>();
        let kind = object.instance_kind;
        let mut pinned: Vec<Word> = Vec::new();
        let base_shape = base.expect_ref::<TypeObject>().root_shape.get();
        if base_shape.index() != 0 {
            let description = self.heap.shape(base_shape);
            pinned.extend_from_slice(&description.names);
        }
        for name in &slots.names {
            if !pinned.contains(&name.word()) {
                pinned.push(name.word());
            }
        }
        let mut inline = pinned.len();
        if slots.dict {
            inline += self.expected_attributes(class).min(MAX_INLINE);
        }
        let has_extra = kind == Kind::Instance || slots.dict || !pinned.is_empty();
        let extra = if has_extra { Vm::extra_offset(kind) } else { 0 };
        let inline = if kind == Kind::Instance { inline.min(48) as u16 } else { 0 };
        let shape = self.heap.new_root_shape(class.word(), kind, inline, extra);
        self.heap.pin_slots(shape, &pinned);
        // Shapes refer to their class without counting, so a class that has a shape stays.
        std::mem::forget(class.clone());
        object.root_shape.set(shape);
    }

    /// How many attributes methods of the class and its bases assign to `self`, as the compiler counted them.
    fn expected_attributes(&mut self, class: &Value) -> usize {
        let key = self.names.static_attributes.clone();
        let mut names: Vec<Word> = Vec::new();
        for base in class.expect_ref::<TypeObject>().mro.borrow().iter() {
            let Some(base) = base.as_ref::<TypeObject>() else { continue };
            if !base.has(ClassFlags::HEAP) {
                continue;
            }
            let found = self.dict_get_name(&base.dict, &key);
            if let Some(tuple) = found.as_ref().and_then(|f| f.as_ref::<Tuple>()) {
                for name in tuple.items() {
                    if !names.contains(&name.word()) {
                        names.push(name.word());
                    }
                }
            }
        }
        names.len()
    }

    // ---- method resolution order ----

    fn resolution_order(&mut self, class: &Value, metaclass: &Value, bases: &[Value]) -> Result<Vec<Value>, Raised> {
        let default = self.builtin_types[Kind::Type as usize].clone();
        if !metaclass.is(&default) {
            let name = self.intern("mro");
            let own = self.class_lookup(metaclass.word(), name.word());
            if let Some(own) = own
                && Some(own) != self.class_lookup(default.word(), name.word())
            {
                // The default order must be there for look-ups that the override makes.
                let order = self.c3_order(class, bases)?;
                class.expect_ref::<TypeObject>().mro.replace(order);
                let result = self.call_unbound(&own.to_value(), class, &[])?;
                let order = self.collect(&result)?;
                for entry in &order {
                    if entry.kind() != Kind::Type {
                        let found = self.type_name(entry);
                        return Err(self.type_error(format!("mro() returned a non-class ('{found}')")));
                    }
                }
                return Ok(order);
            }
        }
        self.c3_order(class, bases)
    }

    /// The C3 linearisation of a class with these bases.
    pub(crate) fn c3_order(&mut self, class: &Value, bases: &[Value]) -> Result<Vec<Value>, Raised> {
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|b| b.is(base)) {
                let name = self.class_name(base);
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        let mut order = vec![class.clone()];
        if let [only] = bases {
            order.extend(only.expect_ref::<TypeObject>().mro.borrow().iter().cloned());
            return Ok(order);
        }
        let mut sequences: Vec<std::collections::VecDeque<Value>> =
            bases.iter().map(|b| b.expect_ref::<TypeObject>().mro.borrow().iter().cloned().collect()).collect();
        sequences.push(bases.iter().cloned().collect());
        loop {
            sequences.retain(|s| !s.is_empty());
            if sequences.is_empty() {
                return Ok(order);
            }
            let next = sequences
                .iter()
                .map(|s| s[0].clone())
                .find(|candidate| !sequences.iter().any(|s| s.iter().skip(1).any(|other| other.is(candidate))));
            let Some(next) = next else {
                let mut heads: Vec<Value> = Vec::new();
                for sequence in &sequences {
                    if !heads.iter().any(|h| h.is(&sequence[0])) {
                        heads.push(sequence[0].clone());
                    }
                }
                let names: Vec<String> = heads.iter().map(|h| self.class_name(h)).collect();
                return Err(self.type_error(format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            for sequence in &mut sequences {
                if sequence[0].is(&next) {
                    sequence.pop_front();
                }
            }
            order.push(next);
        }
    }

    // ---- hooks ----

    /// Calls `__set_name__` of the new class's attributes, then `__init_subclass__` of its bases.
    fn announce_class(&mut self, class: Value, keywords: Vec<(Value, Value)>) -> Flow {
        let set_name = self.names.set_name.clone();
        let mut pending = Vec::new();
        for (key, value) in class.expect_ref::<TypeObject>().dict.expect_ref::<DictObject>().pairs() {
            if matches!(value.kind(), Kind::Function | Kind::Str | Kind::None | Kind::Int | Kind::Tuple)
                && value.shape().index() == 0
            {
                continue;
            }
            if let Some(method) = self.lookup_special(&value, &set_name) {
                pending.push((method, value, key));
            }
        }
        pending.reverse();
        self.call_set_names(class, pending, keywords)
    }

    fn call_set_names(
        &mut self,
        class: Value,
        mut pending: Vec<(Value, Value, Value)>,
        keywords: Vec<(Value, Value)>,
    ) -> Flow {
        let Some((method, value, key)) = pending.pop() else {
            return self.call_init_subclass(class, keywords);
        };
        let (receiver, owner) = (value.clone(), class.clone());
        Flow::call_then(method, vec![value, class, key.clone()], move |vm, result| match result {
            Ok(_) => vm.call_set_names(owner, pending, keywords),
            Err(raised) => {
                let (kind, class) = (vm.type_name(&receiver), vm.class_name(&owner));
                let key = vm.repr_string(&key).unwrap_or_default();
                let note = format!("Error calling __set_name__ on '{kind}' instance {key} in '{class}'");
                vm.add_note(&raised.0, &note);
                Flow::Raise(raised)
            }
        })
    }

    fn call_init_subclass(&mut self, class: Value, keywords: Vec<(Value, Value)>) -> Flow {
        let name = self.names.init_subclass.clone();
        let Some(found) = self.lookup_after(&class, &class, &name) else { return Flow::Return(class) };
        let object_class = self.builtin_types[Kind::Instance as usize].clone();
        let default = self.class_lookup(object_class.word(), name.word());
        if Some(found.word()) == default {
            if keywords.is_empty() {
                return Flow::Return(class);
            }
            let name = self.class_name(&class);
            return Flow::Raise(self.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
        }
        let (callee, args) = match found.as_ref::<WrapperObject>() {
            Some(wrapper) if found.kind() == Kind::ClassMethod && found.shape().index() == 0 => {
                (wrapper.callable.borrow().clone(), vec![class.clone()])
            }
            _ => match self.bind(&found, &Value::UNBOUND, &class) {
                Ok(bound) => (bound, Vec::new()),
                Err(raised) => return Flow::Raise(raised),
            },
        };
        Flow::Call(
            Call { callee, args, keywords },
            Box::new(crate::native::Then(move |_: &mut Vm, result: NativeResult| match result {
                Ok(_) => Flow::Return(class),
                Err(raised) => Flow::Raise(raised),
            })),
        )
    }

    // ---- flags ----

    /// Recomputes the flags of a class and its subclasses after its attribute `name` changed.
    pub(crate) fn refresh_class_flags(&mut self, class: &Value, name: &Value) {
        let text = name.expect_ref::<StrObject>();
        if !text.bytes().starts_with(b"__") {
            return;
        }
        // Subclasses after their bases; a class reached twice is computed again with all of its bases done.
        let mut queue = std::collections::VecDeque::from([class.clone()]);
        while let Some(class) = queue.pop_front() {
            self.compute_class_flags(&class);
            queue.extend(class.expect_ref::<TypeObject>().subclasses.borrow().iter().cloned());
        }
    }

    /// Sets the flags that follow from the special methods of a class and its bases.
    pub(crate) fn compute_class_flags(&mut self, class: &Value) {
        let names = &self.names;
        let table = [
            (&names.getattribute, ClassFlags::GETATTRIBUTE),
            (&names.getattr, ClassFlags::GETATTR),
            (&names.setattr, ClassFlags::SETATTR),
            (&names.delattr, ClassFlags::DELATTR),
            (&names.del, ClassFlags::DEL),
            (&names.eq, ClassFlags::EQ),
            (&names.hash, ClassFlags::HASH),
            (&names.get, ClassFlags::GET),
            (&names.set, ClassFlags::SET),
            (&names.delete, ClassFlags::SET),
            (&names.new, ClassFlags::NEW),
            (&names.bool, ClassFlags::BOOL),
            (&names.len, ClassFlags::BOOL),
        ];
        let object = class.expect_ref::<TypeObject>();
        if object.bases.borrow().is_empty() {
            // What `object` defines does not count.
            return;
        }
        let mut own = 0;
        let mut computed = 0;
        for (name, flag) in table {
            computed |= flag;
            if self.dict_get_name(&object.dict, name).is_some() {
                own |= flag;
            }
        }
        for base in object.mro.borrow().iter().skip(1) {
            if let Some(base) = base.as_ref::<TypeObject>() {
                own |= base.flags.get() & computed;
            }
        }
        object.flags.set(object.flags.get() & !computed | own);
    }

    /// Replaces the bases of a class written in Python (`C.__bases__ = ...`).
    pub(crate) fn set_class_bases(&mut self, class: &Value, bases: Vec<Value>) -> Result<(), Raised> {
        let name = self.class_name(class);
        if bases.is_empty() {
            return Err(self.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
        }
        for base in &bases {
            if base.kind() != Kind::Type {
                let found = self.type_name(base);
                return Err(self.type_error(format!("{name}.__bases__ must be tuple of classes, not '{found}'")));
            }
            if self.is_subclass(base, class) {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        let base = self.best_base(&bases)?;
        let object = class.expect_ref::<TypeObject>();
        let own_slots = object.layout_class.borrow().is(class);
        let (old, new) =
            (object.layout_class.borrow().clone(), base.expect_ref::<TypeObject>().layout_class.borrow().clone());
        let base_dict = base.expect_ref::<TypeObject>().has(ClassFlags::HAS_DICT);
        if base.expect_ref::<TypeObject>().instance_kind != object.instance_kind
            || (!own_slots && !old.is(&new))
            || (base_dict && !object.has(ClassFlags::HAS_DICT))
        {
            let current = object.bases.borrow()[0].clone();
            let (old, new) = (self.class_name(&current), self.class_name(&base));
            return Err(self.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'")));
        }
        let order = self.c3_order(class, &bases)?;
        let old_bases = object.bases.replace(bases.clone());
        for base in &old_bases {
            base.expect_ref::<TypeObject>().subclasses.borrow_mut().retain(|s| !s.is(class));
        }
        for base in &bases {
            base.expect_ref::<TypeObject>().subclasses.borrow_mut().push(class.clone());
        }
        object.mro.replace(order);
        self.refresh_orders(class)?;
        self.class_changed();
        let name = self.names.bases.clone();
        self.refresh_class_flags(class, &name);
        Ok(())
    }

    fn refresh_orders(&mut self, class: &Value) -> Result<(), Raised> {
        let subclasses = class.expect_ref::<TypeObject>().subclasses.borrow().clone();
        for subclass in subclasses {
            let object = subclass.expect_ref::<TypeObject>();
            let bases = object.bases.borrow().clone();
            let order = self.c3_order(&subclass, &bases)?;
            object.mro.replace(order);
            self.deeper(|vm| vm.refresh_orders(&subclass))?;
        }
        Ok(())
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)` with its arguments checked.
    pub(crate) fn type_new(
        &mut self,
        metaclass: Value,
        args: &[Value],
        keywords: Vec<(Value, Value)>,
    ) -> Result<ClassRequest, Raised> {
        let [name, bases, namespace] = args else {
            return Err(self.type_error(format!("type.__new__() takes exactly 3 arguments ({} given)", args.len())));
        };
        for (number, value, kind) in [(1, name, Kind::Str), (2, bases, Kind::Tuple), (3, namespace, Kind::Dict)] {
            if value.kind() != kind {
                let found = self.type_name(value);
                let wanted = kind.type_name();
                return Err(self.type_error(format!("type.__new__() argument {number} must be {wanted}, not {found}")));
            }
        }
        if name.expect_ref::<StrObject>().bytes().contains(&0) {
            return Err(self.value_error("type name must not contain null characters"));
        }
        let bases = bases.expect_ref::<Tuple>().items().to_vec();
        Ok(ClassRequest { metaclass, name: name.clone(), bases, namespace: namespace.clone(), keywords, module: None })
    }

    /// Adds a line to `__notes__` of an exception; nothing happens when that is not a list.
    pub(crate) fn add_note(&mut self, exception: &Value, note: &str) {
        let note = self.str(note);
        let name = self.names.notes.clone();
        let notes = match self.instance_attribute(exception, &name) {
            Some(notes) => notes,
            None => {
                let list = self.list(Vec::new());
                self.set_instance_attribute(exception, &name, list.clone());
                list
            }
        };
        if let Some(list) = notes.as_ref::<crate::types::ListObject>() {
            list.items.borrow_mut().push(note);
        }
    }

    /// AttributeError about `name` of `object`, with this text.
    #[cold]
    pub(crate) fn attribute_error_with(&mut self, object: &Value, name: &str, message: String) -> Raised {
        let raised = self.error(ExceptionKind::AttributeError, message);
        let name = self.intern(name);
        let exception = raised.0.expect_ref::<crate::types::ExceptionObject>();
        exception.set_field("name", name);
        exception.set_field("obj", object.clone());
        raised
    }
}

/// A private name (`__x`) as it is inside class `class`.
pub(crate) fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return name.to_string();
    }
    format!("_{class}{name}")
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric())
}

/// A computed attribute that cannot be assigned.
pub(crate) const fn getter(name: &'static str, get: crate::types::Getter) -> GetSetDef {
    GetSetDef { name, get, set: None }
}

/// A computed attribute that can be assigned.
pub(crate) const fn property(name: &'static str, get: crate::types::Getter, set: crate::types::Setter) -> GetSetDef {
    GetSetDef { name, get, set: Some(set) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Host;

    fn plain_class(vm: &mut Vm, name: &str, bases: Vec<Value>) -> Result<Value, Raised> {
        let metaclass = vm.builtin_class(Kind::Type);
        let (name, namespace) = (vm.str(name), vm.dict());
        vm.make_class(ClassRequest { metaclass, name, bases, namespace, keywords: Vec::new(), module: None })
            .map(|(class, _)| class)
    }

    #[test]
    fn diamond() {
        let mut vm = Vm::new(Host::default());
        let a = plain_class(&mut vm, "A", vec![]).unwrap();
        let b = plain_class(&mut vm, "B", vec![a.clone()]).unwrap();
        let c = plain_class(&mut vm, "C", vec![a.clone()]).unwrap();
        let d = plain_class(&mut vm, "D", vec![b.clone(), c.clone()]).unwrap();
        let names: Vec<_> = d.expect_ref::<TypeObject>().mro.borrow().iter().map(|x| vm.class_name(x)).collect();
        assert_eq!(names, ["D", "B", "C", "A", "object"]);
        let error = plain_class(&mut vm, "E", vec![a, b]).unwrap_err();
        let text = vm.exception_message(&error.0);
        assert_eq!(text, "Cannot create a consistent method resolution order (MRO) for bases A, B");
    }

    #[test]
    fn layouts_conflict() {
        let mut vm = Vm::new(Host::default());
        let (int, list) = (vm.builtin_class(Kind::Int), vm.builtin_class(Kind::List));
        let error = plain_class(&mut vm, "X", vec![int, list]).unwrap_err();
        assert_eq!(vm.exception_message(&error.0), "multiple bases have instance lay-out conflict");
    }

    #[test]
    fn names_are_mangled() {
        assert_eq!(mangle("_C", "__x"), "_C__x");
        assert_eq!(mangle("C", "__x__"), "__x__");
        assert_eq!(mangle("__", "__x"), "__x");
    }
}
