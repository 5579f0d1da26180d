import asyncio
async def background(name):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("cancelled", name)
        await asyncio.sleep(0)
        print("cleaned", name)
        raise
async def main():
    kept.append(asyncio.create_task(background("a")))
    await asyncio.sleep(0)
    print("main done")
kept = []
asyncio.run(main())
# expect: main done
# expect: cancelled a
# expect: cleaned a
print([t.cancelled() for t in kept])  # expect: [True]
