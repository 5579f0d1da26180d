import random


class Fixed(random.Random):
    def random(self):
        return 0.25


f = Fixed()
print(f.random(), f.randint(0, 99), f.choice("abcd"), f.uniform(0, 8))  # expect: 0.25 48 a 2.0
s = random.SystemRandom()
print(0 <= s.random() < 1, s.randint(4, 4), len(s.randbytes(3)))  # expect: True 4 3
try:
    s.getstate()
except NotImplementedError as e:
    print(e)  # expect: System entropy source does not have state.
