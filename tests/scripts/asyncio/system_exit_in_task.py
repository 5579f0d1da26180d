# exit: 7
import asyncio
async def child():
    raise SystemExit(7)
async def main():
    await asyncio.create_task(child())
asyncio.run(main())
