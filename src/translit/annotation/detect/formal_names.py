"""Formal names: full names as forms and offices write them, with the patronymic, or with the family name first.

*Владимира Владимировича Путина*, *Навальному Алексею Анатольевичу*, *MACRON Emmanuel*, *Merkel, Angela*.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, may_be_inflected
from translit.annotation.words import MEMO, ListedWords, dictionary_forms, may_be_family_name
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.match.features.reading import Reading, Way
from translit.match.text_candidates import InText, spelled_in_text
from translit.model import Role
from translit.names.inflection import Lemma
from translit.table.words import similarity, word
from translit.text.chunks import Chunk
from translit.text.lexicon import patronymic_gender

_SAME_PATRONYMIC = 0.88  # similarity from which a bare family name is a misspelled one, too
_GIVEN_AND_FAMILY: tuple[Role, ...] = ("given", "family")
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
        self._persons = lru_cache(maxsize=MEMO)(self._forms)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the formal names in a chunk."""
        for first in range(len(chunk.tokens) - 1):
            for formal in _formal_names(chunk, first):
                given, family = chunk.tokens[formal.given].folded, chunk.tokens[formal.family].folded
                way, forms = self._persons(given, family, chunk.lang)
                if formal.patronymic is not None:
                    patronymic = dictionary_forms(chunk.tokens[formal.patronymic].folded, chunk.lang)
                    forms = tuple(f for f in forms if _may_be_child_of(patronymic, f))
                if forms:
                    readings = [Reading(self._gazetteer, chunk, first, formal.last, form, way) for form in forms]
                    yield CandidateSpan.of(readings, RIVALS_MARGIN)
                elif formal.patronymic is None:
                    yield from self._spelled(chunk, first, formal)

    def _spelled(self, chunk: Chunk, first: int, formal: _Formal) -> Iterator[CandidateSpan]:
        """Yield the person whose name, in a spelling that is not listed, these are in the usual order."""
        found = self._unlisted(f"{chunk.tokens[formal.given].text} {chunk.tokens[formal.family].text.capitalize()}")
        if found:
            readings = [
                Reading(
                    self._gazetteer, chunk, first, formal.last, f.form, "spelling", f.evidence.weight, f.family_likeness
                )
                for f in found
            ]
            yield CandidateSpan.of(readings, self._config.margin, method=found[0].via)

    def _forms(self, given: str, family: str, lang: str | None) -> tuple[Way, tuple[SurfaceForm, ...]]:
        """Return the persons with a given and a family name, in one case, and how they are written."""
        found: dict[bool, list[SurfaceForm]] = {True: [], False: []}
        for way in product(self._words.readings(given, lang), self._words.readings(family, lang)):
            if way[0].cases & way[1].cases:
                forms = self._gazetteer.with_words(way[0].text, way[1].text)
                found[any(r.kind for r in way)] += (f for f in forms if _is_of(f, *way) and may_be_inflected(f, way))
        if found[False]:
            return "listed", first_of_entities(found[False])
        return "other case", first_of_entities(found[True])


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
            if _is_patronymic(other.folded, chunk.lang):
                yield _Formal(third + 1, first, third, first + 1)
            if _is_patronymic(tokens[third].folded, chunk.lang):
                yield _Formal(third + 1, first + 1, first, third)
        if one.is_all_caps and not other.is_all_caps and len(one.text) >= _SHORTEST_IN_CAPITALS:
            yield _Formal(first + 2, first + 1, first)
    elif chunk.text[one.end : other.start] == ", ":
        third = first + 2 if chunk.joined[first + 1] else None
        if third is not None and _is_patronymic(tokens[third].folded, chunk.lang):
            yield _Formal(third + 1, first + 1, first, third)
        elif third is None or tokens[third].text[0].islower():
            yield _Formal(first + 2, first + 1, first)


def _is_patronymic(folded: str, lang: str | None) -> bool:
    return any(map(patronymic_gender, dictionary_forms(folded, lang)))


def _is_of(form: SurfaceForm, given: Lemma, family: Lemma) -> bool:
    """Return True if two words are the given and the family name of a person; with *Jr.* it is not the same name."""
    if form.entity.type != "person" or not form.is_full_name or form.name.suffix or form.needs_context:
        return False
    given_names, family_names = ({p.word.folded for p in form.name.of(role)} for role in _GIVEN_AND_FAMILY)
    return given.text in given_names and family.text in family_names


def _may_be_child_of(patronymic: tuple[str, ...], form: SurfaceForm) -> bool:
    """Return True unless a patronymic, in any of its forms, is another one than the person's."""
    known = [word(text, lang) for lang, text in form.entity.patronymic.items()]
    known += [p.word for p in form.name.of("patronymic")]
    return not known or any(similarity(word(f), w) >= _SAME_PATRONYMIC for f in patronymic for w in known)
