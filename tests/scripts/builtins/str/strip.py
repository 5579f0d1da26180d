print([" x ".strip(), " x ".lstrip(), " x ".rstrip(), "xxaxx".strip("x"), "abcba".strip("ab"), "\n\t x".strip()])
# expect: ['x', 'x ', ' x', 'a', 'c', 'x']
print(["www.example.com".lstrip("w."), "mississippi".rstrip("ipz"), "\u3000x\xa0".strip(), "".strip()])
# expect: ['example.com', 'mississ', 'x', '']
print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "x".removeprefix("y"))  # expect: Hook Test x
