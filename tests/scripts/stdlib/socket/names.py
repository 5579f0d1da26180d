import socket
print(socket.inet_aton("1.2.3"), socket.inet_ntoa(b"\x7f\0\0\1"))  # expect: b'\x01\x02\x00\x03' 127.0.0.1
print(socket.inet_pton(socket.AF_INET6, "::1")[-1], socket.inet_ntop(socket.AF_INET6, bytes(16)))  # expect: 1 ::
for entry in socket.getaddrinfo("127.0.0.1", 80):
    print(entry)
    # expect: (<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('127.0.0.1', 80))
    # expect: (<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_DGRAM: 2>, 17, '', ('127.0.0.1', 80))
    # expect: (<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_RAW: 3>, 0, '', ('127.0.0.1', 80))
try:
    socket.getaddrinfo("::1", 80, family=socket.AF_INET)
except socket.gaierror as error:
    print(error.errno, error)  # expect: -9 [Errno -9] Address family for hostname not supported
for bad in ("1.2.3.x", "256.1.1.1"):
    try:
        socket.inet_aton(bad)
    except OSError as error:
        print(error)
        # expect: illegal IP address string passed to inet_aton
        # expect: illegal IP address string passed to inet_aton
print(socket.htons(1) == int.from_bytes((1).to_bytes(2, "big"), "little"))  # expect: True
print(socket.ntohl(socket.htonl(123456)))  # expect: 123456
