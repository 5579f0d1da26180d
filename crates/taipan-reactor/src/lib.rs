//! What an event loop waits with: polling of sockets, timers, wake-ups from other threads, and the clock.
//!
//! ```text
//!                    ┌─ sources: who waits for which descriptor ──► epoll, kqueue (mio)
//!  turn(wait) ─► ────┼─ timers: deadlines, earliest first
//!   │                ├─ waker: other threads and signal handlers end a wait
//!   ▼                └─ clock: real, or virtual (jumps to the next deadline when only timers wait)
//!  events: keys of sources first, then keys of due timers in the order of their deadlines
//! ```
//!
//! The crate deals in keys and deadlines. It knows no values, no callbacks and no tasks; what a key stands for is the
//! caller's business. It is the only crate of the workspace that names mio.
//!
//! Times are seconds of the reactor's [`Clock`] as `f64`, as Python's `loop.time()` gives them, so that comparing two
//! deadlines here and in a script cannot disagree.
//!
//! ```
//! use taipan_reactor::{Event, Key, Reactor, VirtualClock, Wait};
//!
//! let mut reactor = Reactor::new(VirtualClock::new());
//! let start = reactor.now();
//! reactor.add_timer(start + 3600.0, Key(1));
//! let mut events = Vec::new();
//! reactor.turn(Wait::ForEvents, &mut events)?;
//! assert_eq!(events, [Event::Timer(Key(1))]);
//! assert_eq!(reactor.now(), start + 3600.0);
//! # Ok::<(), std::io::Error>(())
//! ```

mod clock;
mod reactor;
mod sources;
mod timers;

pub use clock::{Clock, RealClock, VirtualClock};
pub use reactor::{Event, Reactor, Turn, Wait, Waker};
pub use sources::Direction;
pub use timers::TimerId;

/// What a caller recognises an event by. The reactor only stores it and gives it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(pub u64);
