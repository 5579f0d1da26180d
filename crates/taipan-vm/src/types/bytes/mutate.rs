//! What only `bytearray` can do: it changes in place.

use super::sequence::{byte_value, repeated};
use super::{ByteArrayObject, bytes_content, bytes_of_items, content};
use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{Flow, NativeResult, Raised};
use crate::types::{BinaryOp, SliceObject, repeat_count};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::RefMut;

/// The content of a value whose kind is known to be `bytearray`.
fn array(value: &Value) -> RefMut<'_, Vec<u8>> {
    value.expect_ref::<ByteArrayObject>().bytes.borrow_mut()
}

/// BufferError while memory views show the content, which then must keep its length.
fn check_resizable(vm: &mut Vm, value: &Value) -> Result<(), Raised> {
    if value.expect_ref::<ByteArrayObject>().exports.get() == 0 {
        return Ok(());
    }
    Err(vm.error(ExceptionKind::BufferError, "Existing exports of data: object cannot be re-sized"))
}

/// `array[key] = value`, or `del array[key]` for an unbound value.
pub(super) fn bytearray_set_item(vm: &mut Vm, object: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    if let Some(slice) = key.as_ref::<SliceObject>() {
        return set_slice(vm, object, slice, value);
    }
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("bytearray indices must be integers or slices, not {name}")));
    }
    let index = vm.index_sized(key, ExceptionKind::IndexError)?;
    let byte = if value.is_unbound() { 0 } else { byte_value(vm, value)? };
    let length = content(object).len();
    let Some(position) = vm.sequence_position(index, length) else {
        return Err(vm.index_error("bytearray index out of range"));
    };
    if value.is_unbound() {
        check_resizable(vm, object)?;
        array(object).remove(position);
    } else {
        array(object)[position] = byte;
    }
    Ok(())
}

fn set_slice(vm: &mut Vm, object: &Value, slice: &SliceObject, value: &Value) -> Result<(), Raised> {
    let slice = vm.unpack_slice(slice)?;
    let new = if value.is_unbound() {
        Vec::new()
    } else {
        match bytes_content(value) {
            Some(bytes) => bytes,
            None if matches!(value.kind(), Kind::Int | Kind::Bool | Kind::Str) => {
                return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
            }
            None => {
                let items = vm.collect(value)?;
                bytes_of_items(vm, &items, "byte must be in range(0, 256)")?
            }
        }
    };
    let length = content(object).len();
    let range = slice.over(length);
    if value.is_unbound() && range.count > 0 || range.step == 1 && range.count != new.len() {
        check_resizable(vm, object)?;
    }
    if let Some(range) = range.contiguous() {
        vm.check_size(length + new.len())?;
        array(object).splice(range, new);
        return Ok(());
    }
    if value.is_unbound() {
        let mut doomed = vec![false; length];
        for index in range.indexes() {
            doomed[index] = true;
        }
        let mut at = 0;
        array(object).retain(|_| {
            at += 1;
            !doomed[at - 1]
        });
        return Ok(());
    }
    if new.len() != range.count {
        let (size, count) = (new.len(), range.count);
        return Err(vm.value_error(format!("attempt to assign bytes of size {size} to extended slice of size {count}")));
    }
    let mut bytes = array(object);
    for (index, byte) in range.indexes().zip(new) {
        bytes[index] = byte;
    }
    Ok(())
}

pub(super) fn bytearray_inplace(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> NativeResult {
    match op {
        BinaryOp::Add => {
            let Some(tail) = bytes_content(b) else {
                let (name, class) = (vm.type_name(b), vm.type_name(a));
                return Err(vm.type_error(format!("can't concat {name} to {class}")));
            };
            let length = content(a).len();
            vm.check_size(length + tail.len())?;
            if !tail.is_empty() {
                check_resizable(vm, a)?;
            }
            array(a).extend_from_slice(&tail);
            Ok(a.clone())
        }
        BinaryOp::Mul => match repeat_count(vm, b)? {
            Some(count) => {
                let out = repeated(vm, a, count)?;
                if count != 1 {
                    check_resizable(vm, a)?;
                }
                *array(a) = out;
                Ok(a.clone())
            }
            None => Ok(Value::NOT_IMPLEMENTED),
        },
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub(super) fn bytearray_append(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let byte = byte_value(vm, &args[1])?;
    check_resizable(vm, &args[0])?;
    array(&args[0]).push(byte);
    Ok(Value::NONE)
}

pub(super) fn bytearray_clear(vm: &mut Vm, args: &[Value]) -> NativeResult {
    check_resizable(vm, &args[0])?;
    array(&args[0]).clear();
    Ok(Value::NONE)
}

pub(super) fn bytearray_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let copy = content(&args[0]).to_vec();
    Ok(vm.alloc(ByteArrayObject::new(copy)))
}

pub(super) fn bytearray_extend(vm: &mut Vm, args: &[Value]) -> Flow {
    if let Some(tail) = bytes_content(&args[1]) {
        let length = content(&args[0]).len();
        let checked = vm.check_size(length + tail.len());
        if let Err(raised) = checked.and_then(|()| check_resizable(vm, &args[0])) {
            return Flow::Raise(raised);
        }
        array(&args[0]).extend_from_slice(&tail);
        return Flow::Return(Value::NONE);
    }
    if args[1].kind() == Kind::Str {
        return Flow::Raise(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    if !vm.is_iterable(&args[1]) {
        let name = vm.type_name(&args[1]);
        return Flow::Raise(vm.type_error(format!("can't extend bytearray with {name}")));
    }
    let object = args[0].clone();
    crate::drain::collect_then(vm, &args[1], move |vm, items| {
        match bytes_of_items(vm, &items, "byte must be in range(0, 256)") {
            Ok(bytes) => match check_resizable(vm, &object) {
                Ok(()) => {
                    array(&object).extend_from_slice(&bytes);
                    Flow::Return(Value::NONE)
                }
                Err(raised) => Flow::Raise(raised),
            },
            Err(raised) => Flow::Raise(raised),
        }
    })
}

pub(super) fn bytearray_insert(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let index = vm.index(&args[1])?;
    let byte = byte_value(vm, &args[2])?;
    let length = content(&args[0]).len() as i64;
    let index = if index < 0 { (index + length).max(0) } else { index.min(length) };
    check_resizable(vm, &args[0])?;
    array(&args[0]).insert(index as usize, byte);
    Ok(Value::NONE)
}

pub(super) fn bytearray_pop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let index = vm.index(&args[1])?;
    let length = content(&args[0]).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    match vm.sequence_position(index, length) {
        Some(position) => {
            check_resizable(vm, &args[0])?;
            let byte = array(&args[0]).remove(position);
            Ok(Value::index(byte as usize))
        }
        None => Err(vm.index_error("pop index out of range")),
    }
}

pub(super) fn bytearray_remove(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let byte = byte_value(vm, &args[1])?;
    let found = memchr::memchr(byte, &content(&args[0]));
    match found {
        Some(at) => {
            check_resizable(vm, &args[0])?;
            array(&args[0]).remove(at);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

pub(super) fn bytearray_reverse(_: &mut Vm, args: &[Value]) -> NativeResult {
    array(&args[0]).reverse();
    Ok(Value::NONE)
}

pub(super) fn bytearray_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let class = vm.class_of(&args[0]);
    let bytes = content(&args[0]).to_vec();
    let bytes = vm.bytes(bytes);
    let arguments = vm.tuple(vec![bytes]);
    let state = vm.instance_dict(&args[0]).unwrap_or(Value::NONE);
    Ok(vm.tuple(vec![class, arguments, state]))
}

pub(super) fn bytearray_alloc(_: &mut Vm, args: &[Value]) -> NativeResult {
    let capacity = array(&args[0]).capacity();
    Ok(Value::index(capacity))
}
