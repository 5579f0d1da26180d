a = []
print(id(a) == id(a), id(a) != id([]), hash("a") == hash("a"), hash(1) == 1, hash(-1), hash(0), hash(None) == hash(None), hash(()) == hash(()))
# expect: True True True True -2 0 True True
print(hash(3.0), hash(True), hash(2 ** 61 - 2), hash(10 ** 20), hash(1.5), hash(-2))
# expect: 3 1 2305843009213693950 848750603811160107 1152921504606846977 -2
class H:
    def __hash__(self): return 2 ** 70
print(hash(H()) == hash(2 ** 70))  # expect: True
for v in ([], {}, set(), slice(1).__class__ and bytearray()):
    try:
        hash(v)
    except TypeError as e:
        print(e)
        # expect: unhashable type: 'list'
        # expect: unhashable type: 'dict'
        # expect: unhashable type: 'set'
        # expect: unhashable type: 'bytearray'
