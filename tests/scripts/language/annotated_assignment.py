x: int = 5
y: "later"
z: list[int] = []
print(x, z)  # expect: 5 []
print(__annotations__)  # expect: {'x': <class 'int'>, 'y': 'later', 'z': list[int]}
class C:
    a: int = 1
    b: str
print(C.__annotations__, C.a, hasattr(C, "b"))  # expect: {'a': <class 'int'>, 'b': <class 'str'>} 1 False
def f():
    v: undefined_name = 3
    return v
print(f())  # expect: 3
try:
    y
except NameError as e:
    print(e)  # expect: name 'y' is not defined
