"""The written variants by which a name is found as a whole."""

from __future__ import annotations

from translit.model import EntityType
from translit.table.romanization import variants
from translit.table.words import word
from translit.text.tokens import fold_words

_READINGS = {"Hangul": ("ko",), "Cjk": ("zh", "yue", "ko")}
"""The languages whose full names are written as one word, by script."""


def written_variants(text: str, type: EntityType, lang: str | None) -> frozenset[tuple[str, ...]]:
    """Return the folded words of the spellings of a name that are found only as a whole.

    They are the names of one word of organizations and places with their written variants, and those of full names that
    Chinese or Korean write as one word.

    >>> ("moon", "jae", "in") in written_variants("문재인", "person", "ko")
    True
    """
    folded = fold_words(text)
    if len(folded) != 1:
        return frozenset()
    whole = word(text.strip(), lang)
    found: set[tuple[str, ...]] = {folded, *((v,) for v in whole.variants)} if type != "person" else set()
    readings = _READINGS.get(whole.script, ())
    return frozenset(found.union(*[[fold_words(v.text) for v in variants(whole.text, lang=code)] for code in readings]))
