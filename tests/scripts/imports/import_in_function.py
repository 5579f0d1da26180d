def f():
    import import_in_function as m
    from import_in_function import v as w
    return m.v, w
print("before")  # expect: before
print(f(), f())
# expect: imported
# expect: (1, 1) (1, 1)
class C:
    from import_in_function import v
print(C.v)  # expect: 1
if True:
    import import_in_function.lazy
print(import_in_function.lazy.x)  # expect: lazy
