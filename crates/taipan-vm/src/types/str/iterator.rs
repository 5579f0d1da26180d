//! Iteration over strings: by byte offset, so that each step is constant time whatever the text is.

use super::string;
use crate::heap::{Kind, ShapeId};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::text::{byte_offset, decode_code_point};
use crate::types::{SequenceIterator, Slots, StrObject, count_chars};
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// What `str_ascii_iterator` can do natively.
pub(crate) static STR_ITERATOR_SLOTS: Slots = Slots {
    iter: Some(|_, iterator| Ok(iterator.clone())),
    next: Some(str_iterator_next),
    methods: &[
        NativeDef::plain("__length_hint__", "self, /", str_iterator_length_hint),
        NativeDef::plain("__reduce__", "self, /", str_iterator_reduce),
        NativeDef::plain("__setstate__", "self, state, /", str_iterator_setstate),
    ],
    ..Slots::NONE
};

/// `iter(text)`
pub(super) fn str_iter(vm: &mut Vm, value: &Value) -> NativeResult {
    let payload = SequenceIterator { source: RefCell::new(value.clone()), index: Cell::new(0) };
    Ok(vm.heap.alloc_with(ShapeId::builtin(Kind::StrIterator), 0, payload))
}

fn str_iterator_next(vm: &mut Vm, iterator: &Value) -> Result<Option<Value>, Raised> {
    let state = iterator.expect_ref::<SequenceIterator>();
    let source = state.source.borrow();
    let Some(text) = source.as_ref::<StrObject>() else { return Ok(None) };
    let bytes = text.bytes();
    let at = state.index.get();
    if at >= bytes.len() {
        drop(source);
        state.source.take();
        return Ok(None);
    }
    let (c, length) = decode_code_point(bytes, at);
    state.index.set(at + length);
    Ok(Some(vm.char(c)))
}

fn str_iterator_length_hint(_: &mut Vm, args: &[Value]) -> NativeResult {
    let state = args[0].expect_ref::<SequenceIterator>();
    let source = state.source.borrow();
    let left = source.as_ref::<StrObject>().map_or(0, |text| count_chars(&text.bytes()[state.index.get()..]) as usize);
    Ok(Value::index(left))
}

fn str_iterator_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let iter = vm.dict_get_str(&vm.builtins.clone(), "iter").unwrap_or(Value::NONE);
    let state = args[0].expect_ref::<SequenceIterator>();
    let source = state.source.borrow().clone();
    let (source, position) = match source.as_ref::<StrObject>() {
        Some(text) => (source.clone(), text.char_at_offset(state.index.get())),
        None => (vm.empty_str.clone(), 0),
    };
    let arguments = vm.tuple(vec![source]);
    Ok(vm.tuple(vec![iter, arguments, Value::index(position)]))
}

fn str_iterator_setstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let position = vm.index(&args[1])?.max(0) as usize;
    let state = args[0].expect_ref::<SequenceIterator>();
    let source = state.source.borrow().clone();
    if source.kind() == Kind::Str {
        state.index.set(byte_offset(string(&source).bytes(), position));
    }
    Ok(Value::NONE)
}
