"""Firms with a legal form that the gazetteer does not list: ``Motorola Inc``, and ``AVX Corp`` for the AVX Corporation."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, span_of_forms
from translit.annotation.words import ListedWords, is_common_word
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.reading import Reading, Way
from translit.names.parse import parse_name
from translit.text.chunks import Chunk
from translit.text.lexicon import lexicon

_MOST_WORDS = 4  # of a firm's name before its legal form


class _Legal(NamedTuple):
    """The tokens of a legal form, and its class."""

    first: int
    last: int
    kind: str


class Firms:
    """Finds listed organizations with a legal form after the name that is not listed, or listed in other words."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the firms in a chunk, the legal form included."""
        if not self._gazetteer.things:
            return
        for legal in _legal_forms(chunk):
            for first in range(max(0, legal.first - _MOST_WORDS), legal.first):
                if chunk.tokens[first].may_start_name and _is_one_name(chunk, first, legal):
                    yield from self._spans(chunk, first, legal)

    def _spans(self, chunk: Chunk, first: int, legal: _Legal) -> Iterator[CandidateSpan]:
        folded = tuple(t.folded for t in chunk.tokens[first : legal.first])
        whole = (*folded, *(t.folded for t in chunk.tokens[legal.first : legal.last]))
        if (len(folded) == 1 and is_common_word(folded[0], chunk.lang)) or self._gazetteer.exact(whole):
            return
        listed = (f for f in self._gazetteer.exact(folded) if f.entity.type == "organization")
        bare = span_of_forms(self._gazetteer, chunk, first, legal.first, listed, "listed")
        yield from self._span(chunk, first, legal, bare.forms if bare and not bare.needs_context else (), "listed")
        shortened = (form for form, kind in self._gazetteer.short_form(folded) if kind == "name")
        yield from self._span(chunk, first, legal, tuple(shortened), "name")

    def _span(
        self, chunk: Chunk, first: int, legal: _Legal, forms: tuple[SurfaceForm, ...], way: Way
    ) -> Iterator[CandidateSpan]:
        """Yield the span of the forms that have no legal form of another class: *Siemens Ltd* is not the Siemens AG."""
        fitting = [f for f in forms if legal.kind in (parse_name(f.text, "organization").legal or (legal.kind,))]
        if fitting:
            readings = [Reading(self._gazetteer, chunk, first, legal.last, form, way) for form in fitting]
            yield CandidateSpan.of(readings, RIVALS_MARGIN)


def _is_one_name(chunk: Chunk, first: int, legal: _Legal) -> bool:
    """Return True if tokens are one name with its legal form, between which stands nothing but a space: no *UFC — RT*."""
    gap = chunk.text[chunk.tokens[legal.first - 1].end : chunk.tokens[legal.first].start]
    return gap == " " and chunk.is_one_name(first, legal.last)


def _legal_forms(chunk: Chunk) -> Iterator[_Legal]:
    folded, phrases = [t.folded for t in chunk.tokens], lexicon().legal_phrases
    for i in range(1, len(folded)):
        phrase = phrases.at(folded, i) if folded[i] in phrases.longest and chunk.tokens[i].may_start_name else None
        if phrase is not None:
            yield _Legal(i, i + phrase[0], phrase[1])
