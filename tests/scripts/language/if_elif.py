def size(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10: return "small"
    else:
        return "big"
print([size(n) for n in (-1, 0, 5, 50)])  # expect: ['negative', 'zero', 'small', 'big']
if []: print("no")
elif {}: print("no")
else: print("empty is false")  # expect: empty is false
