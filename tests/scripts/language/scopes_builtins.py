print(len("abc"))  # expect: 3
len = lambda s: -1
print(len("abc"))  # expect: -1
del len
print(len("abc"))  # expect: 3
import builtins
builtins.added = 5
print(added)  # expect: 5
def f():
    try:
        return undefined_thing
    except NameError as e:
        return str(e)
print(f())  # expect: name 'undefined_thing' is not defined
