import asyncio, socket
async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    async def read():
        total = 0
        while chunk := await loop.sock_recv(b, 65536): total += len(chunk)
        return total
    t = asyncio.create_task(read())
    await loop.sock_sendall(a, b"x" * 3_000_000)
    a.close()
    print(await t)  # expect: 3000000
    b.close()
asyncio.run(main())
