x = 1
print(eval("x + 1"), eval("a * b", {"a": 2, "b": 3}))  # expect: 2 6
ns = {}
exec("def f(n):\n    return n * 2\nv = f(21)", ns)
print(ns["v"], sorted(k for k in ns if k != "__builtins__"))  # expect: 42 ['f', 'v']
code = compile("1 + 2", "<test>", "eval")
print(eval(code))  # expect: 3
def f():
    y = 5
    return eval("y + 1"), sorted(locals())
print(f())  # expect: (6, ['y'])
try:
    eval("1 +")
except SyntaxError as e:
    print(e.msg, e.lineno)  # expect: invalid syntax 1
