import asyncio
def work(a, b=0): return a + b
def fail(): raise ValueError("in thread")
async def main():
    print(await asyncio.to_thread(work, 1, b=2))  # expect: 3
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 5))  # expect: 5
    try:
        await asyncio.to_thread(fail)
    except ValueError as e:
        print(e)  # expect: in thread
asyncio.run(main())
