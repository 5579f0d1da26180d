print(complex(1, 2), complex("1+2j"), complex("-j"), complex(" (3-4j) "), complex(1.5), complex(), complex(1j, 1j))
# expect: (1+2j) (1+2j) -1j (3-4j) (1.5+0j) 0j (-1+1j)
print(repr(1 + 0j), repr(-0.0 + 1j), complex(float("inf"), float("nan")), complex(0, -0.0))
# expect: (1+0j) 1j (inf+nanj) -0j
for a in ("1 + 2j", "x", ""):
    try:
        complex(a)
    except ValueError as e:
        print(e)
        # expect: complex() arg is a malformed string
        # expect: complex() arg is a malformed string
        # expect: complex() arg is a malformed string
