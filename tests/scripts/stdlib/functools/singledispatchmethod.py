from functools import singledispatchmethod
class Printer:
    @singledispatchmethod
    def show(self, x): return f"object {x}"
    @show.register
    def _(self, x: int): return f"int {x}"
    @singledispatchmethod
    @classmethod
    def make(cls, x): return cls.__name__
    @make.register
    @classmethod
    def _(cls, x: str): return cls.__name__ + x
print(Printer().show(1), Printer().show("a"), Printer.make(1), Printer.make("!"))
# expect: int 1 object a Printer Printer!
try:
    Printer().show()
except TypeError as error:
    print(error)
# expect: show requires at least 1 positional argument
