"""Folding: the letters of a word without case, diacritics and apostrophes, and the script that they belong to.

Traditional Han characters fold to simplified ones.

Folded text is only compared, never shown: a :class:`~translit.text.tokens.Token` keeps the offsets of the original beside
it. Folding is idempotent.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from translit.text.han import han, is_han
from translit.text.patterns import regex

ACCENTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
"""Marks that folding removes: Latin and Cyrillic accents, Hebrew points, Arabic harakat (ranges of a regex class)."""
SIGNS = "".join(c for c in map(chr, (*range(0x900, 0x1AB0), 0x3099, 0x309A)) if unicodedata.category(c) in ("Mn", "Mc"))
"""Marks that folding keeps: vowel signs of South and South-East Asia, which spell vowels, and the voicing marks of kana."""
JOINERS = "'’‘ʼ`´׳״\u00ad\u200c\u200d"
"""Apostrophes, soft hyphen and zero-width joiners: part of the word they stand in, and removed by folding."""

_MARKS = regex("[\u0640\u064b-\u0652\u0670\u200c\u200d]")
_QUOTES = '"“”„«»·'
_SILENT = dict.fromkeys(map(ord, JOINERS + _QUOTES))
_SIGN_SET = frozenset(SIGNS)
# Letters that Unicode does not decompose, as the press writes them without diacritics.
_PLAIN = {
    "ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "ŋ": "n", "ё": "е", "ѐ": "е", "ѝ": "и", "ґ": "г", "ƣ": "g", "ɵ": "o",
}  # fmt: skip
_KEPT = frozenset("йўїѓќ")  # Unicode decomposes them, but readers take them for letters of their own


class _FoldTable(dict[int, str]):
    """Maps a code point to its folded letters, computed when a letter is first met."""

    def __missing__(self, code: int) -> str:
        out = []
        for c in chr(code).casefold():
            if is_han(c):
                out.append(han(c).simplified)
            elif c in _PLAIN or c in _KEPT or c in _SIGN_SET:
                out.append(_PLAIN.get(c, c))
            elif unicodedata.category(c) not in ("Mn", "Lm", "Sk", "Cf") and c not in JOINERS and c not in _QUOTES:
                parts = unicodedata.normalize("NFKD", c)
                base = "".join(d for d in parts if d in _SIGN_SET or unicodedata.category(d) != "Mn")
                out.extend(_PLAIN.get(d, d) for d in base.casefold())
        self[code] = folded = "".join(out)
        return folded


_TABLE = _FoldTable()


@lru_cache(maxsize=1 << 13)
def fold(text: str) -> str:
    """Return ``text`` without case, diacritics and apostrophes; letters of another script stay in it.

    >>> fold("Łukaszenka’s"), fold("Ціханоўская"), fold("Хрущёв"), fold("習近平")
    ('lukaszenkas', 'ціханоўская', 'хрущев', '习近平')
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))


def letters(text: str) -> str:
    """Return the small letters of ``text`` with their accents, without apostrophes, joiners and quotation marks.

    >>> letters("Kennedy’ego"), letters("ŠKODA")
    ('kennedyego', 'škoda')
    """
    return unicodedata.normalize("NFC", text.lower()).translate(_SILENT)


def without_marks(text: str) -> str:
    """Return Arabic text without vowel marks, tatweel and the joiners that only shape its letters.

    >>> without_marks("مُحَمَّد") == "محمد"
    True
    """
    return _MARKS.sub("", text)


def script_of(word: str) -> str:
    """Return the script of the first letter of ``word`` (``Latin``, ``Cyrillic``, ``Arabic`` …), ``""`` without letters.

    >>> script_of("Мінск"), script_of("24")
    ('Cyrillic', '')
    """
    for char in word:
        if script := _script(char):
            return script
    return ""


@lru_cache(maxsize=1 << 11)
def _script(char: str) -> str:
    is_letter = char.isalpha() and unicodedata.category(char) != "Lm"
    return unicodedata.name(char, "").split(" ", 1)[0].capitalize() if is_letter else ""


@lru_cache(maxsize=1 << 13)
def ascii_letters(text: str) -> str:
    """Return ``text`` in ASCII by Unidecode: the fallback for scripts without a matrix. Nothing else calls Unidecode."""
    from unidecode import unidecode

    return unidecode(text.encode(errors="ignore").decode())  # it warns of lone surrogates, and leaves them out
