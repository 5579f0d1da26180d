from .first import name
