import io
import os
import tempfile
os.chdir(tempfile.mkdtemp())
open("file", "w").close()
os.mkdir("folder")
for call in (
    lambda: open("missing"),
    lambda: open("folder"),
    lambda: open("file", "x"),
    lambda: open("file", "q"),
    lambda: open("file", "rw"),
    lambda: open("file", "tb"),
    lambda: open("file", "rb", encoding="utf-8"),
    lambda: open("file", "rb", newline=""),
    lambda: open("file", buffering=0),
    lambda: open("file", newline="x"),
    lambda: open("file", encoding="nothing"),
    lambda: open(5.5),
    lambda: open("a\0b"),
    lambda: open("file").write("a"),
    lambda: open("file", "a").read(),
    lambda: open("file", "rb").write(b""),
    lambda: open("file", "wb").write("a"),
    lambda: open("file", "w").write(5),
    lambda: open("file").seek(3, 1),
    lambda: open("file").seek(-3),
    lambda: open("file", "rb").seek(-1),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
# expect: FileNotFoundError [Errno 2] No such file or directory: 'missing'
# expect: IsADirectoryError [Errno 21] Is a directory: 'folder'
# expect: FileExistsError [Errno 17] File exists: 'file'
# expect: ValueError invalid mode: 'q'
# expect: ValueError must have exactly one of create/read/write/append mode
# expect: ValueError can't have text and binary mode at once
# expect: ValueError binary mode doesn't take an encoding argument
# expect: ValueError binary mode doesn't take a newline argument
# expect: ValueError can't have unbuffered text I/O
# expect: ValueError illegal newline value: x
# expect: LookupError unknown encoding: nothing
# expect: TypeError expected str, bytes or os.PathLike object, not float
# expect: ValueError embedded null byte
# expect: UnsupportedOperation not writable
# expect: UnsupportedOperation not readable
# expect: UnsupportedOperation write
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError write() argument must be str, not int
# expect: UnsupportedOperation can't do nonzero cur-relative seeks
# expect: ValueError negative seek position -3
# expect: OSError [Errno 22] Invalid argument
f = open("file")
f.close()
f.close()
for call in (f.read, f.readline, f.flush, f.tell, lambda: next(f), lambda: f.write("a"), f.__enter__, f.fileno):
    try:
        call()
    except ValueError as error:
        print(error)
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file
print(repr(f).replace("UTF-8", "utf-8"), open("file", "rb"), open("file", "wb"), io.UnsupportedOperation.__mro__[1:3])
# expect: <_io.TextIOWrapper name='file' mode='r' encoding='utf-8'> <_io.BufferedReader name='file'> <_io.BufferedWriter name='file'> (<class 'OSError'>, <class 'ValueError'>)
