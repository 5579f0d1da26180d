//! Second-tier paths of operators for common builtin operands that the inline paths do not cover: strings, mixed numbers,
//! booleans. They never run script code and own nothing.

use crate::heap::{Kind, ShapeId};
use crate::types::{BinaryOp, CompareOp, StrObject};
use crate::value::{Value, Word};
use crate::vm::Vm;

const STR: ShapeId = ShapeId::builtin(Kind::Str);

/// Whether the word is an exact `str`.
#[inline(always)]
pub(super) fn is_str(word: Word) -> bool {
    word.has_shape(STR)
}

#[inline(always)]
fn bytes_of(word: &Word) -> &[u8] {
    word.borrow().expect_ref::<StrObject>().bytes()
}

/// A number as a float, when that is exact.
#[inline(always)]
fn exact_float(word: Word) -> Option<f64> {
    if word.is_float() {
        Some(word.as_float())
    } else if word.is_int() && word.as_int().unsigned_abs() <= 1 << 53 {
        Some(word.as_int() as f64)
    } else {
        None
    }
}

/// The outcome of a comparison of strings, mixed numbers, or (for equality) values that are equal only when identical.
#[inline]
pub(super) fn compare(op: CompareOp, x: Word, y: Word) -> Option<bool> {
    if is_str(x) && is_str(y) {
        return Some(match op {
            CompareOp::Eq => x == y || bytes_of(&x) == bytes_of(&y),
            CompareOp::Ne => x != y && bytes_of(&x) != bytes_of(&y),
            // UTF-8 sorts like code points.
            _ => op.holds(bytes_of(&x).cmp(bytes_of(&y))),
        });
    }
    if let (Some(a), Some(b)) = (exact_float(x), exact_float(y)) {
        return Some(match a.partial_cmp(&b) {
            Some(ordering) => op.holds(ordering),
            None => op == CompareOp::Ne,
        });
    }
    // None, True, False, strings and numbers of different kinds are never equal, booleans and numbers apart.
    let simple = |w: Word| w == Word::NONE || is_str(w) || w.is_int() || w.is_float();
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && simple(x) && simple(y) && !(is_number(x) && is_number(y)) {
        return Some((x == y) == (op == CompareOp::Eq));
    }
    None
}

#[inline(always)]
fn is_number(word: Word) -> bool {
    word.is_int() || word.is_float()
}

/// The result of an operator on mixed numbers or strings, as an owned word.
#[inline]
pub(super) fn binary(vm: &mut Vm, op: BinaryOp, x: Word, y: Word) -> Option<Word> {
    if is_str(x) && is_str(y) {
        if op != BinaryOp::Add {
            return None;
        }
        let (a, b) = (bytes_of(&x), bytes_of(&y));
        let mut text = Vec::with_capacity(a.len() + b.len());
        text.extend_from_slice(a);
        text.extend_from_slice(b);
        return Some(vm.str_from_vec(text).into_word());
    }
    if Word::both_int(x, y) {
        return None;
    }
    let (Some(a), Some(b)) = (exact_float(x), exact_float(y)) else { return None };
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::TrueDiv if b != 0.0 => a / b,
        _ => return None,
    };
    Some(vm.float(result).into_word())
}

/// `text[index]` for ASCII text.
#[inline]
pub(super) fn char_at(vm: &Vm, text: Word, index: Word) -> Option<Word> {
    let object = text.borrow().expect_ref::<StrObject>();
    let bytes = object.bytes();
    if object.chars() != bytes.len() {
        return None;
    }
    let mut at = index.as_int() as usize;
    if at >= bytes.len() {
        at = at.wrapping_add(bytes.len());
    }
    let byte = *bytes.get(at)?;
    let word = (&vm.chars)[byte as usize].word();
    word.retain();
    Some(word)
}

/// Whether an exact container holds a key that needs no script code to be compared.
#[inline]
pub(super) fn contains(vm: &mut Vm, item: &Value, container: &Value) -> Option<bool> {
    let plain = item.kind() != Kind::Str && !is_number(item.word()) && !item.is_none();
    if plain || container.shape().index() != 0 || !container.word().is_heap() {
        return None;
    }
    match container.kind() {
        Kind::Set | Kind::FrozenSet => {
            let hash = vm.hash(item).ok()?;
            let set = container.expect_ref::<crate::types::SetObject>();
            vm.set_find(set, hash, item).ok().map(|found| found.is_some())
        }
        Kind::Dict => {
            let hash = vm.hash(item).ok()?;
            let dict = container.expect_ref::<crate::types::DictObject>();
            vm.dict_find(dict, hash, item).ok().map(|found| found.is_some())
        }
        Kind::Str if item.kind() == Kind::Str => vm.contains(container, item).ok(),
        _ => None,
    }
}
