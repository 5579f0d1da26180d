"""Sockets: the public module around the native `_socket`."""

import _socket
from _socket import (
    gaierror, getservbyname, gethostbyname, gethostname, has_ipv6, herror, htonl, htons, inet_aton, inet_ntoa,
    inet_ntop, inet_pton, ntohl, ntohs,
)
from enum import IntEnum, IntFlag

error = OSError
timeout = TimeoutError
SocketType = _socket.SocketType

__all__ = [
    "AddressFamily", "AddressInfo", "MsgFlag", "SocketKind", "SocketType", "create_connection", "create_server", "error",
    "gaierror", "getaddrinfo", "getdefaulttimeout", "getfqdn", "gethostbyname", "gethostname", "getservbyname",
    "has_dualstack_ipv6", "has_ipv6", "herror", "htonl", "htons", "inet_aton", "inet_ntoa", "inet_ntop", "inet_pton",
    "ntohl", "ntohs", "setdefaulttimeout", "socket", "socketpair", "timeout",
]


def _members(prefix, *others):
    names = {name: value for name, value in vars(_socket).items() if name.startswith((prefix, *others))}
    return dict(sorted(names.items(), key=lambda item: item[1]))


AddressFamily = IntEnum("AddressFamily", _members("AF_"), module=__name__)
SocketKind = IntEnum("SocketKind", _members("SOCK_"), module=__name__)
MsgFlag = IntFlag("MsgFlag", _members("MSG_"), module=__name__)
AddressInfo = IntFlag("AddressInfo", _members("AI_"), module=__name__)

for _name, _value in vars(_socket).items():
    if _name.startswith(("SO_", "SOL_", "SOMAXCONN", "IP", "TCP_", "SHUT_", "EAI_", "NI_", "INADDR_")):
        globals()[_name] = _value
        __all__.append(_name)
for _enumeration in (AddressFamily, SocketKind, MsgFlag, AddressInfo):
    globals().update(_enumeration.__members__)
    __all__ += _enumeration.__members__
del _name, _value, _enumeration

_default_timeout = None


def getdefaulttimeout():
    """The timeout that new sockets get; None for none."""
    return _default_timeout


def setdefaulttimeout(timeout):
    """Sets the timeout that new sockets get."""
    global _default_timeout
    if timeout is not None:
        timeout = float(timeout)
        if timeout < 0:
            raise ValueError("Timeout value out of range")
    _default_timeout = timeout


def _as_member(value, enumeration):
    try:
        return enumeration(value)
    except ValueError:
        return value


class socket(_socket.socket):
    """A socket. It is closed at the end of a `with` block, and when nothing refers to it any more."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if _default_timeout is not None:
            self.settimeout(_default_timeout)

    @property
    def family(self):
        """The address family, as a member of AddressFamily if it is known."""
        return _as_member(super().family, AddressFamily)

    @property
    def type(self):
        """The socket type, as a member of SocketKind if it is known."""
        return _as_member(super().type, SocketKind)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def accept(self):
        """Waits for a connection; returns a new socket and the address of the other side."""
        connection, address = super().accept()
        if _default_timeout is not None:
            connection.settimeout(_default_timeout)
        return connection, address

    def makefile(self, *args, **kwargs):
        """Not supported: use recv and sendall, or asyncio streams."""
        raise NotImplementedError("socket.makefile() is not supported")

    def get_inheritable(self):
        """Whether child processes get the descriptor."""
        return False


socket.__module__ = "socket"


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    if family is None:
        family = AF_UNIX
    return _socket.socketpair(family, type, proto, socket)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """A list of (family, type, proto, canonical name, address) to try in order."""
    return [
        (_as_member(entry[0], AddressFamily), _as_member(entry[1], SocketKind), *entry[2:])
        for entry in _socket.getaddrinfo(host, port, family, type, proto, flags)
    ]


def getfqdn(name=""):
    """The full name of a host; this host's without an argument."""
    name = name.strip()
    return name if name and name not in ("0.0.0.0", "::") else gethostname()


_UNSET = object()


def create_connection(address, timeout=_UNSET, source_address=None, *, all_errors=False):
    """Connects to (host, port), trying each address of the host in turn."""
    host, port = address
    errors = []
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        connection = None
        try:
            connection = socket(family, kind, proto)
            if timeout is not _UNSET:
                connection.settimeout(timeout)
            if source_address:
                connection.bind(source_address)
            connection.connect(target)
            return connection
        except error as failure:
            if not all_errors:
                errors.clear()
            errors.append(failure)
            if connection is not None:
                connection.close()
    if not errors:
        raise error("getaddrinfo returns an empty list")
    try:
        if all_errors:
            raise ExceptionGroup("create_connection failed", errors)
        raise errors[0]
    finally:
        errors.clear()


def has_dualstack_ipv6():
    """Whether one socket can serve IPv4 and IPv6."""
    try:
        with socket(AF_INET6, SOCK_STREAM) as probe:
            probe.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A listening TCP socket bound to (host, port)."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    server = socket(family, SOCK_STREAM)
    try:
        server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            server.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            server.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            server.bind(address)
        except error as failure:
            message = f"{failure.strerror} (while attempting to bind on address {address!r})"
            raise error(failure.errno, message) from None
        if backlog is None:
            server.listen()
        else:
            server.listen(backlog)
        return server
    except error:
        server.close()
        raise
