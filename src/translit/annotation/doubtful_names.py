"""Names that a reader takes for one only where the article supports it.

A common word at the beginning of a sentence has its capital anyhow: *Nato je odstopil* is Slovene for “then he resigned”.
The acronym of a body of one country is that of others, too: *NABU* is a bureau of Ukraine, and in Germany a society.
*Brest* is in Belarus, and in Brittany. Others are marked in the gazetteer (``needs_context``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from translit.annotation.spans import CandidateSpan, free_of
from translit.names.countries import country_of, languages_of
from translit.names.state_bodies import countries_of_adjectives, is_country_adjective
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.lexicon import is_adjective, lexicon
from translit.text.tokens import fold_words

_CAPITALS = 2  # in the listed name of a body


def needs_article(document: Document, span: CandidateSpan) -> bool:
    """Return True if the article must support that a place or an organization is meant."""
    return _is_common(document, span) or _is_foreign_acronym(document, span) or _is_namesake(document, span)


def is_rather_adjective(document: Document, span: CandidateSpan) -> bool:
    """Return True for a case of a country's name that begins a sentence and is its adjective, too: *Hrvaški minister*; and
    for a spelling of a place that ends like an adjective, unlike its name: *South African players*.
    """
    if span.way == "spelling" and span.entities[0].type == "place":
        written, named = document.tokens[span.last - 1].folded, fold_words(span.forms[0].text)[-1]
        return len(written) > len(named) and is_adjective(written) and not is_adjective(named)
    folded = document.tokens[span.first].folded
    return (
        span.way in ("country", "other case")
        and span.last - span.first == 1
        and document.starts[span.first]
        and is_country_adjective(folded)
        and country_of(folded, document.lang) is None
    )


def supported(
    document: Document, waiting: Iterable[CandidateSpan], decided: list[CandidateSpan]
) -> list[CandidateSpan]:
    """Return those of the names that need the article of which it names the entity, or for an acronym or a place with
    namesakes its country.

    Two acronyms of one country support each other: *CDU*, *SPD*.
    """
    free, linked = free_of(waiting, decided), _linked(decided)
    not_common = [s for s in free if not _is_common(document, s)]
    countries: dict[str, set[str]] = {}
    for span in (*decided, *not_common):
        if len(span.entities) == 1:
            countries.setdefault(span.entities[0].country, set()).add(span.entities[0].id)

    adjectives = countries_of_adjectives(document.text, document.lang) if not_common else frozenset()

    def has_others(span: CandidateSpan) -> bool:
        entity = span.entities[0]
        by_adjective = entity.type == "place" and entity.country in adjectives
        return by_adjective or bool(countries.get(entity.country, set()) - {entity.id})

    at = {s.first for s in not_common}
    return [s for s in free if any(e.id in linked for e in s.entities) or (s.first in at and has_others(s))]


def with_context(waiting: Iterable[CandidateSpan], decided: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans that need context and have it: the article names their entity otherwise."""
    linked = _linked(decided)
    meant = ((s, tuple(f for f in s.forms if f.entity.id in linked)) for s in free_of(waiting, decided))
    return [s.narrowed(forms) for s, forms in meant if forms]


def _linked(decided: list[CandidateSpan]) -> set[str]:
    return {s.entities[0].id for s in decided if len(s.entities) == 1}


def _is_common(document: Document, span: CandidateSpan) -> bool:
    """Return True for a common word that begins a sentence, or is only a spelling or a case of an organization's name; for
    several, if small letters are written for capitals: *a Home office in Leeds*.
    """
    if span.last - span.first > 1:
        return span.way == "listed" and span.entities[0].type == "organization" and _is_in_small_words(document, span)
    token = document.tokens[span.first]
    if token.is_all_caps or span.is_person or token.folded not in common_words(document.lang):
        return False
    return document.starts[span.first] or (span.way != "listed" and span.entities[0].type == "organization")


def _is_in_small_words(document: Document, span: CandidateSpan) -> bool:
    """Return True if all words are common, and the first alone has a capital, but two have one in the listed name."""
    first, *others = document.tokens[span.first : span.last]
    if any(t.text[0].isupper() for t in others) or sum(w[0].isupper() for w in span.forms[0].text.split()) < _CAPITALS:
        return False
    return common_words(document.lang).issuperset(t.folded for t in (first, *others))


def _is_foreign_acronym(document: Document, span: CandidateSpan) -> bool:
    """Return True for an acronym of a body that is called after its country, in a text in the language of another one."""
    form, country = span.forms[0], span.entities[0].country
    if span.way != "listed" or not form.is_acronym or form.entity.type != "organization" or document.lang is None:
        return False
    is_russian_elsewhere = document.lang == "ru" != country.lower()  # spoken in many countries that have such bodies
    return (is_russian_elsewhere or document.lang not in languages_of(country)) and _is_of(form.entity.name, country)


def _is_namesake(document: Document, span: CandidateSpan) -> bool:
    """Return True for a place that shares its name with others which no gazetteer may list: Brest in Brittany."""
    entity = span.entities[0]
    if entity.type != "place" or len(span.entities) > 1:
        return False
    code, *known = lexicon().namesakes.get(" ".join(fold_words(entity.name)), ("",))
    return bool(code) and code == entity.country and document.lang not in known


@lru_cache(maxsize=1 << 10)
def _is_of(name: str, country: str) -> bool:
    """Return True if a canonical name ends with its country: State Security Committee of Belarus."""
    of, _, end = name.rpartition(" of ")
    return bool(of) and country_of(" ".join(fold_words(end)), "en") == country
