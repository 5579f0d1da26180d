n = 0
while True:
    n += 1
    if n == 2: continue
    if n > 4: break
    print(n)
    # expect: 1
    # expect: 3
    # expect: 4
while n:
    n -= 2 if n > 1 else 1
print(n)  # expect: 0
i = 3
while i: i -= 1
print(i)  # expect: 0
