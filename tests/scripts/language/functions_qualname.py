def outer():
    def inner(): pass
    class C:
        def m(self): pass
        class D: pass
    return inner, C
i, C = outer()
print(i.__qualname__, C.__qualname__, C.m.__qualname__, C.D.__qualname__)
# expect: outer.<locals>.inner outer.<locals>.C outer.<locals>.C.m outer.<locals>.C.D
print(repr(C))  # expect: <class '__main__.outer.<locals>.C'>
