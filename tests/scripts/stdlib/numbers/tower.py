import numbers
from fractions import Fraction

for value in (1, True, 1.5, 1j, Fraction(1, 2), "a"):
    print(value, [c.__name__ for c in (numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)
                  if isinstance(value, c)])
                  # expect: 1 ['Complex', 'Real', 'Rational', 'Integral']
                  # expect: True ['Complex', 'Real', 'Rational', 'Integral']
                  # expect: 1.5 ['Complex', 'Real']
                  # expect: 1j ['Complex']
                  # expect: 1/2 ['Complex', 'Real', 'Rational']
                  # expect: a []
try:
    numbers.Number()
    numbers.Complex()
except TypeError as e:
    print(str(e)[:50])  # expect: Can't instantiate abstract class Complex without a
