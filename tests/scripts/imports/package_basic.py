import package_basic  # expect: package runs
from package_basic import sub, helper  # expect: sub runs
from package_basic.sub import value as v, nothing_else
import package_basic.deep.inner as inner
print(package_basic.__name__, package_basic.__package__, sub.__name__, v, helper())
# expect: package_basic package_basic package_basic.sub 5 helped
print(inner.NAME, package_basic.deep.inner is inner, package_basic.__doc__, hasattr(package_basic, "__path__"))
# expect: package_basic.deep.inner True Package docstring. True
