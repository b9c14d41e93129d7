"""Countries by any of their names: the territory names of CLDR in all its languages, official and former names.

The compiled names come from the Unicode CLDR by way of Babel; see ``NOTICE``.
"""

from __future__ import annotations

from translit.resources import SortedMap

_CODES = SortedMap("countries.tsv")
_EVERYWHERE = "*"  # marks a name that counts in every language


def country_of(folded_name: str, lang: str | None = None) -> str | None:
    """The country that a name means, or ``None``: no name of a country, or one of several (``toga``).

    Parameters
    ----------
    folded_name
        The folded words of a name, with or without spaces between them: ``" ".join(fold_words(name))``.
    lang
        The language that has the name; ``None`` for any.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2 code; ``XK`` for Kosovo.

    >>> country_of("deutschland"), country_of("burma"), country_of("south korea"), country_of("кот д ивуар")
    ('DE', 'MM', 'KR', 'CI')
    >>> country_of("island"), country_of("island", "de"), country_of("island", "en"), country_of("burma", "en")
    ('IS', 'IS', None, 'MM')
    >>> country_of("minsk") is None
    True
    """
    found = _CODES.get(folded_name.replace(" ", ""))
    if found is None:
        return None
    code, *languages = found.split()
    return code if lang is None or lang in languages or _EVERYWHERE in languages else None


def is_usual_country_name(folded_name: str) -> bool:
    """Whether a name of a country is the usual one in some language, and no official, former or colloquial one.

    >>> is_usual_country_name("united kingdom"), is_usual_country_name("great britain")
    (True, False)
    """
    found = (_CODES.get(folded_name.replace(" ", "")) or "").split()
    return any(lang != _EVERYWHERE for lang in found[1:])


def is_country_prefix(folded: str) -> bool:
    """Whether some name of a country begins with these letters and goes on."""
    return _CODES.has_longer_key(folded)
