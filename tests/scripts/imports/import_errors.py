def attempt(code):
    try:
        exec(code)
    except ImportError as e:
        print(type(e).__name__, str(e).split(" (/")[0], e.name)
attempt("import nope")  # expect: ModuleNotFoundError No module named 'nope' nope
attempt("import nope.sub")  # expect: ModuleNotFoundError No module named 'nope' nope
attempt("import import_errors.nope")
# expect: ModuleNotFoundError No module named 'import_errors.nope' import_errors.nope
attempt("from import_errors import nope")
# expect: ImportError cannot import name 'nope' from 'import_errors' import_errors
attempt("import sys.nope")  # expect: ModuleNotFoundError No module named 'sys.nope'; 'sys' is not a package sys.nope
attempt("from . import x")  # expect: ImportError attempted relative import with no known parent package None
attempt("from .x import y")  # expect: ImportError attempted relative import with no known parent package None
attempt("import import_errors.broken")  # expect: ModuleNotFoundError No module named 'does_not_exist' does_not_exist
try:
    import import_errors.raises
except ValueError as e:
    print(e)  # expect: while importing
import sys
print("import_errors.raises" in sys.modules, "import_errors" in sys.modules)  # expect: False True
