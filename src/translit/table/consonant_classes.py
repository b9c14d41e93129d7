"""Consonant classes of a word: blocking keys for abjads, scripts that do not write short vowels (Arabic, Hebrew).

The press spells محمد as Muhammad, Mohamed, Mehmet: the consonants agree, up to voicing and place. Consonants with one sign
in these scripts, or often romanized for each other (ب for b and p, ج for j and g), form one class, as in Soundex (Russell
1918), set by hand. ``blocking`` calls this by way of ``words.Word``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from translit.table.phonetics import phonemes
from translit.text.han import is_han
from translit.text.patterns import regex

_DROPPED = regex("[aeioujh']+")
_CLASSES = str.maketrans({"v": "b", "f": "b", "p": "b", "z": "c", "g": "k", "Z": "k", "C": "c"})
_UNWRITTEN = regex("[aeh']+")
_CLASSES_AND_MATRES = {**_CLASSES, ord("u"): "o", ord("j"): "i"}
_DOUBLE = regex(r"(.)\1+")
_ARTICLE = regex("^[ae]l(?=..)")
_LIQUID = regex("[lr]")
_LIQUIDS = 3  # liquids of a word that are read both ways
_UNHEARD_R = regex("[aeo](?![aeiour])")


@lru_cache(maxsize=1 << 11)
def consonant_classes(word: str, lang: str | None = None) -> frozenset[str]:
    """Return the consonant classes of a word in each reading, with and without the Arabic article al-.

    ``lang`` is the language of a native word, ``None`` if unknown.

    >>> sorted(consonant_classes("محمد", "ar") & consonant_classes("Muhammad"))
    ['md']
    """
    texts = _phonemes(word, lang)
    texts |= {_ARTICLE.sub("", text) for text in texts}
    texts |= {text.replace("v", "") for text in texts}  # و is a consonant or a vowel
    found = (_DROPPED.sub("", text).replace("dZ", "k").translate(_CLASSES) for text in texts)
    return frozenset(_DOUBLE.sub(r"\1", classes) for classes in found if classes)


@lru_cache(maxsize=1 << 11)
def with_matres(word: str, lang: str | None = None) -> frozenset[str]:
    """Return the consonant classes with the vowels that abjads write (matres lectionis): o or u, i, and an initial vowel.

    >>> sorted(with_matres("ג׳ון", "he") & with_matres("John"))
    ['kon']
    """
    texts = _phonemes(word, lang)
    if not word.isascii():
        texts |= {text[:1] + text[1:].replace("v", "o") for text in texts}
    found = (_classes_and_matres(text) for text in texts if text)
    return frozenset(_DOUBLE.sub(r"\1", classes) for classes in found if len(classes) > 1)


def _phonemes(word: str, lang: str | None) -> set[str]:
    """Return the phoneme strings of a word; those of syllables without their dots, as they may stand for a foreign name."""
    texts = {text for text, _ in phonemes(word, lang)}
    if any("." in text for text in texts):
        texts = {text.replace(".", "").replace(" ", "") for text in texts}
        if is_han(word[0]):
            texts = {heard for text in texts for heard in _as_foreign(text)}
        texts = {heard for text in texts for heard in _with_liquids(text)}
    return texts


def _with_liquids(text: str) -> Iterator[str]:
    """Yield what the phonemes of syllables stand for: each l and r for either, and an r that is not heard after a vowel.

    The English r of Carter is left out in カーター, 카터 and 卡特; of the first liquids only, since each doubles the words.
    """
    first, *rest = _LIQUID.split(text)
    read = [first]
    for n, part in enumerate(rest):
        read = [before + liquid + part for before in read for liquid in ("lr" if n < _LIQUIDS else "l")]
    for heard in read:
        yield heard
        for vowel in _UNHEARD_R.finditer(heard):
            yield f"{heard[: vowel.end()]}r{heard[vowel.end() :]}"


def _as_foreign(text: str) -> Iterator[str]:
    """Yield the phonemes of a Mandarin word and what they stand for in foreign names: d as well as t, k before i, s."""
    for other in {text, text.replace("S", "s")}:
        for heard in (other, other.replace("t", "d")):
            yield heard
            yield heard.replace("C", "k")


def becomes_consonants() -> tuple[bytes, bytes]:
    """Return what the compiled core puts for phonemes in consonant classes and in those with matres, 0 for none."""
    return _codes(_DROPPED, _CLASSES), _codes(_UNWRITTEN, _CLASSES_AND_MATRES)


def _codes(dropped: re.Pattern[str], classes: Mapping[int, Any]) -> bytes:
    return bytes(ord(dropped.sub("", chr(code)).translate(classes) or "\0") for code in range(128))


def _classes_and_matres(text: str) -> str:
    first = {"h": "h", **dict.fromkeys("aeiou", "a")}.get(text[0], "")  # every initial vowel has a sign, alef
    rest = text[1:] if text[0] in "aeh" else text
    return first + _UNWRITTEN.sub("", rest.replace("dZ", "k")).translate(_CLASSES_AND_MATRES)
