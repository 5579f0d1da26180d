import io
import sys
from contextlib import redirect_stderr, redirect_stdout
buffer = io.StringIO()
with redirect_stdout(buffer) as target:
    print("captured")
    with redirect_stderr(buffer):
        sys.stderr.write("error\n")
print(repr(buffer.getvalue()), target is buffer)  # expect: 'captured\nerror\n' True
