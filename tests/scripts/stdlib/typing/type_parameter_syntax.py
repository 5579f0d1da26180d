from typing import TypeAliasType
class Stack[T]:
    def push(self, item: T) -> T: return item
def first[T: int, *Ts, **P](x: T) -> T: return x
type Pair[A] = tuple[A, A]
type Name = str
print(Stack.__type_params__, Stack[int].__origin__.__name__, Stack.__parameters__, Stack[int]().push(3))
# expect: (T,) Stack (T,) 3
print(first.__type_params__, first.__type_params__[0].__bound__, first(3))  # expect: (T, Ts, P) <class 'int'> 3
print(Name, Name.__value__, Pair.__type_params__, Pair.__value__, Pair[int], isinstance(Name, TypeAliasType))
# expect: Name <class 'str'> (A,) tuple[A, A] Pair[int] True
type Tree = list[Tree]
print(Tree.__value__)  # expect: list[Tree]
