import random

r = random.Random(1)
items = list(range(10))
r.shuffle(items)
print(items)  # expect: [6, 8, 9, 7, 5, 3, 0, 4, 1, 2]
print(r.choice("abcdef"), r.choices("abc", k=4), r.choices("abc", [1, 0, 5], k=4))
# expect: b ['a', 'a', 'c', 'b'] ['c', 'a', 'c', 'c']
print(r.sample(range(1000), 5), r.sample("abcdef", 3), r.sample(["x", "y"], 3, counts=[2, 5]))
# expect: [234, 605, 967, 104, 923] ['c', 'a', 'e'] ['x', 'y', 'y']
print(r.randrange(10), r.randrange(5, 50, 5), r.randrange(10, 0, -3), r.randrange(10**30))
# expect: 0 35 7 57507967859450071383249456194
print(r.randbytes(4), r.sample(range(10**9), 30)[:3])  # expect: b'\xbc\xb8\x12\x87' [238039615, 820017699, 470178216]
