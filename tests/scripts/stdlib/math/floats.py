import math
print(math.sqrt(2), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.cbrt(8))
# expect: 1.4142135623730951 2.718281828459045 2.302585092994046 3.0 3.0 3.0 2.0
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 3))
# expect: 0.8414709848078965 0.5403023058681398 1.5574077246549023 2.356194490192345 5.0 3.7416573867739413
print(math.sinh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.erf(0.5), math.gamma(5), math.lgamma(10.5))
# expect: 1.1752011936438014 0.881373587019543 1.3169578969248166 0.5493061443340548 0.5204998778130465 24.0 13.940625219403763
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(1e20), math.fabs(-2), math.copysign(1, -0.0))
# expect: -2 -1 -1 100000000000000000000 2.0 -1.0
print(math.frexp(8.5), math.ldexp(0.5, 4), math.modf(-1.25), math.fmod(7, -3), math.remainder(7, 4))
# expect: (0.53125, 4) 8.0 (-0.25, -1.0) 1.0 -1.0
print(math.nextafter(1, 2), math.nextafter(1, 2, steps=3), math.ulp(1.0), math.fma(2, 3, 4), math.exp2(10))
# expect: 1.0000000000000002 1.0000000000000007 2.220446049250313e-16 10.0 1024.0
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.isclose(1, 1.1, rel_tol=0.2))
# expect: True True True True True
print(math.degrees(math.pi), math.radians(180), math.pi, math.e, math.tau)
# expect: 180.0 3.141592653589793 3.141592653589793 2.718281828459045 6.283185307179586
