import socket
s = socket.socket()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))  # expect: 0
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
# expect: 1 1
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE, 4) == (1).to_bytes(4, "little"))  # expect: True
print(repr(s.family), repr(s.type), s.proto)  # expect: <AddressFamily.AF_INET: 2> <SocketKind.SOCK_STREAM: 1> 0
print(repr(socket.SOL_SOCKET), repr(socket.MSG_PEEK), repr(socket.AI_PASSIVE))
# expect: 1 <MsgFlag.MSG_PEEK: 2> <AddressInfo.AI_PASSIVE: 1>
try:
    s.setsockopt(socket.SOL_SOCKET, "a", 1)
except TypeError as error:
    print(error)  # expect: 'str' object cannot be interpreted as an integer
