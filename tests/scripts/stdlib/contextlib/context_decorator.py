from contextlib import AbstractContextManager, ContextDecorator
class Loud(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self
    def __exit__(self, *details): print("exit")
@Loud()
def work(x):
    print("work", x)
    return x
print(work(1), work.__name__)
# expect: enter
# expect: work 1
# expect: exit
# expect: 1 work
print(isinstance(Loud(), AbstractContextManager), issubclass(int, AbstractContextManager))  # expect: True False
class Abstract(AbstractContextManager): pass
try:
    Abstract()
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class Abstract without an implementation for abstract method '__exit__'
