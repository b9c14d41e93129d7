"""What the formats of annotation tools share: words that are never partly in a mention, and names of entities."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from translit.model import AnnotatedText, Mention

_WORD = re.compile(r"\w+|[^\w\s]")
_WORD_OR_SPACE = re.compile(r"\w+|[^\w\s]|\s+")


class Word(NamedTuple):
    """A word, a sign, or (where asked for) white space: ``text[start:end]``."""

    text: str
    start: int
    end: int


def words(annotated: AnnotatedText, *, spaces: bool = False) -> list[Word]:
    """Return the words of a text in order; with ``spaces`` also what stands between them, so that nothing is left out."""
    pattern = _WORD_OR_SPACE if spaces else _WORD
    borders = [0, *(at for m in annotated for at in (m.start, m.end)), len(annotated.text)]
    return [
        Word(found.group(), *found.span())
        for start, end in pairwise(borders)
        for found in pattern.finditer(annotated.text, start, end)
    ]


def spans_of_words(annotated: AnnotatedText, found: list[Word]) -> list[tuple[int, int]]:
    """Return the indices of the first word and of the one after the last, for every mention."""
    first = {word.start: i for i, word in enumerate(found)}
    after = {word.end: i + 1 for i, word in enumerate(found)}
    return [(first[m.start], after[m.end]) for m in annotated]


def entity_or_candidates(mention: Mention) -> str:
    """Return the id of the entity, or a question mark and all that it may be."""
    return mention.kb_id or "? " + " / ".join(mention.candidates)


def id_as_word(entity: str) -> str:
    """Return an id as one word: what would end it (white space, control characters, ``|``) is written as in URLs."""
    return re.sub(r"[\s|%\x00-\x1f\x7f-\x9f]", lambda m: quote(m.group()), entity)
