"""What is done to a native text before its matrix is read: one form for each letter, syllables where a script hides them."""

from __future__ import annotations

import unicodedata

from translit.table.tables import Language, tables
from translit.text.fold import ascii_letters, script_of

JOINT = "·"
"""Stands between the syllables of one name, where conventions print a hyphen, an apostrophe or nothing."""
_APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "‘": "’"})
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def prepare(text: str, language: Language) -> str:
    """The text as the rows of a language's matrix spell it.

    Han characters become pinyin (by Unidecode; a family name by the list of family names), katakana hiragana, Hangul jamo.
    """
    text = unicodedata.normalize("NFKC" if language.unwritten else "NFC", text).translate(_APOSTROPHES)
    if language.prepare == "pinyin":
        return " ".join(_pinyin(part) for part in text.split(" "))
    if language.prepare == "kana":
        return text.translate(_KATAKANA)
    if language.prepare == "jamo":
        return unicodedata.normalize("NFD", " ".join(_spaced(part) for part in text.split(" ")))
    return text


def cut_name(text: str) -> tuple[tuple[str, str], ...]:
    """Family and given name of a full Chinese or Korean name written together; Han characters also as Korean reads them.

    >>> cut_name("김성찬"), cut_name("볼프강"), cut_name("洪文鐘")
    ((('김', '성찬'),), (), (('洪', '文鐘'), ('홍', '문종')))
    """
    lang = {"Hangul": "ko", "Cjk": "zh"}.get(script_of(text))
    if lang is None:
        return ()
    cut = []
    if family := _family(text, lang):
        cut.append((family, text[len(family) :]))
    family, hanja = _family(text, "hanja"), tables().hanja
    given = text[len(family) :]
    if family and all(c in hanja for c in given):
        cut.append((tables().surnames["hanja"][family], "".join(hanja[c] for c in given)))
    return tuple(cut)


def _pinyin(text: str) -> str:
    """Han characters as syllables: family name, space, given name; Latin text as it is."""
    if text.isascii() or not any(unicodedata.name(c, "").startswith("CJK") for c in text):
        return text
    family = _family(text, "zh")
    given = JOINT.join(ascii_letters(c).strip().lower() for c in text[len(family) :])
    return " ".join(part for part in (tables().surnames["zh"].get(family, ""), given) if part)


def _spaced(text: str) -> str:
    """A Korean name with a space after the family name and joints in the given name."""
    family = "" if JOINT in text else _family(text, "ko")
    return f"{family} {JOINT.join(text[len(family) :])}" if family else text


def _family(text: str, lang: str) -> str:
    """The family name that a name of three or four characters begins with, or ``""``."""
    known = tables().surnames[lang]
    for length in (2, 1):
        if text[:length] in known and length < len(text) <= length + 2 and len(text) > 2:
            return text[:length]
    return ""
