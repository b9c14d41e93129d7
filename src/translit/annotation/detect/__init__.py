"""Detectors: each finds one kind of candidate span in a chunk of words.

To add one, copy ``_template.py`` to a file of this folder, rewrite it, and add its class to :data:`DETECTORS`. Detectors do
not decide: they give every span that may be a name of their kind, overlapping ones too, and what the article decides
(:mod:`translit.annotation.resolve`) comes after all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Protocol

from translit.annotation.detect.countries import CountryNames
from translit.annotation.detect.dotted_acronyms import DottedAcronyms
from translit.annotation.detect.firms import Firms
from translit.annotation.detect.formal_names import FormalNames
from translit.annotation.detect.listed_names import ListedNames
from translit.annotation.detect.state_bodies import StateBodyNames
from translit.annotation.detect.unlisted_spellings import UnlistedSpellings
from translit.annotation.detect.written_variants import WrittenVariants
from translit.annotation.spans import CandidateSpan
from translit.annotation.words import ListedWords
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.text.chunks import Chunk


class Detector(Protocol):
    """Finds candidate spans; made once for an annotator, so that it may keep bounded caches of its own."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None: ...

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the candidate spans in a chunk.

        ``taken`` are the tokens of the names of several words that the detectors before this one have found. What is given
        for a chunk must depend on nothing else: it is remembered and used wherever the chunk comes again.
        """
        ...


DETECTORS: tuple[type[Detector], ...] = (
    ListedNames, StateBodyNames, FormalNames, WrittenVariants, UnlistedSpellings, CountryNames, DottedAcronyms, Firms,
)  # fmt: skip
"""All detectors, in the order in which they are asked."""
