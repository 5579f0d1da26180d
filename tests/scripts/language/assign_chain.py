# A chained assignment evaluates the value once and stores from left to right.
log = []
def value():
    log.append("value")
    return [1, 2]
class Spy:
    def __setitem__(self, key, item):
        log.append(key)
s = Spy()
s["first"] = s["second"] = x = value()
print(log)  # expect: ['value', 'first', 'second']
print(x)  # expect: [1, 2]
a = b = []
a.append(1)
print(b, a is b)  # expect: [1] True
