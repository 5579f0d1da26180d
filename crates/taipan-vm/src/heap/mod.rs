//! The heap: cells of a few size classes in aligned chunks, reference counts, and the list of what is dying.
//!
//! ```text
//!  chunk, 64 KiB, aligned to its size                    object
//!  ┌──────┬──────┬──────┬──────┬─── ─ ─               ┌──────────┬──────────┬───────────────── ─ ─
//!  │ head │ cell │ cell │ cell │                       │ count u32│ shape u32│ payload
//!  └──┬───┴──────┴──────┴──────┴─── ─ ─               └──────────┴──────────┴───────────────── ─ ─
//!     └► the heap it belongs to, cell size
//! ```
//!
//! A cell's chunk, and so its heap, follow from its address; that is how dropping a [`Value`] finds the heap without any
//! global. Walking the chunks finds all objects, so objects need no links for the collector. Dropping is iterative: what
//! dies while something else is being dropped goes to a work list.
//!
//! Invariant: a cell whose shape is [`ShapeId::FREE`] is on a free list; all others are objects with a positive count,
//! except on the work list. This module knows layouts and counts, not Python's semantics.

mod collector;
mod kinds;
mod object;
mod shape;

pub use kinds::{Kind, Payload, Tracer};
pub use object::{FloatObject, Instance, IntObject, Tuple};
pub use shape::{AttrPlace, Shape, ShapeId};

use crate::value::{Value, Word};
use std::alloc::Layout;
use std::cell::Cell;
use std::ptr::null_mut;

/// Size and alignment of a chunk.
const CHUNK: usize = 64 * 1024;
/// The largest arena, in chunks.
const ARENA_CHUNKS: usize = 64;
/// Bytes at the start of a chunk before its first cell.
const CHUNK_HEAD: usize = 64;
/// Cells up to this size come in steps of 16 bytes.
const SMALL_LIMIT: usize = 512;
const SMALL_CLASSES: usize = SMALL_LIMIT / 16 + 1;
/// Larger cells come in these sizes; beyond the last, an object gets a chunk of its own.
const LARGE_SIZES: [usize; 10] = [768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 16320, 32704];

/// The first eight bytes of every object.
#[repr(C)]
pub struct Header {
    count: Cell<u32>,
    pub(crate) shape: Cell<ShapeId>,
}

impl Header {
    #[inline(always)]
    pub(crate) fn retain(&self) {
        self.count.set(self.count.get() + 1);
    }

    #[inline(always)]
    pub(crate) fn count(&self) -> u32 {
        self.count.get()
    }

    /// Counts down without freeing; true when nothing refers to the object any more.
    #[inline(always)]
    pub(crate) fn release(&self) -> bool {
        let count = self.count.get() - 1;
        self.count.set(count);
        count == 0
    }
}

/// An object: header and payload.
#[repr(C)]
pub(crate) struct Object<T> {
    pub header: Header,
    pub payload: T,
}

#[repr(C)]
struct ChunkHead {
    heap: *mut Heap,
    cell_size: usize,
    /// Cells that have been in use or on a free list; the memory behind them has not been touched.
    cells: usize,
    /// Cells that have room.
    capacity: usize,
    /// Bytes of the allocation.
    bytes: usize,
}

/// A free cell links to the next one through its payload.
#[repr(C)]
pub(crate) struct FreeCell {
    header: Header,
    next: *mut FreeCell,
}

/// What happens to a dying object before its memory is reused.
pub(crate) type FinalizerQueue = std::collections::VecDeque<Value>;

/// The heap of one VM. Lives at a fixed address, because chunks point to it.
pub struct Heap {
    free: [*mut FreeCell; SMALL_CLASSES],
    free_large: [*mut FreeCell; LARGE_SIZES.len()],
    partial: [*mut ChunkHead; SMALL_CLASSES],
    partial_large: [*mut ChunkHead; LARGE_SIZES.len()],
    dead: Vec<*mut Header>,
    draining: bool,
    chunks: Vec<*mut ChunkHead>,
    /// Allocations that chunks of cells are cut from, with their sizes; one by one they would waste as much on alignment
    /// as they hold.
    arenas: Vec<(*mut u8, usize)>,
    /// The next chunk of the last arena, and how many are left in it.
    spare_chunk: *mut u8,
    spare_chunks: usize,
    /// Objects that want a finaliser to run; the interpreter runs them at the next instruction boundary.
    pub(crate) finalizers: FinalizerQueue,
    /// Weak references with a callback whose object has died; the interpreter calls them at the next boundary.
    pub(crate) weak_deaths: Vec<Value>,
    /// The weak references to each object, both as words that are not counted.
    weak_references: hashbrown::HashMap<u64, Vec<Word>>,
    /// Container allocations minus releases since the last collection, to decide when to collect.
    pub(crate) container_balance: isize,
    collection_threshold: isize,
    /// Objects whose finaliser has run; it runs only once.
    pub(crate) finalized: hashbrown::HashSet<u64>,
    /// Bytes in chunks.
    pub(crate) chunk_bytes: usize,
    pub(crate) shapes: Vec<Shape>,
    drops: [kinds::DropFn; kinds::KIND_COUNT],
    traces: [kinds::TraceFn; kinds::KIND_COUNT],
    clears: [kinds::ClearFn; kinds::KIND_COUNT],
}

impl Heap {
    /// A new, empty heap.
    pub(crate) fn new() -> Box<Heap> {
        Box::new(Heap {
            free: [null_mut(); SMALL_CLASSES],
            free_large: [null_mut(); LARGE_SIZES.len()],
            partial: [null_mut(); SMALL_CLASSES],
            partial_large: [null_mut(); LARGE_SIZES.len()],
            dead: Vec::new(),
            draining: false,
            chunks: Vec::new(),
            arenas: Vec::new(),
            spare_chunk: null_mut(),
            spare_chunks: 0,
            finalizers: FinalizerQueue::new(),
            weak_deaths: Vec::new(),
            weak_references: hashbrown::HashMap::new(),
            container_balance: 0,
            collection_threshold: 20_000,
            finalized: hashbrown::HashSet::new(),
            chunk_bytes: 0,
            shapes: vec![Shape::builtin()],
            drops: kinds::drop_table(),
            traces: kinds::trace_table(),
            clears: kinds::clear_table(),
        })
    }

    /// The heap that an object belongs to.
    ///
    /// # Safety
    /// `header` must point to a live object of a heap.
    #[inline(always)]
    pub(crate) unsafe fn of(header: *mut Header) -> *mut Heap {
        (*((header as usize & !(CHUNK - 1)) as *const ChunkHead)).heap
    }

    /// An uninitialised cell of at least `size` bytes.
    #[inline(always)]
    pub(crate) fn cell(&mut self, size: usize) -> *mut Header {
        if size <= SMALL_LIMIT {
            let class = size.div_ceil(16);
            let head = self.free[class];
            if !head.is_null() {
                // SAFETY: the free list holds free cells of this class only.
                self.free[class] = unsafe { (*head).next };
                return head as *mut Header;
            }
        }
        self.cell_slow(size)
    }

    #[cold]
    #[inline(never)]
    fn cell_slow(&mut self, size: usize) -> *mut Header {
        if size > LARGE_SIZES[LARGE_SIZES.len() - 1] {
            let chunk = self.new_chunk(CHUNK_HEAD + size, size);
            // SAFETY: the first cell lies right behind the head of the fresh chunk.
            return unsafe { (chunk as *mut u8).add(CHUNK_HEAD) as *mut Header };
        }
        let (list, cell_size): (&mut *mut FreeCell, usize) = if size <= SMALL_LIMIT {
            let class = size.div_ceil(16);
            (&mut self.free[class], class * 16)
        } else {
            let class = LARGE_SIZES.iter().position(|s| size <= *s).expect("larger sizes were handled above");
            (&mut self.free_large[class], LARGE_SIZES[class])
        };
        if list.is_null() {
            let mut chunk = *self.partial_for(cell_size);
            // SAFETY: partial chunks are chunks of this heap.
            if chunk.is_null() || unsafe { (*chunk).cells == (*chunk).capacity } {
                chunk = self.new_chunk(CHUNK, cell_size);
                *self.partial_for(cell_size) = chunk;
            }
            // SAFETY: the chunk has room for `capacity` cells; each cell is written before it is linked. A page's worth is
            // linked at a time, so that memory is touched only as it is needed.
            let fresh = unsafe {
                let from = (*chunk).cells;
                let to = (from + (4096 / cell_size).max(1)).min((*chunk).capacity);
                (*chunk).cells = to;
                let first = (chunk as *mut u8).add(CHUNK_HEAD);
                let mut next: *mut FreeCell = null_mut();
                for i in (from..to).rev() {
                    let cell = first.add(i * cell_size) as *mut FreeCell;
                    (*cell).header.shape = Cell::new(ShapeId::FREE);
                    (*cell).header.count = Cell::new(0);
                    (*cell).next = next;
                    next = cell;
                }
                next
            };
            *self.list_for(cell_size) = fresh;
        }
        let list = self.list_for(cell_size);
        let head = *list;
        // SAFETY: the list was filled above.
        *list = unsafe { (*head).next };
        head as *mut Header
    }

    fn list_for(&mut self, cell_size: usize) -> &mut *mut FreeCell {
        if cell_size <= SMALL_LIMIT {
            &mut self.free[cell_size / 16]
        } else {
            let class = LARGE_SIZES.iter().position(|s| cell_size <= *s).expect("a cell size of the table");
            &mut self.free_large[class]
        }
    }

    /// The chunk of a cell size that still has untouched cells, or null.
    fn partial_for(&mut self, cell_size: usize) -> &mut *mut ChunkHead {
        if cell_size <= SMALL_LIMIT {
            &mut self.partial[cell_size / 16]
        } else {
            let class = LARGE_SIZES.iter().position(|s| cell_size <= *s).expect("a cell size of the table");
            &mut self.partial_large[class]
        }
    }

    fn new_chunk(&mut self, bytes: usize, cell_size: usize) -> *mut ChunkHead {
        let bytes = bytes.next_multiple_of(4096);
        let chunk = if cell_size <= LARGE_SIZES[LARGE_SIZES.len() - 1] {
            self.chunk_from_arena()
        } else {
            allocate_chunks(bytes)
        } as *mut ChunkHead;
        let capacity = ((bytes - CHUNK_HEAD) / cell_size).max(1);
        // A large object is alone in its chunk and written at once.
        let cells = usize::from(cell_size > LARGE_SIZES[LARGE_SIZES.len() - 1]);
        // SAFETY: `chunk` is valid for at least `CHUNK_HEAD` bytes.
        unsafe { chunk.write(ChunkHead { heap: self, cell_size, cells, capacity, bytes }) };
        self.chunks.push(chunk);
        self.chunk_bytes += bytes;
        chunk
    }

    /// A chunk for cells. Arenas double in size, so that a small VM stays small.
    fn chunk_from_arena(&mut self) -> *mut u8 {
        if self.spare_chunks == 0 {
            let count = (2usize << self.arenas.len().min(16)).min(ARENA_CHUNKS);
            self.spare_chunk = allocate_chunks(count * CHUNK);
            self.spare_chunks = count;
            self.arenas.push((self.spare_chunk, count * CHUNK));
        }
        let chunk = self.spare_chunk;
        self.spare_chunks -= 1;
        // SAFETY: the arena has room for all its chunks; behind the last one the pointer is not used.
        self.spare_chunk = unsafe { chunk.add(CHUNK) };
        chunk
    }

    /// Allocates an object of layout `T` and exact or subclass shape `shape`, with room for `extra` more bytes.
    #[inline(always)]
    pub(crate) fn alloc_with<T: Payload>(&mut self, shape: ShapeId, extra: usize, payload: T) -> Value {
        let cell = self.cell(size_of::<Object<T>>() + extra) as *mut Object<T>;
        if T::CONTAINER {
            self.container_balance += 1;
        }
        // SAFETY: the cell is uninitialised memory of sufficient size and alignment (16).
        unsafe {
            cell.write(Object { header: Header { count: Cell::new(1), shape: Cell::new(shape) }, payload });
            Value::from_word(Word::heap(cell as *mut Header))
        }
    }

    /// Allocates an object of the builtin type with layout `T`.
    #[inline(always)]
    pub fn alloc<T: Payload>(&mut self, payload: T) -> Value {
        self.alloc_with(ShapeId::builtin(T::KIND), 0, payload)
    }

    /// Drops what has died, until nothing is left; never recurses.
    #[cold]
    #[inline(never)]
    pub(crate) fn kill(&mut self, header: *mut Header) {
        if self.draining {
            self.dead.push(header);
            return;
        }
        self.draining = true;
        self.destroy(header);
        while let Some(next) = self.dead.pop() {
            self.destroy(next);
        }
        self.draining = false;
    }

    fn destroy(&mut self, header: *mut Header) {
        // SAFETY: `header` is an object whose last reference has just gone, so nothing else can reach it; its payload
        // is dropped once and its cell is then linked into the free list of its size.
        unsafe {
            let shape = (*header).shape.get();
            let kind = shape.kind();
            if kind.may_finalize() && self.wants_finalizer(header, shape) {
                // Resurrected until the finaliser has run.
                (*header).count.set(1);
                self.finalizers.push_back(Value::from_word(Word::heap(header)));
                return;
            }
            if !self.finalized.is_empty() {
                self.finalized.remove(&(header as u64));
            }
            if !self.weak_references.is_empty() {
                if kind == Kind::WeakReference {
                    self.remove_weak_reference(Word::heap(header));
                }
                self.forget_weak_target(Word::heap(header), |_| true);
            }
            if kind == Kind::Instance {
                self.drop_instance(header, shape);
            } else {
                if shape.index() != 0 {
                    self.drop_trailing_attributes(header, shape);
                }
                (self.drops[kind as usize])(header);
            }
            if kind.is_container() {
                self.container_balance -= 1;
            }
            self.free_cell(header);
        }
    }

    /// Enters a fresh weak reference, which must say what it refers to.
    pub(crate) fn add_weak_reference(&mut self, reference: &Value) {
        let target = reference.expect_ref::<crate::types::WeakReferenceObject>().target.get();
        self.weak_references.entry(target).or_default().push(reference.word());
    }

    /// The living weak references to an object.
    pub(crate) fn weak_references_to(&self, object: &Value) -> Vec<Value> {
        match self.weak_references.get(&object.word().0) {
            Some(all) => all.iter().map(|reference| reference.to_value()).collect(),
            None => Vec::new(),
        }
    }

    fn remove_weak_reference(&mut self, reference: Word) {
        let target = reference.borrow().expect_ref::<crate::types::WeakReferenceObject>().target.replace(0);
        if let Some(all) = self.weak_references.get_mut(&target) {
            all.retain(|other| *other != reference);
            if all.is_empty() {
                self.weak_references.remove(&target);
            }
        }
    }

    /// Empties the weak references to a dying object and queues the callbacks of those that live on.
    fn forget_weak_target(&mut self, target: Word, lives_on: impl Fn(Word) -> bool) {
        let Some(all) = self.weak_references.remove(&target.0) else { return };
        for reference in all {
            let object = reference.borrow().expect_ref::<crate::types::WeakReferenceObject>();
            object.target.set(0);
            if !object.callback.borrow().is_none() && lives_on(reference) {
                self.weak_deaths.push(reference.to_value());
            }
        }
    }

    unsafe fn free_cell(&mut self, header: *mut Header) {
        let chunk = (header as usize & !(CHUNK - 1)) as *mut ChunkHead;
        let cell_size = (*chunk).cell_size;
        if cell_size > LARGE_SIZES[LARGE_SIZES.len() - 1] {
            let bytes = (*chunk).bytes;
            self.chunks.retain(|c| *c != chunk);
            self.chunk_bytes -= bytes;
            free_chunks(chunk as *mut u8, bytes);
            return;
        }
        let cell = header as *mut FreeCell;
        (*cell).header.shape.set(ShapeId::FREE);
        if cfg!(feature = "heap-checks") {
            let body = (header as *mut u8).add(size_of::<FreeCell>());
            std::ptr::write_bytes(body, 0xdd, cell_size - size_of::<FreeCell>());
        }
        let list = self.list_for(cell_size);
        (*cell).next = *list;
        *list = cell;
    }

    /// Remembers that the finaliser of an object has run.
    pub(crate) fn mark_finalized(&mut self, object: &Value) {
        self.finalized.insert(object.word().header() as u64);
    }

    /// Calls `visit` for every live object.
    pub(crate) fn for_each_object(&self, mut visit: impl FnMut(*mut Header)) {
        for &chunk in &self.chunks {
            // SAFETY: chunks are valid until the heap is dropped; each cell's header is always initialised.
            unsafe {
                let first = (chunk as *mut u8).add(CHUNK_HEAD);
                for i in 0..(*chunk).cells {
                    let header = first.add(i * (*chunk).cell_size) as *mut Header;
                    if (*header).shape.get() != ShapeId::FREE {
                        visit(header);
                    }
                }
            }
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        // What is still alive now is kept alive by cycles or by the host. The values of this list die with the chunks.
        std::mem::forget(std::mem::take(&mut self.finalizers));
        self.draining = true;
        let mut live = Vec::new();
        self.for_each_object(|h| live.push(h));
        for &header in &live {
            // SAFETY: all are live objects. With counts this high nothing dies while payloads are dropped below.
            unsafe { (*header).count.set(u32::MAX / 2) };
        }
        for header in live {
            // SAFETY: every payload is dropped once; values inside others only count down.
            unsafe { (self.drops[(*header).shape.get().kind() as usize])(header) };
        }
        for chunk in self.chunks.drain(..) {
            // SAFETY: nothing refers to the chunk any more; those with a single object are allocations of their own.
            unsafe {
                if (*chunk).cell_size > LARGE_SIZES[LARGE_SIZES.len() - 1] {
                    free_chunks(chunk as *mut u8, (*chunk).bytes);
                }
            }
        }
        for (arena, bytes) in self.arenas.drain(..) {
            // SAFETY: the chunks in it are gone.
            unsafe { free_chunks(arena, bytes) };
        }
    }
}

/// Memory aligned to the size of a chunk.
fn allocate_chunks(bytes: usize) -> *mut u8 {
    let layout = Layout::from_size_align(bytes, CHUNK).expect("sizes are checked before objects are allocated");
    // SAFETY: the layout has a positive size.
    let memory = unsafe { std::alloc::alloc(layout) };
    if memory.is_null() {
        std::alloc::handle_alloc_error(layout);
    }
    memory
}

/// Gives back what [`allocate_chunks`] gave.
unsafe fn free_chunks(memory: *mut u8, bytes: usize) {
    let layout = Layout::from_size_align(bytes, CHUNK).expect("it was allocated with this layout");
    std::alloc::dealloc(memory, layout);
}

/// Counts one reference down and frees the object at zero.
///
/// # Safety
/// The caller must own one reference to the live object at `header` and must not use it afterwards.
#[inline(always)]
pub(crate) unsafe fn release(header: *mut Header) {
    if (*header).release() {
        (*Heap::of(header)).kill(header);
    }
}

/// The payload of an object.
///
/// # Safety
/// `header` must point to a live object of layout `T` that outlives `'a`.
#[inline(always)]
pub(crate) unsafe fn payload<'a, T>(header: *mut Header) -> &'a T {
    &(*(header as *const Object<T>)).payload
}

/// The bytes of a string object.
pub(crate) fn str_bytes(text: &crate::types::StrObject) -> &[u8] {
    let (data, len) = text.raw_parts();
    // SAFETY: the bytes belong to the string and only move or grow in `append_unshared`, which is called when the
    // register being assigned holds the only reference, so no borrow can exist.
    unsafe { std::slice::from_raw_parts(data, len) }
}

/// The words of a fiber's stack.
pub(crate) fn fiber_words(fiber: &crate::fiber::FiberObject) -> &[Cell<Word>] {
    let (stack, capacity) = fiber.raw_stack();
    if stack.is_null() {
        return &[];
    }
    // SAFETY: the stack is an allocation of that many initialised words, owned by the fiber.
    unsafe { std::slice::from_raw_parts(stack as *const Cell<Word>, capacity) }
}

/// Frees a fiber's stack and what it still holds.
pub(crate) fn free_fiber_stack(fiber: &mut crate::fiber::FiberObject) {
    for word in fiber_words(fiber) {
        drop(Value::from_word(word.replace(Word::UNBOUND)));
    }
    let (stack, capacity) = fiber.raw_stack();
    if !stack.is_null() {
        fiber.stack.set(null_mut());
        let layout = Layout::array::<Word>(capacity).expect("it was allocated with this layout");
        // SAFETY: allocated by `new_fiber_stack` with the same layout.
        unsafe { std::alloc::dealloc(stack as *mut u8, layout) };
    }
    for cell in [&fiber.delegate, &fiber.handled] {
        drop(Value::from_word(cell.replace(Word::UNBOUND)));
    }
}

/// A zeroed stack of `words` words (a zero word is a float, so nothing in it looks like a reference).
pub(crate) fn new_fiber_stack(words: usize) -> *mut Word {
    let layout = Layout::array::<Word>(words).expect("stack sizes are bounded by the recursion limit");
    // SAFETY: the layout has a positive size.
    let stack = unsafe { std::alloc::alloc_zeroed(layout) };
    if stack.is_null() {
        std::alloc::handle_alloc_error(layout);
    }
    stack as *mut Word
}

/// Replaces the shape of a live object by another of the same layout.
pub(crate) fn set_shape(object: &Value, shape: ShapeId) {
    debug_assert!(object.word().is_heap() && object.shape().kind() == shape.kind());
    // SAFETY: `object` keeps the header alive; the shape is a cell.
    unsafe { (*object.word().header()).shape.set(shape) };
}

/// Releases everything on the stack of a fiber that has ended, and the stack itself.
pub(crate) fn retire_fiber(fiber: &crate::fiber::FiberObject) {
    for word in fiber_words(fiber) {
        drop(Value::from_word(word.replace(Word::UNBOUND)));
    }
    for cell in [&fiber.delegate, &fiber.handled] {
        drop(Value::from_word(cell.replace(Word::UNBOUND)));
    }
    let (stack, capacity) = fiber.raw_stack();
    if !stack.is_null() {
        fiber.stack.set(null_mut());
        fiber.capacity.set(0);
        let layout = Layout::array::<Word>(capacity).expect("it was allocated with this layout");
        // SAFETY: allocated by `new_fiber_stack` or grown from it, with this size.
        unsafe { std::alloc::dealloc(stack as *mut u8, layout) };
    }
}
