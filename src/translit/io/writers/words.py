"""Words with the borders that annotation tools need: no word is partly in a mention."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from translit.model import AnnotatedText

_WORD = re.compile(r"\w+|[^\w\s]")
_WORD_OR_SPACE = re.compile(r"\w+|[^\w\s]|\s+")


class Word(NamedTuple):
    """A word, a sign, or (where asked for) white space: ``text[start:end]``."""

    text: str
    start: int
    end: int


def words(annotated: AnnotatedText, *, spaces: bool = False) -> list[Word]:
    """The words of a text in order; with ``spaces`` also what stands between them, so that nothing is left out."""
    pattern = _WORD_OR_SPACE if spaces else _WORD
    borders = [0, *(at for m in annotated for at in (m.start, m.end)), len(annotated.text)]
    return [
        Word(found.group(), *found.span())
        for start, end in pairwise(borders)
        for found in pattern.finditer(annotated.text, start, end)
    ]


def spans_of_words(annotated: AnnotatedText, found: list[Word]) -> list[tuple[int, int]]:
    """For every mention its first word and the one after its last."""
    first = {word.start: i for i, word in enumerate(found)}
    after = {word.end: i + 1 for i, word in enumerate(found)}
    return [(first[m.start], after[m.end]) for m in annotated]
