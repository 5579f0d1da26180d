"""Names of signals. Handlers written in Python are not supported: an interrupt raises KeyboardInterrupt."""

import enum
import sys

__all__ = ["Signals", "Handlers", "valid_signals", "default_int_handler", "getsignal", "signal",
           "raise_signal"]

if sys.platform == "darwin":
    _NUMBERS = {
        "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGFPE": 8, "SIGKILL": 9,
        "SIGBUS": 10, "SIGSEGV": 11, "SIGSYS": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15, "SIGURG": 16,
        "SIGSTOP": 17, "SIGTSTP": 18, "SIGCONT": 19, "SIGCHLD": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGIO": 23,
        "SIGXCPU": 24, "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGUSR1": 30, "SIGUSR2": 31,
    }
else:
    _NUMBERS = {
        "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8,
        "SIGKILL": 9, "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15,
        "SIGSTKFLT": 16, "SIGCHLD": 17, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22,
        "SIGURG": 23, "SIGXCPU": 24, "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGIO": 29,
        "SIGPWR": 30, "SIGSYS": 31,
    }

Signals = enum.IntEnum("Signals", _NUMBERS, module=__name__)
Handlers = enum.IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
__all__ += [*Signals.__members__, *Handlers.__members__]


def default_int_handler(signalnum, frame, /):
    """The handler of SIGINT: raises KeyboardInterrupt."""
    raise KeyboardInterrupt


def getsignal(signalnum, /):
    """Return what happens on a signal: default_int_handler for SIGINT, the default action for the others."""
    return default_int_handler if Signals(signalnum) is Signals.SIGINT else Handlers.SIG_DFL


def signal(signalnum, handler, /):
    """Refused, unless the handler is the one that is in force already."""
    current = getsignal(signalnum)
    if handler != current:
        raise NotImplementedError(f"signal.signal() is not supported yet: {Signals(signalnum).name} keeps its handler")
    return current


def raise_signal(signalnum, /):
    """Send a signal to this process."""
    import os
    os.kill(os.getpid(), signalnum)


def valid_signals():
    """Return the set of the signals that have a name."""
    return set(Signals)
