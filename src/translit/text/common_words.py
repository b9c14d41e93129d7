"""Common words by language. One that begins a sentence has a capital, but is rarely a name."""

from __future__ import annotations

from functools import cache

from translit.resources import SortedMap

_LISTS = SortedMap("common_words.tsv")
_ALL = SortedMap("words_common_in_some_language.tsv")


@cache
def languages_with_lists() -> frozenset[str]:
    """Return the languages that have a list of common words."""
    return frozenset(lang for lang, _ in _LISTS)


@cache
def common_words(lang: str | None) -> frozenset[str]:
    """Return the folded common words of a language, ``None`` for all languages together, with frequent inflected forms.

    Function words, common nouns, adjectives and verbs of the news, titles, months, weekdays, demonyms where they are
    written small, and nouns that also serve as short names of bodies (government, parliament, union).

    >>> "rząd" in common_words("pl"), "rzad" in common_words("pl"), "tusk" in common_words(None)
    (False, True, False)
    """
    if lang is None:
        return frozenset().union(*map(common_words, languages_with_lists()))
    return frozenset((_LISTS.get(lang) or "").split())


def is_common_in_some_language(folded: str) -> bool:
    """Return True if a folded word is common in at least one language; no list is read for it.

    >>> is_common_in_some_language("rzad"), is_common_in_some_language("tusk")
    (True, False)
    """
    return folded in _ALL
