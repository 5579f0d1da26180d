//! `repr`, hashing, formatting, encoding and construction of strings.

use super::characters::is_printable;
use super::{split::exact_str, string};
use crate::exceptions::ExceptionKind;
use crate::format::{FormatSpec, TemplateMode, format_text, template_format};
use crate::heap::{Kind, Tuple};
use crate::native::{Flow, NativeResult, Raised};
use crate::text::decode_code_point;
use crate::types::StrObject;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn str_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let bytes = string(value).bytes();
    vm.check_text_size(bytes.len().saturating_mul(2))?;
    let mut out = Vec::with_capacity(bytes.len() + 2);
    push_repr(&mut out, bytes);
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

/// Appends the quoted form of a text (WTF-8).
fn push_repr(out: &mut Vec<u8>, bytes: &[u8]) {
    let quote =
        if memchr::memchr(b'\'', bytes).is_some() && memchr::memchr(b'"', bytes).is_none() { b'"' } else { b'\'' };
    out.push(quote);
    let mut at = 0;
    while at < bytes.len() {
        let plain = bytes[at..]
            .iter()
            .position(|b| !(0x20..0x7f).contains(b) || *b == quote || *b == b'\\')
            .unwrap_or(bytes.len() - at);
        out.extend_from_slice(&bytes[at..at + plain]);
        at += plain;
        if at >= bytes.len() {
            break;
        }
        let (c, length) = decode_code_point(bytes, at);
        match c {
            0x0a => out.extend_from_slice(b"\\n"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x5c | 0x27 | 0x22 => out.extend_from_slice(&[b'\\', c as u8]),
            _ if is_printable(c) => out.extend_from_slice(&bytes[at..at + length]),
            _ => push_escape(out, c),
        }
        at += length;
    }
    out.push(quote);
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
pub(crate) fn push_escape(out: &mut Vec<u8>, c: u32) {
    let text = match c {
        0..0x100 => format!("\\x{c:02x}"),
        0x100..0x10000 => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    };
    out.extend_from_slice(text.as_bytes());
}

pub(super) fn str_str(vm: &mut Vm, value: &Value) -> NativeResult {
    Ok(exact_str(vm, value))
}

pub(super) fn str_hash(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    Ok(vm.str_hash(string(value)) as i64)
}

pub(super) fn str_getnewargs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = exact_str(vm, &args[0]);
    Ok(vm.tuple(vec![text]))
}

pub(super) fn str_format_spec(vm: &mut Vm, value: &Value, spec: &str) -> NativeResult {
    if spec.is_empty() {
        return Ok(exact_str(vm, value));
    }
    let spec = FormatSpec::parse_checked(vm, spec.as_bytes(), "str")?;
    match format_text(string(value).bytes(), &spec) {
        Ok(text) => Ok(vm.str_from_vec(text)),
        Err(error) => Err(error.raise(vm)),
    }
}

/// `str.format(*args, **kwargs)`
pub(super) fn str_format(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let positional = args[1].expect_ref::<Tuple>().items();
    template_format(vm, string(&args[0]).bytes(), TemplateMode::Arguments(positional, &args[2]))
}

/// `str.format_map(mapping)`
pub(super) fn str_format_map(vm: &mut Vm, args: &[Value]) -> NativeResult {
    template_format(vm, string(&args[0]).bytes(), TemplateMode::Mapping(&args[1]))
}

pub(super) fn str_encode(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = string(&args[0]);
    if args[1].is_unbound() && text.is_ascii() {
        return Ok(vm.bytes(text.bytes()));
    }
    let (encoding, errors) = codec_arguments(vm, &args[1], &args[2], "encode")?;
    let bytes = crate::codecs::encode(vm, &args[0], &encoding, &errors)?;
    Ok(vm.bytes(bytes))
}

/// The `encoding` and `errors` arguments of `encode`, `decode` and the like.
pub(crate) fn codec_arguments(
    vm: &mut Vm,
    encoding: &Value,
    errors: &Value,
    method: &str,
) -> Result<(String, String), Raised> {
    let encoding = match encoding.bound() {
        Some(encoding) => str_argument(vm, encoding, method, "encoding")?,
        None => String::from("utf-8"),
    };
    let errors = match errors.bound() {
        Some(errors) => str_argument(vm, errors, method, "errors")?,
        None => String::from("strict"),
    };
    Ok((encoding, errors))
}

/// A named text argument of a method.
pub(crate) fn str_argument(vm: &mut Vm, value: &Value, method: &str, argument: &str) -> Result<String, Raised> {
    match value.as_ref::<StrObject>() {
        Some(text) => Ok(text.lossy().into_owned()),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("{method}() argument '{argument}' must be str, not {name}")))
        }
    }
}

/// `str.__new__(cls, object='', encoding=..., errors=...)`; the special methods of script classes run as ordinary calls.
pub(super) fn str_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let (class, object) = (args[0].clone(), &args[1]);
    if object.is_unbound() {
        let empty = vm.empty_str.clone();
        return Flow::Return(str_for_class(vm, &class, empty));
    }
    if !args[2].is_unbound() || !args[3].is_unbound() {
        let result = decoded(vm, object, &args[2], &args[3]);
        return result.map(|text| str_for_class(vm, &class, text)).into();
    }
    if object.shape().index() != 0
        && let Some((method, name)) = text_method(vm, object)
    {
        return Flow::call_then(method, vec![object.clone()], move |vm, result| match result {
            Ok(text) if text.kind() == Kind::Str => Flow::Return(str_for_class(vm, &class, text)),
            Ok(other) => {
                let class = vm.type_name(&other);
                Flow::Raise(vm.type_error(format!("{name} returned non-string (type {class})")))
            }
            Err(raised) => Flow::Raise(raised),
        });
    }
    vm.str_of(object).map(|text| str_for_class(vm, &class, text)).into()
}

/// `str(object='', encoding=..., errors=...)`
pub(super) fn str_construct(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[1].is_unbound() && args[2].is_unbound() && args[0].shape().index() == 0 && !args[0].is_unbound() {
        return vm.str_of(&args[0]).into();
    }
    let class = vm.builtin_class(Kind::Str);
    str_new(vm, &[class, args[0].clone(), args[1].clone(), args[2].clone()])
}

/// The script function that gives an object's text: `__str__`, or `__repr__` where `__str__` is that of `object`.
fn text_method(vm: &mut Vm, object: &Value) -> Option<(Value, &'static str)> {
    let name = vm.names.str.clone();
    let method = vm.lookup_special(object, &name);
    if let Some(method) = method
        && method.kind() == Kind::Function
    {
        return Some((method, "__str__"));
    }
    if object.kind() != Kind::Instance {
        return None;
    }
    let name = vm.names.repr.clone();
    let method = vm.lookup_special(object, &name)?;
    if method.kind() == Kind::Function { Some((method, "__repr__")) } else { None }
}

/// The text as an object of a `str` class.
fn str_for_class(vm: &mut Vm, class: &Value, text: Value) -> Value {
    let exact = vm.builtin_class(Kind::Str);
    if class.is(&exact) {
        return text;
    }
    let copy = StrObject::from_wtf8(string(&text).bytes());
    vm.alloc_for_class(class, copy)
}

/// `str(bytes, encoding, errors)`
fn decoded(vm: &mut Vm, object: &Value, encoding: &Value, errors: &Value) -> NativeResult {
    let (encoding, errors) = codec_arguments(vm, encoding, errors, "str")?;
    if object.kind() == Kind::Str {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(bytes) = crate::types::bytes_content(object) else {
        let name = vm.type_name(object);
        let message = format!("decoding to str: need a bytes-like object, {name} found");
        return Err(vm.error(ExceptionKind::TypeError, message));
    };
    crate::codecs::decode(vm, &bytes, &encoding, &errors)
}
