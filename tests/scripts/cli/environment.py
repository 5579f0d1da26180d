import os
print("PATH" in os.environ, os.environ.get("SURELY_NOT_SET_AT_ALL"), os.getenv("SURELY_NOT_SET", "dflt"), isinstance(os.getpid(), int))
# expect: True None dflt True
os.environ["MADE_HERE"] = "v"
print(os.environ["MADE_HERE"], os.getenv("MADE_HERE"))  # expect: v v
