class A:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        print("A got", got)
        return got * 10
async def main():
    x = await A("first")
    y = await A("second")
    return x + y
c = main()
print(c.send(None), c.send(1))
# expect: A got 1
# expect: first second
try:
    c.send(2)
except StopIteration as e:
    print(e.value)
# expect: A got 2
# expect: 30
