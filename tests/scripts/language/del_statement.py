x = 1
del x
try:
    x
except NameError as e:
    print(e)  # expect: name 'x' is not defined
d = {1: 2, 3: 4}
items = [0, 1, 2, 3, 4, 5]
del d[1], items[0], items[-1]
print(d, items)  # expect: {3: 4} [1, 2, 3, 4]
del items[1:3]
print(items)  # expect: [1, 4]
class C: pass
c = C()
c.a = 1
del c.a
print(hasattr(c, "a"))  # expect: False
del (items, (d, c))
try:
    del missing
except NameError as e:
    print(e)  # expect: name 'missing' is not defined
