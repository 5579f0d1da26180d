import os.path

for path in ("/usr/lib/x.tar.gz", "a/b/", "//host/x", ".profile", "dir.d/file", "..", "", "/"):
    print(os.path.split(path), os.path.splitext(path), [os.path.basename(path), os.path.dirname(path)])
    # expect: ('/usr/lib', 'x.tar.gz') ('/usr/lib/x.tar', '.gz') ['x.tar.gz', '/usr/lib']
    # expect: ('a/b', '') ('a/b/', '') ['', 'a/b']
    # expect: ('//host', 'x') ('//host/x', '') ['x', '//host']
    # expect: ('', '.profile') ('.profile', '') ['.profile', '']
    # expect: ('dir.d', 'file') ('dir.d/file', '') ['file', 'dir.d']
    # expect: ('', '..') ('..', '') ['..', '']
    # expect: ('', '') ('', '') ['', '']
    # expect: ('/', '') ('/', '') ['', '/']
print(os.path.splitroot("/a"), os.path.splitroot("//a"), os.path.splitroot("///a"), os.path.splitdrive("/a"))
# expect: ('', '/', 'a') ('', '//', 'a') ('', '/', '//a') ('', '/a')
