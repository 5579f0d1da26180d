count = 0
def bump():
    global count, fresh
    count += 1
    fresh = "new"
bump()
print(count, fresh)  # expect: 1 new
def shadow():
    count = 99
    def inner():
        global count
        count += 1
        return count
    return inner(), count
print(shadow())  # expect: (2, 99)
class C:
    global in_class
    in_class = 7
print(in_class, hasattr(C, "in_class"))  # expect: 7 False
