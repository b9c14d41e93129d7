"""Learn letter costs: the probability of Latin letters for native ones, from pairs of spellings.

    python learn/letter_costs.py --data FOLDER --out data/table

The data (``tokens_russian_train.tsv.gz``, ``tokens_arabic_train.tsv.gz``: a Latin spelling, a native one, a count; Wikidata
labels, CC0) is not part of the project; what is learned from it is. A fifth of the native tokens, chosen by hash, is the
test split of ``benchmarks/`` and is never read here.

A native word between its edges (``^петров$``) is cut into units of one or two letters, each written by none to four Latin
letters; expectation-maximization over all such alignments (many-to-many alignment, Jiampojamarn, Kondrak and Sherif 2007)
finds P(Latin unit | native unit). A unit of two letters costs ``PAIR`` bits besides, or all units would be pairs. Pairs of
words whose alignment is implausibly dear count as misaligned and are dropped once; then units that are rare, or no cheaper
than the letters they consist of, are dropped.

The most frequent correspondences that no convention of the language's matrix writes are printed for a human to judge.

Every step is a sum in a fixed order: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translit.table.letter_costs import PAIR, latin_letters, native_letters
from translit.table.tables import tables
from translit.text.fold import fold, script_of

LANGUAGES = {
    "ru": ("tokens_russian_train.tsv.gz", "Wikidata labels, English-Russian name tokens"),
    "ar": ("tokens_arabic_train.tsv.gz", "Wikidata labels, English-Arabic name tokens"),
}
LONGEST = 4  # Latin letters of a unit: German tsch, French tch and dj, but not schtsch, which is two
BAND = 3.5  # how far, in Latin letters, an alignment may leave the diagonal
SEEN = 6  # native pairs and Latin strings in fewer words are not tried
LETTER = 40  # Latin letters with diacritics in fewer words are folded
CHUNK = 2048  # pairs of words that are computed at once
LEAST = 2.0  # the expected count of a unit that is kept: that of two words
GAIN = 0.3  # bits that a pair of native letters must save
OUTLIER = 4.0  # words are misaligned if they cost so many times the usual spread more bits per letter than the median
Units = dict[tuple[str, str], float]
Pair = tuple[str, str, float]  # a native word between its edges, a Latin one, a weight


@dataclass(frozen=True)
class Batch:
    """Pairs of words with the same lengths: indexes of their units, and weights."""

    natives: tuple[NDArray[np.int64], NDArray[np.int64]]  # of one letter, of two; -1 is untried
    latins: tuple[NDArray[np.int64], ...]  # of none to four letters
    weight: NDArray[np.float64]

    def arcs(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield start and end in the native word, start and end in the Latin one, of every unit that may be used."""
        n, m = self.natives[0].shape[1], self.latins[0].shape[1] - 1
        inside = [[abs(j - i * m / n) <= BAND for j in range(m + 1)] for i in range(n + 1)]
        for i in range(n):
            for j in range(m + 1):
                if inside[i][j]:
                    for di in (1, 2):
                        for dj in range(di - 1, LONGEST + 1):
                            if i + di <= n and j + dj <= m and inside[i + di][j + dj]:
                                yield i, i + di, j, j + dj


class CostModel:
    """The probabilities of all units that are tried, as one dense table, and the EM steps that improve them."""

    def __init__(self, pairs: list[Pair]) -> None:
        bigrams = Counter(w[i : i + 2] for w, _, _ in pairs for i in range(len(w) - 1))
        grams = Counter(w[i : i + k] for _, w, _ in pairs for k in (2, 3, 4) for i in range(len(w) - k + 1))
        natives = sorted({c for w, _, _ in pairs for c in w}) + sorted(k for k, v in bigrams.items() if v >= SEEN)
        latins = ["", *sorted({c for _, w, _ in pairs for c in w}), *sorted(k for k, v in grams.items() if v >= SEEN)]
        self.natives, self.latins = natives, latins
        self._native = {k: i for i, k in enumerate(natives)}
        self._latin = {k: i for i, k in enumerate(latins)}
        self._prior = np.array([[2.0**-PAIR if len(k) == 2 else 1.0] for k in natives] + [[0.0]])
        start = [0.2 ** abs(len(k) - 1) / 30.0 ** len(k) for k in latins]
        self.table = np.zeros((len(natives) + 1, len(latins) + 1))  # the last row and column are for what is untried
        self.table[[len(k) == 1 for k in natives] + [False], :-1] = start
        self.batches = [self._batch(group) for group in _shapes(pairs)]
        self.counts = np.zeros_like(self.table)

    def _batch(self, group: list[Pair]) -> Batch:
        native = tuple(
            np.array([[self._native.get(w[i : i + k], -1) for i in range(len(w) - k + 1)] for w, _, _ in group])
            for k in (1, 2)
        )
        latin = tuple(
            np.array([[self._latin.get(w[j : j + k], -1) for j in range(len(w) - k + 1)] for _, w, _ in group])
            for k in range(LONGEST + 1)
        )
        return Batch((native[0], native[1]), latin, np.array([weight for _, _, weight in group]))

    def step(self, rounds: int) -> None:
        """Run rounds of expectation and maximization."""
        for _ in range(rounds):
            self.counts = np.zeros_like(self.table)
            for batch in self.batches:
                self._expect(batch)
            self._maximize()

    def pair_up(self) -> None:
        """Initialize the probabilities of pairs of native letters from those of their letters."""
        none = len(self.latins)
        cuts = []
        for k in range(LONGEST + 1):
            ends = [(self._latin.get(w[:k], none), self._latin.get(w[k:], none)) for w in self.latins]
            fits = [0 < len(w) >= k for w in self.latins]
            cuts.append((*np.array(ends).T, np.array(fits)))
        for row, native in enumerate(self.natives):
            if len(native) == 2:
                a, b = (self.table[self._native[letter]] for letter in native)
                self.table[row, :-1] = sum(a[left] * b[right] * fits for left, right, fits in cuts) * 2.0**-PAIR

    def _maximize(self) -> None:
        sums = self.counts.sum(axis=1, keepdims=True)
        self.table = np.divide(self.counts * self._prior, sums, out=np.zeros_like(self.counts), where=sums > 0)

    def _forward(self, batch: Batch) -> tuple[NDArray[np.float64], list[tuple[int, ...]], list[NDArray[np.int64]]]:
        n, m = batch.natives[0].shape[1], batch.latins[0].shape[1] - 1
        alpha = np.zeros((n + 1, m + 1, len(batch.weight)))
        alpha[0, 0] = 1.0
        flat, width = self.table.ravel(), self.table.shape[1]
        arcs, units = [], []
        for i, k, j, h in batch.arcs():
            native, latin = batch.natives[k - i - 1][:, i], batch.latins[h - j][:, j]
            unit = (native % self.table.shape[0]) * width + latin % width
            arcs.append((i, k, j, h))
            units.append(unit)
            alpha[k, h] += alpha[i, j] * flat[unit]
        return alpha, arcs, units

    def _expect(self, batch: Batch) -> None:
        alpha, arcs, units = self._forward(batch)
        total = alpha[-1, -1]
        beta = np.zeros_like(alpha)
        beta[-1, -1] = np.divide(batch.weight, total, out=np.zeros_like(total), where=total > 0)
        flat, counts = self.table.ravel(), self.counts.ravel()
        for (i, k, j, h), unit in zip(reversed(arcs), reversed(units), strict=True):
            ahead = flat[unit] * beta[k, h]
            beta[i, j] += ahead
            np.add.at(counts, unit, ahead * alpha[i, j])

    def bits(self) -> list[NDArray[np.float64]]:
        """Return the bits of each pair of words per native letter, batch by batch; infinite without an alignment."""
        out = []
        for batch in self.batches:
            total = self._forward(batch)[0][-1, -1]
            cost = -np.log2(total, out=np.full_like(total, -np.inf), where=total > 0)
            out.append(cost / (batch.natives[0].shape[1] - 1))
        return out

    def drop_misaligned(self) -> int:
        """Set the weight of implausibly dear pairs of words to 0, and return how many are left."""
        bits = self.bits()
        every = np.sort(np.concatenate(bits))
        low, median = every[len(every) // 4], every[len(every) // 2]
        limit = median + OUTLIER * (median - low) / 0.6745  # the quartiles of a normal distribution are at 0.6745 sigma
        for batch, cost in zip(self.batches, bits, strict=True):
            batch.weight[cost > limit] = 0.0
        return int((every <= limit).sum())

    def prune(self, least: float) -> None:
        """Drop the units whose expected count is below ``least``."""
        self.counts[self.counts < least] = 0.0
        self._maximize()

    def units(self) -> tuple[Units, Units]:
        """Return -log2 P(Latin | native) of all units left, and their expected counts."""
        bits, counts = {}, {}
        sums = self.counts.sum(axis=1)
        for i, j in np.argwhere(self.counts > 1e-3):
            unit = (self.natives[i], self.latins[j])
            counts[unit] = float(self.counts[i, j])
            bits[unit] = max(0.0, -math.log2(counts[unit] / sums[i]))
        return bits, counts


def _shapes(pairs: list[Pair]) -> Iterator[list[Pair]]:
    shapes = defaultdict(list)
    for pair in pairs:
        shapes[len(pair[0]), len(pair[1])].append(pair)
    for _, group in sorted(shapes.items()):
        for start in range(0, len(group), CHUNK):
            yield group[start : start + CHUNK]


def is_test(native: str) -> bool:
    """Return True for the test split of ``benchmarks/table.py``: a fifth of the native tokens by hash."""
    return int(hashlib.sha256(native.encode()).hexdigest(), 16) % 5 == 0


def read(path: Path) -> list[Pair]:
    """Return native words between edges, Latin ones, weights; without the test split and what is no word.

    The press drops diacritics, and Russian its two dots: such words are learned in both forms, for half the weight each.
    """
    counts: dict[tuple[str, str], int] = defaultdict(int)
    letters: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        next(handle)
        for line in handle:
            latin, native, count = line.rstrip("\n").split("\t")
            if not is_test(native):
                counts[native_letters(native), latin_letters(latin)] += int(count)
                letters.update(latin_letters(latin))
    known = frozenset(letter for letter, number in letters.items() if number >= LETTER)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for (native, latin), count in sorted(counts.items()):
        kept = latin_letters(latin, known)
        lengths = 0 < len(native) <= 20 and 0.3 <= len(kept) / len(native) <= 4.0
        if lengths and native.isalpha() and kept.isalpha() and script_of(kept) == "Latin":
            for a, b in product((native, fold(native) if "ё" in native else native), (kept, fold(kept))):
                weights[a, b] += (1.0 + math.log2(count)) / 4
    return [(f"^{native}$", latin, weight) for (native, latin), weight in sorted(weights.items())]


def learn(pairs: list[Pair]) -> tuple[Units, Units, int]:
    """Return bits and expected counts of all units that are kept, and how many pairs of words were well aligned."""
    model = CostModel(pairs)
    model.step(4)
    used = model.drop_misaligned()
    model.step(2)
    model.pair_up()
    model.step(4)
    model.prune(LEAST / 2)
    model.step(2)
    bits, counts = model.units()
    kept = {unit: cost for unit, cost in bits.items() if counts[unit] >= LEAST}
    return drop_composed(kept), counts, used


def drop_composed(bits: Units) -> Units:
    """Return units without the pairs of native letters that are hardly cheaper than the letters they consist of."""
    out = {}
    for (native, latin), cost in bits.items():
        parts = min(
            (
                bits.get((native[0], latin[:k]), math.inf) + bits.get((native[1], latin[k:]), math.inf)
                for k in range(len(latin) + 1)
                if len(native) == 2
            ),
            default=math.inf,
        )
        if parts - cost - PAIR >= GAIN:
            out[native, latin] = cost
    return out


def unwritten(lang: str, counts: Units) -> list[tuple[str, str, float]]:
    """Return the correspondences that no convention of the matrix writes, most frequent first; edges do not count."""
    language = tables().languages.get(lang)
    if language is None:
        return []
    cells: dict[str, set[str]] = defaultdict(set)
    for rows in language.rows.values():
        for row in rows:
            cells[row.letters] |= {
                fold(c) for c, column in zip(row.cells, language.columns, strict=True) if column != "key"
            }
    found: dict[tuple[str, str], float] = defaultdict(float)
    for (native, latin), count in counts.items():
        letters = native.strip("^$")
        if not _written(letters, fold(latin), cells):
            found[_core(letters, fold(latin), cells)] += count
    return sorted(((a, b, n) for (a, b), n in found.items()), key=lambda x: (-x[2], x[0], x[1]))


def _written(native: str, latin: str, cells: dict[str, set[str]]) -> bool:
    if not native:
        return not latin
    return any(
        native.startswith(letters)
        and latin.startswith(cell)
        and _written(native[len(letters) :], latin[len(cell) :], cells)
        for letters, written in cells.items()
        for cell in written
    )


def _core(native: str, latin: str, cells: dict[str, set[str]]) -> tuple[str, str]:
    """Return the rest of a correspondence of two letters when one of them is written as the matrix says."""
    if len(native) == 2:
        a, b = native
        for cell in sorted(cells[b] - {""}, key=lambda c: (-len(c), c)):
            if latin.endswith(cell):
                return a, latin.removesuffix(cell)
        for cell in sorted(cells[a] - {""}, key=lambda c: (-len(c), c)):
            if latin.startswith(cell):
                return b, latin.removeprefix(cell)
    return native, latin


def example(native: str, latin: str, pairs: list[Pair]) -> str:
    """Return the pair of words of the greatest weight with this correspondence at about the same place."""

    def shows(pair: Pair) -> bool:
        i, j = pair[0].find(native, 1), pair[1].find(latin)
        return min(i, j) >= 0 and abs((i - 1) / (len(pair[0]) - 2) - j / len(pair[1])) < 0.12

    best = max(filter(shows, pairs), key=lambda p: p[2], default=None)
    return f"{best[0][1:-1]} {best[1]}" if best else ""


def main() -> None:
    """Write ``letter_costs_*.tsv`` and ``letter_costs.yaml``; print what the matrices lack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens_*_train.tsv.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to: data/table")
    parser.add_argument("--show", type=int, default=60, help="how many correspondences without a row to print")
    arguments = parser.parse_args()
    origin = ["# Where the letter costs come from; learn/letter_costs.py writes this file and the tables."]
    for lang, (name, source) in LANGUAGES.items():
        path = arguments.data / name
        pairs = read(path)
        bits, counts, used = learn(pairs)
        rows = sorted((native, latin or "-", f"{cost:.2f}") for (native, latin), cost in bits.items())
        lines = ["\t".join(row) for row in [("native", "latin", "bits"), *rows]]
        table = arguments.out / f"letter_costs_{lang}.tsv"
        table.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        fields = {"source": source, "licence": "CC0", "file": name, "sha256": digest, "pairs": used}
        origin += [f"{lang}:", *(f"  {key}: {value}" for key, value in fields.items())]
        sys.stdout.write(f"{lang}: {len(pairs):,} pairs, {used:,} well aligned, {len(rows):,} units\n")
        for native, latin, count in unwritten(lang, counts)[: arguments.show]:
            sys.stdout.write(f"  {native or '(edge)'}\t{latin or '-'}\t{count:,.0f}\t{example(native, latin, pairs)}\n")
    (arguments.out / "letter_costs.yaml").write_text("\n".join(origin) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
