from functools import update_wrapper, wraps
def outer(f):
    @wraps(f)
    def inner(*args): return f(*args) + 1
    return inner
@outer
def add(a: int, b: int) -> int:
    "adds"
    return a + b
add.__wrapped__.mark = 1
print(add(1, 2), add.__name__, add.__doc__, add.__annotations__, add.__qualname__)
# expect: 4 add adds {'a': <class 'int'>, 'b': <class 'int'>, 'return': <class 'int'>} add
class Callable:
    def __call__(self): pass
c = update_wrapper(Callable(), add)
print(c.__name__, c.__wrapped__ is add)  # expect: add True
