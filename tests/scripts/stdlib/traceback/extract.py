import sys
import traceback
def inner(): return 1 / 0
def outer(): return inner()
try:
    outer()
except ZeroDivisionError as error:
    stack = traceback.extract_tb(error.__traceback__)
    print([(entry.name, entry.lineno, entry.line) for entry in stack], stack[0].filename == __file__)
    print(len(traceback.format_tb(error.__traceback__)), len(traceback.extract_tb(error.__traceback__, limit=1)), traceback.extract_tb(error.__traceback__, -1)[0].name)
    made = traceback.TracebackException.from_exception(error)
    print(str(made), made.exc_type_str, list(made.format_exception_only()), len(made.stack))
# expect: [('<module>', 6, 'outer()'), ('outer', 4, 'def outer(): return inner()'), ('inner', 3, 'def inner(): return 1 / 0')] True
# expect: 3 1 inner
# expect: division by zero ZeroDivisionError ['ZeroDivisionError: division by zero\n'] 3
def here(): return traceback.extract_stack()
print(here()[-1].name, here()[-1].line)  # expect: here def here(): return traceback.extract_stack()
print(traceback.format_list([("f.py", 3, "fn", "code"), ("f.py", 4, "fn", None)]))
# expect: ['  File "f.py", line 3, in fn\n    code\n', '  File "f.py", line 4, in fn\n']
