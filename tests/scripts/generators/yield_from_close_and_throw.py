class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print("It.close")
    def throw(self, e):
        print("It.throw", repr(e))
        return "thrown"
    def send(self, v):
        print("It.send", v)
        return v
def outer():
    try:
        yield from It()
    finally:
        print("outer finally")
it = outer()
print(next(it), it.send(5), it.throw(ValueError("v")))
# expect: It.send 5
# expect: It.throw ValueError('v')
# expect: 1 5 thrown
it.close()
# expect: It.close
# expect: outer finally
def plain(): yield from [1, 2]
p = plain()
next(p)
try:
    p.send(3)
except AttributeError as e:
    print(e)  # expect: 'list_iterator' object has no attribute 'send'
try:
    next(plain_error := (yield_from for yield_from in 5))
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
