def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: set().remove("x"))  # expect: KeyError 'x'
attempt(lambda: set().pop())  # expect: KeyError 'pop from an empty set'
attempt(lambda: {[]})  # expect: TypeError unhashable type: 'list'
attempt(lambda: {1}.add({}))  # expect: TypeError unhashable type: 'dict'
attempt(lambda: {1} | [1])  # expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
attempt(lambda: {1} + {2})  # expect: TypeError unsupported operand type(s) for +: 'set' and 'set'
attempt(lambda: set(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: hash(set()))  # expect: TypeError unhashable type: 'set'
attempt(lambda: {1} < [1])  # expect: TypeError '<' not supported between instances of 'set' and 'list'
attempt(lambda: frozenset().add(1))  # expect: AttributeError 'frozenset' object has no attribute 'add'
attempt(lambda: set(1, 2))  # expect: TypeError set expected at most 1 argument, got 2
s = {1}
attempt(lambda: s[0])  # expect: TypeError 'set' object is not subscriptable
attempt(lambda: [] in {1})  # expect: TypeError unhashable type: 'list'
