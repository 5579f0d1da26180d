x = 3
print("odd" if x % 2 else "even")  # expect: odd
print("a" if x > 5 else "b" if x > 2 else "c")  # expect: b
f = lambda n: n if n < 2 else f(n - 1) + f(n - 2)
print(f(10))  # expect: 55
print([i if i % 2 else -i for i in range(4)])  # expect: [0, 1, -2, 3]
