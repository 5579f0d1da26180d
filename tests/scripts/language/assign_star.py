first, *rest = range(5)
print(first, rest)  # expect: 0 [1, 2, 3, 4]
*init, last = "abc"
print(init, last)  # expect: ['a', 'b'] c
a, *b, c = 1, 2
print(a, b, c)  # expect: 1 [] 2
[p, *q] = {1: 2}
print(p, q)  # expect: 1 []
(x, *y), *z = [[1, 2, 3], 4, 5]
print(x, y, z)  # expect: 1 [2, 3] [4, 5]
*whole, = ()
print(whole)  # expect: []
