import socket
def show(function, *args):
    try:
        print(function(*args))
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
s = socket.socket()
show(s.bind, "x")  # expect: TypeError bind(): AF_INET address must be tuple, not str
show(s.bind, ("127.0.0.1",))  # expect: TypeError AF_INET address must be a pair (host, port)
show(s.bind, ("127.0.0.1", 70000))  # expect: OverflowError bind(): port must be 0-65535.
show(s.bind, (1, 2))  # expect: TypeError str, bytes or bytearray expected, not int
show(s.connect, ("127.0.0.1", 1))  # expect: ConnectionRefusedError [Errno 111] Connection refused
show(s.connect_ex, ("127.0.0.1", 1))  # expect: 111
show(s.recv, -1)  # expect: ValueError negative buffersize in recv
show(s.recv, 10)  # expect: OSError [Errno 107] Transport endpoint is not connected
show(s.sendall, "a")  # expect: TypeError a bytes-like object is required, not 'str'
show(s.accept)  # expect: OSError [Errno 22] Invalid argument
s.close()
show(s.recv, 1)  # expect: OSError [Errno 9] Bad file descriptor
show(s.close)  # expect: None
show(socket.socket, 99, 1)  # expect: OSError [Errno 97] Address family not supported by protocol
u = socket.socket(socket.AF_UNIX)
show(u.bind, 1)  # expect: TypeError a bytes-like object is required, not 'int'
show(u.bind, "x" * 200)  # expect: OSError AF_UNIX path too long
show(u.connect, "/no/such")  # expect: FileNotFoundError [Errno 2] No such file or directory
c = socket.create_server(("127.0.0.1", 0))
port = c.getsockname()[1]
try:
    socket.create_server(("127.0.0.1", port))
except OSError as error:
    print(error.errno, str(error).replace(str(port), "PORT"))
    # expect: 98 [Errno 98] Address already in use (while attempting to bind on address ('127.0.0.1', PORT))
print(socket.error is OSError, socket.timeout is TimeoutError, socket.gaierror.__mro__[:2])
# expect: True True (<class 'socket.gaierror'>, <class 'OSError'>)
