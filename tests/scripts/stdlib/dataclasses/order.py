from dataclasses import dataclass, field
@dataclass(order=True)
class Item:
    rank: int
    name: str = field(compare=False)
print(Item(1, "b") < Item(2, "a"), Item(1, "a") == Item(1, "z"), sorted([Item(3, "x"), Item(1, "y")]))
# expect: True True [Item(rank=1, name='y'), Item(rank=3, name='x')]
print(Item(1, "") <= Item(1, ""), Item(2, "") > Item(1, ""), Item(1, "") >= Item(2, ""))  # expect: True True False
try:
    Item(1, "a") < 3
except TypeError as error:
    print(error)
# expect: '<' not supported between instances of 'Item' and 'int'
