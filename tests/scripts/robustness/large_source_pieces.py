source = "x = [\n" + "".join(f"    {i},\n" for i in range(20000)) + "]\n"
ns = {}
exec(source, ns)
print(len(ns["x"]))  # expect: 20000
exec("\n".join(f"def f{i}(a, b=1): return a + b + {i}" for i in range(3000)), ns)
print(ns["f2999"](1))  # expect: 3001
exec("def g(x):\n" + "".join(f"    if x == {i}: return {i}\n" for i in range(5000)) + "    return -1", ns)
print(ns["g"](4999), ns["g"](-5))  # expect: 4999 -1
exec("s = '" + "a" * 1000000 + "'", ns)
print(len(ns["s"]))  # expect: 1000000
exec("n = " + "7" * 4000, ns)
print(len(str(ns["n"])))  # expect: 4000
