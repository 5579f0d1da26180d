"""An expression language: tokens, a precedence parser, dataclasses for the tree, evaluation, derivation and printing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Iterator


class ExpressionError(Exception):
    pass


@dataclass(frozen=True)
class Node:
    def evaluate(self, env):
        raise NotImplementedError

    def __add__(self, other):
        return simplify(Binary("+", self, other))

    def __mul__(self, other):
        return simplify(Binary("*", self, other))

    def __sub__(self, other):
        return simplify(Binary("-", self, other))


@dataclass(frozen=True)
class Number(Node):
    value: Fraction

    def evaluate(self, env):
        return self.value

    def __str__(self):
        return str(self.value)


@dataclass(frozen=True)
class Name(Node):
    name: str

    def evaluate(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise ExpressionError(f"unknown name {self.name}") from None

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Binary(Node):
    operator: str
    left: Node
    right: Node

    def evaluate(self, env):
        left, right = self.left.evaluate(env), self.right.evaluate(env)
        match self.operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/" if right == 0:
                raise ExpressionError("division by zero")
            case "/":
                return left / right
            case "^":
                return left ** int(right)

    def __str__(self):
        return f"({self.left} {self.operator} {self.right})"


@dataclass(frozen=True)
class Negative(Node):
    operand: Node

    def evaluate(self, env):
        return -self.operand.evaluate(env)

    def __str__(self):
        return f"-{self.operand}"


ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))


def tokens(text: str) -> Iterator[tuple[str, str]]:
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c.isalpha():
            start = i
            while i < len(text) and (text[i].isalnum() or text[i] == "."):
                i += 1
            yield "number" if c.isdigit() else "name", text[start:i]
        elif c in "+-*/^()":
            i += 1
            yield "operator", c
        else:
            raise ExpressionError(f"unexpected {c!r} at {i}")
    yield "end", ""


class Parser:
    BINDING = {"+": (1, 2), "-": (1, 2), "*": (3, 4), "/": (3, 4), "^": (8, 7)}

    def __init__(self, text):
        self.tokens = tokens(text)
        self.kind, self.text = next(self.tokens)

    def advance(self):
        taken = self.text
        self.kind, self.text = next(self.tokens)
        return taken

    def parse(self):
        tree = self.expression(0)
        if self.kind != "end":
            raise ExpressionError(f"unexpected {self.text!r}")
        return tree

    def expression(self, floor):
        left = self.prefix()
        while self.kind == "operator" and self.text in self.BINDING:
            lower, upper = self.BINDING[self.text]
            if lower < floor:
                break
            operator = self.advance()
            left = Binary(operator, left, self.expression(upper))
        return left

    def prefix(self):
        match self.kind, self.text:
            case "number", text:
                self.advance()
                return Number(Fraction(text))
            case "name", text:
                self.advance()
                return Name(text)
            case "operator", "-":
                self.advance()
                return Negative(self.expression(5))
            case "operator", "(":
                self.advance()
                inside = self.expression(0)
                if self.text != ")":
                    raise ExpressionError("missing )")
                self.advance()
                return inside
            case _, text:
                raise ExpressionError(f"unexpected {text or 'end'!r}")


def simplify(node):
    match node:
        case Binary("+", Number(Fraction(numerator=0)), other) | Binary("+", other, Number(Fraction(numerator=0))):
            return other
        case Binary("*", Number(value), _) | Binary("*", _, Number(value)) if value == 0:
            return ZERO
        case Binary("*", Number(value), other) | Binary("*", other, Number(value)) if value == 1:
            return other
        case Binary(_, Number(), Number()):
            return Number(node.evaluate({}))
        case _:
            return node


def derive(node, by):
    match node:
        case Number():
            return ZERO
        case Name(name):
            return ONE if name == by else ZERO
        case Negative(operand):
            return Number(Fraction(-1)) * derive(operand, by)
        case Binary("+", left, right):
            return derive(left, by) + derive(right, by)
        case Binary("-", left, right):
            return derive(left, by) - derive(right, by)
        case Binary("*", left, right):
            return derive(left, by) * right + left * derive(right, by)
        case Binary("^", base, Number(n)):
            return Number(n) * Binary("^", base, Number(n - 1)) * derive(base, by)
        case _:
            raise ExpressionError(f"cannot derive {node}")


env = {"x": Fraction(3), "y": Fraction(1, 2), "long1": Fraction(7)}
for source in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "10 / 4 - y", "x * (y + long1) / 2", "1.5 * 2", "8 - 3 - 2"):
    tree = Parser(source).parse()
    print(f"{source:22} {tree!s:28} = {tree.evaluate(env)}")
for source in ("x * x", "3 * x ^ 2 + 2 * x + 1", "x * y - 4", "-(x ^ 3)"):
    print(f"d/dx {source:22} = {derive(Parser(source).parse(), 'x')}")
for source in ("1 +", "(1", "2 $ 3", "z * 2", "1 / (x - 3)", "1 2", ")"):
    try:
        print(Parser(source).parse().evaluate(env))
    except ExpressionError as error:
        print(f"{source:12} {type(error).__name__}: {error}")
print(Parser("a+b").parse() == Parser("a + b").parse(), len({Parser("a+b").parse(), Parser("a + b").parse()}))
print(repr(Parser("-1 + x").parse()))
