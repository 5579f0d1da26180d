import argparse
import os

path = f"/tmp/taipan-test-{os.getpid()}.args"
with open(path, "w") as f:
    f.write("--name\nfrom file\n1\n")
p = argparse.ArgumentParser(prog="p", fromfile_prefix_chars="@")
p.add_argument("--name")
p.add_argument("numbers", nargs="*", type=int)
print(p.parse_args([f"@{path}", "2"]))  # expect: Namespace(name='from file', numbers=[1, 2])
q = argparse.ArgumentParser(prog="q")
q.add_argument("file", type=argparse.FileType("r"))
with q.parse_args([path]).file as f:
    print(f.readline().strip())  # expect: --name
print(argparse.FileType("w", encoding="utf-8"))  # expect: FileType('w', encoding='utf-8')
os.remove(path)
