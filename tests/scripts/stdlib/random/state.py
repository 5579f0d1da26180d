import random

r = random.Random(3)
r.gauss()
state = r.getstate()
first = [r.random(), r.gauss(), r.random()]
r.setstate(state)
print(first == [r.random(), r.gauss(), r.random()])  # expect: True
print(state[0], len(state[1]), state[1][-1])  # expect: 3 625 4
print(random.Random(5).random() == random.Random(5).random(), random.Random().random() != random.random())
# expect: True True
