//! Splitting, stripping and partitioning bytes.

use super::{bytes_like, content, same_type, unchanged};
use crate::heap::Kind;
use crate::native::{NativeResult, Raised};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;
use std::ops::Range;

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

fn strip(vm: &mut Vm, args: &[Value], left: bool, right: bool) -> NativeResult {
    let set = if args[1].is_none() { None } else { Some(bytes_like(vm, &args[1])?.to_vec()) };
    let drop = |byte: u8| match &set {
        Some(set) => set.contains(&byte),
        None => is_space(byte),
    };
    let bytes = content(&args[0]);
    let (mut start, mut end) = (0, bytes.len());
    while left && start < end && drop(bytes[start]) {
        start += 1;
    }
    while right && end > start && drop(bytes[end - 1]) {
        end -= 1;
    }
    if start == 0 && end == bytes.len() && args[0].is_exact(Kind::Bytes) {
        return Ok(args[0].clone());
    }
    let part = bytes[start..end].to_vec();
    std::mem::drop(bytes);
    Ok(same_type(vm, &args[0], part))
}

pub(super) fn bytes_strip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, true, true)
}

pub(super) fn bytes_lstrip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, true, false)
}

pub(super) fn bytes_rstrip(vm: &mut Vm, args: &[Value]) -> NativeResult {
    strip(vm, args, false, true)
}

fn partition(vm: &mut Vm, args: &[Value], last: bool) -> NativeResult {
    let separator = bytes_like(vm, &args[1])?.to_vec();
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let bytes = content(&args[0]).to_vec();
    let found = if last { memmem::rfind(&bytes, &separator) } else { memmem::find(&bytes, &separator) };
    let parts = match found {
        Some(at) => {
            let before = same_type(vm, &args[0], bytes[..at].to_vec());
            let after = same_type(vm, &args[0], bytes[at + separator.len()..].to_vec());
            let middle = if args[0].kind() == Kind::Bytes && args[1].is_exact(Kind::Bytes) {
                args[1].clone()
            } else {
                same_type(vm, &args[0], separator)
            };
            vec![before, middle, after]
        }
        None => {
            let whole = unchanged(vm, &args[0]);
            let (first, second) = (same_type(vm, &args[0], Vec::new()), same_type(vm, &args[0], Vec::new()));
            if last { vec![first, second, whole] } else { vec![whole, first, second] }
        }
    };
    Ok(vm.tuple(parts))
}

pub(super) fn bytes_partition(vm: &mut Vm, args: &[Value]) -> NativeResult {
    partition(vm, args, false)
}

pub(super) fn bytes_rpartition(vm: &mut Vm, args: &[Value]) -> NativeResult {
    partition(vm, args, true)
}

/// The pieces of `bytes` between separators.
fn between(bytes: &[u8], separator: &[u8], limit: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in memmem::find_iter(bytes, separator).take(limit) {
        pieces.push(start..at);
        start = at + separator.len();
    }
    pieces.push(start..bytes.len());
    pieces
}

/// The same from the right, last piece first.
fn between_reversed(bytes: &[u8], separator: &[u8], limit: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut end = bytes.len();
    for at in memmem::rfind_iter(bytes, separator).take(limit) {
        pieces.push(at + separator.len()..end);
        end = at;
    }
    pieces.push(0..end);
    pieces
}

/// The words of `bytes`.
fn words(bytes: &[u8], limit: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    loop {
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        if at == bytes.len() {
            return pieces;
        }
        let start = at;
        if pieces.len() >= limit {
            pieces.push(start..bytes.len());
            return pieces;
        }
        while at < bytes.len() && !is_space(bytes[at]) {
            at += 1;
        }
        pieces.push(start..at);
    }
}

/// The same from the right, last word first.
fn words_reversed(bytes: &[u8], limit: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut end = bytes.len();
    loop {
        while end > 0 && is_space(bytes[end - 1]) {
            end -= 1;
        }
        if end == 0 {
            return pieces;
        }
        let stop = end;
        if pieces.len() >= limit {
            pieces.push(0..stop);
            return pieces;
        }
        while end > 0 && !is_space(bytes[end - 1]) {
            end -= 1;
        }
        pieces.push(end..stop);
    }
}

fn pieces_of(vm: &mut Vm, value: &Value, bytes: &[u8], pieces: Vec<Range<usize>>) -> Result<Value, Raised> {
    let mut items = Vec::with_capacity(pieces.len());
    for piece in pieces {
        items.push(same_type(vm, value, bytes[piece].to_vec()));
        if items.len() % 8192 == 0 {
            vm.check_signals()?;
        }
    }
    Ok(vm.list(items))
}

fn split(vm: &mut Vm, args: &[Value], reversed: bool) -> NativeResult {
    let limit = vm.index(&args[2])?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    let separator = if args[1].is_none() { None } else { Some(bytes_like(vm, &args[1])?.to_vec()) };
    if separator.as_ref().is_some_and(Vec::is_empty) {
        return Err(vm.value_error("empty separator"));
    }
    let bytes = content(&args[0]).to_vec();
    let pieces = match (&separator, reversed) {
        (Some(separator), false) => between(&bytes, separator, limit),
        (Some(separator), true) => between_reversed(&bytes, separator, limit),
        (None, false) => words(&bytes, limit),
        (None, true) => words_reversed(&bytes, limit),
    };
    let pieces = if reversed { pieces.into_iter().rev().collect() } else { pieces };
    pieces_of(vm, &args[0], &bytes, pieces)
}

pub(super) fn bytes_split(vm: &mut Vm, args: &[Value]) -> NativeResult {
    split(vm, args, false)
}

pub(super) fn bytes_rsplit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    split(vm, args, true)
}

pub(super) fn bytes_splitlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let keep = vm.truthy(&args[1])?;
    let bytes = content(&args[0]).to_vec();
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(distance) = memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
        let end = start + distance;
        let next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
        pieces.push(start..if keep { next } else { end });
        start = next;
    }
    if start < bytes.len() {
        pieces.push(start..bytes.len());
    }
    pieces_of(vm, &args[0], &bytes, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        assert_eq!(between(b"a,b,c", b",", 1), [0..1, 2..5]);
        assert_eq!(between_reversed(b"a,b,c", b",", 1), [4..5, 0..3]);
        assert_eq!(words(b" a  b c ", 1), [1..2, 4..8]);
        assert_eq!(words_reversed(b" a  b c ", 1), [6..7, 0..5]);
        assert!(words(b"  ", 9).is_empty());
    }
}
