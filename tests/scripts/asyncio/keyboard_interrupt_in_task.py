import asyncio
async def child(): raise KeyboardInterrupt
async def main():
    try:
        await asyncio.create_task(child())
    finally:
        print("main finally")  # expect: main finally
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")  # expect: interrupted
