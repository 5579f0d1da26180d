"""Caches as decorators: least recently used, with expiry by a counting clock, statistics, and methods that keep state."""

import functools
from collections import OrderedDict


class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key, self.value = key, value
        self.before = self.after = self


class LruMap:
    """A dictionary that forgets the entry that was not used for longest; a ring of nodes keeps the order."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.root = Node(None, None)

    def __len__(self):
        return len(self.nodes)

    def __contains__(self, key):
        return key in self.nodes

    def __iter__(self):
        node = self.root.after
        while node is not self.root:
            yield node.key
            node = node.after

    def __getitem__(self, key):
        node = self.nodes[key]
        self.unlink(node)
        self.link_first(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            self[key]
            self.nodes[key].value = value
            return
        if len(self.nodes) >= self.capacity:
            del self[self.root.before.key]
        node = self.nodes[key] = Node(key, value)
        self.link_first(node)

    def __delitem__(self, key):
        self.unlink(self.nodes.pop(key))

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self))})"

    def link_first(self, node):
        first = self.root.after
        node.before, node.after = self.root, first
        first.before = self.root.after = node

    def unlink(self, node):
        node.before.after, node.after.before = node.after, node.before


def cached(function=None, /, *, capacity=4):
    if function is None:
        return lambda f: cached(f, capacity=capacity)
    entries = LruMap(capacity)
    hits = misses = 0

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = args + tuple(sorted(kwargs.items()))
        try:
            result = entries[key]
        except KeyError:
            misses += 1
            result = entries[key] = function(*args, **kwargs)
        else:
            hits += 1
        return result

    wrapper.statistics = lambda: (hits, misses, list(entries))
    return wrapper


def expiring(lifetime, clock):
    def decorate(function):
        made = OrderedDict()

        @functools.wraps(function)
        def wrapper(argument):
            now = clock()
            while made and next(iter(made.values()))[0] + lifetime <= now:
                made.popitem(last=False)
            if argument not in made:
                made[argument] = now, function(argument)
            return made[argument][1]

        return wrapper

    return decorate


class per_instance:
    """A decorator for methods: each instance has its own results, in its own dictionary."""

    def __init__(self, method):
        self.method = method

    def __set_name__(self, owner, name):
        self.slot = "_cached_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return functools.partial(self.call, instance)

    def call(self, instance, *args):
        results = instance.__dict__.setdefault(self.slot, {})
        if args not in results:
            results[args] = self.method(instance, *args)
        return results[args]


@cached(capacity=3)
def square(n):
    """The square of n."""
    print("  computing", n)
    return n * n


for n in (1, 2, 3, 1, 4, 2, 1, 4):
    print(n, square(n))
print(square.statistics(), square.__name__, square.__doc__)


@cached(capacity=1000)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(150), fib.statistics()[:2])


@cached
def greet(name, *, loud=False):
    return (name.upper() if loud else name) + "!"


print(greet("ann"), greet("ann", loud=True), greet("ann"), greet.statistics())

ticks = iter(range(100))


@expiring(lifetime=3, clock=lambda: next(ticks))
def stamp(name):
    print("  making", name)
    return name.title()


print([stamp(name) for name in "abaabbab"])


class Table:
    def __init__(self, factor):
        self.factor = factor

    @per_instance
    def row(self, n):
        print("  row", n, "of", self.factor)
        return [self.factor * i for i in range(n)]


two, five = Table(2), Table(5)
print(two.row(3), five.row(3), two.row(3), two.row(2))
print(sorted(two.__dict__), type(Table.row).__name__)

entries = LruMap(2)
entries["a"], entries["b"] = 1, 2
entries["a"] += 10
entries["c"] = 3
print(entries, len(entries), "b" in entries, entries["a"])
del entries["a"]
print(entries)
try:
    entries["gone"]
except KeyError as error:
    print("KeyError", error)


@functools.lru_cache(maxsize=2)
def library(n):
    print("  library", n)
    return -n


print([library(n) for n in (1, 2, 1, 3, 2)], library.cache_info())
library.cache_clear()
print(library.cache_info())
