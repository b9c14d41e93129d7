"""A text as the annotator sees it: the tokens of its chunks in text order, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import TypeVar

from translit.text.chunks import Chunk, may_join
from translit.text.common_words import common_words
from translit.text.fold import fold
from translit.text.language import guess_language
from translit.text.lexicon import lexicon, place_prepositions
from translit.text.patterns import regex
from translit.text.tokens import Token, is_small, word_at

_ENDS_SENTENCE = regex(r"[.!?…:;|»”\"“«‘(\[•>]|[―—–-]\s|\s[―—–-]|\n")
_HYPHEN = regex(r"\s*[-–—―/]\s*")
_WORD_AFTER = regex(r",?[^\S\n]{1,2}([^\W\d_]{1,64})")
_LONG_WORD = regex(r"[^\W\d_]{4,}")
_LOOKED_BACK = 64  # characters in which the end of the sentence before is looked for: quotes and brackets are shorter
_FIRST_LOOK, _LEAST_OF_TEXT = 300, 6000  # characters that mostly tell the language, and that have to where they do not
_LONGEST_HEADLINE = 400  # characters

Answer = TypeVar("Answer")


def pieces(text: str, most: int) -> Iterator[tuple[int, int]]:
    r"""Yield start and end of the pieces of a text, none longer than ``most``: cut at a line's or else a sentence's end.

    >>> list(pieces("One line. And more.\nAnother line.", 24))
    [(0, 20), (20, 33)]
    """
    start = 0
    while len(text) - start > most:
        ends = (text.rfind(mark, start, start + most) + len(mark) for mark in ("\n", ". "))
        end = next((end for end in ends if end > start + most // 2), 0) or _between_names(text, start, start + most)
        yield start, end
        start = end
    yield start, len(text)


def _between_names(text: str, start: int, most: int) -> int:
    """Return where a text without ends is cut: before the last small word of its second half that is in no name."""
    half = (start + most) // 2
    last = end = text.rfind(" ", half, most)
    while end >= 0:
        after = text[end + 1 : end + 1 + _LOOKED_BACK].split(" ", 1)[0]
        if after and is_small(after[0]) and not may_join(fold(after)):
            return end + 1
        end = text.rfind(" ", half, end)
    return last + 1 or most


def language_of(text: str) -> str | None:
    """Return the language of a text, ``None`` if that is not clear: from its beginning if that suffices."""
    return guess_language(text[:_FIRST_LOOK]) or (
        guess_language(text[:_LEAST_OF_TEXT]) if len(text) > _FIRST_LOOK else None
    )


class _Lazily(dict[int, Answer]):
    """Answers by the number of a token, computed when they are first asked for."""

    def __init__(self, find: Callable[[int], Answer]) -> None:
        self._find = find

    def __missing__(self, i: int) -> Answer:
        self[i] = found = self._find(i)
        return found


class Document:
    """A text with the tokens of its chunks.

    All tokens of all chunks are numbered in text order from the beginning, but those of a chunk are empty until it has been
    read: most chunks hold nothing, and a token is an object. Of each token, ``joined`` says whether it and the next one may
    belong to one name, ``starts`` whether it begins a sentence, a quotation or a line, ``headline`` whether nearly every
    longer word of its line has a capital, ``all_caps`` whether its line is written in capitals.
    """

    def __init__(self, text: str, lang: str | None, sizes: Sequence[int]) -> None:
        """Number the tokens of the chunks, of which there are so many in each, in text order."""
        self.text = text
        self.lang = lang
        self._first = [0, *accumulate(sizes)]
        self._is_read = [False] * len(sizes)
        self.tokens = [_UNREAD] * self._first[-1]
        self.joined = [False] * self._first[-1]
        lines = _Lines(text, lang, self.tokens)
        self.starts = _Lazily(partial(_starts, text, self.tokens, self.joined))
        self._before = _Lazily(partial(_word_before, text, self.tokens))
        self.headline = _Lazily(lambda i: lines.of(i)[0])
        self.all_caps = _Lazily(lines.are_in_capitals)
        self._small: dict[str, bool] = {}

    def read(self, number: int, start: int, chunk: Chunk) -> int:
        """Make the tokens of a chunk available that begins at an offset; return the number of its first one."""
        first, last = self._first[number : number + 2]
        self._is_read[number] = True
        self.tokens[first:last] = [Token(start + a, start + b, text, folded) for a, b, text, folded in chunk.tokens]
        self.joined[first:last] = chunk.joined
        return first

    def words(self) -> Iterator[tuple[int, Token]]:
        """Yield the tokens that have been read, each with its number, in text order."""
        for number, is_read in enumerate(self._is_read):
            if is_read:
                first, last = self._first[number], self._first[number + 1]
                yield from enumerate(self.tokens[first:last], first)

    def surface(self, first: int, last: int) -> str:
        """Return the text from token ``first`` to before token ``last``, as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def word_before(self, i: int) -> str:
        """Return the word before token ``i``, folded; ``""`` at the beginning of the text."""
        return self._before[i]

    def is_after_place_preposition(self, i: int) -> bool:
        """Return True if a preposition that the language has before places stands before token ``i``: *in May*."""
        return self.word_before(i) in place_prepositions(self.lang)

    def is_initial(self, i: int) -> bool:
        """Return True if token ``i`` is an initial: a capital letter, and no word that begins a sentence: *A nurse*."""
        token = self.tokens[i]
        if len(token.folded) != 1 or not token.text.isupper():
            return False
        may_be_word = token.folded in common_words(self.lang) and self.starts[i]
        return self.text.startswith(".", token.end) or not may_be_word

    def word_after(self, i: int) -> str:
        """Return the word after token ``i`` in its line, folded; ``""`` if a sign or the end stands there."""
        found = _WORD_AFTER.match(self.text, self.tokens[i].end)
        return fold(found[1]) if found else ""

    def gap(self, i: int) -> str:
        """Return what stands between token ``i`` and the next one."""
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def hyphenated(self, i: int) -> bool:
        """Return True if only a hyphen, dash or slash stands between token ``i`` and the next."""
        return self.joined[i] and _HYPHEN.fullmatch(self.gap(i)) is not None

    def is_small_elsewhere(self, i: int) -> bool:
        """Return True if the text also has the word of token ``i`` without the capital that it has here."""
        if not self.tokens[i].is_title_case:
            return False
        lowered = self.tokens[i].text.lower()
        if lowered not in self._small:
            self._small[lowered] = _has_word(self.text, lowered)
        return self._small[lowered]


# These know nothing of the document: one that refers to itself would wait for the garbage collector.


def _starts(text: str, tokens: Sequence[Token], joined: Sequence[bool], i: int) -> bool:
    """Return True if token ``i`` begins a sentence, a quotation or a line."""
    start = tokens[i].start
    if i and joined[i - 1] and text[tokens[i - 1].end : start].strip(" ") == ".":
        return False
    at = _end_before(text, start)
    return not at or _ENDS_SENTENCE.search(text, at, start) is not None


def _word_before(text: str, tokens: Sequence[Token], i: int) -> str:
    start = tokens[i].start
    end = _end_before(text, start)
    return fold(text[word_at(text, end, max(0, start - _LOOKED_BACK)) : end])


def _end_before(text: str, start: int) -> int:
    """Return where the word before an offset ends, or where the look back does."""
    least = max(0, start - _LOOKED_BACK)
    while start > least and not text[start - 1].isalnum():
        start -= 1
    return start


class _Lines:
    """The lines of a text, by the numbers of the tokens in them."""

    def __init__(self, text: str, lang: str | None, tokens: Sequence[Token]) -> None:
        self._text, self._lang, self._tokens = text, lang, tokens
        self._kinds: dict[int, tuple[bool, bool]] = {}

    def of(self, i: int) -> tuple[bool, bool]:
        """Return whether the line of a token is a headline, and whether it is in capitals; of a long line a part."""
        at = self._tokens[i].start
        least = max(0, at - _LONGEST_HEADLINE)
        start = self._text.rfind("\n", least, at) + 1 or least
        if start not in self._kinds:
            most = start + 2 * _LONGEST_HEADLINE
            end = self._text.find("\n", start, most)
            self._kinds[start] = _kind_of_line(self._text[start : end if end >= 0 else most], self._lang)
        return self._kinds[start]

    def are_in_capitals(self, i: int) -> bool:
        """Return whether the line of a token is in capitals; none is that has a long word with small letters."""
        word = self._tokens[i].text
        return not (word[:4].isalpha() and word[1:4].islower()) and self.of(i)[1]


_UNREAD = Token(-1, -1, "", "")


def _kind_of_line(line: str, lang: str | None) -> tuple[bool, bool]:
    """Return whether nearly every longer word of a line has a capital, also common ones, and whether all are in capitals.

    A line that ends with a full stop is a short sentence and no headline; nor is a list of names.
    """
    if len(line) > _LONGEST_HEADLINE:
        return False, line == line.upper()
    long = _LONG_WORD.findall(line)
    is_headline = False
    if len(long) > 2 and not line.rstrip().endswith("."):
        titled = [word for word in long if not is_small(word[0])]
        if len(titled) >= 0.8 * len(long):
            common, titles = common_words(lang), lexicon().title_words
            is_headline = any(word in common and word not in titles for word in map(fold, titled[1:]))
    return is_headline, len(long) > 1 and all(map(str.isupper, long))


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        at = text.find(word, end)
    return False
