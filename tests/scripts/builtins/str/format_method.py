print("{} {}".format(1, "a"), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0!r:>5}|".format("x"))
# expect: 1 a 2 1 1 2   'x'|
print("{:>{w}}|{:^{w}}|".format("a", "b", w=5), "{{}} {}".format(1), "{0[k]} {0[0]}".format({"k": 5, 0: 6}), "{.real}".format(5))
# expect:     a|  b  | {} 1 5 6 5
print("{:,} {:.2f} {:%} {:#x}".format(1234567, 3.14159, 0.5, 255))  # expect: 1,234,567 3.14 50.000000% 0xff
for template, args in [("{} {}", (1,)), ("{a}", ()), ("{0} {}", (1, 2)), ("{", ()), ("}", ()), ("{!x}", (1,)), ("{:d}", ("s",)), ("{0.nope}", (1,))]:
    try:
        print(template.format(*args))
    except Exception as e:
        print(type(e).__name__, e)
        # expect: IndexError Replacement index 1 out of range for positional args tuple
        # expect: KeyError 'a'
        # expect: ValueError cannot switch from manual field specification to automatic field numbering
        # expect: ValueError Single '{' encountered in format string
        # expect: ValueError Single '}' encountered in format string
        # expect: ValueError Unknown conversion specifier x
        # expect: ValueError Unknown format code 'd' for object of type 'str'
        # expect: AttributeError 'int' object has no attribute 'nope'
print("{x} {y}".format_map({"x": 1, "y": 2}))  # expect: 1 2
