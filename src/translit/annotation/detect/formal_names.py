"""Formal names: full names as forms and offices write them, with the patronymic, or with the family name first.

*Владимира Владимировича Путина*, *Навальному Алексею Анатольевичу*, *MACRON Emmanuel*, *Merkel, Angela*.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import NamedTuple

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, span_of_spellings
from translit.annotation.words import MEMO, ListedWords, dictionary_forms, is_patronymic, may_be_family_name
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.match.features.reading import Reading, Way
from translit.match.text_candidates import InText, spelled_in_text
from translit.table.words import SAME_NAME, similarity, word
from translit.text.chunks import Chunk

_SHORTEST_IN_CAPITALS = 3  # letters; what is shorter is an acronym


class _Formal(NamedTuple):
    """Where a formal name ends in a chunk, and where its words stand; without a patronymic, that is ``None``."""

    last: int
    given: int
    family: int
    patronymic: int | None = None


class FormalNames:
    """Finds full names of listed persons in the order and with the words that offices use, in any case."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._config = config
        self._unlisted = lru_cache(maxsize=MEMO)(partial(_persons_spelled, gazetteer, config))

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the formal names in a chunk."""
        for first in range(len(chunk.tokens) - 1):
            for formal in _formal_names(chunk, first):
                given, family = chunk.tokens[formal.given], chunk.tokens[formal.family]
                found = [f for f in self._words.persons(given.text, family.text, chunk.lang) if not f[0].needs_context]
                if formal.patronymic is not None:
                    patronymic = dictionary_forms(chunk.tokens[formal.patronymic].text, chunk.lang)
                    found = [f for f in found if _may_be_child_of(patronymic, f[0])]
                if found:
                    yield self._span(chunk, first, formal.last, found)
                elif formal.patronymic is None:
                    # in the usual order, the name may be a spelling that is not listed
                    spelled = self._unlisted(f"{given.text} {family.text.capitalize()}")
                    span = span_of_spellings(self._gazetteer, self._config, chunk, first, formal.last, spelled)
                    if span is not None:
                        yield span

    def _span(self, chunk: Chunk, first: int, last: int, found: list[tuple[SurfaceForm, bool]]) -> CandidateSpan:
        """Return the span of persons, those in the case that they are listed in if there are any."""
        listed = [form for form, inflected in found if not inflected]
        forms = first_of_entities(listed or (form for form, _ in found))
        way: Way = "listed" if listed else "other case"
        return CandidateSpan.of([Reading(self._gazetteer, chunk, first, last, f, way) for f in forms], RIVALS_MARGIN)


def _persons_spelled(gazetteer: Gazetteer, config: Config, surface: str) -> tuple[InText, ...]:
    return tuple(f for f in spelled_in_text(gazetteer, config, surface) if f.form.entity.type == "person")


def _formal_names(chunk: Chunk, first: int) -> Iterator[_Formal]:
    """Yield the ways in which words from ``first`` on may be a formal name."""
    tokens = chunk.tokens
    one, other = tokens[first : first + 2]
    if not (may_be_family_name(one) and may_be_family_name(other)):
        return
    if chunk.joined[first]:
        third = first + 2 if first + 2 < len(tokens) and chunk.joined[first + 1] else None
        if third is not None and may_be_family_name(tokens[third]):
            if is_patronymic(other.text, chunk.lang):
                yield _Formal(third + 1, first, third, first + 1)
            if is_patronymic(tokens[third].text, chunk.lang):
                yield _Formal(third + 1, first + 1, first, third)
        if one.is_all_caps and not other.is_all_caps and len(one.text) >= _SHORTEST_IN_CAPITALS:
            yield _Formal(first + 2, first + 1, first)
    elif chunk.text[one.end : other.start] == ", ":
        third = first + 2 if chunk.joined[first + 1] else None
        if third is not None and is_patronymic(tokens[third].text, chunk.lang):
            yield _Formal(third + 1, first + 1, first, third)
        elif third is None or tokens[third].text[0].islower():
            yield _Formal(first + 2, first + 1, first)


def _may_be_child_of(patronymic: tuple[str, ...], form: SurfaceForm) -> bool:
    """Return True unless a patronymic, in any of its forms, is another one than the person's."""
    known = [word(text, lang) for lang, text in form.entity.patronymic.items()]
    known += [p.word for p in form.name.of("patronymic")]
    return not known or any(similarity(word(f), w) >= SAME_NAME for f in patronymic for w in known)
