import sys
if "circular_error.first" not in sys.modules:
    from . import first
