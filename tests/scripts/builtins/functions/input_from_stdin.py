print(input())  # expect: first line
name = input("name? ")  # expect: name? 'second'
print(repr(name))
print(input())  # raises: EOFError: EOF when reading a line
try:
    input()
except EOFError as e:
    print(e)
