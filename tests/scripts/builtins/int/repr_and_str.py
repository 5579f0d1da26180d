print(repr(5), str(-7), repr(10 ** 30), int.__repr__(3))  # expect: 5 -7 1000000000000000000000000000000 3
print(f"{255:x} {255:X} {255:o} {255:b} {255:#x} {255:#o} {255:#b}")
# expect: ff FF 377 11111111 0xff 0o377 0b11111111
print(hex(-255), oct(8), bin(-5))  # expect: -0xff 0o10 -0b101
