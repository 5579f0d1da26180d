import sys
try:
    sys.exit("message")
except SystemExit as e:
    print(e.code, e.args, repr(e))  # expect: message ('message',) SystemExit('message')
try:
    raise SystemExit
except SystemExit as e:
    print(e.code)  # expect: None
sys.exit()
