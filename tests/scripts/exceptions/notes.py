e = ValueError("v")
e.add_note("first")
e.add_note("second")
print(e.__notes__)  # expect: ['first', 'second']
try:
    e.add_note(5)
except TypeError as t:
    print(t)  # expect: note must be a str, not 'int'
print(hasattr(ValueError(), "__notes__"))  # expect: False
