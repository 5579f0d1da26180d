for f in (lambda: "x" * (1 << 62), lambda: [0] * (1 << 62), lambda: b"a" * (1 << 62), lambda: bytes(1 << 62)):
    try:
        f()
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__)
        # expect: MemoryError
        # expect: MemoryError
        # expect: MemoryError
        # expect: MemoryError
