from typing import Annotated, Optional, get_type_hints
class Node:
    value: int
    next: "Optional[Node]"
    meta: Annotated[int, "m"]
class Child(Node):
    extra: "list[Node]"
def f(a: int, b: "str" = "", *args: "Node", **kw) -> None: pass
print(get_type_hints(Node))
# expect: {'value': <class 'int'>, 'next': typing.Optional[__main__.Node], 'meta': <class 'int'>}
print(get_type_hints(Node, include_extras=True)["meta"], get_type_hints(Child)["extra"])
# expect: typing.Annotated[int, 'm'] list[__main__.Node]
print(get_type_hints(f))
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'args': <class '__main__.Node'>, 'return': <class 'NoneType'>}
def bad(x: "undefined"): pass
for attempt in (lambda: get_type_hints(bad), lambda: get_type_hints(3)):
    try:
        attempt()
    except (NameError, TypeError) as error:
        print(type(error).__name__, error)
# expect: NameError name 'undefined' is not defined
# expect: TypeError 3 is not a module, class, method, or function.
print(get_type_hints(bad, localns={"undefined": int}))  # expect: {'x': <class 'int'>}
