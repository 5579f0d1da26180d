//! Clocks: where the reactor takes the time from. Waiting is the reactor's work; a clock only tells and jumps.

use std::cell::Cell;
use std::rc::Rc;

/// A source of monotonic time in seconds.
pub trait Clock {
    /// Seconds since some fixed point.
    fn now(&self) -> f64;

    /// The smallest step that [`Clock::now`] can show: a timer counts as due when its deadline lies less than this ahead.
    fn resolution(&self) -> f64 {
        1e-9
    }

    /// Moves the time to `deadline` instead of waiting for it. A clock that follows real time does nothing and returns
    /// false; then the reactor waits.
    fn jump(&self, deadline: f64) -> bool {
        let _ = deadline;
        false
    }
}

/// The monotonic clock of the operating system, as `time.monotonic()` of CPython.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> f64 {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
        time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
    }
}

/// A clock that stands still until the reactor has nothing to wait for but timers, and then jumps to the next deadline.
/// Clones share the time.
#[derive(Clone, Debug, Default)]
pub struct VirtualClock {
    now: Rc<Cell<f64>>,
}

impl VirtualClock {
    /// A clock that shows zero.
    pub fn new() -> VirtualClock {
        VirtualClock::default()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> f64 {
        self.now.get()
    }

    fn jump(&self, deadline: f64) -> bool {
        if deadline > self.now.get() {
            self.now.set(deadline);
        }
        true
    }
}

impl<C: Clock + ?Sized> Clock for Rc<C> {
    fn now(&self) -> f64 {
        (**self).now()
    }

    fn resolution(&self) -> f64 {
        (**self).resolution()
    }

    fn jump(&self, deadline: f64) -> bool {
        (**self).jump(deadline)
    }
}

impl<C: Clock + ?Sized> Clock for Box<C> {
    fn now(&self) -> f64 {
        (**self).now()
    }

    fn resolution(&self) -> f64 {
        (**self).resolution()
    }

    fn jump(&self, deadline: f64) -> bool {
        (**self).jump(deadline)
    }
}
