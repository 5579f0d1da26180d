from typing import *
for attempt in (
    lambda: isinstance(1, Any), lambda: Any(), lambda: Optional[int](), lambda: Union[()], lambda: Optional[int, str],
    lambda: Callable[int], lambda: Annotated[int], lambda: List[()], lambda: Optional[ClassVar[int]], lambda: NoReturn[int],
):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: typing.Any cannot be used with isinstance()
# expect: Any cannot be instantiated
# expect: Cannot instantiate typing.Union
# expect: Cannot take a Union of no types.
# expect: typing.Optional requires a single type. Got (<class 'int'>, <class 'str'>).
# expect: Callable must be used as Callable[[arg, ...], result].
# expect: Annotated[...] should be used with at least two arguments (a type and an annotation).
# expect: Too few arguments for typing.List; actual 0, expected 1
# expect: typing.ClassVar[int] is not valid as type argument
# expect: typing.NoReturn is not subscriptable
print(isinstance(1, Optional[int]), isinstance([], List), isinstance("", Union[int, str]), isinstance(len, Callable))
# expect: True True True True
