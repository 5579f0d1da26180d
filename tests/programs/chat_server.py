"""A chat server and its clients in one event loop, over non-blocking sockets; it ends when every client has left."""

import asyncio
import socket

SCRIPT = {
    "ann": ["hello everybody", "/who", "how are you?", "/quit"],
    "bob": ["hi ann", "/nick robert", "fine", "/quit"],
    "eve": ["/shout quiet please", "/nonsense", "/quit"],
}


class Connection:
    """Lines over a socket."""

    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        self.loop = asyncio.get_running_loop()

    async def send(self, line):
        await self.loop.sock_sendall(self.sock, line.encode() + b"\n")

    async def receive(self):
        while b"\n" not in self.buffer:
            data = await self.loop.sock_recv(self.sock, 7)
            if not data:
                return None
            self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode()

    def close(self):
        self.sock.close()


class Server:
    def __init__(self, expected):
        self.members = {}
        self.expected = expected
        self.finished = asyncio.Event()
        self.log = []

    async def run(self, listener):
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            for _ in range(self.expected):
                sock, address = await loop.sock_accept(listener)
                sock.setblocking(False)
                group.create_task(self.serve(Connection(sock)))
        self.finished.set()

    async def broadcast(self, text):
        self.log.append(text)
        for connection in list(self.members.values()):
            await connection.send(text)

    async def serve(self, connection):
        name = await connection.receive()
        self.members[name] = connection
        await self.broadcast(f"* {name} joined")
        try:
            while (line := await connection.receive()) is not None:
                match line.split(maxsplit=1):
                    case ["/quit"]:
                        break
                    case ["/who"]:
                        await connection.send("* here: " + ", ".join(sorted(self.members)))
                    case ["/nick", new]:
                        self.members[new] = self.members.pop(name)
                        await self.broadcast(f"* {name} is now {new}")
                        name = new
                    case ["/shout", words]:
                        await self.broadcast(f"{name}: {words.upper()}!")
                    case [command, *_] if command.startswith("/"):
                        await connection.send(f"* unknown command {command}")
                    case _:
                        await self.broadcast(f"{name}: {line}")
        finally:
            del self.members[name]
            await connection.send("* bye")
            connection.close()
            await self.broadcast(f"* {name} left")


class Client:
    def __init__(self, name, address, turns):
        self.name, self.address, self.turns = name, address, turns
        self.seen = []

    async def run(self):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, self.address)
        connection = Connection(sock)
        await connection.send(self.name)
        self.seen.append(await connection.receive())
        self.turns.joined()
        await self.turns.all_joined.wait()
        reader = asyncio.create_task(self.read(connection))
        for line in SCRIPT[self.name]:
            async with self.turns.of(self.name):
                await connection.send(line)
                # The answer, or one's own message, comes back before the next client speaks.
                await self.heard_something()
        await reader
        connection.close()

    async def heard_something(self):
        before = len(self.seen)
        while len(self.seen) == before:
            await asyncio.sleep(0)

    async def read(self, connection):
        while (line := await connection.receive()) is not None:
            self.seen.append(line)
        self.seen.append("(closed)")


class Turns:
    """Lets the clients speak one after the other, in a fixed order, so that the conversation is always the same."""

    def __init__(self, names):
        self.condition = asyncio.Condition()
        self.order = []
        for i in range(max(len(lines) for lines in SCRIPT.values())):
            self.order += [name for name in names if i < len(SCRIPT[name])]
        self.missing = len(names)
        self.all_joined = asyncio.Event()

    def joined(self):
        self.missing -= 1
        if not self.missing:
            self.all_joined.set()

    def of(self, name):
        return Turn(self, name)


class Turn:
    def __init__(self, turns, name):
        self.turns, self.name = turns, name

    async def __aenter__(self):
        await self.turns.condition.acquire()
        await self.turns.condition.wait_for(lambda: self.turns.order[0] == self.name)

    async def __aexit__(self, *error):
        self.turns.order.pop(0)
        self.turns.condition.notify_all()
        self.turns.condition.release()


async def main():
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    listener.setblocking(False)
    server = Server(len(SCRIPT))
    serving = asyncio.create_task(server.run(listener))
    turns = Turns(list(SCRIPT))
    clients = [Client(name, listener.getsockname(), turns) for name in SCRIPT]
    async with asyncio.timeout(10):
        await asyncio.gather(*(client.run() for client in clients))
        await server.finished.wait()
        await serving
    listener.close()
    return server, clients


server, clients = asyncio.run(main())
joins = [line for line in server.log if line.endswith("joined")]
print(sorted(joins))
for line in server.log:
    if line not in joins:
        print(line)
for client in clients:
    said = [line for line in client.seen if line.startswith(client.name + ":")]
    private = [line for line in client.seen if line.startswith(("* here", "* unknown", "* bye", "(closed)"))]
    print(client.name, said, private)
print(server.members, len(server.log))
