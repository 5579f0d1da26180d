//! Making `bytes` and `bytearray`: from text, sizes, iterables, hexadecimal text.

use super::{ByteArrayObject, BytesObject, bytes_content, unchanged};
use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{Call, Flow, NativeResult, Raised};
use crate::types::{StrObject, str_argument};
use crate::value::Value;
use crate::vm::Vm;

/// `bytes.__new__(cls, source=b'', encoding=..., errors=...)`
pub(super) fn bytes_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = args[0].clone();
    if args[1].is_exact(Kind::Bytes) && args[2].is_unbound() && args[3].is_unbound() {
        let exact = vm.builtin_class(Kind::Bytes);
        if class.is(&exact) {
            return Flow::Return(args[1].clone());
        }
    }
    source_bytes(vm, &args[1], &args[2], &args[3], "bytes", move |vm, bytes| {
        let object = BytesObject::new(bytes);
        Flow::Return(vm.alloc_for_class(&class, object))
    })
}

/// `bytes(source=b'', encoding=..., errors=...)`
pub(super) fn bytes_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    let class = vm.builtin_class(Kind::Bytes);
    bytes_new(vm, &[class, args[0].clone(), args[1].clone(), args[2].clone()])
}

/// `bytearray(source=b'', encoding=..., errors=...)`
pub(super) fn bytearray_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    source_bytes(vm, &args[0], &args[1], &args[2], "bytearray", |vm, bytes| {
        Flow::Return(vm.alloc(ByteArrayObject::new(bytes)))
    })
}

/// `bytearray.__new__`: an empty one, whatever the arguments.
pub(super) fn bytearray_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.alloc_for_class(&args[0], ByteArrayObject::new(Vec::new())))
}

/// `bytearray.__init__(self, source=b'', encoding=..., errors=...)`
pub(super) fn bytearray_init(vm: &mut Vm, args: &[Value]) -> Flow {
    let array = args[0].clone();
    source_bytes(vm, &args[1], &args[2], &args[3], "bytearray", move |_, bytes| {
        if let Some(object) = array.as_ref::<ByteArrayObject>() {
            object.bytes.replace(bytes);
        }
        Flow::Return(Value::NONE)
    })
}

/// The content that the arguments of `bytes` and `bytearray` describe.
fn source_bytes(
    vm: &mut Vm,
    source: &Value,
    encoding: &Value,
    errors: &Value,
    class: &'static str,
    then: impl FnOnce(&mut Vm, Vec<u8>) -> Flow + 'static,
) -> Flow {
    let described = if source.kind() == Kind::Str {
        encoded(vm, source, encoding, errors).map(Some)
    } else if !encoding.is_unbound() || !errors.is_unbound() {
        let missing = if encoding.is_unbound() { "errors" } else { "encoding" };
        Err(vm.type_error(format!("{missing} without a string argument")))
    } else if source.is_unbound() {
        Ok(Some(Vec::new()))
    } else {
        Ok(bytes_content(source).filter(|_| source.shape().index() == 0))
    };
    match described {
        Ok(Some(bytes)) => return then(vm, bytes),
        Ok(None) => {}
        Err(raised) => return Flow::Raise(raised),
    }
    let name = vm.names.bytes.clone();
    if class == "bytes"
        && let Some(method) = vm.lookup_override(source, &name)
        && method.kind() != Kind::MethodDescriptor
    {
        let owner = vm.class_of(source);
        let bound = match vm.bind(&method, source, &owner) {
            Ok(bound) => bound,
            Err(raised) => return Flow::Raise(raised),
        };
        return Flow::call_then(bound, Vec::new(), move |vm, result| match result {
            Ok(value) => match value.as_ref::<BytesObject>() {
                Some(object) => {
                    let bytes = object.bytes.to_vec();
                    then(vm, bytes)
                }
                None => {
                    let name = vm.type_name(&value);
                    Flow::Raise(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")))
                }
            },
            Err(raised) => Flow::Raise(raised),
        });
    }
    if let Some(bytes) = bytes_content(source) {
        return then(vm, bytes);
    }
    if vm.has_index(source) {
        return match zeros(vm, source) {
            Ok(bytes) => then(vm, bytes),
            Err(raised) => Flow::Raise(raised),
        };
    }
    if !vm.is_iterable(source) {
        let name = vm.type_name(source);
        return Flow::Raise(vm.type_error(format!("cannot convert '{name}' object to {class}")));
    }
    let message = if class == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
    crate::drain::collect_then(vm, source, move |vm, items| match bytes_of_items(vm, &items, message) {
        Ok(bytes) => then(vm, bytes),
        Err(raised) => Flow::Raise(raised),
    })
}

fn encoded(vm: &mut Vm, text: &Value, encoding: &Value, errors: &Value) -> Result<Vec<u8>, Raised> {
    let Some(encoding) = encoding.bound() else {
        return Err(vm.type_error("string argument without an encoding"));
    };
    let encoding = str_argument(vm, encoding, "bytes", "encoding")?;
    let errors = match errors.bound() {
        Some(errors) => str_argument(vm, errors, "bytes", "errors")?,
        None => String::from("strict"),
    };
    crate::codecs::encode(vm, text, &encoding, &errors)
}

fn zeros(vm: &mut Vm, count: &Value) -> Result<Vec<u8>, Raised> {
    let count = vm.index_sized(count, ExceptionKind::OverflowError)?;
    let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
    vm.check_size(count)?;
    Ok(vec![0; count])
}

/// Integers in `range(256)` as bytes; ValueError with the given message for others.
pub(crate) fn bytes_of_items(vm: &mut Vm, items: &[Value], message: &str) -> Result<Vec<u8>, Raised> {
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        let number = match item.as_small_int() {
            Some(number) => Some(number),
            None => i64::try_from(&vm.index_big(item)?).ok(),
        };
        match number.and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => bytes.push(byte),
            None => return Err(vm.value_error(message)),
        }
    }
    Ok(bytes)
}

pub(super) fn bytes_bytes(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(unchanged(vm, &args[0]))
}

pub(super) fn bytes_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = unchanged(vm, &args[0]);
    Ok(vm.tuple(vec![bytes]))
}

/// `bytes.fromhex(string)`: pairs of digits, white space between pairs is skipped.
pub(super) fn bytes_fromhex(vm: &mut Vm, args: &[Value]) -> Flow {
    let Some(text) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Flow::Raise(vm.type_error(format!("fromhex() argument must be str, not {name}")));
    };
    let bytes = match parse_hex(text.bytes()) {
        Ok(bytes) => bytes,
        Err(at) => {
            let position = text.char_at_offset(at);
            let message = format!("non-hexadecimal number found in fromhex() arg at position {position}");
            return Flow::Raise(vm.value_error(message));
        }
    };
    let class = args[0].clone();
    let (plain, array) = (vm.builtin_class(Kind::Bytes), vm.builtin_class(Kind::ByteArray));
    if class.is(&array) {
        return Flow::Return(vm.alloc(ByteArrayObject::new(bytes)));
    }
    let bytes = vm.bytes(bytes);
    if class.is(&plain) { Flow::Return(bytes) } else { Flow::TailCall(Call::new(class, vec![bytes])) }
}

/// The bytes that hexadecimal text stands for, or where it is wrong.
fn parse_hex(text: &[u8]) -> Result<Vec<u8>, usize> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    let digit = |at: usize| text.get(at).and_then(|byte| (*byte as char).to_digit(16)).ok_or(at);
    while at < text.len() {
        if matches!(text[at], b' ' | 9..=13) {
            at += 1;
            continue;
        }
        bytes.push((digit(at)? << 4 | digit(at + 1)?) as u8);
        at += 2;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal() {
        assert_eq!(parse_hex(b"12 fF\n00"), Ok(vec![0x12, 0xff, 0]));
        assert_eq!(parse_hex(b"12 3"), Err(4));
        assert_eq!(parse_hex(b"1 2"), Err(1));
        assert_eq!(parse_hex(b"xx"), Err(0));
    }
}
