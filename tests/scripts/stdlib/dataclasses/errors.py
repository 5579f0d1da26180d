from dataclasses import KW_ONLY, dataclass, field, fields, asdict, replace
from typing import ClassVar
@dataclass
class Plain:
    a: int
@dataclass(frozen=True)
class Frozen:
    a: int
cases = [
    "@dataclass\nclass X:\n a: int = 0\n b: str",
    "@dataclass\nclass X:\n a: list = []",
    "@dataclass\nclass X:\n a = field()",
    "@dataclass(order=True, eq=False)\nclass X:\n a: int",
    "@dataclass(order=True)\nclass X:\n a: int\n def __lt__(self, o): pass",
    "@dataclass(unsafe_hash=True)\nclass X:\n def __hash__(self): pass",
    "@dataclass(frozen=True)\nclass X(Plain): pass",
    "@dataclass\nclass X(Frozen): pass",
    "@dataclass(slots=True)\nclass X:\n __slots__ = ('a',)\n a: int",
    "@dataclass(weakref_slot=True)\nclass X: pass",
    "@dataclass\nclass X:\n a: ClassVar[list] = field(default_factory=list)",
    "@dataclass\nclass X:\n _: KW_ONLY\n __: KW_ONLY",
    "field(default=1, default_factory=int)",
    "fields(3)",
    "asdict(Plain)",
    "replace(3)",
]
for case in cases:
    try:
        exec(case)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError non-default argument 'b' follows default argument 'a'
# expect: ValueError mutable default <class 'list'> for field a is not allowed: use default_factory
# expect: TypeError 'a' is a field but has no type annotation
# expect: ValueError eq must be true if order is true
# expect: TypeError Cannot overwrite attribute __lt__ in class X Consider using functools.total_ordering
# expect: TypeError Cannot overwrite attribute __hash__ in class X
# expect: TypeError cannot inherit frozen dataclass from a non-frozen one
# expect: TypeError cannot inherit non-frozen dataclass from a frozen one
# expect: TypeError X already specifies __slots__
# expect: TypeError weakref_slot is True but slots is False
# expect: TypeError field a cannot have a default factory
# expect: TypeError '__' is KW_ONLY, but KW_ONLY has already been specified
# expect: ValueError cannot specify both default and default_factory
# expect: TypeError must be called with a dataclass type or instance
# expect: TypeError asdict() should be called on dataclass instances
# expect: TypeError replace() should be called on dataclass instances
