import os
import tempfile

with tempfile.TemporaryDirectory(prefix="taipan-") as path:
    print(os.path.isdir(path), os.path.basename(path).startswith("taipan-"), oct(os.stat(path).st_mode & 0o777))
    # expect: True True 0o700
    os.makedirs(path + "/a/b")
    with open(path + "/a/b/file", "w") as f:
        f.write("x")
print(os.path.exists(path))  # expect: False
d = tempfile.TemporaryDirectory()
d.cleanup()
print(os.path.exists(d.name), os.path.dirname(d.name) == tempfile.gettempdir())  # expect: False True
