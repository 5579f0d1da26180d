# More constants, names and locals than fit in a byte.
source = "def f():\n" + "".join(f"    v{i} = {i} + 0.5\n" for i in range(600)) + "    return v0 + v599\n"
ns = {}
exec(source, ns)
print(ns["f"]())  # expect: 600.0
exec("t = [" + ",".join(str(i * 3) for i in range(5000)) + "]", ns)
print(len(ns["t"]), ns["t"][-1])  # expect: 5000 14997
exec("d = {" + ",".join(f"'k{i}': {i}" for i in range(1000)) + "}", ns)
print(ns["d"]["k999"])  # expect: 999
