import submodule_shadowing
print(type(submodule_shadowing.name).__name__)  # expect: int
import submodule_shadowing.name
print(type(submodule_shadowing.name).__name__)  # expect: module
from submodule_shadowing import name
print(name.x)  # expect: 1
