import importlib, sys
m = importlib.import_module("import_module_function.target")
print(m.x, importlib.import_module(".target", "import_module_function") is m)  # expect: target True
p = __import__("import_module_function.target")
print(p.__name__, p.target.x)  # expect: import_module_function target
print(__import__("import_module_function.target", fromlist=["x"]).__name__)  # expect: import_module_function.target
try:
    importlib.import_module("no_such_module")
except ModuleNotFoundError as e:
    print(e)  # expect: No module named 'no_such_module'
