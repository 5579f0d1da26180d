import asyncio, socket
async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    try:
        await asyncio.wait_for(loop.sock_recv(a, 10), 0.01)
    except TimeoutError:
        print("timeout")  # expect: timeout
    await loop.sock_sendall(b, b"late")
    print(await loop.sock_recv(a, 10))  # expect: b'late'
    a.close()
    b.close()
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    address = server.getsockname()
    server.close()
    s = socket.socket()
    s.setblocking(False)
    try:
        await loop.sock_connect(s, address)
    except ConnectionRefusedError as e:
        print(type(e).__name__)  # expect: ConnectionRefusedError
    s.close()
asyncio.run(main())
