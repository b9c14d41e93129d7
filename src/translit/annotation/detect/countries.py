"""Countries in an article by names that the gazetteer does not list: ``Britain``, ``U.S.``, ``Beyaz Rusya``, ``Германии``.

The names of countries are known in every language; in a text only those of its own language count, in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from translit.annotation.spans import MEMO, SHORTEST_INFLECTED, Span, is_common_word
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.evidence import exact
from translit.model import Evidence, Part
from translit.names.countries import country_of, is_country_prefix, is_usual_country_name
from translit.names.inflection import ANY_CASE, lemmas
from translit.text.document import Stretch
from translit.text.tokens import fold_words

_WEIGHT = -42.0  # bits off an exact name: whatever is listed goes before
_LONGEST = 4  # words
_ACRONYM = 5
_ENDING = 3  # letters that may change


def country_spans(words: Stretch, gazetteer: Gazetteer) -> Iterator[Span]:
    """Names of the countries of the gazetteer that it does not list."""
    if not gazetteer.has_countries or words.lang is None:
        return
    for first, token in enumerate(words.tokens):
        if not token.may_start_name or token.folded == "the":
            continue
        most = _LONGEST if _may_begin(token.folded) else 1
        for last in range(first + 1, min(first + most, len(words.tokens)) + 1):
            if last - first > 1 and not words.joined[last - 2]:
                break
            if not words.tokens[last - 1].may_start_name:
                continue
            folded = tuple(t.folded for t in words.tokens[first:last])
            code = _country(folded, words.lang)
            if code is None or gazetteer.exact(folded) or not _may_be_name(words, first, last):
                continue
            form = _form(gazetteer, code, words.lang)
            if form is not None:
                surface = words.surface(first, last)
                acronym = last - first == 1 and surface.isupper() and len(surface) <= _ACRONYM
                parts = (*exact(surface, surface).parts, Part("name of the country", surface, form.text, _WEIGHT))
                yield Span.of(first, last, (form,), Evidence(parts), "exact", only="text" if acronym else "")


def _form(gazetteer: Gazetteer, code: str, lang: str) -> SurfaceForm | None:
    """The listed name of a country, if one entity is it: of the United Kingdom and England, the former."""
    forms = gazetteer.country(code)
    for usual in (False, True):
        if len({f.entity.id for f in forms}) > 1:
            names = ((f, " ".join(fold_words(f.text))) for f in forms)
            forms = [f for f, name in names if (is_usual_country_name(name) if usual else country_of(name, lang))]
    return forms[0] if len({f.entity.id for f in forms}) == 1 else None


@lru_cache(maxsize=MEMO)
def _may_begin(folded: str) -> bool:
    """Whether the name of a country may go on after a word, which may stand in another case."""
    return is_country_prefix(folded[: max(SHORTEST_INFLECTED - 1, len(folded) - _ENDING)])


@lru_cache(maxsize=MEMO)
def _country(folded: tuple[str, ...], lang: str) -> str | None:
    """The country that words mean in a language, in any case that all of them may stand in."""
    code = country_of(" ".join(folded), lang)
    if code:
        return code
    if len(folded) > 2 or any(len(f) < SHORTEST_INFLECTED for f in folded):
        return None
    readings = [
        [(f, ANY_CASE), *((r.text, r.cases) for r in lemmas(f, lang) if len(r.text) >= SHORTEST_INFLECTED)]
        for f in folded
    ]  # an acronym has no cases
    for way in product(*readings):
        cases = ANY_CASE
        for _, possible in way:
            cases &= possible
        if cases and (code := country_of(" ".join(text for text, _ in way), lang)):
            return code
    return None


def _may_be_name(words: Stretch, first: int, last: int) -> bool:
    """Whether words may be the name of a country: no common word, and no short one but an acronym."""
    token = words.tokens[first]
    if last - first > 1 and len(token.folded) > 1:
        return True
    if last - first == 1 and is_common_word(token.folded, words.lang):
        return False
    return len(token.folded) > 3 or words.surface(first, last).isupper()
