"""Countries by any of their names: the territory names of CLDR in all its languages, official and former names.

The compiled names come from the Unicode CLDR by way of Babel; see ``NOTICE``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files


@cache
def _names() -> tuple[list[str], dict[str, tuple[str, str]]]:
    """The languages, a letter each, and every name with its code and the letters of the languages that have it."""
    raw = json.loads(files("translit").joinpath("data/countries.json").read_bytes())
    spoken = {}
    for code, names in raw["names"].items():
        for name in names.split():
            written, _, letters = name.partition("/")
            spoken[written] = (code, letters)
    return raw["languages"].split(), spoken


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
    languages, names = _names()
    found = names.get(folded_name) or names.get(folded_name.replace(" ", ""))
    if found is None:
        return None
    code, letters = found
    if lang is None or letters.startswith("*"):
        return code
    return code if lang in languages and chr(ord("a") + languages.index(lang)) in letters else None


def is_usual(folded_name: str) -> bool:
    """Whether a name of a country is the usual one in some language, and no official, former or colloquial one.

    >>> is_usual("united kingdom"), is_usual("great britain")
    (True, False)
    """
    _, letters = _names()[1].get(folded_name.replace(" ", ""), ("", ""))
    return letters.strip("*") != ""


@cache
def _in_order() -> list[str]:
    return sorted(_names()[1])


def is_beginning(folded: str) -> bool:
    """Whether some name of a country begins with these letters and goes on."""
    names = _in_order()
    at = bisect_right(names, folded)
    return at < len(names) and names[at].startswith(folded)
