import textwrap

print(repr(textwrap.dedent("""
    first
      second

    third
    """)))  # expect: '\nfirst\n  second\n\nthird\n'
print(repr(textwrap.dedent("\tx\n  y")))  # expect: '\tx\n  y'
print(repr(textwrap.indent("a\n\nb\n", "> ")))  # expect: '> a\n\n> b\n'
print(repr(textwrap.indent("a\n\nb\n", "> ", lambda line: True)))  # expect: '> a\n> \n> b\n'
