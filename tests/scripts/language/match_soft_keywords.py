match = 1
case = [2]
type = "t"
_ = 3
print(match, case, type, _)  # expect: 1 [2] t 3
match[0:1] if False else print("expression")  # expect: expression
match (1, 2):
    case (a, b): print(a, b)  # expect: 1 2
match 1, 2:
    case 1, x: print(x)  # expect: 2
match -1:
    case -1: print("minus one")  # expect: minus one
def match_all(match): return match
print(match_all(5))  # expect: 5
