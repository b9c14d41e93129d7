"""The bones of a word: its consonants in broad classes, for languages that do not write their vowels.

Arabic, Persian and Hebrew leave the short vowels out, and the press spells what is left in many ways: محمد is Muhammad,
Mohamed, Mehmet. Two words may be one if their bones are; how alike they are then depends on how much bone there is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.table.keys import sounds

_DROPPED = re.compile("[aeioujh']+")
_CLASSES = str.maketrans({"v": "b", "f": "b", "p": "b", "z": "c", "g": "k", "Z": "k", "C": "c"})
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


def bone_similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """How alike two words are by their bones, 0..1: the more bones agree, the surer."""
    if common := a & b:
        return {1: 0.8, 2: 0.9}.get(max(map(len, common)), 0.95)
    near = (1 - Levenshtein.distance(x, y) / max(len(x), len(y)) for x in a for y in b if min(len(x), len(y)) > 3)
    return max(0.0, 0.95 * max(near, default=0.0))
