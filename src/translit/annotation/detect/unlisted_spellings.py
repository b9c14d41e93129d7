"""Unlisted spellings: names of two words or more in a spelling that is not listed, or with their middle left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, span_of_spellings
from translit.annotation.words import MEMO, ListedWords, dictionary_forms
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.match.features.reading import Reading
from translit.match.text_candidates import InText, spelled_in_text
from translit.names.given_names import given_name_classes, is_known_given_name
from translit.names.inflection import LAST_WORD_ONLY, language_of_letters
from translit.table.words import word
from translit.text.chunks import Chunk, may_join
from translit.text.common_words import common_words
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.repair import split_joined_names
from translit.text.tokens import Token, fold_words, is_small

_LONGEST = 4  # tokens of the longest name that is looked for
_DASH = regex(r"\s+[-–—―:]\s*|\s*[–—―:]\s+")
_LONGEST_WORD = 24  # letters; the time of a comparison grows with the square, and longer words of names are compounds
_LONG_ENDING = 3  # letters; with a shorter one a word is still similar to its dictionary form
_SHORTEST_GIVEN = 2  # letters of given names that are common words, too: Ai, Do


class UnlistedSpellings:
    """Finds names of several words in a spelling that is not listed."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._words = words
        self._spelled = lru_cache(maxsize=MEMO)(self._forms_spelled)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the names in a chunk, outside of the tokens that are ``taken``."""
        common = common_words(chunk.lang)
        all_caps = len(chunk.tokens) > 1 and all(t.is_all_caps or len(t.text) == 1 for t in chunk.tokens)
        for first in range(len(chunk.tokens)):
            if len(parts := split_joined_names(chunk.tokens[first].text, lexicon().name_particles)) > 1:
                yield from self._glued(chunk, first, parts)
            if first not in taken and _may_be_spelled(chunk.tokens[first], all_caps):
                for last in _ends(chunk, first, taken, all_caps):
                    no_person = _is_hardly_a_person(chunk.tokens[first:last], common)
                    if no_person and not self._gazetteer.things:
                        continue
                    if _may_be_in_hangul(chunk.tokens[first], chunk.tokens[last - 1]):
                        yield from self._spans(chunk, first, last, no_person)

    def _spans(self, chunk: Chunk, first: int, last: int, no_person: bool) -> Iterator[CandidateSpan]:
        kind = chunk.tokens[last - 1].text
        surface = chunk.surface(first, last)
        found = self._spelled(surface.removesuffix(kind) + kind.capitalize() if is_small(kind) else surface, no_person)
        if not found or language_of_letters(chunk.tokens[last - 1].folded):
            in_case = self._in_other_case(chunk, first, last, no_person)
            found = max((found, in_case), key=lambda f: f[0].evidence.weight if f else -math.inf)
        if found:
            folded = tuple(t.folded for t in chunk.tokens[first:last])
            waiting = {f.entity.id for f in self._gazetteer.exact(folded) if f.needs_context}
            found = tuple(f for f in found if f.form.entity.id not in waiting)  # listed: the article has to tell
            if (words := {*folded}) <= common_words(chunk.lang):
                found = tuple(f for f in found if self._has_words(f.form, words))
        if span := span_of_spellings(self._gazetteer, self._config, chunk, first, last, found):
            yield span
        if last - first == 2:
            one, other = chunk.tokens[first].text, chunk.tokens[first + 1].text
            if forms := self._shortened(one, other, chunk.lang):
                ways = [Reading(self._gazetteer, chunk, first, last, form, "given and family") for form in forms]
                yield CandidateSpan.of(ways, RIVALS_MARGIN)

    def _has_words(self, form: SurfaceForm, words: AbstractSet[str]) -> bool:
        """Return True if a listed name of the entity has all these words: common ones are no spelling of others.

        *Foreign Office* stands in a name; *Main Unit* is no Man United, *State of the Union* no Union State.
        """
        return any(words <= {*fold_words(f.text)} for f in self._gazetteer.forms_of(form.entity.id))

    def _glued(self, chunk: Chunk, first: int, parts: Sequence[str]) -> Iterator[CandidateSpan]:
        """Yield the name that a word in camel case is: *#AlexanderLukashenko*."""
        forms = [f for f in self._gazetteer.exact(tuple(map(fold, parts))) if not f.needs_context]
        if forms:
            readings = [Reading(self._gazetteer, chunk, first, first + 1, form, "listed") for form in forms]
            yield CandidateSpan.of(readings, RIVALS_MARGIN)

    def _forms_spelled(self, surface: str, no_person: bool) -> tuple[InText, ...]:
        return tuple(spelled_in_text(self._gazetteer, self._config, surface, no_person))

    def _in_other_case(self, chunk: Chunk, first: int, last: int, no_person: bool) -> tuple[InText, ...]:
        """Return the same of a name whose last word has the case ending, as all do in Finnish, Hungarian and Armenian."""
        in_case = chunk.tokens[last - 1]
        by_letters = language_of_letters(in_case.folded)
        if (by_letters or chunk.lang) not in LAST_WORD_ONLY:
            return ()
        before = chunk.text[chunk.tokens[first].start : in_case.start]
        longest = len(in_case.folded) - (1 if by_letters else _LONG_ENDING)
        forms = dictionary_forms(in_case.text, chunk.lang)[1:]
        stems = (f for f in forms if in_case.folded.startswith(f) and len(f) <= longest)
        written = (before + in_case.text[: len(stem)] for stem in stems)
        return next((found for surface in written if (found := self._spelled(surface, no_person))), ())

    def _shortened(self, one: str, other: str, lang: str | None) -> tuple[SurfaceForm, ...]:
        """Return the persons of whose longer name two words are the given and the family name, in either order."""
        found = (*self._words.persons(one, other, lang), *self._words.persons(other, one, lang))
        return first_of_entities(form for form, _ in found if len(form.name.parts) > 2)


def _ends(chunk: Chunk, first: int, taken: AbstractSet[int], all_caps: bool) -> Iterator[int]:
    """Yield where names of two tokens or more may end that begin with a token."""
    tokens = chunk.tokens
    for last in range(first + 2, min(first + _LONGEST, len(tokens)) + 1):
        token = tokens[last - 1]
        if last - 1 in taken or not chunk.joined[last - 2] or "/" in chunk.text[tokens[last - 2].end : token.start]:
            return
        if (
            len(token.text) > 1
            and token.text.isdigit()
            and _DASH.fullmatch(chunk.text[tokens[last - 2].end : token.start])
        ):
            return  # "Donald Trump - 55 904 785 votes"
        is_region = token.text in lexicon().named_things["region"].get(chunk.lang or "", ())
        if token.text.isdigit() or is_region or _may_be_spelled(token, all_caps):
            if token.folded not in lexicon().abbreviations:
                yield last
        elif token.may_start_name or not may_join(token.folded):
            return


def _may_be_in_hangul(first: Token, last: Token) -> bool:
    """Return True unless words are in Hangul and neither the first nor the last is a given name.

    Without capitals nearly all words might be names there, and each has many readings.
    """
    words = word(first.text), word(last.text)
    return words[0].script != "Hangul" or any(map(given_name_classes, words))


def _is_hardly_a_person(tokens: Sequence[Token], common: frozenset[str]) -> bool:
    """Return True if the first of some tokens is a common word, or if one is and none is a given name; or for a number."""
    folded = [t.folded for t in tokens]
    if folded[-1].isdigit():
        return True
    if common.isdisjoint(folded):
        return False
    if folded[0] in common:
        return not (len(folded[0]) > _SHORTEST_GIVEN and given_name_classes(word(tokens[0].text)))
    return not any(map(is_known_given_name, folded))


def _may_be_spelled(token: Token, all_caps: bool) -> bool:
    """Return True if a token may be part of a name in another spelling: no number, no acronym among small letters."""
    if not token.may_start_name or not token.text[0].isalpha() or len(token.text) > _LONGEST_WORD:
        return False
    return len(token.text) == 1 or not token.is_all_caps or all_caps
