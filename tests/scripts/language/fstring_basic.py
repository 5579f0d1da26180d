name, n, x = "Ann", 42, 3.14159
print(f"{name} {n} {x}")  # expect: Ann 42 3.14159
print(f"{n:5d}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n:x}|{n:#b}|{n:,}")
# expect:    42|42   | 42  |   42|00042|+42|2a|0b101010|42
print(f"{x:.2f}|{x:8.3f}|{x:e}|{x:g}|{x:.0f}|{x:%}")  # expect: 3.14|   3.142|3.141590e+00|3.14159|3|314.159000%
print(f"{name!r:>8}|{name!s}|{'é'!a}")
# expect:    'Ann'|Ann|'\xe9'
print(f"{{}} {{{n}}} {n}{n}")  # expect: {} {42} 4242
print(f"{n + 1} {n if n > 1 else 0} {[i for i in range(3)]} {(lambda q: q * 2)(4)}")  # expect: 43 42 [0, 1, 2] 8
