print([].__len__(), (5).__add__(3), "a".__contains__("a"), {}.__class__, (1.5).__int__(), [1].__eq__([1]), (2).__pow__(3), "x".__mul__(3), [3].__getitem__(0))
# expect: 0 8 True <class 'dict'> 1 True 8 xxx 3
print(list.append, dict.get, str.__len__, int.__repr__(7), type([].__len__).__name__, type(list.append).__name__, type(int.__add__).__name__, type(len).__name__)
# expect: <method 'append' of 'list' objects> <method 'get' of 'dict' objects> <slot wrapper '__len__' of 'str' objects> 7 method-wrapper method_descriptor wrapper_descriptor builtin_function_or_method
a = []
list.append(a, 1)
list.extend(a, [2])
print(a, dict.fromkeys("a"), str.join("-", "ab"), list(map(str.upper, "ab")), sorted(["B", "a"], key=str.lower))
# expect: [1, 2] {'a': None} a-b ['A', 'B'] ['a', 'B']
for f in (lambda: list.append(), lambda: list.append((), 1), lambda: str.join(5, "a")):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: unbound method list.append() needs an argument
        # expect: descriptor 'append' for 'list' objects doesn't apply to a 'tuple' object
        # expect: descriptor 'join' for 'str' objects doesn't apply to a 'int' object
