"""Rational numbers of any size, with exact arithmetic."""

import math
import numbers
import operator
import sys

__all__ = ["Fraction"]


def _parse_digits(text, start):
    """Return the digits at `start`, without underscores, and where they end; underscores stand between digits only."""
    end = start
    while end < len(text) and (
        text[end].isdecimal()
        or (text[end] == "_" and end > start and text[end - 1] != "_" and text[end + 1:end + 2].isdecimal())
    ):
        end += 1
    return text[start:end].replace("_", ""), end


def _parse(literal):
    """Return numerator and denominator, not in lowest terms, of a text such as ' -3/7 ' or '1.5e-3'; None if wrong."""
    text = literal.strip()
    position = 0
    negative = False
    if text[:1] in ("-", "+"):
        negative = text[0] == "-"
        position = 1
    whole, position = _parse_digits(text, position)
    denominator = 1
    slash = position
    while text[slash:slash + 1].isspace():
        slash += 1
    if whole and text.startswith("/", slash):
        slash += 1
        while text[slash:slash + 1].isspace():
            slash += 1
        digits, position = _parse_digits(text, slash)
        if not digits or position != len(text):
            return None
        numerator, denominator = int(whole), int(digits)
    else:
        decimals = ""
        if text.startswith(".", position):
            decimals, position = _parse_digits(text, position + 1)
        if not whole and not decimals:
            return None
        numerator = int(whole + decimals)
        denominator = 10 ** len(decimals)
        if text[position:position + 1] in ("e", "E"):
            position += 1
            sign = text[position:position + 1]
            if sign in ("-", "+") and sign:
                position += 1
            digits, position = _parse_digits(text, position)
            if not digits:
                return None
            if sign == "-":
                denominator *= 10 ** int(digits)
            else:
                numerator *= 10 ** int(digits)
        if position != len(text):
            return None
    return -numerator if negative else numerator, denominator


class Fraction(numbers.Rational):
    """A rational number, made of a numerator and a denominator, of another number, or of a text.

    Fraction(3, 6), Fraction('1/2'), Fraction('0.5'), Fraction(0.5) and Fraction(decimal) are all one half.
    """

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator = numerator
                self._denominator = 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, float) or (
                not isinstance(numerator, type) and not isinstance(numerator, str)
                and hasattr(numerator, "as_integer_ratio")
            ):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            parsed = _parse(numerator)
            if parsed is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            numerator, denominator = parsed
        elif type(numerator) is not int or type(denominator) is not int:
            if not isinstance(numerator, numbers.Rational) or not isinstance(denominator, numbers.Rational):
                raise TypeError("both arguments should be Rational instances")
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def _make(cls, numerator, denominator):
        """Return a Fraction of parts that are in lowest terms, the denominator positive."""
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    @classmethod
    def from_float(cls, f):
        """Return the exact value of a float as a Fraction; an int is taken too."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._make(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """Return the exact value of a finite Decimal as a Fraction; an int is taken too."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls._make(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def is_integer(self):
        """Return True if the Fraction is an integer."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original Fraction."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """Return the Fraction closest to this one whose denominator is at most `max_denominator`."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Walk the continued fraction; p1/q1 and the last mediant that fits are the neighbours of the value.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # Which of the two is closer is decided without divisions; d is what is left of the denominator.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._make(p1, q1)
        return Fraction._make(p0 + k * p1, q0 + k * q1)

    # Texts.

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        spec = _FormatSpec.parse(format_spec)
        if spec is None:
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return spec.format(self)

    # Arithmetic. An int is a Fraction already; with a float or a complex number the result is one.

    def _with(operation, fallback, for_complex=True):
        """Return the methods of an operator: self op other, and other op self."""

        def forward(a, b):
            if type(b) is Fraction or isinstance(b, Fraction):
                return operation(a, b)
            if isinstance(b, int):
                return operation(a, Fraction(b))
            if isinstance(b, float):
                return fallback(float(a), b)
            if for_complex and isinstance(b, complex):
                return fallback(complex(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return operation(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return fallback(float(a), float(b))
            if for_complex and isinstance(a, numbers.Complex):
                return fallback(complex(a), complex(b))
            return NotImplemented

        name = fallback.__name__
        forward.__name__, reverse.__name__ = f"__{name}__", f"__r{name}__"
        forward.__doc__ = operation.__doc__
        return forward, reverse

    def _add(a, b):
        """a + b"""
        na, da = a._numerator, a._denominator
        nb, db = b._numerator, b._denominator
        common = math.gcd(da, db)
        if common == 1:
            return Fraction._make(na * db + da * nb, da * db)
        scale = da // common
        total = na * (db // common) + nb * scale
        # What the sum can be reduced by divides the common part of the denominators.
        reduce_by = math.gcd(total, common)
        return Fraction._make(total // reduce_by, scale * (db // reduce_by))

    __add__, __radd__ = _with(_add, operator.add)

    def _sub(a, b):
        """a - b"""
        return Fraction._add(a, Fraction._make(-b._numerator, b._denominator))

    __sub__, __rsub__ = _with(_sub, operator.sub)

    def _mul(a, b):
        """a * b"""
        na, da = a._numerator, a._denominator
        nb, db = b._numerator, b._denominator
        first = math.gcd(na, db)
        second = math.gcd(nb, da)
        return Fraction._make((na // first) * (nb // second), (db // first) * (da // second))

    __mul__, __rmul__ = _with(_mul, operator.mul)

    def _div(a, b):
        """a / b"""
        nb, db = b._numerator, b._denominator
        if nb == 0:
            raise ZeroDivisionError(f"Fraction({db}, 0)")
        if nb < 0:
            nb, db = -nb, -db
        return Fraction._mul(a, Fraction._make(db, nb))

    __truediv__, __rtruediv__ = _with(_div, operator.truediv)

    def _floordiv(a, b):
        """a // b"""
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    __floordiv__, __rfloordiv__ = _with(_floordiv, operator.floordiv, False)

    def _divmod(a, b):
        """(a // b, a % b)"""
        quotient, rest = divmod(a._numerator * b._denominator, a._denominator * b._numerator)
        return quotient, Fraction(rest, a._denominator * b._denominator)

    __divmod__, __rdivmod__ = _with(_divmod, divmod, False)

    def _mod(a, b):
        """a % b"""
        rest = (a._numerator * b._denominator) % (b._numerator * a._denominator)
        return Fraction(rest, a._denominator * b._denominator)

    __mod__, __rmod__ = _with(_mod, operator.mod, False)

    del _with

    def __pow__(a, b):
        """a ** b: exact where b is an integer, else a float or a complex number"""
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._make(a._numerator ** power, a._denominator ** power)
            if a._numerator > 0:
                return Fraction._make(a._denominator ** -power, a._numerator ** -power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
            return Fraction._make((-a._denominator) ** -power, (-a._numerator) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._make(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._make(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._make(abs(a._numerator), a._denominator)

    # Rounding.

    def __int__(a, _index=operator.index):
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """Round half to even, to an int, or with `ndigits` to a Fraction."""
        if ndigits is None:
            down, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator or (rest * 2 == self._denominator and down % 2 == 0):
                return down
            return down + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    # Comparison.

    def __hash__(self):
        """Equal numbers of all types have equal hashes: the value modulo a prime."""
        modulus = sys.hash_info.modulus
        try:
            inverse = pow(self._denominator, -1, modulus)
        except ValueError:
            value = sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                # Any finite number compares with them as zero does.
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, operation):
        if isinstance(other, numbers.Rational):
            return operation(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return operation(0.0, other)
            return operation(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


class _FormatSpec:
    """A format specifier for a Fraction: as a ratio, or as a decimal number with the letters of float."""

    def __init__(self):
        self.fill, self.align, self.sign = " ", "", "-"
        self.coerce_zero = self.alternate = self.zero_padding = False
        self.width = 0
        self.separator = ""
        self.precision = None
        self.kind = ""

    @classmethod
    def parse(cls, text):
        """Return the specifier that `text` describes, or None where it describes none."""
        spec = cls()
        position = 0
        if text[1:2] in ("<", ">", "=", "^") and text[1:2]:
            spec.fill, spec.align, position = text[0], text[1], 2
        elif text[:1] in ("<", ">", "=", "^") and text:
            spec.align, position = text[0], 1
        if text[position:position + 1] in ("-", "+", " ") and position < len(text):
            spec.sign = text[position]
            position += 1
        if text.startswith("z", position):
            spec.coerce_zero = True
            position += 1
        if text.startswith("#", position):
            spec.alternate = True
            position += 1
        if text.startswith("0", position) and text[position + 1:position + 2].isdecimal():
            spec.zero_padding = True
            position += 1
        start = position
        while text[position:position + 1].isdecimal() and text[position].isascii():
            position += 1
        if position > start:
            spec.width = int(text[start:position])
        if text[position:position + 1] in (",", "_") and position < len(text):
            spec.separator = text[position]
            position += 1
        if text.startswith(".", position):
            start = position + 1
            position = start
            while text[position:position + 1].isdecimal() and text[position].isascii():
                position += 1
            if position == start:
                return None
            spec.precision = int(text[start:position])
        if text[position:position + 1] in ("e", "E", "f", "F", "g", "G", "%") and position < len(text):
            spec.kind = text[position]
            position += 1
        if position != len(text):
            return None
        if not spec.kind and (spec.coerce_zero or spec.precision is not None or spec.zero_padding):
            return None
        if spec.zero_padding and spec.align:
            return None
        return spec

    def format(self, value):
        negative, body = self._number(value) if self.kind else self._ratio(value)
        sign = "-" if negative else ("" if self.sign == "-" else self.sign)
        whole_end = 0
        while body[whole_end:whole_end + 1].isdecimal():
            whole_end += 1
        whole, rest = body[:whole_end], body[whole_end:]
        if self.kind:
            if self.zero_padding:
                # Zeros fill the width; separators may push the number one character beyond it.
                room = self.width - len(sign) - len(rest)
                if self.separator:
                    room = 3 * room // 4 + 1
                whole = whole.zfill(room)
            whole = self._separate(whole)
        body = whole + rest
        align = self.align or ">"
        padding = self.fill * (self.width - len(sign) - len(body))
        if align == ">":
            return padding + sign + body
        if align == "<":
            return sign + body + padding
        if align == "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body

    def _separate(self, digits):
        if not self.separator:
            return digits
        first = (len(digits) - 1) % 3 + 1
        return self.separator.join([digits[:first]] + [digits[i:i + 3] for i in range(first, len(digits), 3)])

    def _ratio(self, value):
        numerator, denominator = value.numerator, value.denominator
        digits = f"{abs(numerator):{self.separator}}"
        if denominator > 1 or self.alternate:
            digits += f"/{denominator:{self.separator}}"
        return numerator < 0, digits

    def _number(self, value):
        """Return the sign and the digits of the decimal forms."""
        precision = 6 if self.precision is None else self.precision
        kind = self.kind.lower()
        if kind in ("f", "%"):
            exponent = -precision
            if kind == "%":
                exponent -= 2
            negative, significand = _round_to_exponent(value, exponent, self.coerce_zero)
            scientific = False
            point = precision
        else:
            figures = max(precision, 1) if kind == "g" else precision + 1
            negative, significand, exponent = _round_to_figures(value, figures)
            scientific = kind == "e" or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        suffix = "%" if kind == "%" else ""
        if scientific:
            suffix = f"{'E' if self.kind.isupper() else 'e'}{exponent + point:+03d}"
        digits = f"{significand:0{point + 1}d}"
        whole, decimals = digits[:len(digits) - point], digits[len(digits) - point:]
        if kind == "g" and not self.alternate:
            decimals = decimals.rstrip("0")
        dot = "." if decimals or self.alternate else ""
        return negative, whole + dot + decimals + suffix


def _round_to_exponent(value, exponent, no_negative_zero=False):
    """Return sign and significand of the value rounded to a multiple of ten to the exponent, half to even."""
    n, d = value.numerator, value.denominator
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    quotient, rest = divmod(n + (d >> 1), d)
    if rest == 0 and d & 1 == 0:
        quotient &= -2
    negative = quotient < 0 if no_negative_zero else n < 0
    return negative, abs(quotient)


def _round_to_figures(value, figures):
    """Return sign, significand and exponent of the value rounded to so many figures."""
    n, d = value.numerator, value.denominator
    if n == 0:
        return False, 0, 1 - figures
    top, bottom = str(abs(n)), str(d)
    magnitude = len(top) - len(bottom) + (bottom <= top)
    exponent = magnitude - figures
    negative, significand = _round_to_exponent(value, exponent)
    if len(str(significand)) == figures + 1:
        significand //= 10
        exponent += 1
    return negative, significand, exponent
