print(len, print, int, [].append.__name__, str.upper, "a".upper.__name__, type(None), object)
# expect: <built-in function len> <built-in function print> <class 'int'> append <method 'upper' of 'str' objects> upper <class 'NoneType'> <class 'object'>
def f(): pass
print(repr(f).startswith("<function f at 0x"), repr(lambda: 0).startswith("<function <lambda> at 0x"))
# expect: True True
class C:
    def m(self): pass
c = C()
print(repr(c).startswith("<__main__.C object at 0x"), repr(c.m).startswith("<bound method C.m of <__main__.C object at 0x"), C, repr(C.m).startswith("<function C.m at"))
# expect: True True <class '__main__.C'> True
import sys
print(sys, NotImplemented, ..., type(sys))
# expect: <module 'sys' (built-in)> NotImplemented Ellipsis <class 'module'>
