from functools import singledispatch
@singledispatch
def show(x): return "object"
for bad in ("def f(x): pass", "def f(x: 'list[int]'): pass"):
    exec(bad)
    try:
        show.register(f)
    except TypeError as error:
        print(str(error).replace(repr(f), "f"))
# expect: Invalid first argument to `register()`: f. Use either `@register(some_class)` or plain `@register` on an annotated function.
# expect: Invalid annotation for 'x'. list[int] is not a class.
