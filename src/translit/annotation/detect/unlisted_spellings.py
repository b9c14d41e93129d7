"""Spelled spans: names of two words or more in a spelling that is not listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from translit.annotation.spans import MEMO, Span, is_common_word, may_be_inflected
from translit.config import MIN_LINK_SCORE, Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.evidence import exact
from translit.match.text_candidates import spelled_in_text
from translit.model import Evidence, MatchMethod, Part, Role
from translit.names.given_names import given_name_classes, is_given_name, is_known_given_name
from translit.names.inflection import Lemma
from translit.table.words import word
from translit.text.common_words import common_words
from translit.text.document import Stretch, may_join
from translit.text.language import is_frequent
from translit.text.lexicon import lexicon, word_classes
from translit.text.tokens import Token

_WINDOW = 4  # words of the longest name that is looked for in another spelling
_SHORTEST_GIVEN = 2  # letters of given names that are common words, too: Ai, Do
_SHORTER = -56.5  # bits off an exact name, where the middle of the name is missing and it stands in another case
_GIVEN_AND_FAMILY: tuple[Role, ...] = ("given", "family")

Found = tuple[tuple[SurfaceForm, ...], Evidence, MatchMethod]
Readings = Callable[[str, str | None], tuple[Lemma, ...]]


class Speller:
    """Finds names in a spelling that is not listed; ``readings`` are the listed words that a word may be in any case."""

    def __init__(self, gazetteer: Gazetteer, config: Config, readings: Readings) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._readings = readings
        self._spelling = lru_cache(maxsize=MEMO)(self._spelled)
        self._shorter = lru_cache(maxsize=MEMO)(self._given_and_family)

    def spans(self, words: Stretch, taken: set[int]) -> Iterator[Span]:
        """The names in a stretch, but for the words that are ``taken``."""
        common = common_words(words.lang)
        shouted = all(t.is_all_caps or len(t.text) == 1 for t in words.tokens)
        for first in range(len(words.tokens) - 1):
            if first not in taken and _may_be_spelled(words.tokens[first], shouted):
                for last in _windows(words, first, taken, shouted):
                    things = _is_common(words.tokens[first:last], common)
                    if things and not self._gazetteer.has_non_persons:
                        continue
                    found = self._found(words, first, last, things)
                    if found is not None and not _has_common(words, first, last, found[0]):
                        alone = _stands_alone(words, last, taken)
                        yield Span.of(first, last, *found, only="capitals" if shouted else "" if alone else "headline")

    def _found(self, words: Stretch, first: int, last: int, things: bool) -> Found | None:
        found = self._spelling(words.surface(first, last), things)
        if last - first == 2 and (found is None or found[1].score < self._config.threshold):
            return self._shorter(words.tokens[first].folded, words.tokens[first + 1].folded, words.lang) or found
        return found

    def _spelled(self, surface: str, things: bool) -> Found | None:
        best = spelled_in_text(self._gazetteer, self._config, surface, things)
        if not best or best[0].evidence.score < MIN_LINK_SCORE:
            return None
        forms = {s.form.entity.id: s.form for s in reversed(best)}
        return tuple(forms[id] for id in sorted(forms)), best[0].evidence, best[0].via

    def _given_and_family(self, one: str, other: str, lang: str | None) -> Found | None:
        """The persons of whose longer name these are the given and the family name in another case: ``Ивана Голунова``."""
        found: dict[str, SurfaceForm] = {}
        for way in product(self._readings(one, lang), self._readings(other, lang)):
            if not way[0].cases & way[1].cases or not any(r.kind for r in way):
                continue
            for form in self._gazetteer.with_words(way[0].text, way[1].text):
                if form.is_full_name and may_be_inflected(form, way) and _is_shorter(way, form):
                    found.setdefault(form.entity.id, form)
        if not found:
            return None
        forms = tuple(found[id] for id in sorted(found))
        named = forms[0].text
        unlisted = Part("given and family name", f"{one} {other}", named, _SHORTER)
        return forms, Evidence((*exact(named, named).parts, unlisted)), "inflected"


def _windows(words: Stretch, first: int, taken: set[int], shouted: bool) -> Iterator[int]:
    """Where names of two words or more may end that begin with a word."""
    tokens = words.tokens
    for last in range(first + 2, min(first + _WINDOW, len(tokens)) + 1):
        token = tokens[last - 1]
        if last - 1 in taken or not words.joined[last - 2] or "/" in words.text[tokens[last - 2].end : token.start]:
            return
        if token.text.isdigit() or _may_be_spelled(token, shouted):
            if token.folded not in lexicon().abbreviations:
                yield last
        elif token.may_start_name or not may_join(token.folded):
            return


def _is_common(words: Sequence[Token], common: frozenset[str]) -> bool:
    """Whether words are hardly a person's name: the first is a common word, or one is and none is a given name."""
    folded = [t.folded for t in words]
    if common.isdisjoint(folded):
        return False
    if folded[0] in common:
        return not (len(folded[0]) > _SHORTEST_GIVEN and given_name_classes(word(words[0].text)))
    return not any(map(is_known_given_name, folded))


def _may_be_spelled(token: Token, shouted: bool) -> bool:
    """Whether a word may be part of a personal name in another spelling: no number, and no acronym among small letters."""
    if not token.may_start_name or not token.text[0].isalpha():
        return False
    return len(token.text) == 1 or not token.is_all_caps or shouted


def _has_common(words: Stretch, first: int, last: int, forms: Sequence[SurfaceForm]) -> bool:
    """Whether there is a common word that the name lacks; that which is very frequent is not of the name at all."""
    common = common_words(words.lang)
    listed = {p.word for form in forms for p in form.name.parts}
    for token in words.tokens[first:last]:
        if token.may_start_name and token.folded in common and not given_name_classes(word(token.text)):
            script, classes = word(token.text).script, word_classes(token.folded)
            known = any(
                w.folded == token.folded or w.script != script or classes & word_classes(w.folded) for w in listed
            )
            if not known or is_frequent(token.folded, words.lang):
                return True
    return False


def _stands_alone(words: Stretch, last: int, taken: set[int]) -> bool:
    """Whether a name that ends before word ``last`` is no part of a longer name."""
    if last == len(words.tokens) or not words.joined[last - 1] or last in taken:
        return True
    after = words.tokens[last]
    vague = is_common_word(after.folded, words.lang) or after.folded in lexicon().title_words
    named = after.may_start_name and not after.is_all_caps and after.text[0].isalpha()
    return vague or not named or is_given_name(after.text)


def _is_shorter(way: tuple[Lemma, ...], form: SurfaceForm) -> bool:
    """Whether two words are the given and the family name of a longer name of a person, in either order."""
    if form.entity.type != "person" or len(form.name.parts) < 3:
        return False
    given, family = ({p.word.folded for p in form.name.of(role)} for role in _GIVEN_AND_FAMILY)
    one, other = (r.text for r in way)
    return (one in given and other in family) or (one in family and other in given)
