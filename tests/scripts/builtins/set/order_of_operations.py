a = {97, 5, 33, 64, 1, 12, 40, 7}
b = {5, 64, 200, 12, 96, 128}
print(list(a | b), list(b | a))
# expect: [64, 97, 1, 33, 96, 5, 128, 7, 40, 200, 12] [64, 96, 128, 97, 1, 5, 33, 7, 200, 40, 12]
print(list(a & b), list(a - b), list(b ^ a))
# expect: [64, 12, 5] [97, 1, 33, 7, 40] [96, 97, 1, 33, 128, 7, 40, 200]
a -= b
a.add(65)
a.add(128)
print(list(a), a.pop(), a.pop(), list(a))  # expect: [97, 1, 33, 65, 128, 7, 40] 97 1 [33, 65, 128, 7, 40]
a |= {3, 35, 67, 99}
a ^= {3, 99, 1, 2}
print(list(a), list(a.intersection([67, 2, 35, 1])), list(a.difference([67, 2])), list(a.symmetric_difference([1, 8])))
# expect: [33, 65, 128, 2, 7, 40, 35, 67, 1] [35, 2, 67, 1] [128, 33, 65, 35, 1, 7, 40] [128, 65, 33, 2, 35, 67, 7, 8, 40]
for i in range(0, 400, 7):
    a.add(i * i % 101)
for i in range(0, 60, 2):
    a.discard(i)
print(list(a))
# expect: [128, 1, 5, 7, 9, 13, 17, 19, 21, 23, 25, 31, 33, 35, 37, 43, 45, 47, 49, 64, 65, 67, 68, 70, 71, 76, 77, 78, 79, 80, 81, 82, 84, 85, 87, 88, 92, 95, 96, 97, 100]
a.difference_update(range(20, 90))
print(list(a), list(set(a)), list(a.copy()), [a.pop() for _ in range(5)], list(a))
# expect: [128, 1, 5, 7, 9, 13, 17, 19, 92, 95, 96, 97, 100] [128, 1, 96, 97, 100, 5, 7, 9, 13, 17, 19, 92, 95] [128, 1, 96, 97, 100, 5, 7, 9, 13, 17, 19, 92, 95] [5, 7, 9, 13, 17] [128, 1, 19, 92, 95, 96, 97, 100]
keys = dict.fromkeys([64, 5, 33, 97, 12])
print(list(keys.keys() & {97, 33, 1}), list(keys.keys() | {1, 2}), list({1, 2} | keys.keys()), list(keys.keys() ^ {5, 6}))
# expect: [97, 33] [64, 33, 97, 1, 2, 5, 12] [64, 1, 2, 33, 97, 5, 12] [64, 33, 97, 6, 12]
print(list(dict.fromkeys([1, 2, 3]).items() ^ dict.fromkeys([3, 4]).items()))
# expect: [(1, None), (4, None), (2, None)]
