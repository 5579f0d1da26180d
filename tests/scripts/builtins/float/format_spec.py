x = 1234.56789
for spec in ("", ".2f", "10.1f", "<10.1f|", "^12.3f|", "+.1f", " .1f", "010.2f", ",.2f", "_.1f", "e", ".3e", "E", "g", ".3g", ".10g", "G", "%", ".1%", "n", ".0f", "#.0f", ".3", "=+12.1f"):
    print(spec, format(x, spec))  # raises: ValueError: Invalid format specifier '<10.1f|' for object of type 'float'
    # expect:  1234.56789
    # expect: .2f 1234.57
    # expect: 10.1f     1234.6
