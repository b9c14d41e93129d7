"""Blocking keys: the coarse keys under which an index keeps a word, and under which it is looked for.

Finding is generous and cheap; how alike two words really are is for :func:`translit.table.words.similarity` to say. All
blocking keys are drawn from the strict keys, so that a word is read once. Each begins with the letter of its channel:

``=`` a strict key · ``~`` a coarse key, its vowels and dotted consonants merged, and every key that it becomes when one
letter is left out: so two keys meet that differ by one edit (Mor and Fraenkel 1982) · ``#`` the skeleton of consonants,
likewise · ``^`` the consonant_classes, for scripts that leave vowels out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from translit.table.phonetics import key_penalties
from translit.table.words import Word

STRICT = "="
"""The channel of the strict keys."""
_COARSE = str.maketrans({"o": "a", "e": "i", "h": "g", "c": "t", "S": "s", "C": "s", "Z": "z", "j": None, "'": None})
_SKELETON = str.maketrans({"b": "p", "d": "t", "g": "k", "v": "f", "z": "s"})
_VOWELS = re.compile("(?<!^)[aiu]+")
_DOUBLE = re.compile(r"(.)\1+")
_LONGEST = 48
"""No word of a name has more sounds; what has is found by its full keys only, or its cost would grow with the square."""


@lru_cache(maxsize=1 << 12)
def coarse(key: str) -> str:
    """A strict key with the sounds merged that conventions confuse most.

    >>> coarse("cixanovskaja"), coarse("tixonovskaja")
    ('tixanafska', 'tixanafska')
    """
    merged = key.replace("ts", "c").replace("dz", "z").replace("v", "f").translate(_COARSE)
    return _DOUBLE.sub(r"\1", merged) if key.isascii() else merged


@lru_cache(maxsize=1 << 12)
def skeleton(key: str) -> str:
    """A coarse key without the vowels after its first letter, voiced and voiceless consonants merged."""
    bare = _VOWELS.sub("", coarse(key)).translate(_SKELETON)
    return _DOUBLE.sub(r"\1", bare)


def shortened(key: str, least: int) -> set[str]:
    """A key with each letter left out in turn; none of a key shorter than ``least``, it would meet too much."""
    return {key[:i] + key[i + 1 :] for i in range(len(key))} if least <= len(key) <= _LONGEST else set()


def skeletons(word: Word) -> tuple[str, ...]:
    """The skeletons of a word in all its readings, sorted."""
    return tuple(sorted({skeleton(key) for key in word.phonetic_keys}))


def blocking_keys(word: Word) -> tuple[tuple[str, ...], ...]:
    """The blocking keys of a word, channel by channel, from the strictest to the loosest; sorted within a channel."""
    strict = word.phonetic_keys
    loose = {coarse(key) for key in strict}
    bare = {skeleton(key) for key in strict} if not word.abjad else set()
    sure = [key for key, doubt in strict.items() if not doubt]
    cut = {k for key in {coarse(key) for key in sure} for k in shortened(key, 4)}
    cut_bare = {k for key in {skeleton(key) for key in sure} for k in shortened(key, 4)} if not word.abjad else set()
    return (
        _named(STRICT, {*strict, *(k for v in word.variants for k in key_penalties(v))} if word.cut else strict),
        _named("~", loose | cut),
        _named("#", {k for k in bare | cut_bare if len(k) > 1}),
        _named("^", {k for key in word.consonant_classes for k in (key, *shortened(key, 4)) if len(k) > 1}),
        _named("+", word.with_matres),
        _named("+", {k for key in word.with_matres for k in shortened(key, 3) if len(k) > 1} if word.abjad else ()),
    )


def _named(channel: str, found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted([channel + key for key in found]))
