def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: "a".find())  # expect: TypeError find expected at least 1 argument, got 0
attempt(lambda: "a".find(5))  # expect: TypeError find() argument 1 must be str, not int
attempt(lambda: "a".replace("a"))  # expect: TypeError replace() takes at least 2 positional arguments (1 given)
attempt(lambda: "a".upper(1))  # expect: TypeError str.upper() takes no arguments (1 given)
attempt(lambda: "a".startswith(5))  # expect: TypeError startswith first arg must be str or a tuple of str, not int
attempt(lambda: "a".split(5))  # expect: TypeError must be str or None, not int
attempt(lambda: "a".join())  # expect: TypeError str.join() takes exactly one argument (0 given)
attempt(lambda: "a".encode(5))  # expect: TypeError encode() argument 'encoding' must be str, not int
attempt(lambda: str.upper())  # expect: TypeError unbound method str.upper() needs an argument
attempt(lambda: str.upper(5))
# expect: TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
attempt(lambda: "a".zfill("x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: "a".count())  # expect: TypeError count expected at least 1 argument, got 0
attempt(lambda: chr(-1))  # expect: ValueError chr() arg not in range(0x110000)
attempt(lambda: ord("ab"))  # expect: TypeError ord() expected a character, but string of length 2 found
attempt(lambda: ord(5))  # expect: TypeError ord() expected string of length 1, but int found
