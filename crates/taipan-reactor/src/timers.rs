//! Timers: a heap ordered by deadline, then by insertion. Cancelling is O(1); cancelled entries are left in the heap until
//! they come up or outnumber the others. Knows nothing of clocks.

use crate::Key;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Names a timer until it fires or is cancelled; afterwards it names nothing, even when its memory is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimerId {
    slot: u32,
    generation: u32,
}

/// An entry of the heap. `order` is unique, so equal deadlines fire in insertion order.
#[derive(Debug)]
struct Entry {
    deadline: f64,
    order: u64,
    id: TimerId,
}

impl Ord for Entry {
    /// Reversed, because [`BinaryHeap`] gives the greatest first.
    fn cmp(&self, other: &Entry) -> Ordering {
        other.deadline.total_cmp(&self.deadline).then_with(|| other.order.cmp(&self.order))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

#[derive(Debug)]
struct Slot {
    generation: u32,
    /// None while the slot is free.
    key: Option<Key>,
}

/// The pending timers.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    heap: BinaryHeap<Entry>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    next_order: u64,
    /// Entries of the heap whose timer was cancelled.
    cancelled: usize,
}

/// Below this many cancelled entries the heap is left alone.
const KEPT_CANCELLED: usize = 64;

impl Timers {
    pub(crate) fn add(&mut self, deadline: f64, key: Key) -> TimerId {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                self.slots.push(Slot { generation: 0, key: None });
                (self.slots.len() - 1) as u32
            }
        };
        let entry = &mut self.slots[slot as usize];
        entry.key = Some(key);
        let id = TimerId { slot, generation: entry.generation };
        self.heap.push(Entry { deadline, order: self.next_order, id });
        self.next_order += 1;
        id
    }

    /// The key of the timer, if it was pending.
    pub(crate) fn cancel(&mut self, id: TimerId) -> Option<Key> {
        let key = self.release(id)?;
        self.cancelled += 1;
        if self.cancelled > KEPT_CANCELLED && self.cancelled * 2 > self.heap.len() {
            let mut entries = std::mem::take(&mut self.heap).into_vec();
            entries.retain(|entry| self.is_pending(entry.id));
            self.heap = BinaryHeap::from(entries);
            self.cancelled = 0;
        }
        Some(key)
    }

    pub(crate) fn next_deadline(&mut self) -> Option<f64> {
        while let Some(first) = self.heap.peek() {
            if self.is_pending(first.id) {
                return Some(first.deadline);
            }
            self.heap.pop();
            self.cancelled -= 1;
        }
        None
    }

    /// Takes the first timer whose deadline is before `end`.
    pub(crate) fn pop_due(&mut self, end: f64) -> Option<Key> {
        if self.next_deadline()? >= end {
            return None;
        }
        let entry = self.heap.pop()?;
        self.release(entry.id)
    }

    pub(crate) fn len(&self) -> usize {
        self.heap.len() - self.cancelled
    }

    fn is_pending(&self, id: TimerId) -> bool {
        let slot = &self.slots[id.slot as usize];
        slot.generation == id.generation && slot.key.is_some()
    }

    /// Frees the slot, so that the id names nothing any more.
    fn release(&mut self, id: TimerId) -> Option<Key> {
        let slot = self.slots.get_mut(id.slot as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        let key = slot.key.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.slot);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(timers: &mut Timers, end: f64) -> Vec<u64> {
        std::iter::from_fn(|| timers.pop_due(end)).map(|key| key.0).collect()
    }

    #[test]
    fn deadline_then_insertion() {
        let mut timers = Timers::default();
        for (deadline, key) in [(2.0, 1), (1.0, 2), (2.0, 3), (1.0, 4), (0.5, 5), (9.0, 6)] {
            timers.add(deadline, Key(key));
        }
        assert_eq!(drain(&mut timers, 3.0), [5, 2, 4, 1, 3]);
        assert_eq!(timers.next_deadline(), Some(9.0));
        assert_eq!(timers.len(), 1);
    }

    #[test]
    fn cancelled_timers_do_not_fire_and_do_not_pile_up() {
        let mut timers = Timers::default();
        let keep = timers.add(5.0, Key(0));
        for i in 1..10_000 {
            let id = timers.add(1.0, Key(i));
            assert_eq!(timers.cancel(id), Some(Key(i)));
            assert_eq!(timers.cancel(id), None);
        }
        assert!(timers.heap.len() < 200, "{}", timers.heap.len());
        assert_eq!(timers.len(), 1);
        assert_eq!(drain(&mut timers, 10.0), [0]);
        assert_eq!(timers.cancel(keep), None);
        let reused = timers.add(1.0, Key(7));
        assert_ne!(keep, reused);
        assert_eq!(timers.cancel(keep), None);
    }
}
