from enum import IntFlag
class P(IntFlag):
    R = 4
    W = 2
    X = 1
print(P.R | P.W, repr(P.R | P.W), P.R | 8, repr(P.R | 8), repr(P(7)), repr(~P.R), P.R + 1, repr(1 | P.R), repr(P(0)))
# expect: 6 <P.R|W: 6> 12 <P.R|8: 12> <P.R|W|X: 7> <P.W|X: 3> 5 <P.R|X: 5> <P: 0>
print(list(P), list(P(6)), P.R == 4, isinstance(P.R & 4, P), repr(P(16)), repr(P(-1)), format(P.R))
# expect: [<P.R: 4>, <P.W: 2>, <P.X: 1>] [<P.R: 4>, <P.W: 2>] True True <P: 16> <P.R|W|X: 7> 4
