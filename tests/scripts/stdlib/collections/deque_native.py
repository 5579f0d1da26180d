from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], 3 in d, list(reversed(d)))
# expect: deque([0, 2, 3, 4], maxlen=4) 4 4 0 4 True [4, 3, 2, 0]
d = deque("abc")
d.extend("de")
d.extendleft("xy")
print(d, d.pop(), d.popleft(), d.index("b"), d.count("c"))  # expect: deque(['x', 'a', 'b', 'c', 'd']) e y 2 1
d.rotate(2)
print(d)  # expect: deque(['c', 'd', 'x', 'a', 'b'])
d.rotate(-1)
d.reverse()
d.insert(1, "i")
d.remove("b")
d[0] = "z"
del d[-1]
print(d, d.copy() == d, d == list(d), deque("ab") < deque("b"), deque([1]) + deque([2]), deque("ab") * 2)
# expect: deque(['z', 'i', 'a', 'x']) True False True deque([1, 2]) deque(['a', 'b', 'a', 'b'])
d += "q"
d *= 2
print(d, bool(deque()), deque([1, 2, 3], 2) * 2, deque(maxlen=0))
# expect: deque(['z', 'i', 'a', 'x', 'q', 'z', 'i', 'a', 'x', 'q']) False deque([2, 3], maxlen=2) deque([], maxlen=0)
loop = deque()
loop.append(loop)
print(loop)  # expect: deque([[...]])
def change():
    for item in d:
        d.append(item)
for call in (
    lambda: deque().pop(),
    lambda: deque().popleft(),
    lambda: d[99],
    lambda: d["a"],
    lambda: d[0:1],
    lambda: d.remove("no"),
    lambda: deque([], -1),
    lambda: deque([], "a"),
    lambda: deque(5),
    lambda: d + [1],
    lambda: hash(d),
    lambda: deque([1, 2], 2).insert(0, 1),
    change,
):
    try:
        call()
    except (IndexError, TypeError, ValueError, RuntimeError) as error:
        print(type(error).__name__, error)
# expect: IndexError pop from an empty deque
# expect: IndexError pop from an empty deque
# expect: IndexError deque index out of range
# expect: TypeError sequence index must be integer, not 'str'
# expect: TypeError sequence index must be integer, not 'slice'
# expect: ValueError 'no' is not in deque
# expect: ValueError maxlen must be non-negative
# expect: TypeError an integer is required
# expect: TypeError 'int' object is not iterable
# expect: TypeError can only concatenate deque (not "list") to deque
# expect: TypeError unhashable type: 'collections.deque'
# expect: IndexError deque already at its maximum size
# expect: RuntimeError deque mutated during iteration
