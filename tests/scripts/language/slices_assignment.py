l = [0, 1, 2, 3, 4, 5]
l[1:3] = "xyz"
print(l)  # expect: [0, 'x', 'y', 'z', 3, 4, 5]
l[:0] = [-1]
print(l)  # expect: [-1, 0, 'x', 'y', 'z', 3, 4, 5]
l[::2] = [9, 9, 9, 9]
print(l)  # expect: [9, 0, 9, 'y', 9, 3, 9, 5]
l[2:] = []
print(l)  # expect: [9, 0]
l[5:9] = [7]
print(l)  # expect: [9, 0, 7]
del l[::2]
print(l)  # expect: [0]
l[:] = l
print(l)  # expect: [0]
try:
    l[::2] = [1, 2, 3, 4, 5]
except ValueError as e:
    print(e)  # expect: attempt to assign sequence of size 5 to extended slice of size 1
try:
    l[0:1] = 5
except TypeError as e:
    print(e)  # expect: must assign iterable to extended slice
