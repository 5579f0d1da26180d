g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])])
print(g, repr(g), g.message, len(g.exceptions))
# expect: g (2 sub-exceptions) ExceptionGroup('g', [ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])]) g 2
print(repr(g.subgroup(ValueError)), repr(g.subgroup(KeyError)))
# expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('n', [ValueError(3)])]) None
match, rest = g.split(TypeError)
print(repr(match), repr(rest))
# expect: ExceptionGroup('g', [ExceptionGroup('n', [TypeError(2)])]) ExceptionGroup('g', [ValueError(1), ExceptionGroup('n', [ValueError(3)])])
print(repr(g.subgroup(lambda e: isinstance(e, ValueError) and e.args == (3,))), repr(g.derive([KeyError()])))
# expect: ExceptionGroup('g', [ExceptionGroup('n', [ValueError(3)])]) ExceptionGroup('g', [KeyError()])
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
# expect: ExceptionGroup BaseExceptionGroup
