"""The bones of a word: its consonants in broad classes, for languages that do not write their vowels.

Arabic, Persian and Hebrew leave the short vowels out, and the press spells what is left in many ways: محمد is Muhammad,
Mohamed, Mehmet. Two words may be one if their bones are; how alike they are then depends on how much bone there is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translit.table.keys import sounds

_DROPPED = re.compile("[aeioujh']+")
_CLASSES = str.maketrans({"v": "b", "f": "b", "p": "b", "z": "c", "g": "k", "Z": "k", "C": "c"})
_UNWRITTEN = re.compile("[aeh']+")
_FRAME = {**_CLASSES, ord("u"): "o", ord("j"): "i"}
_DOUBLE = re.compile(r"(.)\1+")
_ARTICLE = re.compile("^[ae]l(?=..)")


@lru_cache(maxsize=1 << 16)
def bones(word: str, lang: str | None = None) -> frozenset[str]:
    """The consonant classes of a word in each reading, with and without the Arabic article.

    >>> sorted(bones("محمد", "ar") & bones("Muhammad"))
    ['md']
    """
    heard = {sound for sound, _ in sounds(word, lang)}
    heard |= {_ARTICLE.sub("", sound) for sound in heard}
    heard |= {sound.replace("v", "") for sound in heard}  # و is a consonant or a vowel
    found = (_DROPPED.sub("", sound).replace("dZ", "k").translate(_CLASSES) for sound in heard)
    return frozenset(_DOUBLE.sub(r"\1", skeleton) for skeleton in found if skeleton)


@lru_cache(maxsize=1 << 16)
def framed(word: str, lang: str | None = None) -> frozenset[str]:
    """The bones with the vowels between them that a native writer would put down: o and u as one, and i.

    >>> sorted(framed("ג׳ון", "he") & framed("John"))
    ['kon']
    """
    heard = {sound for sound, _ in sounds(word, lang)}
    if not word.isascii():
        heard |= {sound[:1] + sound[1:].replace("v", "o") for sound in heard}
    found = (_UNWRITTEN.sub("", sound).replace("dZ", "k").translate(_FRAME) for sound in heard)
    return frozenset(_DOUBLE.sub(r"\1", frame) for frame in found if frame)
