# Calls with defaults, keywords, * and ** on both sides.
import sys


def plain(a, b, c):
    return a + b - c


def defaults(a, b=2, *, scale=1, offset=0):
    return (a + b) * scale + offset


def gather(*args, **kwargs):
    return len(args) + len(kwargs)


def forward(*args, **kwargs):
    return defaults(*args, **kwargs)


class Shape:
    def __init__(self, width, height=1, *, name="shape"):
        self.width = width
        self.height = height
        self.name = name

    def area(self, factor=1):
        return self.width * self.height * factor


acc = 0
options = {"scale": 2, "offset": 5}
for i in range(int(sys.argv[1]) if len(sys.argv) > 1 else 450000):
    acc += plain(i, c=3, b=4)
    acc += defaults(i)
    acc += defaults(i, 3, scale=2)
    acc += defaults(i, offset=1)
    acc += gather(i, i, x=1, y=2)
    acc += forward(i, **options)
    acc += Shape(i, name="s").area(factor=2)
    acc &= 0xFFFFFFF
print(acc)
