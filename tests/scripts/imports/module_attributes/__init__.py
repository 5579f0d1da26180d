def greet(): return "hello from " + __name__
def __getattr__(name):
    if name == "late": return "made on demand"
    raise AttributeError(f"module has no {name}")
def __dir__(): return ["greet", "late"]
