import os.path

print(os.path.join("a", "b"), os.path.join("a/", "b"), os.path.join("a", "/b", "c"), os.path.join("a", ""))
# expect: a/b a/b /b/c a/
for path in ("a//b/./c/..", "../x/..", "/../a", "", "///a", "//a/b/../..", "./."):
    print(repr(os.path.normpath(path)))
    # expect: 'a/b'
    # expect: '..'
    # expect: '/a'
    # expect: '.'
    # expect: '/a'
    # expect: '//'
    # expect: '.'
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.isabs("/x"), os.path.isabs("x"))
# expect: ../b/c . True False
print(os.path.commonpath(["/usr/lib", "/usr/local/lib"]), os.path.commonprefix(["/usr/lib", "/usr/local"]))
# expect: /usr /usr/l
for action in (
    lambda: os.path.join("a", b"b"),
    lambda: os.path.join("a", 1),
    lambda: os.path.commonpath(["/a", "b"]),
    lambda: os.path.commonpath([]),
):
    try:
        action()
    except (TypeError, ValueError) as e:
        print(f"{type(e).__name__}: {e}")
        # expect: TypeError: Can't mix strings and bytes in path components
        # expect: TypeError: join() argument must be str, bytes, or os.PathLike object, not 'int'
        # expect: ValueError: Can't mix absolute and relative paths
        # expect: ValueError: commonpath() arg is an empty sequence
