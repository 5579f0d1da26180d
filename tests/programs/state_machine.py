"""A vending machine as a state machine: events and states as classes, transitions with match, and a replayed log."""

from dataclasses import dataclass, field
from enum import Enum, auto


class Coin(Enum):
    NICKEL = 5
    DIME = 10
    QUARTER = 25


class Light(Enum):
    OFF = auto()
    READY = auto()
    BLINKING = auto()


@dataclass(frozen=True)
class Insert:
    coin: Coin


@dataclass(frozen=True)
class Choose:
    slot: str


@dataclass(frozen=True)
class Service:
    command: str
    slot: str = ""
    count: int = 0


@dataclass(frozen=True)
class Cancel:
    pass


@dataclass(frozen=True)
class Idle:
    pass


@dataclass(frozen=True)
class Paying:
    amount: int
    coins: tuple = ()


@dataclass(frozen=True)
class Broken:
    reason: str


@dataclass
class Machine:
    prices: dict
    stock: dict
    state: object = Idle()
    till: list = field(default_factory=list)
    log: list = field(default_factory=list)

    def handle(self, event):
        before = self.state
        self.state = self.next_state(event)
        self.log.append((type(before).__name__, type(event).__name__, type(self.state).__name__))

    def next_state(self, event):
        match self.state, event:
            case Broken(), Service("repair"):
                return Idle()
            case Broken(reason), _:
                print(f"  out of order: {reason}")
                return self.state
            case _, Service("break", slot=reason):
                return Broken(reason)
            case _, Service("refill", slot, count) if slot in self.stock:
                self.stock[slot] += count
                return self.state
            case _, Service(command):
                print(f"  unknown command {command!r}")
                return self.state
            case Idle(), Insert(Coin() as coin):
                return Paying(coin.value, (coin,))
            case Idle(), Choose(slot):
                print(f"  {slot} costs {self.prices.get(slot, 'nothing: no such slot')}")
                return self.state
            case Paying(amount, coins), Insert(coin):
                return Paying(amount + coin.value, (*coins, coin))
            case Paying(_, coins), Cancel():
                print("  returned", *(coin.name for coin in coins))
                return Idle()
            case Paying(amount, coins), Choose(slot):
                return self.sell(amount, coins, slot)
            case _, Cancel():
                return self.state
            case state, event:
                raise RuntimeError(f"no transition from {state} by {event}")

    def sell(self, amount, coins, slot):
        match self.prices.get(slot), self.stock.get(slot, 0):
            case None, _:
                print(f"  no slot {slot}")
            case price, _ if amount < price:
                print(f"  {price - amount} more, please")
            case _, 0:
                print(f"  {slot} is sold out")
            case price, left:
                self.stock[slot] = left - 1
                self.till.extend(coins)
                change = self.change(amount - price)
                print(f"  here is {slot}" + (f", change {'+'.join(str(c.value) for c in change)}" if change else ""))
                return Idle()
        return self.state

    def change(self, amount):
        out = []
        for coin in sorted(Coin, key=lambda c: -c.value):
            while amount >= coin.value and coin in self.till:
                self.till.remove(coin)
                out.append(coin)
                amount -= coin.value
        if amount:
            self.till.extend(out)
            print(f"  cannot change {amount}")
            return []
        return out

    @property
    def light(self):
        match self.state:
            case Idle():
                return Light.READY
            case Paying(amount) if amount > 50:
                return Light.BLINKING
            case Paying():
                return Light.READY
            case _:
                return Light.OFF


machine = Machine({"tea": 35, "cocoa": 50}, {"tea": 1, "cocoa": 2}, till=[Coin.DIME, Coin.NICKEL])
script = [
    Choose("tea"), Insert(Coin.QUARTER), Choose("tea"), Insert(Coin.QUARTER), Choose("water"), Choose("tea"),
    Insert(Coin.DIME), Cancel(), Insert(Coin.QUARTER), Insert(Coin.QUARTER), Choose("tea"), Choose("cocoa"),
    Service("break", "hit by a customer"), Insert(Coin.NICKEL), Service("repair"), Service("refill", "tea", 5),
    Service("dance"), Insert(Coin.QUARTER), Insert(Coin.QUARTER), Insert(Coin.DIME), Choose("tea"), Cancel(),
]
for event in script:
    print(event)
    machine.handle(event)
    print("  ->", machine.state, machine.light.name)
print(machine.stock, [coin.value for coin in machine.till])
counts = {}
for transition in machine.log:
    counts[transition] = counts.get(transition, 0) + 1
for (source, event, target), count in sorted(counts.items()):
    print(f"{source:7} --{event:8}--> {target:7} {count}")
try:
    Machine({}, {}).handle("a string")
except RuntimeError as error:
    print(error)
print(Coin(10), Coin["DIME"] is Coin.DIME, [coin.name for coin in Coin])
