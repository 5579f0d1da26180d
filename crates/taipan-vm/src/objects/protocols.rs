//! The object protocols for natives: text, truth, comparison, items, iteration, arithmetic, numbers.

use crate::exceptions::ExceptionKind;
use crate::heap::{IntObject, Kind, Tuple};
use crate::native::{NativeResult, Raised};
use crate::types::{
    BinaryOp, CompareOp, DictObject, ListObject, SequenceIterator, StrObject, TypeObject, UnaryOp, slots,
};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::cell::{Cell, RefCell};

/// Native recursion (nested containers in `repr`, `==`, `hash`) stops at this depth, whatever the recursion limit says.
const NATIVE_DEPTH: u32 = 4_000;

impl Vm {
    /// Runs `body` one level deeper: RecursionError beyond the recursion limit, and more native stack when it runs low.
    pub(crate) fn deeper<T>(&mut self, body: impl FnOnce(&mut Vm) -> Result<T, Raised>) -> Result<T, Raised> {
        if self.native_depth >= self.recursion_limit.min(NATIVE_DEPTH) {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.native_depth += 1;
        let result = stacker::maybe_grow(96 * 1024, 1024 * 1024, || body(self));
        self.native_depth -= 1;
        result
    }

    // ---- text ----

    /// `repr(value)`, a `str` value.
    pub fn repr(&mut self, value: &Value) -> NativeResult {
        self.deeper(|vm| {
            if value.shape().index() != 0 {
                let name = vm.names.repr.clone();
                if let Some(result) = vm.call_special(value, &name, &[]) {
                    return vm.check_text(result?, "__repr__");
                }
            }
            vm.native_repr(value)
        })
    }

    /// The `repr` of the builtin layout, whatever a subclass defines.
    pub(crate) fn native_repr(&mut self, value: &Value) -> NativeResult {
        match slots(value.kind()).repr {
            Some(repr) => repr(self, value),
            None => self.default_repr(value),
        }
    }

    /// `<module.Class object at 0x...>`
    pub(crate) fn default_repr(&mut self, value: &Value) -> NativeResult {
        let class = self.class_of(value);
        let name = self.qualified_class_name(&class);
        Ok(self.string(format!("<{name} object at {:#x}>", value.address() & !7)))
    }

    /// `module.qualname`, without the module for builtins.
    pub fn qualified_class_name(&mut self, class: &Value) -> String {
        let Some(object) = class.as_ref::<TypeObject>() else { return String::from("?") };
        let qualname = match object.qualname.borrow().as_ref::<StrObject>() {
            Some(name) => name.lossy().into_owned(),
            None => String::from("?"),
        };
        let module = self.dict_get_name(&object.dict, &self.names.module.clone());
        match module.as_ref().and_then(|m| m.as_ref::<StrObject>()) {
            Some(module) if module.bytes() != b"builtins" => format!("{}.{qualname}", module.lossy()),
            _ => qualname,
        }
    }

    /// `str(value)`, a `str` value.
    pub fn str_of(&mut self, value: &Value) -> NativeResult {
        if value.is_exact(Kind::Str) {
            return Ok(value.clone());
        }
        if value.shape().index() != 0 {
            let name = self.names.str.clone();
            if let Some(result) = self.deeper(|vm| vm.call_special(value, &name, &[]).transpose())? {
                return self.check_text(result, "__str__");
            }
        }
        self.native_str(value)
    }

    /// `str()` of the builtin layout, whatever a subclass defines.
    pub(crate) fn native_str(&mut self, value: &Value) -> NativeResult {
        match slots(value.kind()).str {
            Some(str) => str(self, value),
            None => self.repr(value),
        }
    }

    fn check_text(&mut self, value: Value, method: &str) -> NativeResult {
        if value.kind() == Kind::Str {
            return Ok(value);
        }
        let name = self.type_name(&value);
        Err(self.type_error(format!("{method} returned non-string (type {name})")))
    }

    /// `repr(value)` as a Rust string; lone surrogates become U+FFFD.
    pub fn repr_string(&mut self, value: &Value) -> Result<String, Raised> {
        let text = self.repr(value)?;
        Ok(text.expect_ref::<StrObject>().lossy().into_owned())
    }

    /// `str(value)` as a Rust string; lone surrogates become U+FFFD.
    pub fn str_string(&mut self, value: &Value) -> Result<String, Raised> {
        let text = self.str_of(value)?;
        Ok(text.expect_ref::<StrObject>().lossy().into_owned())
    }

    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> NativeResult {
        let repr = self.repr(value)?;
        let text = repr.expect_ref::<StrObject>();
        if text.is_ascii() {
            return Ok(repr);
        }
        let mut out = String::new();
        for c in crate::objects::text::code_points(text.bytes()) {
            match c {
                0..0x80 => out.push(c as u8 as char),
                0x80..0x100 => out.push_str(&format!("\\x{c:02x}")),
                0x100..0x10000 => out.push_str(&format!("\\u{c:04x}")),
                _ => out.push_str(&format!("\\U{c:08x}")),
            }
        }
        Ok(self.string(out))
    }

    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &str) -> NativeResult {
        if value.shape().index() != 0 {
            let name = self.names.format.clone();
            if let Some(method) = self.lookup_special(value, &name) {
                let spec = self.str(spec);
                let result = self.call_unbound(&method, value, &[spec])?;
                if result.kind() != Kind::Str {
                    let name = self.type_name(&result);
                    return Err(self.type_error(format!("__format__ must return a str, not {name}")));
                }
                return Ok(result);
            }
        }
        self.native_format(value, spec)
    }

    /// `format()` of the builtin layout, whatever a subclass defines.
    pub(crate) fn native_format(&mut self, value: &Value, spec: &str) -> NativeResult {
        match slots(value.kind()).format {
            Some(format) => format(self, value, spec),
            None if spec.is_empty() => self.str_of(value),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("unsupported format string passed to {name}.__format__")))
            }
        }
    }

    // ---- truth ----

    /// `bool(value)`.
    #[inline]
    pub fn truthy(&mut self, value: &Value) -> Result<bool, Raised> {
        if let Some(b) = value.as_bool() {
            return Ok(b);
        }
        if let Some(i) = value.as_small_int() {
            return Ok(i != 0);
        }
        self.truthy_slow(value)
    }

    fn truthy_slow(&mut self, value: &Value) -> Result<bool, Raised> {
        if value.is_none() {
            return Ok(false);
        }
        if value.shape().index() != 0 {
            let name = self.names.bool.clone();
            if let Some(result) = self.call_special(value, &name, &[]) {
                let result = result?;
                return match result.as_bool() {
                    Some(b) => Ok(b),
                    None => {
                        let name = self.type_name(&result);
                        Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
                    }
                };
            }
            let name = self.names.len.clone();
            if self.lookup_special(value, &name).is_some() {
                return Ok(self.len(value)? != 0);
            }
        }
        self.native_truth(value)
    }

    /// Truth of the builtin layout, whatever a subclass defines.
    pub(crate) fn native_truth(&mut self, value: &Value) -> Result<bool, Raised> {
        let slots = slots(value.kind());
        match (slots.truth, slots.len) {
            (Some(truth), _) => truth(self, value),
            (None, Some(len)) => Ok(len(self, value)? != 0),
            (None, None) => Ok(true),
        }
    }

    // ---- comparison ----

    /// `a == b` as a boolean, with the identity shortcut that containers use.
    #[inline]
    pub fn equal(&mut self, a: &Value, b: &Value) -> Result<bool, Raised> {
        if a.is(b) {
            return Ok(true);
        }
        if a.is_exact(Kind::Str) && b.is_exact(Kind::Str) {
            return Ok(a.expect_ref::<StrObject>().bytes() == b.expect_ref::<StrObject>().bytes());
        }
        let result = self.compare(CompareOp::Eq, a, b)?;
        self.truthy(&result)
    }

    /// `a < b` as a boolean.
    pub fn less(&mut self, a: &Value, b: &Value) -> Result<bool, Raised> {
        let result = self.compare(CompareOp::Lt, a, b)?;
        self.truthy(&result)
    }

    /// A rich comparison with Python's rules for reflected methods.
    pub fn compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
        self.deeper(|vm| vm.compare_here(op, a, b))
    }

    fn compare_here(&mut self, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
        let (class_a, class_b) = (self.class_word(a), self.class_word(b));
        let right_first =
            class_a != class_b && b.shape().index() != 0 && self.is_subclass(class_b.borrow(), class_a.borrow());
        if right_first {
            let result = self.compare_one(op.swapped(), b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.compare_one(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if !right_first {
            let result = self.compare_one(op.swapped(), b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match op {
            CompareOp::Eq => Ok(Value::bool(a.is(b))),
            CompareOp::Ne => Ok(Value::bool(!a.is(b))),
            _ => {
                let (x, y) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self.type_error(format!("'{symbol}' not supported between instances of '{x}' and '{y}'")))
            }
        }
    }

    /// One side of a comparison: `NotImplemented` when the left operand does not know the right one.
    pub(crate) fn compare_one(&mut self, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
        if a.shape().index() != 0 {
            let name = self.compare_name(op);
            if let Some(method) = self.lookup_special(a, &name) {
                return self.call_unbound(&method, a, std::slice::from_ref(b));
            }
            return Ok(Value::NOT_IMPLEMENTED);
        }
        self.native_compare(op, a, b)
    }

    /// Comparison of the builtin layout of `a`.
    pub(crate) fn native_compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
        match slots(a.kind()).compare {
            Some(compare) => compare(self, op, a, b),
            None => Ok(match op {
                CompareOp::Eq if a.is(b) => Value::TRUE,
                CompareOp::Ne if a.is(b) => Value::FALSE,
                _ => Value::NOT_IMPLEMENTED,
            }),
        }
    }

    pub(crate) fn compare_name(&self, op: CompareOp) -> Value {
        let names = &self.names;
        match op {
            CompareOp::Lt => names.lt.clone(),
            CompareOp::Le => names.le.clone(),
            CompareOp::Eq => names.eq.clone(),
            CompareOp::Ne => names.ne.clone(),
            CompareOp::Gt => names.gt.clone(),
            CompareOp::Ge => names.ge.clone(),
        }
    }

    // ---- containers ----

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> Result<usize, Raised> {
        if value.shape().index() != 0 {
            let name = self.names.len.clone();
            if let Some(result) = self.call_special(value, &name, &[]) {
                let result = result?;
                return self.check_length(&result);
            }
        }
        match slots(value.kind()).len {
            Some(len) => len(self, value),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("object of type '{name}' has no len()")))
            }
        }
    }

    /// The result of `__len__` as a length.
    pub(crate) fn check_length(&mut self, result: &Value) -> Result<usize, Raised> {
        let length = self.index(result)?;
        usize::try_from(length).map_err(|_| self.value_error("__len__() should return >= 0"))
    }

    /// `container[key]`.
    pub fn get_item(&mut self, container: &Value, key: &Value) -> NativeResult {
        if container.shape().index() != 0 {
            let name = self.names.getitem.clone();
            if let Some(result) = self.call_special(container, &name, std::slice::from_ref(key)) {
                return result;
            }
        }
        match slots(container.kind()).get_item {
            Some(get_item) => get_item(self, container, key),
            None if container.kind() == Kind::Type => self.class_get_item(container, key),
            None => {
                let name = self.type_name(container);
                Err(self.type_error(format!("'{name}' object is not subscriptable")))
            }
        }
    }

    /// `container[key] = value`; an unbound value deletes.
    pub fn set_item(&mut self, container: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
        let delete = value.is_unbound();
        if container.shape().index() != 0 {
            let name = if delete { self.names.delitem.clone() } else { self.names.setitem.clone() };
            let args = [key.clone(), value.clone()];
            let args = if delete { &args[..1] } else { &args[..] };
            if let Some(result) = self.call_special(container, &name, args) {
                return result.map(drop);
            }
        }
        match slots(container.kind()).set_item {
            Some(set_item) => set_item(self, container, key, value),
            None => {
                let name = self.type_name(container);
                let what = if delete { "deletion" } else { "assignment" };
                // What CPython finds to be a sequence is told in other words.
                let class = self.class_of(container);
                let sequence = slots(container.kind()).len.is_some() || Vm::is_heap_class(&class);
                let not = if delete && sequence { "doesn't" } else { "does not" };
                Err(self.type_error(format!("'{name}' object {not} support item {what}")))
            }
        }
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Result<bool, Raised> {
        if container.shape().index() != 0 {
            let name = self.names.contains.clone();
            if let Some(method) = self.lookup_special(container, &name) {
                if method.is_none() {
                    let name = self.type_name(container);
                    return Err(self.type_error(format!("'{name}' object is not a container")));
                }
                let result = self.call_unbound(&method, container, std::slice::from_ref(item))?;
                return self.truthy(&result);
            }
        }
        if let Some(contains) = slots(container.kind()).contains {
            return contains(self, container, item);
        }
        let Ok(iterator) = self.iter(container) else {
            let name = self.type_name(container);
            return Err(self.type_error(format!("argument of type '{name}' is not iterable")));
        };
        while let Some(candidate) = self.next(&iterator)? {
            if self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    // ---- iteration ----

    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> NativeResult {
        if value.shape().index() != 0 {
            let name = self.names.iter.clone();
            if let Some(method) = self.lookup_special(value, &name) {
                if method.is_none() {
                    let name = self.type_name(value);
                    return Err(self.type_error(format!("'{name}' object is not iterable")));
                }
                let iterator = self.call_unbound(&method, value, &[])?;
                return self.check_iterator(iterator);
            }
        }
        self.native_iter(value)
    }

    /// `iter()` of the builtin layout, or by `__getitem__`.
    pub(crate) fn native_iter(&mut self, value: &Value) -> NativeResult {
        if let Some(iter) = slots(value.kind()).iter {
            return iter(self, value);
        }
        let name = self.names.getitem.clone();
        if value.shape().index() != 0 && self.lookup_special(value, &name).is_some() {
            return Ok(self.alloc(SequenceIterator { source: RefCell::new(value.clone()), index: Cell::new(0) }));
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("'{name}' object is not iterable")))
    }

    /// Checks what `__iter__` returned.
    pub(crate) fn check_iterator(&mut self, iterator: Value) -> NativeResult {
        let name = self.names.next.clone();
        let native = slots(iterator.kind());
        if native.next.is_some() || native.next_flow.is_some() || self.lookup_special(&iterator, &name).is_some() {
            return Ok(iterator);
        }
        let name = self.type_name(&iterator);
        Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")))
    }

    /// `next(iterator)`; `None` when it is exhausted. Nested when the iterator runs script code.
    pub fn next(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        if iterator.shape().index() == 0
            && let Some(next) = slots(iterator.kind()).next
        {
            return next(self, iterator);
        }
        self.next_nested(iterator)
    }

    /// All values of an iterable, in a vector.
    pub fn collect(&mut self, iterable: &Value) -> Result<Vec<Value>, Raised> {
        if let Some(items) = self.quick_items(iterable) {
            return Ok(items);
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            items.push(item);
            if items.len() & 0xfff == 0 {
                self.check_signals()?;
            }
        }
        Ok(items)
    }

    /// The values of an exact list, tuple, or dict (its keys), without running anything.
    pub(crate) fn quick_items(&mut self, iterable: &Value) -> Option<Vec<Value>> {
        if iterable.shape().index() != 0 {
            return None;
        }
        match iterable.kind() {
            Kind::List => Some(iterable.expect_ref::<ListObject>().to_vec()),
            Kind::Tuple => Some(iterable.expect_ref::<Tuple>().items().to_vec()),
            Kind::Dict => Some(iterable.expect_ref::<DictObject>().keys()),
            _ => None,
        }
    }

    // ---- numbers ----

    /// `operator.index(value)` as an `i64`; OverflowError ("Python int too large to convert to C ssize_t") beyond.
    pub fn index(&mut self, value: &Value) -> Result<i64, Raised> {
        if let Some(i) = value.as_int_or_bool() {
            return Ok(i);
        }
        let big = self.index_big(value)?;
        match big.to_i64() {
            Some(i) => Ok(i),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// `operator.index(value)`, clamped to the range of `i64`: for slice bounds.
    pub fn index_clamped(&mut self, value: &Value) -> Result<i64, Raised> {
        if let Some(i) = value.as_int_or_bool() {
            return Ok(i);
        }
        let big = self.index_big(value)?;
        Ok(big.to_i64().unwrap_or(if big.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX }))
    }

    /// `operator.index(value)` as a big integer.
    pub fn index_big(&mut self, value: &Value) -> Result<BigInt, Raised> {
        if let Some(i) = value.as_int_or_bool() {
            return Ok(BigInt::from(i));
        }
        if let Some(int) = value.as_ref::<IntObject>() {
            return Ok(int.value.clone());
        }
        let name = self.names.index.clone();
        if let Some(result) = self.call_special(value, &name, &[]) {
            let result = result?;
            if let Some(i) = result.as_int_or_bool() {
                return Ok(BigInt::from(i));
            }
            if let Some(int) = result.as_ref::<IntObject>() {
                return Ok(int.value.clone());
            }
            let name = self.type_name(&result);
            return Err(self.type_error(format!("__index__ returned non-int (type {name})")));
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
    }

    /// A number as `f64`, as `math` functions take it: `__float__`, then `__index__`.
    pub fn to_f64(&mut self, value: &Value) -> Result<f64, Raised> {
        if let Some(f) = value.as_float() {
            return Ok(f);
        }
        if let Some(i) = value.as_int_or_bool() {
            return Ok(i as f64);
        }
        if let Some(int) = value.as_ref::<IntObject>() {
            return match int.value.to_f64() {
                Some(f) if f.is_finite() => Ok(f),
                _ => Err(self.overflow_error("int too large to convert to float")),
            };
        }
        let name = self.names.float.clone();
        if let Some(result) = self.call_special(value, &name, &[]) {
            let result = result?;
            if let Some(f) = result.as_float() {
                return Ok(f);
            }
            let (class, name) = (self.type_name(value), self.type_name(&result));
            return Err(self.type_error(format!("{class}.__float__ returned non-float (type {name})")));
        }
        let name = self.names.index.clone();
        if self.lookup_special(value, &name).is_some() {
            let big = self.index_big(value)?;
            let big = self.bigint(big);
            return self.to_f64(&big);
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("must be real number, not {name}")))
    }

    /// `a op b` with Python's rules for reflected methods. Nested when special methods are script code.
    pub fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
        let result = self.binary_or_not_implemented(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        Err(self.operand_error(op.symbol(), a, b))
    }

    /// `unsupported operand type(s) for +: 'int' and 'str'`
    pub(crate) fn operand_error(&mut self, symbol: &str, a: &Value, b: &Value) -> Raised {
        let (x, y) = (self.type_name(a), self.type_name(b));
        let sequence = |value: &Value| {
            matches!(value.kind(), Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::List | Kind::Tuple)
        };
        // Concatenation and repetition are tried last, after reflected methods, so their complaints are the ones seen.
        match symbol {
            "+" | "+=" if matches!(a.kind(), Kind::Bytes | Kind::ByteArray) => {
                return self.type_error(format!("can't concat {y} to {x}"));
            }
            "+" | "+=" if sequence(a) => {
                let layout = a.kind().type_name();
                return self.type_error(format!("can only concatenate {layout} (not \"{y}\") to {layout}"));
            }
            "*" | "*=" if sequence(a) => {
                return self.type_error(format!("can't multiply sequence by non-int of type '{y}'"));
            }
            "*" | "*=" if sequence(b) => {
                return self.type_error(format!("can't multiply sequence by non-int of type '{x}'"));
            }
            _ => {}
        }
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'"))
    }

    fn binary_or_not_implemented(&mut self, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
        if a.shape().index() == 0 && b.shape().index() == 0 {
            return self.native_binary(op, a, b);
        }
        let (left, right) = (self.binary_name(op), self.reflected_name(op));
        let (class_a, class_b) = (self.class_word(a), self.class_word(b));
        let mut methods = Vec::with_capacity(2);
        if let Some(method) = self.class_lookup(class_a, left.word()) {
            methods.push((method.to_value(), a, b));
        }
        if class_a != class_b
            && let Some(method) = self.class_lookup(class_b, right.word())
        {
            let overrides = self.class_lookup(class_a, right.word()) != Some(method);
            let first = overrides && self.is_subclass(class_b.borrow(), class_a.borrow());
            methods.insert(if first { 0 } else { methods.len() }, (method.to_value(), b, a));
        }
        for (method, receiver, argument) in methods {
            let result = self.call_unbound(&method, receiver, std::slice::from_ref(argument))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        Ok(Value::NOT_IMPLEMENTED)
    }

    /// Arithmetic of two values by their builtin layouts.
    pub(crate) fn native_binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
        let (slots_a, slots_b) = (slots(a.kind()), slots(b.kind()));
        if let Some(binary) = slots_a.binary {
            let result = binary(self, op, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(binary) = slots_b.binary
            && a.kind() != b.kind()
        {
            return binary(self, op, a, b);
        }
        Ok(Value::NOT_IMPLEMENTED)
    }

    /// In-place `a op= b`: `__iadd__` and the like first.
    pub fn inplace(&mut self, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
        if a.shape().index() != 0 {
            let name = self.inplace_name(op);
            if let Some(result) = self.call_special(a, &name, std::slice::from_ref(b)) {
                let result = result?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
            }
        } else if let Some(inplace) = slots(a.kind()).inplace {
            let result = inplace(self, op, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.binary_or_not_implemented(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        let symbol = match op {
            BinaryOp::Pow => String::from("** or pow()"),
            _ => format!("{}=", op.symbol()),
        };
        Err(self.operand_error(&symbol, a, b))
    }

    /// `-a`, `+a`, `~a`, `abs(a)`.
    pub fn unary(&mut self, op: UnaryOp, a: &Value) -> NativeResult {
        if a.shape().index() != 0 {
            let name = self.unary_name(op);
            if let Some(result) = self.call_special(a, &name, &[]) {
                return result;
            }
        } else if let Some(unary) = slots(a.kind()).unary {
            let result = unary(self, op, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let name = self.type_name(a);
        Err(match op {
            UnaryOp::Neg => self.type_error(format!("bad operand type for unary -: '{name}'")),
            UnaryOp::Pos => self.type_error(format!("bad operand type for unary +: '{name}'")),
            UnaryOp::Invert => self.type_error(format!("bad operand type for unary ~: '{name}'")),
            UnaryOp::Abs => self.type_error(format!("bad operand type for abs(): '{name}'")),
        })
    }

    pub(crate) fn unary_name(&self, op: UnaryOp) -> Value {
        match op {
            UnaryOp::Neg => self.names.neg.clone(),
            UnaryOp::Pos => self.names.pos.clone(),
            UnaryOp::Invert => self.names.invert.clone(),
            UnaryOp::Abs => self.names.abs.clone(),
        }
    }

    /// `__add__` for [`BinaryOp::Add`].
    pub(crate) fn binary_name(&self, op: BinaryOp) -> Value {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.add,
            BinaryOp::Sub => &n.sub,
            BinaryOp::Mul => &n.mul,
            BinaryOp::MatMul => &n.matmul,
            BinaryOp::TrueDiv => &n.truediv,
            BinaryOp::FloorDiv => &n.floordiv,
            BinaryOp::Mod => &n.mod_,
            BinaryOp::DivMod => &n.divmod,
            BinaryOp::Pow => &n.pow,
            BinaryOp::LShift => &n.lshift,
            BinaryOp::RShift => &n.rshift,
            BinaryOp::And => &n.and,
            BinaryOp::Xor => &n.xor,
            BinaryOp::Or => &n.or,
        }
        .clone()
    }

    /// `__radd__` for [`BinaryOp::Add`].
    pub(crate) fn reflected_name(&self, op: BinaryOp) -> Value {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.radd,
            BinaryOp::Sub => &n.rsub,
            BinaryOp::Mul => &n.rmul,
            BinaryOp::MatMul => &n.rmatmul,
            BinaryOp::TrueDiv => &n.rtruediv,
            BinaryOp::FloorDiv => &n.rfloordiv,
            BinaryOp::Mod => &n.rmod,
            BinaryOp::DivMod => &n.rdivmod,
            BinaryOp::Pow => &n.rpow,
            BinaryOp::LShift => &n.rlshift,
            BinaryOp::RShift => &n.rrshift,
            BinaryOp::And => &n.rand,
            BinaryOp::Xor => &n.rxor,
            BinaryOp::Or => &n.ror,
        }
        .clone()
    }

    /// `__iadd__` for [`BinaryOp::Add`].
    pub(crate) fn inplace_name(&self, op: BinaryOp) -> Value {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.iadd,
            BinaryOp::Sub => &n.isub,
            BinaryOp::Mul => &n.imul,
            BinaryOp::MatMul => &n.imatmul,
            BinaryOp::TrueDiv => &n.itruediv,
            BinaryOp::FloorDiv => &n.ifloordiv,
            BinaryOp::Mod => &n.imod,
            BinaryOp::DivMod => &n.divmod,
            BinaryOp::Pow => &n.ipow,
            BinaryOp::LShift => &n.ilshift,
            BinaryOp::RShift => &n.irshift,
            BinaryOp::And => &n.iand,
            BinaryOp::Xor => &n.ixor,
            BinaryOp::Or => &n.ior,
        }
        .clone()
    }

    /// Whether the exception is an instance of a builtin exception class.
    pub fn is_exception(&self, raised: &Raised, kind: ExceptionKind) -> bool {
        self.is_instance(&raised.0, &self.exception_types[kind as usize])
    }
}
