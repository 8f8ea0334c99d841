"""Where the polynomials of antipgd.noise.Gaussian come from. Prints its constants and their errors.

    pip install mpmath==1.3.0
    python3 docs/polynomials.py        # about half a minute

Minimax polynomials by Remez exchange in 50 digits. Then the coefficients are rounded to float one
at a time, lowest first, and after each the rest is fitted anew, so that they make up for what the
rounding took. Errors printed are those of the polynomials, evaluated exactly.
"""

import struct

from mpmath import cos, log, lu_solve, matrix, mp, mpf, pi, sin, sqrt

mp.dps = 50

GRID = 4000
EXCHANGES = 25
LEVEL = mpf("1.0001")  # An error this close to the levelled one is minimal.


def to_float(x):
    return mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def polynomial(coefficients, x):
    return sum(c * x**power for power, c in coefficients.items())


def minimax(f, weight, lo, hi, powers):
    """The coefficients of `powers` with the least largest |weight (p - f)| on [lo, hi]."""
    size = len(powers) + 1
    grid = [lo + (hi - lo) * (1 - cos(pi * i / mpf(GRID))) / 2 for i in range(GRID + 1)]
    nodes = [cos(pi * (i + mpf(1) / 2) / size) for i in range(size)]
    reference = [(lo + hi) / 2 - (hi - lo) / 2 * node for node in nodes]
    for _ in range(EXCHANGES):
        # The polynomial whose weighted errors at the reference are equal with alternating signs.
        system, right = matrix(size, size), matrix(size, 1)
        for i, x in enumerate(reference):
            for j, power in enumerate(powers):
                system[i, j] = x**power
            system[i, size - 1] = (-1) ** i / weight(x)
            right[i] = f(x)
        solution = lu_solve(system, right)
        fitted = dict(zip(powers, solution))
        errors = [(polynomial(fitted, x) - f(x)) * weight(x) for x in grid]
        if max(map(abs, errors)) < LEVEL * abs(solution[size - 1]):
            break
        reference = [grid[i] for i in extrema(errors, size)]
    return fitted


def extrema(errors, count):
    """Where errors are largest between their changes of sign; the `count` best in a row."""
    runs = [[0]]
    for i in range(1, len(errors)):
        if (errors[i] > 0) == (errors[i - 1] > 0):
            runs[-1].append(i)
        else:
            runs.append([i])
    found = [max(run, key=lambda i: abs(errors[i])) for run in runs]
    while len(found) > count:
        found.pop(0 if abs(errors[found[0]]) < abs(errors[found[-1]]) else -1)
    return found


def fit(f, weight, lo, hi, degree, fixed):
    """Float coefficients from power 0 to `degree`, of which `fixed` are given."""
    coefficients = dict(fixed)
    for power in range(degree + 1):
        if power not in coefficients:
            rest = [p for p in range(degree + 1) if p not in coefficients]
            left = minimax(lambda x: f(x) - polynomial(coefficients, x), weight, lo, hi, rest)
            coefficients[power] = to_float(left[power])
    points = [lo + (hi - lo) * i / mpf(GRID) for i in range(GRID + 1)]
    worst = max(abs((polynomial(coefficients, x) - f(x)) * weight(x)) for x in points)
    return coefficients, worst


def java(name, value):
    if value == int(value):
        literal = f"{int(value)}f"
    else:
        mantissa, exponent = float(value).hex().split("p")
        literal = f"{mantissa[:-7]}p{int(exponent)}f"  # 6 of 13 hexadecimal digits hold a float.
    print(f"  public static final float {name} = {literal};")


def show(name, coefficients, worst):
    print(f"{name}: relative error 2^{float(log(worst, 2)):.2f}")
    for power, value in sorted(coefficients.items()):
        java(f"{name}{power}", value)


def logarithm():
    """N with -2 ln u = -2 k ln 2 + x N(x), u = 2^k (1 + x), 1 + x in [1/sqrt 2, sqrt 2)."""

    def n(x):
        return -2 * log(1 + x) / x if x else mpf(-2)

    def weight(x):
        """Relative error of the whole logarithm at the k where it is worst: 0, or -1 for x > 0."""
        if x <= 0:
            return -1 / n(x)
        return max(mpf("1e-3"), x / (2 * log(2) - 2 * log(1 + x)))  # Remez divides by the weight.

    return fit(n, weight, 1 / sqrt(mpf(2)) - 1, sqrt(mpf(2)) - 1, 8, {0: mpf(-2)})


def sine():
    """S with sin(pi t / 2) = t S(t^2), t in [-1, 1]."""

    def s(x):
        return sin(pi * sqrt(x) / 2) / sqrt(x) if x else pi / 2

    return fit(s, lambda x: 1 / s(x), mpf(0), mpf(1), 4, {})


def cosine():
    """C with cos(pi t / 2) = (1 - t) (1 + t) C(t^2), t in [-1, 1]."""

    def c(x):
        return cos(pi * sqrt(x) / 2) / (1 - x) if x != 1 else pi / 4

    return fit(c, lambda x: 1 / c(x), mpf(0), mpf(1), 4, {})


if __name__ == "__main__":
    java("LN", to_float(-2 * log(2)) / 2**23)
    show("N", *logarithm())
    show("S", *sine())
    show("C", *cosine())
