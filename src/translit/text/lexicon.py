"""The word lists of ``data/lexicon/``, compiled: titles, particles, legal forms, numbers and the like, all folded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from translit.resources import SortedMap

V = TypeVar("V")

_ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|e|er|ere|eme|o|a|й|я|го|世|세)?")
_DIGITS = {"i": 1, "v": 5, "x": 10}


class Phrases(Generic[V]):
    """Phrases of one or more folded words, each with what it means."""

    def __init__(self, meanings: Mapping[str, V]) -> None:
        self.meanings = meanings
        self.longest: dict[str, int] = {}
        for phrase in meanings:
            words = phrase.split()
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))

    def at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """The longest phrase that begins at ``words[start]``: its length and meaning."""
        for length in range(min(self.longest.get(words[start], 0), len(words) - start), 0, -1):
            phrase = words[start] if length == 1 else " ".join(words[start : start + length])
            if phrase in self.meanings:
                return length, self.meanings[phrase]
        return None


class Lexicon:
    """Folded words by the part they play in names, and folded endings with the gender they tell.

    ``titles`` are single words; ``title_phrases`` have the place (before, after, any) of all titles, and
    ``particle_phrases`` kind and place of particles. Each list is read when it is first needed.
    """

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Titles of one word."""
        return frozenset(t for t in _list("titles") if " " not in t)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words that say little in a name."""
        return frozenset(_list("light"))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words before a name that have a dot: *St.*, *Mr.*"""
        return frozenset(_list("abbreviations"))

    @cached_property
    def non_names(self) -> frozenset[str]:
        """Common words."""
        return frozenset(_list("words"))

    @cached_property
    def title_modifiers(self) -> frozenset[str]:
        """Words that may be part of a title."""
        return frozenset(_list("modifiers"))

    @cached_property
    def regnal_titles(self) -> frozenset[str]:
        """Titles after which a number belongs to the name."""
        return frozenset(_list("regnal"))

    @cached_property
    def leading_family_names(self) -> frozenset[str]:
        """Family names that stand first."""
        return frozenset(_list("orders")["first"])

    @cached_property
    def double_family_names(self) -> frozenset[str]:
        """Family names of which a person may have two."""
        return frozenset(_list("orders")["double"])

    @cached_property
    def name_particles(self) -> frozenset[str]:
        """Particles that are part of the name."""
        particles = self.particle_phrases.meanings
        return frozenset(phrase for phrase, (kind, _) in particles.items() if kind not in ("alias", "servant"))

    @cached_property
    def theophoric_prefixes(self) -> frozenset[str]:
        """Particles of the names of God’s servants."""
        return frozenset(phrase for phrase, (kind, _) in self.particle_phrases.meanings.items() if kind == "servant")

    @cached_property
    def title_phrases(self) -> Phrases[str]:
        """Titles and their place."""
        return Phrases(_list("titles"))

    @cached_property
    def particle_phrases(self) -> Phrases[tuple[str, str]]:
        """Particles, their kind and place."""
        return Phrases({phrase: (kind, place) for phrase, (kind, place) in _list("particles").items()})

    @cached_property
    def suffixes(self) -> dict[str, str]:
        """What stands after a name, and what it means."""
        found: dict[str, str] = _list("suffixes")
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Numbers in words."""
        found: dict[str, int] = _list("numbers")
        return found

    @cached_property
    def legal_phrases(self) -> Phrases[str]:
        """Legal forms and their class."""
        return Phrases(_list("legal"))

    @cached_property
    def concepts(self) -> dict[str, frozenset[str]]:
        """Words of organisations and places, and the concepts they stand for."""
        return {word: frozenset(classes) for word, classes in _list("concepts").items()}

    @cached_property
    def patronymic_endings(self) -> dict[str, str]:
        """Endings of patronymics and their gender."""
        found: dict[str, str] = _list("patronymics")
        return found

    @cached_property
    def family_gender_endings(self) -> dict[str, str]:
        """Endings of family names and their gender."""
        found: dict[str, str] = _list("family_gender")
        return found

    @cached_property
    def generic_phrases(self) -> Phrases[str]:
        """What only says that a name is that of a club or a firm."""
        return Phrases({phrase: kind for phrase, kind in _list("generic").items() if kind != "where"})

    @cached_property
    def place_prepositions(self) -> frozenset[str]:
        """Words that stand before the name of a place."""
        return frozenset(phrase for phrase, kind in _list("generic").items() if kind == "where")

    @cached_property
    def adjective_endings(self) -> tuple[str, ...]:
        """Endings of adjectives made of the names of places."""
        return tuple(_list("adjectives"))


_LISTS = SortedMap("lexicon.tsv")


def _list(name: str) -> Any:
    return json.loads(_LISTS.get(name) or "null")


@cache
def lexicon() -> Lexicon:
    """The word lists that ship with the package."""
    return Lexicon()


@lru_cache(maxsize=1 << 12)
def number_of(folded: str) -> int | None:
    """The number that a folded word means: digits, an ordinal, a Roman numeral of two letters up to xxxix.

    A single letter is none: it may be an initial.

    >>> number_of("16"), number_of("xvi"), number_of("2nd"), number_of("второй"), number_of("x")
    (16, 16, 2, 2, None)
    """
    ordinal = lexicon().numbers.get(folded)
    if ordinal is not None:
        return ordinal
    digits = _ORDINAL.fullmatch(folded)
    if digits:
        return int(digits.group(1))
    return roman(folded) if len(folded) > 1 else None


def roman(folded: str) -> int | None:
    """The value of a Roman numeral up to xxxix in small letters, single letters too."""
    if not _ROMAN.fullmatch(folded):
        return None
    values = [_DIGITS[c] for c in folded]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def legal_class(words: Sequence[str]) -> str:
    """The class of a legal form by its folded words, ``""`` for what is none. Forms of one class are counterparts.

    >>> legal_class(("ooo",)), legal_class(("sp", "z", "o", "o")), legal_class(("joint", "stock", "company"))
    ('limited', 'limited', 'stock')
    """
    return lexicon().legal_phrases.meanings.get(" ".join(words), "")


def word_classes(folded: str) -> frozenset[str]:
    """The concepts that a word of an organisation or place may stand for: words of one class translate each other.

    >>> word_classes("bank") & word_classes("банк")
    frozenset({'bank'})
    """
    return lexicon().concepts.get(folded, frozenset())


@lru_cache(maxsize=1 << 12)
def patronymic_gender(folded: str) -> str:
    """The gender of a patronymic (``f`` or ``m``), or ``""`` for a word that is none."""
    return _ending(folded, lexicon().patronymic_endings)


@lru_cache(maxsize=1 << 12)
def family_gender(folded: str) -> str:
    """The gender that the ending of a family name tells (``f`` or ``m``), or ``""``.

    >>> family_gender("tsikhanouskaya"), family_gender("tikhanovskyi"), family_gender("lukashenko")
    ('f', 'm', '')
    """
    return _ending(folded, lexicon().family_gender_endings)


def is_adjective(folded: str) -> bool:
    """Whether a word ends like an adjective made of the name of a place: ``Canadian``, ``пакистанский``."""
    return folded.endswith(lexicon().adjective_endings)


def _ending(folded: str, endings: dict[str, str]) -> str:
    """The gender of the longest ending that fits; at least two letters must stand before it."""
    for start in range(2, len(folded)):
        gender = endings.get(folded[start:])
        if gender is not None:
            return gender
    return ""
