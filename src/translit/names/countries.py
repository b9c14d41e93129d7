"""Countries by any of their names: usual ones in all languages of the Unicode CLDR, official and former ones.

The usual names come from CLDR by way of Babel (see ``NOTICE``), the others from ``data/lexicon/countries.tsv``.
"""

from __future__ import annotations

from functools import lru_cache

from translit.limits import REMEMBERED_WORDS
from translit.names.inflection import inflected_languages, lemmas
from translit.resources import SortedMap
from translit.text.tokens import fold_words

_CODES = SortedMap("countries.tsv")
_LANGUAGES = SortedMap("country_languages.tsv")
_STATES = SortedMap("states.tsv")
_EVERY_LANGUAGE = "*"  # marks an official, former or colloquial name


def country_of(folded_name: str, lang: str | None = None) -> str | None:
    """Return the ISO 3166-1 alpha-2 code (``XK`` for Kosovo) of the country that a name means, in folded words.

    ``lang`` is the language in which the name must be usual, ``None`` for any. A name that means no country, or several in
    different languages (``toga``), has none.

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
    return code if lang is None or lang in languages or _EVERY_LANGUAGE in languages else None


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_country(name: str) -> bool:
    """Return True if a name as it is written means a country.

    >>> is_country("South Korea"), is_country("Minsk")
    (True, False)
    """
    return country_of(" ".join(fold_words(name))) is not None


def is_usual_country_name(folded_name: str, lang: str | None = None) -> bool:
    """Return True if a name of a country is the usual one in a language, ``None`` for any: not only official or former.

    >>> is_usual_country_name("united kingdom"), is_usual_country_name("great britain")
    (True, False)
    >>> is_usual_country_name("argentine", "fr"), is_usual_country_name("argentine", "en")
    (True, False)
    """
    found = (_CODES.get(folded_name.replace(" ", "")) or "").split()
    return lang in found[1:] if lang else any(code != _EVERY_LANGUAGE for code in found[1:])


@lru_cache
def languages_of(country: str) -> frozenset[str]:
    """Return the official languages of a country (ISO 3166-1 alpha-2), also those of its regions, by Unicode CLDR.

    In the countries of the former Soviet Union, Russian is among them: names of places there are still spelled by it.

    >>> sorted(languages_of("UA")), sorted(languages_of("FR")), languages_of("EU")
    (['ru', 'uk'], ['fr'], frozenset())
    """
    return frozenset((_LANGUAGES.get(country) or "").split())


def country_of_state(folded_name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country of a state or province, of those that English news names behind a
    place: *Paris, Texas*; from ``data/lexicon/states.tsv``.

    >>> country_of_state("new south wales"), country_of_state("calif"), country_of_state("bavaria")
    ('AU', 'US', None)
    """
    return _STATES.get(folded_name.replace(" ", ""))


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_inflected_country(word: str) -> bool:
    """Return True if a folded word is the name of a country in another case, in any language.

    >>> is_inflected_country("украины"), is_inflected_country("минска")
    (True, False)
    """
    languages = inflected_languages()
    return any(
        country_of(lemma.text, lang) for lang in languages for lemma in lemmas(word, lang) if lemma.kind == "case"
    )


def is_country_prefix(folded: str) -> bool:
    """Return True if some name of a country begins with these letters and is longer."""
    return _CODES.has_longer_key(folded)
