//! Bytes as sequences: length, indexing, iteration, membership, order, concatenation, repetition, `repr`.

use super::{BytesObject, bytes_like, content, same_type, unchanged};
use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, ShapeId};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::types::{BinaryOp, CompareOp, SequenceIterator, SliceObject, Slots, repeat_count};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;
use std::cell::{Cell, RefCell};

/// What `bytes_iterator` can do natively.
pub(crate) static BYTES_ITERATOR_SLOTS: Slots = Slots {
    iter: Some(|_, iterator| Ok(iterator.clone())),
    next: Some(bytes_iterator_next),
    methods: &[NativeDef::plain("__length_hint__", "self, /", bytes_iterator_length_hint)],
    ..Slots::NONE
};

pub(super) fn bytes_iter(vm: &mut Vm, value: &Value) -> NativeResult {
    let payload = SequenceIterator { source: RefCell::new(value.clone()), index: Cell::new(0) };
    Ok(vm.heap.alloc_with(ShapeId::builtin(Kind::BytesIterator), 0, payload))
}

fn bytes_iterator_next(_: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let state = iterator.expect_ref::<SequenceIterator>();
    let source = state.source.borrow();
    let at = state.index.get();
    let byte = source.as_bytes().and_then(|bytes| bytes.get(at).copied());
    drop(source);
    match byte {
        Some(byte) => {
            state.index.set(at + 1);
            Ok(Some(Value::index(byte as usize)))
        }
        None => {
            let old = state.source.take();
            drop(old);
            Ok(None)
        }
    }
}

fn bytes_iterator_length_hint(_: &mut Vm, args: &[Value]) -> NativeResult {
    let state = args[0].expect_ref::<SequenceIterator>();
    let source = state.source.borrow();
    let length = source.as_bytes().map_or(0, |bytes| bytes.len());
    Ok(Value::index(length.saturating_sub(state.index.get())))
}

/// Appends the content of a literal, quoted and escaped, with its `b`.
fn push_repr(out: &mut Vec<u8>, bytes: &[u8]) {
    let double = bytes.contains(&b'\'') && !bytes.contains(&b'"');
    let quote = if double { b'"' } else { b'\'' };
    out.extend_from_slice(&[b'b', quote]);
    for byte in bytes {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ if *byte == quote => out.extend_from_slice(&[b'\\', quote]),
            0x20..0x7f => out.push(*byte),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(&[b'\\', b'x', HEX[*byte as usize >> 4], HEX[*byte as usize & 15]]);
            }
        }
    }
    out.push(quote);
}

pub(super) fn bytes_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let length = content(value).len();
    vm.check_text_size(length.saturating_mul(4))?;
    let mut out = Vec::with_capacity(length + 3);
    push_repr(&mut out, &content(value));
    Ok(vm.str_from_vec(out))
}

pub(super) fn bytearray_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let length = content(value).len();
    vm.check_text_size(length.saturating_mul(4))?;
    let class = vm.type_name(value);
    let mut out = Vec::with_capacity(length + 14);
    out.extend_from_slice(class.as_bytes());
    out.push(b'(');
    push_repr(&mut out, &content(value));
    out.push(b')');
    Ok(vm.str_from_vec(out))
}

pub(super) fn bytes_hash(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    let object = value.expect_ref::<BytesObject>();
    if object.hash.get() == 0 {
        object.hash.set(vm.hasher.hash(&object.bytes));
    }
    Ok(object.hash.get() as i64)
}

pub(super) fn bytes_len(_: &mut Vm, value: &Value) -> Result<usize, Raised> {
    Ok(content(value).len())
}

pub(super) fn bytes_get_item(vm: &mut Vm, value: &Value, key: &Value) -> NativeResult {
    if let Some(slice) = key.as_ref::<SliceObject>() {
        let slice = vm.unpack_slice(slice)?;
        let bytes = content(value);
        let range = slice.over(bytes.len());
        if let Some(range) = range.contiguous() {
            if range.len() == bytes.len() && value.is_exact(Kind::Bytes) {
                return Ok(value.clone());
            }
            let part = bytes[range].to_vec();
            drop(bytes);
            return Ok(same_type(vm, value, part));
        }
        let part = range.indexes().map(|index| bytes[index]).collect();
        drop(bytes);
        return Ok(same_type(vm, value, part));
    }
    let array = value.kind() == Kind::ByteArray;
    let index = match key.as_small_int() {
        Some(index) => index,
        None if vm.has_index(key) => vm.index_sized(key, ExceptionKind::IndexError)?,
        None => {
            let name = vm.type_name(key);
            let what = if array { "bytearray" } else { "byte" };
            return Err(vm.type_error(format!("{what} indices must be integers or slices, not {name}")));
        }
    };
    let bytes = content(value);
    match vm.sequence_position(index, bytes.len()) {
        Some(position) => Ok(Value::index(bytes[position] as usize)),
        None => Err(vm.index_error(if array { "bytearray index out of range" } else { "index out of range" })),
    }
}

/// A byte given as an integer.
pub(super) fn byte_value(vm: &mut Vm, value: &Value) -> Result<u8, Raised> {
    let number = match value.as_small_int() {
        Some(number) => Some(number),
        None => i64::try_from(&vm.index_big(value)?).ok(),
    };
    match number.and_then(|number| u8::try_from(number).ok()) {
        Some(byte) => Ok(byte),
        None => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

pub(super) fn bytes_contains(vm: &mut Vm, value: &Value, item: &Value) -> Result<bool, Raised> {
    if vm.has_index(item) {
        let byte = byte_value(vm, item)?;
        return Ok(memchr::memchr(byte, &content(value)).is_some());
    }
    let needle = bytes_like(vm, item)?;
    Ok(memmem::find(&content(value), &needle).is_some())
}

pub(super) fn bytes_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    match (a.as_bytes(), b.as_bytes()) {
        (Some(x), Some(y)) => Ok(Value::bool(op.holds((*x).cmp(&*y)))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub(super) fn bytes_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_bytes(), b.as_bytes()) else { return Ok(Value::NOT_IMPLEMENTED) };
            vm.check_size(x.len() + y.len())?;
            let mut out = Vec::with_capacity(x.len() + y.len());
            out.extend_from_slice(&x);
            out.extend_from_slice(&y);
            drop((x, y));
            Ok(same_type(vm, a, out))
        }
        BinaryOp::Mul => {
            let (value, count) = if a.as_bytes().is_some() { (a, b) } else { (b, a) };
            match repeat_count(vm, count)? {
                Some(1) => Ok(unchanged(vm, value)),
                Some(count) => {
                    let out = repeated(vm, value, count)?;
                    Ok(same_type(vm, value, out))
                }
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        }
        BinaryOp::Mod if a.as_bytes().is_some() => {
            let format = content(a).to_vec();
            let out = crate::format::bytes_percent(vm, &format, b)?;
            Ok(same_type(vm, a, out))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The content so many times over.
pub(super) fn repeated(vm: &mut Vm, value: &Value, count: usize) -> Result<Vec<u8>, Raised> {
    let length = content(value).len();
    let Some(total) = length.checked_mul(count).filter(|total| *total <= i64::MAX as usize) else {
        return Err(vm.overflow_error("repeated bytes are too long"));
    };
    vm.check_size(total)?;
    Ok(content(value).repeat(count))
}
