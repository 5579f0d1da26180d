import math
print(math.factorial(20), math.factorial(25), math.comb(100, 50), math.perm(10, 3), math.perm(5), math.comb(3, 5))
# expect: 2432902008176640000 15511210043330985984000000 100891344545564193334812497256 720 120 0
print(math.gcd(), math.gcd(12, -18, 27), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.isqrt(10**40 + 5))
# expect: 0 3 12 1 0 100000000000000000000
print(math.log(10**400), math.log2(2**1100), math.sqrt(10**300), math.gcd(10**30, 6**20))
# expect: 921.0340371976182 1100.0 1e+150 1048576
class Counts:
    def __index__(self): return 6
    def __floor__(self): return "floor"
    def __trunc__(self): return "trunc"
print(math.factorial(Counts()), math.floor(Counts()), math.trunc(Counts()), math.gcd(Counts(), 4))
# expect: 720 floor trunc 2
print(len(str(math.factorial(1000))), math.factorial(1000) % 1000003, math.comb(1000, 500) % 1000003)
# expect: 2568 864722 175726
