import asyncio
async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(b"echo " + line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        r, w = await asyncio.open_connection("127.0.0.1", port)
        for m in (b"one\n", b"two\n"):
            w.write(m)
            await w.drain()
            print(await r.readline())
            # expect: b'echo one\n'
            # expect: b'echo two\n'
        w.write_eof()
        print(await r.read())  # expect: b''
        w.close()
        await w.wait_closed()
    print("closed")  # expect: closed
asyncio.run(main())
