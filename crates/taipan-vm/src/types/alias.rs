//! `list[int]` and `int | str`: generic aliases and unions of types. See
//! <https://docs.python.org/3.13/library/stdtypes.html#generic-alias-type>. Type variables are Python, in `typing`; here they
//! are recognised by `__typing_subst__`.

use crate::heap::{Kind, Payload, Tracer, Tuple};
use crate::native::{Call, Flow, NativeDef, NativeResult, Raised, Then};
use crate::objects::classes::getter;
use crate::types::{BinaryOp, CompareOp, HashSlot, ListObject, Slots, TypeObject};
use crate::value::Value;
use crate::vm::Vm;

/// `list[int]`.
pub struct GenericAliasObject {
    /// The class.
    pub origin: Value,
    /// Tuple of arguments.
    pub args: Value,
    /// Whether it was unpacked with a star.
    pub starred: bool,
}

impl Payload for GenericAliasObject {
    const KIND: Kind = Kind::GenericAlias;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.origin, &self.args]);
    }
}

/// `int | str`.
pub struct UnionObject {
    /// Tuple of members.
    pub args: Value,
}

impl Payload for UnionObject {
    const KIND: Kind = Kind::UnionType;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.args);
    }
}

/// What `GenericAlias` can do natively.
pub(crate) static ALIAS_SLOTS: Slots = Slots {
    repr: Some(alias_repr),
    hash: HashSlot::Value(alias_hash),
    compare: Some(alias_compare),
    get_item: Some(alias_getitem),
    iter: Some(alias_iter),
    binary: Some(|vm, _, a, b| vm.union(a, b)),
    binary_ops: &[BinaryOp::Or],
    new: Some(NativeDef::plain("GenericAlias", "cls, origin, args, /", |vm, args| {
        let class = args[0].clone();
        let parameters = tuple_of(vm, &args[2]);
        let alias = GenericAliasObject { origin: args[1].clone(), args: parameters, starred: false };
        Ok(vm.alloc_for_class(&class, alias))
    })),
    methods: &[
        NativeDef::flow("__call__", "self, /, *args, **kwargs", alias_call),
        NativeDef::plain("__mro_entries__", "self, bases, /", |vm, args| {
            let origin = this(&args[0]).origin.clone();
            Ok(vm.tuple(vec![origin]))
        }),
        NativeDef::plain("__instancecheck__", "self, instance, /", |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::plain("__subclasscheck__", "self, subclass, /", |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::plain("__reduce__", "self, /", alias_reduce),
    ],
    getset: &[
        getter("__origin__", |_, a| Ok(this(a).origin.clone())),
        getter("__args__", |_, a| Ok(this(a).args.clone())),
        getter("__parameters__", |vm, a| {
            let args = this(a).args.clone();
            vm.type_parameters(&args)
        }),
        getter("__unpacked__", |_, a| Ok(Value::bool(this(a).starred))),
        getter("__typing_unpacked_tuple_args__", |vm, a| {
            let alias = this(a);
            let tuple = vm.builtin_class(Kind::Tuple);
            Ok(if alias.starred && alias.origin.is(&tuple) { alias.args.clone() } else { Value::NONE })
        }),
    ],
    subclassable: true,
    module: "types",
    doc: "Represent a PEP 585 generic type",
    ..Slots::NONE
};

/// The row that makes a builtin class subscriptable.
pub(crate) const CLASS_GETITEM: NativeDef = NativeDef::plain("__class_getitem__", "cls, item, /", class_getitem);

fn class_getitem(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.generic_alias(&args[0], &args[1]))
}

fn this(value: &Value) -> &GenericAliasObject {
    value.expect_ref::<GenericAliasObject>()
}

/// A subscript as a tuple of arguments.
fn tuple_of(vm: &mut Vm, item: &Value) -> Value {
    if item.is_exact(Kind::Tuple) { item.clone() } else { vm.tuple(vec![item.clone()]) }
}

impl Vm {
    /// `origin[item]` for a class that is generic.
    pub fn generic_alias(&mut self, origin: &Value, item: &Value) -> Value {
        let args = tuple_of(self, item);
        self.alloc(GenericAliasObject { origin: origin.clone(), args, starred: false })
    }

    /// `class[item]`: `__class_getitem__`, or TypeError.
    pub(crate) fn class_get_item(&mut self, class: &Value, item: &Value) -> NativeResult {
        if class.is(&self.builtin_types[Kind::Type as usize]) {
            return Ok(self.generic_alias(class, item));
        }
        let name = self.names.class_getitem.clone();
        match self.get_attr_opt(class, &name)? {
            Some(method) => self.call(&method, std::slice::from_ref(item)),
            None => {
                let name = self.class_name(class);
                Err(self.type_error(format!("type '{name}' is not subscriptable")))
            }
        }
    }

    /// The type variables in arguments of a generic, in order of appearance.
    fn type_parameters(&mut self, args: &Value) -> NativeResult {
        let mut found = Vec::new();
        self.collect_parameters(args, &mut found)?;
        Ok(self.tuple(found))
    }

    fn collect_parameters(&mut self, args: &Value, found: &mut Vec<Value>) -> Result<(), Raised> {
        let items = match args.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => args.as_ref::<ListObject>().map(|l| l.to_vec()).unwrap_or_default(),
        };
        for item in items {
            if item.kind() == Kind::Type {
                continue;
            }
            if matches!(item.kind(), Kind::Tuple | Kind::List) {
                self.deeper(|vm| vm.collect_parameters(&item, found))?;
                continue;
            }
            let name = self.intern("__typing_subst__");
            if self.get_attr_opt(&item, &name)?.is_some() {
                self.add_parameter(item, found)?;
                continue;
            }
            let name = self.names.parameters.clone();
            if let Some(inner) = self.get_attr_opt(&item, &name)?
                && let Some(inner) = inner.as_ref::<Tuple>()
            {
                for parameter in inner.items().to_vec() {
                    self.add_parameter(parameter, found)?;
                }
            }
        }
        Ok(())
    }

    fn add_parameter(&mut self, parameter: Value, found: &mut Vec<Value>) -> Result<(), Raised> {
        for known in found.iter() {
            if self.equal(known, &parameter)? {
                return Ok(());
            }
        }
        found.push(parameter);
        Ok(())
    }

    /// The arguments of a generic with its type variables replaced by those of `item`.
    fn substitute(&mut self, generic: &Value, args: &Value, item: &Value) -> NativeResult {
        let parameters = self.type_parameters(args)?;
        let count = parameters.expect_ref::<Tuple>().items().len();
        if count == 0 {
            let text = self.repr_string(generic)?;
            return Err(self.type_error(format!("{text} is not a generic class")));
        }
        let mut given = tuple_of(self, item);
        for parameter in parameters.expect_ref::<Tuple>().items().to_vec() {
            let name = self.intern("__typing_prepare_subst__");
            if let Some(prepare) = self.get_attr_opt(&parameter, &name)? {
                let prepared = self.call(&prepare, &[generic.clone(), given])?;
                given = tuple_of(self, &prepared);
            }
        }
        let values = given.expect_ref::<Tuple>().items().to_vec();
        if values.len() != count {
            let text = self.repr_string(generic)?;
            let what = if values.len() > count { "many" } else { "few" };
            let actual = values.len();
            return Err(self.type_error(format!("Too {what} arguments for {text}; actual {actual}, expected {count}")));
        }
        let parameters = parameters.expect_ref::<Tuple>().items().to_vec();
        let pairs: Vec<(Value, Value)> = parameters.into_iter().zip(values).collect();
        self.substitute_in(args, &pairs)
    }

    fn substitute_in(&mut self, args: &Value, pairs: &[(Value, Value)]) -> NativeResult {
        let is_list = args.kind() == Kind::List;
        let items = match args.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => args.as_ref::<ListObject>().map(|l| l.to_vec()).unwrap_or_default(),
        };
        let mut made = Vec::with_capacity(items.len());
        for item in items {
            if item.kind() == Kind::Type {
                made.push(item);
                continue;
            }
            if matches!(item.kind(), Kind::Tuple | Kind::List) {
                let inner = self.deeper(|vm| vm.substitute_in(&item, pairs))?;
                made.push(inner);
                continue;
            }
            let name = self.intern("__typing_subst__");
            if let Some(subst) = self.get_attr_opt(&item, &name)? {
                let value = self.pair_value(&item, pairs)?;
                let value = self.call(&subst, &[value])?;
                self.push_substituted(&item, value, &mut made)?;
                continue;
            }
            let name = self.names.parameters.clone();
            let inner = self.get_attr_opt(&item, &name)?;
            let inner = inner.as_ref().and_then(|i| i.as_ref::<Tuple>()).map(|t| t.items().to_vec());
            match inner {
                Some(inner) if !inner.is_empty() => {
                    let mut values = Vec::with_capacity(inner.len());
                    for parameter in &inner {
                        let value = self.pair_value(parameter, pairs)?;
                        match value.as_ref::<Tuple>() {
                            Some(several) => values.extend(several.items().iter().cloned()),
                            None => values.push(value),
                        }
                    }
                    let key = self.tuple(values);
                    let value = self.get_item(&item, &key)?;
                    self.push_substituted(&item, value, &mut made)?;
                }
                _ => made.push(item),
            }
        }
        Ok(if is_list { self.list(made) } else { self.tuple(made) })
    }

    /// Adds what replaced an argument; what was unpacked with a star is spread.
    fn push_substituted(&mut self, item: &Value, value: Value, made: &mut Vec<Value>) -> Result<(), Raised> {
        let name = self.intern("__typing_unpacked_tuple_args__");
        if let Some(unpacked) = self.get_attr_opt(&value, &name)?
            && let Some(unpacked) = unpacked.as_ref::<Tuple>()
        {
            made.extend(unpacked.items().iter().cloned());
            return Ok(());
        }
        let name = self.intern("__typing_is_unpacked_typevartuple__");
        let spread = match self.get_attr_opt(item, &name)? {
            Some(flag) => self.truthy(&flag)?,
            None => false,
        };
        match value.as_ref::<Tuple>() {
            Some(several) if spread => made.extend(several.items().iter().cloned()),
            _ => made.push(value),
        }
        Ok(())
    }

    fn pair_value(&mut self, parameter: &Value, pairs: &[(Value, Value)]) -> NativeResult {
        for (known, value) in pairs {
            if self.equal(known, parameter)? {
                return Ok(value.clone());
            }
        }
        Ok(parameter.clone())
    }
}

fn alias_getitem(vm: &mut Vm, alias: &Value, item: &Value) -> NativeResult {
    let (origin, args, starred) = (this(alias).origin.clone(), this(alias).args.clone(), this(alias).starred);
    let args = vm.substitute(alias, &args, item)?;
    Ok(vm.alloc(GenericAliasObject { origin, args, starred }))
}

/// How an argument of a generic is shown: classes by name, the rest by `repr`.
fn argument_text(vm: &mut Vm, argument: &Value) -> Result<String, Raised> {
    if argument.is(&Value::ELLIPSIS) {
        return Ok(String::from("..."));
    }
    if let Some(items) = argument.as_ref::<ListObject>().map(|l| l.to_vec()) {
        let mut texts = Vec::with_capacity(items.len());
        for item in &items {
            texts.push(vm.deeper(|vm| argument_text(vm, item))?);
        }
        return Ok(format!("[{}]", texts.join(", ")));
    }
    if argument.kind() == Kind::Type {
        return Ok(vm.qualified_class_name(argument));
    }
    vm.repr_string(argument)
}

fn alias_repr(vm: &mut Vm, alias: &Value) -> NativeResult {
    let (origin, args, starred) = (this(alias).origin.clone(), this(alias).args.clone(), this(alias).starred);
    let mut text = String::from(if starred { "*" } else { "" });
    text.push_str(&argument_text(vm, &origin)?);
    text.push('[');
    let items = args.expect_ref::<Tuple>().items().to_vec();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        text.push_str(&argument_text(vm, item)?);
    }
    if items.is_empty() {
        text.push_str("()");
    }
    text.push(']');
    Ok(vm.string(text))
}

fn alias_hash(vm: &mut Vm, alias: &Value) -> Result<i64, Raised> {
    let (origin, args) = (this(alias).origin.clone(), this(alias).args.clone());
    Ok(vm.hash(&origin)? ^ vm.hash(&args)?)
}

fn alias_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<GenericAliasObject>(), b.as_ref::<GenericAliasObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = x.starred == y.starred && vm.equal(&x.origin, &y.origin)? && vm.equal(&x.args, &y.args)?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn alias_iter(vm: &mut Vm, alias: &Value) -> NativeResult {
    let (origin, args) = (this(alias).origin.clone(), this(alias).args.clone());
    let starred = vm.alloc(GenericAliasObject { origin, args, starred: true });
    let list = vm.list(vec![starred]);
    vm.iter(&list)
}

fn alias_call(vm: &mut Vm, args: &[Value]) -> Flow {
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    let alias = args[0].clone();
    let call = Call { callee: this(&alias).origin.clone(), args: rest, keywords };
    let _ = vm;
    Flow::Call(
        call,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            if let Ok(made) = &result {
                let name = vm.intern("__orig_class__");
                // Objects that cannot take attributes simply do not remember it.
                let _ = vm.set_attr(made, &name, &alias);
            }
            Flow::from(result)
        })),
    )
}

fn alias_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let arguments = vec![this(&args[0]).origin.clone(), this(&args[0]).args.clone()];
    let arguments = vm.tuple(arguments);
    Ok(vm.tuple(vec![class, arguments]))
}

// ---- unions ----

/// What `UnionType` can do natively.
pub(crate) static UNION_SLOTS: Slots = Slots {
    repr: Some(union_repr),
    hash: HashSlot::Value(union_hash),
    compare: Some(union_compare),
    get_item: Some(union_getitem),
    binary: Some(|vm, _, a, b| vm.union(a, b)),
    binary_ops: &[BinaryOp::Or],
    methods: &[
        NativeDef::plain("__instancecheck__", "self, instance, /", |vm, args| union_check(vm, args, false)),
        NativeDef::plain("__subclasscheck__", "self, subclass, /", |vm, args| union_check(vm, args, true)),
    ],
    getset: &[
        getter("__args__", |_, u| Ok(members(u))),
        getter("__parameters__", |vm, u| vm.type_parameters(&members(u))),
    ],
    module: "types",
    doc: "Represent a PEP 604 union type",
    ..Slots::NONE
};

fn members(union: &Value) -> Value {
    union.expect_ref::<UnionObject>().args.clone()
}

impl Vm {
    /// `a | b` for types; `NotImplemented` when one of them is none.
    pub(crate) fn union(&mut self, a: &Value, b: &Value) -> NativeResult {
        let mut flat: Vec<Value> = Vec::new();
        for operand in [a, b] {
            match operand.kind() {
                Kind::UnionType => flat.extend(members(operand).expect_ref::<Tuple>().items().iter().cloned()),
                Kind::None => flat.push(self.builtin_class(Kind::None)),
                Kind::Type | Kind::GenericAlias => flat.push(operand.clone()),
                _ => return Ok(Value::NOT_IMPLEMENTED),
            }
        }
        self.union_of(flat)
    }

    fn union_of(&mut self, flat: Vec<Value>) -> NativeResult {
        let mut unique: Vec<Value> = Vec::with_capacity(flat.len());
        for member in flat {
            let mut known = false;
            for other in &unique {
                known = known || self.equal(other, &member)?;
            }
            if !known {
                unique.push(member);
            }
        }
        if let [only] = unique.as_slice() {
            return Ok(only.clone());
        }
        let args = self.tuple(unique);
        Ok(self.alloc(UnionObject { args }))
    }
}

fn union_repr(vm: &mut Vm, union: &Value) -> NativeResult {
    let mut texts = Vec::new();
    let none = vm.builtin_class(Kind::None);
    for member in members(union).expect_ref::<Tuple>().items().to_vec() {
        texts.push(if member.is(&none) { String::from("None") } else { argument_text(vm, &member)? });
    }
    Ok(vm.string(texts.join(" | ")))
}

fn union_hash(vm: &mut Vm, union: &Value) -> Result<i64, Raised> {
    // Like a frozenset of the members: their order does not matter.
    let mut hash = 0i64;
    for member in members(union).expect_ref::<Tuple>().items().to_vec() {
        let own = vm.hash(&member)? as u64;
        hash ^= ((own ^ 89_869_747 ^ (own << 16)).wrapping_mul(3_644_798_167)) as i64;
    }
    Ok(if hash == -1 { -2 } else { hash })
}

fn union_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if a.kind() != Kind::UnionType || b.kind() != Kind::UnionType || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (members(a).expect_ref::<Tuple>().items().to_vec(), members(b).expect_ref::<Tuple>().items().to_vec());
    let mut equal = x.len() == y.len();
    for member in &x {
        let mut found = false;
        for other in &y {
            found = found || vm.equal(member, other)?;
        }
        equal = equal && found;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn union_getitem(vm: &mut Vm, union: &Value, item: &Value) -> NativeResult {
    let args = vm.substitute(union, &members(union), item)?;
    let mut items = args.expect_ref::<Tuple>().items().to_vec().into_iter();
    let Some(mut made) = items.next() else { return Ok(union.clone()) };
    for next in items {
        made = vm.binary(BinaryOp::Or, &made, &next)?;
    }
    Ok(made)
}

fn union_check(vm: &mut Vm, args: &[Value], subclass: bool) -> NativeResult {
    let function = if subclass { "issubclass" } else { "isinstance" };
    if subclass && args[1].kind() != Kind::Type {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let all = members(&args[0]).expect_ref::<Tuple>().items().to_vec();
    if all.iter().any(|m| m.as_ref::<TypeObject>().is_none()) {
        return Err(vm.type_error(format!("{function}() argument 2 cannot be a parameterized generic")));
    }
    let name = if subclass { vm.names.subclasscheck.clone() } else { vm.names.instancecheck.clone() };
    for member in all {
        if let Some(result) = vm.call_special(&member, &name, &args[1..2]) {
            let result = result?;
            if vm.truthy(&result)? {
                return Ok(Value::TRUE);
            }
        }
    }
    Ok(Value::FALSE)
}
