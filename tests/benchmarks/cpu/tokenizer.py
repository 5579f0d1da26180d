# A lexer that goes over its text character by character.
import sys

SOURCE = """
def area(width, height):
    # the product of both sides
    return width * height + 12.5

total = 0
while total <= 1000:
    total = total + area(total, 3) - 7
print("done: ", total, 'x')
"""

KEYWORDS = {"def", "return", "while", "if", "else"}


def tokens(text):
    out = []
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        if c == " " or c == "\n":
            i += 1
        elif c == "#":
            while i < n and text[i] != "\n":
                i += 1
        elif c.isalpha() or c == "_":
            start = i
            while i < n and (text[i].isalnum() or text[i] == "_"):
                i += 1
            word = text[start:i]
            out.append(("keyword" if word in KEYWORDS else "name", word))
        elif "0" <= c <= "9":
            start = i
            while i < n and ("0" <= text[i] <= "9" or text[i] == "."):
                i += 1
            out.append(("number", text[start:i]))
        elif c == '"' or c == "'":
            start = i
            i += 1
            while i < n and text[i] != c:
                i += 1
            i += 1
            out.append(("string", text[start:i]))
        elif i + 1 < n and c in "<>=!" and text[i + 1] == "=":
            out.append(("operator", text[i:i + 2]))
            i += 2
        else:
            out.append(("operator", c))
            i += 1
    return out


repeat = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
found = []
for _ in range(repeat):
    found = tokens(SOURCE * 10)
kinds = {}
for kind, _ in found:
    kinds[kind] = kinds.get(kind, 0) + 1
print(len(found), " ".join(f"{kind}={number}" for kind, number in sorted(kinds.items())))
