import random

r = random.Random(7)
print(r.uniform(1, 2), r.triangular(), r.triangular(0, 10, 3))
# expect: 1.3238327648331625 0.27463537092343177 5.056864670352405
print(r.gauss(), r.gauss(5, 2), r.normalvariate(), r.lognormvariate(0, 1))
# expect: 1.112914852545535 6.089318038089967 -0.24460098709502523 1.0133413542168832
print(r.expovariate(2), r.betavariate(2, 3), r.paretovariate(3), r.weibullvariate(1, 2))
# expect: 0.28426769801955143 0.1462763157975512 1.045039183218172 0.5026156818820671
print(r.gammavariate(3, 2), r.gammavariate(1, 2), r.gammavariate(0.5, 2), r.vonmisesvariate(1, 4))
# expect: 7.575024359691073 1.7212530138065283 0.006083284546321536 0.7571085876014282
print([r.binomialvariate(20, 0.3) for _ in range(8)], r.binomialvariate(1000, 0.8))
# expect: [7, 4, 8, 6, 6, 8, 7, 3] 789
