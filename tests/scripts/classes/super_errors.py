class A:
    def f(self): return super().nope()
def g(): return super().x
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: A().f())  # expect: AttributeError 'super' object has no attribute 'nope'
attempt(g)  # expect: RuntimeError super(): no arguments
attempt(lambda: super(A, 5))
# expect: TypeError super(type, obj): obj (instance of int) is not an instance or subtype of type (A).
attempt(lambda: super(5, A()))  # expect: TypeError super() argument 1 must be a type, not int
class B:
    def f(self):
        del self
        return super().f()
attempt(lambda: B().f())
# expect: UnboundLocalError cannot access local variable 'self' where it is not associated with a value
