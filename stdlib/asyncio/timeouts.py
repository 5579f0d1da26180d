"""Timeouts as context managers: they cancel the task inside when their time is up, and say so with TimeoutError."""

from _asyncio import CancelledError, current_task, get_running_loop

__all__ = ("Timeout", "timeout", "timeout_at")


# States of a timeout, as messages name them: created -> active -> finished, or active -> expiring -> expired.
_CREATED = "created"
_ENTERED = "active"
_EXPIRING = "expiring"
_EXPIRED = "expired"
_EXITED = "finished"


class Timeout:
    """Cancels the task inside `async with` at a time of the loop's clock.

    When that has happened, and nobody else asked for the cancellation, the CancelledError leaves as TimeoutError.
    """

    def __init__(self, when):
        """`when` is a time of the loop's clock, or None for a timeout that does not expire until it is rescheduled."""
        self._state = _CREATED
        self._timeout_handler = None
        self._task = None
        self._when = when

    def when(self):
        """Return the time at which the timeout expires, or None."""
        return self._when

    def reschedule(self, when):
        """Set another time; one in the past expires in the next turn of the loop."""
        if self._state is not _ENTERED:
            if self._state is _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
        if when is None:
            self._timeout_handler = None
        else:
            loop = get_running_loop()
            if when <= loop.time():
                self._timeout_handler = loop.call_soon(self._on_timeout)
            else:
                self._timeout_handler = loop.call_at(when, self._on_timeout)

    def expired(self):
        """Return whether the timeout has expired: from then on, not only once the block is left."""
        return self._state in (_EXPIRING, _EXPIRED)

    def __repr__(self):
        info = ""
        if self._state is _ENTERED:
            info = f" when={round(self._when, 3) if self._when is not None else None}"
        return f"<Timeout [{self._state}]{info}>"

    async def __aenter__(self):
        if self._state is not _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        assert self._state in (_ENTERED, _EXPIRING)
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
            self._timeout_handler = None
        if self._state is _ENTERED:
            self._state = _EXITED
            return None
        self._state = _EXPIRED
        # With more requests to cancel than there were at the start, someone else wants the task to end.
        if self._task.uncancel() <= self._cancelling and exc_type is not None:
            if issubclass(exc_type, CancelledError):
                raise TimeoutError from exc_val
            if exc_val is not None:
                _explain_context(exc_val)
                if isinstance(exc_val, ExceptionGroup):
                    for exc in exc_val.exceptions:
                        _explain_context(exc)
        return None

    def _on_timeout(self):
        assert self._state is _ENTERED
        self._task.cancel()
        self._state = _EXPIRING
        # The handle refers to this object: let go of it.
        self._timeout_handler = None


def _explain_context(exc):
    """Put a TimeoutError before the CancelledError during whose handling `exc` was raised."""
    while exc.__context__ is not None:
        if isinstance(exc.__context__, CancelledError):
            explanation = TimeoutError()
            explanation.__context__ = explanation.__cause__ = exc.__context__
            exc.__context__ = explanation
            break
        exc = exc.__context__


def timeout(delay):
    """Return a context manager that expires `delay` seconds after this call, or never where `delay` is None."""
    loop = get_running_loop()
    return Timeout(loop.time() + delay if delay is not None else None)


def timeout_at(when):
    """Return a context manager that expires at a time of the loop's clock, or never where `when` is None."""
    return Timeout(when)
