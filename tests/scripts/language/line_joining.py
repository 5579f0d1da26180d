total = 1 + \
    2 + \
    3
print(total)  # expect: 6
values = [
    1,  # one

    2,
]
print(values)  # expect: [1, 2]
if (total == 6 and
        values):
    print("yes")  # expect: yes
a = 1; b = 2; print(a, b)  # expect: 1 2
def f(
    x,
    y = 2,
): return (x,
           y)
print(f(1))  # expect: (1, 2)
