"""Preprocessing of native text before the rows of a matrix are looked up: Unicode normalization and syllable segmentation.

Called by ``romanization``; ``words`` takes the splitting of full Chinese and Korean names.
"""

from __future__ import annotations

import unicodedata

from translit.table.tables import Language, tables
from translit.text.fold import ascii_letters, script_of

JOINT = "·"
"""Put between the syllables of one name, where conventions print a hyphen, an apostrophe or nothing."""
_APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "‘": "’"})
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def preprocess(text: str, language: Language) -> str:
    """Return a text as the rows of a language's matrix spell it.

    Han characters become pinyin (by Unidecode; a family name by the list of family names), katakana hiragana, Hangul jamo.

    >>> preprocess("习近平", tables().languages["zh"])
    'xi jin·ping'
    """
    # Arabic and Hebrew texts may hold presentation forms (ﷲ), which only NFKC takes apart into letters
    text = unicodedata.normalize("NFKC" if language.abjad else "NFC", text).translate(_APOSTROPHES)
    if language.preprocessing == "pinyin":
        return " ".join(_pinyin(part) for part in text.split(" "))
    if language.preprocessing == "kana":
        return text.translate(_KATAKANA)
    if language.preprocessing == "jamo":
        return unicodedata.normalize("NFD", " ".join(_spaced(part) for part in text.split(" ")))
    return text


def split_full_name(text: str) -> tuple[tuple[str, str], ...]:
    """Split a full Chinese or Korean name into family and given name; Han characters also in their Korean reading.

    >>> split_full_name("김성찬"), split_full_name("볼프강"), split_full_name("洪文鐘")
    ((('김', '성찬'),), (), (('洪', '文鐘'), ('홍', '문종')))
    """
    lang = {"Hangul": "ko", "Cjk": "zh"}.get(script_of(text))
    if lang is None:
        return ()
    found = []
    if family := _family(text, lang):
        found.append((family, text[len(family) :]))
    family, hanja = _family(text, "hanja"), tables().hanja
    given = text[len(family) :]
    if family and all(c in hanja for c in given):
        found.append((tables().surnames["hanja"][family], "".join(hanja[c] for c in given)))
    return tuple(found)


def _pinyin(text: str) -> str:
    """Return Han characters as syllables: family name, space, given name; Latin text unchanged."""
    if text.isascii() or not any(unicodedata.name(c, "").startswith("CJK") for c in text):
        return text
    family = _family(text, "zh")
    given = JOINT.join(ascii_letters(c).strip().lower() for c in text[len(family) :])
    return " ".join(part for part in (tables().surnames["zh"].get(family, ""), given) if part)


def _spaced(text: str) -> str:
    """Return a Korean name with a space after the family name and joints in the given name."""
    family = "" if JOINT in text else _family(text, "ko")
    return f"{family} {JOINT.join(text[len(family) :])}" if family else text


def _family(text: str, lang: str) -> str:
    """Return the family name that a full name begins with, or ``""``.

    A family name has one or two characters, a given name as well; two characters alone may be a given name.
    """
    known = tables().surnames[lang]
    for length in (2, 1):
        if text[:length] in known and length < len(text) <= length + 2 and len(text) > 2:
            return text[:length]
    return ""
