# One-way constraints between cells that recompute what depends on a change: many short methods,
# polymorphic calls, lists of objects and sets of pending work.
import sys


class Cell:
    def __init__(self, value=0):
        self.value = value
        self.readers = []

    def assign(self, value, queue):
        if value != self.value:
            self.value = value
            for constraint in self.readers:
                constraint.mark(queue)


class Constraint:
    def __init__(self, target, *sources):
        self.target = target
        self.sources = sources
        self.marked = False
        self.runs = 0
        for source in sources:
            source.readers.append(self)

    def mark(self, queue):
        if not self.marked:
            self.marked = True
            queue.append(self)

    def satisfy(self, queue):
        self.marked = False
        self.runs += 1
        self.target.assign(self.compute(), queue)

    def compute(self):
        raise NotImplementedError


class Equal(Constraint):
    def compute(self):
        return self.sources[0].value


class Sum(Constraint):
    def compute(self):
        total = 0
        for source in self.sources:
            total += source.value
        return total % 9973


class Scale(Constraint):
    def __init__(self, target, source, factor, offset):
        super().__init__(target, source)
        self.factor = factor
        self.offset = offset

    def compute(self):
        return (self.sources[0].value * self.factor + self.offset) % 9973


class Clamp(Constraint):
    def compute(self):
        value = self.sources[0].value
        low = self.sources[1].value
        return low if value < low else value


class Network:
    def __init__(self):
        self.constraints = []
        self.rounds = 0

    def add(self, constraint):
        self.constraints.append(constraint)
        return constraint.target

    def change(self, cell, value):
        queue = []
        cell.assign(value, queue)
        while queue:
            self.rounds += 1
            pending = queue
            queue = []
            for constraint in pending:
                constraint.satisfy(queue)


def chain(network, start, length):
    cell = start
    for i in range(length):
        kind = i % 4
        following = Cell()
        if kind == 0:
            network.add(Equal(following, cell))
        elif kind == 1:
            network.add(Scale(following, cell, 3, i))
        elif kind == 2:
            network.add(Sum(following, cell, start))
        else:
            network.add(Clamp(following, cell, start))
        cell = following
    return cell


size = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
network = Network()
source = Cell(1)
ends = [chain(network, source, 40 + i) for i in range(3)]
result = network.add(Sum(Cell(), *ends))
checksum = 0
for step in range(size):
    network.change(source, (step * 7919) % 4001)
    checksum = (checksum * 31 + result.value) % 1000003
print(checksum, network.rounds, sum(c.runs for c in network.constraints))
