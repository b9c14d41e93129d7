"""Short forms of listed names in a chunk (``Chevron``, ``FCC``): found here, decided by the article.

They are no candidate spans yet, because most of them need the full name in the article
(:mod:`translit.annotation.coreference.short_forms`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from translit.annotation.spans import ShortFormCandidate
from translit.annotation.words import MEMO, dictionary_forms, is_common_word
from translit.gazetteer import Gazetteer
from translit.names.countries import country_of
from translit.text.chunks import Chunk


class ShortForms:
    """Finds short forms of the listed names of organizations and places."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._beginnings = lru_cache(maxsize=MEMO)(self._lengths)

    def detect(self, chunk: Chunk) -> Iterator[ShortFormCandidate]:
        """Yield the short forms in a chunk; a common word or the name of a country is none."""
        if not self._gazetteer.things:
            return
        for first, token in enumerate(chunk.tokens):
            if not token.may_start_name or not token.text[0].isalpha():
                continue
            vague = is_common_word(token.folded, chunk.lang)
            for reading, length in self._beginnings(token.folded, chunk.lang):
                last = first + length
                if length == 1 and (vague or country_of(reading, chunk.lang)):
                    continue
                if chunk.is_one_name(first, last):
                    rest = [t.folded for t in chunk.tokens[first + 1 : last]]
                    found = self._gazetteer.short_form((reading, *rest))
                    if found:
                        yield ShortFormCandidate(first, last, reading, found)

    def _lengths(self, folded: str, lang: str | None) -> tuple[tuple[str, int], ...]:
        """Return first words, and numbers of words, of the short forms that may begin with this word in any case."""
        readings = sorted(dictionary_forms(folded, lang))
        return tuple((r, length) for r in readings for length in self._gazetteer.short_form_lengths(r))
