from typing import NotRequired, Required, TypedDict, is_typeddict
class Movie(TypedDict):
    name: str
    year: NotRequired[int]
class More(Movie, total=False):
    rating: float
    id: Required[int]
m = Movie(name="x")
print(m, type(m), sorted(More.__required_keys__), sorted(More.__optional_keys__), More.__total__, Movie.__total__)
# expect: {'name': 'x'} <class 'dict'> ['id', 'name'] ['rating', 'year'] False True
print(is_typeddict(Movie), is_typeddict(dict), list(More.__annotations__))
# expect: True False ['name', 'year', 'rating', 'id']
try:
    isinstance({}, Movie)
except TypeError as error:
    print(error)
# expect: TypedDict does not support instance and class checks
Old = TypedDict("Old", {"in": int})
print(Old({"in": 1}), Old.__annotations__)  # expect: {'in': 1} {'in': <class 'int'>}
