# stack: 256
# Every kind of instruction runs many times on a small native stack: none may leave a native frame behind.
ROUNDS = 20000


class A:
    k = 1
    def __init__(s): s.x = 1
    def m(s): return s.x
    def __add__(s, o): return s
    def __eq__(s, o): return True
    def __lt__(s, o): return True
    def __bool__(s): return True
    def __getitem__(s, i): return i
    def __setitem__(s, i, v): pass
    def __delitem__(s, i): pass
    def __len__(s): return 3
    def __contains__(s, v): return True
    def __call__(s, *a, **k): return s
    def __iter__(s): return iter((1,))
    def __neg__(s): return s
    def __getattr__(s, n): return 1
    def __enter__(s): return s
    def __exit__(s, *a): return True
    def __iadd__(s, o): return s
    def __format__(s, x): return ""
    def __index__(s): return 1
    @property
    def p(s): return 1
    @classmethod
    def c(s): return 1
    @staticmethod
    def s(): return 1
class B:
    def __init__(s): s.v = 2
def g(*a, **k): return 1
def h(a, b=2, *, c=3): return a
def gen():
    yield 1
def E(): raise ValueError
glob = 1


def loop(statement):
    lines = ["def f(n):", " a = l = 0; q = A(); t = 'abc'; d = {'k': 1}; lst = [1, 2]; tup = (1, 2); u = 1 << 80; it = iter(lst)",
             " captured = 5", " def cell(): return captured", " for i in range(n):"]
    lines += ["  " + line for line in statement.split("\n")]
    exec("\n".join(lines), globals())
    f(ROUNDS)


STATEMENTS = '''
a = -l
a = ~i
a = not l
a = 1 if l else 2
a = 1 if "" else 2
a = 1 if q else 2
a = 1 if q and l or i else 2
c = 'a' == 'b'
c = 'a' != t
c = 'a' < t
c = 'a' in t
c = i in [1]
c = i not in (1,)
c = i in d
c = i is None
a = 1.5 * i
a = i / 3
a = i // 3.0
a = i % 2.5
a = i ** 2
a = i > 4.0
a = 4.5 <= i
a = u + 1
a = u * u
a = u - i
a = t + 'x'
a = t * 2
a = lst + lst
a = lst * 2
a = i << 70
a = u > i
a = u == i
a = i & 7 | 8 ^ 3
a = i >> 2
a = q + 1
a = q == 1
a = q < 1
a = -q
a = q[i]
q[i] = 1
del q[i]
a = len(q)
a = i in q
a = q()
a = q(1, x=2)
a = q.zzz
a = q.x
q.x = 2
q.y = i
a = q.p
a = q.c()
a = q.s()
a = q.m()
a = A.k
a = q.k
q += 1
a = f"{i} {t!r:>5} {q:x}"
a = t[0]
a = t[i % 3]
a = t[1:2]
a = lst[0]
a = lst[-1]
a = lst[0:1]
lst[0] = i
lst[0:1] = [1]
a = d["k"]
d["k"] = i
d[i] = 1; del d[i]
a = tup[1]
x, y = tup
x, *y = tup
x, y = lst
x, y = 'ab'
a = [i, l]
a = (i, *lst)
a = {i: 1}
a = {**d}
a = {i, 2}
a = [v for v in tup]
a = {v: 1 for v in tup}
a = {v for v in tup}
a = sum(v for v in tup)
a = g()
a = g(1, 2)
a = g(*tup)
a = g(**d)
a = g(*tup, x=1)
a = h(1)
a = h(1, 2)
a = h(1, c=5)
a = h(b=1, a=2)
a = B()
a = A()
a = B().v
a = int("5")
a = str(i)
a = float(i)
a = list(tup)
a = tuple(lst)
a = range(i)
a = isinstance(i, int)
a = t.upper()
a = t.startswith("a")
a = lst.copy()
a = d.get("k")
a = ",".join([t])
a = t.split("b")
a = (lambda z: z)(i)
a = [*map(abs, tup)]
a = sorted(lst)
a = sorted(lst, key=abs)
a = max(1, i)
a = min(lst, key=lambda z: z)
for v in lst: a = v
for v in q: a = v
for v in gen(): a = v
for v in d: a = v
for v in t: a = v
for v in enumerate(lst): a = v
for v in zip(lst, tup): a = v
a = glob
a = cell()
a = next(it, 0)
a = next(gen())
with q: a = 1
assert i >= 0
a = lst.append(1); lst.pop()
a = getattr(q, "x")
a = hasattr(q, "x")
setattr(q, "x", 1)
a = abs(-i)
a = ord("a")
a = chr(97)
a = round(2.5)
a = divmod(i, 3)
a = b"ab"[0]
a = print
a = type(i)
a = super
a = i if i else l
a = None is l
a = i < 5 < l
a = [1, 2][::-1]
a = "%d" % i
a = "{}".format(i)
a = hash(t)
a = slice(1)
import sys
from sys import path
a = q.m
del a; a = 1
a = bool(q)
a = u // 3
a = u % 7
a = -u
a = u & 5
a = u << 2
a = u >> 3
a = int(2.5)
a = 2.5 // 1
a = -2.5
a = 2.5 ** 2
a = 1j * i
lst2 = [3, 1, 2]; lst2.sort()
a = dict(x=1)
a = set(lst)
a = frozenset(lst)
a = q is l
a = list(reversed(lst))
a = any(lst)
a = all(v for v in lst)
'''
BLOCKS = [
    'try:\n    E()\nexcept ValueError: a = 1',
    'try:\n    a = 1\nfinally: l = 0',
    'try: d["nokey"]\nexcept KeyError: pass',
    'try: int("x")\nexcept ValueError: pass',
    'try: lst[99]\nexcept IndexError as e: pass',
    'match i:\n    case 0: a = 1\n    case int(z): a = z',
    'match tup:\n    case [x, y]: a = x',
    'match d:\n    case {"k": v}: a = v',
    'def local(): return i\na = local()',
    'class L: pass',
    'while l: break',
    'continue',
    'q2 = gen()\nnext(q2)\nq2.close()',
]
count = 0
for statement in STATEMENTS.strip().split("\n") + BLOCKS:
    loop(statement)
    count += 1
print(count)  # expect: 184
