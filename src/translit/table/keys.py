"""Keys: spelling-independent phoneme strings, in five levels from strict (1, conventions only) to loose (5, skeleton).

A Latin spelling has several readings (what would a German, a Pole, an Englishman have meant?) and so a *set* of keys; a
native spelling is read by the matrix of every language whose alphabet it fits, or of the one it is known to be in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from translit.fold import ascii_letters, fold, script_of
from translit.table.matrix import languages_of, native_sounds
from translit.table.tables import Reading, tables

_LOOSE = str.maketrans({"q": "k", "w": "v", "x": "ks", "y": "i"})
LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Key:
    """A phoneme key of one word: its ``text``, the ``reading`` or language it was read in, the ``folds`` that changed it."""

    text: str
    reading: str
    folds: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def sounds(word: str, lang: str | None = None) -> tuple[tuple[str, str], ...]:
    """The phoneme strings of a word, each with the reading or language that gave it; no fold applied yet.

    >>> sounds("Лукашэнка", "be")
    (('lukaSenka', 'be'),)
    """
    word = unicodedata.normalize("NFC", word).lower()
    table = tables()
    if script_of(word) == "Latin":
        return _distinct((_read(word, r), r.id) for r in table.readings if r.cue is None or r.cue.search(word))
    if lang in table.languages and not _outside(word, lang):
        return ((native_sounds(word, table.languages[lang]), lang),)
    languages = languages_of(word)
    if languages:
        return _distinct((native_sounds(word, language), language.code) for language in languages)
    latin = ascii_letters(word).lower().replace(" ", "")
    return ((_read(latin, table.readings[0]), "unidecode"),) if latin else ()


def keys(word: str, level: int = 1, *, lang: str | None = None) -> frozenset[Key]:
    """The keys of one word at a level (1..5), with the readings and folds they came by.

    Raises
    ------
    ValueError
        If ``level`` is not one of 1 to 5.

    Examples
    --------
    >>> {k.text for k in keys("Ціханоўская", 3, lang="be")} <= {k.text for k in keys("Tikhanovskaya", 3)}
    True
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of 1 to 5, not {level!r}")
    folded = ((reading, *apply_folds(sound, level)) for sound, reading in sounds(word, lang))
    return frozenset(Key(text, reading, folds) for reading, text, folds in folded if text)


@lru_cache(maxsize=1 << 16)
def key_texts(word: str, level: int, lang: str | None = None) -> frozenset[str]:
    """The texts of :func:`keys`, which is what indexes hold."""
    return frozenset(t for sound, _ in sounds(word, lang) if (t := apply_folds(sound, level)[0]))


@lru_cache(maxsize=1 << 16)
def key_doubts(word: str, lang: str | None = None) -> dict[str, float]:
    """The strict keys of a word, each with the least doubt (0..1) of a reading that gives it."""
    out: dict[str, float] = {}
    doubts = tables().doubts
    for sound, reading in sounds(word, lang):
        key = apply_folds(sound, 1)[0]
        if key:
            out[key] = min(out.get(key, 1.0), doubts.get(reading, 0.0))
    return out


@lru_cache(maxsize=1 << 16)
def apply_folds(sound: str, level: int) -> tuple[str, tuple[str, ...]]:
    """A phoneme string after the folds up to a level, and the ids of those that changed it."""
    used = []
    for rule in tables().folds:
        if rule.level > level:
            continue
        before = sound
        for pattern, new in rule.rewrite:
            sound = pattern.sub(new, sound)
        if sound != before:
            used.append(rule.id)
    return sound, tuple(used)


def _outside(word: str, lang: str) -> bool:
    return any(c.isalpha() and c not in tables().languages[lang].alphabet for c in word)


def _distinct(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    first: dict[str, str] = {}
    for sound, reading in pairs:
        first.setdefault(sound, reading)
    return tuple(first.items())


def _read(word: str, reading: Reading) -> str:
    out = []
    for match in reading.pattern.finditer(word):
        group = match.group()
        if match.end() == len(word) and group in reading.final:
            out.append(reading.final[group])
        elif group in reading.sounds:
            out.append(reading.sounds[group])
        else:
            plain = fold(group)
            out.append(reading.sounds.get(plain, plain.translate(_LOOSE)))
    return "".join(out)
