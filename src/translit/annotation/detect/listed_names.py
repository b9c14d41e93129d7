"""Listed names: the names of the gazetteer in their own letters, or in another case of the language of the text."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from translit.annotation.spans import CandidateSpan, span_of_forms
from translit.annotation.words import MEMO, ListedWords, chunk_of_word
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.text.chunks import Chunk

_FAR_BETTER_KNOWN = 4  # times as many listed names as another entity


class ListedNames:
    """Finds listed names, exact or inflected."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._of_word = lru_cache(maxsize=MEMO)(lambda text, lang: self._span(chunk_of_word(text, lang), 0, 1))

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the listed names in a chunk."""
        for first, token in enumerate(chunk.tokens):
            if token.may_start_name:
                for length in self._words.lengths(token.text, chunk.lang):
                    last = first + length
                    if length == 1:
                        if span := self._of_word(token.text, chunk.lang):
                            yield span.shifted(first)
                    elif chunk.may_be_listed(first, last) and (span := self._span(chunk, first, last)):
                        yield span

    def _span(self, chunk: Chunk, first: int, last: int) -> CandidateSpan | None:
        words = tuple(t.text for t in chunk.tokens[first:last])
        folded = tuple(t.folded for t in chunk.tokens[first:last])
        forms = self._gazetteer.exact(folded)
        if len(forms) > 1:
            surface = chunk.surface(first, last)
            forms = tuple(f for f in forms if f.text == surface) or forms
        if forms and not self._is_rather_inflected(words, chunk.lang, forms):
            return span_of_forms(self._gazetteer, chunk, first, last, forms, "listed")
        inflected = self._words.inflected(words, chunk.lang)
        return span_of_forms(self._gazetteer, chunk, first, last, inflected, "other case")

    def _is_rather_inflected(self, words: tuple[str, ...], lang: str | None, forms: tuple[SurfaceForm, ...]) -> bool:
        """Return True if a word is far likelier another name in another case: ``Polski`` is Poland's, and not the Sejm."""
        if len(words) > 1:
            return False
        listed = max(len(self._gazetteer.form_numbers(f.entity.id)) for f in forms)
        other = self._words.inflected(words, lang)
        return any(len(self._gazetteer.form_numbers(f.entity.id)) >= _FAR_BETTER_KNOWN * listed for f in other)
