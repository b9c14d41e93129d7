"""Regions that are called by their city: in *Kiev region*, *Vologda and Arkhangelsk regions* no city is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translit.annotation.spans import CandidateSpan
from translit.gazetteer import Gazetteer
from translit.names.cities import city_of
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words

_REGION = re.compile(r"\s(?P<noun>[^\W\d_]{2,24})(?!\w)")
_REGIONS = re.compile(r"(?:, [^\W\d_][\w-]{2,24}){0,3},? and [^\W\d_][\w-]{2,24} (?P<noun>[^\W\d_]{2,24})(?!\w)")
_STEM = 4  # letters in which a noun and its plural agree: county, counties
_LOOKED_AT = 100  # characters after a name: four other names and the noun


def without_cities_of_regions(
    gazetteer: Gazetteer, document: Document, spans: Iterable[CandidateSpan]
) -> list[CandidateSpan]:
    """Return the spans without the cities by which a region is called that stands there, listed or not."""
    nouns = lexicon().named_things["region"].get(document.lang or "", ())
    return [s for s in spans if not (nouns and _is_region(gazetteer, document, s, nouns))]


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
    is_called_so = any(form.entity.id != city.id for name in names for form in gazetteer.exact((*name, kind)))
    return is_called_so or city_of(" ".join(names[0])) is not None
