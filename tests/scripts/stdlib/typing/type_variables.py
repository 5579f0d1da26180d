from typing import Generic, ParamSpec, TypeVar, TypeVarTuple, Unpack
A = TypeVar("A", int, str)
B = TypeVar("B", bound=int)
C = TypeVar("C", covariant=True)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(A, A.__constraints__, B.__bound__, C, TypeVar("D", contravariant=True), P, P.args, P.kwargs, Ts, A.__name__)
# expect: ~A (<class 'int'>, <class 'str'>) <class 'int'> +C -D ~P P.args P.kwargs Ts A
print(TypeVar("E", default=int).__default__, A.has_default())  # expect: <class 'int'> False
class V(Generic[Unpack[Ts]]): pass
class F(Generic[P]): pass
print(V[int, str], V[()], F[int, str], F[[int]], F[...])
# expect: __main__.V[int, str] __main__.V[()] __main__.F[[int, str]] __main__.F[[int]] __main__.F[...]
for attempt in (lambda: TypeVar("X", int), lambda: TypeVar("X", int, str, bound=int), lambda: TypeVar("X", covariant=True, contravariant=True)):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError A single constraint is not allowed
# expect: TypeError Constraints cannot be combined with bound=...
# expect: ValueError Bivariant types are not supported.
