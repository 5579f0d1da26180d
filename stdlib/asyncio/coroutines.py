"""What counts as a coroutine. Both functions are native."""

from _asyncio import iscoroutine, iscoroutinefunction

__all__ = ("iscoroutinefunction", "iscoroutine")
