"""The noise and the first steps again, with NumPy and no code of this project.

    pip install numpy
    python3 docs/oracle.py java -jar verification/target/verification.jar

The arguments start the verification, whose output is compared with what is computed here from the
documentation: Random123's Threefry4x32, Jenkins' small generator, the addresses that NoiseStream's
and ShortStreams' Javadoc states, Box and Muller's transform with double precision's log, sqrt and
sin, and the three rules in double precision. Prints a line for each comparison; exits with 1 if one fails.
"""

import json
import subprocess
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

import numpy as np

COUNT = 2**16
SEED = 0x0123456789ABCDEF

Stream = namedtuple("Stream", "law generator seed tensor", defaults=["threefry-20", SEED, 0])
TAGS = {"gaussian": 0x47415553, "rademacher": 0x52414445}
TILES = {"gaussian": 64, "rademacher": 2048}
ROUNDS = {"threefry-20": 20, "short-streams": 13}
SHORT_STREAMS_TAG = 0x4A534632
STREAM_TILES = 8  # Tiles of four words a lane, which share their streams.

PARITY = 0x1BD11BDA
ROTATIONS = [(10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20)]

# The noise is float32 all through, so it is not the double's to the last bit. The most in 2^16
# values is 3.69 ulp with short streams and 3.60 with Threefry; what Gaussian's Javadoc states for
# the radius, 2.03 ulp, and then for each of the pair, 3.81, would allow 7.87.
MOST_ULP = 4.0

# The valley has D = |u_0|^2 = 1024, d = 32, alpha = 1/4, and sigma^2 = D/256.
D = 1024.0
DIMENSION = 32
ALPHA = 0.25
SIGMA = 2.0
STEPS = 40
CHAINS = 130  # Two blocks of 64 and a part of a third.

# The library steps in float32, a few roundings a step; the most is 3.1e-6, under PGD.
MOST_APART = 1e-5


def uint32(numbers):
    low = np.atleast_1d(np.asarray(numbers, dtype=np.uint64)) & np.uint64(0xFFFFFFFF)
    return low.astype(np.uint32)


def rotated(word, bits):
    return word << np.uint32(bits) | word >> np.uint32(32 - bits)


def threefry(rounds, counter, key):
    keys = key + [uint32(PARITY) ^ key[0] ^ key[1] ^ key[2] ^ key[3]]
    x = [counter[i] + keys[i] for i in range(4)]
    for r in range(rounds):
        mixes = [(0, 1), (2, 3)] if r % 2 == 0 else [(0, 3), (2, 1)]
        for (a, b), bits in zip(mixes, ROTATIONS[r % 8]):
            x[a] = x[a] + x[b]
            x[b] = rotated(x[b], bits) ^ x[a]
        if r % 4 == 3:
            x = [x[i] + keys[(r // 4 + 1 + i) % 5] for i in range(4)]
            x[3] = x[3] + np.uint32(r // 4 + 1)
    return x


def small_generator(state, count):
    a, b, c, d = state
    words = []
    for _ in range(count):
        e = a - rotated(b, 27)
        a, b, c = b ^ rotated(c, 17), c + d, d + e
        d = e + a
        words.append(d)
    return words


def words_of(stream, step, block):
    """Words 0 to 3 of blocks; steps, blocks and the stream's tensor are numbers or arrays."""
    step, block, tensor = np.broadcast_arrays(step, block, stream.tensor)
    short = stream.generator == "short-streams"
    tile, lane = block >> 4, block & 15
    number = 16 * (tile // STREAM_TILES) + lane if short else block
    counter = [uint32(number), uint32(number >> 32), uint32(step), uint32(step >> 32)]
    tag = TAGS[stream.law] ^ (SHORT_STREAMS_TAG if short else 0)
    key = [uint32(stream.seed), uint32(stream.seed >> 32), uint32(tensor), uint32(tag)]
    words = threefry(ROUNDS[stream.generator], counter, key)
    if not short:
        return words
    words = small_generator(words, 4 * STREAM_TILES)
    return [np.choose(tile % STREAM_TILES, words[q::4]) for q in range(4)]


def word_of(stream, step, element):
    """What `words` writes for an element: tiles of 64 under either law."""
    words = words_of(stream, step, 16 * (element >> 6) + (element & 15))
    return np.choose(element >> 4 & 3, words)


def noise(stream, step, element):
    tile, lane, word = element // TILES[stream.law], element & 15, element >> 4 & 3
    words = words_of(stream, step, 16 * tile + lane)
    if stream.law == "rademacher":
        bit = np.choose(word, words) >> uint32(element >> 6 & 31) & np.uint32(1)
        return 1.0 - 2.0 * bit
    radius_word = np.choose(word & ~1, words)
    angle_word = np.choose(word | 1, words)
    a = (radius_word | np.uint32(1)).view(np.int32).astype(np.float32).astype(float) / 2**31
    t = (angle_word | np.uint32(1)).view(np.int32).astype(np.float32).astype(float) / 2**31
    radius = np.copysign(np.sqrt(-2 * np.log(np.abs(a))), a)
    sine = np.sin(np.pi * t / 2)
    cosine = np.sin(np.pi * (1 - np.abs(t)) / 2)  # 1 - |t| is exact.
    return radius * np.where(word % 2 == 0, cosine, sine)


def in_order(order):
    """Steps, tensors and elements in one of the orders of `words`."""
    i = np.arange(COUNT)
    if order == "kernel":
        return 0, 0, i
    turn, rest = i // (256 * 64), i % (256 * 64)
    number, element = 256 * turn + rest % 256, rest // 256
    return (number, 0, element) if order == "steps" else (0, number, element)


def descent(rule, stream):
    """Paths of (v, |u|^2) at the clean iterate, a row for each step."""
    eta = ALPHA / (2 * D)
    coordinate, chain = np.arange(DIMENSION + 1)[:, None], np.arange(CHAINS)
    element = (chain // 64 * (DIMENSION + 1) + coordinate) * 64 + chain % 64
    w = np.full(element.shape, np.sqrt(D / DIMENSION))
    w[-1] = 0
    xi = np.zeros(element.shape)
    path = []
    for n in range(STEPS):
        u, v = w[:-1], w[-1]
        g = np.vstack([v**2 * u, (u**2).sum(axis=0) * v])
        last, xi = xi, noise(stream, n, element.ravel()).reshape(element.shape)
        added = {"gd": 0 * xi, "pgd": xi, "anti-pgd": xi - last}[rule]
        w = w - eta * g + SIGMA * added
        z = w if rule == "gd" else w - SIGMA * xi
        path.append((z[-1], (z[:-1] ** 2).sum(axis=0)))
    return np.array(path)


class Comparisons:
    def __init__(self, command):
        self.command = command
        self.failed = False

    def run(self, *arguments):
        done = subprocess.run([*self.command, *arguments], capture_output=True)
        if done.returncode:
            sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
        return done.stdout

    def words(self, law, generator, order, *options):
        options = [*options, "--law", law, "--generator", generator, "--order", order]
        kind = "<f4" if "--values" in options else "<u4"
        written = self.run("words", *options, "--seed", str(SEED), "--count", str(COUNT))
        return np.frombuffer(written, kind)

    def report(self, what, apart, allowed, unit):
        passed = bool(apart <= allowed)  # False for NaN.
        self.failed |= not passed
        verdict = "pass" if passed else "FAIL"
        print(f"{verdict}  {what}: {apart:.3g} {unit}, at most {allowed:.3g} allowed", flush=True)

    def random_words(self, law, generator, order):
        step, tensor, element = in_order(order)
        ours = word_of(Stream(law, generator, SEED, tensor), step, element)
        theirs = self.words(law, generator, order)
        what = f"words, {law}, {generator}, order {order}, {len(theirs)} of them"
        differ = np.count_nonzero(theirs != ours) if len(theirs) == COUNT else COUNT
        self.report(what, differ, 0, "differ")

    def values(self, law, generator):
        exact = noise(Stream(law, generator), 0, np.arange(COUNT))
        theirs = self.words(law, generator, "kernel", "--values")
        what = f"values, {law}, {generator}, {len(theirs)} of them"
        if law == "rademacher":
            self.report(what, np.count_nonzero(theirs != exact), 0, "differ")
        else:
            ulp = np.abs(theirs - exact) / np.spacing(np.abs(exact).astype(np.float32))
            self.report(what, ulp.max(), MOST_ULP, "ulp apart")

    def valley(self, rule, law):
        ours = descent(rule, Stream(law))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "valley.json")
            setting = f"--d {DIMENSION} --norm2 {D} --sigma2 {SIGMA**2} --eta {ALPHA / (2 * D)}"
            size = f"--steps {STEPS} --chains {CHAINS} --paths {CHAINS} --seed {SEED}"
            stops = ",".join(str(n + 1) for n in range(STEPS))
            options = f"--rule {rule} --law {law} {setting} {size} --checkpoints {stops}"
            self.run("valley", *options.split(), "--json", str(file))
            paths = json.loads(file.read_text())["paths"]
        theirs = np.array([(path["v"], path["norm2"]) for path in paths]).transpose(2, 1, 0)
        apart = np.abs(theirs - ours).max(axis=(0, 2)) / [SIGMA, D]
        what = f"valley, {rule}, {law}, {STEPS} steps of {len(paths)} chains"
        self.report(what, apart.max(), MOST_APART, "apart, in units of sigma and |u_0|^2")


def main(command):
    comparisons = Comparisons(command)
    for law in TAGS:
        for generator in ROUNDS:
            comparisons.random_words(law, generator, "kernel")
            comparisons.values(law, generator)
    comparisons.random_words("gaussian", "threefry-20", "steps")
    comparisons.random_words("gaussian", "short-streams", "tensors")
    comparisons.valley("gd", "rademacher")
    for rule in ("pgd", "anti-pgd"):
        for law in TAGS:
            comparisons.valley(rule, law)
    return 1 if comparisons.failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
