x = "before"
match [1, 2, 3]:
    case [1, x, 4]:
        print("no")
    case []:
        print("no")
print(x)  # expect: before
match 5:
    case 6: print("six")
print("done")  # expect: done
class Odd:
    def __eq__(self, other):
        print("compared with", other)
        return other == 2
match Odd():
    case 1: print("one")
    case 2: print("two")
# expect: compared with 1
# expect: compared with 2
# expect: two
