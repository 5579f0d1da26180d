import asyncio
async def fail(): raise ValueError("lost")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"]), sorted(context)))
    t = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("dropping")
    del t
    print("dropped")
    f = loop.create_future()
    f.set_exception(KeyError("k"))
    f = None
    print("end")
asyncio.run(main())
# expect: dropping
# expect: Task exception was never retrieved ValueError('lost') ['exception', 'future', 'message']
# expect: dropped
# expect: Future exception was never retrieved KeyError('k') ['exception', 'future', 'message']
# expect: end
