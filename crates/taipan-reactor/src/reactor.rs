//! The reactor itself: one turn waits until a source is ready, a timer is due or somebody wakes it, and reports the keys.

use crate::clock::Clock;
use crate::sources::{Direction, Sources};
use crate::timers::{TimerId, Timers};
use crate::{Key, RealClock};
use mio::{Events, Poll, Token};
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::sync::Arc;
use std::time::Duration;

/// The token of the waker; descriptors are small, so it cannot be one.
const WAKER: Token = Token(usize::MAX);

/// No wait is longer than this many seconds (a day); the turn then ends without events.
const LONGEST_WAIT: f64 = 86_400.0;

/// Events taken from the operating system in one go.
const BATCH: usize = 1024;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The descriptor that this key waits for is ready.
    Ready(Key),
    /// The deadline of this key has come.
    Timer(Key),
}

/// How long a turn may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wait {
    /// Not at all: report what is there.
    No,
    /// Until there is an event, or until it is woken.
    ForEvents,
    /// As `ForEvents`, but at most this many seconds of real time.
    AtMost(f64),
}

/// Why a turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// There are events, or the time is up.
    Done,
    /// A [`Waker`] was used.
    Woken,
    /// A signal arrived at this thread.
    Interrupted,
    /// A turn without limit had nothing to wait for: no source, no timer, no waker and nothing announced by
    /// [`Reactor::expect_wake`]. Waiting would never end.
    Idle,
}

/// Ends a wait of its reactor; usable from any thread and from a signal handler.
#[derive(Clone, Debug)]
pub struct Waker {
    inner: Arc<mio::Waker>,
}

impl Waker {
    /// Ends the current wait, or the next one. Several calls between two turns count as one.
    pub fn wake(&self) {
        // Fails only when the counter behind it is full, and then the reactor is about to wake up.
        let _ = self.inner.wake();
    }
}

/// What exists once something has to be asked of the operating system.
struct Polling {
    poll: Poll,
    events: Events,
}

/// Sources, timers and clock of one event loop. Making one costs no system call.
pub struct Reactor {
    clock: Box<dyn Clock>,
    timers: Timers,
    sources: Sources,
    polling: Option<Box<Polling>>,
    waker: Option<Arc<mio::Waker>>,
    /// How many wake-ups are announced.
    expected: usize,
}

impl Default for Reactor {
    /// A reactor with the real clock.
    fn default() -> Reactor {
        Reactor::new(RealClock)
    }
}

impl Reactor {
    /// A reactor with this clock.
    pub fn new(clock: impl Clock + 'static) -> Reactor {
        Reactor {
            clock: Box::new(clock),
            timers: Timers::default(),
            sources: Sources::default(),
            polling: None,
            waker: None,
            expected: 0,
        }
    }

    // ---- time ----

    /// Seconds of the clock.
    pub fn now(&self) -> f64 {
        self.clock.now()
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Reports `key` once, when the clock has reached `deadline`. Equal deadlines are reported in the order of the calls.
    /// A deadline that is not a number never comes.
    pub fn add_timer(&mut self, deadline: f64, key: Key) -> TimerId {
        let deadline = if deadline.is_nan() { f64::INFINITY } else { deadline };
        self.timers.add(deadline, key)
    }

    /// Cancels a timer; returns its key, or none when it was reported or cancelled before.
    pub fn cancel_timer(&mut self, id: TimerId) -> Option<Key> {
        self.timers.cancel(id)
    }

    /// The earliest deadline.
    pub fn next_deadline(&mut self) -> Option<f64> {
        self.timers.next_deadline()
    }

    /// How many timers are pending.
    pub fn timer_count(&self) -> usize {
        self.timers.len()
    }

    // ---- sources ----

    /// Reports `key` once, as soon as `fd` is ready in this direction. To be called after an operation has said that it
    /// would block; a report may be premature, so the operation must be tried again rather than assumed to succeed.
    /// Returns the key of a waiter for the same thing, which is replaced.
    ///
    /// Before `fd` is closed [`Reactor::forget`] must be called: a later file with the same number would be taken for it.
    ///
    /// # Errors
    /// What the operating system says: `EBADF`, `EPERM` for regular files, `EMFILE`.
    pub fn wait(&mut self, fd: RawFd, direction: Direction, key: Key) -> io::Result<Option<Key>> {
        let polling = polling(&mut self.polling)?;
        self.sources.wait(polling.poll.registry(), fd, direction, key)
    }

    /// Reports `key` in every turn in which `fd` is ready in this direction, until [`Reactor::cancel`]: Python's
    /// `loop.add_reader`. Returns the key of a waiter for the same thing, which is replaced.
    ///
    /// # Errors
    /// As for [`Reactor::wait`].
    pub fn watch(&mut self, fd: RawFd, direction: Direction, key: Key) -> io::Result<Option<Key>> {
        let polling = polling(&mut self.polling)?;
        self.sources.watch(polling.poll.registry(), fd, direction, key)
    }

    /// Ends a wait or a watch; returns its key if there was one.
    pub fn cancel(&mut self, fd: RawFd, direction: Direction) -> Option<Key> {
        self.sources.cancel(fd, direction)
    }

    /// Removes all that is known of `fd`; to be called before it is closed. Returns the keys that waited to read and to
    /// write; they will not be reported.
    pub fn forget(&mut self, fd: RawFd) -> [Option<Key>; 2] {
        self.sources.forget(self.polling.as_ref().map(|polling| polling.poll.registry()), fd)
    }

    /// How many waits and watches there are.
    pub fn source_count(&self) -> usize {
        self.sources.waiting()
    }

    // ---- wake-ups from outside ----

    /// A handle that ends waits.
    ///
    /// # Errors
    /// `EMFILE` when there is no descriptor left.
    pub fn waker(&mut self) -> io::Result<Waker> {
        let polling = polling(&mut self.polling)?;
        let inner = match &self.waker {
            Some(inner) => inner.clone(),
            None => {
                let inner = Arc::new(mio::Waker::new(polling.poll.registry(), WAKER)?);
                self.waker = Some(inner.clone());
                inner
            }
        };
        Ok(Waker { inner })
    }

    /// Announces that a waker will be used: something runs outside the loop. Until [`Reactor::wake_came`] is called as
    /// often, the clock does not jump and a turn without limit is not [`Turn::Idle`].
    pub fn expect_wake(&mut self) {
        self.expected += 1;
    }

    /// Takes back one [`Reactor::expect_wake`].
    pub fn wake_came(&mut self) {
        self.expected = self.expected.saturating_sub(1);
    }

    /// The descriptor to poll for reading when the reactor is part of another event loop.
    ///
    /// # Errors
    /// `EMFILE` when there is no descriptor left.
    pub fn poll_fd(&mut self) -> io::Result<RawFd> {
        Ok(polling(&mut self.polling)?.poll.as_raw_fd())
    }

    // ---- waiting ----

    /// Waits as told and appends what happened: sources in the order in which the operating system reports them, then
    /// timers in the order of their deadlines.
    ///
    /// # Errors
    /// When the operating system refuses to poll.
    pub fn turn(&mut self, wait: Wait, events: &mut Vec<Event>) -> io::Result<Turn> {
        let before = events.len();
        let until = match wait {
            Wait::AtMost(seconds) => Some(RealClock.now() + seconds.max(0.0)),
            _ => None,
        };
        loop {
            let (timeout, jump) = self.timeout(wait, until);
            if timeout == Timeout::Never {
                return Ok(Turn::Idle);
            }
            let woken = self.poll(timeout, events)?;
            if let Some(deadline) = jump
                && woken.is_none()
                && events.len() == before
            {
                self.clock.jump(deadline);
            }
            let now = self.clock.now();
            // The resolution may vanish beside a great number of seconds.
            let end = (now + self.clock.resolution()).max(now.next_up());
            while let Some(key) = self.timers.pop_due(end) {
                events.push(Event::Timer(key));
            }
            if let Some(turn) = woken {
                return Ok(turn);
            }
            let time_is_up = until.is_some_and(|until| RealClock.now() >= until);
            if events.len() > before || wait == Wait::No || time_is_up || timeout == Timeout::Seconds(LONGEST_WAIT) {
                return Ok(Turn::Done);
            }
        }
    }

    /// How long to poll, and the deadline to which a virtual clock jumps if the poll brings nothing.
    fn timeout(&mut self, wait: Wait, until: Option<f64>) -> (Timeout, Option<f64>) {
        if wait == Wait::No || self.sources.has_answers() {
            return (Timeout::Seconds(0.0), None);
        }
        let next = self.timers.next_deadline().filter(|deadline| *deadline < f64::INFINITY);
        let mut seconds = match next {
            None if until.is_none() && self.sources.waiting() == 0 && self.expected == 0 && self.waker.is_none() => {
                return (Timeout::Never, None);
            }
            None => LONGEST_WAIT,
            Some(deadline) => (deadline - self.clock.now()).clamp(0.0, LONGEST_WAIT),
        };
        if let Some(until) = until {
            seconds = seconds.min((until - RealClock.now()).max(0.0));
        }
        // A clock that can jump does so at once when nothing but timers is waited for, and after the real wait otherwise.
        let only_timers = self.sources.waiting() == 0 && self.expected == 0;
        match next {
            Some(deadline) if deadline > self.clock.now() && self.clock.jump(self.clock.now()) => {
                if only_timers {
                    (Timeout::Seconds(0.0), Some(deadline))
                } else {
                    (Timeout::Seconds(seconds), next)
                }
            }
            _ => (Timeout::Seconds(seconds), None),
        }
    }

    /// Polls once; says whether it was ended from outside.
    fn poll(&mut self, timeout: Timeout, events: &mut Vec<Event>) -> io::Result<Option<Turn>> {
        let Timeout::Seconds(mut seconds) = timeout else { return Ok(None) };
        if self.sources.has_answers() {
            self.sources.take_answered(|key| events.push(Event::Ready(key)));
            seconds = 0.0;
        }
        // Without a waker or a source ever made there is nothing to ask the operating system about.
        if self.polling.is_none() && seconds == 0.0 {
            return Ok(None);
        }
        let polling = polling(&mut self.polling)?;
        self.sources.rearm(polling.poll.registry());
        // The operating system counts in milliseconds; rounding down would make turns that come too early.
        let duration = Duration::from_millis((seconds * 1000.0).ceil() as u64);
        if let Err(error) = polling.poll.poll(&mut polling.events, Some(duration)) {
            if error.kind() == io::ErrorKind::Interrupted {
                return Ok(Some(Turn::Interrupted));
            }
            return Err(error);
        }
        let mut woken = None;
        for event in polling.events.iter() {
            if event.token() == WAKER {
                woken = Some(Turn::Woken);
                continue;
            }
            let failed = event.is_error();
            let readable = event.is_readable() || event.is_read_closed() || failed;
            let writable = event.is_writable() || event.is_write_closed() || failed;
            self.sources.note(event.token().0 as RawFd, readable, writable, |key| events.push(Event::Ready(key)));
        }
        Ok(woken)
    }
}

/// The wait that a turn asks of the poll.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Timeout {
    Seconds(f64),
    Never,
}

fn polling(slot: &mut Option<Box<Polling>>) -> io::Result<&mut Polling> {
    match slot {
        Some(polling) => Ok(polling),
        None => {
            let polling = Polling { poll: Poll::new()?, events: Events::with_capacity(BATCH) };
            Ok(slot.insert(Box::new(polling)))
        }
    }
}
