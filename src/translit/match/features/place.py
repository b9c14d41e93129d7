"""Features of the place where a reading stands in a document, and of the article that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import Feature, Model, feature
from translit.match.features.reading import READING, Way
from translit.names.countries import country_of
from translit.names.inflection import lemmas
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.tokens import tokens

_BEFORE_COMMA = re.compile(r"([^\W\d_]+),\s+$")
_AFTER = re.compile(r",?\s+(?=\w)")
_LOOKED_AT = 48  # characters before and after a name: more than a comma and a country need
_LONGEST_COUNTRY = 3  # words
_SHORTEST_INFLECTED = (
    4  # letters of a country's name in another case, less one: shorter words are mostly something else
)


class Article(NamedTuple):
    """What an article names: by entity the folded surfaces that name it, their words, and by country how many entities."""

    surfaces: Mapping[str, frozenset[str]] = MappingProxyType({})
    words: frozenset[str] = frozenset()
    countries: Mapping[str, int] = MappingProxyType({})


class Place(NamedTuple):
    """Tokens ``first`` to before ``last`` of a document, read as a listed name, and the article around."""

    document: Document
    first: int
    last: int
    form: SurfaceForm
    way: Way
    article: Article

    @property
    def is_one_word(self) -> bool:
        """True if this is a single word, and no acronym."""
        return self.last - self.first == 1 and not self.is_acronym

    @property
    def is_acronym(self) -> bool:
        """True if letters stand for words."""
        return self.form.is_acronym or self.way in ("initials", "defined")


@feature(rises=False)
def starts_sentence(place: Place) -> float | None:
    """Return whether the single word begins a sentence, where every word has a capital."""
    return float(place.document.starts[place.first]) if place.is_one_word else None


@feature(rises=False)
def small_elsewhere(place: Place) -> float | None:
    """Return whether the text also has the single word without a capital."""
    return float(place.document.is_small_elsewhere(place.first)) if place.is_one_word else None


@feature(rises=False)
def headline(place: Place) -> float | None:
    """Return whether nearly every word of the line has a capital."""
    return float(place.document.headline[place.first])


@feature(rises=False)
def line_in_capitals(place: Place) -> float | None:
    """Return whether the line is written in capitals."""
    return float(place.document.all_caps[place.first])


@feature(rises=True)
def preposition_of_place(place: Place) -> float | None:
    """Return whether a preposition of place (*in*, *near*) stands before a single word read as a place."""
    if place.form.entity.type != "place" or not place.is_one_word:
        return None
    return float(place.document.word_before(place.first) in lexicon().place_prepositions)


@feature(rises=False)
def preposition_before_person(place: Place) -> float | None:
    """Return whether a preposition of place (*in May*) stands before a single word read as a person."""
    if place.form.entity.type != "person" or not place.is_one_word:
        return None
    return float(place.document.word_before(place.first) in lexicon().place_prepositions)


@feature(rises=False)
def after_comma(place: Place) -> float | None:
    """Return whether a word with a capital that is not listed, and a comma, stand before a place: *Atlanta, Georgia*."""
    if place.form.entity.type != "place":
        return None
    start = place.document.tokens[place.first].start
    found = _BEFORE_COMMA.search(place.document.text, max(0, start - _LOOKED_AT), start)
    return float(found is not None and found[1][0].isupper() and fold(found[1]) not in place.article.words)


@feature(rises=False)
def other_country_after(place: Place) -> float | None:
    """Return whether another country than the entity's is named right after: *Brest, France*, *МВД Франции*."""
    country = place.form.entity.country
    if not country or place.form.entity.type == "person":
        return None
    end = place.document.tokens[place.last - 1].end
    text = place.document.text[end : end + _LOOKED_AT]
    found = _AFTER.match(text)
    code = _country_at(text[found.end() :], place.document.lang) if found else ""
    return float(code not in ("", country))


@feature(rises=True)
def named_elsewhere(place: Place) -> float | None:
    """Return whether the article also names the entity by a longer name, or by an acronym and in words."""
    own = place.article.surfaces.get(place.form.entity.id)
    if own is None:
        return 0.0
    surface = " ".join(t.folded for t in place.document.tokens[place.first : place.last])
    return float(any(surface != other and (len(other) > len(surface) or place.last - place.first > 1) for other in own))


@feature(0.0, 1.0, 2.0, 4.0, 8.0, rises=True)
def countrymen(place: Place) -> float | None:
    """Return how many other entities of the same country the article names."""
    country = place.form.entity.country
    if not country:
        return None
    return float(place.article.countries.get(country, 0) - (place.form.entity.id in place.article.surfaces))


PLACE: tuple[Feature[Place], ...] = (
    starts_sentence, small_elsewhere, headline, line_in_capitals, preposition_of_place, preposition_before_person,
    after_comma, other_country_after, named_elsewhere, countrymen,
)  # fmt: skip

TEXT = Model("text", (*READING, *PLACE))
"""The model of links in text."""


@lru_cache(maxsize=1 << 12)
def _country_at(text: str, lang: str | None) -> str:
    """Return the code of the country that a text begins with, in any case; ``""`` if it begins with none."""
    found: list[str] = []
    for token in tokens(text)[:_LONGEST_COUNTRY]:
        if not token.may_start_name:
            break
        found.append(token.folded)
        code = country_of(" ".join(found), lang)
        if code is None and len(found) == 1 and lang is not None and len(token.folded) > _SHORTEST_INFLECTED:
            code = next((c for r in lemmas(token.folded, lang) if (c := country_of(r.text, lang))), None)
        if code:
            return code
    return ""
