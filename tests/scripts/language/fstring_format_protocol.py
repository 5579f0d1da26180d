class T:
    def __format__(self, spec):
        return f"<{spec}>"
    def __repr__(self): return "R"
    def __str__(self): return "S"
t = T()
print(f"{t} {t:abc} {t!r} {t!s:>3} {t:{{}}}")  # expect: <> <abc> R   S <{}>
import math
print(f"{math.pi:.3}", f"{True:d} {True} {None}")  # expect: 3.14 1 True None
print(f"a" "b" f"{1}" 'c')  # expect: ab1c
print(rf"\n{1}\t", f"\x41\u00e9\N{BULLET}")  # expect: \n1\t Aé•
try:
    f"{'a':d}"
except ValueError as e:
    print(e)  # expect: Unknown format code 'd' for object of type 'str'
