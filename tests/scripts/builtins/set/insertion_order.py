# differs: a set iterates in the order of insertion, where CPython's order follows from hash values
print({3, 1, 2}, list({"b", "a", "c"}))  # expect: {3, 1, 2} ['b', 'a', 'c']
s = {5, 4}
s.add(0)
s.discard(5)
s.add(5)
print(s, s.pop())  # expect: {4, 0, 5} 4
