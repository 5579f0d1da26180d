import random

random.seed(42)
print(random.random(), random.random())  # expect: 0.6394267984578837 0.025010755222666936
print(random.getrandbits(16), random.getrandbits(100))  # expect: 18024 882565121070403957190206503824
print([random.randint(1, 6) for _ in range(10)])  # expect: [1, 6, 6, 5, 1, 5, 4, 1, 1, 1]
for seed in (0, -7, 2**80, 1.5, "text", b"bytes", True):
    random.seed(seed)
    print(random.random())
    # expect: 0.8444218515250481
    # expect: 0.32383276483316237
    # expect: 0.25118542776082864
    # expect: 0.551763726942059
    # expect: 0.8711565613554825
    # expect: 0.37075677971469856
    # expect: 0.13436424411240122
