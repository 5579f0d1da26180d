def f(*args, **kwargs): return len(args), len(kwargs)
print(eval("f(" + ",".join(str(i) for i in range(300)) + ")"))  # expect: (300, 0)
print(eval("f(" + ",".join(f"k{i}={i}" for i in range(300)) + ")"))  # expect: (0, 300)
params = ",".join(f"p{i}" for i in range(300))
ns = {}
exec(f"def g({params}): return p0 + p299", ns)
print(ns["g"](*range(300)))  # expect: 299
