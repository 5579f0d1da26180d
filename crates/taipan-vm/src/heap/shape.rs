//! Shapes (hidden classes): what type an object has and where its attributes are.
//!
//! ```text
//!  ShapeId  ┌──────────── 24 bits ───────────┬── 8 bits ──┐
//!           │ index into the shape table      │   Kind     │     index 0: exactly the builtin type of that kind
//!           └─────────────────────────────────┴────────────┘
//! ```
//!
//! The kind tells the payload's layout without a table look-up. A shape with index above 0 belongs to one class; adding an
//! attribute moves an instance along a transition to the next shape. Shapes know names as interned string words.

use super::{Header, Heap, Instance, Kind};
use crate::value::{Value, Word};
use hashbrown::HashMap;

/// Identity of a shape; equal ids mean equal type and equal attribute places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct ShapeId(pub(crate) u32);

impl ShapeId {
    /// The mark of a free cell.
    pub(crate) const FREE: ShapeId = ShapeId(u32::MAX);

    /// The shape of exact instances of the builtin type of this kind.
    #[inline(always)]
    pub const fn builtin(kind: Kind) -> ShapeId {
        ShapeId(kind as u32)
    }

    #[inline(always)]
    pub(crate) const fn new(index: usize, kind: Kind) -> ShapeId {
        ShapeId((index as u32) << 8 | kind as u32)
    }

    /// The layout of objects of this shape.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        Kind::from_number(self.0 as u8)
    }

    /// Index into the shape table; 0 for builtin types.
    #[inline(always)]
    pub fn index(self) -> usize {
        (self.0 >> 8) as usize
    }
}

/// Where an attribute of an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttrPlace {
    /// In the object, at this byte offset from its start.
    Inline(u16),
    /// In the overflow list, at this index.
    Overflow(u32),
}

/// How the attributes of objects of one shape are laid out.
pub struct Shape {
    /// The class (borrowed: a class object stays alive as long as its root shape may be used).
    pub(crate) class: Word,
    /// The shape all instances of the class start with.
    pub(crate) root: ShapeId,
    /// Attribute names in order of first assignment; slot number is the position.
    pub(crate) names: Vec<Word>,
    slots: HashMap<u64, u32>,
    transitions: HashMap<u64, ShapeId>,
    /// How many slots are inside the object.
    pub(crate) inline_slots: u16,
    /// Byte offset of the word that holds overflow list or dict; 0 when objects of this shape have no attributes.
    pub(crate) extra_offset: u16,
    /// Attributes are in a dict in the extra word, except the pinned ones.
    pub(crate) dict_mode: bool,
    /// So many of the first names are slots declared by `__slots__`, which stay inside the object in dict mode too.
    pub(crate) pinned: u16,
}

impl Shape {
    pub(crate) fn builtin() -> Shape {
        Shape {
            class: Word::UNBOUND,
            root: ShapeId(0),
            names: Vec::new(),
            slots: HashMap::new(),
            transitions: HashMap::new(),
            inline_slots: 0,
            extra_offset: 0,
            dict_mode: false,
            pinned: 0,
        }
    }

    /// The slot number of an attribute by its interned name.
    #[inline]
    pub(crate) fn slot(&self, name: Word) -> Option<u32> {
        self.slots.get(&name.0).copied()
    }

    /// Where slot number `slot` is.
    #[inline]
    pub(crate) fn place(&self, slot: u32) -> AttrPlace {
        if slot < self.inline_slots as u32 {
            AttrPlace::Inline((Instance::FIRST_SLOT + 8 * slot as usize) as u16)
        } else {
            AttrPlace::Overflow(slot - self.inline_slots as u32)
        }
    }
}

impl Heap {
    /// The description of a shape.
    #[inline(always)]
    pub(crate) fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.index()]
    }

    /// Makes a root shape for the instances of `class`. `extra_offset` is where the extra word of the layout is, 0 for
    /// none; only [`Kind::Instance`] objects have inline slots.
    pub(crate) fn new_root_shape(&mut self, class: Word, kind: Kind, inline_slots: u16, extra_offset: u16) -> ShapeId {
        let id = ShapeId::new(self.shapes.len(), kind);
        self.shapes.push(Shape { class, root: id, inline_slots, extra_offset, ..Shape::builtin() });
        id
    }

    /// Declares the names of `__slots__` in a fresh root shape; they come first in every shape that follows from it.
    pub(crate) fn pin_slots(&mut self, root: ShapeId, names: &[Word]) {
        let shape = &mut self.shapes[root.index()];
        debug_assert!(shape.names.is_empty() && shape.transitions.is_empty());
        for name in names {
            name.retain();
            shape.slots.insert(name.0, shape.names.len() as u32);
            shape.names.push(*name);
        }
        shape.pinned = (names.len() as u16).min(shape.inline_slots);
    }

    /// The dict-mode shape of `class` for objects that were allocated with the shape `id` of another class.
    pub(crate) fn reclassed_shape(&mut self, id: ShapeId, class: Word) -> ShapeId {
        let root = self.shapes[id.index()].root;
        if let Some(next) = self.shapes[root.index()].transitions.get(&class.0) {
            return *next;
        }
        let from = self.dict_shape(root);
        let from = &self.shapes[from.index()];
        let shape = Shape {
            class,
            root,
            names: from.names.clone(),
            slots: from.slots.clone(),
            transitions: HashMap::new(),
            inline_slots: from.inline_slots,
            extra_offset: from.extra_offset,
            dict_mode: true,
            pinned: from.pinned,
        };
        let next = ShapeId::new(self.shapes.len(), id.kind());
        self.shapes.push(shape);
        // A class is not an attribute name, so its word cannot clash with the other transitions.
        self.shapes[root.index()].transitions.insert(class.0, next);
        next
    }

    /// The shape after adding attribute `name` (an interned string that lives as long as the heap).
    pub(crate) fn shape_with(&mut self, id: ShapeId, name: Word) -> ShapeId {
        if let Some(next) = self.shapes[id.index()].transitions.get(&name.0) {
            return *next;
        }
        name.retain();
        let next = ShapeId::new(self.shapes.len(), id.kind());
        let from = &self.shapes[id.index()];
        let mut slots = from.slots.clone();
        slots.insert(name.0, from.names.len() as u32);
        let mut names = from.names.clone();
        names.push(name);
        let shape = Shape {
            class: from.class,
            root: from.root,
            names,
            slots,
            transitions: HashMap::new(),
            inline_slots: from.inline_slots,
            extra_offset: from.extra_offset,
            dict_mode: false,
            pinned: from.pinned,
        };
        self.shapes.push(shape);
        self.shapes[id.index()].transitions.insert(name.0, next);
        next
    }

    /// The dict-mode shape for the class of `id`.
    pub(crate) fn dict_shape(&mut self, id: ShapeId) -> ShapeId {
        if self.shapes[id.index()].dict_mode {
            return id;
        }
        let root = self.shapes[id.index()].root;
        let key = Word::NONE.0;
        if let Some(next) = self.shapes[root.index()].transitions.get(&key) {
            return *next;
        }
        let next = ShapeId::new(self.shapes.len(), id.kind());
        let from = &self.shapes[root.index()];
        let pinned = from.pinned as usize;
        let shape = Shape {
            class: from.class,
            root,
            names: from.names[..pinned].to_vec(),
            slots: from.names[..pinned].iter().enumerate().map(|(i, n)| (n.0, i as u32)).collect(),
            inline_slots: from.inline_slots,
            extra_offset: from.extra_offset,
            dict_mode: true,
            pinned: from.pinned,
            ..Shape::builtin()
        };
        self.shapes.push(shape);
        self.shapes[root.index()].transitions.insert(key, next);
        next
    }

    /// The extra word of an object whose shape has one.
    #[inline]
    pub(crate) fn extra<'a>(&self, object: &'a Value) -> Option<&'a std::cell::Cell<Word>> {
        let shape = object.shape();
        if shape.index() == 0 || self.shape(shape).extra_offset == 0 {
            return None;
        }
        // SAFETY: the shape says that the object has a word at this offset; it is only accessed through this cell.
        Some(unsafe {
            let offset = self.trailing_offset(object.word().header(), shape);
            &*((object.word().header() as *const u8).add(offset) as *const std::cell::Cell<Word>)
        })
    }

    /// An inline slot of an instance, by byte offset from [`AttrPlace::Inline`].
    #[inline]
    pub(crate) fn inline_slot(object: &Value, offset: u16) -> &std::cell::Cell<Word> {
        debug_assert!(object.kind() == Kind::Instance);
        // SAFETY: offsets come from the object's own shape, whose inline slots all lie inside the object.
        unsafe { &*((object.word().header() as *const u8).add(offset as usize) as *const std::cell::Cell<Word>) }
    }

    pub(super) unsafe fn wants_finalizer(&self, header: *mut Header, shape: ShapeId) -> bool {
        match shape.kind() {
            Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator => {
                super::payload::<crate::fiber::FiberObject>(header).wants_finalizer()
            }
            Kind::Future | Kind::Task => super::payload::<crate::asyncio::FutureObject>(header).wants_finalizer(),
            _ => {
                let class = self.shape(shape).class;
                class.is_heap()
                    && class.borrow().as_ref::<crate::types::TypeObject>().is_some_and(|t| t.has_finalizer())
                    && !self.is_finalized(header)
            }
        }
    }

    /// Whether the finaliser of an object has run.
    pub(crate) fn was_finalized(&self, object: &Value) -> bool {
        object.word().is_heap() && self.is_finalized(object.word().header())
    }

    fn is_finalized(&self, header: *mut Header) -> bool {
        self.finalized.contains(&(header as u64))
    }
}
