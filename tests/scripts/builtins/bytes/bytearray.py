a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a[0] = 65
a[1:3] = b"XYZ"
print(a, len(a), a.pop(), a.pop(0), a)  # expect: bytearray(b'XYZde') 7 102 65 bytearray(b'XYZde')
a.insert(1, 33)
a.remove(33)
a.reverse()
del a[0]
a += b"!"
a *= 2
print(a, bytes(a), a == bytes(a), a.find(b"!"), a.copy() is a)
# expect: bytearray(b'dZYX!dZYX!') b'dZYX!dZYX!' True 4 False
a.clear()
print(a, bytearray(2), bytearray([1, 2]), bytearray("é", "utf-8"))
# expect: bytearray(b'') bytearray(b'\x00\x00') bytearray(b'\x01\x02') bytearray(b'\xc3\xa9')
for f in (lambda: a.append(256), lambda: hash(a), lambda: bytearray(b"a").append("x"), lambda: a.pop()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ValueError byte must be in range(0, 256)
        # expect: TypeError unhashable type: 'bytearray'
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: IndexError pop from empty bytearray
