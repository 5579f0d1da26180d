import main_guard.part
print(__name__, main_guard.part.seen)  # expect: __main__ main_guard.part
if __name__ == "__main__":
    print("main")  # expect: main
import __main__
print(__main__.__name__, __main__.marker if hasattr(__main__, "marker") else "not yet")  # expect: __main__ not yet
marker = 1
print(__main__.marker)  # expect: 1
