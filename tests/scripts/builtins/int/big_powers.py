print(2 ** 200, (-3) ** 51, pow(3, 100, 7), pow(2, 1000, 10 ** 9 + 7))
# expect: 1606938044258990275541962092341162602522202993782792835301376 -2153693963075557766310747 4 688423210
print(pow(3, -1, 7), pow(-5, 3, 7), pow(5, 3, -7), pow(0, 0), pow(10, 0, 1))  # expect: 5 1 -1 1 0
try:
    pow(2, -1, 4)
except ValueError as e:
    print(e)  # expect: base is not invertible for the given modulus
try:
    pow(2, 3, 0)
except ValueError as e:
    print(e)  # expect: pow() 3rd argument cannot be 0
print(7 ** 0.5, 2 ** -2, (-8) ** (1 / 3))  # expect: 2.6457513110645907 0.25 (1.0000000000000002+1.7320508075688772j)
