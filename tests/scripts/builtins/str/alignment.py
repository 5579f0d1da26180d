print(["ab".ljust(5), "ab".rjust(5, "*"), "ab".center(5), "ab".center(6, "-"), "abc".center(2), "42".zfill(5), "-42".zfill(5), "+1".zfill(1)])
# expect: ['ab   ', '***ab', '  ab ', '--ab--', 'abc', '00042', '-0042', '+1']
try:
    "a".ljust(5, "xy")
except TypeError as e:
    print(e)  # expect: The fill character must be exactly one character long
