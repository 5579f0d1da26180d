# The target's object and index are evaluated once.
count = 0
def index():
    global count
    count += 1
    return 0
items = [1, 2]
items[index()] += 10
print(items, count)  # expect: [11, 2] 1
class Box:
    pass
box = Box()
box.n = 1
def get():
    global count
    count += 1
    return box
get().n += 5
print(box.n, count)  # expect: 6 2
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e)  # expect: 'tuple' object does not support item assignment
print(t)  # expect: ([1, 2],)
