"""Features of the language of a name: what a thing is called in a third one is rarely meant."""

from __future__ import annotations

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import feature
from translit.match.features.reading import IN_LISTED_LETTERS, Reading
from translit.names.countries import languages_of
from translit.table.romanization import variants
from translit.table.tables import tables
from translit.table.words import SAME_KEY, SAME_SOUND, similarity, word
from translit.text.fold import fold, script_of


@feature(rises=False, ways=IN_LISTED_LETTERS)
def name_in_other_language(reading: Reading) -> float | None:
    """Return whether the single word, in Latin letters, is the name in another language than the text's: *Karadeniz* is
    the Black Sea in Turkish, and a family name in an English text.
    """
    form, lang = reading.form, reading.words.lang
    if not reading.is_one_word or lang is None or form.lang is None:
        return None
    return float(form.lang != lang and script_of(form.text) == "Latin")


@feature(rises=False, ways=("convention", "sound"))
def variant_of_exonym(reading: Reading) -> float | None:
    """Return whether a word is a spelling of what a thing is called in a third language: *Съюза* of *Suisse* in Bulgarian.

    The languages of the text and of the country of the place or organization are no third ones.
    """
    form, lang = reading.form, reading.words.lang
    if form.kind != "native" or not form.entity.country:
        return None
    return float(form.lang != lang and form.lang not in languages_of(form.entity.country))


@feature(0.0, 0.5, 1.0, rises=False, ways=("sound",))
def named_otherwise(reading: Reading) -> float | None:
    """Return whether a word only sounds like the name of a thing in another script, and the listed ones in its own are
    others (1), or those in the language of the text: *Пари*, money in Bulgarian, sounds like *Paris*, which is Париж. If
    one may be read like the word, but is spelled otherwise, it is 0.5: *Асия*, a given name, and *Азия*.
    """
    entity = reading.form.entity
    if entity.type == "person":
        return None
    query = word(reading.token.text)
    listed = (f for f in reading.gazetteer.forms_of(entity.id) if len(f.name.parts) == 1)
    own = [f.name.parts[0].word for f in listed if f.lang == reading.words.lang or script_of(f.text) == query.script]
    nearest = max((similarity(query, w) for w in own), default=1.0)
    return 1.0 if nearest < SAME_SOUND else 0.5 if nearest < SAME_KEY else 0.0


@feature(rises=True, ways=("convention",))
def convention_of_language(reading: Reading) -> float:
    """Return whether a convention that writes the word so is one of the press of the text's language (unknown: 0.5)."""
    if reading.words.lang is None:
        return 0.5
    return float(reading.words.lang in _languages_of_conventions(reading.token.text, reading.form))


def _languages_of_conventions(text: str, form: SurfaceForm) -> frozenset[str]:
    """Return the languages whose press uses a convention by which a one-word name is written so."""
    folded, native = fold(text), form.name.parts[0].word
    known = tables().conventions
    found = (s for lang in native.languages for s in variants(native.text, lang=lang) if fold(s.text) == folded)
    return frozenset(language for s in found for c in s.conventions for language in known[c].used)
