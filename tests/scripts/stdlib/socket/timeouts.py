import socket
server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.01)
try:
    server.accept()
except TimeoutError as error:
    print(repr(error), error.errno, isinstance(error, OSError))  # expect: TimeoutError('timed out') None True
server.setblocking(False)
print(server.gettimeout(), server.getblocking())  # expect: 0.0 False
try:
    server.accept()
except BlockingIOError as error:
    print(error)  # expect: [Errno 11] Resource temporarily unavailable
for bad in (-1, "a", float("nan")):
    try:
        server.settimeout(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: ValueError Timeout value out of range
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: ValueError Invalid value NaN (not a number)
socket.setdefaulttimeout(2.5)
print(socket.socket().gettimeout(), socket.getdefaulttimeout())  # expect: 2.5 2.5
socket.setdefaulttimeout(None)
a, b = socket.socketpair()
a.setblocking(False)
sent = 0
try:
    while True:
        sent += a.send(bytes(100_000))
except BlockingIOError:
    pass
received = 0
while received < sent:
    received += len(b.recv(1 << 20))
print(sent == received)  # expect: True
