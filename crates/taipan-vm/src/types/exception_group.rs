//! `BaseExceptionGroup` and `ExceptionGroup`, and the splitting that `except*` does. See
//! <https://docs.python.org/3.13/library/exceptions.html#exception-groups>.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::objects::classes::getter;
use crate::types::exception::{ANYTHING, INIT, exception_init};
use crate::types::{CLASS_GETITEM, ExceptionObject, ListObject, Slots};
use crate::value::Value;
use crate::vm::Vm;

/// What `BaseExceptionGroup` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("BaseExceptionGroup", ANYTHING, group_new)),
    methods: &[
        NativeDef::plain("__init__", INIT, exception_init),
        NativeDef::plain("__str__", "self, /", group_str),
        NativeDef::plain("derive", "self, excs, /", group_derive),
        NativeDef::plain("split", "self, matcher_value, /", group_split),
        NativeDef::plain("subgroup", "self, matcher_value, /", group_subgroup),
    ],
    class_methods: &[CLASS_GETITEM],
    getset: &[
        getter("message", |_, e| Ok(this(e).field("message").bound().cloned().unwrap_or(Value::NONE))),
        getter("exceptions", |_, e| Ok(this(e).field("exceptions").bound().cloned().unwrap_or(Value::NONE))),
    ],
    subclassable: true,
    doc: "A combination of multiple unrelated exceptions.",
    ..Slots::NONE
};

fn this(value: &Value) -> &ExceptionObject {
    value.expect_ref::<ExceptionObject>()
}

/// The exceptions in a group.
fn members(group: &Value) -> Vec<Value> {
    this(group).field("exceptions").as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

fn group_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (items, keywords) = Vm::spread(&args[1], &args[2]);
    let [message, exceptions] = items.as_slice() else {
        let given = items.len() + keywords.len();
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)")));
    };
    if message.kind() != Kind::Str {
        let found = vm.type_name(message);
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {found}")));
    }
    let name = vm.names.getitem.clone();
    if vm.lookup_special(exceptions, &name).is_none() || exceptions.kind() == Kind::Dict {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let all = vm.collect(exceptions)?;
    if all.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let plain = vm.exception_class(ExceptionKind::Exception);
    let mut nested_base = false;
    for (i, exception) in all.iter().enumerate() {
        if exception.kind() != Kind::Exception {
            return Err(vm.value_error(format!("Item {i} of second argument (exceptions) is not an exception")));
        }
        nested_base |= !vm.is_instance(exception, &plain);
    }
    let mut class = args[0].clone();
    let base_group = vm.exception_class(ExceptionKind::BaseExceptionGroup);
    let group = vm.exception_class(ExceptionKind::ExceptionGroup);
    if class.is(&base_group) && !nested_base {
        class = group.clone();
    } else if nested_base && class.is(&group) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if nested_base && vm.is_subclass(&class, &plain) {
        let name = vm.class_name(&class);
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let made = vm.new_exception(&class, args[1].clone());
    this(&made).set_field("message", message.clone());
    let all = vm.tuple(all);
    this(&made).set_field("exceptions", all);
    Ok(made)
}

fn group_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let message = this(&args[0]).field("message");
    let message = match message.bound() {
        Some(message) => vm.str_string(message)?,
        None => String::new(),
    };
    let count = members(&args[0]).len();
    let plural = if count == 1 { "" } else { "s" };
    Ok(vm.string(format!("{message} ({count} sub-exception{plural})")))
}

fn group_derive(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let message = this(&args[0]).field("message");
    let class = vm.exception_class(ExceptionKind::BaseExceptionGroup);
    let arguments = vm.tuple(vec![message, args[1].clone()]);
    let keywords = vm.dict();
    group_new(vm, &[class, arguments, keywords])
}

/// How members are chosen.
enum Matcher {
    Classes(Vec<Value>),
    Predicate(Value),
    Members(Vec<Value>),
}

impl Vm {
    fn group_matcher(&mut self, value: &Value) -> Result<Matcher, Raised> {
        if self.is_exception_class(value) {
            return Ok(Matcher::Classes(vec![value.clone()]));
        }
        if let Some(tuple) = value.as_ref::<Tuple>()
            && tuple.items().iter().all(|c| self.is_exception_class(c))
        {
            return Ok(Matcher::Classes(tuple.items().to_vec()));
        }
        if value.kind() != Kind::Type && self.is_callable(value) {
            return Ok(Matcher::Predicate(value.clone()));
        }
        Err(self
            .type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)"))
    }

    fn matches(&mut self, exception: &Value, matcher: &Matcher) -> Result<bool, Raised> {
        match matcher {
            Matcher::Classes(classes) => Ok(classes.iter().any(|c| self.is_instance(exception, c))),
            Matcher::Predicate(function) => {
                let result = self.call(function, std::slice::from_ref(exception))?;
                self.truthy(&result)
            }
            Matcher::Members(members) => Ok(members.iter().any(|m| m.is(exception))),
        }
    }

    /// Whether the value is an exception group.
    pub(crate) fn is_exception_group(&self, exception: &Value) -> bool {
        self.is_instance(exception, &self.exception_types[ExceptionKind::BaseExceptionGroup as usize])
    }

    /// Splits a group into what matches and the rest; `None` for an empty part.
    fn split_group(
        &mut self,
        exception: &Value,
        matcher: &Matcher,
        want_rest: bool,
    ) -> Result<(Option<Value>, Option<Value>), Raised> {
        // Whole groups are not asked for when leaves are listed one by one.
        let by_leaves = matches!(matcher, Matcher::Members(_)) && self.is_exception_group(exception);
        if !by_leaves && self.matches(exception, matcher)? {
            return Ok((Some(exception.clone()), None));
        }
        if !self.is_exception_group(exception) {
            return Ok((None, want_rest.then(|| exception.clone())));
        }
        let (mut matching, mut rest) = (Vec::new(), Vec::new());
        for member in members(exception) {
            let (yes, no) = self.deeper(|vm| vm.split_group(&member, matcher, want_rest))?;
            matching.extend(yes);
            rest.extend(no);
        }
        let matching = self.derived_group(exception, matching)?;
        let rest = if want_rest { self.derived_group(exception, rest)? } else { None };
        Ok((matching, rest))
    }

    /// A group like `original` with other members: `derive`, then the metadata is copied.
    fn derived_group(&mut self, original: &Value, members: Vec<Value>) -> Result<Option<Value>, Raised> {
        if members.is_empty() {
            return Ok(None);
        }
        let list = self.list(members);
        let derived = self.call_method(original, "derive", &[list])?;
        if !self.is_exception_group(&derived) {
            return Err(self.type_error("derive must return an instance of BaseExceptionGroup"));
        }
        let (from, to) = (this(original), this(&derived));
        for (from, to) in [(&from.traceback, &to.traceback), (&from.context, &to.context), (&from.cause, &to.cause)] {
            let value = from.borrow().clone();
            to.replace(value);
        }
        to.suppress_context.set(from.suppress_context.get());
        let name = self.names.notes.clone();
        if let Some(notes) = self.get_attr_opt(original, &name)?
            && let Some(list) = notes.as_ref::<ListObject>()
        {
            let copy = self.list(list.to_vec());
            self.set_attr(&derived, &name, &copy)?;
        }
        Ok(Some(derived))
    }

    /// What `except* class` catches of `exception` (wrapped into a group if it is none), and what is left.
    pub(crate) fn exception_group_match(&mut self, exception: &Value, class: &Value) -> Result<(Value, Value), Raised> {
        let classes = match class.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![class.clone()],
        };
        let base_group = self.exception_class(ExceptionKind::BaseExceptionGroup);
        for class in &classes {
            if !self.is_exception_class(class) {
                return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
            }
            if self.is_subclass(class, &base_group) {
                return Err(self.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
            }
        }
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        let matcher = Matcher::Classes(classes);
        if !self.is_exception_group(exception) {
            if !self.matches(exception, &matcher)? {
                return Ok((Value::NONE, exception.clone()));
            }
            let only = self.tuple(vec![exception.clone()]);
            let group = self.group_of(only)?;
            let traceback = this(exception).traceback.borrow().clone();
            this(&group).traceback.replace(traceback);
            return Ok((group, Value::NONE));
        }
        let (matching, rest) = self.split_group(exception, &matcher, true)?;
        Ok((matching.unwrap_or(Value::NONE), rest.unwrap_or(Value::NONE)))
    }

    /// A group without message.
    fn group_of(&mut self, members: Value) -> NativeResult {
        let class = self.exception_class(ExceptionKind::BaseExceptionGroup);
        let message = self.empty_str.clone();
        let arguments = self.tuple(vec![message, members]);
        let keywords = self.dict();
        group_new(self, &[class, arguments, keywords])
    }

    /// What is raised at the end of `except*` handlers: `raised` are the exceptions that handlers raised and the parts
    /// that nobody handled, `original` is what was caught. None when nothing is left.
    pub(crate) fn exception_group_finish(&mut self, raised: Vec<Value>, original: &Value) -> NativeResult {
        let raised: Vec<Value> = raised.into_iter().filter(|e| !e.is_none()).collect();
        if raised.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_exception_group(original) {
            return Ok(raised[0].clone());
        }
        let (mut new, mut again) = (Vec::new(), Vec::new());
        for exception in raised {
            if self.same_metadata(&exception, original) { again.push(exception) } else { new.push(exception) }
        }
        let mut leaves = Vec::new();
        for group in &again {
            self.collect_leaves(group, &mut leaves)?;
        }
        let projected =
            if leaves.is_empty() { None } else { self.split_group(original, &Matcher::Members(leaves), false)?.0 };
        if new.is_empty() {
            return Ok(projected.unwrap_or(Value::NONE));
        }
        new.extend(projected);
        if let [only] = new.as_slice() {
            return Ok(only.clone());
        }
        let list = self.list(new);
        self.group_of(list)
    }

    fn collect_leaves(&mut self, exception: &Value, leaves: &mut Vec<Value>) -> Result<(), Raised> {
        if !self.is_exception_group(exception) {
            leaves.push(exception.clone());
            return Ok(());
        }
        for member in members(exception) {
            self.deeper(|vm| vm.collect_leaves(&member, leaves))?;
        }
        Ok(())
    }

    /// Whether a group is a part of `original` that is only being raised again.
    fn same_metadata(&mut self, exception: &Value, original: &Value) -> bool {
        if !self.is_exception_group(exception) {
            return false;
        }
        let (a, b) = (this(exception), this(original));
        let same = |x: &std::cell::RefCell<Value>, y: &std::cell::RefCell<Value>| x.borrow().is(&y.borrow());
        let name = self.names.notes.clone();
        let notes = [exception, original].map(|e| self.instance_attribute(e, &name));
        let same_notes = match &notes {
            [None, None] => true,
            [Some(x), Some(y)] => match (x.as_ref::<ListObject>(), y.as_ref::<ListObject>()) {
                (Some(x), Some(y)) => {
                    let (x, y) = (x.to_vec(), y.to_vec());
                    x.len() == y.len() && x.iter().zip(&y).all(|(x, y)| x.is(y))
                }
                _ => x.is(y),
            },
            _ => false,
        };
        same(&a.traceback, &b.traceback) && same(&a.context, &b.context) && same(&a.cause, &b.cause) && same_notes
    }
}

fn group_split(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let matcher = vm.group_matcher(&args[1])?;
    let (matching, rest) = vm.split_group(&args[0], &matcher, true)?;
    Ok(vm.tuple(vec![matching.unwrap_or(Value::NONE), rest.unwrap_or(Value::NONE)]))
}

fn group_subgroup(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let matcher = vm.group_matcher(&args[1])?;
    let (matching, _) = vm.split_group(&args[0], &matcher, false)?;
    Ok(matching.unwrap_or(Value::NONE))
}
