"""The consonant classes of a word: its consonants in broad classes, for languages that do not write their vowels.

Arabic, Persian and Hebrew leave the short vowels out, and the press spells what is left in many ways: محمد is Muhammad,
Mohamed, Mehmet. Two words may be one if their consonant classes are the same; how
alike they are then depends on how many consonants there are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translit.table.phonetics import phonemes

_DROPPED = re.compile("[aeioujh']+")
_CLASSES = str.maketrans({"v": "b", "f": "b", "p": "b", "z": "c", "g": "k", "Z": "k", "C": "c"})
_UNWRITTEN = re.compile("[aeh']+")
_FRAME = {**_CLASSES, ord("u"): "o", ord("j"): "i"}
_DOUBLE = re.compile(r"(.)\1+")
_ARTICLE = re.compile("^[ae]l(?=..)")


@lru_cache(maxsize=1 << 11)
def consonant_classes(word: str, lang: str | None = None) -> frozenset[str]:
    """The consonant classes of a word in each reading, with and without the Arabic article.

    >>> sorted(consonant_classes("محمد", "ar") & consonant_classes("Muhammad"))
    ['md']
    """
    heard = _sounds(word, lang)
    heard |= {_ARTICLE.sub("", sound) for sound in heard}
    heard |= {sound.replace("v", "") for sound in heard}  # و is a consonant or a vowel
    found = (_DROPPED.sub("", sound).replace("dZ", "k").translate(_CLASSES) for sound in heard)
    return frozenset(_DOUBLE.sub(r"\1", skeleton) for skeleton in found if skeleton)


@lru_cache(maxsize=1 << 11)
def with_matres(word: str, lang: str | None = None) -> frozenset[str]:
    """The consonant classes with the vowels that a native writer would put down: o and u as one, i, and an initial vowel.

    >>> sorted(with_matres("ג׳ון", "he") & with_matres("John"))
    ['kon']
    """
    heard = _sounds(word, lang)
    if not word.isascii():
        heard |= {sound[:1] + sound[1:].replace("v", "o") for sound in heard}
    found = (_frame(sound) for sound in heard if sound)
    return frozenset(_DOUBLE.sub(r"\1", frame) for frame in found if len(frame) > 1)


def _sounds(word: str, lang: str | None) -> set[str]:
    """The phonemes of a word, without the joints of syllables; where a script cuts names into these, r is also l."""
    heard = {sound for sound, _ in phonemes(word, lang)}
    if any("." in sound for sound in heard):
        heard = {sound.replace(".", "").replace(" ", "") for sound in heard}
        heard |= {sound.replace("r", "l") for sound in heard} | {sound.replace("l", "r") for sound in heard}
    return heard


def _frame(sound: str) -> str:
    first = "a" if sound[0] in "aeiou" else ""
    start = 1 if sound[0] in "aeh" else 0
    return (
        first + sound[:1] * (sound[0] == "h") + _UNWRITTEN.sub("", sound[start:].replace("dZ", "k")).translate(_FRAME)
    )
