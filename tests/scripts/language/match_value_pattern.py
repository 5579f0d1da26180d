class Color:
    RED = 1
    GREEN = 2
class ns:
    inner = Color
def f(v):
    match v:
        case Color.RED: return "red"
        case ns.inner.GREEN: return "green"
        case _: return "unknown"
print(f(1), f(2), f(3), f(2.0))  # expect: red green unknown green
