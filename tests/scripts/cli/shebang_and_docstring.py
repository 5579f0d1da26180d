#!/usr/bin/env python3
"""The docstring of the script."""
print(__doc__)  # expect: The docstring of the script.
