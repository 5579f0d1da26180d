//! Searching, replacing, joining, padding and translating.

use super::split::exact_str;
use super::string;
use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{Flow, NativeResult, Raised};
use crate::text::{code_points, find, find_all, push_code_point};
use crate::types::{DictObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

/// The bytes of a text argument, or TypeError with CPython's words.
fn argument<'v>(vm: &mut Vm, value: &'v Value, what: &str) -> Result<&'v [u8], Raised> {
    match value.as_ref::<StrObject>() {
        Some(text) => Ok(text.bytes()),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("{what} must be str, not {name}")))
        }
    }
}

/// The byte range that `start` and `end` select; `None` when `start` is behind the end.
fn bounds(vm: &mut Vm, args: &[Value], at: usize) -> Result<Option<(usize, usize)>, Raised> {
    let text = string(&args[0]);
    if args[at].is_none() && args[at + 1].is_none() {
        return Ok(Some((0, text.bytes().len())));
    }
    let length = text.chars();
    let raw_start = if args[at].is_none() { 0 } else { bound(vm, &args[at])? };
    let end = vm.search_bound(&args[at + 1], length, length)?;
    let start = vm.search_bound(&args[at], 0, length)?;
    if raw_start > length as i64 || start > end {
        return Ok(None);
    }
    Ok(Some((text.offset(start), text.offset(end))))
}

/// A bound as it was given, before clamping.
fn bound(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    if !vm.has_index(value) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    vm.index_clamped(value)
}

/// Byte offset of the first or last occurrence.
fn search(vm: &mut Vm, args: &[Value], last: bool, name: &str) -> Result<Option<usize>, Raised> {
    let needle = argument(vm, &args[1], &format!("{name}() argument 1"))?;
    let Some((start, end)) = bounds(vm, args, 2)? else { return Ok(None) };
    let haystack = &string(&args[0]).bytes()[start..end];
    let found = match (needle, last) {
        ([byte], false) => memchr::memchr(*byte, haystack),
        ([byte], true) => memchr::memrchr(*byte, haystack),
        (_, false) => find(haystack, needle),
        (_, true) => memmem::rfind(haystack, needle),
    };
    Ok(found.map(|at| at + start))
}

fn position(vm: &mut Vm, args: &[Value], last: bool, name: &str) -> NativeResult {
    let found = search(vm, args, last, name)?;
    Ok(match found {
        Some(at) => Value::index(string(&args[0]).char_at_offset(at)),
        None => vm.int(-1),
    })
}

fn position_or_error(vm: &mut Vm, args: &[Value], last: bool, name: &str) -> NativeResult {
    match search(vm, args, last, name)? {
        Some(at) => Ok(Value::index(string(&args[0]).char_at_offset(at))),
        None => Err(vm.value_error("substring not found")),
    }
}

pub(super) fn str_find(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, false, "find")
}

pub(super) fn str_rfind(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, true, "rfind")
}

pub(super) fn str_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position_or_error(vm, args, false, "index")
}

pub(super) fn str_rindex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position_or_error(vm, args, true, "rindex")
}

pub(super) fn str_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let needle = argument(vm, &args[1], "count() argument 1")?;
    let Some((start, end)) = bounds(vm, args, 2)? else { return Ok(Value::index(0)) };
    let haystack = &string(&args[0]).bytes()[start..end];
    Ok(Value::index(match needle {
        [] => crate::types::count_chars(haystack) as usize + 1,
        [byte] => memchr::memchr_iter(*byte, haystack).count(),
        _ => find_all(haystack, needle).count(),
    }))
}

/// `startswith` and `endswith`.
fn affix(vm: &mut Vm, args: &[Value], name: &str, matches: fn(&[u8], &[u8]) -> bool) -> NativeResult {
    let range = bounds(vm, args, 2)?;
    let bytes = string(&args[0]).bytes();
    if let Some(affix) = args[1].as_ref::<StrObject>() {
        return Ok(Value::bool(range.is_some_and(|(start, end)| matches(&bytes[start..end], affix.bytes()))));
    }
    let Some(options) = args[1].as_ref::<Tuple>() else {
        let class = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {class}")));
    };
    for option in options.items() {
        let Some(affix) = option.as_ref::<StrObject>() else {
            let class = vm.type_name(option);
            return Err(vm.type_error(format!("tuple for {name} must only contain str, not {class}")));
        };
        if range.is_some_and(|(start, end)| matches(&bytes[start..end], affix.bytes())) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn str_startswith(vm: &mut Vm, args: &[Value]) -> NativeResult {
    affix(vm, args, "startswith", |text, affix| text.starts_with(affix))
}

pub(super) fn str_endswith(vm: &mut Vm, args: &[Value]) -> NativeResult {
    affix(vm, args, "endswith", |text, affix| text.ends_with(affix))
}

pub(super) fn str_removeprefix(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let prefix = argument(vm, &args[1], "removeprefix() argument")?;
    match string(&args[0]).bytes().strip_prefix(prefix) {
        Some(rest) if !prefix.is_empty() => Ok(vm.str_from_wtf8(rest)),
        _ => Ok(exact_str(vm, &args[0])),
    }
}

pub(super) fn str_removesuffix(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let suffix = argument(vm, &args[1], "removesuffix() argument")?;
    match string(&args[0]).bytes().strip_suffix(suffix) {
        Some(rest) if !suffix.is_empty() => Ok(vm.str_from_wtf8(rest)),
        _ => Ok(exact_str(vm, &args[0])),
    }
}

pub(super) fn str_replace(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let old = argument(vm, &args[1], "replace() argument 1")?;
    let new = argument(vm, &args[2], "replace() argument 2")?;
    let limit = vm.index(&args[3])?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    let text = string(&args[0]);
    let bytes = text.bytes();
    if limit == 0 || old == new {
        return Ok(exact_str(vm, &args[0]));
    }
    if old.is_empty() {
        let count = (text.chars() + 1).min(limit);
        vm.check_text_size(bytes.len().saturating_add(count.saturating_mul(new.len())))?;
        let mut out = Vec::with_capacity(bytes.len() + count * new.len());
        let mut done = 0;
        for byte in bytes {
            // Before each character, that is before each byte that starts one.
            if (*byte as i8) >= -0x40 && done < count {
                out.extend_from_slice(new);
                done += 1;
            }
            out.push(*byte);
        }
        if done < count {
            out.extend_from_slice(new);
        }
        return Ok(vm.str_from_vec(out));
    }
    if let ([from], [to]) = (old, new)
        && limit == usize::MAX
    {
        if memchr::memchr(*from, bytes).is_none() {
            return Ok(exact_str(vm, &args[0]));
        }
        let out = bytes.iter().map(|b| if b == from { *to } else { *b }).collect();
        return Ok(vm.str_from_vec(out));
    }
    if new.len() > old.len() && bytes.len().saturating_mul(new.len()) > 1 << 20 {
        let count = find_all(bytes, old).take(limit).count();
        vm.check_text_size(bytes.len().saturating_add(count.saturating_mul(new.len() - old.len())))?;
    }
    let mut out = Vec::new();
    let mut start = 0;
    for at in find_all(bytes, old).take(limit) {
        if start == 0 {
            out.reserve(bytes.len() + 16);
        }
        out.extend_from_slice(&bytes[start..at]);
        out.extend_from_slice(new);
        start = at + old.len();
    }
    if start == 0 {
        return Ok(exact_str(vm, &args[0]));
    }
    out.extend_from_slice(&bytes[start..]);
    Ok(vm.str_from_vec(out))
}

/// `separator.join(iterable)`
pub(super) fn str_join(vm: &mut Vm, args: &[Value]) -> Flow {
    let separator = args[0].clone();
    if let Some(items) = vm.quick_items(&args[1]) {
        return join(vm, &separator, &items).into();
    }
    if !vm.is_iterable(&args[1]) {
        return Flow::Raise(vm.type_error("can only join an iterable"));
    }
    crate::drain::collect_then(vm, &args[1], move |vm, items| join(vm, &separator, &items).into())
}

fn join(vm: &mut Vm, separator: &Value, items: &[Value]) -> NativeResult {
    if let [item] = items
        && item.is_exact(Kind::Str)
    {
        return Ok(item.clone());
    }
    let between = string(separator).bytes();
    let mut length = between.len().saturating_mul(items.len().saturating_sub(1));
    for (index, item) in items.iter().enumerate() {
        let Some(text) = item.as_ref::<StrObject>() else {
            let name = vm.type_name(item);
            return Err(vm.type_error(format!("sequence item {index}: expected str instance, {name} found")));
        };
        length = length.saturating_add(text.bytes().len());
    }
    vm.check_text_size(length)?;
    let mut out = Vec::with_capacity(length);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(between);
        }
        out.extend_from_slice(string(item).bytes());
    }
    Ok(vm.str_from_vec(out))
}

/// The single fill character of `center` and the like.
fn fill_character<'v>(vm: &mut Vm, value: &'v Value) -> Result<&'v [u8], Raised> {
    let Some(text) = value.as_ref::<StrObject>() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("The fill character must be a unicode character, not {name}")));
    };
    if text.chars() != 1 {
        return Err(vm.type_error("The fill character must be exactly one character long"));
    }
    Ok(text.bytes())
}

fn pad(vm: &mut Vm, args: &[Value], split: fn(usize, usize) -> (usize, usize)) -> NativeResult {
    let width = vm.index(&args[1])?.max(0) as usize;
    let fill = fill_character(vm, &args[2])?;
    let text = string(&args[0]);
    if width <= text.chars() {
        return Ok(exact_str(vm, &args[0]));
    }
    let padding = width - text.chars();
    let length = padding.saturating_mul(fill.len()).saturating_add(text.bytes().len());
    vm.check_text_size(length)?;
    let (left, right) = split(padding, width);
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(&fill.repeat(left));
    out.extend_from_slice(text.bytes());
    out.extend_from_slice(&fill.repeat(right));
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_ljust(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, |padding, _| (0, padding))
}

pub(super) fn str_rjust(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, |padding, _| (padding, 0))
}

/// With an odd number of fill characters, the extra one goes left when the width is odd.
pub(super) fn str_center(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, |padding, width| {
        let left = padding / 2 + (padding & width & 1);
        (left, padding - left)
    })
}

pub(super) fn str_zfill(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let width = vm.index(&args[1])?.max(0) as usize;
    let text = string(&args[0]);
    if width <= text.chars() {
        return Ok(exact_str(vm, &args[0]));
    }
    let zeros = width - text.chars();
    vm.check_text_size(zeros.saturating_add(text.bytes().len()))?;
    let bytes = text.bytes();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut out = Vec::with_capacity(zeros + bytes.len());
    out.extend_from_slice(&bytes[..sign]);
    out.resize(sign + zeros, b'0');
    out.extend_from_slice(&bytes[sign..]);
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_expandtabs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = vm.index(&args[1])?.max(0) as usize;
    let text = string(&args[0]);
    let bytes = text.bytes();
    if memchr::memchr(b'\t', bytes).is_none() {
        return Ok(exact_str(vm, &args[0]));
    }
    let mut out = Vec::with_capacity(bytes.len() + 16);
    let mut column = 0;
    for byte in bytes {
        match byte {
            b'\t' => {
                if size > 0 {
                    let spaces = size - column % size;
                    vm.check_text_size(out.len().saturating_add(spaces))?;
                    out.resize(out.len() + spaces, b' ');
                    column += spaces;
                }
            }
            b'\n' | b'\r' => {
                out.push(*byte);
                column = 0;
            }
            _ => {
                out.push(*byte);
                column += usize::from((*byte as i8) >= -0x40);
            }
        }
    }
    Ok(vm.str_from_vec(out))
}

/// `str.maketrans(x, y=..., z=...)`
pub(super) fn str_maketrans(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let table = vm.dict();
    if args[1].is_unbound() {
        let Some(source) = args[0].as_ref::<DictObject>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in source.pairs() {
            let key = if let Some(text) = key.as_ref::<StrObject>() {
                if text.chars() != 1 {
                    return Err(vm.value_error("string keys in translate table must be of length 1"));
                }
                let c = code_points(text.bytes()).next().unwrap_or(0);
                Value::index(c as usize)
            } else if matches!(key.kind(), Kind::Int | Kind::Bool) {
                key
            } else {
                return Err(vm.type_error("keys in translate table must be strings or integers"));
            };
            vm.dict_set(&table, &key, value)?;
        }
        return Ok(table);
    }
    let (Some(from), Some(to)) = (args[0].as_ref::<StrObject>(), args[1].as_ref::<StrObject>()) else {
        if args[0].kind() != Kind::Str {
            return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
        }
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("maketrans() argument 2 must be str, not {name}")));
    };
    if from.chars() != to.chars() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in code_points(from.bytes()).zip(code_points(to.bytes())) {
        vm.dict_set(&table, &Value::index(from as usize), Value::index(to as usize))?;
    }
    if let Some(deleted) = args[2].bound() {
        let deleted = argument(vm, deleted, "maketrans() argument 3")?;
        for c in code_points(deleted) {
            vm.dict_set(&table, &Value::index(c as usize), Value::NONE)?;
        }
    }
    Ok(table)
}

/// What a translation table says about a character.
enum Translation {
    Keep,
    Drop,
    Text(Value),
    Char(u32),
}

/// `text.translate(table)`: the table is asked once for each ASCII character, as CPython does, and always for others.
pub(super) fn str_translate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = string(&args[0]);
    let mut known: Vec<Option<Translation>> = Vec::new();
    known.resize_with(128, || None);
    let mut out = Vec::with_capacity(text.bytes().len());
    for (done, c) in code_points(text.bytes()).enumerate() {
        let looked_up;
        let translation = if c < 128 {
            let entry = &mut known[c as usize];
            if entry.is_none() {
                *entry = Some(translation_of(vm, &args[1], c)?);
            }
            match entry {
                Some(translation) => &*translation,
                None => &Translation::Keep,
            }
        } else {
            looked_up = translation_of(vm, &args[1], c)?;
            &looked_up
        };
        match translation {
            Translation::Keep => push_code_point(&mut out, c),
            Translation::Drop => {}
            Translation::Text(text) => out.extend_from_slice(string(text).bytes()),
            Translation::Char(c) => push_code_point(&mut out, *c),
        }
        if done & 0xfff == 0xfff {
            vm.check_signals()?;
            vm.check_text_size(out.len())?;
        }
    }
    vm.check_text_size(out.len())?;
    Ok(vm.str_from_vec(out))
}

fn translation_of(vm: &mut Vm, table: &Value, c: u32) -> Result<Translation, Raised> {
    let key = Value::index(c as usize);
    let found = if table.is_exact(Kind::Dict) {
        match vm.dict_get(table, &key)? {
            Some(found) => found,
            None => return Ok(Translation::Keep),
        }
    } else {
        match vm.get_item(table, &key) {
            Ok(found) => found,
            Err(raised) if vm.is_exception(&raised, ExceptionKind::LookupError) => return Ok(Translation::Keep),
            Err(raised) => return Err(raised),
        }
    };
    if found.is_none() {
        return Ok(Translation::Drop);
    }
    if found.kind() == Kind::Str {
        return Ok(Translation::Text(found));
    }
    match found.as_integer() {
        Some(int) => match int.to_i64() {
            Some(c @ 0..0x11_0000) => Ok(Translation::Char(c as u32)),
            _ => Err(vm.value_error("character mapping must be in range(0x110000)")),
        },
        None => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}

impl Vm {
    /// Whether `iter(value)` can work: `__iter__` or `__getitem__` exists.
    pub fn is_iterable(&mut self, value: &Value) -> bool {
        if value.shape().index() == 0 && crate::types::slots(value.kind()).iter.is_some() {
            return true;
        }
        let (iter, getitem) = (self.names.iter.clone(), self.names.getitem.clone());
        match self.lookup_special(value, &iter) {
            Some(method) => !method.is_none(),
            None => self.lookup_special(value, &getitem).is_some(),
        }
    }
}
