//! Strings as sequences: length, indexing, slicing, membership, order, concatenation and repetition.

use super::string;
use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{NativeResult, Raised};
use crate::text::{decode_code_point, find};
use crate::types::{BinaryOp, CompareOp, SliceObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Refuses text that is longer than any string can be, or than the host allows.
    pub fn check_text_size(&mut self, bytes: usize) -> Result<(), Raised> {
        if bytes > u32::MAX as usize {
            return Err(self.memory_error());
        }
        self.check_size(bytes)
    }
}

pub(super) fn str_len(_: &mut Vm, value: &Value) -> Result<usize, Raised> {
    Ok(string(value).chars())
}

pub(super) fn str_get_item(vm: &mut Vm, value: &Value, key: &Value) -> NativeResult {
    if let Some(index) = key.as_small_int() {
        return character(vm, value, index);
    }
    if let Some(slice) = key.as_ref::<SliceObject>() {
        return slice_of(vm, value, slice);
    }
    if vm.has_index(key) {
        let index = vm.index_sized(key, ExceptionKind::IndexError)?;
        return character(vm, value, index);
    }
    let name = vm.type_name(key);
    Err(vm.type_error(format!("string indices must be integers, not '{name}'")))
}

fn character(vm: &mut Vm, value: &Value, index: i64) -> NativeResult {
    let text = string(value);
    let Some(position) = vm.sequence_position(index, text.chars()) else {
        return Err(vm.index_error("string index out of range"));
    };
    let (c, _) = decode_code_point(text.bytes(), text.offset(position));
    Ok(vm.char(c))
}

fn slice_of(vm: &mut Vm, value: &Value, slice: &SliceObject) -> NativeResult {
    let slice = vm.unpack_slice(slice)?;
    let text = string(value);
    let range = slice.over(text.chars());
    if let Some(range) = range.contiguous() {
        if range.len() == text.chars() && value.is_exact(Kind::Str) {
            return Ok(value.clone());
        }
        let (start, end) = (text.offset(range.start), text.offset(range.end));
        return Ok(vm.str_from_wtf8(&text.bytes()[start..end]));
    }
    let mut out = Vec::with_capacity(range.count);
    let bytes = text.bytes();
    if text.is_ascii() {
        out.extend(range.indexes().map(|index| bytes[index]));
    } else {
        for (done, index) in range.indexes().enumerate() {
            let at = text.offset(index);
            let (_, length) = decode_code_point(bytes, at);
            out.extend_from_slice(&bytes[at..at + length]);
            if done & 0xfff == 0xfff {
                vm.check_signals()?;
            }
        }
    }
    Ok(vm.str_from_vec(out))
}

pub(super) fn str_contains(vm: &mut Vm, value: &Value, item: &Value) -> Result<bool, Raised> {
    let Some(needle) = item.as_ref::<StrObject>() else {
        let name = vm.type_name(item);
        return Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")));
    };
    let (haystack, needle) = (string(value).bytes(), needle.bytes());
    Ok(match needle {
        [] => true,
        [byte] => memchr::memchr(*byte, haystack).is_some(),
        _ => find(haystack, needle).is_some(),
    })
}

/// Bytes of WTF-8 sort as the code points do.
pub(super) fn str_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<StrObject>(), b.as_ref::<StrObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.bytes(), y.bytes());
    Ok(Value::bool(match op {
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        _ => op.holds(x.cmp(y)),
    }))
}

pub(super) fn str_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_ref::<StrObject>(), b.as_ref::<StrObject>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            let (x_bytes, y_bytes) = (x.bytes(), y.bytes());
            if y_bytes.is_empty() && a.is_exact(Kind::Str) {
                return Ok(a.clone());
            }
            if x_bytes.is_empty() && b.is_exact(Kind::Str) {
                return Ok(b.clone());
            }
            let length = x_bytes.len() + y_bytes.len();
            if let Some(short) = StrObject::joined(x, y) {
                return Ok(vm.alloc(short));
            }
            vm.check_text_size(length)?;
            let mut out = Vec::with_capacity(length);
            out.extend_from_slice(x_bytes);
            out.extend_from_slice(y_bytes);
            Ok(vm.alloc(StrObject::with_count(out, x.chars() + y.chars())))
        }
        BinaryOp::Mul => {
            let (text, count) = if a.kind() == Kind::Str { (a, b) } else { (b, a) };
            match repeat_count(vm, count)? {
                Some(count) => repeat(vm, text, count),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        }
        BinaryOp::Mod => match a.as_ref::<StrObject>() {
            Some(format) => crate::format::str_percent(vm, format.bytes(), b),
            None => Ok(Value::NOT_IMPLEMENTED),
        },
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// How often a sequence is repeated, 0 for negative counts; `None` when the value is no integer.
pub(crate) fn repeat_count(vm: &mut Vm, count: &Value) -> Result<Option<usize>, Raised> {
    if let Some(count) = count.as_int_or_bool() {
        return Ok(Some(count.max(0) as usize));
    }
    if !vm.has_index(count) {
        return Ok(None);
    }
    let count = vm.index_sized(count, ExceptionKind::OverflowError)?;
    Ok(Some(count.max(0) as usize))
}

fn repeat(vm: &mut Vm, value: &Value, count: usize) -> NativeResult {
    let bytes = string(value).bytes();
    if count == 1 && value.is_exact(Kind::Str) {
        return Ok(value.clone());
    }
    if count == 0 || bytes.is_empty() {
        return Ok(vm.empty_str.clone());
    }
    let Some(length) = bytes.len().checked_mul(count).filter(|length| *length <= i64::MAX as usize) else {
        return Err(vm.overflow_error("repeated string is too long"));
    };
    vm.check_text_size(length)?;
    let repeated = bytes.repeat(count);
    Ok(vm.str_from_vec(repeated))
}
