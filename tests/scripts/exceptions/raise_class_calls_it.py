class E(Exception):
    def __init__(self):
        print("made")  # expect: made
        super().__init__("msg")
try:
    raise E
except E as e:
    print(e)  # expect: msg
class Needs(Exception):
    def __init__(self, x): pass
try:
    raise Needs
except TypeError as e:
    print(e)  # expect: Needs.__init__() missing 1 required positional argument: 'x'
class Weird(Exception):
    def __new__(cls): return 5
try:
    raise Weird
except TypeError as e:
    print(e)
    # expect: calling <class '__main__.Weird'> should have returned an instance of BaseException, not <class 'int'>
