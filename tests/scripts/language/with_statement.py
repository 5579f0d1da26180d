class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow
with Manager("a") as a, Manager("b") as b:
    print(a, b)
# expect: enter a
# expect: enter b
# expect: A B
# expect: exit b None None False
# expect: exit a None None False
with (Manager("c") as c, Manager("d", True),):
    raise ValueError("boom")
# expect: enter c
# expect: enter d
# expect: exit d ValueError boom True
# expect: exit c None None False
print("after")  # expect: after
try:
    with Manager("e"):
        raise KeyError("k")
except KeyError:
    print("caught")
# expect: enter e
# expect: exit e KeyError 'k' True
# expect: caught
