class Parser:
    def __init__(self): self.position = 0
Parser().positon  # raises: AttributeError: 'Parser' object has no attribute 'positon'. Did you mean: 'position'?
