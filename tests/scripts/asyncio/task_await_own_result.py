import asyncio
async def main():
    async def own():
        try:
            await holder[0]
        except RuntimeError as e:
            return str(e).split(":")[0]
    holder = [asyncio.create_task(own())]
    print((await holder[0])[:24])  # expect: Task cannot await on its
asyncio.run(main())
