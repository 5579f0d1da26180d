import heapq

h = []
for x in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(h, x)
print(h)  # expect: [1, 3, 2, 5, 9, 8]
print([heapq.heappop(h) for _ in range(6)])  # expect: [1, 2, 3, 5, 8, 9]
h = [9, 7, 5, 3, 1, 8]
heapq.heapify(h)
print(h, heapq.heapreplace(h, 4), h, heapq.heappushpop(h, 0), heapq.heappushpop(h, 10), h)
# expect: [4, 7, 5, 9, 10, 8] 1 [4, 7, 5, 9, 10, 8] 0 3 [4, 7, 5, 9, 10, 8]
try:
    heapq.heappop([])
except IndexError as e:
    print(e)  # expect: index out of range
