print("b starts")
from . import a
print("b sees a.value:", hasattr(a, "value"))
value = "b"
def late(): return a.value
