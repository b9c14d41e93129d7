"""A text as the annotator sees it: words, which of them may form one name, sentence starts and headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from translit.fold import Token, tokens
from translit.language import guess_language

_WITHIN = re.compile(r"[^\S\n]*[-–—/&]?[^\S\n]*|[^\S\n]*\n[^\S\n]*")
_AFTER_INITIAL = re.compile(r"\.[^\S\n]*-?[^\S\n]*|[^\S\n]*\n?[^\S\n]*")
_ENDS_SENTENCE = re.compile(r"[.!?…:;|»”\"“«‘(\[•>]|[—–-]\s|\s[—–-]|\n")
_LEAST_OF_TEXT = 6000  # letters that tell the language
_HYPHEN = re.compile(r"\s*[-–—/]\s*")


@dataclass(frozen=True)
class Passage:
    """A text with its words. All lists run parallel to ``tokens``."""

    text: str
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: str) -> Passage:
        """Split a text."""
        return cls(text, tuple(tokens(text)))

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the next one."""
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    @cached_property
    def lang(self) -> str | None:
        """The language of the text, if that is clear."""
        return guess_language(self.text[:_LEAST_OF_TEXT])

    @cached_property
    def joined(self) -> tuple[bool, ...]:
        """Whether a word and the next may belong to one name: only a space, hyphen, slash, single line break, or the dot
        of an initial between them.
        """
        return (*(self._joins(i) for i in range(len(self.tokens) - 1)), False)[: len(self.tokens)]

    def _joins(self, i: int) -> bool:
        gap = self.gap(i)
        if len(gap) > 8:
            return False
        if _WITHIN.fullmatch(gap):
            return True
        return len(self.tokens[i].text) == 1 and bool(_AFTER_INITIAL.fullmatch(gap))

    def hyphenated(self, i: int) -> bool:
        """Whether only a hyphen, dash or slash stands between word ``i`` and the next."""
        return self.joined[i] and _HYPHEN.fullmatch(self.gap(i)) is not None

    @cached_property
    def starts(self) -> tuple[bool, ...]:
        """Whether a word begins a sentence, a quotation or a line."""
        found, previous = [], 0
        for i, token in enumerate(self.tokens):
            between = self.text[previous : token.start]
            found.append(i == 0 or _ENDS_SENTENCE.search(between) is not None)
            previous = token.end
        return tuple(found)

    @cached_property
    def headline(self) -> tuple[bool, ...]:
        """Whether a word stands in a line in which nearly every longer word has a capital."""
        return tuple(titled for titled, _ in self._lines)

    @cached_property
    def shouted(self) -> tuple[bool, ...]:
        """Whether a word stands in a line written in capitals."""
        return tuple(shouted for _, shouted in self._lines)

    @cached_property
    def _lines(self) -> tuple[tuple[bool, bool], ...]:
        flags: list[tuple[bool, bool]] = []
        line: list[Token] = []
        for i, token in enumerate(self.tokens):
            line.append(token)
            if i + 1 == len(self.tokens) or "\n" in self.gap(i):
                long = [t for t in line if len(t.text) > 3 and not t.text.isdigit()]
                titled = len(long) > 2 and sum(t.capital for t in long) >= 0.8 * len(long)
                shouted = len(long) > 1 and all(t.shouted for t in long)
                flags += [(titled, shouted)] * len(line)
                line = []
        return tuple(flags)

    @cached_property
    def lower(self) -> frozenset[str]:
        """The folded words that the text also writes without a capital."""
        return frozenset(t.folded for t in self.tokens if t.text[0].islower())
