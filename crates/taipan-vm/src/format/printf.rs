//! `%` formatting of `str`, `bytes` and `bytearray`. See
//! <https://docs.python.org/3.13/library/stdtypes.html#printf-style-string-formatting>.

use super::float_digits::{Presentation, float_body};
use super::number::int_digits;
use super::padding::push_fill;
use crate::heap::{Kind, Tuple};
use crate::native::{NativeResult, Raised};
use crate::numbers::IntRef;
use crate::text::{byte_offset, decode_code_point, push_code_point};
use crate::types::{ByteArrayObject, BytesObject, StrObject, count_chars};
use crate::value::Value;
use crate::vm::Vm;

/// One parsed conversion: `%[(key)][flags][width][.precision][length]letter`.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// The right operand, handed out piece by piece.
struct Arguments {
    whole: Value,
    items: Vec<Value>,
    next: usize,
    is_tuple: bool,
    /// Whether `%(key)` may be used.
    mapping: bool,
}

impl Arguments {
    fn new(vm: &mut Vm, whole: &Value) -> Arguments {
        let is_tuple = whole.kind() == Kind::Tuple;
        let items = match whole.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![whole.clone()],
        };
        let name = vm.names.getitem.clone();
        let mapping = !matches!(whole.kind(), Kind::Tuple | Kind::Str)
            && (vm.lookup_special(whole, &name).is_some() || whole.kind() == Kind::Dict);
        Arguments { whole: whole.clone(), items, next: 0, is_tuple, mapping }
    }

    fn take(&mut self, vm: &mut Vm) -> NativeResult {
        match self.items.get(self.next) {
            Some(item) => {
                self.next += 1;
                Ok(item.clone())
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }
}

/// `format % args` for `str` (WTF-8); the result is a `str` value.
pub(crate) fn str_percent(vm: &mut Vm, format: &[u8], args: &Value) -> NativeResult {
    let out = percent(vm, format, args, false)?;
    Ok(vm.str_from_vec(out))
}

/// `format % args` for `bytes`.
pub(crate) fn bytes_percent(vm: &mut Vm, format: &[u8], args: &Value) -> Result<Vec<u8>, Raised> {
    percent(vm, format, args, true)
}

fn percent(vm: &mut Vm, format: &[u8], args: &Value, binary: bool) -> Result<Vec<u8>, Raised> {
    let mut arguments = Arguments::new(vm, args);
    let mut out = Vec::with_capacity(format.len() + 32);
    let mut at = 0;
    while at < format.len() {
        let Some(distance) = memchr::memchr(b'%', &format[at..]) else {
            out.extend_from_slice(&format[at..]);
            break;
        };
        out.extend_from_slice(&format[at..at + distance]);
        at = one_conversion(vm, format, at + distance + 1, &mut arguments, &mut out, binary)?;
        vm.check_size(out.len())?;
    }
    if arguments.next < arguments.items.len() && (arguments.is_tuple || !arguments.mapping) {
        let what = if binary { "bytes" } else { "string" };
        return Err(vm.type_error(format!("not all arguments converted during {what} formatting")));
    }
    Ok(out)
}

/// Handles the conversion whose `%` is just before `at`; returns where the text continues.
fn one_conversion(
    vm: &mut Vm,
    format: &[u8],
    mut at: usize,
    arguments: &mut Arguments,
    out: &mut Vec<u8>,
    binary: bool,
) -> Result<usize, Raised> {
    if format.get(at) == Some(&b'%') {
        out.push(b'%');
        return Ok(at + 1);
    }
    let mut conversion = Conversion::default();
    let mut keyed = None;
    if format.get(at) == Some(&b'(') {
        if !arguments.mapping {
            return Err(vm.type_error("format requires a mapping"));
        }
        let start = at + 1;
        let mut depth = 1;
        at += 1;
        while depth > 0 {
            match format.get(at) {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
                None => return Err(vm.value_error("incomplete format key")),
            }
            at += 1;
        }
        let key = &format[start..at - 1];
        let key = if binary { vm.bytes(key) } else { vm.str_from_wtf8(key) };
        let mapping = arguments.whole.clone();
        keyed = Some(vm.get_item(&mapping, &key)?);
        // A mapping is used up by its first key.
        arguments.next = arguments.items.len();
    }
    while let Some(flag) = format.get(at) {
        match flag {
            b'-' => conversion.left = true,
            b'+' => conversion.plus = true,
            b' ' => conversion.space = true,
            b'#' => conversion.alternate = true,
            b'0' => conversion.zero = true,
            _ => break,
        }
        at += 1;
    }
    if let Some(width) = number_or_star(vm, format, &mut at, arguments, "width", keyed.is_some())? {
        conversion.left |= width < 0;
        conversion.width = width.unsigned_abs() as usize;
    }
    if format.get(at) == Some(&b'.') {
        at += 1;
        let precision = number_or_star(vm, format, &mut at, arguments, "precision", keyed.is_some())?;
        conversion.precision = Some(precision.unwrap_or(0).max(0) as usize);
    }
    if let Some(b'h' | b'l' | b'L') = format.get(at) {
        at += 1;
    }
    if at >= format.len() {
        return Err(vm.value_error("incomplete format"));
    }
    let (letter, length) = if binary { (u32::from(format[at]), 1) } else { decode_code_point(format, at) };
    let text_index = if binary { at } else { count_chars(&format[..at]) as usize };
    let letter = match u8::try_from(letter) {
        Ok(letter) if letter.is_ascii() => letter,
        _ => return Err(unsupported(vm, letter, text_index, binary)),
    };
    let value = match keyed {
        Some(value) => value,
        None => arguments.take(vm)?,
    };
    // The precision of text only cuts it.
    let digits = if matches!(letter, b's' | b'r' | b'a' | b'b' | b'c') { 0 } else { conversion.precision.unwrap_or(0) };
    vm.check_text_size(conversion.width.saturating_add(digits))?;
    convert(vm, &conversion, letter, &value, out, binary, text_index)?;
    Ok(at + length)
}

#[cold]
fn unsupported(vm: &mut Vm, letter: u32, index: usize, binary: bool) -> Raised {
    let shown = match letter {
        0x20..0x7f => char::from(letter as u8),
        _ => '?',
    };
    let hex = if binary { format!("{letter:02x}") } else { format!("{letter:x}") };
    vm.value_error(format!("unsupported format character '{shown}' (0x{hex}) at index {index}"))
}

fn number_or_star(
    vm: &mut Vm,
    format: &[u8],
    at: &mut usize,
    arguments: &mut Arguments,
    what: &str,
    keyed: bool,
) -> Result<Option<i64>, Raised> {
    if format.get(*at) == Some(&b'*') {
        *at += 1;
        if keyed {
            return Err(vm.type_error("not enough arguments for format string"));
        }
        let value = arguments.take(vm)?;
        let Some(int) = value.as_integer() else { return Err(vm.type_error("* wants int")) };
        return match int.to_i64() {
            Some(i) if what == "width" || i32::try_from(i).is_ok() => Ok(Some(i.max(-i64::MAX))),
            _ => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        };
    }
    let start = *at;
    let mut number: i64 = 0;
    while let Some(digit @ b'0'..=b'9') = format.get(*at) {
        number = match number.checked_mul(10).and_then(|n| n.checked_add(i64::from(digit - b'0'))) {
            Some(number) => number,
            None => {
                let what = if what == "width" { "width too big" } else { "precision too big" };
                return Err(vm.value_error(what));
            }
        };
        *at += 1;
    }
    Ok(if *at > start { Some(number) } else { None })
}

fn convert(
    vm: &mut Vm,
    conversion: &Conversion,
    letter: u8,
    value: &Value,
    out: &mut Vec<u8>,
    binary: bool,
    index: usize,
) -> Result<(), Raised> {
    match letter {
        b's' | b'b' if binary => {
            let bytes = bytes_of(vm, value)?;
            push_text(out, conversion, &bytes, binary);
        }
        b's' | b'r' | b'a' => {
            let text = match letter {
                b's' => vm.str_of(value)?,
                b'r' if !binary => vm.repr(value)?,
                _ => vm.ascii(value)?,
            };
            push_text(out, conversion, text.expect_ref::<StrObject>().bytes(), binary);
        }
        b'c' => {
            let mut bytes = Vec::new();
            if binary {
                byte_of(vm, value, &mut bytes)?
            } else {
                char_of(vm, value, &mut bytes)?
            }
            push_text(out, &Conversion { precision: None, ..*conversion }, &bytes, binary);
        }
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => push_int(vm, out, conversion, letter, value, binary)?,
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let float = match vm.to_f64(value) {
                Ok(float) => float,
                Err(raised) => {
                    if binary && vm.is_exception(&raised, crate::ExceptionKind::TypeError) {
                        let name = vm.type_name(value);
                        return Err(vm.type_error(format!("float argument required, not {name}")));
                    }
                    return Err(raised);
                }
            };
            push_float(out, conversion, letter, float);
        }
        _ => return Err(unsupported(vm, u32::from(letter), index, binary)),
    }
    Ok(())
}

/// The content for `%b`: anything like bytes, or `__bytes__`.
fn bytes_of(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    if let Some(bytes) = value.as_ref::<BytesObject>() {
        return Ok(bytes.bytes.to_vec());
    }
    if let Some(array) = value.as_ref::<ByteArrayObject>() {
        return Ok(array.bytes.borrow().clone());
    }
    let name = vm.names.bytes.clone();
    if let Some(result) = vm.call_special(value, &name, &[]) {
        let result = result?;
        if let Some(bytes) = result.as_ref::<BytesObject>() {
            return Ok(bytes.bytes.to_vec());
        }
        let name = vm.type_name(&result);
        return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")));
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'")))
}

fn byte_of(vm: &mut Vm, value: &Value, bytes: &mut Vec<u8>) -> Result<(), Raised> {
    if let Some(int) = value.as_integer() {
        return match int.to_i64() {
            Some(byte @ 0..=255) => {
                bytes.push(byte as u8);
                Ok(())
            }
            _ => Err(vm.overflow_error("%c arg not in range(256)")),
        };
    }
    let single = match (value.as_ref::<BytesObject>(), value.as_ref::<ByteArrayObject>()) {
        (Some(object), _) if object.bytes.len() == 1 => Some(object.bytes[0]),
        (_, Some(array)) if array.bytes.borrow().len() == 1 => Some(array.bytes.borrow()[0]),
        _ => None,
    };
    match single {
        Some(byte) => {
            bytes.push(byte);
            Ok(())
        }
        None => Err(vm.type_error("%c requires an integer in range(256) or a single byte")),
    }
}

fn char_of(vm: &mut Vm, value: &Value, bytes: &mut Vec<u8>) -> Result<(), Raised> {
    if let Some(text) = value.as_ref::<StrObject>()
        && text.chars() == 1
    {
        bytes.extend_from_slice(text.bytes());
        return Ok(());
    }
    if value.kind() == Kind::Str || !vm.has_index(value) {
        return Err(vm.type_error("%c requires int or char"));
    }
    match i64::try_from(&vm.index_big(value)?) {
        Ok(code_point @ 0..0x11_0000) => {
            push_code_point(bytes, code_point as u32);
            Ok(())
        }
        _ => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

/// Text cut to the precision and padded with spaces.
fn push_text(out: &mut Vec<u8>, conversion: &Conversion, text: &[u8], binary: bool) {
    let mut text = text;
    if let Some(precision) = conversion.precision {
        let end = if binary { precision.min(text.len()) } else { byte_offset(text, precision) };
        text = &text[..end];
    }
    if conversion.width == 0 {
        out.extend_from_slice(text);
        return;
    }
    let length = if binary { text.len() } else { count_chars(text) as usize };
    let padding = conversion.width.saturating_sub(length);
    if !conversion.left {
        push_fill(out, u32::from(b' '), padding);
    }
    out.extend_from_slice(text);
    if conversion.left {
        push_fill(out, u32::from(b' '), padding);
    }
}

fn push_int(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    conversion: &Conversion,
    letter: u8,
    value: &Value,
    binary: bool,
) -> Result<(), Raised> {
    let converted;
    let int = match value.as_integer() {
        Some(int) => int,
        None => {
            let shown = if binary && letter == b'i' { b'd' } else { letter };
            converted = integer_of(vm, value, shown)?;
            converted.as_integer().unwrap_or(IntRef::Small(0))
        }
    };
    let (radix, prefix): (u32, &[u8]) = match letter {
        b'o' => (8, b"0o"),
        b'x' => (16, b"0x"),
        b'X' => (16, b"0X"),
        _ => (10, b""),
    };
    let limit = vm.host.int_max_str_digits;
    let mut digits = int_digits(int, radix, limit).map_err(|error| error.raise(vm))?;
    if letter == b'X' {
        digits.make_ascii_uppercase();
    }
    if let Some(precision) = conversion.precision
        && precision > digits.len()
    {
        let mut padded = vec![b'0'; precision - digits.len()];
        padded.append(&mut digits);
        digits = padded;
    }
    let prefix = if conversion.alternate { prefix } else { b"" };
    push_number(out, conversion, int.is_negative(), prefix, &digits);
    Ok(())
}

/// What `%d` and `%x` make of a value that is not an integer.
fn integer_of(vm: &mut Vm, value: &Value, letter: u8) -> NativeResult {
    if vm.has_index(value) {
        let big = vm.index_big(value)?;
        return Ok(vm.bigint(big));
    }
    let shown = letter as char;
    let name = vm.type_name(value);
    if matches!(letter, b'o' | b'x' | b'X') {
        return Err(vm.type_error(format!("%{shown} format: an integer is required, not {name}")));
    }
    if value.kind() == Kind::Float {
        return crate::types::float_to_int(vm, value.as_float().unwrap_or(0.0));
    }
    let int_name = vm.names.int.clone();
    if let Some(result) = vm.call_special(value, &int_name, &[]) {
        let result = result?;
        if result.as_integer().is_some() {
            return Ok(result);
        }
        let name = vm.type_name(&result);
        return Err(vm.type_error(format!("__int__ returned non-int (type {name})")));
    }
    Err(vm.type_error(format!("%{shown} format: a real number is required, not {name}")))
}

fn push_float(out: &mut Vec<u8>, conversion: &Conversion, letter: u8, value: f64) {
    let presentation = match letter | 0x20 {
        b'e' => Presentation::Exponent,
        b'f' => Presentation::Fixed,
        _ => Presentation::General,
    };
    let mut body = if value.is_nan() {
        b"nan".to_vec()
    } else if value.is_infinite() {
        b"inf".to_vec()
    } else {
        float_body(value, presentation, conversion.precision.unwrap_or(6), conversion.alternate)
    };
    if letter.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    push_number(out, conversion, value.is_sign_negative() && !value.is_nan(), b"", &body);
}

fn push_number(out: &mut Vec<u8>, conversion: &Conversion, negative: bool, prefix: &[u8], digits: &[u8]) {
    let sign: &[u8] = match (negative, conversion.plus, conversion.space) {
        (true, _, _) => b"-",
        (false, true, _) => b"+",
        (false, false, true) => b" ",
        _ => b"",
    };
    let padding = conversion.width.saturating_sub(sign.len() + prefix.len() + digits.len());
    let zeros = conversion.zero && !conversion.left;
    if !conversion.left && !zeros {
        push_fill(out, u32::from(b' '), padding);
    }
    out.extend_from_slice(sign);
    out.extend_from_slice(prefix);
    if zeros {
        push_fill(out, u32::from(b'0'), padding);
    }
    out.extend_from_slice(digits);
    if conversion.left {
        push_fill(out, u32::from(b' '), padding);
    }
}
