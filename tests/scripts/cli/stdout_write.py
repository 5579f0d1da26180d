import sys
print(sys.stdout.write("abc\n"))
# expect: abc
# expect: 4
sys.stdout.write("no newline")  # expect: no newline
sys.stdout.flush()
print("", file=sys.stdout)
old = sys.stdout
import io
sys.stdout = io.StringIO()
print("captured", 5)
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(text))  # expect: 'captured 5\n'
