"""What the words of a name may be in the nominative, all in one case."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from translit.annotation.words import MEMO
from translit.names.inflection import ANY_CASE, UNKNOWN, lemmas
from translit.text.fold import fold

_MOST_READINGS = 64  # of a name; more come only of words that may be nearly anything


@lru_cache(maxsize=MEMO)
def nominatives(words: tuple[str, ...], lang: str | None) -> tuple[tuple[str, ...], ...]:
    """Return what several words may be in the nominative, folded, all in one case; the words themselves come first.

    >>> ("donald", "trump") in nominatives(("Donaldem", "Trumpem"), "pl")
    True
    """
    options = [_readings(text, lang) for text in words]
    ways: dict[tuple[str, ...], None] = {}
    for way in product(*options) if len(words) > 1 else ((option,) for option in options[0]):
        cases = ANY_CASE
        for _, fitting in way:
            cases &= fitting
        if cases:
            ways[tuple(text for text, _ in way)] = None
        if len(ways) >= _MOST_READINGS:
            break
    return tuple(ways)


@lru_cache(maxsize=MEMO)
def _readings(text: str, lang: str | None) -> list[tuple[str, int]]:
    folded = fold(text)
    found = [(lemma.text, lemma.cases) for lemma in lemmas(text, lang or UNKNOWN) if lemma.kind in ("case", "personal")]
    return [(folded, ANY_CASE), *found]
