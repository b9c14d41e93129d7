"""Given names: the classes of forms that are one name in different languages (Siarhei, Sergey, Serhii)."""

from __future__ import annotations

from functools import lru_cache

from translit.resources import SortedMap
from translit.table.words import Word, may_be_alike

_GENDER = SortedMap("given_gender.tsv")
_SPELLED = SortedMap("given_spelled.tsv")
_SHORT = SortedMap("given_short.tsv")
_HEARD = SortedMap("given_heard.tsv")
"""The given-name sets, joined by a space, by folded spelling, by that of short forms, and by strict key."""


def _sets(given: SortedMap, spelling: str) -> list[str]:
    return (given.get(spelling) or "").split()


@lru_cache(maxsize=1 << 12)
def given_name_classes(word: Word) -> frozenset[str]:
    """The given-name sets that a word belongs to: by its letters, short forms too, else by its strict keys.

    >>> from translit.table.words import word
    >>> sorted(given_name_classes(word("Siarhei")) & given_name_classes(word("Sergey")))
    ['Sergei']
    """
    spelled = [*_sets(_SPELLED, word.folded), *_sets(_SHORT, word.folded)]
    if spelled:
        return frozenset(spelled)
    return frozenset(s for key in word.keys for s in _sets(_HEARD, key))


@lru_cache(maxsize=1 << 12)
def inflected_given_name_classes(word: Word) -> frozenset[str]:
    """The given-name sets that a word may belong to if it stands in another case than the first.

    >>> from translit.table.words import word
    >>> "Donald" in inflected_given_name_classes(word("Дональдом"))
    True
    """
    if word.folded in _SPELLED:
        return frozenset()
    return frozenset(s for stem in word.stems for key in (stem, stem + "a") for s in _sets(_HEARD, key))


@lru_cache(maxsize=1 << 13)
def may_be_near(a: Word, b: Word) -> bool:
    """Whether a word of a text, in any case, may be one of a personal name: a quick look before judging."""
    if may_be_alike(a, b) or not a.stems.keys().isdisjoint(b.phonetic_keys):
        return True
    return not (given_name_classes(a) | inflected_given_name_classes(a)).isdisjoint(given_name_classes(b))


@lru_cache(maxsize=1 << 14)
def is_given_name(text: str) -> bool:
    """Whether a word is a full given name; a short form (Bibi, Alex) may well be a family name."""
    word = Word(text)
    if word.folded in _SPELLED:
        return True
    return word.folded not in _SHORT and any(key in _HEARD for key in word.keys)


def is_known_given_name(folded: str) -> bool:
    """Whether a given name or a short form of one is spelled like this, whatever it sounds like."""
    return folded in _SPELLED or folded in _SHORT


def given_gender(sets: frozenset[str]) -> str:
    """``f`` or ``m`` if all sets agree, else ``""``."""
    genders = {_GENDER.get(s) or "" for s in sets}
    return genders.pop() if len(genders) == 1 else ""
