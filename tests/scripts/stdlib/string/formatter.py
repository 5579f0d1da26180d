from string import Formatter

print(Formatter().format("{0} {1[0]} {x.real:>{w}} {x!r}", 1, [2], x=3, w=4))  # expect: 1 2    3 3
print(Formatter().vformat("{} {}", (1, 2), {}))  # expect: 1 2
print(list(Formatter().parse("a{b!r:>{w}}c{{")))  # expect: [('a', 'b', '>{w}', 'r'), ('c{', None, None, None)]
for text in ("{", "}", "{a", "{!z}", "{0}{}"):
    try:
        Formatter().format(text, 1, 2, a=1)
    except (ValueError, KeyError) as e:
        print(e)
        # expect: Single '{' encountered in format string
        # expect: Single '}' encountered in format string
        # expect: expected '}' before end of string
        # expect: Unknown conversion specifier z
        # expect: cannot switch from manual field specification to automatic field numbering
