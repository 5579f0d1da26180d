from collections import Counter

print(Counter(a=1) == Counter(a=1, b=0))  # expect: True
print(Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=3) > Counter(a=2, b=0))
# expect: True False True
print(Counter(a=1) == {"a": 1}, Counter(a=1) != Counter(b=1))  # expect: True True
try:
    Counter.fromkeys("abc")
except NotImplementedError as e:
    print(e)  # expect: Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
try:
    Counter(a=1) + {"a": 1}
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'Counter' and 'dict'
