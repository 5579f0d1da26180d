import asyncio, socket
async def serve(server):
    loop = asyncio.get_running_loop()
    client, address = await loop.sock_accept(server)
    with client:
        while data := await loop.sock_recv(client, 100):
            await loop.sock_sendall(client, data.upper())
async def main():
    loop = asyncio.get_running_loop()
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.setblocking(False)
    task = asyncio.create_task(serve(server))
    s = socket.socket()
    s.setblocking(False)
    await loop.sock_connect(s, server.getsockname())
    for m in (b"hello", b"world"):
        await loop.sock_sendall(s, m)
        print(await loop.sock_recv(s, 100))
        # expect: b'HELLO'
        # expect: b'WORLD'
    s.close()
    await task
    server.close()
    print("closed")  # expect: closed
asyncio.run(main())
