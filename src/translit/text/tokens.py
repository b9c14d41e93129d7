"""Tokens: the words of a text with exact code-point offsets, as written and folded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from translit.limits import LONGEST_NAME, LONGEST_WORD, REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.text.fold import ACCENTS, JOINERS, SIGNS, fold
from translit.text.patterns import ranges, regex

_LETTER = r"[^\W_]"
_GERESH = "(?<=[גזצץת])['’׳]"  # at the end of a Hebrew word it belongs to the letter: ג'ורג' is George
_MARKS = ACCENTS + ranges(SIGNS)
_REST = rf"{_LETTER}*(?:[{_MARKS}{JOINERS}]+{_LETTER}+)*[{_MARKS}]*(?:{_GERESH})?"
_WORD = regex(_LETTER + _REST)
_INSIDE = regex(rf"[{_MARKS}{JOINERS}]")  # what stands inside a word without being a letter
_SMALL = ranges("".join(c for c in map(chr, (*range(0x590), *range(0x1E00, 0x2000))) if c.islower()))
_POSSESSIVE = regex(r"['’‘ʼ`´][sS]$")

SMALL_WORD = regex(rf"(?<![\w'’-])[{_SMALL}]{_REST}")
"""A word that begins with a small letter."""
CAPITALS = regex(rf"[^\W_{_SMALL}]{_REST}(?: [^\W_{_SMALL}]{_REST})*")
"""Words that may begin with a capital, with single spaces between them; it may match within a word (iPhone)."""


class Token(NamedTuple):
    """A word of a text: code-point offsets ``start`` and ``end``, the letters as written, and folded."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def may_start_name(self) -> bool:
        """Return True if the word begins with a capital, a letter of a script without case, or a digit."""
        return _may_start_name(self.text[0])

    @property
    def is_title_case(self) -> bool:
        """Return True if the word begins with a capital of a script that has small letters, too."""
        return self.text[0].isupper() or self.text[0].istitle()

    @property
    def is_all_caps(self) -> bool:
        """Return True if the word has two letters or more, all of them capitals."""
        return len(self.text) > 1 and self.text.isupper()

    def cut(self, parts: Sequence[str]) -> list[Token]:
        """Return a token for each of the strings that the word consists of."""
        ends = [*accumulate(map(len, parts), initial=self.start)]
        return [Token(a, b, part, fold(part)) for a, b, part in zip(ends, ends[1:], parts, strict=False)]


@lru_cache(maxsize=REMEMBERED_WORDS)
def _may_start_name(letter: str) -> bool:
    return letter.isalnum() and not is_small(letter)


def is_small(letter: str) -> bool:
    """Return True for a small letter, except in Georgian: its letters have capitals in Unicode that print does not use.

    >>> [is_small(letter) for letter in "aбAა中"]
    [True, True, False, False, False]
    """
    return letter.islower() and not "ა" <= letter <= "ჿ"


def tokens(text: str) -> list[Token]:
    """Split ``text`` into words of at most 100 characters. The English possessive ``’s`` is left outside of its word.

    >>> [(t.text, t.start, t.end) for t in tokens("Lukashenka’s talks")]
    [('Lukashenka', 0, 10), ('talks', 13, 18)]
    """
    if text.isalpha() and len(text) <= LONGEST_WORD:  # most that are asked for are one word
        folded = fold(text)
        return [Token(0, len(text), text, folded)] if folded else []
    out = []
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) > LONGEST_WORD:
            continue
        if word[-1] in "sS" and len(word) > 2 and _POSSESSIVE.search(word):
            word = word[:-2]
        out.append(Token(match.start(), match.start() + len(word), word, fold(word)))
    return [t for t in out if t.folded]


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, as the indexes store it: ``("rossiya", "24")`` for ``Rossiya-24``."""
    return (_fold_words if len(text) <= LONGEST_NAME else _fold_words.__wrapped__)(text)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _fold_words(text: str) -> tuple[str, ...]:
    if (
        len(text) <= LONGEST_WORD and text.replace(" ", "").isalpha() and "ʼ" not in text
    ):  # a letter to Unicode: Obamaʼs
        return tuple([folded for word in text.split() if (folded := fold(word))])
    return tuple([t.folded for t in tokens(text)])


def word_at(text: str, end: int, least: int) -> int:
    """Return the start of the word whose letters reach up to ``end``, at least ``least``; ``end`` if there is none."""
    at = max(least, text.rfind(" ", least, end) + 1)
    if text[at:end].isalnum():  # as most words
        return at
    at = end
    while at > least and (text[at - 1].isalnum() or _INSIDE.match(text[at - 1])):
        at -= 1
    while at < end and not text[at].isalnum():
        at += 1
    return at


def next_word(text: str, start: int) -> tuple[int, int] | None:
    """Return the start and end of the next word at or after ``start``; ``None`` if there is none, or it is no token."""
    found = _WORD.search(text, start)
    return found.span() if found and tokens(found.group()) else None
