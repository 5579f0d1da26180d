import sys, types
m = types.ModuleType("pkg"); m.__path__ = []
sys.modules["pkg"] = m
sys.modules["pkg.x"] = types.ModuleType("pkg.x")
__import__("pkg", fromlist=["x"] * 300000)
print("ok")  # expect: ok
from pkg import x
print(x.__name__)  # expect: pkg.x
try:
    from pkg import nope
except ImportError as e: print(e, e.name, e.path)  # expect: cannot import name 'nope' from 'pkg' (unknown location) pkg None
try:
    import pkg.nope
except ImportError as e: print(e, e.name)  # expect: No module named 'pkg.nope' pkg.nope
try:
    import sys.nope
except ImportError as e: print(e, e.name)  # expect: No module named 'sys.nope'; 'sys' is not a package sys.nope
for i in (5, [1], None, object(), type):
    for d in (type.__dict__["__name__"], BaseException.__dict__["args"], property.__dict__["fget"], types.FunctionType.__dict__["__code__"], types.MethodType.__dict__["__func__"], super.__dict__["__self__"]):
        try: d.__get__(i)
        except (TypeError, AttributeError) as e: pass
    for f in (type.__call__, type.mro, list.append, int.__add__, dict.fromkeys, BaseException.__str__, KeyError.__str__, OSError.__str__, BaseExceptionGroup.split, type.__subclasses__, types.FunctionType.__get__, type.__instancecheck__, object.__reduce_ex__, object.__init_subclass__, super.__get__, property.__init__, staticmethod.__init__, type.__prepare__, types.ModuleType.__dir__, types.GenericAlias.__call__, types.CellType.__repr__, types.MappingProxyType.get):
        for args in ((), (i,), (i, i), (i, i, i)):
            try: f(*args)
            except (TypeError, ValueError, AttributeError, KeyError) as e: pass
for c in (int, list, dict, type, object, property, super, BaseException, OSError, ExceptionGroup, types.FunctionType, types.MethodType, types.ModuleType, types.CellType, types.GenericAlias, types.MappingProxyType, staticmethod, str, tuple):
    for d in (int, list, type, object, 5, Exception, KeyError, property):
        for args in ((), (1,), ("a", (), {}), (1, 2)):
            try: c.__new__(d, *args)
            except (TypeError, ValueError) as e: pass
print("survived")  # expect: survived
