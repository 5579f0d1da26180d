data = bytearray(b"abcdef")
m = memoryview(data)
print(len(m), m[1], m[1:3].tobytes(), m.nbytes, m.readonly, m.format, list(m[:2]), bytes(m[::-1]))
# expect: 6 98 b'bc' 6 False B [97, 98] b'fedcba'
m[0] = 90
m[1:3] = b"YX"
print(data, m == b"ZYXdef", m.tolist()[:2], m.hex())  # expect: bytearray(b'ZYXdef') True [90, 89] 5a5958646566
try:
    memoryview(b"x")[0] = 1
except TypeError as e:
    print(e)  # expect: cannot modify read-only memory
try:
    data.append(1)
except BufferError as e:
    print(e)  # expect: Existing exports of data: object cannot be re-sized
m.release()
data.append(33)
print(data)  # expect: bytearray(b'ZYXdef!')
