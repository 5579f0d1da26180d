import inspect
class Base:
    """Base doc.

        indented
    back
    """
    def m(self): "method doc"
class Child(Base):
    def m(self): pass
print(inspect.getdoc(Base))
# expect: Base doc.
# expect:
# expect:     indented
# expect: back
print(inspect.getdoc(Child.m), inspect.getdoc(Child().m), inspect.getdoc(Child) == inspect.getdoc(Base), inspect.getdoc(3) is not None)
# expect: method doc method doc True True
print(repr(inspect.cleandoc("  first\n      second\n    third\n\n")))  # expect: 'first\n  second\nthird'
