class A:
    def __repr__(self): return "A-repr"
class B(A):
    def __str__(self): return "B-str"
    def __format__(self, spec): return f"B-format({spec})"
print(A(), str(A()), [A()], f"{A()}", f"{A()!s:>8}", "%s %r" % (B(), B()), f"{B():x}", format(B()), "{}".format(B()), [B()])
# expect: A-repr A-repr [A-repr] A-repr   A-repr B-str A-repr B-format(x) B-format() B-format() [A-repr]
class C: pass
try:
    f"{C():>5}"
except TypeError as e:
    print(e)  # expect: unsupported format string passed to C.__format__
