def a():
    try:
        return "try"
    finally:
        return "finally"
def b():
    try:
        raise ValueError
    finally:
        return "swallowed"
def c():
    for i in range(3):
        try:
            raise ValueError
        finally:
            if i < 2: continue
            break
    return i
def d():
    x = 1
    try:
        return x
    finally:
        x = 2
print(a(), b(), c(), d())  # expect: finally swallowed 2 1
