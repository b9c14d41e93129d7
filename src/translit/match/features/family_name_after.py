"""A family name after what is read as a place: *Milan Krek* is a person."""

from __future__ import annotations

from translit.match.features.beside import is_unknown_name
from translit.match.features.context import Place
from translit.names.countries import country_of
from translit.names.given_names import is_given_name, is_known_given_name
from translit.names.inflection import lemmas
from translit.text.fold import fold
from translit.text.lexicon import lexicon

SURE, UNCLEAR = 10.0, 4.0
"""Bits: the last knot of the features of strangers, beyond which more says no more; and the first that says something."""


def family_name_after(place: Place) -> float:
    """Return the bits by which a place that is a given name, too, stands before the family name of somebody unknown.

    The last word of a name must follow: *Милан Стефано Пиоли* may be Milan and a person. Where the place may stand in a case
    of its own or after a preposition (*мэр Милана Сала*, *кметът на София Терзиев*), it is unclear whose name that is (*Азии
    Биби*), unless both stand in the case (*Asiu Bibiovou*).
    """
    after, document = place.after, place.document
    if after is None or not place.has_cases or place.form.entity.type != "place" or not is_unknown_name(after, place):
        return 0.0
    token = document.tokens[place.first]
    if not (is_given_name(token.text) or is_given_name(place.form.text)):
        return 0.0
    if document.joined[place.last] and document.tokens[place.last + 1].may_start_name:
        return 0.0
    if place.way == "listed" or is_known_given_name(token.folded):
        has_preposition = document.word_before(place.first) in lexicon().function_words
        return 0.0 if country_of(token.folded) else UNCLEAR if has_preposition else SURE
    if country_of(fold(place.form.text)):
        return 0.0
    lang = document.lang or ""
    cases = [lemma.cases for lemma in lemmas(token.text, lang)]
    agree = any(lemma.cases & case for lemma in lemmas(after.text, lang) for case in cases)
    return SURE if agree else UNCLEAR
