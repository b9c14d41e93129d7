"""Strangers: names of one word that the article also has as a part of somebody else's name: *Jack London*, then *London*."""

from __future__ import annotations

from collections.abc import Iterable

from translit.annotation.spans import CandidateSpan
from translit.annotation.words import dictionary_forms
from translit.match.features.place import OTHER_GIVEN_NAME_BEFORE, UNKNOWN_BESIDE, Article
from translit.text.document import Document


def placed_among_strangers(document: Document, article: Article, spans: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans with the features of their places; among these is that the article has a stranger of the name."""
    spans = list(spans)
    placed = [span.placed(document, article) for span in spans]
    strangers = _strangers(document, placed)
    if not strangers:
        return placed
    article = article._replace(strangers=strangers)
    return [s.placed(document, article) if s.first in strangers else p for s, p in zip(spans, placed, strict=True)]


def _strangers(document: Document, placed: Iterable[CandidateSpan]) -> dict[int, float]:
    """Return the tokens whose word stands elsewhere after a stranger's given name (1.0) or beside an unknown word (0.5).

    An unknown word that begins a sentence counts half of that.
    """
    words = {span.first: span.values for span in placed if span.last - span.first == 1}
    doubts: dict[str, list[tuple[float, int]]] = {}  # the two strongest of each reading: every name leaves out its own
    for i, values in words.items():
        given = max(values.get(f.name, 0.0) for f in OTHER_GIVEN_NAME_BEFORE)
        doubt = given or max(values.get(f.name, 0.0) for f in UNKNOWN_BESIDE) / 2
        for reading in dictionary_forms(document.tokens[i].folded, document.lang) if doubt else ():
            doubts[reading] = sorted([*doubts.get(reading, ()), (doubt, i)], reverse=True)[:2]
    found = {}
    for i in words if doubts else ():
        readings = dictionary_forms(document.tokens[i].folded, document.lang)
        others = [doubt for reading in readings for doubt, j in doubts.get(reading, ()) if j != i]
        if others:
            found[i] = max(others)
    return found
