import module_attributes as m
print(m.__name__, m.__file__.endswith("module_attributes/__init__.py"), m.greet(), m.late)
# expect: module_attributes True hello from module_attributes made on demand
print(dir(m))  # expect: ['greet', 'late']
try:
    m.missing
except AttributeError as e:
    print(e)  # expect: module has no missing
m.added = 1
print(m.added, vars(m)["added"])  # expect: 1 1
del m.added
import types
n = types.ModuleType("made", "doc")
print(n, n.__doc__, n.__name__)  # expect: <module 'made'> doc made
