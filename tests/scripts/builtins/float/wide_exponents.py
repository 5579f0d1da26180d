# Floats at the ends of the exponent range keep every bit.
for x in (1e77, 1e78, 1e-77, 1e-78, 1e150, 1e-150, 1e300, 1e-300, 2.2250738585072014e-308, 4.9e-320):
    print(x, -x, x * 1.0 == x, x + x == 2 * x, (x / 3) * 3)
    # expect: 1e+77 -1e+77 True True 1.0000000000000001e+77
    # expect: 1e+78 -1e+78 True True 1e+78
    # expect: 1e-77 -1e-77 True True 1e-77
    # expect: 1e-78 -1e-78 True True 1e-78
    # expect: 1e+150 -1e+150 True True 1e+150
    # expect: 1e-150 -1e-150 True True 1e-150
    # expect: 1e+300 -1e+300 True True 1e+300
    # expect: 1e-300 -1e-300 True True 1e-300
    # expect: 2.2250738585072014e-308 -2.2250738585072014e-308 True True 2.225073858507201e-308
    # expect: 4.9e-320 -4.9e-320 True True 4.9e-320
