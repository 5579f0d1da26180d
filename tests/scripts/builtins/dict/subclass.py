class Lower(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
d = Lower()
d["ABC"] = 1
d.update(DEF=2)
print(d, d["aBc"], isinstance(d, dict), type(d.copy()).__name__, type(d | {}).__name__, d.get("ABC"), list(d))
# expect: {'abc': 1, 'DEF': 2} 1 True dict dict None ['abc', 'DEF']
def f(**k): return k
print(f(**d))  # expect: {'abc': 1, 'DEF': 2}
