import os

base = f"/tmp/taipan-test-{os.getpid()}"
os.makedirs(base + "/a/b")
os.makedirs(base + "/a/b", exist_ok=True)
try:
    os.makedirs(base + "/a/b")
except FileExistsError as e:
    print(type(e).__name__, e.errno)  # expect: FileExistsError 17
with open(base + "/a/file.txt", "w") as f:
    f.write("hello")
print(sorted(os.listdir(base + "/a")), os.path.getsize(base + "/a/file.txt"))  # expect: ['b', 'file.txt'] 5
print(os.path.isdir(base), os.path.isfile(base + "/a/file.txt"), os.path.exists(base + "/zz"))
# expect: True True False
print([(d[len(base):], sorted(s), sorted(f)) for d, s, f in os.walk(base)])
# expect: [('', ['a'], []), ('/a', ['b'], ['file.txt']), ('/a/b', [], [])]
print([d[len(base):] for d, s, f in os.walk(base, topdown=False)])  # expect: ['/a/b', '/a', '']
with os.scandir(base + "/a") as entries:
    print(sorted((e.name, e.is_dir(), e.is_file()) for e in entries))
    # expect: [('b', True, False), ('file.txt', False, True)]
os.rename(base + "/a/file.txt", base + "/a/b/moved")
print(os.listdir(base + "/a/b"))  # expect: ['moved']
os.remove(base + "/a/b/moved")
os.removedirs(base + "/a/b")
print(os.path.exists(base))  # expect: False
try:
    os.remove(base + "/missing")
except FileNotFoundError as e:
    print(e.errno, e.strerror)  # expect: 2 No such file or directory
