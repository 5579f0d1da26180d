class A:
    def __init__(self): self.value = 1
    def show(self): return value  # raises: NameError: name 'value' is not defined. Did you mean: 'self.value'?
A().show()
