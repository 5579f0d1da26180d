"""Tools for the with statement: context managers from generators, stacks of them, small ready ones."""

import abc
import sys

__all__ = [
    "AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator",
    "AsyncExitStack", "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager",
    "chdir", "closing", "contextmanager", "nullcontext", "redirect_stderr",
    "redirect_stdout", "suppress",
]

_GenericAlias = type(list[int])


def _has_methods(cls, *names):
    """Whether every one of `names` is defined, and not set to None, by a class of the MRO."""
    for name in names:
        for ancestor in cls.__mro__:
            if name in ancestor.__dict__:
                if ancestor.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(abc.ABC):
    """A class with __enter__ and __exit__; the default __enter__ returns the object."""

    __slots__ = ()
    __class_getitem__ = classmethod(_GenericAlias)

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has_methods(C, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """A class with __aenter__ and __aexit__; the default __aenter__ returns the object."""

    __slots__ = ()
    __class_getitem__ = classmethod(_GenericAlias)

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _has_methods(C, "__aenter__", "__aexit__")
        return NotImplemented


def _copy_identity(wrapper, func):
    # What functools.wraps does; imported where it is first needed.
    from functools import update_wrapper

    return update_wrapper(wrapper, func)


class ContextDecorator:
    """Lets a context manager be used as a decorator too."""

    def _recreate_cm(self):
        # A manager that serves once gives a fresh one for each call.
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return _copy_identity(inner, func)


class AsyncContextDecorator:
    """Lets an async context manager be used as a decorator of async functions too."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return _copy_identity(inner, func)


class _FromGenerator:
    """What the managers made by contextmanager() and asynccontextmanager() share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        # Kept to make a fresh generator for each call of a decorated function.
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """A context manager that runs a generator up to its yield, and then to its end."""

    def __enter__(self):
        # No longer needed, and they may hold on to large objects.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()

        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            # The block's own StopIteration, come back unchanged, is not handled.
            return stop is not value
        except RuntimeError as error:
            if error is value:
                value.__traceback__ = traceback
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                # The generator let the block's StopIteration out, which its frame
                # turned into this RuntimeError: the block's exception goes on.
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            # Without this the frames of throw() would show in the traceback.
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(
    _FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator
):
    """An async context manager that runs an async generator to its yield, then to its end."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()

        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as stop:
            return stop is not value
        except RuntimeError as error:
            if error is value:
                value.__traceback__ = traceback
                return False
            if (
                isinstance(value, (StopIteration, StopAsyncIteration))
                and error.__cause__ is value
            ):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Turn a generator function with one yield into a factory of context managers."""

    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return _copy_identity(helper, func)


def asynccontextmanager(func):
    """Turn an async generator function with one yield into a factory of async managers."""

    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return _copy_identity(helper, func)


class closing(AbstractContextManager):
    """Calls close() of a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits aclose() of a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        # A stack, since one object may be entered while it is in use.
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends what the block prints to another file."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends what the block writes to sys.stderr to another file."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the block quietly when one of these exceptions leaves it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            _, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing; stands in where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Changes the working directory for the block."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os

        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os

        os.chdir(self._old_cwd.pop())


def _relink_context(raised, previous, outside):
    """Make the context chain of `raised` what nested with statements would have given.

    `raised` left an exit callback after `previous` had left the one before. `outside`
    is what is being handled around the callbacks, so it ends up in the chain of
    `raised`: where it stands there, `previous` belongs.
    """
    link = raised
    while True:
        context = link.__context__
        if context is None or context is previous:
            return
        if context is outside:
            break
        link = context
    link.__context__ = previous


def _missing_protocol(cls, protocol):
    return TypeError(
        f"'{cls.__module__}.{cls.__qualname__}' object does not support the {protocol} protocol"
    )


class _StackBase:
    """What ExitStack and AsyncExitStack share: the list of callbacks, and ways to add to it."""

    def __init__(self):
        # Pairs (is_sync, callback taking the three exception details), oldest first.
        self._exit_callbacks = []

    def pop_all(self):
        """Move the callbacks to a new stack, and return it."""
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        """Add the __exit__ of an object, or a function with the signature of __exit__."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exit_callbacks.append((True, exit))
        else:
            self._exit_callbacks.append((True, _bound(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enter a context manager now, leave it with the stack, return what entering gave."""
        cls = type(cm)
        try:
            enter = cls.__enter__
            leave = cls.__exit__
        except AttributeError:
            raise _missing_protocol(cls, "context manager") from None
        result = enter(cm)
        self._exit_callbacks.append((True, _bound(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Add a function to call with these arguments; it does not see the exception."""

        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((True, _exit_wrapper))
        return callback


def _bound(function, instance):
    # Special methods are looked up on the class, as the with statement does.
    return type(_bound_example)(function, instance)


_bound_example = _StackBase().push


class ExitStack(_StackBase, AbstractContextManager):
    """A context manager that leaves, last in first out, whatever was added to it."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        arrived_with_exception = exc is not None
        outside = sys.exception()
        suppressed = False
        pending_raise = False
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                if exc is None:
                    swallowed = leave(None, None, None)
                else:
                    swallowed = leave(type(exc), exc, exc.__traceback__)
                if swallowed:
                    suppressed = True
                    pending_raise = False
                    exc = None
            except BaseException as raised:
                _relink_context(raised, exc, outside)
                pending_raise = True
                exc = raised
        if pending_raise:
            # A raise statement sets the context anew: put back the one worked out.
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return arrived_with_exception and suppressed

    def close(self):
        """Run the callbacks now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_StackBase, AbstractAsyncContextManager):
    """Like ExitStack, for async context managers and coroutine functions as well."""

    async def enter_async_context(self, cm):
        """Enter an async context manager now, leave it with the stack."""
        cls = type(cm)
        try:
            enter = cls.__aenter__
            leave = cls.__aexit__
        except AttributeError:
            raise _missing_protocol(cls, "asynchronous context manager") from None
        result = await enter(cm)
        self._exit_callbacks.append((False, _bound(leave, cm)))
        return result

    def push_async_exit(self, exit):
        """Add the __aexit__ of an object, or a coroutine function with its signature."""
        method = getattr(type(exit), "__aexit__", None)
        if method is None:
            self._exit_callbacks.append((False, exit))
        else:
            self._exit_callbacks.append((False, _bound(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Add a coroutine function to await with these arguments."""

        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((False, _exit_wrapper))
        return callback

    async def aclose(self):
        """Run the callbacks now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        exc = exc_details[1]
        arrived_with_exception = exc is not None
        outside = sys.exception()
        suppressed = False
        pending_raise = False
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                if exc is None:
                    swallowed = leave(None, None, None)
                else:
                    swallowed = leave(type(exc), exc, exc.__traceback__)
                if not is_sync:
                    swallowed = await swallowed
                if swallowed:
                    suppressed = True
                    pending_raise = False
                    exc = None
            except BaseException as raised:
                _relink_context(raised, exc, outside)
                pending_raise = True
                exc = raised
        if pending_raise:
            # A raise statement sets the context anew: put back the one worked out.
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return arrived_with_exception and suppressed
