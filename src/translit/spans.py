"""Candidate spans: where in a text a listed name stands, in its letters, in another case, or in a spelling of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from translit.commonwords import common_words
from translit.config import FLOOR, Config
from translit.endings import ANY_CASE, Lemma, lemmas
from translit.explanations import explain_exact, explain_match
from translit.fold import fold_words
from translit.gazetteer import Form, Gazetteer
from translit.language import is_frequent
from translit.lexicon import family_gender, given_sets, is_given_name, lexicon
from translit.model import Entity, Evidence, Part, Role, Via
from translit.names import parse_name
from translit.passage import Passage
from translit.score import exact
from translit.table.words import word
from translit.textual import MOST, spelled_in_text

WINDOW = 4  # words of the longest name that is looked for in another spelling
MEMO = 1 << 16  # spellings remembered
_SHORTEST_INFLECTED = 4  # letters
_SHORTER = -56.5  # the same, where the middle of the name is missing
_GIVEN_AND_FAMILY: tuple[Role, ...] = ("given", "family")
_FAR_BETTER = 4  # times as many listed spellings
_MOST_READINGS = 48  # ways to read a name of several words
_KINDS = {"inflected": "in another case", "variant": "written by a convention"}
_UNLISTED = {
    "inflected": -40.0,
    "variant": -44.0,
}  # bits off an exact name: sure, but one in its own letters goes before


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (exclusive) of a passage, the forms they may be, and the evidence for it."""

    first: int
    last: int
    forms: tuple[Form, ...]
    evidence: Evidence
    via: Via
    needs_context: bool = False

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that the span may stand for, each once."""
        return tuple({f.entity.id: f.entity for f in self.forms}.values())

    @property
    def is_person(self) -> bool:
        """Whether all of them are persons."""
        return all(f.entity.type == "person" for f in self.forms)


Found = tuple[tuple[Form, ...], Evidence, Via]


class Finder:
    """Finds the candidate spans of passages; remembers what it found for a spelling, within bounds."""

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self.gazetteer = gazetteer
        self.config = config
        self.readings = lru_cache(maxsize=MEMO)(self._readings)
        self._beginnings = lru_cache(maxsize=MEMO)(self._lengths)
        self._inflected = lru_cache(maxsize=MEMO)(self._in_other_case)
        self._written = lru_cache(maxsize=MEMO)(self._in_other_letters)
        self._told = lru_cache(maxsize=MEMO)(self._explained)
        self.short_beginnings = lru_cache(maxsize=MEMO)(self._short_beginnings)
        self._spelling = lru_cache(maxsize=MEMO)(self._spelled)
        self._shorter = lru_cache(maxsize=MEMO)(self._given_and_family)

    def spans(self, passage: Passage) -> Iterator[Span]:
        """All candidate spans, overlapping ones too."""
        listed = list(self._listed_spans(passage))
        yield from listed
        taken = {i for s in listed if s.last - s.first > 1 and not s.needs_context for i in range(s.first, s.last)}
        yield from self._spelled_spans(passage, taken)

    def reason(self, form: Form, how: Via, surface: str) -> str:
        """Why a surface is a form, in words."""
        if how == "exact":
            named = fold_words(form.text)
            listed = fold_words(surface) in (named, named[1:])
            return explain_exact(form) if listed else f"name of the country {form.entity.name}"
        if how == "inflected":
            return (
                f"“{form.text}” in another case"
                if len(fold_words(surface)) == len(fold_words(form.text))
                else (f"given and family name of {form.entity.name} in another case")
            )
        if how == "short" and form.entity.type == "person":
            return f"given name of {form.entity.name}, in full in this article"
        if how == "short":
            return f"short form of “{form.text}”"
        return self._told(surface, form)

    def _explained(self, surface: str, form: Form) -> str:
        return explain_match(parse_name(surface, form.entity.type), form, self.gazetteer)

    # Listed names, in their own letters or in another case.

    def _listed_spans(self, passage: Passage) -> Iterator[Span]:
        tokens = passage.tokens
        for first, token in enumerate(tokens):
            if not token.capital:
                continue
            for length in self._beginnings(token.folded, passage.lang):
                last = first + length
                if last <= len(tokens) and all(passage.joined[first : last - 1]):
                    yield from self._listed(passage, first, last)
            alone = len(token.folded) > 3 and 1 not in self._beginnings(token.folded, passage.lang)
            if alone and (written := self._written(token.text)):
                yield from self._kept(passage, first, first + 1, written, "variant")

    def _lengths(self, folded: str, lang: str | None) -> tuple[int, ...]:
        """How many words the names have that may begin with this word."""
        return tuple(sorted({n for r in self.readings(folded, lang) for n in self.gazetteer.lengths(r.text)}))

    def _short_beginnings(self, folded: str, lang: str | None) -> tuple[tuple[str, int], ...]:
        """The first words, and how many words there are, of the short forms that may begin with this word in any case."""
        readings = sorted(readings_of(folded, lang))
        return tuple((r, length) for r in readings for length in self.gazetteer.short_lengths(r))

    def _readings(self, folded: str, lang: str | None) -> tuple[Lemma, ...]:
        """The dictionary forms of a word that are words of listed names, the word itself first."""
        found = [Lemma(folded, ANY_CASE, "")] if self.gazetteer.knows(folded) else []
        if lang is not None and len(folded) >= _SHORTEST_INFLECTED:
            found += [lemma for lemma in lemmas(folded, lang) if self.gazetteer.knows(lemma.text)]
        return tuple(found)

    def _listed(self, passage: Passage, first: int, last: int) -> Iterator[Span]:
        folded = tuple(t.folded for t in passage.tokens[first:last])
        forms = self.gazetteer.exact(folded)
        if len(forms) > 1:
            surface = surface_of(passage, first, last)
            forms = tuple(f for f in forms if f.text == surface) or forms
        if forms and not self._better_known(folded, passage.lang, forms):
            yield from self._kept(passage, first, last, forms, "exact")
        elif inflected := self._inflected(folded, passage.lang):
            yield from self._kept(passage, first, last, inflected, "inflected")

    def _better_known(self, folded: tuple[str, ...], lang: str | None, forms: tuple[Form, ...]) -> bool:
        """Whether a word is far likelier another name in another case: ``Polski`` is Poland's, and not the Sejm."""
        if len(folded) > 1:
            return False
        listed = max(len(self.gazetteer.forms_of(f.entity.id)) for f in forms)
        other = self._inflected(folded, lang)
        return any(len(self.gazetteer.forms_of(f.entity.id)) >= _FAR_BETTER * listed for f in other)

    def _in_other_case(self, folded: tuple[str, ...], lang: str | None) -> tuple[Form, ...]:
        """The forms that a name may be if its words stand in a common case; the fewest changes first."""
        readings = [self.readings(f, lang) for f in folded]
        ways = 1
        for found in readings:
            ways *= len(found)
        if not ways or ways > _MOST_READINGS:
            return ()
        best: dict[int, dict[str, Form]] = {}
        for way in product(*readings):
            cases, changed = ANY_CASE, 0
            for reading in way:
                cases &= reading.cases
                changed += bool(reading.kind)
            if cases and changed:
                for form in self.gazetteer.exact(tuple(r.text for r in way)):
                    if _may_be_inflected(form, way):
                        best.setdefault(changed, {}).setdefault(form.entity.id, form)
        return tuple(best[min(best)].values()) if best else ()

    def _kept(self, passage: Passage, first: int, last: int, forms: Sequence[Form], how: Via) -> Iterator[Span]:
        surface = surface_of(passage, first, last)
        one = last - first == 1
        kept = [
            f for f in forms if _case_agrees(f, surface, how) and (not one or self._is_name(passage, first, f, how))
        ]
        if kept:
            free = [f for f in kept if not f.needs_context]
            named = tuple(sorted(free or kept, key=lambda f: (f.entity.id, f.text)))
            evidence = exact(surface, named[0].text)
            if how != "exact":
                evidence = Evidence((*evidence.parts, Part(_KINDS[how], surface, named[0].text, _UNLISTED[how])))
            yield Span(first, last, named, evidence, how, needs_context=not free)

    def _in_other_letters(self, text: str) -> tuple[Form, ...]:
        """One-word names of things that some convention writes like this, or that sound as this in another script."""
        query = word(text)
        found = [*self.gazetteer.written(query.folded), *self.gazetteer.sounding_things(query)]
        return tuple(dict.fromkeys(f for f in found if not f.is_acronym))

    def _is_name(self, passage: Passage, i: int, form: Form, how: Via) -> bool:
        """Whether a single capital word is a name here: no common word, no part of another name."""
        token = passage.tokens[i]
        if form.is_acronym:
            return not (passage.shouted[i] and token.folded in lexicon().words)
        if token.folded in lexicon().words or token.text.isdigit():
            return False
        common = common_words(passage.lang)
        doubtful = passage.starts[i] or passage.headline[i] or (how != "exact" and form.entity.type != "place")
        if doubtful and token.folded in common:
            return False
        if passage.starts[i] and token.folded in passage.lower:
            return False
        if passage.headline[i]:
            return True
        if form.entity.type == "person" and is_given_name(word(token.text)) and passage.joined[i]:
            after = passage.tokens[i + 1]
            if after.capital and after.folded not in common and not passage.hyphenated(i):
                return False
        if i == 0 or not passage.joined[i - 1]:
            return True
        before = passage.tokens[i - 1]
        if not before.capital or before.folded in lexicon().words:
            return True
        return not is_given_name(word(before.text))

    # Names of two words or more in a spelling that is not listed.

    def _spelled_spans(self, passage: Passage, taken: set[int]) -> Iterator[Span]:
        for first in range(len(passage.tokens) - 1):
            if first not in taken and _may_be_spelled(passage, first):
                for last in _windows(passage, first, taken):
                    found = self._spelling(surface_of(passage, first, last))
                    if last - first == 2 and (found is None or found[1].score < self.config.threshold):
                        found = (
                            self._shorter(tuple(t.folded for t in passage.tokens[first:last]), passage.lang) or found
                        )
                    if found is not None and _stands_alone(passage, first, last, found[0], taken):
                        yield Span(first, last, *found)

    def _given_and_family(self, folded: tuple[str, str], lang: str | None) -> Found | None:
        """The persons of whose longer name these are the given and the family name in another case: ``Ивана Голунова``."""
        found: dict[str, Form] = {}
        for way in product(*(self.readings(f, lang) for f in folded)):
            if not way[0].cases & way[1].cases or not any(r.kind for r in way):
                continue
            text = " ".join(r.text.capitalize() for r in way)
            for form in self.gazetteer.of_consonants(parse_name(text), MOST):
                if form.is_full_name and _may_be_inflected(form, way) and _is_shorter(way, form):
                    found.setdefault(form.entity.id, form)
        if not found:
            return None
        forms = tuple(found[id] for id in sorted(found))
        named = forms[0].text
        unlisted = Part("given and family name", " ".join(folded), named, _SHORTER)
        return forms, Evidence((*exact(named, named).parts, unlisted)), "inflected"

    def _spelled(self, surface: str) -> Found | None:
        best = spelled_in_text(self.gazetteer, self.config, surface)
        if not best or best[0].evidence.score < FLOOR:
            return None
        forms = {s.form.entity.id: s.form for s in reversed(best)}
        return tuple(forms[id] for id in sorted(forms)), best[0].evidence, best[0].via


def _stands_alone(passage: Passage, first: int, last: int, forms: Sequence[Form], taken: set[int]) -> bool:
    """Whether a spelling that is not listed is no part of a longer name, and has no common word that the name lacks."""
    common = common_words(passage.lang)
    listed = {p.word for form in forms for p in form.name.parts}
    for token in passage.tokens[first:last]:
        known = not token.capital or token.folded not in common or bool(given_sets(word(token.text)))
        if not known and any(w.folded == token.folded or w.script != word(token.text).script for w in listed):
            known = not is_frequent(token.folded, passage.lang)
        if not known:
            return False
    if last == len(passage.tokens) or not passage.joined[last - 1] or last in taken or passage.headline[first]:
        return True
    after = passage.tokens[last]
    vague = after.folded in common or after.folded in lexicon().words or after.folded in lexicon().titles
    named = after.capital and not after.shouted and after.text[0].isalpha() and not passage.starts[last]
    return vague or not named or is_given_name(word(after.text))


def _windows(passage: Passage, first: int, taken: set[int]) -> Iterator[int]:
    """Where names of two words or more may end that begin with a word."""
    tokens = passage.tokens
    for last in range(first + 2, min(first + WINDOW, len(tokens)) + 1):
        token = tokens[last - 1]
        if last - 1 in taken or not passage.joined[last - 2] or "/" in passage.gap(last - 2):
            return
        if token.text.isdigit() or _may_be_spelled(passage, last - 1):
            yield last
        elif token.capital or not _may_join(token.folded):
            return


def _may_be_spelled(passage: Passage, i: int) -> bool:
    """Whether a word may be part of a personal name in another spelling: no number, and no acronym among small letters."""
    token = passage.tokens[i]
    if not token.capital or not token.text[0].isalpha():
        return False
    return len(token.text) == 1 or not token.shouted or passage.shouted[i]


def _may_join(folded: str) -> bool:
    """Whether a small word may stand inside a name: van, bin, of."""
    return len(folded) > 1 and (folded in lexicon().particle_phrases.meanings or folded in lexicon().light)


def _may_be_inflected(form: Form, way: tuple[Lemma, ...]) -> bool:
    """Whether a form may stand in another case: no acronym of capitals, no woman's name made of a known man's."""
    if form.is_acronym and len(form.text) < 3:
        return False
    if any(r.kind == "feminine" for r in way):
        return form.entity.type == "person" and form.entity.gender != "m"
    if form.entity.type == "person" and form.entity.gender == "f" and len(way) == 1:
        return family_gender(way[0].text) != "m"
    return True


def _is_shorter(way: tuple[Lemma, ...], form: Form) -> bool:
    """Whether two words are the given and the family name of a longer name of a person, in either order."""
    if form.entity.type != "person" or len(form.name.parts) < 3:
        return False
    given, family = ({p.word.folded for p in form.name.of(role)} for role in _GIVEN_AND_FAMILY)
    one, other = (r.text for r in way)
    return (one in given and other in family) or (one in family and other in given)


def _case_agrees(form: Form, surface: str, how: Via) -> bool:
    """An acronym needs capitals, a name with a capital needs one, a name without must stand just so."""
    if form.is_acronym:
        return surface.isupper() if how == "exact" else sum(c.isupper() for c in surface) >= 2
    return surface[0].isupper() or (not form.text[0].isupper() and (surface == form.text or not surface[0].islower()))


def surface_of(passage: Passage, first: int, last: int) -> str:
    """The text from word ``first`` to before word ``last``, as written."""
    return passage.text[passage.tokens[first].start : passage.tokens[last - 1].end]


@lru_cache(maxsize=MEMO)
def readings_of(folded: str, lang: str | None) -> frozenset[str]:
    """The folded dictionary forms that a word of a text may have, the word itself among them."""
    if lang is None or len(folded) < _SHORTEST_INFLECTED:
        return frozenset((folded,))
    return frozenset((folded, *(lemma.text for lemma in lemmas(folded, lang))))
