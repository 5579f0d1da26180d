for operator in ("+", "and", "<", "**"):
    try:
        compile(f" {operator} ".join(["x"] * 100000), "<chain>", "eval")
        print("survived")
    except (RecursionError, MemoryError, SyntaxError):
        print("survived")
# expect: survived
# expect: survived
# expect: survived
# expect: survived
for prefix in ("not ", "-", "~", "lambda: "):
    try:
        compile(prefix * 50000 + "x", "<chain>", "eval")
        print("survived")
    except (RecursionError, MemoryError, SyntaxError):
        print("survived")
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
