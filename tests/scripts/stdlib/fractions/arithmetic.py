from fractions import Fraction

a, b = Fraction(1, 2), Fraction(-3, 4)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
# expect: -1/4 5/4 -3/8 -2/3 -1 -1/4 (-1, Fraction(-1, 4))
print(a + 1, 1 - a, 2 * a, 1 / b, a + 0.5, 1j * a, a ** 2, b ** -3, 4 ** a, a ** 0.5)
# expect: 3/2 1/2 1 -4/3 1.0 0.5j 1/4 -64/27 2.0 0.7071067811865476
print(a > b, a == 0.5, a <= 1, sorted([a, b, 0.1]), hash(a) == hash(0.5), bool(Fraction(0)))
# expect: True True True [Fraction(-3, 4), 0.1, Fraction(1, 2)] True False
print(round(Fraction(5, 2)), round(Fraction(22, 7), 2), int(b), -b, abs(b), b.__floor__(), b.__ceil__())
# expect: 2 157/50 0 3/4 3/4 -1 0
print(sum([Fraction(1, 3)] * 3), Fraction(7, 1).is_integer(), a.as_integer_ratio(), a.numerator, a.denominator)
# expect: 1 True (1, 2) 1 2
try:
    a / 0
except ZeroDivisionError as e:
    print(e)  # expect: Fraction(1, 0)
