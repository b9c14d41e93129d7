"""The phoneme distance: a weighted edit distance in which phonemes that conventions confuse are cheap; for ``words``.

Restricted Damerau-Levenshtein with a cost for each pair of phonemes. The costs, and why they are what they are, stand in
``data/table/phoneme_costs.yaml``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from translit.table.tables import tables


@lru_cache(maxsize=1 << 12)
def distance(a: str, b: str) -> float:
    """Return the least cost (0 or more, in whole edits) of turning one phoneme string into the other; symmetric.

    A common beginning and end cost nothing, so only the part between is compared.

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
