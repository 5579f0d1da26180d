import random


def attempt(call):
    try:
        call()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


attempt(lambda: random.seed([1]))
# expect: TypeError: The only supported seed types are:
# expect: None, int, float, str, bytes, and bytearray.
attempt(lambda: random.randrange(0))  # expect: ValueError: empty range for randrange()
attempt(lambda: random.randrange(5, 2))  # expect: ValueError: empty range in randrange(5, 2)
attempt(lambda: random.randrange(1, 9, 0))  # expect: ValueError: zero step for randrange()
attempt(lambda: random.randint(3, 1))  # expect: ValueError: empty range in randrange(3, 2)
attempt(lambda: random.randrange(1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: random.choice([]))  # expect: IndexError: Cannot choose from an empty sequence
attempt(lambda: random.sample({1, 2}, 1))
# expect: TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
attempt(lambda: random.sample([1], 2))  # expect: ValueError: Sample larger than population or is negative
attempt(lambda: random.choices([1, 2], [1]))  # expect: ValueError: The number of weights does not match the population
attempt(lambda: random.choices([1, 2], 3))  # expect: TypeError: The number of choices must be a keyword argument: k=3
attempt(lambda: random.gammavariate(0, 1))  # expect: ValueError: gammavariate: alpha and beta must be > 0.0
