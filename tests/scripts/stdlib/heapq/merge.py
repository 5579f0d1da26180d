import heapq

print(list(heapq.merge([1, 4, 7], [2, 5], [], [0, 9])))  # expect: [0, 1, 2, 4, 5, 7, 9]
print(list(heapq.merge([7, 4, 1], [8, 2], reverse=True)))  # expect: [8, 7, 4, 2, 1]
print(list(heapq.merge(["a", "ccc"], ["bb", "dddd"], key=len)))  # expect: ['a', 'bb', 'ccc', 'dddd']
endless = heapq.merge(iter(int, 1), [1])
print(next(endless), next(endless))  # expect: 0 0
