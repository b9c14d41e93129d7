"""Unlisted spellings: names of two words or more in a spelling that is not listed, or with their middle left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product

from translit.annotation.spans import CandidateSpan, LineKind, may_be_inflected
from translit.annotation.words import MEMO, ListedWords, is_common_word
from translit.config import MIN_LINK_SCORE, Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.match.text_candidates import spelled_in_text
from translit.model import EXACT, MatchMethod, Role, probability
from translit.names.given_names import given_name_classes, is_given_name, is_known_given_name
from translit.names.inflection import Lemma
from translit.table.words import word
from translit.text.chunks import Chunk, may_join
from translit.text.common_words import common_words
from translit.text.language import is_frequent
from translit.text.lexicon import lexicon, word_classes
from translit.text.tokens import Token

_LONGEST = 4  # tokens of the longest name that is looked for
_SHORTEST_GIVEN = 2  # letters of given names that are common words, too: Ai, Do
_MIDDLE_LEFT_OUT = EXACT - 56.5  # bits: in another case, too, and less sure than a listed name in another case
_GIVEN_AND_FAMILY: tuple[Role, ...] = ("given", "family")

Found = tuple[tuple[SurfaceForm, ...], float, MatchMethod]
"""The listed names that words may be, the bits of evidence for them, and how they were found."""


class UnlistedSpellings:
    """Finds names of several words in a spelling that is not listed."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._words = words
        self._spelling = lru_cache(maxsize=MEMO)(self._spelled)
        self._shorter = lru_cache(maxsize=MEMO)(self._given_and_family)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the names in a chunk, outside of the tokens that are ``taken``."""
        common = common_words(chunk.lang)
        all_caps = all(t.is_all_caps or len(t.text) == 1 for t in chunk.tokens)
        for first in range(len(chunk.tokens) - 1):
            if first not in taken and _may_be_spelled(chunk.tokens[first], all_caps):
                for last in _ends(chunk, first, taken, all_caps):
                    no_person = _is_hardly_a_person(chunk.tokens[first:last], common)
                    if no_person and not self._gazetteer.things:
                        continue
                    found = self._found(chunk, first, last, no_person)
                    if found is not None and not _has_common(chunk, first, last, found[0]):
                        alone = _stands_alone(chunk, last, taken)
                        only_in: LineKind = "capitals" if all_caps else "" if alone else "headline"
                        yield CandidateSpan.of(first, last, *found, only_in=only_in)

    def _found(self, chunk: Chunk, first: int, last: int, no_person: bool) -> Found | None:
        found = self._spelling(chunk.surface(first, last), no_person)
        if last - first == 2 and (found is None or probability(found[1]) < self._config.threshold):
            return self._shorter(chunk.tokens[first].folded, chunk.tokens[first + 1].folded, chunk.lang) or found
        return found

    def _spelled(self, surface: str, no_person: bool) -> Found | None:
        best = spelled_in_text(self._gazetteer, self._config, surface, no_person)
        if not best or best[0].evidence.score < MIN_LINK_SCORE:
            return None
        return first_of_entities(s.form for s in best), best[0].evidence.weight, best[0].via

    def _given_and_family(self, one: str, other: str, lang: str | None) -> Found | None:
        """Find persons of whose longer name these are the given and the family name in another case: ``Ивана Голунова``."""
        found: list[SurfaceForm] = []
        for way in product(self._words.readings(one, lang), self._words.readings(other, lang)):
            if not way[0].cases & way[1].cases or not any(r.kind for r in way):
                continue
            forms = self._gazetteer.with_words(way[0].text, way[1].text)
            found += (f for f in forms if f.is_full_name and may_be_inflected(f, way) and _is_shorter(way, f))
        return (first_of_entities(found), _MIDDLE_LEFT_OUT, "inflected") if found else None


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


def _has_common(chunk: Chunk, first: int, last: int, forms: Sequence[SurfaceForm]) -> bool:
    """Return True if a token is a common word that the forms lack, or one so frequent that no name would have it."""
    common = common_words(chunk.lang)
    listed = {p.word for form in forms for p in form.name.parts}
    for token in chunk.tokens[first:last]:
        if token.may_start_name and token.folded in common and not given_name_classes(word(token.text)):
            script, classes = word(token.text).script, word_classes(token.folded)
            known = any(
                w.folded == token.folded or w.script != script or classes & word_classes(w.folded) for w in listed
            )
            if not known or is_frequent(token.folded, chunk.lang):
                return True
    return False


def _stands_alone(chunk: Chunk, last: int, taken: AbstractSet[int]) -> bool:
    """Return True if a name that ends before token ``last`` seems to be no part of a longer name."""
    if last == len(chunk.tokens) or not chunk.joined[last - 1] or last in taken:
        return True
    after = chunk.tokens[last]
    vague = is_common_word(after.folded, chunk.lang) or after.folded in lexicon().title_words
    named = after.may_start_name and not after.is_all_caps and after.text[0].isalpha()
    return vague or not named or is_given_name(after.text)


def _is_shorter(way: tuple[Lemma, ...], form: SurfaceForm) -> bool:
    """Return True if two words are the given and the family name of a longer name of a person, in either order."""
    if form.entity.type != "person" or len(form.name.parts) < 3:
        return False
    given, family = ({p.word.folded for p in form.name.of(role)} for role in _GIVEN_AND_FAMILY)
    one, other = (r.text for r in way)
    return (one in given and other in family) or (one in family and other in given)
