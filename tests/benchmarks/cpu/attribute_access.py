# Reading and writing instance attributes, with a few classes at one site.
import sys


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Marker(Point):
    scale = 3

    def __init__(self, x, y, z, label):
        super().__init__(x, y, z)
        self.label = label


def walk(point, count):
    for _ in range(count):
        point.x = point.x + 1
        point.y = point.y + point.x & 1023
        point.z = point.y - point.x & 4095
    return point.x + point.y + point.z


def total(points, count):
    acc = 0
    for _ in range(count):
        for point in points:
            acc += point.x - point.y + point.z
            point.z = acc & 63
    return acc


def scaled(marker, count):
    acc = 0
    for i in range(count):
        acc += marker.scale * marker.x
        marker.x = i & 7
    return acc


size = int(sys.argv[1]) if len(sys.argv) > 1 else 3000000
print(walk(Point(1, 2, 3), size))
print(total([Point(i, i * 2, 5) if i % 2 else Marker(i, 4, i, "m") for i in range(10)], size // 8))
print(scaled(Marker(1, 2, 3, "m"), size))
