def a(x):
    def b(y):
        def c(z):
            def d():
                return x + y * 10 + z * 100
            return d
        return c
    return b
print(a(1)(2)(3)())  # expect: 321
def outer():
    x = 1
    class K:
        x = 2
        def m(self):
            return x
    return K().m()
print(outer())  # expect: 1
