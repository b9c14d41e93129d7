"""Dotted acronyms: listed acronyms with a dot after each letter, as American papers write them: ``U.N.``, ``F.B.I.``"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from translit.annotation.spans import CandidateSpan, span_of_forms
from translit.annotation.words import ListedWords, dotted_acronym
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.text.chunks import Chunk


class DottedAcronyms:
    """Finds listed acronyms that are written with dots."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the dotted acronyms in a chunk that the gazetteer lists without dots."""
        if not self._gazetteer.things or "." not in chunk.text:
            return
        for first in range(len(chunk.tokens)):
            folded = dotted_acronym(chunk, first)
            last = first + len(folded)
            if folded and not self._gazetteer.exact(tuple(folded)):
                forms = [f for f in self._gazetteer.exact((folded,)) if f.is_acronym and f.entity.type != "person"]
                span = span_of_forms(self._gazetteer, chunk, first, last, forms, "listed")
                if span is not None:
                    yield span
