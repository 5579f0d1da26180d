x = 5
name = "b"
print(f"{x=}")  # expect: x=5
print(f"{x = }")  # expect: x = 5
print(f"{x + 1=}, {name=}, {name=!s}, {x=:>5}, {x=:^+6d}|")  # expect: x + 1=6, name='b', name=b, x=    5, x=  +5  |
print(f"{ x = !r:^6}|")
# expect:  x =   5   |
