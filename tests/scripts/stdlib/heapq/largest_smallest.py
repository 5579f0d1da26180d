import heapq

data = [7, 2, 9, 4, 4, 1]
print(heapq.nlargest(3, data), heapq.nsmallest(3, data), heapq.nlargest(0, data), heapq.nsmallest(99, data))
# expect: [9, 7, 4] [1, 2, 4] [] [1, 2, 4, 4, 7, 9]
words = ["pear", "fig", "apple", "kiwi", "date"]
print(heapq.nlargest(2, words, key=len), heapq.nsmallest(3, iter(words), key=len))
# expect: ['apple', 'pear'] ['fig', 'pear', 'kiwi']
