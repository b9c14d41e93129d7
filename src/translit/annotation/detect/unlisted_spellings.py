"""Unlisted spellings: names of two words or more in a spelling that is not listed, or with their middle left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, may_be_inflected
from translit.annotation.words import MEMO, ListedWords
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.match.features.reading import Reading
from translit.match.text_candidates import InText, spelled_in_text
from translit.model import Role
from translit.names.given_names import given_name_classes, is_known_given_name
from translit.names.inflection import Lemma
from translit.table.words import word
from translit.text.chunks import Chunk, may_join
from translit.text.common_words import common_words
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.repair import split_joined_names
from translit.text.tokens import Token

_LONGEST = 4  # tokens of the longest name that is looked for
_SHORTEST_GIVEN = 2  # letters of given names that are common words, too: Ai, Do
_GIVEN_AND_FAMILY: tuple[Role, ...] = ("given", "family")


class UnlistedSpellings:
    """Finds names of several words in a spelling that is not listed."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._words = words
        self._spelled = lru_cache(maxsize=MEMO)(self._forms_spelled)
        self._shorter = lru_cache(maxsize=MEMO)(self._given_and_family)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the names in a chunk, outside of the tokens that are ``taken``."""
        common = common_words(chunk.lang)
        all_caps = all(t.is_all_caps or len(t.text) == 1 for t in chunk.tokens)
        for first in range(len(chunk.tokens)):
            if len(parts := split_joined_names(chunk.tokens[first].text, lexicon().name_particles)) > 1:
                yield from self._glued(chunk, first, parts)
            if first not in taken and _may_be_spelled(chunk.tokens[first], all_caps):
                for last in _ends(chunk, first, taken, all_caps):
                    no_person = _is_hardly_a_person(chunk.tokens[first:last], common)
                    if not no_person or self._gazetteer.things:
                        yield from self._spans(chunk, first, last, no_person)

    def _spans(self, chunk: Chunk, first: int, last: int, no_person: bool) -> Iterator[CandidateSpan]:
        found = self._spelled(chunk.surface(first, last), no_person)
        if found:
            readings = [
                Reading(self._gazetteer, chunk, first, last, f.form, "spelling", f.evidence.weight, f.family_likeness)
                for f in found
            ]
            yield CandidateSpan.of(readings, self._config.margin, method=found[0].via)
        if last - first == 2:
            one, other = chunk.tokens[first].folded, chunk.tokens[first + 1].folded
            if forms := self._shorter(one, other, chunk.lang):
                ways = [Reading(self._gazetteer, chunk, first, last, form, "given and family") for form in forms]
                yield CandidateSpan.of(ways, RIVALS_MARGIN)

    def _glued(self, chunk: Chunk, first: int, parts: Sequence[str]) -> Iterator[CandidateSpan]:
        """Yield the name that a word in camel case is: *#AlexanderLukashenko*."""
        forms = [f for f in self._gazetteer.exact(tuple(map(fold, parts))) if not f.needs_context]
        if forms:
            readings = [Reading(self._gazetteer, chunk, first, first + 1, form, "listed") for form in forms]
            yield CandidateSpan.of(readings, RIVALS_MARGIN)

    def _forms_spelled(self, surface: str, no_person: bool) -> tuple[InText, ...]:
        return tuple(spelled_in_text(self._gazetteer, self._config, surface, no_person))

    def _given_and_family(self, one: str, other: str, lang: str | None) -> tuple[SurfaceForm, ...]:
        """Find persons of whose longer name these are the given and the family name in another case: ``Ивана Голунова``."""
        found: list[SurfaceForm] = []
        for way in product(self._words.readings(one, lang), self._words.readings(other, lang)):
            if way[0].cases & way[1].cases:
                forms = self._gazetteer.with_words(way[0].text, way[1].text)
                found += (f for f in forms if f.is_full_name and may_be_inflected(f, way) and _is_shorter(way, f))
        return first_of_entities(found)


def _ends(chunk: Chunk, first: int, taken: AbstractSet[int], all_caps: bool) -> Iterator[int]:
    """Yield where names of two tokens or more may end that begin with a token."""
    tokens = chunk.tokens
    for last in range(first + 2, min(first + _LONGEST, len(tokens)) + 1):
        token = tokens[last - 1]
        if last - 1 in taken or not chunk.joined[last - 2] or "/" in chunk.text[tokens[last - 2].end : token.start]:
            return
        if token.text.isdigit() or _may_be_spelled(token, all_caps):
            if token.folded not in lexicon().abbreviations:
                yield last
        elif token.may_start_name or not may_join(token.folded):
            return


def _is_hardly_a_person(tokens: Sequence[Token], common: frozenset[str]) -> bool:
    """Return True if the first of some tokens is a common word, or if one is and none is a given name."""
    folded = [t.folded for t in tokens]
    if common.isdisjoint(folded):
        return False
    if folded[0] in common:
        return not (len(folded[0]) > _SHORTEST_GIVEN and given_name_classes(word(tokens[0].text)))
    return not any(map(is_known_given_name, folded))


def _may_be_spelled(token: Token, all_caps: bool) -> bool:
    """Return True if a token may be part of a name in another spelling: no number, no acronym among small letters."""
    if not token.may_start_name or not token.text[0].isalpha():
        return False
    return len(token.text) == 1 or not token.is_all_caps or all_caps


def _is_shorter(way: tuple[Lemma, ...], form: SurfaceForm) -> bool:
    """Return True if two words are the given and the family name of a longer name of a person, in either order.

    A name with *Jr.* is not the same without it.
    """
    if form.entity.type != "person" or len(form.name.parts) < 3 or form.name.suffix:
        return False
    given, family = ({p.word.folded for p in form.name.of(role)} for role in _GIVEN_AND_FAMILY)
    one, other = (r.text for r in way)
    return (one in given and other in family) or (one in family and other in given)
