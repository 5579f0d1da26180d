e = ValueError("a", 2)
print(e.args, str(e), repr(e), ValueError().args, str(ValueError()), repr(ValueError()), str(ValueError(5)), repr(KeyError("k")), str(KeyError("k")))
# expect: ('a', 2) ('a', 2) ValueError('a', 2) ()  ValueError() 5 KeyError('k') 'k'
print(e.__cause__, e.__context__, e.__traceback__, e.__suppress_context__)  # expect: None None None False
class My(Exception):
    def __init__(self, code, msg="dflt"):
        super().__init__(msg)
        self.code = code
m = My(5)
print(m.code, m.args, m, repr(m), My(1, "x").args)  # expect: 5 ('dflt',) dflt My('dflt') ('x',)
class Q(Exception):
    def __str__(self): return "Q!"
print(Q(1), repr(Q(1)), f"{Q()}")  # expect: Q! Q(1) Q!
