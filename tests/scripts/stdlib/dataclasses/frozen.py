from dataclasses import FrozenInstanceError, dataclass
@dataclass(frozen=True)
class Key:
    a: int
    b: str = "q"
k = Key(1)
print(hash(k) == hash((1, "q")), {k: 1}[Key(1)])  # expect: True 1
def assign(): k.a = 2
def delete(): del k.a
def extra(): k.zz = 1
for attempt in (assign, delete, extra):
    try:
        attempt()
    except FrozenInstanceError as error:
        print(type(error).__name__, error, isinstance(error, AttributeError))
# expect: FrozenInstanceError cannot assign to field 'a' True
# expect: FrozenInstanceError cannot delete field 'a' True
# expect: FrozenInstanceError cannot assign to field 'zz' True
@dataclass(frozen=True)
class Child(Key):
    c: int = 5
print(Child(1), hash(Child(1)) == hash((1, "q", 5)))  # expect: Child(a=1, b='q', c=5) True
