"""Features of how a name was reached, of its words, and of how well known its entity is."""

from __future__ import annotations

from functools import cache

from translit.match.additive import Feature, feature
from translit.match.features.exonyms import (
    convention_of_language,
    name_in_other_language,
    named_otherwise,
    variant_of_exonym,
)
from translit.match.features.reading import IN_LISTED_LETTERS, WITHOUT_FULL_NAME, Reading, Way
from translit.match.features.spelled import SPELLED
from translit.names.given_names import is_given_name
from translit.names.inflection import GENITIVE_ONLY, UNKNOWN, lemmas
from translit.names.state_bodies import is_country_adjective
from translit.text.fold import script_of
from translit.text.lexicon import is_frequent_family_name, lexicon

_BITS_OF_INITIAL = 4.0  # of the first letters of words of European languages, some are far more frequent than others


def _is(way: Way, meaning: str) -> Feature[Reading]:
    def of(reading: Reading) -> float:
        return 1.0

    of.__doc__ = f"Return whether {meaning}."
    of.__name__ = "by_" + way.replace(" ", "_")
    return feature(rises=False, ways=(way,))(of)


@feature(rises=False, ways=("initials",))
def initials_in_other_language(reading: Reading) -> float | None:
    """Return whether the words of which a word is the initials are in another language than the text: *БТА*."""
    if reading.form.lang is None or reading.words.lang is None:
        return None
    return float(reading.form.lang != reading.words.lang)


@feature(-16.0, -8.0, -4.0, 0.0, 4.0, rises=False, ways=("initials",))
def initials_by_chance(reading: Reading) -> float:
    """Return the base-2 logarithm of how many listed organizations and places have these initials by chance."""
    letters = sum([len(t.folded) for t in reading.words.tokens[reading.first : reading.last]])
    return float(reading.gazetteer.things.bit_length() - _BITS_OF_INITIAL * letters)


@feature(2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0, rises=True)
def letters(reading: Reading) -> float | None:
    """Return the number of letters of what is no acronym: of short words more are alike by chance."""
    if reading.is_acronym:
        return None
    tokens = reading.words.tokens[reading.first : reading.last]
    return float(sum([len(t.folded) for t in tokens]))


@feature(1.0, 2.0, 3.0, rises=True)
def words(reading: Reading) -> float:
    """Return the number of words."""
    return float(reading.last - reading.first)


@feature(rises=False)
def common_word(reading: Reading) -> float | None:
    """Return whether the word is a common one of the text's language, or a word that is no name in any (months, offices)."""
    if not reading.is_one_word:
        return None
    folded = reading.token.folded
    if reading.way == "country" and is_country_adjective(folded) and not reading.goes_on:
        return 0.0  # with a capital, the country in languages that call it so: Slovene na Hrvaškem
    return float(folded in reading.common or folded in lexicon().non_names)


@feature(rises=False)
def given_name(reading: Reading) -> float | None:
    """Return whether the single word is a given name, although it is read as a place, an organization or a family name."""
    if not reading.is_one_word or reading.way in ("given name", "mononym"):
        return None
    return float(is_given_name(reading.token.text))


@feature(rises=False)
def family_name_for_thing(reading: Reading) -> float | None:
    """Return whether the single word that is read as a place or an organization is a frequent family name: *Борисов*."""
    if not reading.is_one_word or reading.form.entity.type == "person":
        return None
    return float(is_frequent_family_name(reading.token.folded))


@feature(rises=False, ways=("sound",))
def given_name_by_sound(reading: Reading) -> float | None:
    """Return whether a word that only sounds like the name of a thing is a given name: *Георги*, *Georgia*."""
    if reading.form.entity.type == "person":
        return None
    return float(is_given_name(reading.token.text))


@feature(rises=False, ways=IN_LISTED_LETTERS)
def bare_person(reading: Reading) -> float | None:
    """Return whether the single word is listed, in this or another case, as the name of a person: others may bear it."""
    if not reading.is_one_word:
        return None
    return float(reading.form.entity.type == "person")


@feature(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, rises=True)
def listed_names(reading: Reading) -> float | None:
    """Return the base-2 logarithm of how many names of an entity are listed, if it has no ``prior``: better known ones have
    more.
    """
    if reading.form.entity.prior:
        return None
    return float(len(reading.gazetteer.form_numbers(reading.form.entity.id)).bit_length() - 1)


@feature(1.0, 2.0, 3.0, 4.0, 5.0, rises=True, neutral=3.0)
def prior(reading: Reading) -> float | None:
    """Return how often news names the entity, in the five classes of the field ``prior`` of the gazetteer, if it says so.

    Of a bare name, the full name before it has told that.
    """
    return None if reading.antecedent is not None else float(reading.form.entity.prior) or None


@feature(0.0, 6.0, 9.0, 11.0, 13.0, 16.0, rises=False, neutral=13.0, ways=("bearer",))
def persons_listed(reading: Reading) -> float | None:
    """Return, for a bare family name without a full name, the base-2 logarithm of how many persons are listed.

    Of somebody with a ``prior`` the list says how well known they are, however long it is.
    """
    return None if reading.form.entity.prior else float(reading.gazetteer.persons.bit_length())


@feature(1.0, 2.0, 3.0, 6.0, rises=False, ways=("bearer",))
def bearers(reading: Reading) -> float | None:
    """Return, for a bare family name without a full name, how many persons are listed with it."""
    family = reading.form.name.family
    return None if family is None else float(reading.gazetteer.bearers(family.folded))


@feature(rises=False, ways=WITHOUT_FULL_NAME)
def frequent_family_name(reading: Reading) -> float:
    """Return, for a bare family name without a full name, whether very many people bear it: *Johnson*, *Кузнецов*."""
    forms = reading.gazetteer.forms_of(reading.form.entity.id)
    families = {p.word.folded for f in forms if f.is_full_name for p in f.name.of("family")}
    return float(any(is_frequent_family_name(family) for family in {reading.token.folded, *families}))


@feature(0.0, 0.5, 1.0, rises=False, ways=WITHOUT_FULL_NAME)
def bearer_by_sound(reading: Reading) -> float:
    """Return whether a family name, without a full name, only sounds like a listed one in another script (1), or is
    written so by some convention (0.5).
    """
    return 0.0 if reading.likeness == 1.0 else 0.5 if _is_written_so(reading) else 1.0


@feature(rises=False, ways=("sound", *WITHOUT_FULL_NAME))
def latin_by_sound(reading: Reading) -> float | None:
    """Return whether a word in Latin letters only sounds like a name in another script, although no convention writes it so.

    Names in other scripts that only sound like a listed Latin one are more often spelled as is usual there.
    """
    if reading.likeness == 1.0:
        return None
    return float(script_of(reading.token.text) == "Latin" and not _is_written_so(reading))


@feature(0.0, 2.0, 5.0, 10.0, 15.0, rises=True, ways=("family name", "given name"))
def antecedent(reading: Reading) -> float | None:
    """Return the log odds of the full name by which the article names the person, for a bare family or given name."""
    return reading.antecedent


READING = (
    _is("convention", "the word is a listed name as some convention writes it"),
    _is("sound", "the word only sounds like a listed name in another script"),
    _is("spelling", "the name is listed in another spelling"),
    _is("given and family", "given and family name of a longer name, without what stands between them, are meant"),
    _is("country", "the name is a usual name of a listed country or large city"),
    _is("initials", "the word is made of the initials of a listed name"),
    _is("name", "the name is a listed one without its legal form"),
    _is("beginning", "the word is the first one of a listed name"),
    _is("family name", "the word is the family name of a person named in full"),
    _is("bearer", "the word is a family name, and the only persons listed with it are meant"),
    *SPELLED,
    initials_in_other_language, initials_by_chance, name_in_other_language, variant_of_exonym, named_otherwise,
    convention_of_language, letters, words, common_word, given_name, family_name_for_thing, given_name_by_sound, bare_person,
    listed_names, prior, persons_listed, bearers, frequent_family_name, bearer_by_sound, latin_by_sound, antecedent,
)  # fmt: skip
"""All features of a reading, which hold wherever its chunk of words stands."""


@cache
def reading_features(way: Way) -> tuple[Feature[Reading], ...]:
    """Return the features of the readings of a way, in their order."""
    return tuple(f for f in READING if not f.ways or way in f.ways)


def _is_written_so(reading: Reading) -> bool:
    """Return True if some convention writes a word of a listed name of the entity like this word, or its genitive.

    A family name may stand in any case.
    """
    written = {reading.token.folded}
    lang = reading.words.lang or UNKNOWN
    if lang in GENITIVE_ONLY or reading.way in WITHOUT_FULL_NAME:
        written.update([lemma.text for lemma in lemmas(reading.token.text, lang)])
    words = (p.word for f in reading.gazetteer.forms_of(reading.form.entity.id) for p in f.name.parts)
    return any(not written.isdisjoint(w.variants) for w in words)
