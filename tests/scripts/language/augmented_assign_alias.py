a = b = [1]
a += [2]
print(b)  # expect: [1, 2]
a = a + [3]
print(b, a)  # expect: [1, 2] [1, 2, 3]
s = t = (1,)
s += (2,)
print(t, s)  # expect: (1,) (1, 2)
u = v = {1}
u |= {2}
print(v)  # expect: {1, 2}
