//! The cycle collector: finds containers that only refer to each other and breaks their cycles.
//!
//! ```text
//!  1. every container: remaining := reference count
//!  2. every reference from a container to a container: remaining -= 1
//!  3. remaining > 0 means referred to from outside (stack, native code, host): mark, and mark all that is reachable
//!  4. the unmarked ones are garbage: finalisers first (those objects survive until the next collection), then clear
//! ```
//!
//! Reference counts do the ordinary work; this runs at safepoints when many containers were allocated since last time.
//! It does not move objects and knows no semantics beyond "report your references" and "give them up".

use super::{CHUNK, CHUNK_HEAD, Header, Heap, Instance, Kind, ShapeId, Tracer};
use crate::value::{Value, Word};

/// What a collection did.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Collection {
    /// Objects that were unreachable.
    pub unreachable: usize,
}

const MARK: u32 = u32::MAX;

/// Per-cell scratch numbers, addressed by chunk and position.
struct Scratch {
    remaining: Vec<u32>,
    /// Start of each chunk's numbers, by chunk address.
    bases: hashbrown::HashMap<usize, (usize, usize)>,
}

impl Scratch {
    fn new(heap: &Heap) -> Scratch {
        let mut bases = hashbrown::HashMap::new();
        let mut total = 0;
        for &chunk in &heap.chunks {
            // SAFETY: chunks stay valid while the heap lives.
            let (cells, size) = unsafe { ((*chunk).cells, (*chunk).cell_size) };
            bases.insert(chunk as usize, (total, size));
            total += cells;
        }
        Scratch { remaining: vec![0; total], bases }
    }

    #[inline]
    fn at(&mut self, header: *mut Header) -> &mut u32 {
        let chunk = header as usize & !(CHUNK - 1);
        let (base, size) = self.bases[&chunk];
        let index = base + (header as usize - chunk - CHUNK_HEAD) / size;
        &mut self.remaining[index]
    }
}

impl Heap {
    /// Whether enough containers were allocated since the last collection for the next to be worth its time.
    #[inline]
    pub(crate) fn wants_collection(&self) -> bool {
        self.container_balance > self.collection_threshold
    }

    /// Finds and frees garbage cycles.
    pub(crate) fn collect(&mut self) -> Collection {
        let mut containers: Vec<*mut Header> = Vec::new();
        self.for_each_object(|header| {
            // SAFETY: `for_each_object` passes live objects.
            if unsafe { (*header).shape.get() }.kind().is_container() {
                containers.push(header);
            }
        });
        self.container_balance = 0;
        self.collection_threshold = (containers.len() as isize / 2).max(20_000);
        let mut scratch = Scratch::new(self);
        for &header in &containers {
            // SAFETY: live objects; tracing only reads.
            unsafe { *scratch.at(header) = (*header).count() };
        }
        for &header in &containers {
            self.trace(header, &mut |child| {
                if child.shape().kind().is_container() {
                    let remaining = scratch.at(child.header());
                    debug_assert!(*remaining > 0, "an object is referred to more often than it is counted");
                    *remaining = remaining.saturating_sub(1);
                }
            });
        }
        let mut work: Vec<*mut Header> = Vec::new();
        for &header in &containers {
            let remaining = scratch.at(header);
            if *remaining > 0 && *remaining != MARK {
                *remaining = MARK;
                work.push(header);
                self.mark(&mut work, &mut scratch);
            }
        }
        let mut garbage: Vec<*mut Header> = containers.iter().copied().filter(|h| *scratch.at(*h) != MARK).collect();
        let found = garbage.len();
        // Objects with finalisers survive, with all they refer to, until their finaliser has run.
        for &header in &garbage {
            // SAFETY: live objects.
            let wants = unsafe {
                let shape = (*header).shape.get();
                shape.kind().may_finalize() && self.wants_finalizer(header, shape)
            };
            if wants {
                self.finalizers.push_back(Word::heap(header).to_value());
                if *scratch.at(header) != MARK {
                    *scratch.at(header) = MARK;
                    work.push(header);
                    self.mark(&mut work, &mut scratch);
                }
            }
        }
        garbage.retain(|h| *scratch.at(*h) != MARK);
        let keep: Vec<Value> = garbage.iter().map(|h| Word::heap(*h).to_value()).collect();
        for &header in &garbage {
            let dying: &[*mut Header] = &garbage;
            // Of two that die together neither hears of the other.
            self.forget_weak_target(Word::heap(header), |reference| !dying.contains(&reference.header()));
        }
        for value in &keep {
            self.clear_object(value);
        }
        drop(keep);
        Collection { unreachable: found }
    }

    fn trace(&self, header: *mut Header, visit: &mut dyn FnMut(Word)) {
        // SAFETY: `header` is a live object of this heap.
        unsafe { self.trace_object(header, &mut Tracer { visit }) }
    }

    fn mark(&self, work: &mut Vec<*mut Header>, scratch: &mut Scratch) {
        while let Some(header) = work.pop() {
            self.trace(header, &mut |child| {
                if child.shape().kind().is_container() {
                    let remaining = scratch.at(child.header());
                    if *remaining != MARK {
                        *remaining = MARK;
                        work.push(child.header());
                    }
                }
            });
        }
    }

    fn clear_object(&mut self, value: &Value) {
        let shape: ShapeId = value.shape();
        let header = value.word().header();
        // SAFETY: `value` keeps the object alive; slots are replaced before their old contents are dropped.
        unsafe {
            if shape.kind() == Kind::Instance {
                let slots = self.shape(shape).inline_slots as usize;
                let first = (header as *mut u8).add(Instance::EXTRA) as *mut Word;
                for i in 0..slots + 1 {
                    drop(Value::from_word(std::mem::replace(&mut *first.add(i), Word::UNBOUND)));
                }
                return;
            }
            if shape.index() != 0 {
                let offset = self.trailing_offset(header, shape);
                if offset != 0 {
                    let extra = (header as *mut u8).add(offset) as *mut Word;
                    drop(Value::from_word(std::mem::replace(&mut *extra, Word::UNBOUND)));
                }
            }
            (self.clears[shape.kind() as usize])(header);
        }
    }
}
