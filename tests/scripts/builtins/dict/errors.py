def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
d = {1: 2}
attempt(lambda: d["k"])  # expect: KeyError 'k'
attempt(lambda: d[None])  # expect: KeyError None
attempt(lambda: {[]: 1})  # expect: TypeError unhashable type: 'list'
attempt(lambda: d[{}])  # expect: TypeError unhashable type: 'dict'
attempt(lambda: [] in d)  # expect: TypeError unhashable type: 'list'
attempt(lambda: d.pop("x"))  # expect: KeyError 'x'
attempt(lambda: {}.popitem())  # expect: KeyError 'popitem(): dictionary is empty'
attempt(lambda: d.pop())  # expect: TypeError pop expected at least 1 argument, got 0
attempt(lambda: dict([1]))  # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
attempt(lambda: dict([(1, 2, 3)]))
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: dict("ab"))  # expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
attempt(lambda: dict({}, {}))  # expect: TypeError dict expected at most 1 argument, got 2
attempt(lambda: d | [])  # expect: TypeError unsupported operand type(s) for |: 'dict' and 'list'
attempt(lambda: d < {})  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: d.update(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: d.get())  # expect: TypeError get expected at least 1 argument, got 0
attempt(lambda: hash(d))  # expect: TypeError unhashable type: 'dict'
attempt(lambda: d.fromkeys())  # expect: TypeError fromkeys expected at least 1 argument, got 0
