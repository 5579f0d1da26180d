from typing import *
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Optional[int]))
# expect: <class 'list'> (<class 'str'>, <class 'int'>) typing.Union (<class 'int'>, <class 'NoneType'>)
print(get_args(Callable[[int], str]), get_args(Callable[..., int]), get_origin(Annotated[int, 1]), get_args(Annotated[int, 1]))
# expect: ([<class 'int'>], <class 'str'>) (Ellipsis, <class 'int'>) typing.Annotated (<class 'int'>, 1)
print(get_origin(list[int]), get_args(tuple[int, str]), get_origin(int), get_args(int), get_args(Literal[1, 2]))
# expect: <class 'list'> (<class 'int'>, <class 'str'>) None () (1, 2)
print(Optional[int] == Union[None, int], Union[int, str] == Union[str, int], Union[int, str] == (int | str), List[int] is List[int], Literal[1] == Literal[True])
# expect: True True True True False
