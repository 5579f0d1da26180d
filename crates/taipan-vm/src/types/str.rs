//! `str`: the object, its text access, and its methods table.
//!
//! Text is UTF-8, except that lone surrogates are kept in their three-byte form (WTF-8). Short text is inside the object.
//! Indexing counts code points; for ASCII text that is a byte index. See
//! <https://docs.python.org/3.13/library/stdtypes.html#text-sequence-type-str>.

use crate::heap::{Kind, Payload};
use crate::types::Slots;
use std::cell::{Cell, RefCell};

/// Bytes of text kept inside the object.
const INLINE: usize = 24;

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
    Heap(Vec<u8>),
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
            Text::Heap(bytes.to_vec())
        };
        StrObject::with(text, count_chars(bytes))
    }

    /// From owned WTF-8 bytes.
    pub fn from_vec(bytes: Vec<u8>) -> StrObject {
        if bytes.len() <= INLINE {
            return StrObject::from_wtf8(&bytes);
        }
        let chars = count_chars(&bytes);
        StrObject::with(Text::Heap(bytes), chars)
    }

    /// From owned bytes that are all ASCII.
    pub fn from_ascii(bytes: Vec<u8>) -> StrObject {
        debug_assert!(bytes.is_ascii());
        if bytes.len() <= INLINE {
            return StrObject::from_wtf8(&bytes);
        }
        let chars = bytes.len() as u32;
        StrObject::with(Text::Heap(bytes), chars)
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
            Text::Heap(bytes) => (bytes.as_ptr(), bytes.len()),
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

    /// Appends to a string nobody else can see (its only reference is the register being assigned).
    pub(crate) fn append_unshared(&self, tail: &StrObject) {
        let extra = tail.chars.get();
        let mut text = self.text.borrow_mut();
        let tail_bytes = tail.bytes();
        match &mut *text {
            Text::Heap(bytes) => bytes.extend_from_slice(tail_bytes),
            Text::Inline(bytes, len) => {
                let used = *len as usize;
                if used + tail_bytes.len() <= INLINE {
                    bytes[used..used + tail_bytes.len()].copy_from_slice(tail_bytes);
                    *len += tail_bytes.len() as u8;
                } else {
                    let mut grown = Vec::with_capacity((used + tail_bytes.len()) * 2);
                    grown.extend_from_slice(&bytes[..used]);
                    grown.extend_from_slice(tail_bytes);
                    *text = Text::Heap(grown);
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
pub(crate) static SLOTS: Slots = Slots { subclassable: true, ..Slots::NONE };
