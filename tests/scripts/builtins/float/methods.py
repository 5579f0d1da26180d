print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (3.0).is_integer(), (3.5).is_integer())
# expect: (1, 2) (3602879701896397, 36028797018963968) True False
print((0.1).hex(), (1.0).hex(), (-2.5e-10).hex(), float.fromhex("0x1.8p1"), float.fromhex("inf"))
# expect: 0x1.999999999999ap-4 0x1.0000000000000p+0 -0x1.12e0be826d695p-32 3.0 inf
print((2.5).real, (2.5).imag, (2.5).conjugate())  # expect: 2.5 0.0 2.5
print(hash(0.5), hash(1.0), hash(float("inf")), hash(2.0 ** 70) == hash(2 ** 70))
# expect: 1152921504606846976 1 314159 True
