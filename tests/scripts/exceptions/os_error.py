e = OSError(2, "No such file", "f.txt")
print(type(e).__name__, e, e.errno, e.strerror, e.filename, e.args)
# expect: FileNotFoundError [Errno 2] No such file: 'f.txt' 2 No such file f.txt (2, 'No such file')
print(type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(OSError(110, "t")).__name__, type(OSError(111, "r")).__name__, repr(OSError("plain")), OSError(5, "m"))
# expect: PermissionError FileExistsError TimeoutError ConnectionRefusedError OSError('plain') [Errno 5] m
try:
    open("/nonexistent/file")
except FileNotFoundError as e:
    print(e, e.errno, e.filename)
    # expect: [Errno 2] No such file or directory: '/nonexistent/file' 2 /nonexistent/file
