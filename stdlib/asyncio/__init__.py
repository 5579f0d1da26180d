"""asyncio: concurrent code with async and await. This file is the contents page.

What parks and wakes tasks is native, in `_asyncio` (`crates/taipan-vm/src/asyncio/`). What is composed from it is
Python:

    name                                          home
    --------------------------------------------  ------------------------------------------------
    run, Runner                                   runners.py
    TaskGroup                                     taskgroups.py
    timeout, timeout_at, Timeout                  timeouts.py
    Barrier                                       locks.py
    exceptions, except those that native code     exceptions.py
        raises itself
    get_event_loop, new_event_loop, policies,     events.py
        AbstractEventLoop
    to_thread                                     threads.py
    Task, gather, wait, wait_for, sleep, shield,  native; named in tasks.py
        as_completed, current_task, all_tasks
    Future, isfuture                              native; named in futures.py
    Lock, Event, Condition, Semaphore,            native; named in locks.py
        BoundedSemaphore
    Queue, PriorityQueue, LifoQueue               native; named in queues.py
    EventLoop, Handle, TimerHandle,               native; named in events.py and base_events.py
        get_running_loop

Names of CPython's asyncio that do not exist yet are listed in `_UNSUPPORTED`, each with the reason that its use shows.
"""

from . import base_events, coroutines, events, exceptions, futures, locks, queues, runners, taskgroups, tasks, threads
from . import timeouts
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *

__all__ = (
    base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + locks.__all__
    + queues.__all__ + runners.__all__ + taskgroups.__all__ + tasks.__all__ + threads.__all__ + timeouts.__all__
)

_STREAMS = "streams are not supported yet"
_SUBPROCESSES = "subprocesses are not supported yet"
_TRANSPORTS = "transports and protocols are not supported yet"
_THREADS = "threads are not supported yet"
_EAGER = "eager tasks are not supported yet"

_UNSUPPORTED = {
    "StreamReader": _STREAMS,
    "StreamReaderProtocol": _STREAMS,
    "StreamWriter": _STREAMS,
    "open_connection": _STREAMS,
    "open_unix_connection": _STREAMS,
    "start_server": _STREAMS,
    "start_unix_server": _STREAMS,
    "streams": _STREAMS,
    "create_subprocess_exec": _SUBPROCESSES,
    "create_subprocess_shell": _SUBPROCESSES,
    "get_child_watcher": _SUBPROCESSES,
    "set_child_watcher": _SUBPROCESSES,
    "subprocess": _SUBPROCESSES,
    "AbstractServer": _TRANSPORTS,
    "BaseProtocol": _TRANSPORTS,
    "BaseTransport": _TRANSPORTS,
    "BufferedProtocol": _TRANSPORTS,
    "DatagramProtocol": _TRANSPORTS,
    "DatagramTransport": _TRANSPORTS,
    "Protocol": _TRANSPORTS,
    "ReadTransport": _TRANSPORTS,
    "Server": _TRANSPORTS,
    "SubprocessProtocol": _TRANSPORTS,
    "SubprocessTransport": _TRANSPORTS,
    "Transport": _TRANSPORTS,
    "WriteTransport": _TRANSPORTS,
    "protocols": _TRANSPORTS,
    "transports": _TRANSPORTS,
}


def __getattr__(name):
    message = f"module {__name__!r} has no attribute {name!r}"
    if name in _UNSUPPORTED:
        message += f" ({_UNSUPPORTED[name]})"
    raise AttributeError(message)
