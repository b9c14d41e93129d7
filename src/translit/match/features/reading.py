"""Features of words of a text that are read as a listed name: how the name was reached, its words, and those beside them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import Feature, feature
from translit.model import Entity
from translit.names.countries import languages_of
from translit.names.given_names import given_name_classes, is_given_name, may_be_given_name
from translit.names.inflection import GENITIVE_ONLY, UNKNOWN, lemmas
from translit.names.parse import parse_name
from translit.names.state_bodies import is_country_adjective
from translit.table.romanization import variants
from translit.table.tables import tables
from translit.table.words import SAME_KEY, SAME_NAME, SAME_SOUND, similarity, word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.fold import fold, script_of
from translit.text.lexicon import is_frequent_family_name, lexicon
from translit.text.tokens import Token

Way = Literal[
    "listed", "other case", "convention", "sound", "spelling", "given and family", "country", "state body",
    "initials", "name", "beginning", "club", "defined", "family name", "bearer", "mononym", "given name",
]  # fmt: skip
"""How a name was reached: as listed, or listed and in another case; the one word of a name as some convention writes it, or
by its sound only; a spelling that is not listed; given and family name of a longer name; a name of a country or city; the
country and the kind of a body of a state; short forms of names (the kinds of
:data:`translit.names.short_forms.ShortKind`, and an acronym that the article defines); the bare family name of somebody
named in full, of the only bearers listed, or of whom it means alone; a bare given name."""

_BITS_OF_INITIAL = 4.0  # of the first letters of words of European languages, some are far more frequent than others


WITHOUT_FULL_NAME: tuple[Way, ...] = ("bearer", "mononym")
"""Ways to a person by the bare family name, without a full name in the article."""


def stands_for_words(form: SurfaceForm, way: Way) -> bool:
    """Return True if a reading is an acronym: its letters stand for words."""
    return form.is_acronym or way in ("initials", "defined")


class Reading(NamedTuple):
    """Tokens ``first`` to before ``last`` of a chunk or document, read as a listed name.

    ``spelling`` are the log odds (bits) by which an unlisted spelling is one of the form's, ``likeness`` the similarity of
    its least alike word, or of a bare family name to that of the ``antecedent``, whose full name has these log odds in the
    article.
    """

    gazetteer: Gazetteer
    words: Chunk | Document
    first: int
    last: int
    form: SurfaceForm
    way: Way
    spelling: float | None = None
    likeness: float | None = None
    antecedent: float | None = None

    @property
    def token(self) -> Token:
        """The first word."""
        return self.words.tokens[self.first]

    @property
    def is_one_word(self) -> bool:
        """True if this is a single word, and no acronym."""
        return self.last - self.first == 1 and not self.is_acronym

    @property
    def is_acronym(self) -> bool:
        """True if letters stand for words."""
        return stands_for_words(self.form, self.way)

    @property
    def goes_on(self) -> bool:
        """True if the next word has a capital and may belong to the same name."""
        return self.words.joined[self.last - 1] and self.words.tokens[self.last].is_title_case

    @property
    def common(self) -> frozenset[str]:
        """The common words of the language of the text."""
        return common_words(self.words.lang)


def _is(way: Way, meaning: str) -> Feature[Reading]:
    def of(reading: Reading) -> float | None:
        return 1.0 if reading.way == way else None

    of.__doc__ = f"Return whether {meaning}."
    of.__name__ = "by_" + way.replace(" ", "_")
    return feature(rises=False)(of)


@feature(-4.0, 0.0, 2.0, 4.0, 7.0, 11.0, 18.0, rises=True)
def unlisted_spelling(reading: Reading) -> float | None:
    """Return the log odds, by a comparison of the words, that a spelling which is not listed is one of the listed name."""
    return reading.spelling


@feature(rises=False)
def person_name_for_thing(reading: Reading) -> float | None:
    """Return whether an unlisted spelling of a place or an organization begins with a given name that its listed name has
    not: *Maria Corina* is no spelling of Чорнае мора.
    """
    if reading.spelling is None or reading.form.entity.type == "person" or reading.last - reading.first == 1:
        return None
    given = reading.token
    listed = {p.word.folded for p in reading.form.name.parts}
    return float(given.folded not in listed and may_be_given_name(given.text))


@feature(rises=False)
def place_by_spelling(reading: Reading) -> float | None:
    """Return, for an unlisted spelling, whether it is read as a place: many places are called after one saint or colour."""
    return None if reading.spelling is None else float(reading.form.entity.type == "place")


@feature(rises=False)
def frequent_family_name_respelled(reading: Reading) -> float | None:
    """Return whether a person's name that does not sound like the listed one has a frequent family name.

    *Mikael Johansson* is somebody else than *Mike Johnson*, and *Roland Hernandez* than *Juan Orlando Hernández*.
    """
    if reading.spelling is None or reading.likeness is None or reading.form.entity.type != "person":
        return None
    words = reading.words.tokens[reading.first : reading.last]
    return float(reading.likeness < SAME_SOUND and any(is_frequent_family_name(t.folded) for t in words))


@feature(rises=False)
def initials_in_other_language(reading: Reading) -> float | None:
    """Return whether the words of which a word is the initials are in another language than the text: *БТА*."""
    if reading.way != "initials" or reading.form.lang is None or reading.words.lang is None:
        return None
    return float(reading.form.lang != reading.words.lang)


@feature(-16.0, -8.0, -4.0, 0.0, 4.0, rises=False)
def initials_by_chance(reading: Reading) -> float | None:
    """Return the base-2 logarithm of how many listed organizations and places have these initials by chance."""
    if reading.way != "initials":
        return None
    return float(reading.gazetteer.things.bit_length() - _BITS_OF_INITIAL * len(reading.token.folded))


@feature(rises=False)
def name_in_other_language(reading: Reading) -> float | None:
    """Return whether the single word, in Latin letters, is the name in another language than the text's: *Karadeniz* is
    the Black Sea in Turkish, and a family name in an English text.
    """
    form, lang = reading.form, reading.words.lang
    if reading.way not in ("listed", "other case") or not reading.is_one_word or lang is None or form.lang is None:
        return None
    return float(form.lang != lang and script_of(form.text) == "Latin")


@feature(rises=False)
def variant_of_exonym(reading: Reading) -> float | None:
    """Return whether a word is a spelling of what a thing is called in a third language: *Съюза* of *Suisse* in Bulgarian.

    The languages of the text and of the country of the place or organization are no third ones.
    """
    form, lang = reading.form, reading.words.lang
    if reading.way not in ("convention", "sound") or form.kind != "native" or not form.entity.country:
        return None
    return float(form.lang != lang and form.lang not in languages_of(form.entity.country))


@feature(0.0, 0.5, 1.0, rises=False)
def named_otherwise(reading: Reading) -> float | None:
    """Return whether a word only sounds like the name of a thing in another script, and the listed ones in its own are
    others (1), or those in the language of the text: *Пари*, money in Bulgarian, sounds like *Paris*, which is Париж. If
    one may be read like the word, but is spelled otherwise, it is 0.5: *Асия*, a given name, and *Азия*.
    """
    entity, query = reading.form.entity, word(reading.token.text)
    if reading.way != "sound" or entity.type == "person":
        return None
    listed = (f for f in reading.gazetteer.forms_of(entity.id) if len(f.name.parts) == 1)
    own = [f.name.parts[0].word for f in listed if f.lang == reading.words.lang or script_of(f.text) == query.script]
    nearest = max((similarity(query, w) for w in own), default=1.0)
    return 1.0 if nearest < SAME_SOUND else 0.5 if nearest < SAME_KEY else 0.0


@feature(rises=True)
def convention_of_language(reading: Reading) -> float | None:
    """Return whether a convention that writes the word so is one of the press of the text's language (unknown: 0.5)."""
    if reading.way != "convention":
        return None
    if reading.words.lang is None:
        return 0.5
    return float(reading.words.lang in _languages_of_conventions(reading.token.text, reading.form))


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
def given_name_by_sound(reading: Reading) -> float | None:
    """Return whether a word that only sounds like the name of a thing is a given name: *Георги*, *Georgia*."""
    if reading.way != "sound" or reading.form.entity.type == "person":
        return None
    return float(is_given_name(reading.token.text))


@feature(rises=False)
def bare_person(reading: Reading) -> float | None:
    """Return whether the single word is listed, in this or another case, as the name of a person: others may bear it."""
    if reading.way not in ("listed", "other case") or not reading.is_one_word:
        return None
    return float(reading.form.entity.type == "person")


@feature(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, rises=True)
def listed_names(reading: Reading) -> float | None:
    """Return the base-2 logarithm of how many names of an entity are listed, if it has no ``prior``: better known ones have
    more.
    """
    if reading.form.entity.prior:
        return None
    return float(len(reading.gazetteer.forms_of(reading.form.entity.id)).bit_length() - 1)


@feature(1.0, 2.0, 3.0, 4.0, 5.0, rises=True, neutral=3.0)
def prior(reading: Reading) -> float | None:
    """Return how often news names the entity, in the five classes of the field ``prior`` of the gazetteer, if it says so."""
    return float(reading.form.entity.prior) or None


@feature(0.0, 6.0, 9.0, 11.0, 13.0, 16.0, rises=False, neutral=13.0)
def persons_listed(reading: Reading) -> float | None:
    """Return, for a bare family name without a full name, the base-2 logarithm of how many persons are listed.

    Of somebody with a ``prior`` the list says how well known they are, however long it is.
    """
    if reading.way != "bearer" or reading.form.entity.prior:
        return None
    return float(reading.gazetteer.persons.bit_length())


@feature(1.0, 2.0, 3.0, 6.0, rises=False)
def bearers(reading: Reading) -> float | None:
    """Return, for a bare family name without a full name, how many persons are listed with it."""
    if reading.way != "bearer" or (family := reading.form.name.family) is None:
        return None
    return float(reading.gazetteer.bearers(family.folded))


@feature(rises=False)
def frequent_family_name(reading: Reading) -> float | None:
    """Return, for a bare family name without a full name, whether very many people bear it: *Johnson*, *Кузнецов*."""
    if reading.way not in WITHOUT_FULL_NAME:
        return None
    forms = reading.gazetteer.forms_of(reading.form.entity.id)
    families = {p.word.folded for f in forms if f.is_full_name for p in f.name.of("family")}
    return float(any(is_frequent_family_name(family) for family in {reading.token.folded, *families}))


@feature(0.0, 0.5, 1.0, rises=False)
def bearer_by_sound(reading: Reading) -> float | None:
    """Return whether a family name, without a full name, only sounds like a listed one in another script (1), or is
    written so by some convention (0.5).
    """
    if reading.way not in WITHOUT_FULL_NAME:
        return None
    return 0.0 if reading.likeness == 1.0 else 0.5 if _is_written_so(reading) else 1.0


@feature(rises=False)
def latin_by_sound(reading: Reading) -> float | None:
    """Return whether a word in Latin letters only sounds like a name in another script, although no convention writes it so.

    Names in other scripts that only sound like a listed Latin one are more often spelled as is usual there.
    """
    if reading.way == "sound" or (reading.way in WITHOUT_FULL_NAME and reading.likeness != 1.0):
        return float(script_of(reading.token.text) == "Latin" and not _is_written_so(reading))
    return None


@feature(0.0, 2.0, 5.0, 10.0, 15.0, rises=True)
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
    unlisted_spelling, person_name_for_thing, place_by_spelling, frequent_family_name_respelled,
    initials_in_other_language, initials_by_chance, name_in_other_language, variant_of_exonym, named_otherwise,
    convention_of_language, letters, words, common_word, given_name, given_name_by_sound, bare_person, listed_names, prior,
    persons_listed, bearers, frequent_family_name, bearer_by_sound, latin_by_sound, antecedent,
)  # fmt: skip
"""All features of a reading, which hold wherever its chunk of words stands."""


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


def _languages_of_conventions(text: str, form: SurfaceForm) -> frozenset[str]:
    """Return the languages whose press uses a convention by which a one-word name is written so."""
    folded, native = fold(text), form.name.parts[0].word
    known = tables().conventions
    found = (s for lang in native.languages for s in variants(native.text, lang=lang) if fold(s.text) == folded)
    return frozenset(language for s in found for c in s.conventions for language in known[c].used)


def names_of(entity: Entity) -> list[tuple[str, str | None]]:
    """Return the canonical and the native names of an entity, each with its language."""
    return [(entity.name, None), *((f, lang) for lang, names in entity.names.items() for f in names)]


def is_given_name_of(text: str, entity: Entity) -> bool:
    """Return True if a word is a given name of a person, in any language."""
    if entity.type != "person":
        return False
    query = word(text)
    classes = given_name_classes(query)
    given = (p.word for name, lang in names_of(entity) for p in parse_name(name, "person", lang).of("given"))
    return any(similarity(query, w) >= SAME_NAME or classes & given_name_classes(w) for w in given)


def initial_fits(letter: str, entity: Entity) -> bool:
    """Return True if an initial, by letter or sound, is that of a given name or patronymic of a person."""
    if entity.type != "person":
        return False
    sounds = {key[:1] for key in word(letter).phonetic_keys} | {letter}
    names = [parse_name(name, "person", lang) for name, lang in names_of(entity)]
    firsts = {p.word for n in names for p in n.of("given", "patronymic")}
    firsts |= {word(text, lang) for lang, text in entity.patronymic.items()}
    return any(w.folded[:1] == letter or sounds & {key[:1] for key in w.phonetic_keys} for w in firsts)
