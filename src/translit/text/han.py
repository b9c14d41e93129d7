"""Han characters: what the data say of each, its simplified form and its readings in Chinese, Cantonese and Korean.

The facts are those of ``data/table/han_variants.tsv``, ``pinyin.tsv``, ``jyutping.tsv`` and ``hanja.tsv``, compiled into one
line a character. A process that meets no Han character reads none of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from translit.resources import SortedMap

_HAN = SortedMap("han.tsv")


class Han(NamedTuple):
    """A Han character: simplified form, pinyin where Unidecode has another, jyutping, Korean reading; ``""`` if unknown."""

    simplified: str
    pinyin: str
    jyutping: str
    hangul: str


@lru_cache(maxsize=1 << 13)
def han(character: str) -> Han:
    """Return what is known of a character.

    >>> han("習").simplified, han("習").jyutping, han("習").hangul
    ('习', 'zaap', '습')
    """
    found = (_HAN.get(character) or "   ").split(" ")
    return Han(found[0] or character, *found[1:])


def is_han(character: str) -> bool:
    """Return True for the characters of which something may be known: the unified ideographs of all common names."""
    return "\u4e00" <= character <= "\u9fff"
