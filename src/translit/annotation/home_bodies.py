"""Bodies of states without their country, which is then the one that the article is about: *die Konservative Partei*.

A supreme court or a democratic party exists in many countries, also in those of which the gazetteer lists none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from translit.annotation.spans import CandidateSpan, free_of
from translit.names.countries import country_of_state, languages_of
from translit.names.inflection import inflected_languages
from translit.names.state_bodies import StateBodies, countries_of_adjectives, state_bodies
from translit.text.document import Document
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words

_BY_FAR = 2  # times as many as of another country that has such a body
_ELSEWHERE = "-"  # no country


def is_body_alone(document: Document, span: CandidateSpan) -> bool:
    """Return True if a name is only what the language of the text calls a kind of body, without the country.

    Of entities whose country a gazetteer does not tell, the article cannot tell either.
    """
    bodies = state_bodies(document.lang)
    if (
        bodies is None
        or not all(e.country for e in span.entities)
        or not bodies.may_begin(document.tokens[span.first].folded)
    ):
        return False
    body = bodies.at(document.tokens[span.first : span.last], 0)
    return body is not None and not body.country and body.length == span.last - span.first


def is_body_to_be_placed(span: CandidateSpan) -> bool:
    """Return True for the bodies of a kind in all countries, of which the article has to tell one."""
    return span.needs_context and span.way == "state body"


def at_home(document: Document, spans: Iterable[CandidateSpan], decided: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return those of the bodies alone of whose country the article is, each narrowed to that of this country.

    That is the one whose body the article also calls otherwise, or that it names by far more often than others. What is a
    listed name of one of them is its also where the article names no country, or others besides.
    """
    free, bodies = free_of(spans, decided), state_bodies(document.lang)
    if not free or bodies is None:
        return []
    linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
    at = {i: s for s in decided for i in range(s.first, s.last)}
    stated = [_stated(document, bodies, s, at) for s in free]
    named = {} if all(stated) else _countries(document, decided)
    meant = [(s, _of_country(s, named, linked, country)) for s, country in zip(free, stated, strict=True)]
    found = (s.narrowed(tuple(f for f in s.forms if f.entity.country == country)) for s, country in meant if country)
    return [s for s in found if s.entities[0].id in linked or _is_called_so(document, s)]


def _is_called_so(document: Document, span: CandidateSpan) -> bool:
    """Return False for a body of a country where English is spoken of which no name has the words: nobody calls the US
    Department of State a ministry.
    """
    entity = span.entities[0]
    if document.lang != "en" or "en" not in languages_of(entity.country):
        return True
    words = {t.folded for t in document.tokens[span.first : span.last]} - lexicon().function_words
    names = (entity.name, *entity.names.get("en", ()), *(alias.text for alias in entity.aliases))
    return any(words <= set(fold_words(name)) for name in names)


def _of_country(span: CandidateSpan, named: Mapping[str, int], linked: Set[str], stated: str) -> str:
    """Return the country whose body a span is, or ``""``."""
    if stated:
        return stated if any(e.country == stated for e in span.entities) else ""
    by_far = _by_far(span, named)
    here = {e.country for e in span.entities if e.id in linked}
    if len(here) == 1:
        return here.pop() if by_far in ("", *here) else ""
    if not span.needs_context:
        own = {e.country for e in span.entities}
        kept = own & named.keys() if named else own
        if len(kept) != 1 or _is_elsewhere(kept, named):
            return ""
        return kept.pop()
    return by_far


def _is_elsewhere(own: Set[str], named: Mapping[str, int]) -> bool:
    """Return True if an article names another country far more often than the only one that has such a body listed."""
    most = max((n for country, n in named.items() if country not in own), default=0)
    return most > _BY_FAR * sum(named.get(country, 0) for country in own)


def _by_far(span: CandidateSpan, named: Mapping[str, int]) -> str:
    """Return the country of one of the bodies that an article names most, and far more often than the others', or ``""``."""
    counted = sorted(((named.get(e.country, 0), e.country) for e in span.entities), reverse=True)
    (most, country), (next_most, _) = [*counted, (0, "")][:2]
    others = max((n for c, n in named.items() if c != country), default=0)
    return country if most > others and most >= _BY_FAR * next_most else ""


def _stated(document: Document, bodies: StateBodies, span: CandidateSpan, at: Mapping[int, CandidateSpan]) -> str:
    """Return the country that stands beside a body, ``_ELSEWHERE`` if another name stands there that says whose it is.

    *Niemiecki Sąd Najwyższy*, *Florida Supreme Court*, *Сенат Орегона*, *Сенат штата Орегон*; ``""`` if none does.
    """
    last = span.last
    while last < len(document.tokens) and document.joined[last - 1]:
        last += 1
    words = document.tokens[span.first : last]
    if stated := bodies.stated(words, document.word_before(span.first)):
        return stated
    if span.first and document.joined[span.first - 1] and document.gap(span.first - 1).isspace():
        before = at.get(span.first - 1)
        is_place = before is not None and _is_place(before) and not document.is_after_place_preposition(before.first)
        if is_place or country_of_state(document.tokens[span.first - 1].folded):
            return _ELSEWHERE
    if document.word_after(span.last - 1) in bodies.parts:
        return _ELSEWHERE
    of = bodies.of_at(words[span.last - span.first :])
    if span.last + of >= last or not document.gap(span.last - 1).isspace():
        return ""
    after = at.get(span.last + of)
    capitals = [t.is_title_case for t in document.tokens[span.last + of : last][:2]]
    is_genitive = capitals == [True, False][: len(capitals)] and document.lang in inflected_languages()
    is_name = capitals[0] if of else is_genitive
    return _ELSEWHERE if (_is_place(after) if after else is_name) else ""


def _is_place(span: CandidateSpan) -> bool:
    return span.entities[0].type == "place"


def _countries(document: Document, decided: Iterable[CandidateSpan]) -> Counter[str]:
    """Return how many entities of each country an article names; an adjective of the country counts as one."""
    unique = {s.entities[0].id: s.entities[0].country for s in decided if len(s.entities) == 1}
    found = Counter(country for country in unique.values() if languages_of(country))
    found.update(countries_of_adjectives(document.text, document.lang))
    return found
