s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(6))  # expect: slice(1, 10, 2) 1 10 2 (1, 6, 2)
class Show:
    def __getitem__(self, key):
        return key
show = Show()
print(show[1], show[1:2], show[:], show[::2], show[1:2, ...], show[1,], show[:, None])
# expect: 1 slice(1, 2, None) slice(None, None, None) slice(None, None, 2) (slice(1, 2, None), Ellipsis) (1,) (slice(None, None, None), None)
print(show[*[1, 2], 3])  # expect: (1, 2, 3)
print(slice(1, 2) == slice(1, 2), slice(None).indices(3), slice(5, 1, -2).indices(10))
# expect: True (0, 3, 1) (5, 1, -2)
