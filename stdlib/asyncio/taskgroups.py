"""Structured concurrency: a group of tasks none of which outlives the block that started them."""

from _asyncio import CancelledError, current_task, get_running_loop

__all__ = ("TaskGroup",)


class TaskGroup:
    """Asynchronous context manager that waits for the tasks created in it.

    When one of them fails, or the block does, the others are cancelled; their exceptions leave together in an
    ExceptionGroup. KeyboardInterrupt and SystemExit leave as they are.
    """

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        # Whether the group itself has asked the task around it to cancel, and so must take that back.
        self._parent_cancel_requested = False
        # The keys are the tasks that run, in the order of their creation.
        self._tasks = {}
        self._errors = []
        self._base_error = None
        self._on_completed_fut = None

    def __repr__(self):
        info = [""]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<TaskGroup{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        if exc is not None and self._base_error is None and _is_base_error(exc):
            self._base_error = exc
        cancellation = exc if et is not None and issubclass(et, CancelledError) else None
        if et is not None and not self._aborting:
            self._abort()

        # Cancelling the task around the group interrupts the wait, which goes on until all tasks are done: only the
        # first such request, and only when it is not the group's own, is handed on.
        while self._tasks:
            if self._on_completed_fut is None:
                self._on_completed_fut = self._loop.create_future()
            try:
                await self._on_completed_fut
            except CancelledError as error:
                if not self._aborting:
                    cancellation = error
                    self._abort()
            self._on_completed_fut = None

        if self._base_error is not None:
            raise self._base_error
        if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
            # The group was the only one who asked for the cancellation.
            cancellation = None
        try:
            if cancellation is not None and not self._errors:
                raise cancellation
            if et is not None and not issubclass(et, CancelledError):
                self._errors.append(exc)
            if self._errors:
                # A cancellation from outside is kept pending while the errors leave: it must still be delivered at the
                # next await, and the number of requests must stay the same.
                if self._parent_task.cancelling():
                    self._parent_task.uncancel()
                    self._parent_task.cancel()
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
        finally:
            # Exceptions refer to this frame and this object: leave no cycles behind.
            self._parent_task = None
            self._errors = []
            cancellation = exc = None

    def create_task(self, coro, *, name=None, context=None):
        """Create a task in this group and return it."""
        problem = None
        if not self._entered:
            problem = "has not been entered"
        elif self._exiting and not self._tasks:
            problem = "is finished"
        elif self._aborting:
            problem = "is shutting down"
        if problem is not None:
            # Otherwise the coroutine would complain that nobody awaited it.
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} {problem}")
        if context is None:
            task = self._loop.create_task(coro, name=name)
        else:
            task = self._loop.create_task(coro, name=name, context=context)
        if task.done():
            self._on_task_done(task)
        else:
            self._tasks[task] = None
            task.add_done_callback(self._on_task_done)
        return task

    def _abort(self):
        """Cancel the tasks that still run."""
        self._aborting = True
        for task in list(self._tasks):
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        if self._on_completed_fut is not None and not self._tasks and not self._on_completed_fut.done():
            self._on_completed_fut.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._base_error is None and _is_base_error(error):
            self._base_error = error
        if self._parent_task.done():
            # The block was left without waiting, for example because the loop was stopped.
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task "
                           f"{self._parent_task} is already completed",
                "exception": error,
                "task": task,
            })
            return
        if not self._aborting and not self._parent_cancel_requested:
            # The task around the group may be anywhere in the block: cancelling it brings it to the end of the block.
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()


def _is_base_error(exc):
    """Whether the exception asks to end the program, so that it is not put into a group."""
    return isinstance(exc, (SystemExit, KeyboardInterrupt))
