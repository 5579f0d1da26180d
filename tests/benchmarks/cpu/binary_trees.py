# Building, walking and dropping trees of small objects: allocation and release.
import sys


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


deepest = int(sys.argv[1]) if len(sys.argv) > 1 else 15
print("stretch", count(build(deepest + 1)))
kept = build(deepest)
for depth in range(4, deepest + 1, 4):
    rounds = 1 << (deepest - depth + 4)
    total = 0
    for _ in range(rounds):
        total += count(build(depth))
    print(rounds, depth, total)
print("kept", count(kept))
