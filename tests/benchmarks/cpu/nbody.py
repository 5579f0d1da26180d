# Planets under gravity: floating point on object attributes.
import sys
from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
DAYS = 365.24


class Body:
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = (v * DAYS for v in velocity)
        self.mass = mass * SOLAR_MASS


def solar_system():
    return [
        Body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        Body((4.84, -1.16, -0.104), (0.00166, 0.00770, -0.0000690), 0.000955),
        Body((8.34, 4.12, -0.403), (-0.00277, 0.00499, 0.0000230), 0.000286),
        Body((12.89, -15.11, -0.223), (0.00296, 0.00238, -0.0000297), 0.0000437),
        Body((15.38, -25.92, 0.179), (0.00268, 0.00163, -0.0000952), 0.0000515),
    ]


def advance(bodies, dt):
    for i, a in enumerate(bodies):
        for b in bodies[i + 1:]:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            squared = dx * dx + dy * dy + dz * dz
            magnitude = dt / (squared * sqrt(squared))
            by = b.mass * magnitude
            a.vx -= dx * by
            a.vy -= dy * by
            a.vz -= dz * by
            by = a.mass * magnitude
            b.vx += dx * by
            b.vy += dy * by
            b.vz += dz * by
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies):
    e = 0.0
    for i, a in enumerate(bodies):
        e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in bodies[i + 1:]:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            e -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    return e


bodies = solar_system()
print("%.9f" % energy(bodies))
for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 160000):
    advance(bodies, 0.01)
print("%.9f" % energy(bodies))
