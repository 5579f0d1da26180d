# Growing strings by +=, joining lists, repeating and slicing.
import sys


def grow(count):
    text = ""
    for i in range(count):
        text += "ab"
        text += chr(97 + i % 26)
    return text


def join_lines(count):
    parts = []
    for i in range(count):
        parts.append("line " + str(i))
    return "\n".join(parts)


def edges(text, count):
    acc = 0
    for i in range(count):
        piece = text[i:i + 12]
        if piece.startswith("ab"):
            acc += 1
        acc += len(piece + "-" * (i & 7))
        acc += ord(piece[-1])
    return acc


size = int(sys.argv[1]) if len(sys.argv) > 1 else 1200000
text = grow(size)
print(len(text), text[:12], text[-6:])
lines = join_lines(size)
print(len(lines), lines[-11:])
print(edges(text, size))
print(text.upper().count("BA"), text.replace("ab", "c").find("cz"))
