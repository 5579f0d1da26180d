import asyncio
async def child():
    await asyncio.sleep(0)
    return 5
async def main():
    t = asyncio.create_task(child(), name="my task")
    print(t.get_name(), t.done(), t.get_coro().__name__, t in asyncio.all_tasks(), len(asyncio.all_tasks()))
    # expect: my task False child True 2
    print(asyncio.current_task() is t, asyncio.current_task().get_name().startswith("Task-"))  # expect: False True
    await t
    print(t.done(), t.result(), t.exception(), t.cancelled(), len(asyncio.all_tasks()))  # expect: True 5 None False 1
    t.set_name(7)
    print(t.get_name(), isinstance(t, asyncio.Future))  # expect: 7 True
    for call in (lambda: t.set_result(1), lambda: asyncio.create_task(5), lambda: asyncio.Task(5)):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)
            # expect: RuntimeError Task does not support set_result operation
            # expect: TypeError a coroutine was expected, got 5
            # expect: TypeError a coroutine was expected, got 5
asyncio.run(main())
