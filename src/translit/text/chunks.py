"""Chunks: the stretches of words of a text in which a name may stand.

A chunk is made of words with a capital, what joins them, and the function words that names have inside (van, bin, of).
Most of a text is outside of all chunks and is never tokenized, which is what makes annotation fast.

No name crosses a block: a paragraph, heading, item of a list or cell of a table. In plain text, a blank line or a tab is its
border; the readers of HTML and Markdown write one at every border. A single line break, two spaces or an ampersand join
weakly: a name may go on after them, but what stands there is no neighbour of one that does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import CAPITALS, Token, is_small, next_word, tokens, word_at

NAME_DOTS = "·・‧"
"""Dots between the words of foreign names in Chinese and Japanese: 弗拉基米尔·普京."""
_BLANK = r"[^\S\n\t\u2029]*+"  # white space within a block: a tab divides cells, a blank line or U+2029 paragraphs
_WITHIN = regex(rf"{_BLANK}[-–—―/&]?{_BLANK}|{_BLANK}\n{_BLANK}|[{NAME_DOTS}]")
_AFTER_DOTTED = regex(rf"\.{_BLANK}-?{_BLANK}|{_BLANK}\n?{_BLANK}")
_LONGEST_ABBREVIATION = 6  # letters
_ENDING = frozenset('.,;:!?()»”"…')  # after a word, these join no other to it
_WIDEST_GAP = 8  # characters between two words of one name
_APART = regex(rf"[^\w\s.–—―/&'’ʼ{NAME_DOTS}-]|.\.|\S\s\S*\s\S*\s\S")  # punctuation that nothing joins, or three words
_GENERATIONS = ("Jr", "Sr")
_MOST_SMALL_WORDS = 2  # in a row inside a name: "von der"
_LONGEST_BRIDGE = 24  # characters of these and of the white space around them
QUOTATIONS = {"«": "»", "„": "“”", "“": "”", '"': '"'}
"""The signs that close a quotation inside a name (*ООО «Ромашка»*), by the sign that opens it."""
_OPENING_QUOTE = f" [{''.join(QUOTATIONS)}]"
_OPENS_QUOTE = regex(_OPENING_QUOTE)
_INSIDE_LISTED = regex(r"['’‘ʼ`´][sS] |" + _OPENING_QUOTE)
APOSTROPHES = frozenset("'’ʼ")
_SUFFIX_LANGUAGES = ("tr", "az", None)
ELIDING_LANGUAGES = ("fr", "it", "ca", None)
"""The languages that write some words as one with a name, by an apostrophe; a text of unknown language may be in one."""
_ELISION = regex(r"(?<![\w'’ʼ])([^\W\d_]{1,6})['’ʼ](?=[^\W\d_])")
_SHORTEST_BEFORE_SUFFIX = 4  # letters, if the language is not known: Il'in is a name
_NONE, _JOINED, _IF_DOTTED = 0, 1, 2


class Chunk(NamedTuple):
    """A chunk apart from its text: its characters, its tokens with offsets in it, and the language of the text.

    ``joined`` says of each token whether it and the next one may belong to one name; it is false for the last.
    """

    text: str
    tokens: tuple[Token, ...]
    joined: tuple[bool, ...]
    lang: str | None

    @classmethod
    def of(cls, text: str, lang: str | None) -> Chunk:
        """Tokenize the characters of a chunk."""
        words = tokens(text)
        if lang in _SUFFIX_LANGUAGES and not APOSTROPHES.isdisjoint(text):
            words = [_without_suffix(token, lang) for token in words]
        gaps = [
            joins(gap := text[a.end : b.start], may_have_dot(a.text)) or _is_before_generation(gap, b.text)
            for a, b in pairwise(words)
        ]
        return cls(text, tuple(words), (*gaps, False) if words else (), lang)

    def surface(self, first: int, last: int) -> str:
        """Return the characters of the tokens from ``first`` to before ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def is_one_name(self, first: int, last: int) -> bool:
        """Return True if there are tokens from ``first`` to before ``last`` that may belong to one name."""
        return last <= len(self.tokens) and all(self.joined[first : last - 1])

    def may_be_listed(self, first: int, last: int) -> bool:
        """Return True if the tokens may be a listed name: one name, or one with a possessive or a quotation in it.

        *People’s Republic*, *ООО «Ромашка»*.
        """
        if last > len(self.tokens):
            return False
        gaps = (self.text[self.tokens[i].end : self.tokens[i + 1].start] for i in range(first, last - 1))
        return self.is_one_name(first, last) or all(
            joined or _INSIDE_LISTED.fullmatch(gap) for joined, gap in zip(self.joined[first:last], gaps, strict=False)
        )

    def joined_to_the_end(self) -> Iterator[int]:
        """Yield the tokens, last first, that may belong to one name with all tokens after them."""
        for i in range(len(self.tokens) - 1, -1, -1):
            yield i
            if i and not self.joined[i - 1]:
                return


def chunk_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every chunk of a text, in order.

    >>> text = "Yesterday Ursula von der Leyen went to Minsk."
    >>> [text[start:end] for start, end in chunk_bounds(text)]
    ['Yesterday Ursula von der Leyen', 'Minsk']
    """
    first = last = 0
    for match in CAPITALS.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in " \n":
            start = word_at(text, start, last)
        if last:
            if start - last <= _LONGEST_BRIDGE and _go_on(text, first, last, start, end):
                last = end
                continue
            yield first, last
        first, last = start, end
    if last:
        yield first, last


def _go_on(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Return True if a chunk from ``first`` to ``last`` goes on with the capital words from ``start`` to ``end``."""
    gap = text[last:start]
    way = _bridge(gap)
    if way == _IF_DOTTED:
        return may_have_dot(text[word_at(text, last, max(first, last - _LONGEST_ABBREVIATION - 1)) : last])
    return way == _JOINED or _is_before_generation(gap, text[start:end].partition(" ")[0])


class Elision(NamedTuple):
    """A word of a chunk that begins with an elided one: the offsets of both in the text, and of the name after them."""

    start: int
    name: int
    end: int


def elisions(text: str, start: int, end: int) -> Iterator[Elision]:
    """Yield the words of a chunk with a capital after an elided word.

    >>> text = "La France et l'Ukraine"
    >>> [text[e.start : e.end] for e in elisions(text, 0, len(text))]
    ["l'Ukraine"]
    """
    for found in _ELISION.finditer(text, start, end):
        name = found.end()
        if fold(found[1]) in lexicon().elided and not is_small(text[name]):
            word = next_word(text, found.start())
            if word is not None:
                yield Elision(found.start(), name, word[1])


def extended(text: str, end: int, words: int) -> int:
    """Return where a chunk that ends at ``end`` would end with so many words more, as far as these are joined to it."""
    dotted = False
    for _ in range(words):
        if not dotted and text[end : end + 1] in _ENDING:
            break
        found = next_word(text, end)
        if found is None or not joins(text[end : found[0]], dotted):
            break
        dotted = may_have_dot(text[found[0] : found[1]])
        end = found[1]
    return end


def may_have_dot(word: str) -> bool:
    """Return True if a dot after the word may belong to it: an initial, or an abbreviation before a name (St., Mr.)."""
    return (len(word) == 1 and word.isalpha()) or (
        len(word) <= _LONGEST_ABBREVIATION and fold(word) in lexicon().abbreviations
    )


def joins(gap: str, dotted: bool) -> bool:
    """Return True if two words with this between them may belong to one name.

    White space, a hyphen, slash, ampersand or single line break joins, a tab or blank line does not; a dot only after a word
    that may have one (``dotted``).
    """
    if len(gap) > _WIDEST_GAP:
        return False
    return bool(_WITHIN.fullmatch(gap) or (dotted and _AFTER_DOTTED.fullmatch(gap)))


def _is_before_generation(gap: str, word: str) -> bool:
    """Return True for the comma that English puts before a word that tells generations apart: *Kennedy, Jr.*"""
    return gap == ", " and word in _GENERATIONS


def may_join(folded: str) -> bool:
    """Return True if a small word may stand inside a name: van, bin, of."""
    return len(folded) > 1 and (folded in lexicon().particle_phrases.meanings or folded in lexicon().function_words)


def _without_suffix(token: Token, lang: str | None) -> Token:
    """Return a token without the case ending after its apostrophe: *Minsk'te*."""
    at = max(map(token.text.rfind, APOSTROPHES))
    if at < (_SHORTEST_BEFORE_SUFFIX if lang is None else 1) or fold(token.text[at:]) not in lexicon().after_apostrophe:
        return token
    stem = token.text[:at]
    return Token(token.start, token.start + at, stem, fold(stem))


@lru_cache(maxsize=1 << 13)
def _bridge(gap: str) -> int:
    """Return how what stands between two capital words joins them: never, always, or if the first may have a dot."""
    if _OPENS_QUOTE.fullmatch(gap):
        return _JOINED
    if _APART.search(gap):
        return _NONE
    small = tokens(gap)
    if len(small) > _MOST_SMALL_WORDS or not all(may_join(t.folded) for t in small):
        return _NONE
    borders = [0, *(at for t in small for at in (t.start, t.end)), len(gap)]
    gaps = [gap[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]
    if not all(joins(g, dotted=False) for g in gaps[1:]):
        return _NONE
    return _JOINED if joins(gaps[0], dotted=False) else _IF_DOTTED if joins(gaps[0], dotted=True) else _NONE
