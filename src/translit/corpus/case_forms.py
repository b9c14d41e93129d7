"""What the words of a name may be in the nominative, all in one case."""

from __future__ import annotations

from functools import lru_cache

from translit.annotation.words import MEMO
from translit.names.inflection import ANY_CASE, UNKNOWN, Lemma, agreeing, lemmas
from translit.text.fold import fold

_MOST_READINGS = 64  # of a name; more come only of words that may be nearly anything


@lru_cache(maxsize=MEMO)
def nominatives(words: tuple[str, ...], lang: str | None) -> tuple[tuple[str, ...], ...]:
    """Return what several words may be in the nominative, folded, all in one case; the words themselves come first.

    >>> ("donald", "trump") in nominatives(("Donaldem", "Trumpem"), "pl")
    True
    """
    ways: dict[tuple[str, ...], None] = {}
    for way in agreeing(*[_readings(text, lang) for text in words]):
        ways[tuple(lemma.text for lemma in way)] = None
        if len(ways) >= _MOST_READINGS:
            break
    return tuple(ways)


@lru_cache(maxsize=MEMO)
def _readings(text: str, lang: str | None) -> list[Lemma]:
    found = [lemma for lemma in lemmas(text, lang or UNKNOWN) if lemma.kind in ("case", "personal")]
    return [Lemma(fold(text), ANY_CASE, ""), *found]
