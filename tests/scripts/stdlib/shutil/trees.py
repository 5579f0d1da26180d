import os
import shutil
import tempfile

base = tempfile.mkdtemp()
os.makedirs(base + "/a/b/c")
with open(base + "/a/one", "w") as f:
    f.write("content")
print(shutil.copy(base + "/a/one", base + "/a/b") == base + "/a/b/one")  # expect: True
shutil.copyfile(base + "/a/one", base + "/two")
print(open(base + "/two").read(), sorted(os.listdir(base + "/a/b")))  # expect: content ['c', 'one']
try:
    shutil.copyfile(base + "/two", base + "/two")
except shutil.SameFileError as e:
    print(type(e).__name__)  # expect: SameFileError
os.symlink(base, base + "/a/loop")
shutil.rmtree(base + "/a")
print(os.listdir(base))  # expect: ['two']
try:
    shutil.rmtree(base + "/a")
except FileNotFoundError as e:
    print(e.errno)  # expect: 2
shutil.rmtree(base + "/a", ignore_errors=True)
shutil.rmtree(base)
print(os.path.exists(base))  # expect: False
