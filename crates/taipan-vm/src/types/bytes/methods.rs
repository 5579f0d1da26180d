//! Searching, replacing, joining, padding, translating and decoding bytes.

use super::sequence::byte_value;
use super::{BytesView, bytes_like, content, same_type, unchanged};
use crate::heap::Tuple;
use crate::native::{Flow, NativeResult, Raised};
use crate::types::{StrObject, codec_arguments};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

/// What is searched for: bytes, or one byte as an integer.
fn needle(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    if let Some(bytes) = value.as_bytes() {
        return Ok(bytes.to_vec());
    }
    if vm.has_index(value) {
        return Ok(vec![byte_value(vm, value)?]);
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
}

/// The range that `start` and `end` select; `None` when `start` is behind the end.
fn bounds(vm: &mut Vm, args: &[Value], at: usize) -> Result<Option<(usize, usize)>, Raised> {
    let length = content(&args[0]).len();
    let end = vm.search_bound(&args[at + 1], length, length)?;
    let start = vm.search_bound(&args[at], 0, length)?;
    let behind = !args[at].is_none() && vm.index_clamped(&args[at])? > length as i64;
    Ok(if behind || start > end { None } else { Some((start, end)) })
}

fn search(vm: &mut Vm, args: &[Value], last: bool) -> Result<Option<usize>, Raised> {
    let needle = needle(vm, &args[1])?;
    let Some((start, end)) = bounds(vm, args, 2)? else { return Ok(None) };
    let bytes = content(&args[0]);
    let haystack = bytes.get(start..end).unwrap_or(&[]);
    let found = match (needle.as_slice(), last) {
        ([byte], false) => memchr::memchr(*byte, haystack),
        ([byte], true) => memchr::memrchr(*byte, haystack),
        (needle, false) => memmem::find(haystack, needle),
        (needle, true) => memmem::rfind(haystack, needle),
    };
    Ok(found.map(|at| at + start))
}

fn position(vm: &mut Vm, args: &[Value], last: bool, strict: bool) -> NativeResult {
    match search(vm, args, last)? {
        Some(at) => Ok(Value::index(at)),
        None if strict => Err(vm.value_error("subsection not found")),
        None => Ok(vm.int(-1)),
    }
}

pub(super) fn bytes_find(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, false, false)
}

pub(super) fn bytes_rfind(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, true, false)
}

pub(super) fn bytes_index(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, false, true)
}

pub(super) fn bytes_rindex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    position(vm, args, true, true)
}

pub(super) fn bytes_count(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let needle = needle(vm, &args[1])?;
    let Some((start, end)) = bounds(vm, args, 2)? else { return Ok(Value::index(0)) };
    let bytes = content(&args[0]);
    let haystack = bytes.get(start..end).unwrap_or(&[]);
    Ok(Value::index(match needle.as_slice() {
        [] => haystack.len() + 1,
        [byte] => memchr::memchr_iter(*byte, haystack).count(),
        needle => memmem::find_iter(haystack, needle).count(),
    }))
}

fn affix(vm: &mut Vm, args: &[Value], name: &str, matches: fn(&[u8], &[u8]) -> bool) -> NativeResult {
    let range = bounds(vm, args, 2)?;
    let holds = |affix: &[u8]| {
        let bytes = content(&args[0]);
        range.is_some_and(|(start, end)| matches(bytes.get(start..end).unwrap_or(&[]), affix))
    };
    if let Some(bytes) = args[1].as_bytes() {
        return Ok(Value::bool(holds(&bytes)));
    }
    let Some(options) = args[1].as_ref::<Tuple>() else {
        let class = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {class}")));
    };
    for option in options.items() {
        if holds(&bytes_like(vm, option)?) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn bytes_startswith(vm: &mut Vm, args: &[Value]) -> NativeResult {
    affix(vm, args, "startswith", |bytes, affix| bytes.starts_with(affix))
}

pub(super) fn bytes_endswith(vm: &mut Vm, args: &[Value]) -> NativeResult {
    affix(vm, args, "endswith", |bytes, affix| bytes.ends_with(affix))
}

pub(super) fn bytes_removeprefix(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let prefix = bytes_like(vm, &args[1])?.to_vec();
    let rest = content(&args[0]).strip_prefix(prefix.as_slice()).map(<[u8]>::to_vec);
    Ok(match rest {
        Some(rest) if !prefix.is_empty() => same_type(vm, &args[0], rest),
        _ => unchanged(vm, &args[0]),
    })
}

pub(super) fn bytes_removesuffix(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let suffix = bytes_like(vm, &args[1])?.to_vec();
    let rest = content(&args[0]).strip_suffix(suffix.as_slice()).map(<[u8]>::to_vec);
    Ok(match rest {
        Some(rest) if !suffix.is_empty() => same_type(vm, &args[0], rest),
        _ => unchanged(vm, &args[0]),
    })
}

pub(super) fn bytes_replace(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let old = bytes_like(vm, &args[1])?.to_vec();
    let new = bytes_like(vm, &args[2])?.to_vec();
    let limit = vm.index(&args[3])?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    let bytes = content(&args[0]).to_vec();
    let count =
        if old.is_empty() { (bytes.len() + 1).min(limit) } else { memmem::find_iter(&bytes, &old).take(limit).count() };
    if count == 0 {
        return Ok(unchanged(vm, &args[0]));
    }
    let length = bytes.len() - count * old.len();
    vm.check_size(length.saturating_add(count.saturating_mul(new.len())))?;
    let mut out = Vec::with_capacity(length + count * new.len());
    if old.is_empty() {
        for (index, byte) in bytes.iter().enumerate() {
            if index < count {
                out.extend_from_slice(&new);
            }
            out.push(*byte);
        }
        if count > bytes.len() {
            out.extend_from_slice(&new);
        }
    } else {
        let mut start = 0;
        for at in memmem::find_iter(&bytes, &old).take(limit) {
            out.extend_from_slice(&bytes[start..at]);
            out.extend_from_slice(&new);
            start = at + old.len();
        }
        out.extend_from_slice(&bytes[start..]);
    }
    Ok(same_type(vm, &args[0], out))
}

pub(super) fn bytes_join(vm: &mut Vm, args: &[Value]) -> Flow {
    let separator = args[0].clone();
    if !vm.is_iterable(&args[1]) {
        return Flow::Raise(vm.type_error("can only join an iterable"));
    }
    crate::drain::collect_then(vm, &args[1], move |vm, items| join(vm, &separator, &items).into())
}

fn join(vm: &mut Vm, separator: &Value, items: &[Value]) -> NativeResult {
    if let [item] = items
        && item.is_exact(crate::heap::Kind::Bytes)
        && separator.kind() == crate::heap::Kind::Bytes
    {
        return Ok(item.clone());
    }
    let between = content(separator).to_vec();
    let mut length = between.len().saturating_mul(items.len().saturating_sub(1));
    for (index, item) in items.iter().enumerate() {
        let Some(bytes) = item.as_bytes() else {
            let name = vm.type_name(item);
            return Err(vm.type_error(format!("sequence item {index}: expected a bytes-like object, {name} found")));
        };
        length = length.saturating_add(bytes.len());
    }
    vm.check_size(length)?;
    let mut out = Vec::with_capacity(length);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(&between);
        }
        out.extend_from_slice(&content(item));
    }
    Ok(same_type(vm, separator, out))
}

fn pad(vm: &mut Vm, args: &[Value], name: &str, split: fn(usize, usize) -> (usize, usize)) -> NativeResult {
    let width = vm.index(&args[1])?.max(0) as usize;
    let fill = match args[2].bound() {
        None => b' ',
        Some(fill) => match fill.as_bytes().as_deref() {
            Some([fill]) => *fill,
            _ => {
                let class = vm.type_name(fill);
                let message = format!("{name}() argument 2 must be a byte string of length 1, not {class}");
                return Err(vm.type_error(message));
            }
        },
    };
    let length = content(&args[0]).len();
    if width <= length {
        return Ok(unchanged(vm, &args[0]));
    }
    vm.check_size(width)?;
    let (left, _) = split(width - length, width);
    let mut out = vec![fill; width];
    out[left..left + length].copy_from_slice(&content(&args[0]));
    Ok(same_type(vm, &args[0], out))
}

pub(super) fn bytes_ljust(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, "ljust", |padding, _| (0, padding))
}

pub(super) fn bytes_rjust(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, "rjust", |padding, _| (padding, 0))
}

pub(super) fn bytes_center(vm: &mut Vm, args: &[Value]) -> NativeResult {
    pad(vm, args, "center", |padding, width| {
        let left = padding / 2 + (padding & width & 1);
        (left, padding - left)
    })
}

pub(super) fn bytes_zfill(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let width = vm.index(&args[1])?.max(0) as usize;
    let bytes = content(&args[0]).to_vec();
    if width <= bytes.len() {
        return Ok(unchanged(vm, &args[0]));
    }
    vm.check_size(width)?;
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut out = Vec::with_capacity(width);
    out.extend_from_slice(&bytes[..sign]);
    out.resize(sign + width - bytes.len(), b'0');
    out.extend_from_slice(&bytes[sign..]);
    Ok(same_type(vm, &args[0], out))
}

pub(super) fn bytes_expandtabs(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = vm.index(&args[1])?.max(0) as usize;
    let bytes = content(&args[0]).to_vec();
    let mut out = Vec::with_capacity(bytes.len());
    let mut column = 0;
    for byte in bytes {
        if byte != b'\t' {
            out.push(byte);
            column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
        } else if size > 0 {
            let spaces = size - column % size;
            vm.check_size(out.len().saturating_add(spaces))?;
            out.resize(out.len() + spaces, b' ');
            column += spaces;
        }
    }
    Ok(same_type(vm, &args[0], out))
}

pub(super) fn bytes_translate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let table = if args[1].is_none() { None } else { Some(bytes_like(vm, &args[1])?.to_vec()) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let mut keep = [true; 256];
    if let Some(delete) = args[2].bound() {
        for byte in bytes_like(vm, delete)?.iter() {
            keep[*byte as usize] = false;
        }
    }
    let out = content(&args[0])
        .iter()
        .filter(|byte| keep[**byte as usize])
        .map(|byte| table.as_ref().map_or(*byte, |table| table[*byte as usize]))
        .collect();
    Ok(same_type(vm, &args[0], out))
}

/// `bytes.maketrans(frm, to)`
pub(super) fn bytes_maketrans(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let from = bytes_like(vm, &args[0])?.to_vec();
    let to = bytes_like(vm, &args[1])?.to_vec();
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to) {
        table[*from as usize] = to;
    }
    Ok(vm.bytes(table))
}

pub(super) fn bytes_decode(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].is_unbound()
        && let Some(BytesView::Fixed(bytes)) = args[0].as_bytes()
        && bytes.is_ascii()
    {
        vm.check_text_size(bytes.len())?;
        return Ok(vm.str_from_wtf8(bytes));
    }
    let (encoding, errors) = codec_arguments(vm, &args[1], &args[2], "decode")?;
    if let Some(BytesView::Fixed(bytes)) = args[0].as_bytes() {
        return crate::codecs::decode(vm, bytes, &encoding, &errors);
    }
    let bytes = content(&args[0]).to_vec();
    crate::codecs::decode(vm, &bytes, &encoding, &errors)
}

/// `hex(sep, bytes_per_sep)`: groups are counted from the right, or from the left for negative sizes.
pub(super) fn bytes_hex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let separator = match args[1].bound() {
        None => None,
        Some(separator) => Some(hex_separator(vm, separator)?),
    };
    let group = vm.index(&args[2])?;
    let length = content(&args[0]).len();
    vm.check_text_size(length.saturating_mul(3))?;
    Ok(vm.str_from_vec(hex(&content(&args[0]), separator, group)))
}

fn hex_separator(vm: &mut Vm, separator: &Value) -> Result<u8, Raised> {
    let bytes = match (separator.as_ref::<StrObject>(), separator.as_bytes()) {
        (Some(text), _) => text.bytes().to_vec(),
        (None, Some(bytes)) => bytes.to_vec(),
        (None, None) => {
            vm.len(separator)?;
            return Err(vm.type_error("sep must be str or bytes."));
        }
    };
    let length = separator.as_ref::<StrObject>().map_or(bytes.len(), StrObject::chars);
    match bytes.as_slice() {
        [byte] if byte.is_ascii() => Ok(*byte),
        _ if length == 1 => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

fn hex(bytes: &[u8], separator: Option<u8>, group: i64) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs() as usize;
    let mut out = Vec::with_capacity(bytes.len() * 3);
    for (index, byte) in bytes.iter().enumerate() {
        if let Some(separator) = separator
            && size > 0
            && index > 0
            && (if group > 0 { bytes.len() - index } else { index }) % size == 0
        {
            out.push(separator);
        }
        out.extend_from_slice(&[DIGITS[*byte as usize >> 4], DIGITS[*byte as usize & 15]]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_groups() {
        let bytes = [1, 2, 3, 4, 5];
        assert_eq!(hex(&bytes, None, 1), b"0102030405");
        assert_eq!(hex(&bytes, Some(b':'), 2), b"01:0203:0405");
        assert_eq!(hex(&bytes, Some(b':'), -2), b"0102:0304:05");
        assert_eq!(hex(&bytes, Some(b':'), 0), b"0102030405");
    }
}
