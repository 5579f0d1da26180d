def tag(label):
    print("make", label)
    def wrap(f):
        print("wrap", label, f.__name__)
        f.labels = getattr(f, "labels", []) + [label]
        return f
    return wrap
@tag("outer")
@tag("inner")
def f():
    pass
# expect: make outer
# expect: make inner
# expect: wrap inner f
# expect: wrap outer f
print(f.labels)  # expect: ['inner', 'outer']
@lambda cls: (cls, "decorated")
class C:
    pass
print(C[1])  # expect: decorated
table = {"id": lambda f: f}
@table["id"]
def g():
    return 1
print(g())  # expect: 1
