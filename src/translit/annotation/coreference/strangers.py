"""Strangers: names of one word that the article also has as a part of somebody else's name: *Jack London*, then *London*.

A place is also a stranger to the family name of a listed person whom the article names in full: *Michael Jordan*, *Jordan*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import CandidateSpan
from translit.annotation.words import MEMO, dictionary_forms
from translit.match.features import TEXT
from translit.match.features.beside import OTHER_GIVEN_NAME_BEFORE, UNKNOWN_BESIDE, other_given_name_before
from translit.match.features.context import Article
from translit.match.features.family_name_after import SURE
from translit.match.features.place import part_of_another_name
from translit.match.features.reading import is_given_name_of
from translit.model import Entity
from translit.names.given_names import inflected_given_name_classes, may_be_given_name
from translit.names.parse import parse_name
from translit.table.words import word
from translit.text.document import Document

_BESIDE = [feature.name for feature in (*OTHER_GIVEN_NAME_BEFORE, *UNKNOWN_BESIDE, part_of_another_name)]
_GIVEN_NAME = -TEXT.added({other_given_name_before.name: 1.0})


def placed_among_strangers(
    detected: DetectedMentions, article: Article, spans: Iterable[CandidateSpan]
) -> list[CandidateSpan]:
    """Return the spans with the features of their places; among these is that the article has a stranger of the name."""
    spans = list(spans)
    placed = [span.placed(detected.document, article) for span in spans]
    strangers = _strangers(detected, article, placed)
    if not strangers:
        return placed
    article = article._replace(strangers=strangers)
    return [
        s.placed(detected.document, article) if s.first in strangers else p for s, p in zip(spans, placed, strict=True)
    ]


def _strangers(detected: DetectedMentions, article: Article, placed: Sequence[CandidateSpan]) -> dict[int, float]:
    """Return the tokens whose word stands elsewhere beside a stranger's given name, a word of kinship or an unknown word,
    each with the bits by which these speak against the listed name there; and places that are family names of persons.
    """
    document = detected.document
    words = {span.first: span for span in placed if span.last - span.first == 1}
    found_doubts = [
        (i, -TEXT.added({name: span.values[name] for name in _BESIDE if name in span.values}))
        for i, span in words.items()
    ]
    found_doubts += ((i, _GIVEN_NAME) for i in _after_given_names(detected, article, words))
    doubts: dict[str, list[tuple[float, int]]] = {}  # the two strongest of each reading: every name leaves out its own
    for i, doubt in found_doubts:
        for reading in dictionary_forms(document.tokens[i].text, document.lang) if doubt else ():
            doubts[reading] = sorted([*doubts.get(reading, ()), (doubt, i)], reverse=True)[:2]
    found = {}
    for i in words if doubts else ():
        readings = dictionary_forms(document.tokens[i].text, document.lang)
        others = [doubt for reading in readings for doubt, j in doubts.get(reading, ()) if j != i]
        if others:
            found[i] = max(others)
    return found | dict.fromkeys(_places_named_like_persons(document, placed), SURE)


def _after_given_names(
    detected: DetectedMentions, article: Article, words: Mapping[int, CandidateSpan]
) -> Iterator[int]:
    """Yield tokens that are no candidates, but may be one of ``words`` in another case, behind a given name of others."""
    document = detected.document
    entities: dict[str, list[Entity]] = {}
    for i, span in words.items():
        for reading in dictionary_forms(document.tokens[i].text, document.lang):
            entities.setdefault(reading, []).append(span.entities[0])
    texts = detected.read_chunks_with_forms(entities.keys()) if entities else {}
    for i, token in document.words():
        if token.text not in texts or i in words or i in article.known or not i or not document.joined[i - 1]:
            continue
        before = document.tokens[i - 1]
        if i - 1 in article.known or not before.is_title_case or not _may_be_given_name(before.text):
            continue
        meant = (e for r in texts[token.text] for e in entities.get(r, ()))
        if not any(is_given_name_of(before.text, e) for e in meant):
            yield i


def _may_be_given_name(text: str) -> bool:
    return may_be_given_name(text) or bool(inflected_given_name_classes(word(text)))


def _places_named_like_persons(document: Document, placed: Sequence[CandidateSpan]) -> list[int]:
    """Return the places of one word that is the family name of somebody named in full."""
    places = [s.first for s in placed if s.last - s.first == 1 and s.entities[0].type == "place"]
    full = (s for s in placed if s.is_full_name and s.is_person and s.is_likely) if places else ()
    families = {r for s in full for r in _family_in(document.surface(s.first, s.last), document.lang)}
    return [i for i in places if not families.isdisjoint(dictionary_forms(document.tokens[i].text, document.lang))]


@lru_cache(maxsize=MEMO)
def _family_in(surface: str, lang: str | None) -> tuple[str, ...]:
    """Return the dictionary forms of the family name in a full name."""
    family = parse_name(surface).family
    return dictionary_forms(family.text, lang) if family else ()
