"""Written variants: one-word names of organizations and places as some convention writes them, or by their sound.

Or in a case of the language of the text: Slovene *Kijevu*, Hungarian *Moszkvában*.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from translit.annotation.spans import CandidateSpan, span_of_forms
from translit.annotation.words import MEMO, ListedWords, chunk_of_word
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.candidates import homophones
from translit.match.features.reading import Way
from translit.names.countries import country_of
from translit.names.given_names import is_known_given_name
from translit.names.inflection import lemmas
from translit.table.words import word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words
from translit.text.fold import fold

_SHORTEST = 4  # letters; shorter words are spelled like too many names
_SHORTEST_INFLECTED = 6  # letters of a word in another case
_Forms = tuple[tuple[Way, tuple[SurfaceForm, ...]], ...]


class WrittenVariants:
    """Finds one-word names in a spelling that is not listed."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._spans = lru_cache(maxsize=MEMO)(self._spans_of)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the words of a chunk that are no common words and no listed names, and are written variants of one."""
        common = common_words(chunk.lang)
        for first, token in enumerate(chunk.tokens):
            if token.may_start_name and len(token.folded) >= _SHORTEST and token.folded not in common:
                for span in self._spans(token.text, chunk.lang):
                    yield span.shifted(first)

    def _spans_of(self, text: str, lang: str | None) -> tuple[CandidateSpan, ...]:
        """Return the spans of a word."""
        if 1 in self._words.lengths(text, lang):
            return ()
        chunk = chunk_of_word(text, lang)
        ways = self._forms_written(text) or self._forms_inflected(text, lang)
        spans = [span_of_forms(self._gazetteer, chunk, 0, 1, forms, way) for way, forms in ways]
        return tuple(span for span in spans if span is not None)

    def _forms_written(self, text: str) -> _Forms:
        """Return the one-word names that a convention writes so, and the others that sound so."""
        query = word(text)
        written = tuple(dict.fromkeys(f for f in self._gazetteer.written((query.folded,)) if not f.is_acronym))
        heard = (f for f in homophones(self._gazetteer, query, family=False) if not f.is_acronym)
        is_given = is_known_given_name(query.folded)  # Лидия is a woman, and no Lida
        others = tuple(
            f for f in dict.fromkeys(heard) if f not in written and (f.entity.type == "person" or not is_given)
        )
        ways: _Forms = (("convention", written), ("sound", others))
        return tuple((way, forms) for way, forms in ways if forms)

    def _forms_inflected(self, text: str, lang: str | None) -> _Forms:
        """Return the one-word names of places and organizations that a convention writes as a dictionary form of a word."""
        folded = fold(text)
        if lang is None or len(folded) < _SHORTEST_INFLECTED or not self._gazetteer.things:
            return ()
        readings = [r.text for r in lemmas(text, lang) if r.kind in ("case", "definite") and len(r.text) >= _SHORTEST]
        if any(country_of(reading, lang) for reading in (folded, *readings)):
            return ()  # found among the names of countries
        written = (f for reading in readings for f in self._gazetteer.written((reading,)))
        forms = tuple(dict.fromkeys(f for f in written if f.entity.type != "person" and not f.is_acronym))
        return (("other case", forms),) if forms else ()
