class V:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield
        return self.v
async def main():
    d = {await V("k"): await V(1)}
    s = f"{await V('x')}-{(await V('y')):>3}"
    l = [await V(i) for i in range(3)]
    t = (await V(1)) + (await V(2)) * (await V(3))
    u = await V(0) or await V("or")
    f = (lambda a, *b, c: (a, b, c))(await V(1), *await V([2, 3]), c=await V(4))
    x = 10
    x += await V(5)
    return d, s, l, t, u, f, x, -await V(2) ** 2
c = main()
n = 0
try:
    while True:
        c.send(None)
        n += 1
except StopIteration as e:
    print(n, e.value)  # expect: 17 ({'k': 1}, 'x-  y', [0, 1, 2], 7, 'or', (1, (2, 3), 4), 15, -4)
