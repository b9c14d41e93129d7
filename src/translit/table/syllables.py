"""Chinese, Japanese and Korean syllables, of native text and of Latin spellings; other native text is only normalized.

Orthographies of alphabets would not find the syllables of a Latin spelling (Xian, Xi’an). Here the matrix of the language
is inverted: the syllables are its rows, their spellings the cells of all conventions, and a word has the joined keys of
every segmentation.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from translit.table.tables import Language, tables
from translit.text.fold import ascii_letters, fold, script_of

JOINT = "·"
"""Put between the syllables of one name, where conventions print a hyphen, an apostrophe or nothing."""
_APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "‘": "’"})
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_MOST = 12  # keys kept at each place: a long word has hundreds of segmentations, few of which are meant
_LONGEST = 8  # letters of a syllable: "tchouang" in the French convention


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


@cache
def _spellings(lang: str) -> dict[str, frozenset[str]]:
    """Return the folded Latin spellings of all syllables, each with the keys of the syllables so spelled."""
    table = tables()
    language = table.languages[lang]
    latin = [i for i, c in enumerate(language.columns) if c != "key" and table.conventions[c].letters == "Latn"]
    found: dict[str, set[str]] = {}
    for rows in language.rows.values():
        for row in rows:
            for column in latin:
                spelling = fold(row.cells[column]).strip("-‐ ")
                if spelling and row.cells[0]:
                    found.setdefault(spelling, set()).add(row.cells[0])
    return {spelling: frozenset(keys) for spelling, keys in found.items()}


@lru_cache(maxsize=1 << 14)
def syllable_keys(word: str, lang: str) -> frozenset[str]:
    """Return the phonemes of a Latin word in every segmentation into syllables of ``lang``; empty if there is none.

    >>> sorted(syllable_keys("Chin-p’ing", "zh") & syllable_keys("Jinping", "zh"))
    ['Cin.pin.']
    """
    letters = fold(word).replace("-", "").replace(" ", "")
    spellings = _spellings(lang)
    ways: list[set[str]] = [{""}, *(set() for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            keys = spellings.get(letters[start:end])
            if keys and ways[start]:
                joined = sorted(before + key for before in ways[start] for key in keys)
                ways[end].update(joined[: _MOST - len(ways[end])])
    return frozenset(key for key in ways[-1] if key)
