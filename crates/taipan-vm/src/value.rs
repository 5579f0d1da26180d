//! The 8-byte value, in two forms: [`Word`], a borrowed `Copy` word for the interpreter, and [`Value`], which owns one
//! reference and is what all other code uses.
//!
//! ```text
//!  low bits            meaning                                    payload
//!  ........ ......01   integer, 62 bits, signed                   value << 2
//!  ........ ...00000   float  (low three bits 000, 011 or 100)    IEEE bits rotated left by four
//!  ........ .....010   heap pointer                               address + 2
//!  ........ .....110   None, True, False, Ellipsis, NotImplemented, unbound
//! ```
//!
//! Floats with an exponent outside about 1e±77 do not fit and are boxed on the heap; integers beyond 62 bits are big
//! integers on the heap. Types and operations live elsewhere; this file knows bits and reference counts only.

use crate::heap::{self, Header, Kind, Payload, ShapeId};
use taipan_bytecode::immediate;

/// Low-five-bit patterns that are floats.
const FLOAT_MASK: u32 = {
    let m = 0b0001_1001u32;
    m | m << 8 | m << 16 | m << 24
};

/// A borrowed value word. Copying it does not touch the reference count; the interpreter proves by its register rules
/// that the owner outlives the use.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Word(pub(crate) u64);

impl Word {
    /// No value: an unassigned local or a missing argument.
    pub const UNBOUND: Word = Word(immediate::UNBOUND);
    /// `None`
    pub const NONE: Word = Word(immediate::NONE);
    /// `True`
    pub const TRUE: Word = Word(immediate::TRUE);
    /// `False`
    pub const FALSE: Word = Word(immediate::FALSE);

    /// The word of a small integer; `value` must fit in 62 bits.
    #[inline(always)]
    pub fn int(value: i64) -> Word {
        debug_assert!((value << 2) >> 2 == value);
        Word((value as u64) << 2 | 1)
    }

    /// The word of a boolean.
    #[inline(always)]
    pub fn bool(value: bool) -> Word {
        if value { Word::TRUE } else { Word::FALSE }
    }

    /// The word of a float, unless its exponent is out of the immediate range.
    #[inline(always)]
    pub fn float(value: f64) -> Option<Word> {
        let word = Word(value.to_bits().rotate_left(4));
        if word.is_float() { Some(word) } else { None }
    }

    #[inline(always)]
    pub(crate) fn heap(header: *mut Header) -> Word {
        Word(header as u64 | 2)
    }

    /// Whether it is a small integer.
    #[inline(always)]
    pub fn is_int(self) -> bool {
        self.0 & 3 == 1
    }

    /// The small integer; meaningless unless [`Word::is_int`].
    #[inline(always)]
    pub fn as_int(self) -> i64 {
        (self.0 as i64) >> 2
    }

    /// Whether both are small integers.
    #[inline(always)]
    pub fn both_int(a: Word, b: Word) -> bool {
        ((a.0 ^ 1) | (b.0 ^ 1)) & 3 == 0
    }

    /// Whether it is an immediate float.
    #[inline(always)]
    pub fn is_float(self) -> bool {
        (FLOAT_MASK >> (self.0 as u32 & 31)) & 1 != 0
    }

    /// The immediate float; meaningless unless [`Word::is_float`].
    #[inline(always)]
    pub fn as_float(self) -> f64 {
        f64::from_bits(self.0.rotate_right(4))
    }

    /// Whether it points into the heap.
    #[inline(always)]
    pub fn is_heap(self) -> bool {
        self.0 & 7 == 2
    }

    #[inline(always)]
    pub(crate) fn header(self) -> *mut Header {
        debug_assert!(self.is_heap());
        (self.0 - 2) as *mut Header
    }

    /// Whether it stands for no value.
    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        self == Word::UNBOUND
    }

    /// Sum of two small integers, unless it needs more than 62 bits.
    #[inline(always)]
    pub fn add_int(a: Word, b: Word) -> Option<Word> {
        ((a.0 - 1) as i64).checked_add(b.0 as i64).map(|x| Word(x as u64))
    }

    /// Difference of two small integers, unless it needs more than 62 bits.
    #[inline(always)]
    pub fn sub_int(a: Word, b: Word) -> Option<Word> {
        (a.0 as i64).checked_sub((b.0 - 1) as i64).map(|x| Word(x as u64))
    }

    /// Product of two small integers, unless it needs more than 62 bits.
    #[inline(always)]
    pub fn mul_int(a: Word, b: Word) -> Option<Word> {
        ((a.0 - 1) as i64).checked_mul(b.as_int()).map(|x| Word(x as u64 | 1))
    }

    /// The shape of a heap object.
    #[inline(always)]
    pub(crate) fn shape(self) -> ShapeId {
        // SAFETY: the caller has checked `is_heap`, and a borrowed word's owner keeps the object alive.
        unsafe { (*self.header()).shape.get() }
    }

    /// Whether it is a heap object of exactly this shape (one compare for exact builtin types).
    #[inline(always)]
    pub(crate) fn has_shape(self, shape: ShapeId) -> bool {
        self.is_heap() && self.shape() == shape
    }

    /// The word seen as an owned value that must not be dropped.
    #[inline(always)]
    pub(crate) fn borrow(&self) -> &Value {
        // SAFETY: `Value` is a transparent wrapper of `Word`; a shared borrow neither drops nor counts.
        unsafe { &*(self as *const Word as *const Value) }
    }

    /// A new owned reference.
    #[inline(always)]
    pub(crate) fn to_value(self) -> Value {
        self.retain();
        Value(self)
    }

    /// Counts one more reference.
    #[inline(always)]
    pub(crate) fn retain(self) {
        if self.is_heap() {
            // SAFETY: a borrowed word's owner keeps the object alive.
            unsafe { (*self.header()).retain() }
        }
    }
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_int() {
            write!(f, "{}", self.as_int())
        } else if self.is_float() {
            write!(f, "{:?}", self.as_float())
        } else if self.is_heap() {
            write!(f, "<{:?}>", self.borrow().kind())
        } else {
            write!(f, "{:?}", self.borrow().kind())
        }
    }
}

/// A value with one owned reference: cloning counts up, dropping counts down and releases the object at zero.
#[repr(transparent)]
pub struct Value(Word);

impl Value {
    /// No value: a missing argument or an empty slot. Scripts never see it.
    pub const UNBOUND: Value = Value(Word::UNBOUND);
    /// `None`
    pub const NONE: Value = Value(Word::NONE);
    /// `True`
    pub const TRUE: Value = Value(Word::TRUE);
    /// `False`
    pub const FALSE: Value = Value(Word::FALSE);
    /// `...`
    pub const ELLIPSIS: Value = Value(Word(immediate::ELLIPSIS));
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = Value(Word(immediate::NOT_IMPLEMENTED));

    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(value: bool) -> Value {
        Value(Word::bool(value))
    }

    /// An integer that fits in 62 bits; `None` otherwise (use [`crate::Vm::int`]).
    #[inline(always)]
    pub fn small_int(value: i64) -> Option<Value> {
        if (value << 2) >> 2 == value { Some(Value(Word::int(value))) } else { None }
    }

    /// An integer that is known to be small: a length, an index, a code point.
    #[inline(always)]
    pub fn index(value: usize) -> Value {
        Value(Word::int(value as i64))
    }

    /// Takes over the reference that `word` stands for.
    #[inline(always)]
    pub(crate) fn from_word(word: Word) -> Value {
        Value(word)
    }

    /// The word, still owned by `self`.
    #[inline(always)]
    pub fn word(&self) -> Word {
        self.0
    }

    /// Gives up ownership: the reference now belongs to whoever holds the word.
    #[inline(always)]
    pub(crate) fn into_word(self) -> Word {
        let word = self.0;
        std::mem::forget(self);
        word
    }

    /// Whether both are the same object (`is`).
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        if self.0 == other.0 {
            return true;
        }
        false
    }

    /// Whether it is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.0 == Word::NONE
    }

    /// Whether it is the missing value.
    #[inline(always)]
    pub fn is_unbound(&self) -> bool {
        self.0.is_unbound()
    }

    /// Whether it is `NotImplemented`.
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.0 == Word(immediate::NOT_IMPLEMENTED)
    }

    /// `None` for the missing value, else itself.
    #[inline(always)]
    pub fn bound(&self) -> Option<&Value> {
        if self.is_unbound() { None } else { Some(self) }
    }

    /// The layout of the object: what kind of payload it has. Instances of subclasses of builtin types have the kind of
    /// the builtin type; compare [`Value::is_exact`].
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        let word = self.0;
        if word.is_heap() {
            return word.shape().kind();
        }
        if word.is_int() {
            return Kind::Int;
        }
        if word.is_float() {
            return Kind::Float;
        }
        match word.0 {
            immediate::NONE => Kind::None,
            immediate::TRUE | immediate::FALSE => Kind::Bool,
            immediate::ELLIPSIS => Kind::Ellipsis,
            immediate::NOT_IMPLEMENTED => Kind::NotImplemented,
            _ => Kind::Unbound,
        }
    }

    /// Whether its type is exactly the builtin type of this kind, not a subclass.
    #[inline(always)]
    pub fn is_exact(&self, kind: Kind) -> bool {
        if self.0.is_heap() { self.0.shape() == ShapeId::builtin(kind) } else { self.kind() == kind }
    }

    /// The small integer in it: `int` immediates only, not `bool` (see [`Value::as_int_or_bool`]).
    #[inline(always)]
    pub fn as_small_int(&self) -> Option<i64> {
        if self.0.is_int() { Some(self.0.as_int()) } else { None }
    }

    /// The small integer or boolean in it.
    #[inline(always)]
    pub fn as_int_or_bool(&self) -> Option<i64> {
        if self.0.is_int() {
            return Some(self.0.as_int());
        }
        match self.0.0 {
            immediate::TRUE => Some(1),
            immediate::FALSE => Some(0),
            _ => None,
        }
    }

    /// The boolean in it; only for `True` and `False` themselves.
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0.0 {
            immediate::TRUE => Some(true),
            immediate::FALSE => Some(false),
            _ => None,
        }
    }

    /// The float in it, immediate or boxed, subclasses of `float` included; not integers.
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        if self.0.is_float() {
            return Some(self.0.as_float());
        }
        self.as_ref::<heap::FloatObject>().map(|f| f.value)
    }

    /// The payload, when the object has layout `T` (exact type or subclass).
    #[inline(always)]
    pub fn as_ref<T: Payload>(&self) -> Option<&T> {
        if self.0.is_heap() && T::accepts(self.0.shape().kind()) {
            // SAFETY: the kind in the header says that the payload is a `T`; `self` keeps the object alive for as long
            // as the borrow lasts, and payloads are only changed through their own cells.
            Some(unsafe { heap::payload::<T>(self.0.header()) })
        } else {
            None
        }
    }

    /// The payload of an object whose layout is known; panics otherwise, so the kind must have been checked before.
    #[inline(always)]
    pub fn expect_ref<T: Payload>(&self) -> &T {
        self.as_ref::<T>().expect("the kind of the value was checked by the caller")
    }

    /// An address that is unique while the object lives, for `id()` and default hashing.
    pub fn address(&self) -> u64 {
        self.0.0
    }

    /// The shape id of a heap object; builtin kinds for immediates.
    #[inline(always)]
    pub fn shape(&self) -> ShapeId {
        if self.0.is_heap() { self.0.shape() } else { ShapeId::builtin(self.kind()) }
    }

    /// How many references there are; one for immediates.
    pub fn reference_count(&self) -> u32 {
        if self.0.is_heap() {
            // SAFETY: `self` keeps the object alive.
            unsafe { (*self.0.header()).count() }
        } else {
            1
        }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        self.0.retain();
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.0.is_heap() {
            // SAFETY: this value owns one reference, which ends here; `release` frees the object at zero.
            unsafe { heap::release(self.0.header()) }
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::UNBOUND
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::bool(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size_of::<Value>(), 8);
        assert_eq!(size_of::<Word>(), 8);
    }

    #[test]
    fn floats_round_trip() {
        for f in [0.0, -0.0, 1.0, -1.5, 3.25e70, 1e-70, f64::MAX, f64::INFINITY, f64::NAN] {
            match Word::float(f) {
                Some(w) => assert!(w.as_float() == f && !w.is_heap() && !w.is_int()),
                None => assert!(f.abs() > 1e76 || f.is_nan() || f.abs() < 1e-76),
            }
        }
    }

    #[test]
    fn integer_overflow_is_seen() {
        let max = Word::int((1 << 61) - 1);
        assert!(Word::add_int(max, Word::int(1)).is_none());
        assert!(Word::mul_int(max, Word::int(2)).is_none());
        assert_eq!(Word::sub_int(Word::int(5), Word::int(7)), Some(Word::int(-2)));
    }
}
