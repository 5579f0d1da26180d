import sys
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded
old = sys.getrecursionlimit()
print(old)  # expect: 1000
sys.setrecursionlimit(150)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(100 < depth(0) < 150)  # expect: True
