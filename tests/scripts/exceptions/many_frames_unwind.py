def f(n):
    try:
        if n == 0: raise ValueError("bottom")
        return f(n - 1)
    finally:
        log.append(n)
log = []
try:
    f(200)
except ValueError as e:
    print(e, len(log), log[:3])  # expect: bottom 201 [0, 1, 2]
    n = 0
    tb = e.__traceback__
    while tb:
        n += 1
        tb = tb.tb_next
    print(n)  # expect: 202
