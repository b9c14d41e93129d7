"""Features of the place where a reading stands in a document, and of the article that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import Feature, feature
from translit.match.features.reading import WITHOUT_FULL_NAME, Way, initial_fits, is_given_name_of, stands_for_words
from translit.model import EntityType
from translit.names.countries import country_of
from translit.names.given_names import may_be_given_name
from translit.names.inflection import inflected_languages, lemmas
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import is_title, lexicon
from translit.text.tokens import Token, fold_words, tokens

_COMMA, _SPACE, _INSIDE = re.compile(r",\s+"), re.compile(r"\s+"), re.compile(r"\s+(?:\(|(\w+)\s+)")
_BESIDE = re.compile(r"[^\S\n]+|[-‐‑]|\.[^\S\n]*")  # no line break, no dash between spaces
_HAVE_ANTECEDENT = ("family name", "given name")
"""Ways in which the article names the entity in full anyhow, as the feature of the antecedent says."""
_PARTICLE_AFTER = re.compile(r"[ -](?P<particle>[^\W\d_A-Z]{1,5})(?:[ -]+|['’])(?P<other>\w)")
_PARTICLE_BEFORE = re.compile(r"(?P<other>\w)\w*[ -](?P<particle>[^\W\d_A-Z]{1,5})(?:[ -]+|['’])\Z")
_SUFFIX = re.compile(r",?\s+(\w+)")
_HYPHENS = frozenset("-‐‑–/")
_LOOKED_AT = 48  # characters before and after a name: more than a comma and a country need
_LONGEST_COUNTRY = 3  # words
_SHORTEST_INFLECTED = 4  # letters; of shorter words in another case most are something else


class Article(NamedTuple):
    """What an article names: by entity the folded surfaces that name it, and by country how many entities.

    ``known`` are the numbers of the tokens that likely names have, so that they are no part of an unknown one;
    ``strangers`` are the numbers of single words that may be somebody else's name, with the bits that speak for that;
    ``bearers`` says how often the bare family name of an entity stands in it, without a full name.
    """

    surfaces: Mapping[str, frozenset[str]] = MappingProxyType({})
    countries: Mapping[str, int] = MappingProxyType({})
    known: AbstractSet[int] = frozenset()
    strangers: Mapping[int, float] = MappingProxyType({})
    bearers: Mapping[str, int] = MappingProxyType({})


class Place:
    """Tokens ``first`` to before ``last`` of a document, read as a listed name, and the article around.

    ``before`` and ``after`` are the words with a capital beside that may belong to one name with this and belong to no
    other; there are none in a line in which nearly every word has a capital. ``is_acronym`` says that letters stand for
    words, ``is_one_word`` that it is one word and no acronym, ``has_cases`` that the language has case endings.
    """

    __slots__ = (
        "after", "article", "before", "document", "first", "form", "has_cases", "is_acronym", "is_one_word", "last", "way"
    )  # fmt: skip

    def __init__(
        self, document: Document, first: int, last: int, form: SurfaceForm, way: Way, article: Article
    ) -> None:
        self.document, self.first, self.last, self.form, self.way = document, first, last, form, way
        self.article = article
        self.is_acronym = stands_for_words(form, way)
        self.is_one_word = last - first == 1 and not self.is_acronym
        self.has_cases = document.lang in inflected_languages()
        self.before = self._beside(first - 1) if first and document.joined[first - 1] else None
        self.after = None if self._is_genitive() or not document.joined[last - 1] else self._beside(last)

    def _beside(self, at: int) -> Token | None:
        token = self.document.tokens[at]
        if at in self.article.known or not token.may_start_name or self.document.headline[self.first]:
            return None
        gap = self.document.gap(at if at < self.first else at - 1)
        return token if _BESIDE.fullmatch(gap) else None

    def _is_genitive(self) -> bool:
        """Return True for a German genitive: the capital word after it is what is owned, *Lukaschenkos Flugzeug*."""
        return (
            self.document.lang == "de" and self.way != "listed" and self.document.tokens[self.last - 1].text[-1] == "s"
        )

    def is_common(self, token: Token) -> bool:
        """Return True if a word beside is a common one of the text's language, or no name in any language."""
        return token.folded in common_words(self.document.lang) or token.folded in lexicon().non_names


@feature(rises=False)
def given_name_before_thing(place: Place) -> float | None:
    """Return whether a given name stands before what is read as a place or an organization: *Jack London*."""
    return _given_name_before(place)


@feature(rises=False)
def other_given_name_before(place: Place) -> float | None:
    """Return whether a given name that is none of the person's stands before: *Igor Lukashenko*."""
    return _given_name_before(place)


def _given_name_before(place: Place) -> float | None:
    before = place.before
    if before is None or len(before.folded) < 2 or place.is_common(before) or before.folded in lexicon().title_words:
        return None
    return float(may_be_given_name(before.text) and not is_given_name_of(before.text, place.form.entity))


@feature(rises=False)
def initial_before(place: Place) -> float | None:
    """Return whether an initial stands before that is none of the entity's: *A. Putin*, *B. Minsk*."""
    before = place.before
    if before is None or len(before.folded) != 1 or not before.text.isupper():
        return None
    return float(not initial_fits(before.folded, place.form.entity))


@feature(0.0, 0.5, 1.0, rises=False)
def capital_before(place: Place) -> float | None:
    """Return whether an unknown word with a capital stands before, so that both may be another name: *Port Sudan*.

    A word that begins a sentence has a capital anyway, and counts as 0.5. In languages with case endings all this says
    less: there two names often stand side by side.
    """
    return _capital_before(place)


@feature(0.0, 0.5, 1.0, rises=False)
def capital_before_with_cases(place: Place) -> float | None:
    """Return the same in a text in a language with case endings."""
    return _capital_before(place)


@feature(rises=False)
def capital_after(place: Place) -> float | None:
    """Return whether an unknown word with a capital stands after, so that both may be another name: *Paris Hilton*."""
    return None if place.after is None else float(_is_unknown_name(place.after, place))


@feature(rises=False)
def capital_after_with_cases(place: Place) -> float | None:
    """Return the same in a text in a language with case endings."""
    return None if place.after is None else float(_is_unknown_name(place.after, place))


@feature(rises=False)
def common_word_after(place: Place) -> float | None:
    """Return whether a common word with a capital stands after, so that both may be another name: *Washington Post*.

    In languages with case endings, names of bodies follow their place and begin with a capital of their own.
    """
    after = place.after
    if after is None or not after.is_title_case or after.folded in lexicon().title_words:
        return None
    return float(place.is_common(after))


@feature(rises=False)
def common_word_before(place: Place) -> float | None:
    """Return whether a common word with a capital stands before, inside a sentence, so that both may be another name: *East
    Chicago*.
    """
    before = place.before
    if before is None or not before.is_title_case or before.folded in lexicon().title_words:
        return None
    return float(place.is_common(before) and not place.document.starts[place.first - 1])


@feature(rises=False)
def number_after(place: Place) -> float | None:
    """Return whether a number stands after a place or a person: *Russia 1*, *Route 66*; clubs have scores."""
    after = place.after
    if after is None or not place.is_one_word or place.form.entity.type == "organization":
        return None
    return float(after.text.isdigit())


@feature(rises=False)
def hyphen_beside(place: Place) -> float | None:
    """Return whether a hyphen joins the name to another word than a known name: *Kita-ku*, *Interfax-Ukraine*."""
    document, first, last = place.document, place.first, place.last
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    before, after = document.text[start - 1 : start], document.text[end : end + 1]
    if before not in _HYPHENS and after not in _HYPHENS:
        return None
    known = place.article.known
    left = before in _HYPHENS and document.text[start - 2 : start - 1].isalnum() and first - 1 not in known
    right = after in _HYPHENS and document.text[end + 1 : end + 2].isalnum() and last not in known
    return float(left or right)


@feature(rises=False)
def foreign_particle_beside(place: Place) -> float | None:
    """Return whether a particle of names that is no word of the text's language joins the name to another word with a
    capital: *Santiago de Cuba*, *Ivry-sur-Seine* in an English text.
    """
    document = place.document
    start, end = document.tokens[place.first].start, document.tokens[place.last - 1].end
    after = _PARTICLE_AFTER.match(document.text, end)
    before = _PARTICLE_BEFORE.search(document.text, max(0, start - _LOOKED_AT), start)
    found = [m["particle"] for m in (before, after) if m and m["other"][0].isupper()]
    particles = lexicon().name_particles - common_words(document.lang)
    return float(any(fold(particle) in particles for particle in found)) if found else None


@feature(rises=False)
def generation_after(place: Place) -> float | None:
    """Return whether a word that tells generations apart stands after a person who is not listed with it: *Jr.*"""
    if place.form.name.suffix:
        return None
    end = place.document.tokens[place.last - 1].end
    found = _SUFFIX.match(place.document.text, end)
    return 1.0 if found and fold(found[1]) in lexicon().suffixes and not found[1].islower() else None


OTHER_GIVEN_NAME_BEFORE = (given_name_before_thing, other_given_name_before)
"""The features of a given name before that makes the name that of somebody else."""
UNKNOWN_BESIDE = (capital_before, capital_before_with_cases, capital_after, capital_after_with_cases)
"""The features of unknown words beside a name."""


@feature(rises=False)
def title_before_thing(place: Place) -> float | None:
    """Return whether a title stands before what is read as a place or an organization: *President Washington*."""
    before = place.before
    if before is None or not place.is_one_word:
        return None
    return float(before.folded in lexicon().title_words)


@feature(0.0, 2.0, 4.0, 7.0, 10.0, rises=False)
def borne_by_a_stranger(place: Place) -> float | None:
    """Return the bits by which the words beside it elsewhere in the article, a given name or an unknown word, speak against
    the listed person: a stranger bears the family name.
    """
    return max([place.article.strangers.get(i, 0.0) for i in range(place.first, place.last)])


@feature(0.0, 2.0, 4.0, 7.0, 10.0, rises=False)
def part_of_another_name(place: Place) -> float | None:
    """Return the same of any other single word that the article does not say to be short for a full name: *Jack London*,
    then *London*.
    """
    return place.article.strangers.get(place.first, 0.0) if place.is_one_word else None


@feature(rises=False)
def starts_sentence(place: Place) -> float | None:
    """Return whether the single word begins a sentence, where every word has a capital."""
    return float(place.document.starts[place.first]) if place.is_one_word else None


@feature(rises=False)
def small_elsewhere(place: Place) -> float | None:
    """Return whether the text also has the single word without a capital."""
    return float(place.document.is_small_elsewhere(place.first)) if place.is_one_word else None


@feature(rises=False)
def line_in_capitals(place: Place) -> float | None:
    """Return whether the name has one word, and the line is written in capitals."""
    return float(place.document.all_caps[place.first])


@feature(rises=False)
def capitals(place: Place) -> float | None:
    """Return whether the single word is written in capitals, but is no acronym, and the line is not."""
    if not place.is_one_word:
        return None
    return float(place.document.tokens[place.first].is_all_caps and not place.document.all_caps[place.first])


@feature(rises=False)
def preposition_before_person(place: Place) -> float | None:
    """Return whether a preposition of place (*in May*) stands before a single word read as a person."""
    if not place.is_one_word:
        return None
    return float(place.document.word_before(place.first) in lexicon().place_prepositions)


@feature(rises=False)
def other_country_after(place: Place) -> float | None:
    """Return whether another country is named right after: of a place with a comma (*Brest, France*)."""
    return _other_country(place, _COMMA if place.form.entity.type == "place" else _SPACE)


@feature(rises=False)
def in_other_country(place: Place) -> float | None:
    """Return whether another country than that of a place follows in brackets or after a preposition: *Brest in France*."""
    return _other_country(place, _INSIDE) if place.form.entity.type == "place" else None


def _other_country(place: Place, between: re.Pattern[str]) -> float | None:
    country = place.form.entity.country
    if not country or _is_country(place.form.entity.name):
        return None
    end = place.document.tokens[place.last - 1].end
    text = place.document.text[end : end + _LOOKED_AT]
    found = between.match(text)
    if not found or (found.re.groups and found[1] and fold(found[1]) not in lexicon().place_prepositions):
        return 0.0
    return float(_country_at(text[found.end() :], place.document.lang) not in ("", country))


@feature(rises=True)
def named_elsewhere(place: Place) -> float | None:
    """Return whether the article also names the entity by a longer name, or by an acronym and in words."""
    own = place.article.surfaces.get(place.form.entity.id)
    if own is None:
        return 0.0
    surface = " ".join(t.folded for t in place.document.tokens[place.first : place.last])
    return float(any(surface != other and (len(other) > len(surface) or place.last - place.first > 1) for other in own))


@feature(rises=True)
def initials_of_named(place: Place) -> float | None:
    """Return, for initials, whether the article also names the entity in words."""
    return named_elsewhere.of(place)


@feature(1.0, 2.0, 3.0, 5.0, rises=True)
def repeats(place: Place) -> float | None:
    """Return, for a bare family name without a full name, how often the article has it: a text that goes on naming somebody
    only so takes the person for known.
    """
    return float(place.article.bearers.get(place.form.entity.id, 1))


@feature(0.0, 1.0, 2.0, 4.0, 8.0, rises=True)
def countrymen(place: Place) -> float | None:
    """Return how many other entities of the same country the article names."""
    country = place.form.entity.country
    if not country:
        return None
    return float(place.article.countries.get(country, 0) - (place.form.entity.id in place.article.surfaces))


@feature(0.0, 1.0, 2.0, rises=True)
def relatives(place: Place) -> float | None:
    """Return how many entities the article names that the gazetteer relates to this one: family, parts of a body."""
    related = [id for ids in place.form.entity.relations.values() for id in ids]
    if not related:
        return None
    return float(len(place.article.surfaces.keys() & related))


PLACE: tuple[Feature[Place], ...] = (
    given_name_before_thing, other_given_name_before, initial_before, capital_before, capital_before_with_cases,
    common_word_before, title_before_thing, capital_after, capital_after_with_cases, common_word_after,
    number_after, starts_sentence, small_elsewhere, line_in_capitals, capitals, preposition_before_person,
    part_of_another_name, hyphen_beside, foreign_particle_beside, generation_after, borne_by_a_stranger,
    other_country_after, in_other_country, named_elsewhere, initials_of_named, repeats, countrymen, relatives,
)  # fmt: skip
"""All features of a place."""


def place_features(place: Place) -> tuple[Feature[Place], ...]:
    """Return the features that a place may have: most have no neighbours, and many several words."""
    kind = place.form.entity.type, place.way, place.last - place.first == 1, place.has_cases
    return _applicable(place.before is not None, place.after is not None, *kind)


@cache
def _applicable(
    before: bool, after: bool, type: EntityType, way: Way, one_word: bool, has_cases: bool
) -> tuple[Feature[Place], ...]:
    person = type == "person"
    found: list[Feature[Place]] = []
    if before:
        found += (other_given_name_before,) if person else (given_name_before_thing, title_before_thing)
        found += (
            initial_before,
            *((capital_before_with_cases,) if has_cases else (capital_before, common_word_before)),
        )
    if after:
        found += (capital_after_with_cases,) if has_cases else (capital_after, common_word_after, number_after)
    if one_word:
        found += (starts_sentence, small_elsewhere, line_in_capitals, capitals)
        found += (preposition_before_person,) if person else ()
    found += (hyphen_beside, generation_after) if person else (hyphen_beside, other_country_after, in_other_country)
    if way in WITHOUT_FULL_NAME:
        found += (borne_by_a_stranger, repeats)
    elif way not in _HAVE_ANTECEDENT and one_word:
        found += (part_of_another_name,)
    if way not in _HAVE_ANTECEDENT:
        found += (foreign_particle_beside, named_elsewhere, countrymen, relatives)
    return (*found, initials_of_named) if way == "initials" else tuple(found)


def _capital_before(place: Place) -> float | None:
    before = place.before
    if before is None or not _is_unknown_name(before, place) or is_given_name_of(before.text, place.form.entity):
        return None
    return 0.5 if place.document.starts[place.first - 1] else 1.0


def _is_unknown_name(token: Token, place: Place) -> bool:
    """Return True if a word beside a name has a capital, and is no common word, title, number or acronym."""
    if not token.is_title_case or token.is_all_caps or len(token.folded) < 2:
        return False
    return not (place.is_common(token) or is_title(token.folded))


@lru_cache(maxsize=1 << 12)
def _is_country(name: str) -> bool:
    return country_of(" ".join(fold_words(name))) is not None


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
