//! Splitting, stripping, partitioning.

use super::characters::{is_line_break, is_space};
use super::string;
use crate::heap::Kind;
use crate::native::{NativeResult, Raised};
use crate::text::{code_points, decode_code_point, find, find_all};
use crate::types::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

/// Which ends of a text are stripped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Left,
    Right,
    Both,
}

/// Where the last character of `bytes[..end]` starts.
fn previous(bytes: &[u8], end: usize) -> usize {
    let mut at = end - 1;
    while (bytes[at] as i8) < -0x40 && at > 0 {
        at -= 1;
    }
    at
}

fn strip_where(bytes: &[u8], ends: Ends, drop: impl Fn(u32) -> bool) -> (usize, usize) {
    let (mut start, mut end) = (0, bytes.len());
    if ends != Ends::Right {
        while start < end {
            let (c, length) = decode_code_point(bytes, start);
            if !drop(c) {
                break;
            }
            start += length;
        }
    }
    if ends != Ends::Left {
        while end > start {
            let at = previous(bytes, end);
            if !drop(decode_code_point(bytes, at).0) {
                break;
            }
            end = at;
        }
    }
    (start, end)
}

fn strip(vm: &mut Vm, args: &[Value], ends: Ends, name: &str) -> NativeResult {
    let bytes = string(&args[0]).bytes();
    let (start, end) = if args[1].is_none() {
        strip_where(bytes, ends, is_space)
    } else {
        let Some(set) = args[1].as_ref::<StrObject>() else {
            return Err(vm.type_error(format!("{name} arg must be None or str")));
        };
        if let [byte] = set.bytes() {
            let byte = u32::from(*byte);
            strip_where(bytes, ends, |c| c == byte)
        } else {
            let set: Vec<u32> = code_points(set.bytes()).collect();
            strip_where(bytes, ends, |c| set.contains(&c))
        }
    };
    if start == 0 && end == bytes.len() && args[0].is_exact(Kind::Str) {
        return Ok(args[0].clone());
    }
    Ok(vm.str_from_wtf8(&bytes[start..end]))
}

pub(super) fn str_strip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, Ends::Both, "strip")
}

pub(super) fn str_lstrip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, Ends::Left, "lstrip")
}

pub(super) fn str_rstrip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, Ends::Right, "rstrip")
}

/// The separator argument of `partition`: a text that is not empty.
fn separator<'v>(vm: &mut Vm, value: &'v Value) -> Result<&'v [u8], Raised> {
    let Some(text) = value.as_ref::<StrObject>() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("must be str, not {name}")));
    };
    if text.bytes().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(text.bytes())
}

fn three(vm: &mut Vm, whole: &Value, separator: &Value, at: usize, length: usize) -> NativeResult {
    let bytes = string(whole).bytes();
    let before = vm.str_from_wtf8(&bytes[..at]);
    let after = vm.str_from_wtf8(&bytes[at + length..]);
    Ok(vm.tuple(vec![before, separator.clone(), after]))
}

/// The value itself when it is an exact `str`, else a copy that is.
pub(super) fn exact_str(vm: &mut Vm, value: &Value) -> Value {
    if value.is_exact(Kind::Str) {
        return value.clone();
    }
    vm.str_from_wtf8(string(value).bytes())
}

pub(super) fn str_partition(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let needle = separator(vm, &args[1])?;
    match find(string(&args[0]).bytes(), needle) {
        Some(at) => three(vm, &args[0], &args[1], at, needle.len()),
        None => {
            let whole = exact_str(vm, &args[0]);
            let empty = vm.empty_str.clone();
            Ok(vm.tuple(vec![whole, empty.clone(), empty]))
        }
    }
}

pub(super) fn str_rpartition(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let needle = separator(vm, &args[1])?;
    match memmem::rfind(string(&args[0]).bytes(), needle) {
        Some(at) => three(vm, &args[0], &args[1], at, needle.len()),
        None => {
            let whole = exact_str(vm, &args[0]);
            let empty = vm.empty_str.clone();
            Ok(vm.tuple(vec![empty.clone(), empty, whole]))
        }
    }
}

/// The arguments of `split` and `rsplit`: separator (none for white space) and the number of splits.
fn split_arguments<'v>(vm: &mut Vm, args: &'v [Value]) -> Result<(Option<&'v [u8]>, usize), Raised> {
    let limit = vm.index(&args[2])?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    if args[1].is_none() {
        return Ok((None, limit));
    }
    let Some(text) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("must be str or None, not {name}")));
    };
    if text.bytes().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok((Some(text.bytes()), limit))
}

/// Signals are checked after so many pieces.
const CHECK_EVERY: usize = 8192;

pub(super) fn str_split(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (separator, limit) = split_arguments(vm, args)?;
    let text = string(&args[0]);
    let bytes = text.bytes();
    let mut pieces = Vec::with_capacity(8);
    match separator {
        Some(separator) => {
            let mut start = 0;
            if let [byte] = separator {
                for at in memchr::memchr_iter(*byte, bytes) {
                    if pieces.len() >= limit {
                        break;
                    }
                    pieces.push(vm.str_from_wtf8(&bytes[start..at]));
                    start = at + 1;
                    check(vm, pieces.len())?;
                }
            } else {
                for at in find_all(bytes, separator) {
                    if pieces.len() >= limit {
                        break;
                    }
                    pieces.push(vm.str_from_wtf8(&bytes[start..at]));
                    start = at + separator.len();
                    check(vm, pieces.len())?;
                }
            }
            if start == 0 {
                pieces.push(exact_str(vm, &args[0]));
            } else {
                pieces.push(vm.str_from_wtf8(&bytes[start..]));
            }
        }
        None => {
            let ascii = text.is_ascii();
            let mut at = 0;
            loop {
                at = skip(bytes, at, ascii, is_space);
                if at >= bytes.len() {
                    break;
                }
                if pieces.len() >= limit {
                    pieces.push(vm.str_from_wtf8(&bytes[at..]));
                    break;
                }
                let start = at;
                at = skip(bytes, at, ascii, |c| !is_space(c));
                pieces.push(vm.str_from_wtf8(&bytes[start..at]));
                check(vm, pieces.len())?;
            }
        }
    }
    Ok(vm.list(pieces))
}

fn check(vm: &mut Vm, done: usize) -> Result<(), Raised> {
    if done.is_multiple_of(CHECK_EVERY) { vm.check_signals() } else { Ok(()) }
}

/// The first offset from `at` on whose character does not satisfy `test`.
fn skip(bytes: &[u8], at: usize, ascii: bool, test: impl Fn(u32) -> bool) -> usize {
    let mut at = at;
    if ascii {
        while at < bytes.len() && test(u32::from(bytes[at])) {
            at += 1;
        }
        return at;
    }
    while at < bytes.len() {
        let (c, length) = decode_code_point(bytes, at);
        if !test(c) {
            break;
        }
        at += length;
    }
    at
}

pub(super) fn str_rsplit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (separator, limit) = split_arguments(vm, args)?;
    let bytes = string(&args[0]).bytes();
    let mut pieces = Vec::new();
    let mut end = bytes.len();
    match separator {
        Some(separator) => {
            let finder = memmem::FinderRev::new(separator);
            while pieces.len() < limit {
                let Some(at) = finder.rfind(&bytes[..end]) else { break };
                pieces.push(vm.str_from_wtf8(&bytes[at + separator.len()..end]));
                end = at;
                check(vm, pieces.len())?;
            }
            if pieces.is_empty() {
                pieces.push(exact_str(vm, &args[0]));
            } else {
                pieces.push(vm.str_from_wtf8(&bytes[..end]));
            }
        }
        None => loop {
            (_, end) = strip_where(&bytes[..end], Ends::Right, is_space);
            if end == 0 {
                break;
            }
            if pieces.len() >= limit {
                pieces.push(vm.str_from_wtf8(&bytes[..end]));
                break;
            }
            let (_, start) = strip_where(&bytes[..end], Ends::Right, |c| !is_space(c));
            pieces.push(vm.str_from_wtf8(&bytes[start..end]));
            end = start;
            check(vm, pieces.len())?;
        },
    }
    pieces.reverse();
    Ok(vm.list(pieces))
}

pub(super) fn str_splitlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let keep = vm.truthy(&args[1])?;
    let bytes = string(&args[0]).bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let (c, length) = decode_code_point(bytes, at);
        if !is_line_break(c) {
            at += length;
            continue;
        }
        let end = at;
        at += length;
        if c == 0x0d && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        lines.push(vm.str_from_wtf8(&bytes[start..if keep { at } else { end }]));
        start = at;
        check(vm, lines.len())?;
    }
    if start < bytes.len() {
        lines.push(vm.str_from_wtf8(&bytes[start..]));
    }
    Ok(vm.list(lines))
}
