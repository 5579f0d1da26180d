import sys
print()
# expect:
print("a", 1, None, [2])  # expect: a 1 None [2]
print("a", "b", sep="-", end="!\n")  # expect: a-b!
print(*"abc", sep="")  # expect: abc
print("x", end="")  # expect: xy
print("y")
print("to stdout", file=sys.stdout, flush=True)  # expect: to stdout
print("a", "b", sep=None, end=None)  # expect: a b
print("é 日 😀")  # expect: é 日 😀
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
w = W()
print("a", 5, file=w)
print(w.parts)  # expect: ['a', ' ', '5', '\n']
try:
    print("a", sep=5)
except TypeError as e:
    print(e)  # expect: sep must be None or a string, not int
try:
    print("a", nope=1)
except TypeError as e:
    print(e)  # expect: print() got an unexpected keyword argument 'nope'
