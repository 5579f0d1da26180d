# exit: 4
import sys, atexit
atexit.register(print, "atexit 1")
atexit.register(print, "atexit 2")
try:
    sys.exit(4)
finally:
    print("finally")  # expect: finally
# expect: atexit 2
# expect: atexit 1
