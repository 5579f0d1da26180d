from . import name
from .. import c
from ..c import value
def chain(): return name, c.__name__, value, __package__
