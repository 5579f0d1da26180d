from fractions import Fraction

f = Fraction(-22, 7)
print(f"{f:.3f} {f:10.2e} {f:.10g} {f:%} {f:>10} {f:^+12.1f} {f:012.4f}")
# expect: -3.143  -3.14e+00 -3.142857143 -314.285714%      -22/7     -3.1     -000003.1429
print(f"{Fraction(1234567, 2):,.2f} {Fraction(10**7):_} {Fraction(3):#} {Fraction(-1, 1000):z.1f}")
# expect: 617,283.50 10_000_000 3/1 0.0
try:
    format(f, ".2x")
except ValueError as e:
    print(e)  # expect: Invalid format specifier '.2x' for object of type 'Fraction'
