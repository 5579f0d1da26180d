values = [1, 5, 8]
print([y for v in values if (y := v * 2) > 5], y)  # expect: [10, 16] 16
total = 0
print([total := total + v for v in values], total)  # expect: [1, 6, 14] 14
print(any((hit := v) > 4 for v in values), hit)  # expect: True 5
