"""The word lists of ``data/lexicon/`` and the given-name sets, compiled: what a word of a name may be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from translit.table.words import Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words by the part they play in names, and folded endings with the gender they tell."""

    titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    light: frozenset[str]
    legal: frozenset[str]
    words: frozenset[str]
    patronymics: dict[str, str]
    family_gender: dict[str, str]


def _load(name: str) -> Any:
    return json.loads(files("translit").joinpath(f"data/{name}.json").read_bytes())


@cache
def lexicon() -> Lexicon:
    """The word lists that ship with the package, loaded once."""
    raw = _load("lexicon")
    lists = {k: frozenset(raw[k]) for k in ("titles", "particles", "suffixes", "light", "legal", "words")}
    return Lexicon(**lists, patronymics=raw["patronymics"], family_gender=raw["family_gender"])


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
def is_given_name(word: Word) -> bool:
    """Whether a word is a full given name; a short form (Bibi, Alex) may well be a family name."""
    given = _given()
    if word.folded in given["spelled"]:
        return True
    return word.folded not in given["short"] and any(key in given["heard"] for key in word.keys)


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


def _ending(folded: str, endings: dict[str, str]) -> str:
    """The gender of the longest ending that fits; at least two letters must stand before it."""
    for start in range(2, len(folded)):
        gender = endings.get(folded[start:])
        if gender is not None:
            return gender
    return ""
