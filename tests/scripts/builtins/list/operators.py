print([1] + [2], [0] * 3, 2 * [1, 2], [1] * -1, [1, 2] == [1, 2], [1] != [2], [1, 2] < [1, 3], [2] > [1, 9], [] < [1], [1] <= [1])
# expect: [1, 2] [0, 0, 0] [1, 2, 1, 2] [] True True True True True True
print(1 in [1], 1.0 in [1], "x" not in [1], [1, [2]] == [1, [2]], len([1, 2]), bool([]), min([3, 1]), sum([[1], [2]], []))
# expect: True True True True 2 False 1 [1, 2]
a = [[0] * 2] * 2
a[0][0] = 5
print(a)  # expect: [[5, 0], [5, 0]]
a = [1]
a *= 3
a += "ab"
print(a)  # expect: [1, 1, 1, 'a', 'b']
