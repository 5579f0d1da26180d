# A task that is cancelled while it awaits a gather, and a worker pool that is shut down.
import asyncio
async def job(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("job", n, "cancelled")
        raise
async def parent():
    try:
        await asyncio.gather(job(5), job(6))
    except asyncio.CancelledError:
        print("parent cancelled")
        raise
async def main():
    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("stop")
    r = await asyncio.gather(t, return_exceptions=True)
    print(repr(r[0]))
    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
asyncio.run(main())
# expect: job 5 cancelled
# expect: job 6 cancelled
# expect: parent cancelled
# expect: CancelledError('')
# expect: parent cancelled
# expect: [CancelledError('')]
