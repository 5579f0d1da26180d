import os

os.environ["HOME"] = "/home/me"
os.environ["NAME"] = "x"
print(os.path.expanduser("~"), os.path.expanduser("~/a"), os.path.expanduser("a/~"))  # expect: /home/me /home/me/a a/~
print(os.path.expandvars("$NAME/${NAME}y/$NOPE/$"), os.path.expandvars(b"$NAME"))  # expect: x/xy/$NOPE/$ b'x'
