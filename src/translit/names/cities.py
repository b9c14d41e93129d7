"""Capitals and other large cities by their names in the languages of the Unicode CLDR.

The names are those by which CLDR shows the cities of its time zones, taken from Babel (see ``NOTICE``), and those of
``data/lexicon/cities.tsv``.
"""

from __future__ import annotations

from typing import NamedTuple

from translit.resources import SortedMap

_CITIES = SortedMap("cities.tsv")


class City(NamedTuple):
    """A city by the folded words of its English name and the ISO 3166-1 alpha-2 code of its country."""

    words: tuple[str, ...]
    country: str


def city_of(folded_name: str, lang: str | None = None) -> City | None:
    """Return the city that a name means, in folded words; ``lang`` is the language of the name, ``None`` for any.

    A name that is also one of a country, a given or a frequent family name, or a common word, means no city.

    >>> city_of("wien"), city_of("addis abeba", "cs")
    (City(words=('vienna',), country='AT'), City(words=('addis', 'ababa'), country='ET'))
    >>> city_of("viena", "es"), city_of("viena", "de"), city_of("sofie")
    (City(words=('vienna',), country='AT'), None, None)
    """
    found = _CITIES.get(folded_name.replace(" ", ""))
    if found is None:
        return None
    country, name, *languages = found.split()
    return City(tuple(name.split("_")), country) if lang is None or lang in languages else None


def is_city_prefix(folded: str) -> bool:
    """Return True if some name of a city begins with these letters and is longer."""
    return _CITIES.has_longer_key(folded)
