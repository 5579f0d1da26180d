from collections import OrderedDict
o = OrderedDict.fromkeys("abcde", 0)
o.move_to_end("b")
print("".join(o))  # expect: acdeb
o.move_to_end("b", last=False)
print("".join(o), o.popitem(), o.popitem(last=False), list(reversed(o)))
# expect: bacde ('e', 0) ('b', 0) ['d', 'c', 'a']
print(OrderedDict(a=1, b=2), OrderedDict(), o.keys(), OrderedDict(a=1).items(), OrderedDict(a=1).values())
# expect: OrderedDict({'a': 1, 'b': 2}) OrderedDict() odict_keys(['a', 'c', 'd']) odict_items([('a', 1)]) odict_values([1])
x, y = OrderedDict([(1, 1), (2, 2)]), OrderedDict([(2, 2), (1, 1)])
print(x == y, x != y, x == {2: 2, 1: 1}, x | {3: 3}, type({0: 0} | x).__name__, x.copy() == x)
# expect: False True True OrderedDict({1: 1, 2: 2, 3: 3}) OrderedDict True
class Recent(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > 2:
            self.popitem(last=False)
r = Recent()
for key in "abac":
    r[key] = key
print(r, list(r))  # expect: Recent({'a': 'a', 'c': 'c'}) ['a', 'c']
queue = OrderedDict((i, i) for i in range(20_000))
total = 0
while queue:
    total += queue.popitem(last=False)[0]
print(total)  # expect: 199990000
for call in (lambda: OrderedDict().popitem(), lambda: x.move_to_end("no"), lambda: hash(x)):
    try:
        call()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
# expect: KeyError 'dictionary is empty'
# expect: KeyError 'no'
# expect: TypeError unhashable type: 'collections.OrderedDict'
