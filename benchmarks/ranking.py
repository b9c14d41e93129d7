"""How often a measure finds the Latin spelling of a native token among 100 hard candidates.

    python benchmarks/ranking.py --data FOLDER

Tokens are those of the test split of ``benchmarks/table.py``: all with a Slavic family-name suffix, and others by hash,
3,000 together. The candidates are 99 Latin tokens of other native tokens: those nearest to the English romanization of the
native one. The true one must be first by score, then by alphabet. "All" weights the two groups by their share of the test
split.

``--pool file`` takes candidates from the whole file, ``--pool test`` from the test split only (a fifth of the tokens),
``--pool sample`` from 8,000 tokens by hash. The second table leaves out misaligned pairs. They are detected by plain
letters, not by the measures under test: similarity below .3 and different first letters.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein
from table import SLAVIC, Pair, is_test, read

from translit import romanize
from translit.table.letter_costs import likeness
from translit.table.words import similarity, word
from translit.text.fold import fold

CANDIDATES = 99
SAMPLE = 8000  # tokens of the sample pool
BATCH = 100
Question = tuple[str, str, list[str]]  # the true Latin token, the native one, the other candidates
Scores = tuple[float, float, float, float]  # Jaro-Winkler, Levenshtein, similarity, channel
Measure = Callable[[Scores], float]


def blend(down: float, up: float) -> Measure:
    """Return similarity blended with likeness, which is weighted ``down`` if it is lower, ``up`` if higher."""
    return lambda s: s[2] + (s[3] - s[2]) * (down if s[3] < s[2] else up)


def table_first(price: float) -> Measure:
    """Return the similarity, reduced a little by likeness, if the table has the spelling; else a blend."""
    return lambda s: s[2] - price * (1 - s[3]) if s[2] >= 0.98 else min(blend(0.2, 0.7)(s), 0.98)


MEASURES: dict[str, Measure] = {
    "Jaro-Winkler": lambda s: s[0],
    "Levenshtein": lambda s: s[1],
    "similarity": lambda s: s[2],
    "channel": lambda s: s[3],
    "the higher one": lambda s: max(s[2], s[3]) + 0.001 * s[3],
    "similarity, then channel": lambda s: s[2] + 0.001 * s[3],
    "table first, 0.02": table_first(0.02),
    "table first, 0.05": table_first(0.05),
    "table first, 0.10": table_first(0.10),
} | {
    f"down {down:.1f} up {up:.1f}": blend(down, up)
    for down, up in [(0.1, 0.7), (0.2, 0.5), (0.2, 0.7), (0.2, 0.9), (0.3, 0.7), (0.3, 0.3), (0.5, 0.5)]
}


def by_hash(pair: Pair) -> str:
    """Return a sort key for a fixed pseudo-random order."""
    return hashlib.sha256("\t".join(pair).encode()).hexdigest()


def written(native: str) -> str:
    return romanize(native, lang="ru", convention="en").lower()


def is_aligned(latin: str, native: str) -> bool:
    english = fold(written(native))
    return Levenshtein.normalized_similarity(english, fold(latin)) >= 0.3 or english[:1] == fold(latin)[:1]


def questions(pairs: list[Pair], pool: list[Pair]) -> Iterator[Question]:
    """Return every pair with its hard candidates."""
    native_of = dict(pool)
    tokens = sorted(native_of)
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        near = process.cdist([written(native) for _, native in batch], tokens, scorer=fuzz.ratio, dtype=np.float32)
        for (latin, native), row in zip(batch, near, strict=True):
            best = np.argsort(-row, kind="stable")[: 20 * CANDIDATES]  # ties by alphabet
            others = [tokens[i] for i in best if native_of[tokens[i]] != native]
            yield latin, native, others[:CANDIDATES]


def scores(latin: str, native: str) -> Scores:
    english = written(native)
    return (
        JaroWinkler.similarity(english, latin),
        Levenshtein.normalized_similarity(english, latin),
        similarity(word(latin), word(native, "ru")),
        likeness(native, latin, "ru"),
    )


def firsts(question: Question) -> list[bool]:
    """Return for every measure True if the true token comes first."""
    latin, native, others = question
    true, rest = scores(latin, native), [(scores(other, native), other) for other in others]
    return [(-f(true), latin) < min((-f(s), other) for s, other in rest) for f in MEASURES.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens_russian_train.tsv.gz")
    parser.add_argument("--pairs", type=int, default=3000)
    parser.add_argument("--pool", choices=["file", "test", "sample"], default="file")
    parser.add_argument("--misses", default="", help="print the Slavic pairs that this measure misses, with the winner")
    arguments = parser.parse_args()
    start = time.process_time()
    everything = read(arguments.data / "tokens_russian_train.tsv.gz")
    test = sorted((p for p in everything if is_test(p[1])), key=by_hash)
    slavic = [p for p in test if SLAVIC.search(p[1])]
    share = len(slavic) / len(test)
    other = [p for p in test if not SLAVIC.search(p[1])][: max(0, arguments.pairs - len(slavic))]
    hits: dict[bool, list[tuple[bool, list[bool]]]] = {True: [], False: []}  # by group: aligned?, first by each measure
    pools = {"file": everything, "test": test, "sample": sorted(everything, key=by_hash)[:SAMPLE]}
    for question in questions(slavic[: arguments.pairs] + other, pools[arguments.pool]):
        latin, native, others = question
        first = firsts(question)
        hits[bool(SLAVIC.search(native))].append((is_aligned(latin, native), first))
        if arguments.misses and SLAVIC.search(native) and not first[list(MEASURES).index(arguments.misses)]:
            measure = MEASURES[arguments.misses]
            winner = min(others, key=lambda x: (-measure(scores(x, native)), x))
            values = [f"{v:.3f}" for x in (latin, winner) for v in (measure(scores(x, native)), *scores(x, native)[2:])]
            print(native, latin, winner, *values, "" if is_aligned(latin, native) else "misaligned", sep="\t")
    print(
        f"pool {arguments.pool}: {len(hits[True]):,} Slavic pairs, {len(hits[False]):,} others (Slavic share {share:.3f})"
    )
    for only_aligned in (False, True):
        kept = {group: [f for aligned, f in rows if aligned or not only_aligned] for group, rows in hits.items()}
        print(f"{'aligned only' if only_aligned else 'every pair':<26} {'Slavic':>7} {'all':>7}")
        for i, name in enumerate(MEASURES):
            top = {group: sum(f[i] for f in rows) / len(rows) for group, rows in kept.items()}
            print(f"{name:<26} {top[True]:>7.3f} {share * top[True] + (1 - share) * top[False]:>7.3f}")
        print(f"{'pairs':<26} {len(kept[True]):>7,} {len(kept[True]) + len(kept[False]):>7,}")
    print(f"{time.process_time() - start:.0f} s")


if __name__ == "__main__":
    main()
