"""Chinese, Japanese and Korean syllables, of native text and of Latin spellings; other native text is only normalized.

Orthographies of alphabets would not find the syllables of a Latin spelling (Xian, Xi’an). Here the matrix of the language
is inverted: the syllables are its rows, their spellings the cells of all conventions, and a word has the joined keys of
every segmentation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from translit.table.abugida import with_vowels
from translit.table.indochina import burmese_with_vowels, khmer_with_vowels, lao_in_order
from translit.table.tables import Language, tables
from translit.table.thai import in_order
from translit.text.fold import ascii_letters, fold, script_of
from translit.text.han import han, is_han
from translit.text.patterns import regex

JOINT = "·"
"""Put between the syllables of one name, where conventions print a hyphen, an apostrophe or nothing."""
APOSTROPHES = str.maketrans(dict.fromkeys("'ʼ‘´`", "’"))
_DOUBLED = regex(
    "(?P<before>(?:^|(?<= ))ال|ل|ِ)?(?P<letter>[ء-ي])(?P<vowel>[\u064b-\u0650]?)\u0651(?P<after>[\u064b-\u0650]?.?)"
)
_CONSTRUCT = regex(r"(?<!\S)(?!ال)(\S+)ة(?= (?:ال|\S*[^\sة](?!\S)))")
_ACCENT_OF_CAPITALS = regex("(?<=[ΪΫ])\u0301")  # ΐ and ΰ have no capital: they become two signs in capitals
_POLYTONIC = regex("[\u1f00-\u1fff]")
_BREATHINGS = str.maketrans({"\u0313": None, "\u0314": None, "\u0345": None, "\u0300": "\u0301", "\u0342": "\u0301"})
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_MOST = 12  # keys kept at each place: a long word has hundreds of segmentations, few of which are meant
_LONG_CONSONANT = regex(r"([^aeioumn])(?=\1)|[tc](?=ch)")  # of a Japanese word: Hattori, Sapporo, Hotchi
_LONGEST = 8  # letters of a syllable: "tchouang" in the French convention


_SHORTEST_NAME = {"ko": 3, "zh": 2, "yue": 2}
"""Characters of the shortest full name: two of Korean are mostly a given name, two of Chinese a full one."""
_IOTATED = frozenset("ᅵᅣᅧᅭᅲᅨᅤ")
"""Korean vowels that begin with i."""


_IN_ORDER = {"thai": in_order, "lao": lao_in_order, "khmer": khmer_with_vowels, "burmese": burmese_with_vowels}
"""What puts the letters of a text into the order of its sounds, and writes the vowels that are not written."""


def preprocess(text: str, language: Language, *, word: bool = False) -> str:
    """Return a text as the rows of a language's matrix spell it; a full name is taken apart unless it is a ``word``.

    Han characters become pinyin (a family name by the list of family names, what Unidecode has wrong by ``pinyin.tsv``),
    jyutping or Hangul, katakana hiragana, Hangul jamo.

    >>> preprocess("习近平", tables().languages["zh"])
    'xi jin·ping'
    """
    # Arabic and Hebrew texts may hold presentation forms (ﷲ), which only NFKC takes apart into letters
    text = unicodedata.normalize("NFKC" if language.abjad else "NFC", text).translate(APOSTROPHES)
    if language.abjad and "\u0651" in text:
        text = _DOUBLED.sub(_doubled, text)
    if word and language.abjad and "ة " in text:
        text = _CONSTRUCT.sub(r"\1ت", text)
    if "\u0301" in text:
        text = _ACCENT_OF_CAPITALS.sub("", text)
    if _POLYTONIC.search(text):  # breathings are not heard, and all accents are one
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_BREATHINGS))
    if language.preprocessing == "kana":
        return text.translate(_KATAKANA)
    if language.preprocessing in _IN_ORDER:
        return _IN_ORDER[language.preprocessing](text)
    if language.preprocessing.startswith("abugida"):
        return with_vowels(text, language.preprocessing.removeprefix("abugida").strip())
    if language.preprocessing:
        spell = {"pinyin": _pinyin, "jyutping": _jyutping, "jamo": _jamo}[language.preprocessing]
        parts = (text.replace(JOINT, " ") if any(map(is_han, text)) else text).split(" ")
        if language.preprocessing == "jamo":
            parts = [_in_hangul(part) for part in parts]
        one_word = not word and len(parts) == 1  # 唐纳德·特朗普 and 도널드 트럼프 begin with family names, but are none
        return " ".join(spell(part, _family(part, language.code) if one_word else "") for part in parts)
    return text


def _doubled(match: re.Match[str]) -> str:
    """Return a letter with a shadda as two; one where it is the article that is assimilated, or a long vowel."""
    before, letter, vowel, after = (match[g] or "" for g in ("before", "letter", "vowel", "after"))
    if (letter == "ل" and after.endswith("ه")) or (letter == "ي" and after.endswith("ة")):
        return match.group()  # Allah and the ending -iyah have rows of their own
    if before == "ال" or (letter in "يو" and not (vowel or after.strip())):
        return before + letter + vowel + after
    return f"{before}{letter}\u0652{letter}{vowel}{after}"


def split_full_name(text: str) -> tuple[str, ...]:
    """Split a full Chinese or Korean name into family and given name; other words stay whole.

    A family name has one or two characters, a given name as well; four characters may be two family names and a given name
    (林郑月娥). Names of other peoples, which these scripts spell by their sounds, are mostly longer.

    >>> split_full_name("김성찬"), split_full_name("볼프강"), split_full_name("洪文鐘"), split_full_name("王毅")
    (('김', '성찬'), ('볼프강',), ('洪', '文鐘'), ('王', '毅'))
    """
    lang = {"Hangul": "ko", "Cjk": "zh"}.get(script_of(text))
    if lang is None:
        return (text,)
    family = _family(text, lang, 2) or (_family(text, "hanja", 2) if lang == "zh" else "")
    return (*_family_names(family), text[len(family) :]) if family else (text,)


def is_family_name(text: str) -> bool:
    """Return True for a Chinese or Korean family name in its own script."""
    surnames = tables().surnames
    return any(fold(text) in surnames[lang] for lang in ("zh", "ko", "hanja"))


def hanja_readings(text: str) -> tuple[str, ...]:
    """Return a word of Han characters as Korean reads it: in the South without r and n where a word begins; or nothing.

    >>> hanja_readings("在寅"), hanja_readings("李"), hanja_readings("龍男")
    (('재인',), ('이',), ('용남', '룡남'))
    """
    family = tables().surnames["hanja"].get(fold(text))
    read = family or "".join(han(c).hangul or " " for c in text)
    if not read or " " in read:
        return ()
    return tuple(dict.fromkeys((southern(read), read)))


def southern(hangul: str) -> str:
    """Return a Korean word by the initial-sound law of South Korea, by which a word begins neither with r nor with ni.

    North Korea writes 리룡남 for 이용남. 렬 and 률 are written 열 and 율 after a vowel or n, and by many after any letter.

    >>> southern("리"), southern("로"), southern("녀"), southern("석렬")
    ('이', '노', '여', '석열')
    """
    return "".join(_softened(c) if i == 0 or c in "렬률" else c for i, c in enumerate(hangul))


def _softened(syllable: str) -> str:
    first, rest = (jamo := unicodedata.normalize("NFD", syllable))[:1], jamo[1:]
    if rest[:1] in _IOTATED and first in ("ᄅ", "ᄂ"):
        return unicodedata.normalize("NFC", "ᄋ" + rest)
    return unicodedata.normalize("NFC", "ᄂ" + rest) if first == "ᄅ" else syllable


def _pinyin(text: str, family: str) -> str:
    """Return Han characters as syllables: family name, space, given name; Latin text unchanged."""
    if text.isascii() or not any(map(is_han, text)):
        return text
    read = [han(c).pinyin or ascii_letters(c).strip().lower() for c in text[len(family) :]]
    known = tables().surnames["zh"]
    names = _family_names(family) if family else (text,)
    return _with_family(" ".join(known.get(fold(name), "") for name in names), family, read)


def _jyutping(text: str, family: str) -> str:
    if not any(map(is_han, text)):
        return text
    read = [han(c).jyutping or ascii_letters(c).strip().lower() for c in text]
    joint = "" if len(_family_names(family)) == 1 else " "
    return _with_family(joint.join(read[: len(family)]), family, read[len(family) :])


def _with_family(read_family: str, family: str, given: list[str]) -> str:
    if not family and read_family:  # the text is a family name
        return read_family
    return " ".join(part for part in (read_family, JOINT.join(given)) if part)


def _jamo(text: str, family: str) -> str:
    """Return a Korean name with a space after the family name and joints in the given name."""
    return unicodedata.normalize("NFD", f"{family} {JOINT.join(text[len(family) :])}" if family else text)


def _in_hangul(text: str) -> str:
    """Return a word or full name of Han characters as South Korea reads it; other text unchanged."""
    if not any(map(is_han, text)):
        return text
    names = [read[0] if (read := hanja_readings(name)) else name for name in split_full_name(text)]
    return "".join(names)


def _family(text: str, lang: str, least: int = 0) -> str:
    """Return the family name that a full name of at least so many characters begins with, or ``""``."""
    known = tables().surnames["zh" if lang == "yue" else lang]
    shortest = least or _SHORTEST_NAME[lang]
    if JOINT in text or len(text) < shortest:
        return ""
    for length in (2, 1):
        if fold(text[:length]) in known and length < len(text) <= length + 2:
            return text[:length]
    return text[:2] if lang in ("zh", "yue") and len(text) == 4 and all(map(is_family_name, text[:2])) else ""


def _family_names(family: str) -> tuple[str, ...]:
    """Return one family name, or two of which none is a compound."""
    return (family,) if not family or is_family_name(family) else tuple(family)


@cache
def _spellings(lang: str) -> dict[str, frozenset[str]]:
    """Return the folded Latin spellings of all syllables, each with the keys of the syllables so spelled."""
    table = tables()
    language = table.languages[lang]
    latin = [i for i, c in enumerate(language.columns) if c != "key" and table.conventions[c].letters == "Latn"]
    cells = (row.cells for rows in language.rows.values() for row in rows)
    found: dict[str, set[str]] = {}
    for written, key in {(row[column], row[0]) for row in cells for column in latin}:  # many characters sound alike
        spelling = fold(written).strip("-‐ ")
        if spelling and key:
            found.setdefault(spelling, set()).add(key)
    return {spelling: frozenset(keys) for spelling, keys in found.items()}


@lru_cache(maxsize=1 << 14)
def syllable_keys(word: str, lang: str) -> frozenset[str]:
    """Return the phonemes of a Latin word in every segmentation into syllables of ``lang``; empty if there is none.

    >>> sorted(syllable_keys("Chin-p’ing", "zh") & syllable_keys("Jinping", "zh"))
    ['Cin.pin.']
    """
    letters = fold(word).replace("-", "").replace(" ", "")
    if lang == "ja":
        letters = _LONG_CONSONANT.sub("", letters)
    spellings = _spellings(lang)
    ways: list[set[str]] = [{""}, *(set() for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            keys = spellings.get(letters[start:end])
            if keys and ways[start]:
                joined = sorted(before + key for before in ways[start] for key in keys)
                ways[end].update(joined[: _MOST - len(ways[end])])
    return frozenset(key for key in ways[-1] if key)
