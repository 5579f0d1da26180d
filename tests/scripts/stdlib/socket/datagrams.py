import socket
receiver = socket.socket(type=socket.SOCK_DGRAM)
receiver.bind(("127.0.0.1", 0))
sender = socket.socket(type=socket.SOCK_DGRAM)
print(sender.sendto(b"hi", receiver.getsockname()))  # expect: 2
data, address = receiver.recvfrom(10)
print(data, address[0], address[1] == sender.getsockname()[1])  # expect: b'hi' 127.0.0.1 True
buffer = bytearray(4)
sender.sendto(b"hello", 0, receiver.getsockname())
print(receiver.recv_into(buffer), buffer)  # expect: 4 bytearray(b'hell')
sender.connect(receiver.getsockname())
sender.send(b"ab")
print(receiver.recvfrom_into(buffer)[0], buffer)  # expect: 2 bytearray(b'abll')
try:
    receiver.recv_into(b"x")
except TypeError as error:
    print(error)  # expect: recv_into() argument 1 must be read-write bytes-like object, not bytes
