# exit: 9
def f():
    raise SystemExit(9)
try:
    f()
finally:
    print("cleanup")  # expect: cleanup
