"""Features of the place where a reading stands, and of the article that it stands in: all of them in a list."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from translit.limits import REMEMBERED_WORDS
from translit.match.additive import Feature, feature
from translit.match.features.beside import (
    LOOKED_AT,
    capital_after,
    capital_after_acronym,
    capital_after_with_cases,
    capital_before,
    capital_before_with_cases,
    common_word_after,
    common_word_before,
    foreign_particle_beside,
    generation_after,
    given_name_before_thing,
    hyphen_beside,
    initial_before,
    number_after,
    other_given_name_before,
    title_before_thing,
)  # fmt: skip
from translit.match.features.context import Place
from translit.match.features.family_name_after import SURE, family_name_after
from translit.match.features.kinship import is_among_given_names, is_called_relative, is_with_age
from translit.match.features.named_things import called_by_noun, compass_before, in_name_of_thing
from translit.match.features.reading import WITHOUT_FULL_NAME, Way
from translit.model import EntityType
from translit.names.countries import country_of, country_of_state, is_country, languages_of
from translit.names.inflection import lemmas
from translit.names.state_bodies import countries_of_adjectives
from translit.text.fold import fold
from translit.text.lexicon import place_prepositions
from translit.text.patterns import regex
from translit.text.tokens import Token, fold_words, tokens

_COMMA, _SPACE, _INSIDE = regex(r",\s+"), regex(r"\s+"), regex(r"\s+(?:\(|(\w+)\s+)")
_AFTER_PLACE = regex(r"\s*(?:\(|[-–—]+\s|,\s+[^\W_]|\d{4}-\d\d-\d\d)")
_HAVE_ANTECEDENT = ("family name", "given name")
"""Ways in which the article names the entity in full anyhow, as the feature of the antecedent says."""
_LONGEST_COUNTRY = 3  # words
_LONGEST_ACRONYM = 3  # letters of a country's short name that is found in capitals only
_OFTEN = 4  # class of `prior` of what is understood anywhere
_SURE_SPELLING = 3.0  # bits: with fewer, invented people and misspelled listed ones are equally many
_SHORTEST_INFLECTED = 4  # letters; of shorter words in another case most are something else


@feature(0.0, 2.0, 4.0, 7.0, 10.0, rises=False)
def borne_by_a_stranger(place: Place) -> float | None:
    """Return the bits by which the words beside it elsewhere in the article, a given name or an unknown word, speak against
    the listed person: a stranger bears the family name.
    """
    return max([place.article.strangers.get(i, 0.0) for i in range(place.first, place.last)])


@feature(0.0, 2.0, 4.0, 7.0, 10.0, rises=False)
def part_of_another_name(place: Place) -> float | None:
    """Return the same of the single word that a place or an organization is, unless a preposition of place stands before:
    *Jack London*, then *London*. It is 10 if an honorific, a word of kinship or given names beside say that a person is
    meant: *Mr Jordan*, *my son Jordan*, *Chad, my husband*, *Maria and Sofia*; and as much, or 4, if a family name follows:
    *Milan Krek*, *Азии Биби*.
    """
    if not place.is_one_word:
        return None
    if is_called_relative(place) or is_among_given_names(place) or is_with_age(place):
        return SURE
    doubt = max(place.article.strangers.get(place.first, 0.0), family_name_after(place))
    if doubt and place.document.is_after_place_preposition(place.first):
        return 0.0
    return doubt


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
    """Return whether the single word is written in capitals, but is no acronym nor listed so, and the line is not.

    What a body of a state is called in one such word is an acronym (*МОЗ*), and so is a country's name of three letters
    (*РФ*); a word in capitals may be one of the listed name (*CME Group*). So may be the place where a dispatch begins:
    *BELFAST, Dec 6*.
    """
    if not place.is_one_word:
        return None
    token = place.document.tokens[place.first]
    return float(token.is_all_caps and not _is_written_so(place, token) and not place.document.all_caps[place.first])


def _is_written_so(place: Place, token: Token) -> bool:
    """Return True if a word in capitals is always written so, or begins a dispatch."""
    document, form = place.document, place.form
    if form.entity.type == "place" and document.starts[place.first] and _AFTER_PLACE.match(document.text, token.end):
        return True
    if place.way == "country":
        return len(token.folded) <= _LONGEST_ACRONYM
    return place.way == "state body" or token.text in form.text.split()


@feature(rises=False)
def preposition_before_person(place: Place) -> float | None:
    """Return whether a preposition of place (*in May*) stands before a single word read as a person."""
    if not place.is_one_word:
        return None
    return float(place.document.is_after_place_preposition(place.first))


@feature(rises=False)
def other_country_after(place: Place) -> float | None:
    """Return whether another country is named right after: of a place with a comma (*Brest, France*)."""
    return _other_country(place, _COMMA if place.form.entity.type == "place" else _SPACE)


@feature(0.0, 0.5, 1.0, rises=False)
def in_other_country(place: Place) -> float | None:
    """Return whether another country than that of a place follows in brackets or after a preposition: *Brest in France*. A
    country counts 0.5: *Lebanon in the United States* is a town, but *Russia in Ukraine* is not.
    """
    if place.form.entity.type != "place":
        return None
    found = _other_country(place, _INSIDE)
    return found and (0.5 if is_country(place.form.entity.name) else 1.0)


def _other_country(place: Place, between: re.Pattern[str]) -> float | None:
    entity, document = place.form.entity, place.document
    if not entity.country or (entity.type == "organization" and not _names_country(entity.name, entity.country)):
        return None  # the seat of NATO and of FIFA is in a country, but they are not the country's
    if place.form.text[-1].isdigit():
        return None  # a pipeline: against Nord Stream 2, Denmark says
    end = document.tokens[place.last - 1].end
    found = between.match(document.text, end, end + LOOKED_AT)
    if not found or (found.re.groups and found[1] and fold(found[1]) not in place_prepositions(place.document.lang)):
        return 0.0
    country, state = _country_at(document.text[found.end() : end + LOOKED_AT], document.lang)
    if between is not _INSIDE and is_country(entity.name):  # lists of countries have commas
        country = ""
    if entity.type != "place":
        state = ""
    return float(bool(country or state) and entity.country not in (country, state))


@feature(rises=True)
def named_elsewhere(place: Place) -> float | None:
    """Return whether the article also names the entity by a longer name, or by an acronym and in words."""
    own = place.article.surfaces.get(place.form.entity.id)
    if own is None:
        return 0.0
    surface = " ".join([t.folded for t in place.document.tokens[place.first : place.last]])
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


@feature(0.0, 1.0, 2.0, 3.0, rises=False)
def spelling_without_countrymen(place: Place) -> float | None:
    """Return the bits by which an unlisted spelling falls short of a sure one, if nothing in the article is of the country
    of the entity, and the news does not often name it: strangers with such a name live everywhere.
    """
    is_place = place.form.entity.type == "place"  # strangers are persons and firms
    missing = None if is_place or place.spelling is None else max(0.0, _SURE_SPELLING - place.spelling)
    alone = missing and _is_without_countrymen(place)
    return alone and missing


@feature(rises=False)
def bearer_without_countrymen(place: Place) -> float | None:
    """Return whether, of the country of the only bearers listed of a family name, nothing is in the article, and the news
    does not often name them.
    """
    return _is_without_countrymen(place)


def _is_without_countrymen(place: Place) -> float | None:
    """Return whether an article neither names another entity of the country of this one, nor has an adjective of it, nor is
    in a language of it; ``None`` if the country is not known, or the entity well known everywhere.
    """
    entity, document = place.form.entity, place.document
    spoken = languages_of(entity.country)
    if not spoken or entity.prior >= _OFTEN:
        return None
    if document.lang in spoken or place.article.countries.get(entity.country, 0) != (
        entity.id in place.article.surfaces
    ):
        return 0.0
    return float(entity.country not in countries_of_adjectives(document.text, document.lang))


@feature(0.0, 1.0, 2.0, rises=True)
def relatives(place: Place) -> float | None:
    """Return how many entities the article names that the gazetteer relates to this one: family, parts of a body."""
    related = [id for ids in place.form.entity.relations.values() for id in ids]
    if not related:
        return None
    return float(len(place.article.surfaces.keys() & related))


PLACE: tuple[Feature[Place], ...] = (
    given_name_before_thing, other_given_name_before, initial_before, capital_before, capital_before_with_cases,
    common_word_before, title_before_thing, capital_after, capital_after_acronym, capital_after_with_cases,
    common_word_after, number_after, starts_sentence, small_elsewhere, line_in_capitals, capitals, preposition_before_person,
    part_of_another_name, in_name_of_thing, called_by_noun, compass_before, hyphen_beside, foreign_particle_beside,
    generation_after, borne_by_a_stranger, other_country_after, in_other_country, named_elsewhere, initials_of_named,
    repeats, countrymen, spelling_without_countrymen, bearer_without_countrymen, relatives,
)  # fmt: skip
"""All features of a place."""


def place_features(place: Place) -> tuple[Feature[Place], ...]:
    """Return the features that a place may have: most have no neighbours, and many several words."""
    kind = place.form.entity.type, place.way, place.last - place.first == 1, place.is_acronym, place.has_cases
    return _applicable(place.before is not None, place.after is not None, *kind, place.after_noun)


@cache
def _applicable(
    before: bool, after: bool, type: EntityType, way: Way, one_word: bool, is_acronym: bool, has_cases: bool,
    after_noun: bool,
) -> tuple[Feature[Place], ...]:  # fmt: skip
    person = type == "person"
    found: list[Feature[Place]] = []
    if before:
        found += (other_given_name_before,) if person else (given_name_before_thing, title_before_thing)
        found += (
            initial_before,
            *((capital_before_with_cases,) if has_cases or after_noun else (capital_before, common_word_before)),
        )
    if after and is_acronym:
        found += (capital_after_acronym,)
    elif after:
        found += (capital_after_with_cases,) if has_cases else (capital_after, common_word_after, number_after)
    if one_word:
        found += (starts_sentence, small_elsewhere, line_in_capitals, capitals)
        found += (preposition_before_person,) if person else ()
    found += (hyphen_beside, generation_after) if person else (hyphen_beside, other_country_after, in_other_country)
    if way in WITHOUT_FULL_NAME:
        found += (borne_by_a_stranger, repeats, *((bearer_without_countrymen,) if way == "bearer" else ()))
    elif way not in _HAVE_ANTECEDENT and one_word:
        found += (borne_by_a_stranger,) if person else (part_of_another_name,)
    if type == "place":
        found += (compass_before,)
    if type != "person":
        found += (in_name_of_thing,)
    if type != "organization":
        found += (called_by_noun,)
    if way == "spelling":
        found += (spelling_without_countrymen,)
    if way not in _HAVE_ANTECEDENT:
        found += (foreign_particle_beside, named_elsewhere, countrymen, relatives)
    return (*found, initials_of_named) if way == "initials" else tuple(found)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _names_country(name: str, country: str) -> bool:
    """Return True if the canonical name of a body has its country in it: *Ministry of Defence of Russia*."""
    words = fold_words(name)
    return any(country_of(" ".join(words[i:j]), "en") == country for i in range(len(words)) for j in (i + 1, i + 2))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _country_at(text: str, lang: str | None) -> tuple[str, str]:
    """Return the code of the country that a text begins with, in any case, and that of the country of such a state, or
    ``""``: *Georgia* may be either.
    """
    found: list[str] = []
    for token in tokens(text)[:_LONGEST_COUNTRY]:
        if not token.may_start_name:
            break
        found.append(token.folded)
        name = " ".join(found)
        code = country_of(name, lang) or country_of(name, "en")
        if code is None and len(found) == 1 and lang is not None and len(token.folded) > _SHORTEST_INFLECTED:
            code = next((c for r in lemmas(token.text, lang) if (c := country_of(r.text, lang))), None)
        state = country_of_state(name)
        if code or state:
            return code or "", state or ""
    return "", ""
