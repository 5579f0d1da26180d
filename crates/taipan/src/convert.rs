//! Conversions between Rust and script values, by type. What has no counterpart is refused with a `TypeError` that says
//! what was expected; nothing is guessed.

use crate::{Context, Exception};
use std::collections::{BTreeMap, HashMap};
use std::error::Error as StdError;
use std::hash::Hash;
use taipan_vm::types::{DictObject, StrObject};
use taipan_vm::{Kind, Raised, Tuple, Value};

/// Bytes, as `bytes` of scripts. (`Vec<u8>` is a list of integers.)
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bytes(pub Vec<u8>);

/// A Rust type that script values can be converted to.
///
/// | Rust | script |
/// |---|---|
/// | `i64`, `i32`, `u32`, `u64`, `usize`, ... | `int` (and `bool`) in range |
/// | `f64`, `f32` | `float`, `int` |
/// | `bool` | `bool` |
/// | `String` | `str` without lone surrogates |
/// | [`Bytes`] | `bytes`, `bytearray` |
/// | `Option<T>` | `None` or `T` |
/// | `Vec<T>` | any iterable except `str` and `bytes` |
/// | `HashMap<K, V>`, `BTreeMap<K, V>` | `dict` |
/// | tuples | `tuple` or `list` of that length |
/// | `()` | `None` |
/// | [`Value`] | anything |
pub trait FromValue: Sized {
    /// Whether a parameter of this type may be left out of a call; it then gets `None`.
    const OPTIONAL: bool = false;

    /// Converts, or raises a `TypeError` or `OverflowError`.
    ///
    /// # Errors
    /// The exception that the calling script sees.
    fn from_value(vm: &mut Context, value: &Value) -> Result<Self, Raised>;
}

/// A Rust type that can be converted to a script value; the table of [`FromValue`] read from left to right. Structures of
/// the host are not among them: give scripts functions that take and return their parts.
pub trait IntoValue {
    /// Converts.
    ///
    /// # Errors
    /// The exception that the calling script sees.
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised>;
}

/// The positional arguments of a call: a tuple of up to eight convertible values, a vector or a slice of [`Value`]s.
pub trait IntoArguments {
    /// Converts each.
    ///
    /// # Errors
    /// The exception of the first conversion that fails.
    fn into_arguments(self, vm: &mut Context) -> Result<Vec<Value>, Raised>;
}

#[cold]
fn expected(vm: &mut Context, what: &str, value: &Value) -> Raised {
    let name = vm.type_name(value);
    vm.type_error(format!("expected {what}, got {name}"))
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl FromValue for $int {
            fn from_value(vm: &mut Context, value: &Value) -> Result<$int, Raised> {
                if let Some(number) = value.as_int_or_bool() {
                    return <$int>::try_from(number)
                        .map_err(|_| vm.overflow_error(concat!("Python int too large to convert to ", stringify!($int))));
                }
                if value.kind() != Kind::Int {
                    return Err(expected(vm, "int", value));
                }
                let big = vm.index_big(value)?;
                <$int>::try_from(&big)
                    .map_err(|_| vm.overflow_error(concat!("Python int too large to convert to ", stringify!($int))))
            }
        }

        impl IntoValue for $int {
            fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
                Ok(match i64::try_from(self) {
                    Ok(small) => vm.int(small),
                    Err(_) => vm.bigint(self.into()),
                })
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl FromValue for f64 {
    fn from_value(vm: &mut Context, value: &Value) -> Result<f64, Raised> {
        if let Some(float) = value.as_float() {
            return Ok(float);
        }
        if !matches!(value.kind(), Kind::Int | Kind::Bool) {
            return Err(expected(vm, "float", value));
        }
        vm.to_f64(value)
    }
}

impl IntoValue for f64 {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        Ok(vm.float(self))
    }
}

impl FromValue for f32 {
    fn from_value(vm: &mut Context, value: &Value) -> Result<f32, Raised> {
        f64::from_value(vm, value).map(|float| float as f32)
    }
}

impl IntoValue for f32 {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        Ok(vm.float(f64::from(self)))
    }
}

impl FromValue for bool {
    fn from_value(vm: &mut Context, value: &Value) -> Result<bool, Raised> {
        value.as_bool().ok_or_else(|| expected(vm, "bool", value))
    }
}

impl IntoValue for bool {
    fn into_value(self, _: &mut Context) -> Result<Value, Raised> {
        Ok(Value::bool(self))
    }
}

impl FromValue for String {
    fn from_value(vm: &mut Context, value: &Value) -> Result<String, Raised> {
        let Some(text) = value.as_ref::<StrObject>() else { return Err(expected(vm, "str", value)) };
        if text.as_str().is_none() {
            // Raises UnicodeEncodeError, because of a lone surrogate.
            vm.call_method(value, "encode", &[])?;
        }
        Ok(text.lossy().into_owned())
    }
}

impl IntoValue for String {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        Ok(vm.string(self))
    }
}

impl IntoValue for &str {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        Ok(vm.str(self))
    }
}

impl FromValue for Bytes {
    fn from_value(vm: &mut Context, value: &Value) -> Result<Bytes, Raised> {
        match value.as_bytes() {
            Some(bytes) => Ok(Bytes(bytes.to_vec())),
            None => Err(expected(vm, "bytes", value)),
        }
    }
}

impl IntoValue for Bytes {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        Ok(vm.bytes(self.0))
    }
}

impl FromValue for () {
    fn from_value(vm: &mut Context, value: &Value) -> Result<(), Raised> {
        if value.is_none() { Ok(()) } else { Err(expected(vm, "None", value)) }
    }
}

impl IntoValue for () {
    fn into_value(self, _: &mut Context) -> Result<Value, Raised> {
        Ok(Value::NONE)
    }
}

impl FromValue for Value {
    fn from_value(_: &mut Context, value: &Value) -> Result<Value, Raised> {
        Ok(value.clone())
    }
}

impl IntoValue for Value {
    fn into_value(self, _: &mut Context) -> Result<Value, Raised> {
        Ok(self)
    }
}

impl IntoValue for &Value {
    fn into_value(self, _: &mut Context) -> Result<Value, Raised> {
        Ok(self.clone())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const OPTIONAL: bool = true;

    fn from_value(vm: &mut Context, value: &Value) -> Result<Option<T>, Raised> {
        if value.is_none() { Ok(None) } else { T::from_value(vm, value).map(Some) }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        match self {
            Some(value) => value.into_value(vm),
            None => Ok(Value::NONE),
        }
    }
}

/// An error becomes an exception: an [`Exception`] the one it names, an [`std::io::Error`] the `OSError` of its number,
/// anything else a `RuntimeError` with its text.
impl<T: IntoValue, E: Into<Box<dyn StdError>>> IntoValue for Result<T, E> {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        match self {
            Ok(value) => value.into_value(vm),
            Err(error) => Err(raise(vm, &*error.into())),
        }
    }
}

/// The exception for an error of the host.
#[cold]
fn raise(vm: &mut Context, error: &(dyn StdError + 'static)) -> Raised {
    if let Some(exception) = error.downcast_ref::<Exception>() {
        return vm.error(exception.kind(), exception.message());
    }
    if let Some(error) = error.downcast_ref::<std::io::Error>() {
        return vm.io_error(error, &Value::NONE);
    }
    vm.runtime_error(error.to_string())
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(vm: &mut Context, value: &Value) -> Result<Vec<T>, Raised> {
        if matches!(value.kind(), Kind::Str | Kind::Bytes | Kind::ByteArray) {
            return Err(expected(vm, "list", value));
        }
        let items = vm.collect(value)?;
        items.iter().map(|item| T::from_value(vm, item)).collect()
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        let items = self.into_iter().map(|item| item.into_value(vm)).collect::<Result<Vec<_>, _>>()?;
        Ok(vm.list(items))
    }
}

fn pairs(vm: &mut Context, value: &Value) -> Result<Vec<(Value, Value)>, Raised> {
    match value.as_ref::<DictObject>() {
        Some(dict) => Ok(dict.pairs()),
        None => Err(expected(vm, "dict", value)),
    }
}

fn dict(vm: &mut Context, pairs: impl Iterator<Item = (impl IntoValue, impl IntoValue)>) -> Result<Value, Raised> {
    let dict = vm.dict();
    for (key, value) in pairs {
        let (key, value) = (key.into_value(vm)?, value.into_value(vm)?);
        vm.dict_set(&dict, &key, value)?;
    }
    Ok(dict)
}

impl<K: FromValue + Eq + Hash, V: FromValue> FromValue for HashMap<K, V> {
    fn from_value(vm: &mut Context, value: &Value) -> Result<HashMap<K, V>, Raised> {
        let pairs = pairs(vm, value)?;
        pairs.iter().map(|(key, value)| Ok((K::from_value(vm, key)?, V::from_value(vm, value)?))).collect()
    }
}

impl<K: IntoValue, V: IntoValue> IntoValue for HashMap<K, V> {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        dict(vm, self.into_iter())
    }
}

impl<K: FromValue + Ord, V: FromValue> FromValue for BTreeMap<K, V> {
    fn from_value(vm: &mut Context, value: &Value) -> Result<BTreeMap<K, V>, Raised> {
        let pairs = pairs(vm, value)?;
        pairs.iter().map(|(key, value)| Ok((K::from_value(vm, key)?, V::from_value(vm, value)?))).collect()
    }
}

impl<K: IntoValue, V: IntoValue> IntoValue for BTreeMap<K, V> {
    fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
        dict(vm, self.into_iter())
    }
}

/// The items of a tuple or list.
fn items(vm: &mut Context, value: &Value, length: usize) -> Result<Vec<Value>, Raised> {
    let items = match value.as_ref::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None if value.kind() == Kind::List => vm.collect(value)?,
        None => return Err(expected(vm, &format!("tuple of {length}"), value)),
    };
    if items.len() == length {
        return Ok(items);
    }
    Err(vm.value_error(format!("expected tuple of {length}, got {} items", items.len())))
}

macro_rules! tuples {
    ($($length:literal: $($name:ident $variable:ident)*;)*) => {$(
        impl<$($name: FromValue),*> FromValue for ($($name,)*) {
            fn from_value(vm: &mut Context, value: &Value) -> Result<($($name,)*), Raised> {
                let mut items = items(vm, value, $length)?.into_iter();
                $(let $variable = $name::from_value(vm, &items.next().unwrap_or_default())?;)*
                Ok(($($variable,)*))
            }
        }

        impl<$($name: IntoValue),*> IntoValue for ($($name,)*) {
            fn into_value(self, vm: &mut Context) -> Result<Value, Raised> {
                let items = self.into_arguments(vm)?;
                Ok(vm.tuple(items))
            }
        }

        impl<$($name: IntoValue),*> IntoArguments for ($($name,)*) {
            fn into_arguments(self, vm: &mut Context) -> Result<Vec<Value>, Raised> {
                let ($($variable,)*) = self;
                Ok(vec![$($variable.into_value(vm)?),*])
            }
        }
    )*};
}

tuples! {
    1: A a;
    2: A a B b;
    3: A a B b C c;
    4: A a B b C c D d;
    5: A a B b C c D d E e;
    6: A a B b C c D d E e F f;
    7: A a B b C c D d E e F f G g;
    8: A a B b C c D d E e F f G g H h;
}

impl IntoArguments for () {
    fn into_arguments(self, _: &mut Context) -> Result<Vec<Value>, Raised> {
        Ok(Vec::new())
    }
}

impl IntoArguments for Vec<Value> {
    fn into_arguments(self, _: &mut Context) -> Result<Vec<Value>, Raised> {
        Ok(self)
    }
}

impl IntoArguments for &[Value] {
    fn into_arguments(self, _: &mut Context) -> Result<Vec<Value>, Raised> {
        Ok(self.to_vec())
    }
}
