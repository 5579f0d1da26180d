items = [1, 2, 3]
for x in items:
    if len(items) < 6:
        items.append(x * 10)
    print(x)
    # expect: 1
    # expect: 2
    # expect: 3
    # expect: 10
    # expect: 20
    # expect: 30
items = [1, 2, 3, 4]
for x in items:
    items.remove(x)
print(items)  # expect: [2, 4]
