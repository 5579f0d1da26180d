s = "abcdefg"
print(s[1:3], s[:2], s[5:], s[-3:], s[:-2], s[::2], s[::-1], s[5:1:-2], s[-100:2], [s[10:], s[3:1]])
# expect: bc ab fg efg abcde aceg gfedcba fd ab ['', '']
l = list(range(8))
print(l[1:6:2], l[-1:0:-3], l[:])  # expect: [1, 3, 5] [7, 4, 1] [0, 1, 2, 3, 4, 5, 6, 7]
t = tuple(l)
print(t[2:4], t[::-2], b"hello"[1:3], range(10)[2:8:3])  # expect: (2, 3) (7, 5, 3, 1) b'el' range(2, 8, 3)
