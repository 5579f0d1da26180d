"""The event loop under the name that programs inherit from. The loop itself is native."""

from _asyncio import EventLoop as BaseEventLoop

__all__ = ("BaseEventLoop",)
