import os
import tempfile
path = os.path.join(tempfile.mkdtemp(), "file.txt")
with open(path, "w", encoding="utf-8") as f:
    print(f.write("héllo\nworld\n"), f.writelines(["x\n", "last"]), f.tell(), f.mode, f.closed, f.writable(), f.readable())
# expect: 12 None 19 w False True False
print(f.closed)  # expect: True
with open(path, encoding="utf-8") as f:
    print(f.readline(), f.tell(), f.read(3), f.tell(), f.readlines(), repr(f.read()))
# expect: héllo
# expect:  7 wor 10 ['ld\n', 'x\n', 'last'] ''
with open(path, encoding="utf-8") as f:
    print([line.rstrip() for line in f])
# expect: ['héllo', 'world', 'x', 'last']
with open(path, encoding="utf-8") as f:
    f.readline()
    mark = f.tell()
    line = f.readline()
    f.seek(mark)
    print(f.readline() == line, f.seek(0), f.read(2), f.seek(0, 2), repr(f.read()))
# expect: True 0 hé 19 ''
with open(path, "a") as f:
    f.write("!")
with open(path, "r+") as f:
    f.seek(7)
    f.write("WO")
    f.seek(0)
    print(f.read())
    f.truncate(9)
# expect: héllo
# expect: WOrld
# expect: x
# expect: last!
print(os.path.getsize(path), list(open(path)), max(open(path), key=len))
# expect: 9 ['héllo\n', 'WO'] héllo
# expect:
with open(path, "x" if False else "w") as f:
    print("a", 1, None, sep="-", file=f)
print(open(path).read(), end="")  # expect: a-1-None
os.remove(path)
