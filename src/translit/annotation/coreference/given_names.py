"""Given names alone: once an article has somebody's full name, ``Michelle`` may stand for Michelle Obama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from translit.annotation.detected_mentions import Scanned
from translit.annotation.spans import MEMO, Span, is_common_word, places_of, readings_of
from translit.match.evidence import exact
from translit.model import Evidence, Part
from translit.names.parse import parse_name
from translit.text.common_words import common_words
from translit.text.document import Passage

_WEIGHT = -56.0  # bits off an exact name
_SHORTEST = 3  # letters


def given_name_spans(scanned: Scanned, decided: Sequence[Span]) -> Iterator[Span]:
    """Given names of persons whom the article has named in full before, if nobody else in it has that given name."""
    passage = scanned.passage
    full = _full_names(passage, decided)
    if not full:
        return
    given = {text for text, readings in scanned.families.items() if not full.keys().isdisjoint(readings)}
    scanned.take(given)
    taken = places_of(decided)
    places = [i for i, t in enumerate(passage.tokens) if t.text in given and i not in taken]
    blocked = {r for i in places for r in _of_somebody_else(passage, i)}
    for i in places:
        token = passage.tokens[i]
        if _has_capital_beside(passage, i) or token.folded in common_words(passage.lang):
            continue
        readings = set(readings_of(token.folded, passage.lang)) - blocked
        found = {s.entities[0].id: s for r in sorted(readings) for s in full.get(r, ()) if _before(passage, s, i)}
        if len(found) == 1:
            [span] = found.values()
            parts = (*exact(token.text, token.text).parts, Part("given name", token.text, span.forms[0].text, _WEIGHT))
            yield Span.of(i, i + 1, span.forms[:1], Evidence(parts), "short")


def _before(passage: Passage, span: Span, i: int) -> bool:
    return passage.tokens[span.first].start < passage.tokens[i].start


def _full_names(passage: Passage, decided: Sequence[Span]) -> dict[str, list[Span]]:
    """The persons named in full, by the given name as the article writes it and in its dictionary forms."""
    full: dict[str, list[Span]] = {}
    for span in decided:
        if not span.is_full_name or not span.is_person or span.via == "surname":
            continue
        for reading in _given_in(passage.surface(span.first, span.last), passage.lang):
            full.setdefault(reading, []).append(span)
    return full


@lru_cache(maxsize=MEMO)
def _given_in(surface: str, lang: str | None) -> tuple[str, ...]:
    """The dictionary forms of the given name in a full name."""
    name = parse_name(surface)
    given = name.of("given")
    if not given or name.family is None or not name.family.text[0].isupper() or len(given[0].word.folded) < _SHORTEST:
        return ()
    return readings_of(given[0].word.folded, lang)


def _of_somebody_else(passage: Passage, i: int) -> tuple[str, ...]:
    """What a word may be if it begins the name of somebody who is not linked."""
    token = passage.tokens[i]
    if (
        not token.may_start_name
        or not passage.joined[i]
        or not passage.tokens[i + 1].may_start_name
        or passage.headline[i]
    ):
        return ()
    return () if is_common_word(passage.tokens[i + 1].folded, passage.lang) else readings_of(token.folded, passage.lang)


def _has_capital_beside(passage: Passage, i: int) -> bool:
    """Whether a word may belong to a longer name: a capital word beside it that no sentence begins with."""
    before = i > 0 and passage.joined[i - 1] and passage.tokens[i - 1].may_start_name and not passage.starts[i - 1]
    return before or (passage.joined[i] and passage.tokens[i + 1].may_start_name)
