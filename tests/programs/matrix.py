"""A matrix class with operators, slicing, iteration, formatting and exact arithmetic over fractions."""

from fractions import Fraction
from functools import reduce
from operator import mul


class Matrix:
    __slots__ = ("rows", "height", "width")

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        self.height = len(self.rows)
        self.width = len(self.rows[0]) if self.rows else 0
        if any(len(row) != self.width for row in self.rows):
            raise ValueError("rows of different length")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @classmethod
    def build(cls, height, width, function):
        return cls(((function(i, j) for j in range(width)) for i in range(height)))

    @property
    def shape(self):
        return self.height, self.width

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __repr__(self):
        return f"Matrix({self.rows})"

    def __format__(self, spec):
        cells = [[format(v, spec) for v in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells)]
        return "\n".join("[" + " ".join(c.rjust(w) for c, w in zip(row, widths)) + "]" for row in cells)

    def __str__(self):
        return format(self)

    def __eq__(self, other):
        return self.rows == other.rows if isinstance(other, Matrix) else NotImplemented

    def __hash__(self):
        return hash(tuple(map(tuple, self.rows)))

    def __iter__(self):
        return (v for row in self.rows for v in row)

    def __len__(self):
        return self.height * self.width

    def __contains__(self, value):
        return any(value in row for row in self.rows)

    def __getitem__(self, key):
        match key:
            case int(i), int(j):
                return self.rows[i][j]
            case slice() as rows, slice() as columns:
                return Matrix(row[columns] for row in self.rows[rows])
            case int(i):
                return self.rows[i][:]
            case _:
                raise TypeError(f"bad index {key!r}")

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def elementwise(self, other, function):
        if isinstance(other, Matrix):
            if other.shape != self.shape:
                raise ValueError(f"shapes {self.shape} and {other.shape} differ")
            return Matrix([function(a, b) for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows))
        if isinstance(other, (int, float, Fraction)):
            return Matrix([function(a, other) for a in row] for row in self.rows)
        return NotImplemented

    def __add__(self, other):
        return self.elementwise(other, lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other):
        return self.elementwise(other, lambda a, b: a - b)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return self.elementwise(other, mul)

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __iadd__(self, other):
        self.rows = (self + other).rows
        return self

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.width != other.height:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([sum(map(mul, row, column)) for column in columns] for row in self.rows)

    def __pow__(self, n):
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(self.height), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def echelon(self):
        rows = [[Fraction(v) for v in row] for row in self.rows]
        sign, pivots = 1, []
        for column in range(min(self.shape)):
            pivot = next((i for i in range(column, self.height) if rows[i][column]), None)
            if pivot is None:
                return rows, 0, pivots
            if pivot != column:
                rows[column], rows[pivot] = rows[pivot], rows[column]
                sign = -sign
            pivots.append(rows[column][column])
            for i in range(column + 1, self.height):
                factor = rows[i][column] / rows[column][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[column])]
        return rows, sign, pivots

    def determinant(self):
        _, sign, pivots = self.echelon()
        return reduce(mul, pivots, Fraction(sign)) if sign else Fraction(0)

    def inverse(self):
        n = self.height
        rows, sign, _ = Matrix(row + unit for row, unit in zip(self.rows, Matrix.identity(n).rows)).echelon()
        if not sign:
            raise ZeroDivisionError("the matrix is singular")
        for i in reversed(range(n)):
            rows[i] = [v / rows[i][i] for v in rows[i]]
            for k in range(i):
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i])]
        return Matrix(row[n:] for row in rows)


a = Matrix([[2, 1], [7, 4]])
b = Matrix.build(2, 3, lambda i, j: i * 3 + j)
print(a, b, a @ b, sep="\n--\n")
print(a + a, a - 1, 10 - a, 2 * a, -a, sep="\n--\n")
print(a ** 5, a ** 0 == Matrix.identity(2), a.determinant(), a.inverse(), sep="\n")
print(a @ a.inverse() == Matrix.identity(2), a ** -2 @ a ** 2 == Matrix.identity(2))
print(b.T, b[1, 2], b[0], b[:, 1:], b[::-1, ::2], list(b), len(b), 5 in b, 9 in b, sep="\n")
hilbert = Matrix.build(4, 4, lambda i, j: Fraction(1, i + j + 1))
print(hilbert, hilbert.determinant(), hilbert.inverse(), sep="\n")
print(f"{Matrix([[1.5, 22.25], [3, 4]]):.3f}")
fibonacci = Matrix([[1, 1], [1, 0]]) ** 300
print(fibonacci[0, 1])
c = d = Matrix([[1, 2]])
c += Matrix([[10, 20]])
c[0, 0] = 99
print(d, {a: "key"}[Matrix([[2, 1], [7, 4]])], a == 5, a != a)
for attempt in (
    lambda: a @ b.T,
    lambda: a + b,
    lambda: a + "x",
    lambda: Matrix([[1, 2], [3]]),
    lambda: Matrix([[1, 2], [2, 4]]).inverse(),
    lambda: a["x"],
    lambda: a @ 3,
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error, sep=": ")
