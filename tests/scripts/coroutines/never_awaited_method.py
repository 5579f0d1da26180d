class A:
    async def work(self): pass
A().work()
