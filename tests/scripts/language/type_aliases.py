type Pair[T] = tuple[T, T]
print(Pair.__name__, Pair)  # expect: Pair Pair
def first[T](items: list[T]) -> T:
    return items[0]
print(first([3, 4]), first.__type_params__)  # expect: 3 (T,)
class Box[T]:
    def __init__(self, v: T): self.v = v
print(Box(1).v, Box.__type_params__, Box[int])  # expect: 1 (T,) __main__.Box[int]
