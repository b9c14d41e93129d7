"""The priced phoneme distance: an edit distance in which sounds that conventions confuse are cheap."""

from __future__ import annotations

from functools import cache, lru_cache

from translit.table.tables import tables

_VOWELS = "aeiou"
_PHONEMES = "abcdefghijklmnopqrstuvwxyzSZC'"


@lru_cache(maxsize=1 << 12)
def distance(a: str, b: str) -> float:
    """The cheapest price (0 or more, in whole edits) of turning one phoneme string into the other; symmetric.

    What both begin and end with is free, so only the part between is compared.

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
    """The distance of two strings without a common edge; ``begins`` if they begin their words."""
    gaps, swaps = _gaps(), _pairs()
    prices = tables().prices
    first, cheap, swap = prices["first"] if begins else 1.0, prices["cheap"], prices["swap"]
    gaps_b = [gaps.get(d, 1.0) for d in b]
    above: list[float] = []
    row = [0.0]
    for j, gap in enumerate(gaps_b):
        row.append(row[-1] + (gap if j else gap * first))
    for i, c in enumerate(a):
        lost = gaps.get(c, 1.0)
        if not i:
            lost *= first
        known = swaps.get(c, {})
        left = row[0] + lost
        current = [left]
        for j, d in enumerate(b):
            price = 0.0 if c == d else known.get(d, 1.0)
            if not i and not j and price >= cheap:
                price *= first
            best = row[j] + price
            dropped = row[j + 1] + lost
            best = min(best, dropped)
            added = left + (gaps_b[j] if j else gaps_b[j] * first)
            best = min(best, added)
            if i and j and c == b[j - 1] and d == a[i - 1] and c != d and above[j - 1] + swap < best:
                best = above[j - 1] + swap
            left = best
            current.append(best)
        above, row = row, current
    return row[-1]


@cache
def _pairs() -> dict[str, dict[str, float]]:
    """The price of one phoneme for another, where it is less than a whole edit."""
    prices = tables().prices
    out: dict[str, dict[str, float]] = {}
    for c in _PHONEMES:
        for d in _PHONEMES:
            known = prices.get(min(c, d) + max(c, d))
            if known is None and c in _VOWELS and d in _VOWELS:
                known = prices["vowel"]
            if known is not None and c != d:
                out.setdefault(c, {})[d] = known
    return out


@cache
def _gaps() -> dict[str, float]:
    """The price of a phoneme that one spelling lacks, where it is less than a whole edit."""
    return {name[1:]: price for name, price in tables().prices.items() if name[:1] == "-"}
