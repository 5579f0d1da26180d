# exit: 1
def loop(n):
    if n == 0:
        raise ValueError("end")
    loop(n - 1)
loop(20)
