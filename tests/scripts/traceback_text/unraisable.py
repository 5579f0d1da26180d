class D:
    def __del__(self):
        raise ValueError("in del")
D()
print("goes on")  # expect: goes on
