print((5).bit_length(), (0).bit_length(), (-255).bit_length(), (255).bit_count())  # expect: 3 0 8 8
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (5).to_bytes())
# expect: b'\x04\x00' b'\x00\x04\x00\x00' b'\xff\xfe' b'\x05'
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes([1, 2]))
# expect: 1024 -257 258
print((6).as_integer_ratio(), (6).conjugate(), (6).real, (6).imag, (6).numerator, (6).denominator, (6).is_integer())
# expect: (6, 1) 6 6 0 6 1 True
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(2, "big")):
    try:
        f()
    except OverflowError as e:
        print(e)
        # expect: int too big to convert
        # expect: can't convert negative int to unsigned
