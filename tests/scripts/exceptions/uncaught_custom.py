class Failure(Exception): pass
def deep(n):
    if n == 0: raise Failure("deep down")  # raises: Failure: deep down
    deep(n - 1)
deep(3)
