import types
def gen(): yield
async def co(): pass
c = co()
print(isinstance(gen, types.FunctionType), isinstance(gen(), types.GeneratorType), isinstance(c, types.CoroutineType))
# expect: True True True
c.close()
print(isinstance(len, types.BuiltinFunctionType), isinstance(types, types.ModuleType), types.NoneType is type(None))
# expect: True True True
print(isinstance(list[int], types.GenericAlias), isinstance(int | str, types.UnionType), types.EllipsisType is type(...))
# expect: True True True
print(isinstance((lambda: 0).__code__, types.CodeType), isinstance("".join, types.BuiltinMethodType))
# expect: True True
class A:
    def m(self): pass
print(isinstance(A().m, types.MethodType), isinstance(A.__dict__, types.MappingProxyType))  # expect: True True
print(types.MethodType(lambda self, x: (self, x), 1)(2))  # expect: (1, 2)
m = types.ModuleType("made", "its doc")
m.x = 1
print(m.__name__, m.__doc__, m.x)  # expect: made its doc 1
