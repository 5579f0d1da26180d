"""Statistics of real-valued data: averages, spread, relations between two variables, and the normal distribution.

Sums are exact: data are added as fractions and the result is rounded once, to the type of the data.
"""

import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from fractions import Fraction
from itertools import count, groupby, repeat
from numbers import Rational
from operator import itemgetter

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "kde",
    "kde_random", "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode",
    "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    """The data do not allow the calculation."""


# Exact sums


def _exact(x):
    """Return the value of a number as (numerator, denominator); (x, None) for infinities and NaN."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _coerce(one, other):
    """Return the type for results about data of both types."""
    if one is other:
        return one
    if other is int or other is bool:
        return one
    if one is int:
        return other
    if issubclass(other, one):
        return other
    if issubclass(one, other):
        return one
    if issubclass(one, int):
        return other
    if issubclass(other, int):
        return one
    if issubclass(one, Fraction) and issubclass(other, float):
        return other
    if issubclass(one, float) and issubclass(other, Fraction):
        return one
    raise TypeError(f"don't know how to coerce {one.__name__} and {other.__name__}")


class _Sums:
    """Exact sums of data, of their squares, their number, and the type for results."""

    def __init__(self, data, with_squares=False):
        self.count = 0
        # Sums of numerators by denominator, and what is not finite.
        partials = {}
        squares = {}
        special = None
        kinds = set()
        for kind, values in groupby(data, type):
            kinds.add(kind)
            for value in values:
                self.count += 1
                numerator, denominator = _exact(value)
                if denominator is None:
                    special = value if special is None else special + value
                    continue
                partials[denominator] = partials.get(denominator, 0) + numerator
                if with_squares:
                    squares[denominator] = squares.get(denominator, 0) + numerator * numerator
        kind = int
        for other in kinds:
            kind = _coerce(kind, other)
        self.kind = kind
        self.special = special
        self.total = special if special is not None else sum(
            (Fraction(numerator, denominator) for denominator, numerator in partials.items()), Fraction(0)
        )
        if with_squares:
            self.squares = sum(
                (Fraction(numerator, denominator * denominator) for denominator, numerator in squares.items()),
                Fraction(0),
            )


def _convert(value, kind):
    """Return an exact result in the type of the data, a float for integers where it is not whole."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and getattr(value, "denominator", 1) != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        # A type such as Decimal, which takes no Fraction.
        return kind(value.numerator) / kind(value.denominator)


def _fail_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


# Averages


def mean(data):
    """Return the arithmetic mean."""
    sums = _Sums(data)
    if sums.count < 1:
        raise StatisticsError("mean requires at least one data point")
    if sums.special is not None:
        return _convert(sums.special / sums.count, sums.kind)
    return _convert(sums.total / sums.count, sums.kind)


def fmean(data, weights=None):
    """Return the arithmetic mean as a float, faster than mean(); with weights, the weighted mean."""
    if weights is None:
        if not hasattr(data, "__len__"):
            data = list(data)
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    if not isinstance(data, (list, tuple)):
        data = list(data)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.sumprod(data, weights) / total


def geometric_mean(data):
    """Return the geometric mean as a float: the mean of what is multiplied rather than added."""
    data = list(data)
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    logarithms = []
    found_zero = False
    for x in data:
        if x > 0.0 or math.isnan(x):
            logarithms.append(math.log(x))
        elif x == 0.0:
            found_zero = True
        else:
            raise StatisticsError("No negative inputs allowed", x)
    total = math.fsum(logarithms)
    if math.isnan(total):
        return math.nan
    if found_zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / len(data))


def harmonic_mean(data, weights=None):
    """Return the harmonic mean, which is the one for rates and ratios; with weights, the weighted one."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        x = data[0]
        if isinstance(x, (Rational, float)) or hasattr(x, "as_integer_ratio"):
            if x < 0:
                raise StatisticsError(message)
            return x
        raise TypeError("unsupported type")
    if weights is None:
        weights = repeat(1, len(data))
        weight_sum = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        weight_sum = _Sums(list(_fail_negative(weights, message))).total
    try:
        sums = _Sums([w / x if w else 0 for w, x in zip(weights, list(_fail_negative(data, message)))])
    except ZeroDivisionError:
        return 0
    if sums.total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    if sums.special is not None:
        return _convert(weight_sum / sums.special, sums.kind)
    return _convert(weight_sum / sums.total, sums.kind)


# Middle values


def median(data):
    """Return the middle value; of an even number of values, the mean of the two middle ones."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """Return the middle value; of an even number of values, the lower of the two middle ones."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """Return the middle value; of an even number of values, the higher of the two middle ones."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """Estimate the median of data that stand for the middles of intervals, by interpolation."""
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    below = bisect_left(data, x)
    up_to = bisect_right(data, x, lo=below)
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - below) / (up_to - below)


def mode(data):
    """Return the most common value, the first one met where there are several."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """Return the list of the most common values, in the order in which they were met."""
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, number in counts.items() if number == most]


def quantiles(data, *, n=4, method="exclusive"):
    """Return the n - 1 cut points between n intervals of equal probability.

    Exclusive: the data are a sample, beyond which lie more extreme values; inclusive: they contain the extremes.
    """
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = size + 1
        for i in range(1, n):
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# Spread


def _square_deviations(data, center=None):
    """Return (exact sum of squared deviations, mean, number of values, type)."""
    if center is not None:
        sums = _Sums([(x - center) ** 2 for x in data])
        return sums, sums.total, center
    sums = _Sums(data, with_squares=True)
    if sums.count == 0:
        return sums, Fraction(0), Fraction(0)
    if sums.special is not None:
        return sums, sums.special, sums.special
    middle = sums.total / sums.count
    return sums, sums.squares - sums.total * middle, middle


def variance(data, xbar=None):
    """Return the variance of a sample; xbar is its mean, where it is known."""
    sums, deviations, _ = _square_deviations(data, xbar)
    if sums.count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(deviations / (sums.count - 1), sums.kind)


def pvariance(data, mu=None):
    """Return the variance of a whole population; mu is its mean, where it is known."""
    sums, deviations, _ = _square_deviations(data, mu)
    if sums.count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(deviations / sums.count, sums.kind)


def stdev(data, xbar=None):
    """Return the standard deviation of a sample: the square root of its variance."""
    sums, deviations, _ = _square_deviations(data, xbar)
    if sums.count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _square_root(deviations / (sums.count - 1), sums.kind)


def pstdev(data, mu=None):
    """Return the standard deviation of a whole population: the square root of its variance."""
    sums, deviations, _ = _square_deviations(data, mu)
    if sums.count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _square_root(deviations / sums.count, sums.kind)


def _square_root(value, kind):
    if issubclass(kind, (int, float, Fraction)) or not isinstance(value, Fraction):
        return _float_square_root(value)
    # A decimal type has a square root of its own.
    return _convert(value, kind).sqrt()


def _float_square_root(value):
    """Return the square root of an exact value as a float, rounded correctly."""
    if not isinstance(value, Fraction):
        return math.sqrt(value)
    n, m = value.numerator, value.denominator
    if n == 0:
        return 0.0
    # Scale so that the integer root has some bits more than a float, the last of which tells whether it is exact.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return float(_root_to_odd(n, m << 2 * shift) << shift)
    return _root_to_odd(n << -2 * shift, m) / (1 << -shift)


def _root_to_odd(n, m):
    """Return the square root of n / m, rounded down, with the last bit set where that was not exact."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


# Two variables


def covariance(x, y, /):
    """Return the covariance of a sample of two variables."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar = math.fsum(x) / n
    ybar = math.fsum(y) / n
    return math.sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def correlation(x, y, /, *, method="linear"):
    """Return Pearson's correlation coefficient, or with method='ranked' Spearman's."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    if method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (n - 1) / -2
        x = _rank(x, start)
        y = _rank(y, start)
    else:
        xbar = math.fsum(x) / n
        ybar = math.fsum(y) / n
        x = [xi - xbar for xi in x]
        y = [yi - ybar for yi in y]
    sxy = math.sumprod(x, y)
    sxx = math.sumprod(x, x)
    syy = math.sumprod(y, y)
    try:
        return sxy / _root_of_product(sxx, syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _root_of_product(x, y):
    """Return the square root of x * y, also where the product itself is too large or too small."""
    root = math.sqrt(x * y)
    if math.isinf(root) and not math.isinf(x) and not math.isinf(y):
        return _root_of_product(x * 2.0 ** -512, y * 2.0 ** -512) / 2.0 ** -512
    if math.isnan(root) or math.isinf(root):
        return root
    if not root:
        if not x or not y:
            return root
        return _root_of_product(x * 2.0 ** 537, y * 2.0 ** 537) / 2.0 ** 537
    # One step of Newton's method, with the error of the product calculated exactly.
    return root + math.sumprod((x, root), (y, -root)) / (2.0 * root)


def _rank(data, start):
    """Return the ranks of the values, equal values sharing the mean of theirs."""
    ordered = sorted(zip(data, count()), key=itemgetter(0))
    result = [0.0] * len(ordered)
    position = start
    for _, group in groupby(ordered, key=itemgetter(0)):
        group = list(group)
        for _, index in group:
            result[index] = position + (len(group) + 1) / 2
        position += len(group)
    # Ranks count from start + 1; the first one shall be start.
    return [rank - 1 for rank in result]


def linear_regression(x, y, /, *, proportional=False):
    """Return slope and intercept of the line closest to the points; proportional: of one through the origin."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if not proportional:
        xbar = math.fsum(x) / n
        ybar = math.fsum(y) / n
        x = [xi - xbar for xi in x]
        y = [yi - ybar for yi in y]
    sxy = math.sumprod(x, y) + 0.0
    sxx = math.sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    intercept = 0.0 if proportional else ybar - slope * xbar
    return _linear_regression_class()(slope=slope, intercept=intercept)


_regression_class = None


def _linear_regression_class():
    """Return the class LinearRegression, made when it is first needed."""
    global _regression_class
    if _regression_class is None:
        from collections import namedtuple
        _regression_class = namedtuple("LinearRegression", ("slope", "intercept"), module=__name__)
    return _regression_class


# The normal distribution


class NormalDist:
    """A normal distribution of a random variable, with mean mu and standard deviation sigma."""

    __slots__ = {
        "_mu": "Arithmetic mean of a normal distribution",
        "_sigma": "Standard deviation of a normal distribution",
    }

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """Return the distribution whose mean and standard deviation are those of the sample."""
        sums, deviations, middle = _square_deviations(list(data))
        if sums.count < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(middle), _float_square_root(deviations / (sums.count - 1)))

    def samples(self, n, *, seed=None):
        """Return n random values of the distribution."""
        draw = random.random if seed is None else random.Random(seed).random
        return [_inverse_cdf(draw(), self._mu, self._sigma) for _ in repeat(None, n)]

    def pdf(self, x):
        """Return the probability density at x."""
        spread = self._sigma * self._sigma
        if not spread:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * spread)) / math.sqrt(math.tau * spread)

    def cdf(self, x):
        """Return the probability of a value of at most x."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        """Return the value that is not exceeded with probability p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _inverse_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """Return the n - 1 cut points between n intervals of equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """Return how much two distributions agree, from 0.0 to 1.0: the area below both densities."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        one, two = self, other
        # In a fixed order, so that the result does not depend on who asks whom.
        if (two._sigma, two._mu) < (one._sigma, one._mu):
            one, two = two, one
        one_var, two_var = one.variance, two.variance
        if not one_var or not two_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = two_var - one_var
        dm = math.fabs(two._mu - one._mu)
        if not dv:
            return math.erfc(dm / (2.0 * one._sigma * _SQRT2))
        # The densities cross at two points.
        a = one._mu * two_var - two._mu * one_var
        b = one._sigma * two._sigma * math.sqrt(dm * dm + dv * math.log(two_var / one_var))
        first = (a + b) / dv
        second = (a - b) / dv
        return 1.0 - (math.fabs(two.cdf(first) - one.cdf(first)) + math.fabs(two.cdf(second) - one.cdf(second)))

    def zscore(self, x):
        """Return how many standard deviations x is above the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        """Arithmetic mean of the normal distribution."""
        return self._mu

    @property
    def median(self):
        """Return the median of the normal distribution"""
        return self._mu

    @property
    def mode(self):
        """Return the mode of the normal distribution"""
        return self._mu

    @property
    def stdev(self):
        """Standard deviation of the normal distribution."""
        return self._sigma

    @property
    def variance(self):
        """Square of the standard deviation."""
        return self._sigma * self._sigma

    # A constant shifts or stretches; the sum of two independent variables is normal too.

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


_SQRT2 = math.sqrt(2.0)

# Wichura's algorithm AS 241: quotients of polynomials, highest power first, for the middle and two parts of the tail.
_CENTRAL = (
    (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
     4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
     1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
    (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
     2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
     4.23133_30701_60091_1252e+1, 1.0),
)
_TAIL = (
    (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
     1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
     4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
    (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
     1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
     2.05319_16266_37758_82187e+0, 1.0),
)
_FAR_TAIL = (
    (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
     2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
     5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
    (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
     7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
     5.99832_20655_58879_37690e-1, 1.0),
)


def _quotient(polynomials, x):
    top, bottom = polynomials
    numerator = denominator = 0.0
    for coefficient in top:
        numerator = numerator * x + coefficient
    for coefficient in bottom:
        denominator = denominator * x + coefficient
    return numerator, denominator


def _inverse_cdf(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        numerator, denominator = _quotient(_CENTRAL, 0.180625 - q * q)
        return mu + numerator * q / denominator * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        numerator, denominator = _quotient(_TAIL, r - 1.6)
    else:
        numerator, denominator = _quotient(_FAR_TAIL, r - 5.0)
    x = numerator / denominator
    return mu + (-x if q < 0.0 else x) * sigma


# Kernel density estimation


def _kernels():
    """Return (density, cumulative probability, inverse of that, half width or None) by the name of a kernel."""
    normal = NormalDist()
    sqrt2pi = math.sqrt(2 * math.pi)

    def parabolic_inverse(p):
        return 2.0 * math.cos((math.acos(2.0 * p - 1.0) + math.pi) / 3.0)

    def triangular_inverse(p):
        return math.sqrt(2.0 * p) - 1.0 if p < 0.5 else 1.0 - math.sqrt(2.0 - 2.0 * p)

    half_pi = math.pi / 2
    kernels = {
        "normal": (
            lambda t: math.exp(-1 / 2 * t * t) / sqrt2pi,
            lambda t: 1 / 2 * math.erfc(-t / _SQRT2),
            normal.inv_cdf, None,
        ),
        "logistic": (
            lambda t: 1 / 2 / (1.0 + math.cosh(t)),
            lambda t: 1.0 - 1.0 / (math.exp(t) + 1.0),
            lambda p: math.log(p / (1 - p)), None,
        ),
        "sigmoid": (
            lambda t: 1 / math.pi / math.cosh(t),
            lambda t: 2 / math.pi * math.atan(math.exp(t)),
            lambda p: math.log(math.tan(p * half_pi)), None,
        ),
        "rectangular": (lambda t: 0.5, lambda t: 0.5 * t + 0.5, lambda p: 2 * p - 1, 1.0),
        "triangular": (
            lambda t: 1.0 - abs(t),
            lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
            triangular_inverse, 1.0,
        ),
        "parabolic": (
            lambda t: 3 / 4 * (1.0 - t * t),
            lambda t: -1 / 4 * t * t * t + 3 / 4 * t + 1 / 2,
            parabolic_inverse, 1.0,
        ),
        "quartic": (
            lambda t: 15 / 16 * (1.0 - t * t) ** 2,
            lambda t: 3 / 16 * t ** 5 + -5 / 8 * t ** 3 + 15 / 16 * t + 1 / 2,
            None, 1.0,
        ),
        "triweight": (
            lambda t: 35 / 32 * (1.0 - t * t) ** 3,
            lambda t: -5 / 32 * t ** 7 + 21 / 32 * t ** 5 + -35 / 32 * t ** 3 + 35 / 32 * t + 1 / 2,
            None, 1.0,
        ),
        "cosine": (
            lambda t: math.pi / 4 * math.cos(half_pi * t),
            lambda t: 1 / 2 * math.sin(half_pi * t) + 1 / 2,
            lambda p: 2 * math.asin(2 * p - 1) / math.pi, 1.0,
        ),
    }
    for alias, name in (
        ("gauss", "normal"), ("uniform", "rectangular"), ("epanechnikov", "parabolic"), ("biweight", "quartic"),
    ):
        kernels[alias] = kernels[name]
    return kernels


def _kernel(name, data, h):
    """Check the arguments of an estimation and return the kernel."""
    if not data:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    kernel = _kernels().get(name)
    if kernel is None:
        raise StatisticsError(f"Unknown kernel name: {name!r}")
    return kernel


def kde(data, h, kernel="normal", *, cumulative=False):
    """Return a function that estimates the density, or the cumulative probability, of what the sample was taken from.

    h is the bandwidth, over which each data point is spread.
    """
    density, distribution, _, support = _kernel(kernel, data, h)
    shape = distribution if cumulative else density
    scale = 1 if cumulative else h
    if support is None:

        def estimate(x):
            return sum(shape((x - point) / h) for point in data) / (len(data) * scale)
    else:
        ordered = sorted(data)
        reach = h * support

        def estimate(x):
            nonlocal ordered
            if len(data) != len(ordered):
                ordered = sorted(data)
            # Points farther away than the kernel reaches count nothing, or count in full.
            first = bisect_left(ordered, x - reach)
            last = bisect_right(ordered, x + reach)
            near = sum(shape((x - point) / h) for point in ordered[first:last])
            if cumulative:
                return sum((first, near)) / len(data)
            return near / (len(data) * scale)

    estimate.__doc__ = f"{'CDF' if cumulative else 'PDF'} estimate with {h=!r} and {kernel=!r}"
    return estimate


def kde_random(data, h, kernel="normal", *, seed=None):
    """Return a function that draws random values from the estimated density of kde()."""
    inverse = _kernel(kernel, data, h)[2]
    if inverse is None:
        raise NotImplementedError(f"statistics.kde_random() is not supported for the kernel {kernel!r}")
    generator = random.Random(seed)

    def rand():
        return generator.choice(data) + h * inverse(generator.random())

    rand.__doc__ = f"Random KDE selection with {h=!r} and {kernel=!r}"
    return rand
