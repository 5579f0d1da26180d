import bisect

a = [1, 2, 2, 2, 5]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 0), bisect.bisect(a, 9))  # expect: 4 1 0 5
print(bisect.bisect_left(a, 2, 2, 4), bisect.bisect([9, 5, 1], -5, key=lambda x: -x))  # expect: 2 2
bisect.insort(a, 3)
bisect.insort_left(a, 2)
print(a)  # expect: [1, 2, 2, 2, 2, 3, 5]
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)  # expect: lo must be non-negative
