# A round-robin scheduler over plain coroutines.
import types
from collections import deque
@types.coroutine
def pause(): yield
async def worker(name, n):
    for i in range(n):
        print(name, i)
        await pause()
    return name
ready = deque([worker("a", 2), worker("b", 3), worker("c", 1)])
while ready:
    c = ready.popleft()
    try:
        c.send(None)
        ready.append(c)
    except StopIteration as e:
        print("finished", e.value)
# expect: a 0
# expect: b 0
# expect: c 0
# expect: a 1
# expect: b 1
# expect: finished c
# expect: finished a
# expect: b 2
# expect: finished b
