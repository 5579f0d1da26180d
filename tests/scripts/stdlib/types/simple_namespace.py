from types import SimpleNamespace
ns = SimpleNamespace(a=1, b="x")
print(ns, ns.a, ns == SimpleNamespace(a=1, b="x"), ns == SimpleNamespace(a=1), ns == 3)
# expect: namespace(a=1, b='x') 1 True False False
ns.c = [1]
del ns.a
print(ns, vars(ns), SimpleNamespace({"k": 1}, k=2))
# expect: namespace(b='x', c=[1]) {'b': 'x', 'c': [1]} namespace(k=2)
ns.self = ns
print(ns)  # expect: namespace(b='x', c=[1], self=namespace(...))
class Sub(SimpleNamespace): pass
print(Sub(x=1))  # expect: Sub(x=1)
try:
    SimpleNamespace(1, 2)
except TypeError as error:
    print(type(error).__name__)
# expect: TypeError
