import io
s = io.StringIO("héllo\nwörld")
print(repr(s.readline()), s.read(2), s.tell(), s.seek(1), s.write("XY"), s.getvalue().splitlines())
# expect: 'héllo\n' wö 8 1 2 ['hXYlo', 'wörld']
s.seek(0, 2)
s.write("end")
s.seek(14 + 4)
s.write("!")
print(repr(s.getvalue()), s.truncate(3), repr(s.getvalue()), s.closed)
# expect: 'hXYlo\nwörldend\x00\x00\x00\x00!' 3 'hXY' False
with io.StringIO() as out:
    print("a", 1, file=out)
    print(repr(out.getvalue()))
# expect: 'a 1\n'
print(list(io.StringIO("a\nb")), io.StringIO("a\r\nb", newline=None).read() == "a\nb", out.closed)
# expect: ['a\n', 'b'] True True
b = io.BytesIO(b"abc\ndef")
print(b.readline(), b.read(), b.seek(1), b.write(b"ZZ"), b.getvalue(), b.tell(), b.seek(10), b.write(b"!"), b.getvalue())
# expect: b'abc\n' b'def' 1 2 b'aZZ\ndef' 3 10 1 b'aZZ\ndef\x00\x00\x00!'
print(b.seek(0), list(b), b.truncate(3), b.getvalue())  # expect: 0 [b'aZZ\n', b'def\x00\x00\x00!'] 3 b'aZZ'
text = io.TextIOWrapper(io.BytesIO("é1\r\n2".encode()), encoding="utf-8")
print(text.readlines(), text.encoding, text.newlines == "\r\n")  # expect: ['é1\n', '2'] utf-8 True
raw = io.BytesIO()
text = io.TextIOWrapper(raw, encoding="utf-16", newline="\r\n")
text.write("a\n")
text.write("b")
text.flush()
print(raw.getvalue(), text.detach() is raw)  # expect: b'\xff\xfea\x00\r\x00\n\x00b\x00' True
class Upper(io.StringIO):
    def write(self, s):
        return super().write(s.upper())
u = Upper()
print("loud", file=u)
print(u.getvalue(), end="")  # expect: LOUD
for call in (
    lambda: io.StringIO().write(5),
    lambda: io.BytesIO().write("a"),
    lambda: io.StringIO(5),
    lambda: s.seek(-1),
    lambda: s.seek(1, 1),
    lambda: b.seek(-1),
    lambda: io.StringIO().fileno(),
    lambda: out.getvalue(),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
# expect: TypeError string argument expected, got 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError initial_value must be str or None, not int
# expect: ValueError Negative seek position -1
# expect: OSError Can't do nonzero cur-relative seeks
# expect: ValueError negative seek value -1
# expect: UnsupportedOperation fileno
# expect: ValueError I/O operation on closed file
