"""Countries and large cities by names that the gazetteer does not list: ``Britain``, ``U.S.``, ``Германии``, ``Vídni``.

These names are known in every language (Unicode CLDR); in a text only those of its own language count, in any case:
*Island* is Iceland in German only. Where the language is not known, those of scripts count that few languages share.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product

from translit.annotation.spans import CandidateSpan
from translit.annotation.words import MEMO, SHORTEST_INFLECTED, ListedWords, dictionary_forms
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.reading import Reading
from translit.names.cities import City, city_of, is_city_prefix
from translit.names.countries import country_of, is_country_prefix, is_usual_country_name
from translit.names.inflection import ANY_CASE, lemmas
from translit.text.chunks import Chunk
from translit.text.fold import fold, script_of
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words, is_small

MOST_SMALL_WORDS = 2
"""Words without a capital that the name of a country has after its first: *Združene države Amerike*."""
_LONGEST = 4  # tokens
_OF_MANY_LANGUAGES = ("", "Latin", "Cyrillic")
_OF_WHOLE_WORDS = ("Cjk", "Hangul")  # a character is a syllable, and two make a name
_ENDING = 3  # letters at the end of a word that another case may change


class CountryNames:
    """Finds names of those countries and cities that the gazetteer has."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield names of countries and cities that are not listed."""
        if not self._gazetteer.things:
            return
        for first, token in enumerate(chunk.tokens):
            if not token.may_start_name or token.folded in lexicon().optional_articles:
                continue
            if chunk.lang is None and script_of(token.folded) in _OF_MANY_LANGUAGES:
                continue
            most = _LONGEST if _may_begin(token.folded) else 1
            for last in range(first + 1, min(first + most, len(chunk.tokens)) + 1):
                if last - first > 1 and not chunk.joined[last - 2]:
                    break
                end = chunk.tokens[last - 1]
                if not end.may_start_name and len(end.folded) < SHORTEST_INFLECTED:
                    continue  # EU a, Czech for “the EU and”, is not the EUA
                tokens = chunk.tokens[first:last]
                meant = _meant(tuple([t.text for t in tokens]), chunk.lang)
                if meant is None or not _may_be_name(chunk, first, last):
                    continue
                if self._is_listed(tuple([t.folded for t in tokens]), meant):
                    continue
                form = self._gazetteer.city(meant) if isinstance(meant, City) else self._country(meant, chunk.lang)
                if form is not None:
                    yield CandidateSpan.of([Reading(self._gazetteer, chunk, first, last, form, "country")], 0.0)

    def _is_listed(self, folded: tuple[str, ...], meant: str | City) -> bool:
        """Return True if words are a listed name; a city may have it in its own language where the listed one needs context.

        *Roma* is Rome in Italian; *Emirates* is an airline everywhere.
        """
        return any(not (form.needs_context and isinstance(meant, City)) for form in self._gazetteer.exact(folded))

    def _country(self, code: str, lang: str | None) -> SurfaceForm | None:
        """Return the listed name of a country if one entity is it: of the United Kingdom and England, the former."""
        forms = self._gazetteer.country(code)
        for usual in (False, True):
            if len({f.entity.id for f in forms}) > 1:
                names = ((f, " ".join(fold_words(f.text))) for f in forms)
                forms = [f for f, name in names if (is_usual_country_name(name) if usual else country_of(name, lang))]
        return forms[0] if len({f.entity.id for f in forms}) == 1 else None


@lru_cache(maxsize=MEMO)
def _may_begin(folded: str) -> bool:
    """Return True if the name of a country or city may go on after a word, which may stand in another case."""
    stem = folded[: max(SHORTEST_INFLECTED - 1, len(folded) - _ENDING)]
    return is_country_prefix(stem) or is_city_prefix(stem)


@lru_cache(maxsize=MEMO)
def begins_country(text: str, lang: str) -> bool:
    """Return True if a name of a country that goes on without a capital may begin with a word, in any case: *Spojených*."""
    beginnings = lexicon().country_beginnings.get(lang, ())
    return any(form in beginnings for form in dictionary_forms(text, lang))


@lru_cache(maxsize=MEMO)
def _meant(words: tuple[str, ...], lang: str | None) -> str | City | None:
    """Return the code of the country, or the city, that words mean in a language, in any case that all may stand in."""
    folded = [fold(text) for text in words]
    if meant := _named(" ".join(folded), lang):
        return meant
    if lang is None or len(folded) > MOST_SMALL_WORDS + 1:
        return None
    if any(len(f) < SHORTEST_INFLECTED and not is_small(t[0]) for f, t in zip(folded, words, strict=True)):
        return None
    readings = [
        [(f, ANY_CASE), *((r.text, r.cases) for r in lemmas(text, lang) if len(r.text) >= SHORTEST_INFLECTED)]
        for f, text in zip(folded, words, strict=True)
    ]  # shorter dictionary forms are acronyms, which have no cases, or small words: Bosne in Hercegovine
    for way in product(*readings):
        cases = ANY_CASE
        for _, possible in way:
            cases &= possible
        if cases and (meant := _named(" ".join(text for text, _ in way), lang)):
            return meant
    return None


def _named(name: str, lang: str | None) -> str | City | None:
    """Return the code of the country, or the city, that a name means in a language."""
    return country_of(name, lang) or city_of(name, lang)


def _may_be_name(chunk: Chunk, first: int, last: int) -> bool:
    """Return True unless the tokens are a common word, or a short one that is no acronym."""
    token = chunk.tokens[first]
    if last - first > 1 and len(token.folded) > 1:
        return True
    return len(token.folded) > 3 or script_of(token.folded) in _OF_WHOLE_WORDS or chunk.surface(first, last).isupper()
