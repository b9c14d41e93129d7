"""A text as the annotator sees it: the words of its runs, and what stands around them.

A run is a stretch of words in which a name may stand: words with a capital, what joins them, and the small words that
names have inside (van, bin, of). Most of a text is none, and is never taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from translit.text.fold import fold
from translit.text.language import guess_language
from translit.text.lexicon import lexicon
from translit.text.tokens import CAPITALS, Token, next_word, tokens, word_at

_WITHIN = re.compile(r"[^\S\n]*[-–—/&]?[^\S\n]*|[^\S\n]*\n[^\S\n]*")
_AFTER_DOTTED = re.compile(r"\.[^\S\n]*-?[^\S\n]*|[^\S\n]*\n?[^\S\n]*")
_LONGEST_ABBREVIATION = 6  # letters
_WIDEST_GAP = 8  # letters between two words of one name
_ENDS_SENTENCE = re.compile(r"[.!?…:;|»”\"“«‘(\[•>]|[—–-]\s|\s[—–-]|\n")
_LOOKED_BACK = 64  # letters in which a sentence's end is looked for
_FIRST_LOOK, _LEAST_OF_TEXT = 300, 6000  # letters that may tell the language, and that have to
_HYPHEN = re.compile(r"\s*[-–—/]\s*")
_APART = re.compile(r"[^\w\s.–—/&'’ʼ-]|.\.|\S\s\S*\s\S*\s\S")  # what nothing joins; three words, too
_BRIDGE = 2  # small words in a row inside a name
_LONGEST_BRIDGE = 24  # letters of these and what is around them
_LONGEST_HEADLINE = 400
_NONE, _JOINED, _IF_DOTTED = 0, 1, 2


def pieces(text: str, most: int) -> Iterator[tuple[int, int]]:
    r"""Where the pieces of a text begin and end, none longer than ``most``: cut at a line's end, or else a sentence's.

    >>> list(pieces("One line. And more.\nAnother line.", 24))
    [(0, 20), (20, 33)]
    """
    start = 0
    while len(text) - start > most:
        ends = (text.rfind(mark, start, start + most) + len(mark) for mark in ("\n", ". ", " "))
        end = next((end for end in ends if end > start + most // 2), start + most)
        yield start, end
        start = end
    yield start, len(text)


def may_have_dot(word: str) -> bool:
    """Whether a dot after a word may belong to it: an initial, or an abbreviation before a name (St., Mr.)."""
    return len(word) == 1 or (len(word) <= _LONGEST_ABBREVIATION and fold(word) in lexicon().abbreviations)


def joins(gap: str, dotted: bool) -> bool:
    """Whether two words may belong to one name with this between them: only a space, hyphen, slash, single line break,
    or, after a word that may have one, a dot.
    """
    if len(gap) > _WIDEST_GAP:
        return False
    return bool(_WITHIN.fullmatch(gap) or (dotted and _AFTER_DOTTED.fullmatch(gap)))


def may_join(folded: str) -> bool:
    """Whether a small word may stand inside a name: van, bin, of."""
    return len(folded) > 1 and (folded in lexicon().particle_phrases.meanings or folded in lexicon().function_words)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Where the runs of a text begin and end.

    >>> text = "Yesterday Ursula von der Leyen went to Minsk."
    >>> [text[start:end] for start, end in runs(text)]
    ['Yesterday Ursula von der Leyen', 'Minsk']
    """
    first = last = 0
    for match in CAPITALS.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in " \n":
            start = word_at(text, start, last)
        if last:
            gap = text[last:start] if start - last <= _LONGEST_BRIDGE else ","
            way = _NONE if _APART.search(gap) else _bridge(gap)
            before = word_at(text, last, max(first, last - _LONGEST_ABBREVIATION - 1)) if way == _IF_DOTTED else last
            if way == _JOINED or (way == _IF_DOTTED and may_have_dot(text[before:last])):
                last = end
                continue
            yield first, last
        first, last = start, end
    if last:
        yield first, last


@lru_cache(maxsize=1 << 14)
def _bridge(gap: str) -> int:
    """Whether what stands between two runs joins them to one."""
    small = tokens(gap)
    if len(small) > _BRIDGE or not all(may_join(t.folded) for t in small):
        return _NONE
    borders = [0, *(at for t in small for at in (t.start, t.end)), len(gap)]
    gaps = [gap[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]
    if not all(joins(g, dotted=False) for g in gaps[1:]):
        return _NONE
    return _JOINED if joins(gaps[0], dotted=False) else _IF_DOTTED if joins(gaps[0], dotted=True) else _NONE


def longer(text: str, end: int, words: int) -> int:
    """Where a run ends that is so many words longer, whatever these are; no further than words are joined."""
    dotted = False
    for _ in range(words):
        found = next_word(text, end)
        if found is None or not joins(text[end : found[0]], dotted):
            break
        dotted = may_have_dot(text[found[0] : found[1]])
        end = found[1]
    return end


def language_of(text: str) -> str | None:
    """The language of a text, if that is clear: from its beginning if that suffices."""
    return guess_language(text[:_FIRST_LOOK]) or (
        guess_language(text[:_LEAST_OF_TEXT]) if len(text) > _FIRST_LOOK else None
    )


class Stretch(NamedTuple):
    """A run apart from its text: its letters, its words with offsets in it, and the language of the text.

    ``joined`` tells of each word whether it and the next may belong to one name.
    """

    text: str
    tokens: tuple[Token, ...]
    joined: tuple[bool, ...]
    lang: str | None

    @classmethod
    def of(cls, text: str, lang: str | None) -> Stretch:
        """Take a run apart."""
        words = tokens(text)
        gaps = [joins(text[a.end : b.start], may_have_dot(a.text)) for a, b in pairwise(words)]
        return cls(text, tuple(words), (*gaps, False), lang)

    def surface(self, first: int, last: int) -> str:
        """The letters from word ``first`` to before word ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def is_one(self, first: int, last: int) -> bool:
        """Whether the words from ``first`` to before ``last`` are there and may belong to one name."""
        return last <= len(self.tokens) and all(self.joined[first : last - 1])

    def to_the_end(self) -> Iterator[int]:
        """The words, last first, that may belong to one name with all after them."""
        for i in range(len(self.tokens) - 1, -1, -1):
            yield i
            if i and not self.joined[i - 1]:
                return


class _Lazily(dict[int, bool]):
    """Answers by the number of a word, found out when they are first asked for."""

    def __init__(self, find: Callable[[int], bool]) -> None:
        self._find = find

    def __missing__(self, i: int) -> bool:
        self[i] = found = self._find(i)
        return found


class Passage:
    """A text with words of its runs.

    Attributes
    ----------
    text, lang
        The text, and its language if that is known.
    tokens
        The words of those of its runs that matter, run by run, with offsets in the text.
    joined
        For each of them, whether it and the next may belong to one name.
    starts, headline, shouted
        For each of them, whether it begins a sentence, a quotation or a line; whether nearly every longer word of its line
        has a capital; whether its line is written in capitals.
    """

    def __init__(self, text: str, lang: str | None) -> None:
        self.text = text
        self.lang = lang
        self.tokens: list[Token] = []
        self.joined: list[bool] = []
        self.starts = _Lazily(self._starts)
        self.headline = _Lazily(lambda i: self._line(i)[0])
        self.is_all_caps = _Lazily(lambda i: self._line(i)[1])
        self._lines: dict[int, tuple[bool, bool]] = {}
        self._small: dict[str, bool] = {}

    def add(self, start: int, words: Stretch) -> int:
        """Add the words of a run that begins at ``start``; the number of the first of them."""
        first = len(self.tokens)
        self.tokens += [Token(start + a, start + b, text, folded) for a, b, text, folded in words.tokens]
        self.joined += words.joined
        return first

    def surface(self, first: int, last: int) -> str:
        """The text from word ``first`` to before word ``last``, as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def before(self, i: int) -> str:
        """The word before word ``i``, folded; ``""`` at the beginning of the text."""
        start = self.tokens[i].start
        found = tokens(self.text[max(0, start - _LOOKED_BACK) : start])
        return found[-1].folded if found else ""

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the next one."""
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def hyphenated(self, i: int) -> bool:
        """Whether only a hyphen, dash or slash stands between word ``i`` and the next."""
        return self.joined[i] and _HYPHEN.fullmatch(self.gap(i)) is not None

    def is_small(self, i: int) -> bool:
        """Whether the text also writes word ``i`` without the capital that it has here."""
        if not self.tokens[i].is_title_case:
            return False
        lowered = self.tokens[i].text.lower()
        if lowered not in self._small:
            self._small[lowered] = _has_word(self.text, lowered)
        return self._small[lowered]

    def _starts(self, i: int) -> bool:
        start = at = self.tokens[i].start
        if i and self.joined[i - 1] and self.gap(i - 1).strip(" ") == ".":
            return False
        least = max(0, start - _LOOKED_BACK)
        while at > least and not self.text[at - 1].isalnum():
            at -= 1
        return not at or _ENDS_SENTENCE.search(self.text, at, start) is not None

    def _line(self, i: int) -> tuple[bool, bool]:
        """Whether the line of a word is a headline, and whether it is in capitals; of a long line, what is around it."""
        at = self.tokens[i].start
        least = max(0, at - _LONGEST_HEADLINE)
        start = self.text.rfind("\n", least, at) + 1 or least
        if start not in self._lines:
            most = start + 2 * _LONGEST_HEADLINE
            end = self.text.find("\n", start, most)
            self._lines[start] = _line(self.text[start : end if end >= 0 else most])
        return self._lines[start]


def _line(line: str) -> tuple[bool, bool]:
    """Whether nearly every longer word of a line has a capital, and whether all are capitals."""
    if len(line) > _LONGEST_HEADLINE:
        return False, line == line.upper()
    long = [t for t in tokens(line) if len(t.text) > 3 and not t.text.isdigit()]
    titled = len(long) > 2 and sum(t.may_start_name for t in long) >= 0.8 * len(long)
    return titled, len(long) > 1 and all(t.is_all_caps for t in long)


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        at = text.find(word, end)
    return False
