from dataclasses import dataclass, field, fields
@dataclass(unsafe_hash=True)
class A:
    a: int
    b: int = field(hash=False)
    c: int = field(default=1, metadata={"unit": "m"}, repr=False)
print(hash(A(1, 2)) == hash((1, 1)), A(1, 2), fields(A)[2].metadata, fields(A)[2].metadata["unit"])
# expect: True A(a=1, b=2) {'unit': 'm'} m
f = fields(A)[1]
print(f.name, f.type, f.init, f.repr, f.hash, f.compare, f.kw_only, dict(f.metadata))
# expect: b <class 'int'> True True False True False {}
class Descriptor:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, cls): return 5 if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value): setattr(obj, self.name, value * 2)
@dataclass
class D:
    x: int = Descriptor()
print(D(), D(4))  # expect: D(x=10) D(x=8)
print(A.__dataclass_params__)
# expect: _DataclassParams(init=True,repr=True,eq=True,order=False,unsafe_hash=True,frozen=False,match_args=True,kw_only=False,slots=False,weakref_slot=False)
