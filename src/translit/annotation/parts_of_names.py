"""Places inside longer names: of regions (*Kiev region*, *Vologda and Arkhangelsk regions*), and of things with a number
outside of quotation marks (*"Северен поток" 2*).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from translit.annotation.spans import CandidateSpan
from translit.gazetteer import Gazetteer
from translit.names.cities import city_of
from translit.names.countries import country_of, country_of_state, languages_of
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import fold_words

_REGION = regex(r"\s(?P<noun>[^\W\d_]{2,24})(?!\w)")
_REGIONS = regex(r"(?:, [^\W\d_][\w-]{2,24}){0,3},? and [^\W\d_][\w-]{2,24} (?P<noun>[^\W\d_]{2,24})(?!\w)")
_NUMBER = regex(r"[»”“\"'’]\s?-?\s?(\d)(?!\w)")
_DISTRICTS = ("district", "raion")  # where Russian is spoken, often of another town, called by somebody like that one
_ITEM = regex(r",?\s{1,2}(?:and|or)\s{1,2}|,\s{1,2}")
_STATES = 2  # in a list with a city that a state is called like: Washington, Virginia may be two neighbours
_LONGEST_STATE = 3  # words
_SHORT = 2  # words: an article and another
_STEM = 4  # letters in which a noun and its plural agree: county, counties
_LOOKED_AT = 100  # characters after a name: four other names and the noun


def without_parts_of_names(
    gazetteer: Gazetteer, document: Document, spans: Iterable[CandidateSpan]
) -> list[CandidateSpan]:
    """Return the spans without the places by which a region or a numbered thing is called that stands there."""
    nouns = lexicon().named_things["region"].get(document.lang or "", ())
    kept = (s for s in spans if not (nouns and _is_region(gazetteer, document, s, nouns)))
    return [s for s in kept if not (_is_numbered(gazetteer, document, s) or _is_state(gazetteer, document, s))]


def without_beginnings(spans: Sequence[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans without the places with which a longer listed name begins, though that is rather no mention itself:
    Cambridge of *Cambridge Analytica* beside another word with a capital; and without the ends of such places: Jersey of
    *the ship was named New Jersey*.
    """
    unlikely = [s for s in spans if s.way == "listed" and not s.is_likely and not s.needs_context]
    longer = {s.first: s.last for s in unlikely}
    ends = {i for s in unlikely if s.entities[0].type == "place" for i in range(s.first + 1, s.last)}
    return [
        s for s in spans if s.entities[0].type != "place" or not (longer.get(s.first, 0) > s.last or s.first in ends)
    ]


def without_ends(document: Document, spans: Sequence[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans without the bodies whose name is the end of that of one of another country which the article has
    named before: after the New York Times, *The Times* is that one.
    """
    if not any(_is_short_body(document, s) for s in spans):
        return list(spans)
    named: dict[str, dict[str, int]] = {}
    for span in reversed(spans):
        words = fold_words(span.entities[0].name)
        if span.entities[0].type == "organization" and len(words) > _SHORT:
            named.setdefault(words[-1], {})[span.entities[0].country] = span.first
    return [s for s in spans if not (_is_short_body(document, s) and _is_end(s, named))]


def _is_short_body(document: Document, span: CandidateSpan) -> bool:
    """Return True for an organization called by an article and one word: *The Times*."""
    body, first = span.entities[0], document.tokens[span.first]
    if body.type != "organization" or span.last - span.first != _SHORT:
        return False
    return first.folded in lexicon().optional_articles and len(fold_words(body.name)) <= _SHORT


def _is_end(span: CandidateSpan, named: Mapping[str, Mapping[str, int]]) -> bool:
    """Return True if a body's last word is that of one of another country, named before it."""
    body = span.entities[0]
    others = named.get(fold_words(body.name)[-1], {})
    return any(country != body.country and first < span.first for country, first in others.items())


def _is_numbered(gazetteer: Gazetteer, document: Document, span: CandidateSpan) -> bool:
    """Return True if a number stands after the closing quotation mark, and the name is listed with that number as well."""
    found = _NUMBER.match(document.text, document.tokens[span.last - 1].end)
    if found is None:
        return False
    return bool(gazetteer.exact((*(t.folded for t in document.tokens[span.first : span.last]), found[1])))


def _is_state(gazetteer: Gazetteer, document: Document, span: CandidateSpan) -> bool:
    """Return True for a city in a list with two states, if a state is called like it: *Washington, Oregon and Idaho*."""
    if (
        span.entities[0].type != "place"
        or country_of_state(document.tokens[span.first].folded)
        or not _is_state_called(gazetteer, document, span)
    ):
        return False
    start, end = document.tokens[span.first].start, document.tokens[span.last - 1].end
    before = _ITEM.split(document.text[max(0, start - _LOOKED_AT) : start])[:-1]
    after = _ITEM.split(document.text[end : end + _LOOKED_AT])[1:]
    return _states(reversed(before), -1) + _states(after, 1) >= _STATES


def _is_state_called(gazetteer: Gazetteer, document: Document, span: CandidateSpan) -> bool:
    written = [t.folded for t in document.tokens[span.first : span.last]]
    return bool(gazetteer.exact((*written, "state")))


def _states(items: Iterable[str], step: Literal[1, -1]) -> int:
    """Return how many items of a list, from its beginning, are states; text may go on behind, or before, each."""
    found = 0
    for item in items:
        words = fold_words(item)[::step][:_LONGEST_STATE]
        if not any(country_of_state(" ".join(words[:n][::step])) for n in range(1, len(words) + 1)):
            break
        found += 1
    return found


def _is_region(gazetteer: Gazetteer, document: Document, span: CandidateSpan, nouns: Iterable[str]) -> bool:
    city = span.entities[0]
    if city.type != "place":
        return False
    text, end = document.text, document.tokens[span.last - 1].end
    found = _REGION.match(text, end)
    kind = fold(found["noun"]) if found else ""
    if kind not in nouns:
        several = _REGIONS.match(text, end, end + _LOOKED_AT) or found
        plural = lexicon().named_things["regions"][document.lang or ""]
        if several is None or fold(several["noun"]) not in plural:
            return False
        kind = next((noun for noun in nouns if fold(several["noun"])[:_STEM] == noun[:_STEM]), "")
    written = tuple(t.folded for t in document.tokens[span.first : span.last])
    names = (fold_words(city.name), written)
    if kind in _DISTRICTS and "ru" in languages_of(city.country) and country_of(" ".join(names[0])) is None:
        return True
    is_called_so = any(form.entity.id != city.id for name in names for form in gazetteer.exact((*name, kind)))
    return is_called_so or city_of(" ".join(names[0])) is not None
