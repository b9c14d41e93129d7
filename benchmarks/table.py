"""Recall and collisions of phonetic keys on name tokens that Wikidata pairs: ``make bench-table DATA=folder``.

The data (``tokens_russian_train.tsv.gz``: a Latin spelling, a Russian one, a count; CC0) is not part of the project. A fifth
of the native tokens, chosen by hash, is the test split; costs are learned from the rest only.

Rows: strict keys; all keys, including those with a penalty. Columns:
  Slavic, all    share of pairs whose Latin and native token share a key; "Slavic" has a Slavic family-name suffix
  variants       share of pairs of Latin spellings of one Slavic token that share a key; spellings far from the native token
                 (more than one edit between all keys) are misaligned labels and left out
  +1             the same with one edit between keys allowed
  false          number of tokens of other native tokens that share a key with a token, among 50,000 distinct Latin tokens
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from translit.table.phonetics import _syllable, apply_rules, key_penalties

SLAVIC = re.compile(r"(ов|ев|ёв|ова|ева|ёва|ский|ская|цкий|цкая|енко|чук|ович|евич)$")
SAMPLE = 50_000
Pair = tuple[str, str]
Keys = Callable[..., frozenset[str]]


def read(path: Path) -> list[Pair]:
    """(Latin, native) pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        next(handle)
        return [(row[0], row[1]) for row in (line.rstrip("\n").split("\t") for line in handle)]


def is_test(native: str) -> bool:
    """Return True for a fifth of the native tokens, by hash."""
    return int(hashlib.sha256(native.encode()).hexdigest(), 16) % 5 == 0


def near(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return True if two of the keys are at most one edit apart."""
    return any(_one_edit(x, y) for x in a for y in b)


def _one_edit(x: str, y: str) -> bool:
    if x == y:
        return True
    if abs(len(x) - len(y)) > 1:
        return False
    start = 0
    while start < min(len(x), len(y)) and x[start] == y[start]:
        start += 1
    rest_x, rest_y = x[start:], y[start:]
    return rest_x[1:] == rest_y[1:] or rest_x[1:] == rest_y or rest_x == rest_y[1:]


def strict_keys(word: str, lang: str | None = None) -> frozenset[str]:
    return frozenset(key for key, penalty in key_penalties(word, lang).items() if not penalty)


def all_keys(word: str, lang: str | None = None) -> frozenset[str]:
    return frozenset(key_penalties(word, lang))


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def variant_pairs(pairs: list[Pair]) -> list[Pair]:
    """Return pairs of Latin spellings of one native token."""
    groups: dict[str, list[str]] = defaultdict(list)
    for latin, native in pairs:
        groups[native].append(latin)
    return [pair for spellings in groups.values() for pair in itertools.combinations(sorted(spellings), 2)]


def false_partners(keys: Keys, everything: list[Pair]) -> float:
    """Return the mean number of tokens of other names that share a key, among 50,000 distinct Latin tokens."""
    native_of = dict(random.Random(7).sample(sorted(everything), min(SAMPLE, len(everything))))  # noqa: S311
    met: dict[str, list[str]] = defaultdict(list)
    for latin in native_of:
        for key in keys(latin):
            met[key].append(latin)
    count = 0
    for latin, native in native_of.items():
        others = {other for key in keys(latin) for other in met[key]}
        count += sum(1 for other in others if other != latin and native_of[other] != native)
    return count / len(native_of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens_russian_train.tsv.gz")
    parser.add_argument("--misses", type=int, default=0, help="print that many pairs that no strict key joins")
    arguments = parser.parse_args()
    everything = read(arguments.data / "tokens_russian_train.tsv.gz")
    test = [pair for pair in everything if is_test(pair[1])]
    slavic = [pair for pair in test if SLAVIC.search(pair[1])]
    variants = variant_pairs([p for p in slavic if near(all_keys(p[0]), all_keys(p[1], "ru"))])
    print(f"{len(test):,} test pairs, {len(slavic):,} Slavic, {len(variants):,} pairs of Latin variants")
    print(f"{'keys':>6} {'Slavic':>7} {'+1':>6} {'all':>7} {'+1':>6} {'variants':>9} {'+1':>6} {'false':>7}")
    for name, keys in (("strict", strict_keys), ("all", all_keys)):
        cells = []
        for pairs, lang in ((slavic, "ru"), (test, "ru"), (variants, None)):
            sets = [(keys(a), keys(b, lang)) for a, b in pairs]
            cells += [share([bool(x & y) for x, y in sets]), share([near(x, y) for x, y in sets])]
        false = false_partners(keys, everything)
        print("{:>6} {:>7.3f} {:>6.3f} {:>7.3f} {:>6.3f} {:>9.3f} {:>6.3f} {:>7.2f}".format(name, *cells, false))
    start = time.process_time()
    tokens = [latin for latin, _ in everything[:20_000]]
    for cached in (apply_rules, key_penalties, _syllable):
        cached.cache_clear()
    for token in tokens:
        key_penalties(token)
    print(f"{len(tokens) / (time.process_time() - start):,.0f} distinct tokens/s (all keys, cold)")
    if arguments.misses:
        missed = [p for p in slavic if not strict_keys(p[0]) & strict_keys(p[1], "ru")]
        for latin, native in random.Random(1).sample(missed, min(arguments.misses, len(missed))):  # noqa: S311
            print(f"{latin:<24} {native:<24} {sorted(strict_keys(latin))} {sorted(strict_keys(native, 'ru'))}")


if __name__ == "__main__":
    main()
