from collections import namedtuple

T = namedtuple("T", "ok class ok _private 2nd good", rename=True)
print(T._fields)  # expect: ('ok', '_1', '_2', '_3', '_4', 'good')
print(namedtuple("Empty", "")())  # expect: Empty()
print(namedtuple("M", "a", module="elsewhere").__module__)  # expect: elsewhere
