import asyncio
async def other(): pass
async def main():
    other()
    print("main goes on")  # expect: main goes on
asyncio.run(main())
