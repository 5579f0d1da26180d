from dataclasses import dataclass, field
@dataclass
class Node:
    name: str
    links: list = field(default_factory=list)
n = Node("a")
n.links.append(n)
print(n)  # expect: Node(name='a', links=[...])
class Outer:
    @dataclass
    class Inner:
        x: int
print(Outer.Inner(1))  # expect: Outer.Inner(x=1)
