import os


class P:
    def __fspath__(self):
        return "/some/where"


print(os.fspath(P()), os.fspath("a"), os.fspath(b"a"), isinstance(P(), os.PathLike), isinstance("a", os.PathLike))
# expect: /some/where a b'a' True False
print(os.path.join(P(), "x"), os.path.basename(P()), os.fsencode("é"), os.fsdecode(b"\xc3\xa9"))
# expect: /some/where/x where b'\xc3\xa9' é
try:
    os.fspath(3)
except TypeError as e:
    print(e)  # expect: expected str, bytes or os.PathLike object, not int
print(os.sep, os.curdir, os.pardir, repr(os.linesep), os.name, os.devnull, os.extsep, os.pathsep)
# expect: / . .. '\n' posix /dev/null . :
