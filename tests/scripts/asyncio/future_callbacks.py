# Callbacks run on a later turn, in the order in which they were added.
import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: print("first", f.result()))
    second = lambda f: print("second")
    f.add_done_callback(second)
    f.add_done_callback(lambda f: print("third"))
    f.add_done_callback(second)
    print(f.remove_done_callback(second))
    f.set_result(1)
    print("set")
    f.add_done_callback(lambda f: print("added when done"))
    await f
    print("await of a done future does not wait")
    await asyncio.sleep(0)
    print("end")
asyncio.run(main())
# expect: 2
# expect: set
# expect: await of a done future does not wait
# expect: first 1
# expect: third
# expect: added when done
# expect: end
