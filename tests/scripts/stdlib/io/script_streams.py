import io
class Source(io.RawIOBase):
    def __init__(self, data):
        self.data = data
    def readable(self):
        return True
    def readinto(self, buffer):
        n = min(len(buffer), len(self.data), 3)
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n
print(Source(b"hello").read(2), Source(b"hello").read(), io.BufferedReader(Source(b"a\nbb\nc")).readlines())
# expect: b'he' b'hello' [b'a\n', b'bb\n', b'c']
print(io.TextIOWrapper(io.BufferedReader(Source("é\nxyz\n".encode()))).readlines())  # expect: ['é\n', 'xyz\n']
class Log(io.TextIOBase):
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
        return len(text)
log = Log()
print("a", "b", sep="+", end="|", file=log, flush=True)
log.writelines(["x", "y"])
print(log.parts, isinstance(log, io.IOBase), log.writable(), log.closed)
# expect: ['a', '+', 'b', '|', 'x', 'y'] True False False
with log:
    pass
print(log.closed)  # expect: True
try:
    log.writelines([])
except ValueError as error:
    print(error)
# expect: I/O operation on closed file.
class Plain:
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
plain = Plain()
print(1, 2, file=plain)
print(plain.parts)  # expect: ['1', ' ', '2', '\n']
