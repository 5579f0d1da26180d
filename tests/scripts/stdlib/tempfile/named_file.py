import os
import tempfile

with tempfile.NamedTemporaryFile("w+", suffix=".txt") as f:
    f.write("hello\nworld\n")
    f.seek(0)
    print(f.read().split(), f.name.endswith(".txt"), os.path.exists(f.name))  # expect: ['hello', 'world'] True True
print(os.path.exists(f.name), f.closed)  # expect: False True
fd, path = tempfile.mkstemp()
print(os.write(fd, b"abc"), os.path.getsize(path))  # expect: 3 3
os.close(fd)
os.remove(path)
with tempfile.TemporaryFile() as f:
    f.write(b"data")
    f.seek(0)
    print(f.read())  # expect: b'data'
