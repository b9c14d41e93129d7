"""Written variants: one-word names of organizations and places as some convention writes them, or by their sound."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from translit.annotation.spans import CandidateSpan, span_of_forms
from translit.annotation.words import MEMO, ListedWords
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.candidates import homophones
from translit.table.words import word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words

_SHORTEST = 4  # letters; shorter words are spelled like too many names


class WrittenVariants:
    """Finds one-word names in a spelling that is not listed."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._forms = lru_cache(maxsize=MEMO)(self._forms_written)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the words of a chunk that are no common words and no listed names, and are written variants of one."""
        common = common_words(chunk.lang)
        for first, token in enumerate(chunk.tokens):
            if not token.may_start_name or len(token.folded) < _SHORTEST or token.folded in common:
                continue
            if 1 not in self._words.lengths(token.folded, chunk.lang) and (forms := self._forms(token.text)):
                span = span_of_forms(chunk, first, first + 1, forms, "variant")
                if span is not None:
                    yield span

    def _forms_written(self, text: str) -> tuple[SurfaceForm, ...]:
        query = word(text)
        found = [*self._gazetteer.written((query.folded,)), *homophones(self._gazetteer, query, family=False)]
        return tuple(dict.fromkeys(f for f in found if not f.is_acronym))
