"""Candidate spans: where in a text a listed name stands, in its letters or in a spelling of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from translit.candidates import candidates
from translit.config import FLOOR, Config
from translit.explanations import explain_exact, explain_match
from translit.fold import Token
from translit.gazetteer import Form, Gazetteer
from translit.lexicon import is_given_name, lexicon
from translit.matching import score_form, via
from translit.model import Entity, Evidence, Part, Via
from translit.names import FULL, parse_name
from translit.passage import Passage
from translit.alignment import align
from translit.score import exact
from translit.table.words import Word, word

WINDOW = 5  # words of the longest name that is looked for in another spelling
MEMO = 1 << 16  # spellings remembered
_CALM = 1000  # entities; in a larger gazetteer more strangers are near, and a spelling must agree better
_NEEDED = 0.72


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


class Finder:
    """Finds the candidate spans of passages; remembers what it found for a spelling, within bounds."""

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self.gazetteer = gazetteer
        self.config = config
        self._known: dict[str, tuple[tuple[Form, ...], Evidence, Via] | None] = {}
        self._reasons: dict[tuple[str, Form], str] = {}

    def spans(self, passage: Passage) -> Iterator[Span]:
        """All candidate spans, overlapping ones too."""
        yield from self._exact_spans(passage)
        yield from self._fuzzy_spans(passage)

    def reason(self, form: Form, how: Via, surface: str) -> str:
        """Why a surface is a form, in words."""
        if how == "exact":
            return explain_exact(form)
        if (surface, form) not in self._reasons:
            if len(self._reasons) >= MEMO:
                self._reasons.clear()
            self._reasons[surface, form] = explain_match(parse_name(surface, form.entity.type), form, self.gazetteer)
        return self._reasons[surface, form]

    def _exact_spans(self, passage: Passage) -> Iterator[Span]:
        """Listed names in their own letters; one-word names of things also in a written variant of their native form."""
        tokens = passage.tokens
        for first, token in enumerate(tokens):
            lengths = self.gazetteer.lengths(token.folded)
            for length in lengths:
                last = first + length
                if last <= len(tokens) and all(passage.joined[first : last - 1]):
                    forms = self.gazetteer.exact(tuple(t.folded for t in tokens[first:last]))
                    yield from self._listed(passage, first, last, forms, "exact")
            if 1 not in lengths and token.capital and len(token.folded) > 3:
                written = tuple(_written(self.gazetteer, word(token.text)))
                if written:
                    yield from self._listed(passage, first, first + 1, written, "variant")

    def _listed(self, passage: Passage, first: int, last: int, forms: tuple[Form, ...], how: Via) -> Iterator[Span]:
        surface = surface_of(passage, first, last)
        kept = [f for f in forms if _case_agrees(f, surface) and (last - first > 1 or _is_name(passage, first, f))]
        if kept:
            free = [f for f in kept if not f.needs_context]
            named = tuple(sorted(free or kept, key=lambda f: (f.entity.id, f.text)))
            yield Span(first, last, named, exact(surface, named[0].text), how, needs_context=not free)

    def _fuzzy_spans(self, passage: Passage) -> Iterator[Span]:
        """Names of two words or more in a spelling that is not listed."""
        for first, token in enumerate(passage.tokens):
            if not token.capital:
                continue
            for last in range(first + 2, min(first + WINDOW, len(passage.tokens)) + 1):
                if not passage.joined[last - 2]:
                    break
                if passage.tokens[last - 1].capital:
                    surface = surface_of(passage, first, last)
                    found = self._spelling(surface, passage.tokens[first:last])
                    if found is not None:
                        yield Span(first, last, *found)

    def _spelling(self, surface: str, window: tuple[Token, ...]) -> tuple[tuple[Form, ...], Evidence, Via] | None:
        if surface not in self._known:
            if len(self._known) >= MEMO:
                self._known.clear()
            self._known[surface] = self._score(surface, window)
        return self._known[surface]

    def _score(self, surface: str, window: tuple[Token, ...]) -> tuple[tuple[Form, ...], Evidence, Via] | None:
        if self.gazetteer.exact(tuple(t.folded for t in window)):
            return None
        best: list[tuple[float, Form, Evidence]] = []
        for form in candidates(self.gazetteer, [word(t.text) for t in window]):
            if form.needs_context or form.is_acronym or not _covers(surface, form):
                continue
            evidence = in_text(score_form(surface, form), self.gazetteer)
            if evidence.score >= FLOOR:
                best.append((evidence.score, form, evidence))
        if not best:
            return None
        best.sort(key=lambda b: (-b[0], b[1].entity.id, b[1].text))
        top = {f.entity.id: f for score, f, _ in reversed(best) if score >= best[0][0] - self.config.margin}
        how = via(surface, best[0][1])
        return tuple(top[id] for id in sorted(top)), best[0][2], "key" if how == "exact" else how


def _written(gazetteer: Gazetteer, query: Word) -> Iterator[Form]:
    """One-word names of things that some convention writes like this, or of which this is the native form."""
    for folded in (query.folded, *sorted(query.variants)):
        for form in gazetteer.written(folded):
            if not form.is_acronym:
                yield form


def _case_agrees(form: Form, surface: str) -> bool:
    """An acronym needs capitals, a name with a capital needs one, a name without must stand just so."""
    if form.is_acronym:
        return surface.isupper()
    return surface[0].isupper() or (not form.text[0].isupper() and (surface == form.text or not surface[0].islower()))


def _is_name(passage: Passage, i: int, form: Form) -> bool:
    """Whether a single capital word is a name here: no common word, no part of a person's name."""
    token = passage.tokens[i]
    if form.is_acronym:
        return not (passage.shouted[i] and token.folded in lexicon().words)
    if token.folded in lexicon().words:
        return False
    if passage.starts[i] and token.folded in passage.lower:
        return False
    if form.entity.type == "person" or i == 0 or not passage.joined[i - 1] or passage.headline[i]:
        return True
    before = passage.tokens[i - 1]
    return not (before.capital and before.folded not in lexicon().words and is_given_name(word(before.text)))


def in_text(evidence: Evidence, gazetteer: Gazetteer) -> Evidence:
    """Evidence with the price of a large gazetteer: the more names, the more strangers are near any spelling."""
    if len(gazetteer) <= _CALM:
        return evidence
    price = -0.5 * math.log2(len(gazetteer) / _CALM)
    return Evidence((*evidence.parts, Part("size of the gazetteer", "", str(len(gazetteer)), price)))


def _covers(surface: str, form: Form) -> bool:
    """Whether every word of the surface has its counterpart in the form, and no title is among them."""
    query = parse_name(surface, form.entity.type)
    if query.parts[0].role in ("title", "suffix", "light") or query.parts[-1].role in ("title", "particle", "light"):
        return False
    pairs, left, right = align(query.of(*FULL), form.name.of(*FULL))
    if left or any(alike < _NEEDED for *_, alike in pairs if form.entity.type != "person"):
        return False
    return form.entity.type == "person" or not right


def surface_of(passage: Passage, first: int, last: int) -> str:
    """The text from word ``first`` to before word ``last``, as written."""
    return passage.text[passage.tokens[first].start : passage.tokens[last - 1].end]
