//! `str.format` and `str.format_map`: replacement fields with attribute and index look-ups. See
//! <https://docs.python.org/3.13/library/string.html#format-string-syntax>.

use super::float_digits::float_repr;
use super::{FormatSpec, format_float, format_int};
use crate::exceptions::ExceptionKind;
use crate::native::{NativeResult, Raised};
use crate::numbers::IntRef;
use crate::types::StrObject;
use crate::value::Value;
use crate::vm::Vm;

/// Where the values of replacement fields come from.
#[derive(Clone, Copy)]
pub(crate) enum TemplateMode<'a> {
    /// `str.format(*args, **kwargs)`: the arguments and the dict.
    Arguments(&'a [Value], &'a Value),
    /// `str.format_map(mapping)`.
    Mapping(&'a Value),
}

/// Whether fields are numbered by hand or automatically.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Undecided,
    Automatic,
    Manual,
}

struct Renderer<'a> {
    mode: TemplateMode<'a>,
    numbering: Numbering,
    next: usize,
}

/// One replacement field, split but not evaluated.
struct Field<'t> {
    name: &'t [u8],
    conversion: Option<u8>,
    spec: &'t [u8],
    nested: bool,
}

/// Renders a template (WTF-8); the result is a `str` value.
pub(crate) fn template_format(vm: &mut Vm, template: &[u8], mode: TemplateMode<'_>) -> NativeResult {
    let mut renderer = Renderer { mode, numbering: Numbering::Undecided, next: 0 };
    let mut out = Vec::with_capacity(template.len() + 32);
    renderer.render(vm, template, 2, &mut out)?;
    Ok(vm.str_from_vec(out))
}

impl Renderer<'_> {
    fn render(&mut self, vm: &mut Vm, template: &[u8], depth: u32, out: &mut Vec<u8>) -> Result<(), Raised> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut at = 0;
        while at < template.len() {
            let Some(distance) = memchr::memchr2(b'{', b'}', &template[at..]) else {
                out.extend_from_slice(&template[at..]);
                break;
            };
            out.extend_from_slice(&template[at..at + distance]);
            at += distance;
            let brace = template[at];
            if template.get(at + 1) == Some(&brace) {
                out.push(brace);
                at += 2;
                continue;
            }
            if brace == b'}' {
                return Err(vm.value_error("Single '}' encountered in format string"));
            }
            if at + 1 == template.len() {
                return Err(vm.value_error("Single '{' encountered in format string"));
            }
            let (field, end) = match parse_field(template, at + 1) {
                Ok(parsed) => parsed,
                Err(message) => return Err(vm.value_error(message)),
            };
            self.render_field(vm, &field, depth, out)?;
            vm.check_size(out.len())?;
            at = end;
        }
        Ok(())
    }

    fn render_field(&mut self, vm: &mut Vm, field: &Field<'_>, depth: u32, out: &mut Vec<u8>) -> Result<(), Raised> {
        let mut value = self.evaluate(vm, field.name)?;
        value = match field.conversion {
            None => value,
            Some(b's') => vm.str_of(&value)?,
            Some(b'r') => vm.repr(&value)?,
            Some(b'a') => vm.ascii(&value)?,
            Some(other) => {
                let message = match other {
                    33..127 => format!("Unknown conversion specifier {}", other as char),
                    _ => format!("Unknown conversion specifier \\x{other:x}"),
                };
                return Err(vm.value_error(message));
            }
        };
        let expanded;
        let spec = if field.nested {
            let mut text = Vec::new();
            self.render(vm, field.spec, depth - 1, &mut text)?;
            expanded = text;
            &expanded[..]
        } else {
            field.spec
        };
        if push_plain(vm, &value, spec, out)? {
            return Ok(());
        }
        let text = vm.format(&value, &String::from_utf8_lossy(spec))?;
        out.extend_from_slice(text.expect_ref::<StrObject>().bytes());
        Ok(())
    }

    /// The value of a field name such as `0.real` or `point[x].y`.
    fn evaluate(&mut self, vm: &mut Vm, name: &[u8]) -> NativeResult {
        let end = name.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(name.len());
        let mut value = self.first(vm, &name[..end])?;
        let mut rest = &name[end..];
        while let Some(kind) = rest.first() {
            let (part, after) = match kind {
                b'.' => {
                    let end = rest[1..].iter().position(|b| matches!(b, b'.' | b'[')).map_or(rest.len(), |i| i + 1);
                    (&rest[1..end], &rest[end..])
                }
                b'[' => match memchr::memchr(b']', rest) {
                    Some(end) => (&rest[1..end], &rest[end + 1..]),
                    None => return Err(vm.value_error("Missing ']' in format string")),
                },
                _ => return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier")),
            };
            if part.is_empty() {
                return Err(vm.value_error("Empty attribute in format string"));
            }
            value = if *kind == b'.' {
                let attribute = vm.intern(&String::from_utf8_lossy(part));
                vm.get_attr(&value, &attribute)?
            } else {
                let key = match decimal(vm, part)? {
                    Some(index) => Value::index(index),
                    None => vm.str_from_wtf8(part),
                };
                vm.get_item(&value, &key)?
            };
            rest = after;
        }
        Ok(value)
    }

    fn first(&mut self, vm: &mut Vm, name: &[u8]) -> NativeResult {
        let number = if name.is_empty() { None } else { decimal(vm, name)? };
        if !name.is_empty() && number.is_none() {
            let key = vm.str_from_wtf8(name);
            return match self.mode {
                TemplateMode::Mapping(mapping) => vm.get_item(mapping, &key),
                TemplateMode::Arguments(_, keywords) => match vm.dict_get(keywords, &key)? {
                    Some(value) => Ok(value),
                    None => Err(vm.key_error(&key)),
                },
            };
        }
        match (self.numbering, number) {
            (Numbering::Automatic, Some(_)) => {
                return Err(
                    vm.value_error("cannot switch from automatic field numbering to manual field specification")
                );
            }
            (Numbering::Manual, None) => {
                return Err(
                    vm.value_error("cannot switch from manual field specification to automatic field numbering")
                );
            }
            _ => {}
        }
        self.numbering = if number.is_some() { Numbering::Manual } else { Numbering::Automatic };
        let index = number.unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        let TemplateMode::Arguments(args, _) = self.mode else {
            return Err(vm.value_error("Format string contains positional fields"));
        };
        match args.get(index) {
            Some(value) => Ok(value.clone()),
            None => {
                let message = format!("Replacement index {index} out of range for positional args tuple");
                Err(vm.error(ExceptionKind::IndexError, message))
            }
        }
    }
}

/// Appends a value of an exact builtin type without making a string of it first; false when it is of another type.
fn push_plain(vm: &mut Vm, value: &Value, spec: &[u8], out: &mut Vec<u8>) -> Result<bool, Raised> {
    if value.shape().index() != 0 {
        return Ok(false);
    }
    if spec.is_empty() {
        if let Some(text) = value.as_ref::<StrObject>() {
            out.extend_from_slice(text.bytes());
        } else if let Some(int) = value.as_small_int() {
            out.extend_from_slice(itoa::Buffer::new().format(int).as_bytes());
        } else if let Some(float) = value.as_float() {
            out.extend_from_slice(float_repr(float, true).as_bytes());
        } else {
            return Ok(false);
        }
        return Ok(true);
    }
    let text = match (value.as_small_int(), value.as_float()) {
        (Some(int), _) => format_int(IntRef::Small(int), &FormatSpec::parse_checked(vm, spec, "int")?, 0),
        (_, Some(float)) => format_float(float, &FormatSpec::parse_checked(vm, spec, "float")?),
        _ => return Ok(false),
    };
    match text {
        Ok(text) => {
            out.extend_from_slice(&text);
            Ok(true)
        }
        Err(error) => Err(error.raise(vm)),
    }
}

/// The number that a text of digits only stands for.
fn decimal(vm: &mut Vm, text: &[u8]) -> Result<Option<usize>, Raised> {
    if !text.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    let number = text
        .iter()
        .try_fold(0i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
        .filter(|number| Value::small_int(*number).is_some());
    match number {
        Some(number) => Ok(Some(number as usize)),
        None => Err(vm.value_error("Too many decimal digits in format string")),
    }
}

/// Splits the field that starts at `at`, behind its brace; also says where the text continues.
fn parse_field(template: &[u8], mut at: usize) -> Result<(Field<'_>, usize), &'static str> {
    let start = at;
    let mut in_brackets = false;
    let mut stop = None;
    while let Some(byte) = template.get(at) {
        match byte {
            b'{' => return Err("unexpected '{' in field name"),
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            b'}' | b':' | b'!' if !in_brackets => {
                stop = Some(*byte);
                break;
            }
            _ => {}
        }
        at += 1;
    }
    let Some(stop) = stop else { return Err("expected '}' before end of string") };
    let mut field = Field { name: &template[start..at], conversion: None, spec: b"", nested: false };
    at += 1;
    if stop == b'}' {
        return Ok((field, at));
    }
    if stop == b'!' {
        match template.get(at) {
            Some(conversion) => field.conversion = Some(*conversion),
            None => return Err("end of string while looking for conversion specifier"),
        }
        at += 1;
        match template.get(at) {
            Some(b'}') => return Ok((field, at + 1)),
            Some(b':') | None => at += 1,
            Some(_) => return Err("expected ':' after conversion specifier"),
        }
    }
    let spec_start = at.min(template.len());
    let mut depth = 1;
    for (i, byte) in template[spec_start..].iter().enumerate() {
        match byte {
            b'{' => {
                depth += 1;
                field.nested = true;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    field.spec = &template[spec_start..spec_start + i];
                    return Ok((field, spec_start + i + 1));
                }
            }
            _ => {}
        }
    }
    Err("unmatched '{' in format spec")
}
