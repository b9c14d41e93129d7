"""The priced phoneme distance: an edit distance in which sounds that conventions confuse are cheap."""

from __future__ import annotations

from functools import lru_cache

from translit.table.tables import tables

_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=1 << 16)
def distance(a: str, b: str) -> float:
    """The cheapest price (0 or more, in whole edits) of turning one phoneme string into the other; symmetric.

    >>> distance("lukaSenko", "lukaSenka") < 0.5 < distance("lukaSenko", "lukaSeviC")
    True
    """
    if a == b:
        return 0.0
    prices = tables().prices
    first, cheap, swap = prices["first"], prices["cheap"], prices["swap"]
    above: list[float] = []
    row = [0.0]
    for j, d in enumerate(b):
        row.append(row[-1] + _gap(d) * (1.0 if j else first))
    for i, c in enumerate(a):
        lost = _gap(c) * (1.0 if i else first)
        current = [row[0] + lost]
        for j, d in enumerate(b):
            price = _price(c, d)
            best = min(
                row[j] + (price if (i and j) or price < cheap else price * first),
                row[j + 1] + lost,
                current[j] + _gap(d) * (1.0 if j else first),
            )
            if i and j and c == b[j - 1] and d == a[i - 1] and c != d:
                best = min(best, above[j - 1] + swap)
            current.append(best)
        above, row = row, current
    return row[-1]


@lru_cache(maxsize=4096)
def _price(a: str, b: str) -> float:
    """The price of one phoneme for another."""
    if a == b:
        return 0.0
    prices = tables().prices
    known = prices.get(min(a, b) + max(a, b))
    if known is not None:
        return known
    return prices["vowel"] if a in _VOWELS and b in _VOWELS else 1.0


@lru_cache(maxsize=256)
def _gap(phoneme: str) -> float:
    """The price of a phoneme that one spelling lacks."""
    return tables().prices.get("-" + phoneme, 1.0)
