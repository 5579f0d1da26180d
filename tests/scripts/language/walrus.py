if (n := len("hello")) > 3:
    print(n)  # expect: 5
while (n := n - 1) > 2:
    print(n)
    # expect: 4
    # expect: 3
print((a := 1, b := 2), a, b)  # expect: (1, 2) 1 2
def f(x): return x
print(f(y := 5), y)  # expect: 5 5
print([last := i for i in range(3)], last)  # expect: [0, 1, 2] 2
d = {"k": (v := 1)}
print(d, v)  # expect: {'k': 1} 1
