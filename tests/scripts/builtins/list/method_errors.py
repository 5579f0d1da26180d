def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: [].pop())  # expect: IndexError pop from empty list
attempt(lambda: [1].pop(5))  # expect: IndexError pop index out of range
attempt(lambda: [1].remove(2))  # expect: ValueError list.remove(x): x not in list
attempt(lambda: [1].index(2))  # expect: ValueError 2 is not in list
attempt(lambda: [1].index(1, 1))  # expect: ValueError 1 is not in list
attempt(lambda: [].append())  # expect: TypeError list.append() takes exactly one argument (0 given)
attempt(lambda: [].append(1, 2))  # expect: TypeError list.append() takes exactly one argument (2 given)
attempt(lambda: [].extend(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: [].insert(1))  # expect: TypeError insert expected 2 arguments, got 1
attempt(lambda: [].insert("a", 1))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: [1] + (2,))  # expect: TypeError can only concatenate list (not "tuple") to list
attempt(lambda: [1] * "a")  # expect: TypeError can't multiply sequence by non-int of type 'str'
attempt(lambda: [1] * 1.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
attempt(lambda: hash([]))  # expect: TypeError unhashable type: 'list'
attempt(lambda: [1, "a"].sort())  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: [3, 1].sort(5))  # expect: TypeError sort() takes no positional arguments
attempt(lambda: [3, 1].sort(key=5))  # expect: TypeError 'int' object is not callable
attempt(lambda: [].nope())  # expect: AttributeError 'list' object has no attribute 'nope'
