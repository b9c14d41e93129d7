"""Features of a spelling that is not listed: what the comparison with the listed name says, and what it does not see."""

from __future__ import annotations

from translit.gazetteer.surface_forms import full_names_in
from translit.match.additive import feature
from translit.match.features.reading import Reading, Way
from translit.names.countries import languages_of
from translit.names.given_names import may_be_given_name
from translit.table.words import SAME_NAME, SAME_SOUND, similarity, word
from translit.text.fold import fold, script_of
from translit.text.lexicon import is_frequent_family_name

_WAY: tuple[Way] = ("spelling",)


@feature(-4.0, 0.0, 2.0, 4.0, 7.0, 11.0, 18.0, rises=True, ways=_WAY)
def unlisted_spelling(reading: Reading) -> float | None:
    """Return the log odds, by a comparison of the words, that a spelling which is not listed is one of the listed name."""
    return reading.spelling


@feature(0.0, 0.15, 0.25, 0.35, 0.5, 0.65, 1.0, rises=False, ways=_WAY)
def other_letters(reading: Reading) -> float | None:
    """Return the share of letters by which the least alike Latin words differ, but forms of one given name, spellings by a
    convention and cases of one word: in a text, more than in a lookup, whoever has other letters is somebody else.
    """
    return reading.other_letters


@feature(0.0, 0.4, 0.6, 0.75, 0.85, 1.0, rises=True, neutral=0.85, ways=_WAY)
def form_of_given_name(reading: Reading) -> float | None:
    """Return how similar (0..1) given names are that are forms of one name: *Beth* and *Elizabeth* hardly."""
    return reading.given_name


@feature(rises=False, ways=_WAY)
def in_another_order(reading: Reading) -> float:
    """Return whether the words stand in another order than in the listed name: *Sean Quinn*, *Hun Sen*."""
    return float(reading.reordered)


@feature(rises=False, ways=_WAY)
def person_name_for_thing(reading: Reading) -> float | None:
    """Return whether an unlisted spelling of a place or an organization begins with a given name that its listed name has
    not: *Maria Corina* is no spelling of Чорнае мора.
    """
    if reading.form.entity.type == "person" or reading.last - reading.first == 1:
        return None
    given = reading.token
    listed = {p.word.folded for p in reading.form.name.parts}
    return float(given.folded not in listed and may_be_given_name(given.text))


@feature(rises=False, ways=_WAY)
def place_by_spelling(reading: Reading) -> float:
    """Return, for an unlisted spelling, whether it is read as a place: many places are called after one saint or colour."""
    return float(reading.form.entity.type == "place")


@feature(rises=False, ways=_WAY)
def frequent_family_name_respelled(reading: Reading) -> float | None:
    """Return whether a person's name that does not sound like the listed one, or is unlike all that are listed in its
    script, has a frequent family name.

    *Mikael Johansson* is somebody else than *Mike Johnson*, *Roland Hernandez* than *Juan Orlando Hernández*, and *William
    Smith* than *Will Smith*.
    """
    if reading.likeness is None or reading.form.entity.type != "person":
        return None
    texts = [t.text for t in reading.words.tokens[reading.first : reading.last]]
    if not any(is_frequent_family_name(fold(text)) for text in texts):
        return 0.0
    return float(reading.likeness < SAME_SOUND or _is_unlike_those_in_its_script(reading, texts))


def _is_unlike_those_in_its_script(reading: Reading, texts: list[str]) -> bool:
    listed = full_names_in(script_of(texts[0]), reading.gazetteer.forms_of(reading.form.entity.id))
    return bool(listed) and not any(
        all(any(similarity(word(text), part.word) >= SAME_NAME for part in form.name.parts) for text in texts)
        for form in listed
    )


@feature(rises=False, ways=_WAY)
def spelling_of_exonym(reading: Reading) -> float | None:
    """Return whether an unlisted spelling is like what a thing is called in a third language: in an English text, *Ban Dung*
    is like the Vietnamese name of the South China Sea.
    """
    form, lang = reading.form, reading.words.lang
    if form.entity.type == "person" or form.lang is None:
        return None
    return float(form.lang != lang and form.lang not in languages_of(form.entity.country))


SPELLED = (
    unlisted_spelling, other_letters, form_of_given_name, in_another_order, person_name_for_thing, place_by_spelling,
    frequent_family_name_respelled, spelling_of_exonym,
)  # fmt: skip
"""All features of a spelling that is not listed."""
