"""Given names: classes of forms that are one name in different languages (Siarhei, Sergey, Serhii).

The classes are the rows of ``data/table/given_names.tsv``, compiled by three keys: the folded spelling, that of a short
form, and the phonetic key, which also finds romanizations that no row has.
"""

from __future__ import annotations

from functools import lru_cache

from translit.limits import REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.resources import SortedMap
from translit.table.words import Word, may_be_alike, word
from translit.text.lexicon import lexicon

CLASS_FILES = ("given_spelled.tsv", "given_short.tsv", "given_heard.tsv")
"""The classes by spelling, by the spelling of a short form, and by phonetic key."""
_GENDER = SortedMap("given_gender.tsv")
_BY_SPELLING, _BY_SHORT_FORM, _BY_KEY = map(SortedMap, CLASS_FILES)
SHORTEST_LATIN_KEY = 5  # letters: of the given names listed by sound alone, nearly all of four letters were other names


def _classes(index: SortedMap, key: str) -> list[str]:
    return (index.get(key) or "").split()


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def given_name_classes(word: Word) -> frozenset[str]:
    """Return the classes of a word: by its spelling, of short forms, too; if there are none, by its phonetic keys.

    Han characters have none by their sound, nor have family names that stand first: 欢 (Huan) and Huang are no Juan. Of
    Latin names short keys do not count, since names of many languages meet in them: Heiko is no Jaakko, Oana no Joanna.

    >>> from translit.table.words import word
    >>> sorted(given_name_classes(word("Siarhei")) & given_name_classes(word("Sergey")))
    ['Sergei']
    """
    spelled = [*_classes(_BY_SPELLING, word.folded), *_classes(_BY_SHORT_FORM, word.folded)]
    keys = () if word.script == "Cjk" or word.folded in lexicon().leading_family_names else word.keys
    shortest = SHORTEST_LATIN_KEY if word.script == "Latin" else 1
    return frozenset(spelled or (name for key in keys if len(key) >= shortest for name in _classes(_BY_KEY, key)))


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def inflected_given_name_classes(word: Word) -> frozenset[str]:
    """Return the classes that a word may belong to if it stands in another case than the nominative.

    >>> from translit.table.words import word
    >>> "Donald" in inflected_given_name_classes(word("Дональдом"))
    True
    """
    if word.folded in _BY_SPELLING:
        return frozenset()
    keys = (key for stem in word.stems for key in (stem, stem + "a"))  # a: Николы, of Никола
    return frozenset(name for key in keys for name in _classes(_BY_KEY, key))


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def may_be_near(a: Word, b: Word) -> bool:
    """Return True if a word of a text, in any case, may be a word of a personal name: a cheap test before scoring."""
    if may_be_alike(a, b) or not a.stems.keys().isdisjoint(b.phonetic_keys):
        return True
    return not (given_name_classes(a) | inflected_given_name_classes(a)).isdisjoint(given_name_classes(b))


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_given_name(text: str) -> bool:
    """Return True if a word is a full given name. Short forms (Bibi, Alex) do not count: many are family names, too."""
    query = word(text)  # the shared object: others ask for its keys, too
    if query.folded in _BY_SPELLING:
        return True
    return query.folded not in _BY_SHORT_FORM and any(key in _BY_KEY for key in query.keys)


def is_known_given_name(folded: str) -> bool:
    """Return True if a given name or a short form of one is spelled like this; phonetic keys do not count."""
    return folded in _BY_SPELLING or folded in _BY_SHORT_FORM


def may_be_given_name(text: str) -> bool:
    """Return True if a word is a given name or a short form of one, by its spelling or, in full, by its sound."""
    return is_known_given_name(word(text).folded) or is_given_name(text)


def given_gender(classes: frozenset[str]) -> str:
    """Return ``f`` or ``m`` if all given-name classes agree, else ``""``."""
    genders = {_GENDER.get(name) or "" for name in classes}
    return genders.pop() if len(genders) == 1 else ""
