class Box:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class Sub(Box): pass
print(Box[int], Sub[1, 2], list[int], dict[str, list[int]], tuple[int, ...], type(list[int]).__name__, list[int].__origin__, list[int].__args__, list[int]([1]))
# expect: Box[<class 'int'>] Sub[(1, 2)] list[int] dict[str, list[int]] tuple[int, ...] GenericAlias <class 'list'> (<class 'int'>,) [1]
try:
    class N: pass
    N[1]
except TypeError as e:
    print(e)  # expect: type 'N' is not subscriptable
print(int | str, int | None, (int | str).__args__, isinstance(1, int | str), type(int | str).__name__)
# expect: int | str int | None (<class 'int'>, <class 'str'>) True UnionType
