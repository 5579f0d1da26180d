"""Futures, which are native. There is no bridge to the futures of concurrent.futures, as there are no threads yet."""

from _asyncio import Future, isfuture

__all__ = ("Future", "wrap_future", "isfuture")


def wrap_future(future, *, loop=None):
    """Return `future` where it is an asyncio future already; others cannot exist without threads."""
    if isfuture(future):
        return future
    raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")
