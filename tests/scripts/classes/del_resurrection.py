class D:
    def __del__(self):
        global saved
        print("del")  # expect: del
        saved = self
D()
print(type(saved).__name__)  # expect: D
saved = None
print("not again")  # expect: not again
