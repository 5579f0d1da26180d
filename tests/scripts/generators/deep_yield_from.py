def g(n):
    if n: yield from g(n - 1)
    else:
        yield "bottom"
        yield "again"
import sys
sys.setrecursionlimit(3000)
it = g(900)
print(next(it), next(it), next(it, "end"))  # expect: bottom again end
