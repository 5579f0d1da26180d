//! The hash table of a set.
//!
//! ```text
//!  slots, a power of two: [hash member] [empty] [deleted] [hash member] ...
//!  probing: home slot, up to nine neighbours, then a jump that mixes in higher bits of the hash
//! ```
//!
//! Scripts see the order of the slots when they iterate, so probing and growth follow CPython's: a set of integers prints in
//! the same order. The table knows hashes and slots; which members are equal is decided in `set.rs`.

use crate::value::Value;

/// The smallest table.
const MIN_SLOTS: usize = 8;
/// How many neighbours of a slot are tried before jumping.
const NEIGHBOURS: usize = 9;
/// How many bits of the hash each jump mixes in.
const JUMP_SHIFT: u32 = 5;
/// The hash in deleted slots.
const DELETED: i64 = -1;

#[derive(Clone, Default)]
struct Slot {
    hash: i64,
    /// Unbound in empty and deleted slots.
    member: Value,
}

/// The table of a set.
#[derive(Default)]
pub struct SetTable {
    /// Empty until the first member comes, then a power of two.
    slots: Vec<Slot>,
    used: usize,
    /// Members and deleted slots.
    pub(super) filled: usize,
}

impl SetTable {
    /// Number of members.
    #[inline]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    fn mask(&self) -> usize {
        self.slots.len().max(MIN_SLOTS) - 1
    }

    /// The members with their hashes, in the order of iteration.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &Value)> {
        self.slots.iter().filter(|s| !s.member.is_unbound()).map(|s| (s.hash, &s.member))
    }

    /// The first member at or behind a position.
    pub(crate) fn next_from(&self, position: usize) -> Option<(usize, Value)> {
        let rest = self.slots.get(position..)?;
        let at = rest.iter().position(|s| !s.member.is_unbound())?;
        Some((position + at, rest[at].member.clone()))
    }

    /// Walks the slots where a member of this hash may be, until `visit` is true; the slot, or `None` when an empty one
    /// comes first.
    #[inline]
    fn probe(&self, hash: i64, mut visit: impl FnMut(&Slot) -> bool) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut at = hash as usize & mask;
        loop {
            let last = if at + NEIGHBOURS <= mask { at + NEIGHBOURS } else { at };
            for (i, slot) in self.slots[at..=last].iter().enumerate() {
                if slot.member.is_unbound() && slot.hash == 0 {
                    return Err(at + i);
                }
                if visit(slot) {
                    return Ok(at + i);
                }
            }
            perturb >>= JUMP_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// The last deleted slot on the way from the home slot of a hash to an empty one.
    fn last_deleted(&self, hash: i64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut at = hash as usize & mask;
        let mut deleted = None;
        loop {
            let last = if at + NEIGHBOURS <= mask { at + NEIGHBOURS } else { at };
            for (i, slot) in self.slots[at..=last].iter().enumerate() {
                if slot.member.is_unbound() {
                    if slot.hash == 0 {
                        return deleted;
                    }
                    deleted = Some(at + i);
                }
            }
            perturb >>= JUMP_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// Finds the member that `same` accepts among those with this hash.
    #[inline]
    pub(super) fn find(&self, hash: i64, mut same: impl FnMut(&Value) -> bool) -> Option<usize> {
        if self.used == 0 {
            return None;
        }
        self.probe(hash, |slot| slot.hash == hash && !slot.member.is_unbound() && same(&slot.member)).ok()
    }

    /// Adds a member that is known to be absent.
    pub(super) fn insert(&mut self, hash: i64, member: Value) {
        if self.slots.is_empty() {
            self.slots.resize(MIN_SLOTS, Slot::default());
        }
        // The last deleted slot on the way to the empty one is used again.
        let mut on_the_way = false;
        let Err(mut at) = self.probe(hash, |slot| {
            on_the_way |= slot.member.is_unbound();
            false
        }) else {
            return;
        };
        if on_the_way && let Some(deleted) = self.last_deleted(hash) {
            at = deleted;
            self.used += 1;
            self.slots[at] = Slot { hash, member };
            return;
        }
        self.slots[at] = Slot { hash, member };
        self.filled += 1;
        self.used += 1;
        if self.filled * 5 >= self.mask() * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Makes room for more than `wanted` members and drops the deleted slots.
    fn resize(&mut self, wanted: usize) {
        let mut size = MIN_SLOTS;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::take(&mut self.slots);
        self.slots.resize(size, Slot::default());
        self.filled = self.used;
        for slot in old {
            if slot.member.is_unbound() {
                continue;
            }
            if let Err(at) = self.probe(slot.hash, |_| false) {
                self.slots[at] = slot;
            }
        }
    }

    pub(super) fn remove_at(&mut self, at: usize) -> Value {
        self.used -= 1;
        let slot = &mut self.slots[at];
        slot.hash = DELETED;
        std::mem::take(&mut slot.member)
    }

    /// Shrinks a table in which much has been deleted.
    pub(super) fn tidy(&mut self) {
        if self.filled - self.used > self.mask() / 4 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Takes out the first member at or (in a circle) behind a position; where it was.
    pub(super) fn pop(&mut self, from: usize) -> Option<(usize, Value)> {
        if self.used == 0 {
            return None;
        }
        let mut at = from & self.mask();
        while self.slots[at].member.is_unbound() {
            at = (at + 1) & self.mask();
        }
        Some((at, self.remove_at(at)))
    }

    /// Makes room for the members of a table that is about to be merged in.
    pub(super) fn reserve(&mut self, more: usize) {
        if (self.filled + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// Takes over the members of another table into this one, which has room for them and nothing in it. Tables of equal
    /// size without deleted slots keep their layout.
    pub(super) fn fill_from(&mut self, other: &SetTable) {
        if self.mask() == other.mask() && other.filled == other.used {
            self.slots = other.slots.clone();
        } else {
            if self.slots.is_empty() {
                self.slots.resize(MIN_SLOTS, Slot::default());
            }
            for slot in other.slots.iter().filter(|s| !s.member.is_unbound()) {
                if let Err(at) = self.probe(slot.hash, |_| false) {
                    self.slots[at] = slot.clone();
                }
            }
        }
        (self.used, self.filled) = (other.used, other.used);
    }

    /// The table that merging `self` into a new set makes.
    pub(super) fn copied(&self) -> SetTable {
        let mut copy = SetTable::default();
        if self.used > 0 {
            copy.reserve(self.used);
            copy.fill_from(self);
        }
        copy
    }
}
