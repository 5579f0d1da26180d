print("a starts")
from . import b
value = "a:" + b.value
print("a ends")
