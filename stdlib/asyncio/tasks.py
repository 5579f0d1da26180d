"""Tasks and the functions that wait for them. All are native but for the thin ones below."""

from _asyncio import Task, all_tasks, as_completed, current_task, ensure_future, gather, shield, sleep, wait, wait_for
from _asyncio import get_running_loop as _get_running_loop

__all__ = (
    "Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for", "as_completed",
    "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe", "current_task", "all_tasks",
    "create_eager_task_factory", "eager_task_factory",
)

# When wait() returns.
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def create_task(coro, *, name=None, context=None):
    """Schedule the coroutine to run in the running loop, and return its task."""
    loop = _get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def run_coroutine_threadsafe(coro, loop):
    """Refused: there is no other thread from which to submit a coroutine."""
    raise NotImplementedError("asyncio.run_coroutine_threadsafe() is not supported yet: there are no threads")


def create_eager_task_factory(custom_task_constructor):
    """Refused: a task always starts in the turn after its creation."""
    raise NotImplementedError("asyncio.create_eager_task_factory() is not supported yet")


def eager_task_factory(loop, coro, *, name=None, context=None):
    """Refused: a task always starts in the turn after its creation."""
    raise NotImplementedError("asyncio.eager_task_factory() is not supported yet")
