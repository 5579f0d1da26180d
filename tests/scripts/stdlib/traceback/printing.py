import sys
import traceback
def fail(): raise ValueError("first line\nsecond line")
try:
    fail()
except ValueError as error:
    traceback.print_exception(error, file=sys.stdout, limit=0)
    traceback.print_exc(0, sys.stdout)
# expect: ValueError: first line
# expect: second line
# expect: ValueError: first line
# expect: second line
