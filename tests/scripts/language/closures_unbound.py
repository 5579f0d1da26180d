def outer(flag):
    def inner():
        return value  # raises: NameError: cannot access free variable 'value' where it is not associated with a value in enclosing scope. Did you mean: 'False'?
    if flag:
        value = 1
    return inner()
print(outer(True))  # expect: 1
outer(False)
