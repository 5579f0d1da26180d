import os
import tempfile
path = os.path.join(tempfile.mkdtemp(), "file.bin")
with open(path, "w+b") as f:
    print(f.write(b"0123456789"), f.seek(3), f.read(2), f.write(b"AB"), f.tell(), f.seek(0), f.read())
    f.truncate(6)
    f.seek(-2, 2)
    print(f.read(), f.readable(), f.seekable())
# expect: 10 3 b'34' 2 7 0 b'01234AB789'
# expect: b'4A' True True
with open(path, "rb") as f:
    target = bytearray(4)
    print(f.readinto(target), target, f.peek(), f.read1(1), f.read(), f.read(), f.mode)
# expect: 4 bytearray(b'0123') b'4A' b'4' b'A' b'' rb
with open(path, "ab") as f:
    print(f.tell(), f.write(b"\nline\n"))
# expect: 6 6
with open(path, "rb") as f:
    print(list(f), f.seek(1), f.readline(), f.readlines())
# expect: [b'01234A\n', b'line\n'] 1 b'1234A\n' [b'line\n']
with open(path, "rb", buffering=0) as f:
    print(type(f).__name__, f.read(3), f.readall())
# expect: FileIO b'012' b'34A\nline\n'
print(memoryview(open(path, "rb").read())[1:3].tobytes())  # expect: b'12'
