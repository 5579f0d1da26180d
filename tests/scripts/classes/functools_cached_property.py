from functools import cached_property
class C:
    @cached_property
    def v(self):
        print("computed")
        return 1
c = C()
print(c.v, c.v)
# expect: computed
# expect: 1 1
del c.v
print(c.v)
# expect: computed
# expect: 1
