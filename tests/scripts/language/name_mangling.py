class A:
    __secret = 1
    def __hidden(self): return "hidden"
    def call(self): return self.__hidden(), self.__secret
    def __dunder__(self): return "plain"
    def set(self): self.__attr = 5
a = A()
print(a.call(), a._A__secret, a._A__hidden(), a.__dunder__())  # expect: ('hidden', 1) 1 hidden plain
a.set()
print(a.__dict__)  # expect: {'_A__attr': 5}
class _B:
    __x = 2
print(_B._B__x)  # expect: 2
