//! Who waits for which descriptor, and what is known about its readiness. One registration with the poll serves both
//! directions for as long as the descriptor lives, so waiting on a socket again and again costs no system call.
//!
//! ```text
//!  event from the poll ─► waiter there? ─ yes ─► its key is reported; a one-shot waiter is gone, a watch is armed again
//!                                       └ no ──► remembered as `ready`; the next wait is answered at once
//! ```

use crate::Key;
use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};
use std::io;
use std::os::fd::RawFd;

/// What is waited for on a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Data, a connection to accept, or the end of the stream.
    Read,
    /// Room for data, or the outcome of a connection attempt.
    Write,
}

impl Direction {
    fn interest(self) -> Interest {
        match self {
            Direction::Read => Interest::READABLE,
            Direction::Write => Interest::WRITABLE,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Waiter {
    /// Reported once.
    Once(Key),
    /// Reported in every turn in which the descriptor is ready.
    Always(Key),
}

impl Waiter {
    fn key(self) -> Key {
        match self {
            Waiter::Once(key) | Waiter::Always(key) => key,
        }
    }
}

#[derive(Debug, Default)]
struct Side {
    waiter: Option<Waiter>,
    /// An event came while nobody waited.
    ready: bool,
}

#[derive(Debug, Default)]
struct Source {
    /// What the poll was asked to watch; none before the first wait.
    registered: Option<Interest>,
    sides: [Side; 2],
}

/// All descriptors, by number.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    table: Vec<Option<Box<Source>>>,
    /// Keys of waits that were answered by what is remembered.
    answered: Vec<Key>,
    /// Descriptors whose watch was reported and must be armed again before the next poll.
    rearm: Vec<RawFd>,
    /// How many waiters there are.
    waiting: usize,
}

impl Sources {
    /// Sets a one-shot waiter; returns the key of the waiter that it replaces.
    pub(crate) fn wait(
        &mut self,
        registry: &Registry,
        fd: RawFd,
        direction: Direction,
        key: Key,
    ) -> io::Result<Option<Key>> {
        let source = self.source(fd)?;
        register(registry, fd, source, direction, false)?;
        let side = &mut source.sides[direction as usize];
        if std::mem::take(&mut side.ready) {
            let old = side.waiter.take();
            self.waiting -= usize::from(old.is_some());
            self.answered.push(key);
            return Ok(old.map(Waiter::key));
        }
        let old = side.waiter.replace(Waiter::Once(key));
        self.waiting += usize::from(old.is_none());
        Ok(old.map(Waiter::key))
    }

    /// Sets a waiter that stays; returns the key of the waiter that it replaces.
    pub(crate) fn watch(
        &mut self,
        registry: &Registry,
        fd: RawFd,
        direction: Direction,
        key: Key,
    ) -> io::Result<Option<Key>> {
        let source = self.source(fd)?;
        // Asking the poll again makes it report a descriptor that is ready already, and notices one that was closed and
        // opened again behind the reactor's back.
        register(registry, fd, source, direction, true)?;
        let side = &mut source.sides[direction as usize];
        side.ready = false;
        let old = side.waiter.replace(Waiter::Always(key));
        self.waiting += usize::from(old.is_none());
        Ok(old.map(Waiter::key))
    }

    /// Removes a waiter.
    pub(crate) fn cancel(&mut self, fd: RawFd, direction: Direction) -> Option<Key> {
        let source = usize::try_from(fd).ok().and_then(|fd| self.table.get_mut(fd))?.as_mut()?;
        let old = source.sides[direction as usize].waiter.take()?;
        self.waiting -= 1;
        Some(old.key())
    }

    /// Removes the descriptor; returns the keys of its waiters.
    pub(crate) fn forget(&mut self, registry: Option<&Registry>, fd: RawFd) -> [Option<Key>; 2] {
        let slot = usize::try_from(fd).ok().and_then(|fd| self.table.get_mut(fd));
        let Some(source) = slot.and_then(Option::take) else { return [None, None] };
        if source.registered.is_some()
            && let Some(registry) = registry
        {
            // Fails only when the descriptor is closed already, and then the poll has forgotten it by itself.
            let _ = registry.deregister(&mut SourceFd(&fd));
        }
        let [read, write] = source.sides;
        self.waiting -= usize::from(read.waiter.is_some()) + usize::from(write.waiter.is_some());
        [read.waiter.map(Waiter::key), write.waiter.map(Waiter::key)]
    }

    /// Notes an event of the poll; calls `report` with the keys of those who waited for it.
    pub(crate) fn note(&mut self, fd: RawFd, readable: bool, writable: bool, mut report: impl FnMut(Key)) {
        let Some(source) = usize::try_from(fd).ok().and_then(|fd| self.table.get_mut(fd)).and_then(Option::as_mut)
        else {
            return;
        };
        let mut watched = false;
        for (side, ready) in source.sides.iter_mut().zip([readable, writable]) {
            if !ready {
                continue;
            }
            match side.waiter {
                Some(Waiter::Once(key)) => {
                    side.waiter = None;
                    self.waiting -= 1;
                    report(key);
                }
                Some(Waiter::Always(key)) => {
                    watched = true;
                    report(key);
                }
                None => side.ready = true,
            }
        }
        if watched {
            self.rearm.push(fd);
        }
    }

    /// Takes the waits that were answered without the poll.
    pub(crate) fn take_answered(&mut self, report: impl FnMut(Key)) {
        self.answered.drain(..).for_each(report);
    }

    pub(crate) fn has_answers(&self) -> bool {
        !self.answered.is_empty()
    }

    /// Arms the watches that were reported in the last turn.
    pub(crate) fn rearm(&mut self, registry: &Registry) {
        for fd in std::mem::take(&mut self.rearm) {
            let Some(source) = self.table.get_mut(fd as usize).and_then(Option::as_mut) else { continue };
            if source.sides.iter().any(|side| matches!(side.waiter, Some(Waiter::Always(_))))
                && let Some(interest) = source.registered
            {
                // Fails only when the descriptor was closed, and then there is nothing to report.
                let _ = registry.reregister(&mut SourceFd(&fd), Token(fd as usize), interest);
            }
        }
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting
    }

    fn source(&mut self, fd: RawFd) -> io::Result<&mut Source> {
        let index = usize::try_from(fd).map_err(|_| io::Error::from(rustix::io::Errno::BADF))?;
        if index >= self.table.len() {
            self.table.resize_with(index + 1, || None);
        }
        Ok(self.table[index].get_or_insert_default())
    }
}

/// Makes the poll watch the descriptor in this direction. `again` asks even when it does already.
fn register(registry: &Registry, fd: RawFd, source: &mut Source, direction: Direction, again: bool) -> io::Result<()> {
    let token = Token(fd as usize);
    let wanted = direction.interest();
    match source.registered {
        Some(known) if contains(known, wanted) && !again => return Ok(()),
        Some(known) => {
            let both = known.add(wanted);
            let result = registry.reregister(&mut SourceFd(&fd), token, both);
            match result {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // Another file has this number now.
                    *source = Source::default();
                    registry.register(&mut SourceFd(&fd), token, wanted)?;
                    source.registered = Some(wanted);
                }
                other => {
                    other?;
                    source.registered = Some(both);
                }
            }
        }
        None => {
            registry.register(&mut SourceFd(&fd), token, wanted)?;
            source.registered = Some(wanted);
        }
    }
    Ok(())
}

fn contains(known: Interest, wanted: Interest) -> bool {
    (known.is_readable() || !wanted.is_readable()) && (known.is_writable() || !wanted.is_writable())
}
