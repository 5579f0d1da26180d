import statistics as st
from fractions import Fraction

print(st.mean([1, 2, 3, 4]), st.mean([1, 2]), st.mean([1, 3]), st.mean([Fraction(1, 2), Fraction(1, 3)]))
# expect: 2.5 1.5 2 5/12
print(st.fmean([1, 2, 4]), st.fmean([1, 2], [3, 1]), st.geometric_mean([1, 2, 4]), st.harmonic_mean([40, 60]))
# expect: 2.3333333333333335 1.25 2.0 48.0
print(st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.median_low([1, 2]), st.median_high([1, 2]))  # expect: 2 2.5 1 2
print(st.median_grouped([1, 2, 2, 3, 4]), st.mode("abracadabra"), st.multimode([1, 1, 2, 2]))  # expect: 2.25 a [1, 2]
print(st.quantiles([1, 2, 3, 4, 5]), st.quantiles(range(10), n=5, method="inclusive"))
# expect: [1.5, 3.0, 4.5] [1.8, 3.6, 5.4, 7.2]
for call in (lambda: st.mean([]), lambda: st.mode([]), lambda: st.median([]), lambda: st.fmean([]),
             lambda: st.mean(["a"]), lambda: st.harmonic_mean([-1, 1])):
    try:
        call()
    except (st.StatisticsError, TypeError) as e:
        print(f"{type(e).__name__}: {e}")
        # expect: StatisticsError: mean requires at least one data point
        # expect: StatisticsError: no mode for empty data
        # expect: StatisticsError: no median for empty data
        # expect: StatisticsError: fmean requires at least one data point
        # expect: TypeError: can't convert type 'str' to numerator/denominator
        # expect: StatisticsError: harmonic mean does not support negative values
