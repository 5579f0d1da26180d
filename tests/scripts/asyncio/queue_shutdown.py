import asyncio
async def main():
    q = asyncio.Queue(1)
    q.put_nowait(1)
    putter = asyncio.create_task(q.put(2))
    await asyncio.sleep(0)
    q.shutdown()
    try:
        await putter
    except asyncio.QueueShutDown as e:
        print("putter", repr(e))  # expect: putter QueueShutDown()
    print(await q.get())  # expect: 1
    for call in (q.get, lambda: q.put(3)):
        try:
            await call()
        except asyncio.QueueShutDown:
            print("shut down")
            # expect: shut down
            # expect: shut down
    r = asyncio.Queue()
    r.put_nowait(1)
    r.shutdown(immediate=True)
    print(r.qsize())  # expect: 0
    await r.join()
asyncio.run(main())
