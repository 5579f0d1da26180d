class Celsius(int):
    def __new__(cls, v, unit="C"):
        self = super().__new__(cls, v)
        self.unit = unit
        return self
    def __repr__(self): return f"{int(self)}°{self.unit}"
    def __add__(self, other): return Celsius(int(self) + other)
t = Celsius(20)
print(t, t + 5, t - 5, type(t - 5).__name__, t == 20, {20: "x"}[t], t.unit, isinstance(t, int))
# expect: 20°C 25°C 15 int True x C True
