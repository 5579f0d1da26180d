import asyncio
async def main():
    task = asyncio.current_task()
    task.cancel()
    print("still running", task.cancelling())  # expect: still running 1
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("at the await")  # expect: at the await
    print(task.uncancel(), task.cancelling())  # expect: 0 0
    await asyncio.sleep(0)
    return "done"
print(asyncio.run(main()))  # expect: done
