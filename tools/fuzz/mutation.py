"""Mutations of text or bytes: pieces are doubled, cut, moved, exchanged, and hostile ones are put in."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Given = TypeVar("Given", str, bytes)
_LONGEST = 4000  # characters of an input: enough for a fault that grows, few enough for a thousand cases a second
_MOST = 6  # mutations of one input
_REPEATS = (2, 3, 10, 60, 300, 1500)
_HOSTILE = (
    "\0", "\ud800", "\udfff", "\u200d", "\u202e", "\ufeff", "\u0301",
    "\u0301" * 40, "\U0001f469\u200d\U0001f469", "\uff26",
    "İ", "ß", "ﬁ", "々", "ʼ", "\u00ad", "\r", "\n", "\t", "\u2028", "\x1b[0m",
    "a" * 120, "Z" + "a" * 40, "0", "９", "ـ", "\u3000",
)  # fmt: skip


def mutated(random: Random, seeds: Sequence[Given], words: Sequence[Given]) -> Given:
    """Return one of the seeds after some mutations.

    >>> mutated(Random(7), ["Minsk"], ["!"]) == mutated(Random(7), ["Minsk"], ["!"])
    True
    """
    found = random.choice(seeds)
    for _ in range(random.randint(1, _MOST)):
        found = _mutated_once(random, found, seeds, words)[:_LONGEST]
    return found


def _mutated_once(random: Random, given: Given, seeds: Sequence[Given], words: Sequence[Given]) -> Given:
    first, last = sorted(random.randint(0, len(given)) for _ in range(2))
    last = min(last, first + random.choice((1, 1, 2, 4, 16, 64, len(given))))
    piece, before, after = given[first:last], given[:first], given[last:]
    kind = random.randrange(8)
    if kind == 0:
        return before + after
    if kind == 1:
        return before + piece * random.choice(_REPEATS) + after
    if kind == 2:
        return before + random.choice(words) * random.choice((1, 1, 1, *_REPEATS)) + given[first:]
    if kind == 3:
        return before + _hostile(random, given) + given[first:]
    if kind == 4:
        other = random.choice(seeds)
        start = random.randint(0, len(other))
        return before + other[start : start + random.randint(0, 80)] + after
    if kind == 5:
        return before + piece[::-1] + after
    if kind == 6:
        return before + piece.swapcase() + after
    at = random.randint(0, len(after))
    return before + after[:at] + piece + after[at:]


def _hostile(random: Random, like: Given) -> Given:
    if isinstance(like, str):
        return random.choice((random.choice(_HOSTILE), chr(random.randrange(0x110000))))
    hostile = random.choice(_HOSTILE).encode("utf-8", "surrogatepass")
    return random.choice((hostile, bytes([random.randrange(256)]), bytes(random.randrange(1, 9))))
