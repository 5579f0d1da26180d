from enum import CONFORM, EJECT, KEEP, STRICT, Flag
for boundary in (STRICT, CONFORM, EJECT, KEEP):
    class F(Flag, boundary=boundary):
        A = 1
        B = 4
    for value in (5, 8, 12, -1):
        try:
            print(boundary, value, repr(F(value)))
        except ValueError as error:
            print(boundary, value, str(error).splitlines()[0])
# expect: strict 5 <F.A|B: 5>
# expect: strict 8 <flag 'F'> invalid value 8
# expect: strict 12 <flag 'F'> invalid value 12
# expect: strict -1 <flag 'F'> invalid value -1
# expect: conform 5 <F.A|B: 5>
# expect: conform 8 <F: 0>
# expect: conform 12 <F.B: 4>
# expect: conform -1 <F.A|B: 5>
# expect: eject 5 <F.A|B: 5>
# expect: eject 8 8
# expect: eject 12 12
# expect: eject -1 -1
# expect: keep 5 <F.A|B: 5>
# expect: keep 8 <F: 8>
# expect: keep 12 <F.B|8: 12>
# expect: keep -1 <F.A|B|2: 7>
