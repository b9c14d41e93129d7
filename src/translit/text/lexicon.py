"""The word lists of ``data/lexicon/``, compiled: titles, particles, legal forms, numbers and the like, all folded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from translit.resources import SortedMap

V = TypeVar("V")

_LISTS = SortedMap("lexicon.tsv")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|e|er|ere|eme|o|a|й|я|го|世|세)?")
_DIGITS = {"i": 1, "v": 5, "x": 10}
_SHORTEST_STEM = 2  # letters that must stand before an ending


def _list(name: str) -> Any:
    return json.loads(_LISTS.get(name) or "null")


class Phrases(Generic[V]):
    """Phrases of one or more folded words, each with a meaning.

    Attributes
    ----------
    meanings
        The meaning of a phrase, its words joined by a space.
    longest
        By the first word of a phrase, the number of words of the longest one that begins with it.
    """

    def __init__(self, meanings: Mapping[str, V]) -> None:
        self.meanings = meanings
        self.longest: dict[str, int] = {}
        for phrase in meanings:
            words = phrase.split()
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))

    def at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """Return the number of words and the meaning of the longest phrase at ``words[start]``.

        >>> Phrases({"prime minister": "office", "prime": "number"}).at(["the", "prime", "minister"], 1)
        (2, 'office')
        """
        for length in range(min(self.longest.get(words[start], 0), len(words) - start), 0, -1):
            phrase = words[start] if length == 1 else " ".join(words[start : start + length])
            if phrase in self.meanings:
                return length, self.meanings[phrase]
        return None


class Lexicon:
    """Folded words by the part they play in names, and folded endings. Each list is read when it is first needed."""

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Articles, prepositions and conjunctions: *of*, *und*, *для*."""
        return frozenset(_list("light"))

    @cached_property
    def non_names(self) -> frozenset[str]:
        """Words of any language that are often capitalized without being a name: pronouns, months, headline words."""
        return frozenset(_list("words"))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words before a name whose dot does not end a sentence: *St.*, *Mt.*, *Mr.*"""
        return frozenset(_list("abbreviations"))

    @cached_property
    def title_phrases(self) -> Phrases[str]:
        """Titles, honorifics and offices, and where they stand: ``before`` the name, ``after`` it, or ``any``where."""
        return Phrases(_list("titles"))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Titles of one word."""
        return frozenset(t for t in _list("titles") if " " not in t)

    @cached_property
    def title_modifiers(self) -> frozenset[str]:
        """Words that belong to a title after them: *deputy*, *foreign*."""
        return frozenset(_list("modifiers"))

    @cached_property
    def regnal_titles(self) -> frozenset[str]:
        """Titles of rulers and clergy, after whose name a number may stand: *pope*, *king*."""
        return frozenset(_list("regnal"))

    @cached_property
    def particle_phrases(self) -> Phrases[tuple[str, str]]:
        """Particles, their kind and place as in ``data/lexicon/README.md``: *van* is ``("family", "before")``."""
        return Phrases({phrase: (kind, place) for phrase, (kind, place) in _list("particles").items()})

    @cached_property
    def name_particles(self) -> frozenset[str]:
        """Particles that are part of a name, without words for *alias* and :attr:`theophoric_prefixes`."""
        particles = self.particle_phrases.meanings
        return frozenset(phrase for phrase, (kind, _) in particles.items() if kind not in ("alias", "servant"))

    @cached_property
    def theophoric_prefixes(self) -> frozenset[str]:
        """First parts of Arabic names of God's servants, one name with the word after them: *Abd*, *Abdel*."""
        return frozenset(phrase for phrase, (kind, _) in self.particle_phrases.meanings.items() if kind == "servant")

    @cached_property
    def suffixes(self) -> dict[str, str]:
        """Words after a name that tell generations apart, and their class: *junior* and *fils* are ``jr``."""
        return dict(_list("suffixes"))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Ordinal numbers in words."""
        return dict(_list("numbers"))

    @cached_property
    def leading_family_names(self) -> frozenset[str]:
        """Chinese, Korean, Vietnamese and Khmer family names, which stand before the given name."""
        return frozenset(_list("orders")["first"])

    @cached_property
    def double_family_names(self) -> frozenset[str]:
        """Iberian family names that are usual as the first of two: *García* Márquez."""
        return frozenset(_list("orders")["double"])

    @cached_property
    def legal_phrases(self) -> Phrases[str]:
        """Legal forms of companies and their class: *GmbH* is ``limited``."""
        return Phrases(_list("legal"))

    @cached_property
    def generic_phrases(self) -> Phrases[str]:
        """Words that only say that an organization is a ``club`` (*F.C.*) or a ``firm`` (*Group*)."""
        return Phrases({phrase: kind for phrase, kind in _list("generic").items() if kind != "where"})

    @cached_property
    def place_prepositions(self) -> frozenset[str]:
        """Prepositions before the name of a place: *in*, *near*, *pod*."""
        return frozenset(phrase for phrase, kind in _list("generic").items() if kind == "where")

    @cached_property
    def concepts(self) -> dict[str, frozenset[str]]:
        """Words of organizations and places, and the concepts they stand for."""
        return {word: frozenset(classes) for word, classes in _list("concepts").items()}

    @cached_property
    def adjective_endings(self) -> tuple[str, ...]:
        """Endings of adjectives made of the names of places."""
        return tuple(_list("adjectives"))

    @cached_property
    def patronymic_endings(self) -> dict[str, str]:
        """Endings of patronymics and their gender, ``f`` or ``m``."""
        return dict(_list("patronymics"))

    @cached_property
    def family_gender_endings(self) -> dict[str, str]:
        """Endings of Slavic and Baltic family names and their gender, ``f`` or ``m``."""
        return dict(_list("family_gender"))


@cache
def lexicon() -> Lexicon:
    """Return the word lists that ship with the package."""
    return Lexicon()


@lru_cache(maxsize=1 << 12)
def number_of(folded: str) -> int | None:
    """Return the number that a folded word means: digits, an ordinal, or a Roman numeral up to xxxix.

    A single letter is no numeral, since it may be an initial.

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
    """Return the value of a Roman numeral up to xxxix in small letters, of a single letter, too."""
    if not _ROMAN.fullmatch(folded):
        return None
    values = [_DIGITS[c] for c in folded]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def legal_class(words: Sequence[str]) -> str:
    """Return the class of a legal form, ``""`` for other words. Forms of one class correspond to each other.

    >>> legal_class(("ooo",)), legal_class(("sp", "z", "o", "o")), legal_class(("joint", "stock", "company"))
    ('limited', 'limited', 'stock')
    """
    return lexicon().legal_phrases.meanings.get(" ".join(words), "")


def word_classes(folded: str) -> frozenset[str]:
    """Return the concepts that a word of an organization or place may stand for; words that share one translate each other.

    >>> word_classes("bank") & word_classes("банк")
    frozenset({'bank'})
    """
    return lexicon().concepts.get(folded, frozenset())


@lru_cache(maxsize=1 << 12)
def patronymic_gender(folded: str) -> str:
    """Return the gender of a patronymic (``f`` or ``m``), ``""`` for other words."""
    return _ending(folded, lexicon().patronymic_endings)


@lru_cache(maxsize=1 << 12)
def family_gender(folded: str) -> str:
    """Return the gender that the ending of a family name tells (``f`` or ``m``), or ``""``.

    >>> family_gender("tsikhanouskaya"), family_gender("tikhanovskyi"), family_gender("lukashenko")
    ('f', 'm', '')
    """
    return _ending(folded, lexicon().family_gender_endings)


def is_adjective(folded: str) -> bool:
    """Return True if a word ends like an adjective made of the name of a place: ``Canadian``, ``пакистанский``."""
    return folded.endswith(lexicon().adjective_endings)


def _ending(folded: str, endings: dict[str, str]) -> str:
    """Return the gender of the longest ending that fits."""
    for start in range(_SHORTEST_STEM, len(folded)):
        gender = endings.get(folded[start:])
        if gender is not None:
            return gender
    return ""
