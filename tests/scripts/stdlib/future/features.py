from __future__ import annotations
import __future__
def f(x: undefined_name) -> AlsoUndefined: pass
print(f.__annotations__, __future__.annotations.compiler_flag, __future__.division.getMandatoryRelease())
# expect: {'x': 'undefined_name', 'return': 'AlsoUndefined'} 16777216 (3, 0, 0, 'alpha', 0)
print(annotations is __future__.annotations, __future__.nested_scopes)
# expect: True _Feature((2, 1, 0, 'beta', 1), (2, 2, 0, 'alpha', 0), 16)
