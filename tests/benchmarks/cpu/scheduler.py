# An operating system in miniature: processes of several kinds send each other messages under a
# priority scheduler. Classes, virtual methods, linked lists and attribute updates.
import sys


class Message:
    def __init__(self, sender, payload):
        self.next = None
        self.sender = sender
        self.payload = payload


class Process:
    def __init__(self, name, priority):
        self.name = name
        self.priority = priority
        self.inbox_head = None
        self.inbox_tail = None
        self.waiting = False
        self.handled = 0
        self.next = None

    def post(self, message):
        message.next = None
        if self.inbox_head is None:
            self.inbox_head = message
        else:
            self.inbox_tail.next = message
        self.inbox_tail = message
        self.waiting = False

    def take(self):
        message = self.inbox_head
        if message is not None:
            self.inbox_head = message.next
            self.handled += 1
        return message

    def is_ready(self):
        return not self.waiting

    def step(self, kernel):
        raise NotImplementedError


class Idle(Process):
    def __init__(self, name, count):
        super().__init__(name, 0)
        self.left = count
        self.state = 1

    def step(self, kernel):
        self.left -= 1
        if self.left == 0:
            kernel.stop()
            return
        if self.state & 1:
            self.state = (self.state >> 1) ^ 0xB400
            kernel.send(self, "producer", self.state & 255)
        else:
            self.state >>= 1
            kernel.send(self, "worker", self.state & 255)


class Producer(Process):
    def __init__(self, name):
        super().__init__(name, 10)
        self.batch = 0

    def step(self, kernel):
        message = self.take()
        if message is None:
            self.waiting = True
            return
        self.batch += message.payload
        kernel.send(self, "worker", self.batch & 127)
        kernel.send(self, "device", self.batch & 63)


class Worker(Process):
    def __init__(self, name):
        super().__init__(name, 20)
        self.accumulated = 0

    def step(self, kernel):
        message = self.take()
        if message is None:
            self.waiting = True
            return
        value = message.payload
        for _ in range(4):
            value = self.transform(value)
        self.accumulated = (self.accumulated + value) & 0xFFFF
        if value & 1:
            kernel.send(self, "device", value)

    def transform(self, value):
        return (value * 5 + 3) & 255


class Device(Process):
    def __init__(self, name):
        super().__init__(name, 30)
        self.log = 0
        self.busy = 0

    def is_ready(self):
        if self.waiting:
            return False
        if self.busy > 0:
            self.busy -= 1
            return False
        return True

    def step(self, kernel):
        message = self.take()
        if message is None:
            self.waiting = True
            return
        self.busy = message.payload & 3
        self.log = (self.log * 33 + message.payload + len(message.sender.name)) & 0xFFFFFF


class Kernel:
    def __init__(self):
        self.processes = None
        self.by_name = {}
        self.running = True
        self.steps = 0
        self.sent = 0

    def add(self, process):
        self.by_name[process.name] = process
        if self.processes is None or self.processes.priority < process.priority:
            process.next = self.processes
            self.processes = process
            return
        before = self.processes
        while before.next is not None and before.next.priority >= process.priority:
            before = before.next
        process.next = before.next
        before.next = process

    def send(self, sender, name, payload):
        self.sent += 1
        self.by_name[name].post(Message(sender, payload))

    def stop(self):
        self.running = False

    def run(self):
        while self.running:
            process = self.processes
            while not process.is_ready():
                process = process.next
            process.step(self)
            self.steps += 1


kernel = Kernel()
idle = Idle("idle", int(sys.argv[1]) if len(sys.argv) > 1 else 200000)
for process in (idle, Worker("worker"), Device("device"), Producer("producer")):
    kernel.add(process)
kernel.run()
print(kernel.steps, kernel.sent)
print(kernel.by_name["worker"].accumulated, kernel.by_name["device"].log)
print([p.handled for p in kernel.by_name.values()])
