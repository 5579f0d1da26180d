raise RuntimeError("one line only")  # raises: RuntimeError: one line only
