"""The word lists of ``data/lexicon/`` and the given-name sets, compiled: what a word of a name may be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from translit.table.words import Word

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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words by the part they play in names, and folded endings with the gender they tell.

    ``titles`` are single words; ``title_phrases`` have the place (before, after, any) of all titles, and
    ``particle_phrases`` kind and place of particles. ``generic_phrases`` only say that a name is that of a club or a firm,
    and words of ``where`` stand before the name of a place.
    """

    titles: frozenset[str]
    light: frozenset[str]
    words: frozenset[str]
    modifiers: frozenset[str]
    regnal: frozenset[str]
    first_families: frozenset[str]
    double_families: frozenset[str]
    together: frozenset[str]
    servants: frozenset[str]
    title_phrases: Phrases[str]
    particle_phrases: Phrases[tuple[str, str]]
    suffix_phrases: Phrases[str]
    number_phrases: Phrases[int]
    legal_phrases: Phrases[str]
    generic_phrases: Phrases[str]
    where: frozenset[str]
    concepts: dict[str, frozenset[str]]
    patronymics: dict[str, str]
    family_gender: dict[str, str]
    adjectives: tuple[str, ...]


def _load(name: str) -> Any:
    return json.loads(files("translit").joinpath(f"data/{name}.json").read_bytes())


@cache
def lexicon() -> Lexicon:
    """The word lists that ship with the package, loaded once."""
    raw = _load("lexicon")
    particles = {phrase: (kind, place) for phrase, (kind, place) in raw["particles"].items()}
    return Lexicon(
        titles=frozenset(t for t in raw["titles"] if " " not in t),
        light=frozenset(raw["light"]),
        words=frozenset(raw["words"]),
        modifiers=frozenset(raw["modifiers"]),
        regnal=frozenset(raw["regnal"]),
        first_families=frozenset(raw["orders"]["first"]),
        double_families=frozenset(raw["orders"]["double"]),
        together=frozenset(phrase for phrase, (kind, _) in particles.items() if kind not in ("alias", "servant")),
        servants=frozenset(phrase for phrase, (kind, _) in particles.items() if kind == "servant"),
        title_phrases=Phrases(raw["titles"]),
        particle_phrases=Phrases(particles),
        suffix_phrases=Phrases(raw["suffixes"]),
        number_phrases=Phrases(raw["numbers"]),
        legal_phrases=Phrases(raw["legal"]),
        generic_phrases=Phrases({phrase: kind for phrase, kind in raw["generic"].items() if kind != "where"}),
        where=frozenset(phrase for phrase, kind in raw["generic"].items() if kind == "where"),
        concepts={word: frozenset(classes) for word, classes in raw["concepts"].items()},
        patronymics=raw["patronymics"],
        family_gender=raw["family_gender"],
        adjectives=tuple(raw["adjectives"]),
    )


@lru_cache(maxsize=1 << 14)
def number_of(folded: str) -> int | None:
    """The number that a folded word means: digits, an ordinal, a Roman numeral of two letters up to xxxix.

    A single letter is none: it may be an initial.

    >>> number_of("16"), number_of("xvi"), number_of("2nd"), number_of("второй"), number_of("x")
    (16, 16, 2, 2, None)
    """
    ordinal = lexicon().number_phrases.meanings.get(folded)
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


@cache
def _given() -> dict[str, Any]:
    raw: dict[str, Any] = _load("given_names")
    return raw


@lru_cache(maxsize=1 << 16)
def given_sets(word: Word) -> frozenset[str]:
    """The given-name sets that a word belongs to: by its letters, short forms too, else by its strict keys.

    >>> from translit.table.words import word
    >>> sorted(given_sets(word("Siarhei")) & given_sets(word("Sergey")))
    ['Sergei']
    """
    given = _given()
    spelled = [*given["spelled"].get(word.folded, ()), *given["short"].get(word.folded, ())]
    if spelled:
        return frozenset(spelled)
    return frozenset(s for key in word.keys for s in given["heard"].get(key, ()))


@lru_cache(maxsize=1 << 16)
def inflected_sets(word: Word) -> frozenset[str]:
    """The given-name sets that a word may belong to if it stands in another case than the first.

    >>> from translit.table.words import word
    >>> "Donald" in inflected_sets(word("Дональдом"))
    True
    """
    if word.folded in _given()["spelled"]:
        return frozenset()
    heard = _given()["heard"]
    return frozenset(s for stem in word.stems for key in (stem, stem + "a") for s in heard.get(key, ()))


@lru_cache(maxsize=1 << 16)
def is_given_name(word: Word) -> bool:
    """Whether a word is a full given name; a short form (Bibi, Alex) may well be a family name."""
    given = _given()
    if word.folded in given["spelled"]:
        return True
    return word.folded not in given["short"] and any(key in given["heard"] for key in word.keys)


def spelled_given(folded: str) -> bool:
    """Whether a given name or a short form of one is spelled like this, whatever it sounds like."""
    given = _given()
    return folded in given["spelled"] or folded in given["short"]


def given_gender(sets: frozenset[str]) -> str:
    """``f`` or ``m`` if all sets agree, else ``""``."""
    genders = {_given()["gender"][s] for s in sets}
    return genders.pop() if len(genders) == 1 else ""


@lru_cache(maxsize=1 << 16)
def patronymic_gender(folded: str) -> str:
    """The gender of a patronymic (``f`` or ``m``), or ``""`` for a word that is none."""
    return _ending(folded, lexicon().patronymics)


@lru_cache(maxsize=1 << 16)
def family_gender(folded: str) -> str:
    """The gender that the ending of a family name tells (``f`` or ``m``), or ``""``.

    >>> family_gender("tsikhanouskaya"), family_gender("tikhanovskyi"), family_gender("lukashenko")
    ('f', 'm', '')
    """
    return _ending(folded, lexicon().family_gender)


def is_adjective(folded: str) -> bool:
    """Whether a word ends like an adjective made of the name of a place: ``Canadian``, ``пакистанский``."""
    return folded.endswith(lexicon().adjectives)


def _ending(folded: str, endings: dict[str, str]) -> str:
    """The gender of the longest ending that fits; at least two letters must stand before it."""
    for start in range(2, len(folded)):
        gender = endings.get(folded[start:])
        if gender is not None:
            return gender
    return ""
