for opening, closing in ("()", "[]"):
    try:
        eval(opening * 5000 + closing * 5000)
        print("parsed")
    except (SyntaxError, MemoryError, RecursionError):
        print("refused")
        # expect: refused
        # expect: refused
