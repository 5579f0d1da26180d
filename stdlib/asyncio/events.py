"""Event loops: which one is running, how one is made, and the policies behind it.

The loop and its handles are native. There is one thread, so a policy remembers one loop.
"""

from _asyncio import EventLoop, Handle, TimerHandle, _get_running_loop, _set_running_loop, get_running_loop

__all__ = (
    "AbstractEventLoopPolicy", "AbstractEventLoop", "Handle", "TimerHandle", "get_event_loop_policy",
    "set_event_loop_policy", "get_event_loop", "set_event_loop", "new_event_loop", "_set_running_loop",
    "get_running_loop", "_get_running_loop", "EventLoop", "SelectorEventLoop", "DefaultEventLoopPolicy",
)

# The one kind of loop there is.
SelectorEventLoop = EventLoop


class _AbstractEventLoopType(type):
    """Makes the native loop count as an instance of AbstractEventLoop."""

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        return super().__subclasscheck__(subclass) or (cls is AbstractEventLoop and issubclass(subclass, EventLoop))


class AbstractEventLoop(metaclass=_AbstractEventLoopType):
    """What every event loop is an instance of. Its methods are for subclasses to define."""


def _not_implemented(name, is_coroutine):
    """Return the method `name` of AbstractEventLoop."""
    if is_coroutine:
        async def method(self, *args, **kwargs):
            raise NotImplementedError
    else:
        def method(self, *args, **kwargs):
            raise NotImplementedError
    method.__name__ = name
    method.__qualname__ = f"AbstractEventLoop.{name}"
    return method


for _name in (
    "run_forever", "run_until_complete", "stop", "is_running", "is_closed", "close", "call_soon", "call_later",
    "call_at", "time", "create_future", "create_task", "call_soon_threadsafe", "run_in_executor",
    "set_default_executor", "add_reader", "remove_reader", "add_writer", "remove_writer", "add_signal_handler",
    "remove_signal_handler", "set_task_factory", "get_task_factory", "get_exception_handler", "set_exception_handler",
    "default_exception_handler", "call_exception_handler", "get_debug", "set_debug",
):
    setattr(AbstractEventLoop, _name, _not_implemented(_name, False))
for _name in (
    "shutdown_asyncgens", "shutdown_default_executor", "getaddrinfo", "getnameinfo", "create_connection",
    "create_server", "sendfile", "start_tls", "create_unix_connection", "create_unix_server",
    "connect_accepted_socket", "create_datagram_endpoint", "connect_read_pipe", "connect_write_pipe",
    "subprocess_shell", "subprocess_exec", "sock_recv", "sock_recv_into", "sock_recvfrom", "sock_recvfrom_into",
    "sock_sendall", "sock_sendto", "sock_connect", "sock_accept", "sock_sendfile",
):
    setattr(AbstractEventLoop, _name, _not_implemented(_name, True))
del _name


class AbstractEventLoopPolicy:
    """Says which event loop is the current one, and how a new one is made."""

    def get_event_loop(self):
        """Return the current event loop."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Make `loop` the current event loop."""
        raise NotImplementedError

    def new_event_loop(self):
        """Return a new event loop."""
        raise NotImplementedError


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Makes a first loop when one is asked for, unless set_event_loop() was called before."""

    _loop_factory = EventLoop

    def __init__(self):
        self._loop = None
        self._set_called = False

    def get_event_loop(self):
        if self._loop is None and not self._set_called:
            import warnings
            warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=3)
            self.set_event_loop(self.new_event_loop())
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop):
        self._set_called = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(
                f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'"
            )
        self._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_policy = None


def get_event_loop_policy():
    """Return the current policy."""
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    """Set the policy; None restores the default one."""
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(
            f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'"
        )
    _policy = policy


def get_event_loop():
    """Return the running event loop; while none runs, the current one of the policy."""
    running = _get_running_loop()
    if running is not None:
        return running
    return get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Make `loop` the current event loop of the policy."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Return a new event loop of the policy."""
    return get_event_loop_policy().new_event_loop()
