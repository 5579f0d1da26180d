import module_once  # expect: module body
import module_once as again
from module_once import counter
print(module_once is again, counter, module_once.counter)  # expect: True 1 1
module_once.counter = 5
import module_once as third
print(third.counter, counter)  # expect: 5 1
import sys
print("module_once" in sys.modules, sys.modules["module_once"] is third)  # expect: True True
del sys.modules["module_once"]
import module_once as fresh  # expect: module body
print(fresh is third, fresh.counter)  # expect: False 1
