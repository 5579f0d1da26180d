from . import second
name = 1
