def nest(make, n=200000):
    value = None
    for _ in range(n):
        value = make(value)
    return value
class Node:
    def __init__(self, next): self.next = next
for make in (lambda v: [v], lambda v: (v,), lambda v: {"k": v}, Node, lambda v: lambda: v):
    value = nest(make)
    del value
    print("dropped")
    # expect: dropped
    # expect: dropped
    # expect: dropped
    # expect: dropped
    # expect: dropped
