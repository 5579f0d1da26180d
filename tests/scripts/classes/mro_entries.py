class Proxy:
    def __mro_entries__(self, bases): return (int,)
class A(Proxy()): pass
print(A.__mro__, A(5) + 1, len(A.__orig_bases__))
# expect: (<class '__main__.A'>, <class 'int'>, <class 'object'>) 6 1
