"""How similar two words sound: the phoneme distance of their phonetic keys, and the similarity that comes of it."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from translit.core import library
from translit.limits import REMEMBERED_WORDS
from translit.table.tables import tables

SAME_KEY = 0.98
"""Similarity of two words with a strict key in common."""
_OTHER_SYLLABLE = 0.1  # taken off the similarity of two words of syllables, of which all spellings are in the matrices
_SHORTEST = 3.0  # phonemes; shorter words count as if they had so many, or a single edit would make the similarity 0
_WORTH_WEIGHTING = 0.62  # most normalized edit distance for the phoneme distance of keys to be computed
_WEIGHTED = 2  # pairs of keys whose phoneme distance is computed, the nearest in plain edits
_LONGEST = 64  # phonemes of a key that the compiled core compares: the bits of one machine word
_SIGNS = 128  # the phonemes that it knows


def sound_alike(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the similarity of the nearest phonetic keys of two words, less their penalties."""
    common = a.keys() & b.keys()
    if common:
        return SAME_KEY - min(a[key] + b[key] for key in common)
    plain, most = Levenshtein.normalized_distance, _WORTH_WEIGHTING
    pairs = [(apart + p + q, x, y) for x, p in a.items() for y, q in b.items() if (apart := plain(x, y)) <= most]
    pairs.sort()
    best = 0.0
    for _, x, y in pairs[:_WEIGHTED]:
        similar = max(0.0, SAME_KEY * (1.0 - distance(x, y) / max(len(x), len(y), _SHORTEST)))
        if "." in x and "." in y:
            similar -= _OTHER_SYLLABLE
        best = max(best, similar - a[x] - b[y])
    return best


class _Costs(ctypes.Structure):
    """The numbers of this module and the costs of ``data/table/phoneme_costs.yaml``, in the order of ``sounds.c``."""

    _fields_ = (
        ("pairs", ctypes.c_double * _SIGNS * _SIGNS),
        ("gaps", ctypes.c_double * _SIGNS),
        *((name, ctypes.c_double) for name in ("swap", "cheap", "first", "same_key")),
        *((name, ctypes.c_double) for name in ("worth_weighting", "shortest", "other_syllable")),
    )


@cache
def compiled() -> Callable[[bytes, bytes], float] | None:
    """Return :func:`sound_alike` of packed keys by the compiled core, if it is in use."""
    core = library()
    if core is None:
        return None
    known, gaps, swap, cheap, first = tables().phoneme_costs
    costs = _Costs(
        swap=swap, cheap=cheap, first=first, same_key=SAME_KEY,
        worth_weighting=_WORTH_WEIGHTING, shortest=_SHORTEST, other_syllable=_OTHER_SYLLABLE,
    )  # fmt: skip
    ones = [1.0] * _SIGNS
    costs.gaps[:] = ones
    for row in costs.pairs:
        row[:] = ones
    for sign, cost in gaps.items():
        costs.gaps[ord(sign)] = cost
    for sign, others in known.items():
        for other, cost in others.items():
            costs.pairs[ord(sign)][ord(other)] = cost
    call, at = core.translit_sound_alike, ctypes.byref(costs)
    call.restype, call.argtypes = ctypes.c_double, (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
    return lambda a, b: float(call(a, b, at))


def packed(keys: Mapping[str, float]) -> bytes:
    """Return phonetic keys as the compiled core reads them; ``b""`` if it cannot, since one is long or has other letters."""
    letters = "".join(keys)
    if not letters.isascii() or max(map(len, keys), default=0) > _LONGEST:
        return b""
    count = len(keys)
    return struct.pack(f"=I{count}d{count}B", count, *keys.values(), *map(len, keys)) + letters.encode()


@lru_cache(maxsize=REMEMBERED_WORDS)
def distance(a: str, b: str) -> float:
    """Return the phoneme distance: the least cost (0 or more, in whole edits) of turning one key into the other; symmetric.

    Restricted Damerau-Levenshtein, in which phonemes that conventions confuse are cheap; the costs, and their reasons, stand
    in ``data/table/phoneme_costs.yaml``. A common beginning and end cost nothing, so only the part between is compared.

    >>> distance("lukaSenko", "lukaSenka") < 0.5 < distance("lukaSenko", "lukaSeviC")
    True
    """
    if a == b:
        return 0.0
    end_a, end_b, start = len(a), len(b), 0
    while end_a > 0 and end_b > 0 and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    while start < end_a and start < end_b and a[start] == b[start]:
        start += 1
    return _between(a[start:end_a], b[start:end_b], start == 0)


def _between(a: str, b: str, begins: bool) -> float:
    """Return the distance of two strings without a common edge; ``begins`` if they begin their words."""
    pairs, gaps, swap, cheap, first = tables().phoneme_costs
    if not begins:
        first = 1.0
    added = [gaps.get(d, 1.0) * (1.0 if j else first) for j, d in enumerate(b)]
    above: list[float] = []
    row = [*accumulate(added, initial=0.0)]
    for i, c in enumerate(a):
        lost = gaps.get(c, 1.0) * (1.0 if i else first)
        known = pairs.get(c, {})
        left = row[0] + lost
        current = [left]
        for j, d in enumerate(b):
            cost = 0.0 if c == d else known.get(d, 1.0)
            if not i and not j and cost >= cheap:
                cost *= first
            best = min(row[j] + cost, row[j + 1] + lost, left + added[j])
            if i and j and c == b[j - 1] and d == a[i - 1] and c != d and above[j - 1] + swap < best:
                best = above[j - 1] + swap
            left = best
            current.append(best)
        above, row = row, current
    return row[-1]
