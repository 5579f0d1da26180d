import sys
for line in sys.stdin:
    print(repr(line))
    # expect: 'first\n'
    # expect: '  second\n'
    # expect: '\n'
    # expect: 'last without newline\n'
print(repr(sys.stdin.read()))  # expect: ''
