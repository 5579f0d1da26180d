from ..c import value as from_parent
name = f"a uses {from_parent}"
