from typing import *
T = TypeVar("T")
print(Optional[int], Union[int, str], Union[int, None, str], Union[int, int], Any, List[int], Dict[str, List[int]])
# expect: typing.Optional[int] typing.Union[int, str] typing.Union[int, NoneType, str] <class 'int'> typing.Any typing.List[int] typing.Dict[str, typing.List[int]]
print(Callable[[int], str], Callable[..., int], Callable[[], None], Tuple[int, ...], Tuple[()], Type[int], Literal[1, "a", None])
# expect: typing.Callable[[int], str] typing.Callable[..., int] typing.Callable[[], NoneType] typing.Tuple[int, ...] typing.Tuple[()] typing.Type[int] typing.Literal[1, 'a', None]
print(Annotated[int, "x"], ClassVar[int], Final[str], T, Optional["Later"], Iterable[T], Generator[int, None, str], Awaitable[int])
# expect: typing.Annotated[int, 'x'] typing.ClassVar[int] typing.Final[str] ~T typing.Optional[ForwardRef('Later')] typing.Iterable[~T] typing.Generator[int, NoneType, str] typing.Awaitable[int]
print(NoReturn, Never, Self, LiteralString, List, Callable, Deque[int], DefaultDict[str, int], Required[int], TypeGuard[int])
# expect: typing.NoReturn typing.Never typing.Self typing.LiteralString typing.List typing.Callable typing.Deque[int] typing.DefaultDict[str, int] typing.Required[int] typing.TypeGuard[int]
print(int | T, None | List[int], Optional[Literal[1]], Union[list[int], dict], Sequence, AnyStr, ForwardRef("X"), IO[str])
# expect: typing.Union[int, ~T] typing.Optional[typing.List[int]] typing.Optional[typing.Literal[1]] typing.Union[list[int], dict] typing.Sequence ~AnyStr ForwardRef('X') typing.IO[str]
