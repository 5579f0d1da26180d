"""Synchronisation between tasks. Barrier is composed here from a Condition; the others are native."""

from _asyncio import BoundedSemaphore, Condition, Event, Lock, Semaphore

from .exceptions import BrokenBarrierError

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


# States of a barrier, as its repr names them.
_FILLING = "filling"
_DRAINING = "draining"
_RESETTING = "resetting"
_BROKEN = "broken"


class Barrier:
    """Lets tasks wait for each other: none passes before a given number of them has come.

    Filling, tasks come and wait. With the last one it is draining: all of them pass, and newcomers wait until it is
    filling again. Resetting is draining with an error for those who waited; broken lasts until reset() is called.
    """

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        # How many tasks are waiting or, while the barrier is draining, have not left yet.
        self._count = 0

    def __repr__(self):
        base = object.__repr__(self)
        waiting = "" if self.broken else f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{base[1:-1]} [{self._state}{waiting}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the other tasks; return the number of those that had come before."""
        async with self._cond:
            await self._until_filling()
            try:
                index = self._count
                self._count += 1
                if self._count == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(self._is_not_filling)
                    if self._state in (_BROKEN, _RESETTING):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                self._exit()

    async def _until_filling(self):
        while self._state in (_DRAINING, _RESETTING):
            await self._cond.wait()
        if self._state is _BROKEN:
            raise BrokenBarrierError("Barrier aborted")

    def _is_not_filling(self):
        return self._state is not _FILLING

    def _exit(self):
        """The last task to leave lets the newcomers in."""
        if self._count == 0:
            if self._state in (_RESETTING, _DRAINING):
                self._state = _FILLING
            self._cond.notify_all()

    async def reset(self):
        """Return to the empty state. Tasks that are waiting get BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                if self._state is not _RESETTING:
                    self._state = _RESETTING
            else:
                self._state = _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Put the barrier into the broken state. Tasks that wait, or come to wait, get BrokenBarrierError."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """The number of tasks that pass together."""
        return self._parties

    @property
    def n_waiting(self):
        """The number of tasks that are waiting."""
        return self._count if self._state is _FILLING else 0

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._state is _BROKEN
