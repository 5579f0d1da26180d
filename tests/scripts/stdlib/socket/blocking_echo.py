import socket
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
accepted, address = server.accept()
print(address == client.getsockname(), accepted.gettimeout())  # expect: True None
client.sendall(b"hello")
print(accepted.recv(100))  # expect: b'hello'
print(accepted.send(b"world!"))  # expect: 6
print(client.recv(3, socket.MSG_PEEK), client.recv(3), client.recv(9))  # expect: b'wor' b'wor' b'ld!'
client.shutdown(socket.SHUT_WR)
print(accepted.recv(1))  # expect: b''
with accepted, client, server:
    print(type(accepted))  # expect: <class 'socket.socket'>
print(accepted)  # expect: <socket.socket [closed] fd=-1, family=2, type=1, proto=0>
print(accepted.fileno(), accepted.detach())  # expect: -1 -1
