from functools import singledispatch
from collections.abc import Mapping, Sized, Iterable
@singledispatch
def show(x, *rest): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
@show.register
def _(x: float | str): return "float or str"
show.register(Mapping, lambda x: "mapping")
show.register(Sized, lambda x: "sized")
print([show(x) for x in (1, True, [], 1.5, "s", {}, None, (1,))])
# expect: ['int', 'int', 'list', 'float or str', 'float or str', 'mapping', 'object', 'sized']
print(show.dispatch(bool)(1), len(show.registry), show.__name__)  # expect: int 7 show
show.register(Iterable, lambda x: "iterable")
for attempt in (lambda: show({1}), lambda: show(), lambda: show.register(3, len)):
    try:
        attempt()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
# expect: RuntimeError Ambiguous dispatch: <class 'collections.abc.Sized'> or <class 'collections.abc.Iterable'>
# expect: TypeError show requires at least 1 positional argument
# expect: TypeError Invalid first argument to `register()`. 3 is not a class or union type.
