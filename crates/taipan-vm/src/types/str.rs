//! `str`: the object, its text access, and the table of its abilities and methods.
//!
//! ```text
//!  methods    search, replace, join, pad        split     split, strip, partition, lines
//!  case       case mapping and classification   iterator  iteration
//!  sequence   index, slice, concatenate, %      text      repr, format, construction
//! ```
//!
//! Text is UTF-8, except that lone surrogates are kept in their three-byte form (WTF-8). Short text is inside the object.
//! Indexing counts code points; for ASCII text that is a byte index. See
//! <https://docs.python.org/3.13/library/stdtypes.html#text-sequence-type-str>.

mod case;
pub mod characters;
mod iterator;
mod methods;
mod sequence;
mod split;
mod tables;
mod text;

pub(crate) use characters::ascii_digits_and_spaces;
pub(crate) use iterator::STR_ITERATOR_SLOTS;
pub(crate) use sequence::repeat_count;
pub(crate) use text::{codec_arguments, push_escape, str_argument};

use crate::heap::{Kind, Payload};
use crate::native::NativeDef;
use crate::text::byte_offset;
use crate::types::{BinaryOp, HashSlot, Slots};
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// Bytes of text kept inside the object.
const INLINE: usize = 23;

/// Text that is not ASCII and has at least this many characters gets an index of character positions when one is asked for.
const INDEXED: usize = 128;

/// The index of a long text has one entry for so many characters.
const INDEX_STEP: usize = 64;

/// The payload of `str`.
pub struct StrObject {
    hash: Cell<u64>,
    /// Number of code points; equal to the number of bytes exactly for ASCII text.
    chars: Cell<u32>,
    interned: Cell<bool>,
    text: RefCell<Text>,
}

enum Text {
    Inline([u8; INLINE], u8),
    /// The bytes, and for long text the byte offset of every 64th character.
    // Boxed, because two vectors would make every string object larger.
    #[allow(clippy::box_collection)]
    Heap(Vec<u8>, Option<Box<Vec<u32>>>),
}

impl StrObject {
    /// From text without lone surrogates.
    pub fn new(text: &str) -> StrObject {
        StrObject::from_wtf8(text.as_bytes())
    }

    /// From WTF-8 bytes.
    pub fn from_wtf8(bytes: &[u8]) -> StrObject {
        let text = if bytes.len() <= INLINE {
            let mut inline = [0; INLINE];
            inline[..bytes.len()].copy_from_slice(bytes);
            Text::Inline(inline, bytes.len() as u8)
        } else {
            Text::Heap(bytes.to_vec(), None)
        };
        StrObject::with(text, count_chars(bytes))
    }

    /// From owned WTF-8 bytes.
    pub fn from_vec(bytes: Vec<u8>) -> StrObject {
        if bytes.len() <= INLINE {
            return StrObject::from_wtf8(&bytes);
        }
        let chars = count_chars(&bytes);
        StrObject::with(Text::Heap(bytes, None), chars)
    }

    /// From owned bytes that are all ASCII.
    pub fn from_ascii(bytes: Vec<u8>) -> StrObject {
        debug_assert!(bytes.is_ascii());
        if bytes.len() <= INLINE {
            return StrObject::from_wtf8(&bytes);
        }
        let chars = bytes.len() as u32;
        StrObject::with(Text::Heap(bytes, None), chars)
    }

    /// Two texts one after the other, if they fit inside the object.
    pub(crate) fn joined(first: &StrObject, second: &StrObject) -> Option<StrObject> {
        let (x, y) = (first.bytes(), second.bytes());
        let length = x.len() + y.len();
        if length > INLINE {
            return None;
        }
        let mut inline = [0; INLINE];
        inline[..x.len()].copy_from_slice(x);
        inline[x.len()..length].copy_from_slice(y);
        Some(StrObject::with(Text::Inline(inline, length as u8), first.chars.get() + second.chars.get()))
    }

    /// From owned WTF-8 bytes whose characters have been counted.
    pub(crate) fn with_count(bytes: Vec<u8>, chars: usize) -> StrObject {
        debug_assert!(count_chars(&bytes) as usize == chars);
        if bytes.len() <= INLINE {
            return StrObject::from_wtf8(&bytes);
        }
        StrObject::with(Text::Heap(bytes, None), chars as u32)
    }

    fn with(text: Text, chars: u32) -> StrObject {
        StrObject { hash: Cell::new(0), chars: Cell::new(chars), interned: Cell::new(false), text: RefCell::new(text) }
    }

    /// Its bytes (WTF-8).
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        crate::heap::str_bytes(self)
    }

    pub(crate) fn raw_parts(&self) -> (*const u8, usize) {
        match &*self.text.borrow() {
            Text::Inline(bytes, len) => (bytes.as_ptr(), *len as usize),
            Text::Heap(bytes, _) => (bytes.as_ptr(), bytes.len()),
        }
    }

    /// The text, unless it contains lone surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes()).ok()
    }

    /// The text for messages: lone surrogates become U+FFFD.
    pub fn lossy(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes())
    }

    /// Number of code points (`len()`).
    #[inline]
    pub fn chars(&self) -> usize {
        self.chars.get() as usize
    }

    /// Whether every character is ASCII, so that character and byte indexes agree.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars() == self.bytes().len()
    }

    /// Whether this object is the one in the table of interned strings.
    #[inline]
    pub fn is_interned(&self) -> bool {
        self.interned.get()
    }

    pub(crate) fn set_interned(&self) {
        self.interned.set(true);
    }

    /// The cached hash, 0 while not computed.
    #[inline]
    pub(crate) fn cached_hash(&self) -> u64 {
        self.hash.get()
    }

    pub(crate) fn set_hash(&self, hash: u64) {
        self.hash.set(hash);
    }

    /// Byte offset of character number `index` (at most the length): constant time, but for the first use on a long text
    /// that is not ASCII.
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index;
        }
        if index >= self.chars() {
            return self.bytes().len();
        }
        if index < INDEX_STEP || self.chars() < INDEXED {
            return byte_offset(self.bytes(), index);
        }
        let known = self.index_entry(index / INDEX_STEP);
        known + byte_offset(&self.bytes()[known..], index % INDEX_STEP)
    }

    /// Number of the character that starts at byte `offset`: the reverse of [`StrObject::offset`].
    pub fn char_at_offset(&self, offset: usize) -> usize {
        if self.is_ascii() {
            return offset;
        }
        if offset < 4 * INDEX_STEP || self.chars() < INDEXED {
            return count_chars(&self.bytes()[..offset]) as usize;
        }
        self.index_entry(0);
        let entry = match &*self.text.borrow() {
            Text::Heap(_, Some(index)) => index.partition_point(|start| *start as usize <= offset) - 1,
            _ => 0,
        };
        let known = self.index_entry(entry);
        entry * INDEX_STEP + count_chars(&self.bytes()[known..offset]) as usize
    }

    /// Byte offset of character number `entry * INDEX_STEP`; makes the index if there is none.
    fn index_entry(&self, entry: usize) -> usize {
        let mut text = self.text.borrow_mut();
        let Text::Heap(bytes, index) = &mut *text else { return 0 };
        let index = index.get_or_insert_with(|| {
            let starts = bytes.iter().enumerate().filter(|(_, b)| (**b as i8) >= -0x40);
            Box::new(starts.step_by(INDEX_STEP).map(|(at, _)| at as u32).collect())
        });
        index.get(entry).map_or(bytes.len(), |at| *at as usize)
    }

    /// Appends to a string nobody else can see (its only reference is the register being assigned).
    pub(crate) fn append_unshared(&self, tail: &StrObject) {
        let extra = tail.chars.get();
        let mut text = self.text.borrow_mut();
        let tail_bytes = tail.bytes();
        match &mut *text {
            Text::Heap(bytes, index) => {
                bytes.extend_from_slice(tail_bytes);
                *index = None;
            }
            Text::Inline(bytes, len) => {
                let used = *len as usize;
                if used + tail_bytes.len() <= INLINE {
                    bytes[used..used + tail_bytes.len()].copy_from_slice(tail_bytes);
                    *len += tail_bytes.len() as u8;
                } else {
                    let mut grown = Vec::with_capacity((used + tail_bytes.len()) * 2);
                    grown.extend_from_slice(&bytes[..used]);
                    grown.extend_from_slice(tail_bytes);
                    *text = Text::Heap(grown, None);
                }
            }
        }
        self.chars.set(self.chars.get() + extra);
        self.hash.set(0);
    }
}

/// Counts code points: bytes that are not continuation bytes.
pub fn count_chars(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
}

impl Payload for StrObject {
    const KIND: Kind = Kind::Str;
    const CONTAINER: bool = false;
}

/// What `str` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(text::str_repr),
    str: Some(text::str_str),
    hash: HashSlot::Value(text::str_hash),
    len: Some(sequence::str_len),
    get_item: Some(sequence::str_get_item),
    contains: Some(sequence::str_contains),
    iter: Some(iterator::str_iter),
    compare: Some(sequence::str_compare),
    binary: Some(sequence::str_binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Mul, BinaryOp::Mod],
    format: Some(text::str_format_spec),
    new: Some(NativeDef::flow("__new__", "cls, object=..., encoding=..., errors=...", text::str_new)),
    construct: Some(NativeDef::flow("str", "object=..., encoding=..., errors=...", text::str_construct)),
    methods: METHODS,
    static_methods: &[NativeDef::plain("maketrans", "x, y=..., z=..., /", methods::str_maketrans)],
    subclassable: true,
    doc: "Text: a sequence of Unicode code points.",
    ..Slots::NONE
};

const METHODS: &[NativeDef] = &[
    NativeDef::plain("capitalize", "self, /", case::str_capitalize),
    NativeDef::plain("casefold", "self, /", case::str_casefold),
    NativeDef::plain("center", "self, width, fillchar=' ', /", methods::str_center),
    NativeDef::plain("count", "self, sub, start=None, end=None, /", methods::str_count),
    NativeDef::plain("encode", "self, /, encoding=..., errors=...", text::str_encode),
    NativeDef::plain("endswith", "self, suffix, start=None, end=None, /", methods::str_endswith),
    NativeDef::plain("expandtabs", "self, /, tabsize=8", methods::str_expandtabs),
    NativeDef::plain("find", "self, sub, start=None, end=None, /", methods::str_find),
    NativeDef::plain("format", "self, /, *args, **kwargs", text::str_format),
    NativeDef::plain("format_map", "self, mapping, /", text::str_format_map),
    NativeDef::plain("index", "self, sub, start=None, end=None, /", methods::str_index),
    NativeDef::plain("isalnum", "self, /", case::str_isalnum),
    NativeDef::plain("isalpha", "self, /", case::str_isalpha),
    NativeDef::plain("isascii", "self, /", case::str_isascii),
    NativeDef::plain("isdecimal", "self, /", case::str_isdecimal),
    NativeDef::plain("isdigit", "self, /", case::str_isdigit),
    NativeDef::plain("isidentifier", "self, /", case::str_isidentifier),
    NativeDef::plain("islower", "self, /", case::str_islower),
    NativeDef::plain("isnumeric", "self, /", case::str_isnumeric),
    NativeDef::plain("isprintable", "self, /", case::str_isprintable),
    NativeDef::plain("isspace", "self, /", case::str_isspace),
    NativeDef::plain("istitle", "self, /", case::str_istitle),
    NativeDef::plain("isupper", "self, /", case::str_isupper),
    NativeDef::flow("join", "self, iterable, /", methods::str_join),
    NativeDef::plain("ljust", "self, width, fillchar=' ', /", methods::str_ljust),
    NativeDef::plain("lower", "self, /", case::str_lower),
    NativeDef::plain("lstrip", "self, chars=None, /", split::str_lstrip),
    NativeDef::plain("partition", "self, sep, /", split::str_partition),
    NativeDef::plain("removeprefix", "self, prefix, /", methods::str_removeprefix),
    NativeDef::plain("removesuffix", "self, suffix, /", methods::str_removesuffix),
    NativeDef::plain("replace", "self, old, new, /, count=-1", methods::str_replace),
    NativeDef::plain("rfind", "self, sub, start=None, end=None, /", methods::str_rfind),
    NativeDef::plain("rindex", "self, sub, start=None, end=None, /", methods::str_rindex),
    NativeDef::plain("rjust", "self, width, fillchar=' ', /", methods::str_rjust),
    NativeDef::plain("rpartition", "self, sep, /", split::str_rpartition),
    NativeDef::plain("rsplit", "self, /, sep=None, maxsplit=-1", split::str_rsplit),
    NativeDef::plain("rstrip", "self, chars=None, /", split::str_rstrip),
    NativeDef::plain("split", "self, /, sep=None, maxsplit=-1", split::str_split),
    NativeDef::plain("splitlines", "self, /, keepends=False", split::str_splitlines),
    NativeDef::plain("startswith", "self, prefix, start=None, end=None, /", methods::str_startswith),
    NativeDef::plain("strip", "self, chars=None, /", split::str_strip),
    NativeDef::plain("swapcase", "self, /", case::str_swapcase),
    NativeDef::plain("title", "self, /", case::str_title),
    NativeDef::plain("translate", "self, table, /", methods::str_translate),
    NativeDef::plain("upper", "self, /", case::str_upper),
    NativeDef::plain("zfill", "self, width, /", methods::str_zfill),
    NativeDef::plain("__getnewargs__", "self, /", text::str_getnewargs),
];

/// The text object of a value whose kind is known to be `str`.
#[inline]
fn string(value: &Value) -> &StrObject {
    value.expect_ref::<StrObject>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        assert!(size_of::<StrObject>() <= 56);
        let text: String = (0..1000).map(|i| if i % 3 == 0 { 'é' } else { 'a' }).collect();
        let object = StrObject::new(&text);
        for (i, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(object.offset(i), at);
            assert_eq!(object.char_at_offset(at), i);
        }
        assert_eq!(object.offset(1000), text.len());
        assert_eq!(object.char_at_offset(text.len()), 1000);
    }
}
