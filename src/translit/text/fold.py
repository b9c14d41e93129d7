"""Folding and tokens: the letters of a word without case, diacritics and apostrophes, with exact offsets.

Folding never touches the text that a mention points into: a :class:`Token` carries code-point offsets of the original and
its folded form beside it. Folding is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Marks that say nothing of which letter it is: Latin/Cyrillic accents, Hebrew points, Arabic harakat.
_ACCENTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
# Marks that are letters in all but name: the vowel signs of India and South-East Asia, the voicing marks of kana.
_SIGNS = "".join(
    c for c in map(chr, (*range(0x900, 0x1AB0), 0x3099, 0x309A)) if unicodedata.category(c) in ("Mn", "Mc")
)
_JOINERS = "'’‘ʼ`´׳״\u00ad\u200c\u200d"
_GERESH = "(?<=[גזצץת])['’׳]"  # at the end of a word: ג'ורג' is George
_LETTERS = r"[^\W_]"
_REST = rf"{_LETTERS}*(?:[{_ACCENTS}{_SIGNS}{_JOINERS}]+{_LETTERS}+)*[{_ACCENTS}{_SIGNS}]*(?:{_GERESH})?"
_WORD = re.compile(_LETTERS + _REST)
_SMALL = "".join(c for c in map(chr, (*range(0x590), *range(0x1E00, 0x2000))) if c.islower())
SMALL_WORD = re.compile(rf"(?<![\w'’-])[{_SMALL}]{_REST}")
"""A word that begins with a small letter."""
CAPITALS = re.compile(rf"[^\W_{_SMALL}]{_REST}(?: [^\W_{_SMALL}]{_REST})*")
"""Words that may begin with a capital, with single spaces between them; it may match within a word (iPhone)."""
_POSSESSIVE = re.compile(r"['’‘ʼ`´][sS]$")

# Letters that Unicode does not decompose, as the press writes them without diacritics.
_PLAIN = {
    "ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "ŋ": "n", "ё": "е", "ѐ": "е", "ѝ": "и", "ґ": "г", "ƣ": "g", "ɵ": "o",
}  # fmt: skip
_INSIDE = re.compile(rf"[{_ACCENTS}{_SIGNS}{_JOINERS}]")
_LETTERLIKE = frozenset(_SIGNS)
_KEEP = frozenset("йўїѓќ")  # letters of their own, although Unicode decomposes them


class _FoldTable(dict[int, str]):
    """Maps a code point to its folded letters, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        self[code] = folded
        return folded


def _fold_char(char: str) -> str:
    out = []
    for c in char.casefold():
        if c in _PLAIN:
            out.append(_PLAIN[c])
        elif c in _KEEP or c in _LETTERLIKE:
            out.append(c)
        elif unicodedata.category(c) in ("Mn", "Lm", "Sk", "Cf") or c in _JOINERS or c in '"“”„«»·':
            continue
        else:
            base = [d for d in unicodedata.normalize("NFKD", c) if d in _LETTERLIKE or unicodedata.category(d) != "Mn"]
            out.extend(_PLAIN.get(d, d) for d in "".join(base).casefold())
    return "".join(out)


_TABLE = _FoldTable()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return ``text`` without case, diacritics and apostrophes; letters of another script stay in it.

    >>> fold("Łukaszenka’s"), fold("Ціханоўская"), fold("Хрущёв")
    ('lukaszenkas', 'ціханоўская', 'хрущев')
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))


@lru_cache(maxsize=4096)
def _begins_a_name(letter: str) -> bool:
    return letter.isalnum() and not is_small(letter)


def is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script with capitals in use, which Georgian has not.

    >>> [is_small(letter) for letter in "aбAა中"]
    [True, True, False, False, False]
    """
    return letter.islower() and not "ა" <= letter <= "ჿ"


class Token(NamedTuple):
    """A word of a text: code-point offsets ``start`` and ``end``, the letters as written, and folded."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def may_start_name(self) -> bool:
        """Whether the word can begin a name: a capital, a letter of a script without case, or a digit."""
        return _begins_a_name(self.text[0])

    @property
    def is_title_case(self) -> bool:
        """Whether the word begins with a capital that it could do without."""
        return self.text[0].isupper() or self.text[0].istitle()

    @property
    def is_all_caps(self) -> bool:
        """Whether the word is written in capitals throughout (two letters or more)."""
        return len(self.text) > 1 and self.text.isupper()


def word_at(text: str, start: int, least: int) -> int:
    """Where the word begins whose letters reach to before ``start``, not before ``least``; ``start`` if none does."""
    at = start
    while at > least and (text[at - 1].isalnum() or _INSIDE.match(text[at - 1])):
        at -= 1
    while at < start and not text[at].isalnum():
        at += 1
    return at


def next_word(text: str, start: int) -> tuple[int, int] | None:
    """Where the next word begins and ends."""
    found = _WORD.search(text, start)
    return found.span() if found else None


def tokens(text: str) -> list[Token]:
    """Split ``text`` into words. The English possessive ``’s`` is left outside of its word.

    >>> [(t.text, t.start, t.end) for t in tokens("Lukashenka’s talks")]
    [('Lukashenka', 0, 10), ('talks', 13, 18)]
    """
    out = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[-1] in "sS" and len(word) > 2 and _POSSESSIVE.search(word):
            word = word[:-2]
        out.append(Token(match.start(), match.start() + len(word), word, fold(word)))
    return [t for t in out if t.folded]


@lru_cache(maxsize=1 << 14)
def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, as the indexes know it: ``("rossiya", "24")`` for ``Rossiya-24``."""
    return tuple(t.folded for t in tokens(text))


@lru_cache(maxsize=1 << 14)
def script_of(word: str) -> str:
    """The script of the first letter of ``word``: ``Latin``, ``Cyrillic``, ``Arabic`` … or ``""`` without letters."""
    for char in word:
        if char.isalpha() and unicodedata.category(char) != "Lm":
            return unicodedata.name(char, "").split(" ", 1)[0].capitalize()
    return ""


@lru_cache(maxsize=1 << 14)
def ascii_letters(text: str) -> str:
    """``text`` in ASCII by Unidecode: the last resort for scripts without a matrix, in this one place only."""
    from unidecode import unidecode

    return unidecode(text)
