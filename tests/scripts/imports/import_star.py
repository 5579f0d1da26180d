from import_star import *
print(visible, sorted(n for n in globals() if n in ("visible", "_hidden", "listed", "unlisted")))
# expect: 1 ['visible']
from import_star.chosen import *
print(sorted(n for n in globals() if n in ("_listed", "unlisted")))  # expect: ['_listed']
try:
    exec("from import_star.wrong import *")
except AttributeError as e:
    print(e)  # expect: module 'import_star.wrong' has no attribute 'missing'
