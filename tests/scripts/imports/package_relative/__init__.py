from .a import name as a_name
from . import c
from .c import value
def report(): return a_name, c.value, value
