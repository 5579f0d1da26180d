a = [3, 1, 2]
a.sort()
print(a, a.sort(), sorted("hello"), sorted([3, 1, 2], reverse=True), sorted({3, 1}), sorted({"b": 1, "a": 2}))
# expect: [1, 2, 3] None ['e', 'h', 'l', 'l', 'o'] [3, 2, 1] [1, 3] ['a', 'b']
words = ["banana", "Apple", "cherry", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)))
# expect: ['Apple', 'banana', 'cherry', 'fig'] ['Apple', 'banana', 'cherry', 'fig'] ['fig', 'Apple', 'banana', 'cherry'] ['banana', 'cherry', 'Apple', 'fig']
words.sort(key=len, reverse=True)
print(words)  # expect: ['banana', 'cherry', 'Apple', 'fig']
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([1.5, 1, 0, -2]), sorted([True, False, True]))
# expect: [(0, 'z'), (1, 'a'), (1, 'b')] [-2, 0, 1, 1.5] [False, True, True]
