# Thousands of futures that nobody asked for their exception may die together, without using up the native stack.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    futures = [loop.create_future() for _ in range(20000)]
    for future in futures:
        future.set_exception(ValueError())
    del future, futures


asyncio.run(main())
print("done")  # expect: done
