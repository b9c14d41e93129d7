"""A detector to copy. It is an example, and not registered.

Copy this file within its folder, rename the class, rewrite ``detect``, and add the class to ``DETECTORS`` in
``__init__.py``. That is all: memory, overlaps, coreference, thresholds, reasons and output follow.
``tests/annotation/test_detectors.py`` runs a copy of this file and shows how to test yours.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan
from translit.annotation.words import ListedWords
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.features.reading import Reading
from translit.text.chunks import Chunk


class TemplateDetector:
    """Finds words that are a listed place written backwards (``Ksnim``), which nobody does."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield a span for every token that is a place written backwards."""
        for first, token in enumerate(chunk.tokens):
            if first in taken or not token.may_start_name:
                continue
            # Candidate generation: ask the gazetteer, which answers with listed names (surface forms).
            forms = [f for f in self._gazetteer.exact((token.folded[::-1],)) if f.entity.type == "place"]
            if forms:
                # How the name was reached is evidence: a way of its own is a value of ``Way``, a feature, and a new fit.
                readings = [Reading(self._gazetteer, chunk, first, first + 1, form, "listed") for form in forms]
                yield CandidateSpan.of(readings, RIVALS_MARGIN)
