import pprint
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from types import SimpleNamespace


@dataclass
class Point:
    label: str
    values: list


for item in (
    OrderedDict((i, "v" * i) for i in range(6)),
    defaultdict(list, {i: [i] * 5 for i in range(3)}),
    Counter("abracadabra"),
    deque(["word" * 3] * 3),
    ChainMap({"a": 1}, {"b": 2}),
    SimpleNamespace(one="1" * 20, two="2" * 20),
    Point("a label", list(range(12))),
    b"bytes" * 10,
):
    print(pprint.pformat(item, width=30))
    # expect: OrderedDict([(0, ''),
    # expect:              (1, 'v'),
    # expect:              (2, 'vv'),
    # expect:              (3, 'vvv'),
    # expect:              (4, 'vvvv'),
    # expect:              (5, 'vvvvv')])
    # expect: defaultdict(<class 'list'>,
    # expect:             {0: [0,
    # expect:                  0,
    # expect:                  0,
    # expect:                  0,
    # expect:                  0],
    # expect:              1: [1,
    # expect:                  1,
    # expect:                  1,
    # expect:                  1,
    # expect:                  1],
    # expect:              2: [2,
    # expect:                  2,
    # expect:                  2,
    # expect:                  2,
    # expect:                  2]})
    # expect: Counter({'a': 5,
    # expect:          'b': 2,
    # expect:          'r': 2,
    # expect:          'c': 1,
    # expect:          'd': 1})
    # expect: deque(['wordwordword',
    # expect:        'wordwordword',
    # expect:        'wordwordword'])
    # expect: ChainMap({'a': 1}, {'b': 2})
    # expect: namespace(one='11111111111111111111',
    # expect:           two='22222222222222222222')
    # expect: Point(label='a label',
    # expect:       values=[0,
    # expect:               1,
    # expect:               2,
    # expect:               3,
    # expect:               4,
    # expect:               5,
    # expect:               6,
    # expect:               7,
    # expect:               8,
    # expect:               9,
    # expect:               10,
    # expect:               11])
    # expect: (b'bytesbytesbytesbytesbyte'
    # expect:  b'sbytesbytesbytesbytesbyt'
    # expect:  b'es')
