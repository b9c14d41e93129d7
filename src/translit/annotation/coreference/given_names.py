"""Given names alone: once an article has somebody's full name, ``Michelle`` may stand for Michelle Obama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import CandidateSpan, places_of
from translit.annotation.words import MEMO, dictionary_forms, is_common_word, is_patronymic
from translit.gazetteer import Gazetteer
from translit.match.explain import Reason
from translit.match.features.context import Article
from translit.match.features.reading import Reading
from translit.names.parse import parse_name
from translit.text.common_words import common_words
from translit.text.document import Document

_SHORTEST = 3  # letters


def given_name_spans(
    gazetteer: Gazetteer, detected: DetectedMentions, article: Article, decided: Sequence[CandidateSpan]
) -> Iterator[CandidateSpan]:
    """Yield given names of persons named in full before, if nobody else in the article has that given name."""
    document = detected.document
    full = _full_names(document, decided)
    if not full:
        return
    given = detected.read_chunks_with_forms(full.keys())
    taken = places_of(decided)
    places = [i for i, token in document.words() if token.text in given and i not in taken]
    others = {reading for i in places if i + 1 not in taken for reading in _of_somebody_else(document, i)}
    for i in places:
        token = document.tokens[i]
        with_patronymic = _is_patronymic_after(document, i)
        beside = _has_capital_beside(document, i, taken)
        if token.folded in common_words(document.lang) or (beside and not with_patronymic):
            continue
        readings = set(dictionary_forms(token.text, document.lang)) - (set() if with_patronymic else others)
        found = {s.entities[0].id: s for r in sorted(readings) for s in full.get(r, ()) if s.first < i}
        if len(found) == 1:
            [span] = found.values()
            last = i + 1 + with_patronymic
            reading = Reading(gazetteer, document, i, last, span.forms[0], "given name", antecedent=span.weight)
            reason = Reason("given name", span.forms[0], token.text)
            yield CandidateSpan.of([reading], 0.0, reason=reason).placed(document, article)


def _is_patronymic_after(document: Document, i: int) -> bool:
    """Return True if the word after may be a patronymic, in any case: *Александр Григорьевич*."""
    if not document.joined[i] or not document.tokens[i + 1].is_title_case:
        return False
    return is_patronymic(document.tokens[i + 1].text, document.lang)


def _full_names(document: Document, decided: Sequence[CandidateSpan]) -> dict[str, list[CandidateSpan]]:
    """Return the persons named in full, by the given name as the article writes it and in its dictionary forms."""
    full: dict[str, list[CandidateSpan]] = {}
    for span in decided:
        if not span.is_full_name or not span.is_person or span.method == "surname":
            continue
        for reading in _given_in(document.surface(span.first, span.last), document.lang):
            full.setdefault(reading, []).append(span)
    return full


@lru_cache(maxsize=MEMO)
def _given_in(surface: str, lang: str | None) -> tuple[str, ...]:
    """Return the dictionary forms of the given name in a full name."""
    name = parse_name(surface)
    given = name.of("given")
    if not given or name.family is None or not name.family.text[0].isupper() or len(given[0].word.folded) < _SHORTEST:
        return ()
    return dictionary_forms(given[0].word.text, lang)


def _of_somebody_else(document: Document, i: int) -> tuple[str, ...]:
    """Return the dictionary forms of a word that begins the name of somebody who is not linked."""
    token = document.tokens[i]
    if not token.may_start_name or not document.joined[i] or document.headline[i]:
        return ()
    after = document.tokens[i + 1]
    if not after.may_start_name or is_common_word(after.folded, document.lang):
        return ()
    return dictionary_forms(token.text, document.lang)


def _has_capital_beside(document: Document, i: int, taken: set[int]) -> bool:
    """Return True if a word may belong to a longer name: beside it is a capital word that begins no sentence nor name."""
    before = i > 0 and document.joined[i - 1] and document.tokens[i - 1].may_start_name and not document.starts[i - 1]
    after = document.joined[i] and document.tokens[i + 1].may_start_name and i + 1 not in taken
    return before or after
