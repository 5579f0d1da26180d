from collections import OrderedDict, defaultdict, namedtuple
from dataclasses import asdict, astuple, dataclass, field
Pair = namedtuple("Pair", "a b")
@dataclass
class Node:
    value: int
    children: list["Node"] = field(default_factory=list)
    extra: dict = field(default_factory=dict)
n = Node(1, [Node(2)], {"k": Node(3), "t": (1, Node(4)), "p": Pair(1, [2])})
print(asdict(n))
# expect: {'value': 1, 'children': [{'value': 2, 'children': [], 'extra': {}}], 'extra': {'k': {'value': 3, 'children': [], 'extra': {}}, 't': (1, {'value': 4, 'children': [], 'extra': {}}), 'p': Pair(a=1, b=[2])}}
print(astuple(n))  # expect: (1, [(2, [], {})], {'k': (3, [], {}), 't': (1, (4, [], {})), 'p': Pair(a=1, b=[2])})
d = asdict(n)
print(d["extra"]["p"][1] is n.extra["p"][1], type(d["extra"]["p"]).__name__)  # expect: False Pair
print(asdict(Node(1), dict_factory=OrderedDict))  # expect: OrderedDict({'value': 1, 'children': [], 'extra': {}})
print(asdict(Node(1, extra=defaultdict(list, a=[Node(5)]))))
# expect: {'value': 1, 'children': [], 'extra': defaultdict(<class 'list'>, {'a': [{'value': 5, 'children': [], 'extra': {}}]})}
