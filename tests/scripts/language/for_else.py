for i in range(3):
    if i == 5:
        break
else:
    print("no break")  # expect: no break
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)  # expect: 1
for x in []:
    pass
else:
    print("empty")  # expect: empty
n = 3
while n:
    n -= 1
    if n == 1:
        continue
else:
    print("while else", n)  # expect: while else 0
