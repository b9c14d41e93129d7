"""Segmentation of Latin spellings of Chinese, Japanese and Korean names into syllables; ``phonetics`` calls it.

Orthographies of alphabets would not find the syllables (Xian, Xi’an). Here the matrix of the language is inverted: the
syllables are its rows, their spellings the cells of all conventions, and a word has the joined keys of every segmentation.
"""

from __future__ import annotations

from functools import cache, lru_cache

from translit.table.tables import tables
from translit.text.fold import fold

_MOST = 12  # keys kept at each place: a long word has hundreds of segmentations, few of which are meant
_LONGEST = 8  # letters of a syllable: "tchouang" in the French convention


@cache
def _spellings(lang: str) -> dict[str, frozenset[str]]:
    """Return the folded Latin spellings of all syllables, each with the keys of the syllables so spelled."""
    table = tables()
    language = table.languages[lang]
    latin = [i for i, c in enumerate(language.columns) if c != "key" and table.conventions[c].letters == "Latn"]
    found: dict[str, set[str]] = {}
    for rows in language.rows.values():
        for row in rows:
            for column in latin:
                spelling = fold(row.cells[column]).strip("-‐ ")
                if spelling and row.cells[0]:
                    found.setdefault(spelling, set()).add(row.cells[0])
    return {spelling: frozenset(keys) for spelling, keys in found.items()}


@lru_cache(maxsize=1 << 14)
def syllable_keys(word: str, lang: str) -> frozenset[str]:
    """Return the phonemes of a Latin word in every segmentation into syllables of ``lang``; empty if there is none.

    >>> sorted(syllable_keys("Chin-p’ing", "zh") & syllable_keys("Jinping", "zh"))
    ['Cin.pin.']
    """
    letters = fold(word).replace("-", "").replace(" ", "")
    spellings = _spellings(lang)
    ways: list[set[str]] = [{""}, *(set() for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            keys = spellings.get(letters[start:end])
            if keys and ways[start]:
                joined = sorted(before + key for before in ways[start] for key in keys)
                ways[end].update(joined[: _MOST - len(ways[end])])
    return frozenset(key for key in ways[-1] if key)
