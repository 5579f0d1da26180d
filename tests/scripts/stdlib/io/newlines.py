import os
import tempfile
path = os.path.join(tempfile.mkdtemp(), "file.txt")
def raw():
    with open(path, "rb") as f:
        return f.read()
with open(path, "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(raw())  # expect: b'a\r\nb\r\n'
with open(path) as f:
    print(f.readlines(), repr(f.newlines))
# expect: ['a\n', 'b\n'] '\r\n'
with open(path, newline="") as f:
    print(f.readlines(), repr(f.newlines))
# expect: ['a\r\n', 'b\r\n'] '\r\n'
with open(path, newline="\n") as f:
    print(f.readlines())
# expect: ['a\r\n', 'b\r\n']
with open(path) as f:
    print(repr(f.readline()), f.tell())
# expect: 'a\n' 3
with open(path, "wb") as f:
    f.write(b"one\rtwo\r\nthree\nfour")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as f:
        print(f.read().count("\n"), len(list(open(path, newline=newline))), repr(f.newlines))
# expect: 3 4 ('\r', '\n', '\r\n')
# expect: 2 4 ('\r', '\n', '\r\n')
# expect: 2 3 None
# expect: 2 3 None
# expect: 2 2 None
with open(path, "w", newline="") as f:
    f.write("a\nb\r\n")
print(raw())  # expect: b'a\nb\r\n'
