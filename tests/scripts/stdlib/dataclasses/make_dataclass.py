from dataclasses import field, is_dataclass, make_dataclass
P = make_dataclass("P", [("x", int), "y", ("z", int, field(default=4))], namespace={"total": lambda self: self.x + self.z})
print(P(1, 2), P(1, 2).total(), P.__annotations__, P.__module__, is_dataclass(P), is_dataclass(P(1, 2)), is_dataclass(int))
# expect: P(x=1, y=2, z=4) 5 {'x': <class 'int'>, 'y': 'typing.Any', 'z': <class 'int'>} __main__ True True False
for names in (["a", "a"], ["1a"], ["if"], [(1, 2, 3, 4)]):
    try:
        make_dataclass("Q", names)
    except TypeError as error:
        print(error)
# expect: Field name duplicated: 'a'
# expect: Field names must be valid identifiers: '1a'
# expect: Field names must not be keywords: 'if'
# expect: Invalid field: (1, 2, 3, 4)
