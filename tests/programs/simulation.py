"""A discrete event simulation with generators as processes: a car wash with queues, breaks and a repair man."""

import heapq
import itertools
import random


class Interrupted(Exception):
    pass


class Event:
    def __init__(self, world):
        self.world = world
        self.waiting = []
        self.fired = False
        self.value = None

    def fire(self, value=None):
        self.fired, self.value = True, value
        for process in self.waiting:
            self.world.schedule(0, process, value)
        self.waiting.clear()


class Resource:
    def __init__(self, world, name, capacity):
        self.world, self.name, self.capacity = world, name, capacity
        self.users = 0
        self.queue = []
        self.longest = 0

    def request(self):
        event = Event(self.world)
        if self.users < self.capacity:
            self.users += 1
            event.fired = True
        else:
            self.queue.append(event)
            self.longest = max(self.longest, len(self.queue))
        return event

    def release(self):
        if self.queue:
            self.queue.pop(0).fire()
        else:
            self.users -= 1


class Process:
    def __init__(self, world, name, generator):
        self.world, self.name, self.generator = world, name, generator
        self.done = Event(world)
        self.version = 0

    def resume(self, value, error=None):
        self.version += 1
        try:
            wish = self.generator.throw(error) if error else self.generator.send(value)
        except StopIteration as stop:
            self.done.fire(stop.value)
            return
        match wish:
            case int() | float():
                self.world.schedule(wish, self, None)
            case Event(fired=True):
                self.world.schedule(0, self, wish.value)
            case Event():
                wish.waiting.append(self)
            case Process(done=event):
                if event.fired:
                    self.world.schedule(0, self, event.value)
                else:
                    event.waiting.append(self)
            case _:
                self.resume(None, TypeError(f"{self.name} waits for {wish!r}"))

    def interrupt(self, reason):
        self.world.schedule(0, self, None, Interrupted(reason))


class World:
    def __init__(self):
        self.now = 0
        self.agenda = []
        self.order = itertools.count()

    def schedule(self, delay, process, value, error=None):
        heapq.heappush(self.agenda, (self.now + delay, next(self.order), process, process.version, value, error))

    def start(self, name, generator):
        process = Process(self, name, generator)
        self.schedule(0, process, None)
        return process

    def run(self, until):
        while self.agenda and self.agenda[0][0] <= until:
            self.now, _, process, version, value, error = heapq.heappop(self.agenda)
            if version == process.version and not process.done.fired:
                process.resume(value, error)
        self.now = until

    def say(self, *words):
        print(f"{self.now:6.2f}", *words)


waits = []


def car(world, name, machine, wash_time):
    arrived = world.now
    yield machine.request()
    waits.append(world.now - arrived)
    world.say(name, "starts after", round(waits[-1], 2))
    left = wash_time
    while left > 0:
        started = world.now
        washing.add(me := machine_users[name])
        try:
            yield left
            left = 0
        except Interrupted as reason:
            left -= world.now - started
            world.say(name, "interrupted:", reason, f"{left:.2f} left")
            yield from repair(world)
        finally:
            washing.discard(me)
    machine.release()
    world.say(name, "leaves")
    return name


def repair(world):
    yield repair_man.request()
    yield 2
    repair_man.release()


def source(world, machine, count):
    cars = []
    for i in range(count):
        name = f"car{i}"
        process = world.start(name, car(world, name, machine, 4 + rng.next(40) / 10))
        machine_users[name] = process
        cars.append(process)
        yield 1 + rng.next(30) / 10
    for process in cars:
        finished = yield process
        order.append(finished)
    world.say("all cars are clean:", *order)


def breakdowns(world):
    for pause in (7.5, 6.25, 11):
        yield pause
        victims = sorted(washing, key=lambda process: process.name)
        if victims:
            victims[0].interrupt("the brush is stuck")
        else:
            world.say("nothing to break")


class Generator:
    """A linear congruential generator, so that every run is the same."""

    def __init__(self, seed):
        self.state = seed

    def next(self, limit):
        self.state = (self.state * 1103515245 + 12345) % 2 ** 31
        return (self.state >> 8) % limit


def confused(world):
    try:
        yield "a string"
    except TypeError as error:
        world.say(error)


rng = Generator(42)
random.seed(1)
world = World()
machine = Resource(world, "car wash", 2)
repair_man = Resource(world, "repair man", 1)
washing, machine_users, order = set(), {}, []
world.start("source", source(world, machine, 8))
world.start("breakdowns", breakdowns(world))
world.start("confused", confused(world))
world.run(until=60)
world.say("end")
print(f"mean wait {sum(waits) / len(waits):.3f}, longest queue {machine.longest}, in use {machine.users}")
print(sorted(random.sample(range(100), 5)) == sorted(set(random.Random(1).sample(range(100), 5))))
