from collections.abc import Set


class Letters(Set):
    def __init__(self, text):
        self.text = "".join(dict.fromkeys(text))

    def __contains__(self, x):
        return x in self.text

    def __iter__(self):
        return iter(self.text)

    def __len__(self):
        return len(self.text)

    def __repr__(self):
        return f"Letters({self.text!r})"


a, b = Letters("hello"), Letters("help")
print(a & b, a | b, a - b, a ^ b)  # expect: Letters('hel') Letters('helop') Letters('o') Letters('op')
print(a < b, Letters("he") <= a, a == set("helo"), a.isdisjoint(Letters("xyz")))  # expect: False True True True
print(Letters("ab")._hash() == hash(frozenset("ab")))  # expect: True
