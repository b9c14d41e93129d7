"""Candidate spans: where a name may stand, the listed names that it may be, and what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.explain import Reason
from translit.model import EXACT, Entity, MatchMethod, probability
from translit.names.given_names import is_given_name
from translit.names.inflection import Lemma
from translit.names.short_forms import ShortKind
from translit.text.chunks import Chunk
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.lexicon import family_gender, lexicon
from translit.text.tokens import is_small

LineKind = Literal["", "capitals", "headline", "text"]
"""The only kind of line in which a span counts, ``""`` for any; ``text`` is a line that is not in capitals."""

_WEIGHTS: dict[MatchMethod, float] = {"exact": EXACT, "inflected": EXACT - 40.0, "variant": EXACT - 44.0}
"""Bits for a listed name: likely in another case or written by a convention, too, but in its own letters it goes before."""


class CandidateSpan(NamedTuple):
    """Tokens ``first`` to before ``last`` of a chunk or document that may be a mention.

    ``forms`` are the listed names that it may be, ``entities`` their entities, each once; ``weight`` are the bits of
    evidence for it (``EXACT`` for an exact name), ``score`` is their probability (0..1). One that ``needs_context`` counts
    only where the article has its entity otherwise, and one with ``only_in`` only in such a line. ``reason`` is only given
    where it does not follow from form and method.
    """

    first: int
    last: int
    forms: tuple[SurfaceForm, ...]
    weight: float
    method: MatchMethod
    entities: tuple[Entity, ...]
    score: float
    needs_context: bool = False
    only_in: LineKind = ""
    reason: Reason | None = None

    @classmethod
    def of(
        cls, first: int, last: int, forms: tuple[SurfaceForm, ...], weight: float, method: MatchMethod, *,
        needs_context: bool = False, only_in: LineKind = "", reason: Reason | None = None,
    ) -> CandidateSpan:  # fmt: skip
        """Return a span with the entities of its forms, and the score of its weight."""
        entities = tuple({f.entity.id: f.entity for f in forms}.values())
        return cls(first, last, forms, weight, method, entities, probability(weight), needs_context, only_in, reason)

    def shifted(self, by: int) -> CandidateSpan:
        """Return the span so many tokens further."""
        return CandidateSpan(self[0] + by, self[1] + by, *self[2:])

    def narrowed(self, forms: tuple[SurfaceForm, ...]) -> CandidateSpan:
        """Return the span with fewer forms, decided to be a mention of one of them."""
        return CandidateSpan.of(self.first, self.last, forms, self.weight, self.method)

    @property
    def is_person(self) -> bool:
        """True if all entities are persons."""
        return all(e.type == "person" for e in self.entities)

    @property
    def is_full_name(self) -> bool:
        """True if this is the name of one entity in two tokens or more."""
        return self.last - self.first > 1 and len(self.entities) == 1


class ShortFormCandidate(NamedTuple):
    """Tokens ``first`` to before ``last`` that may be a short form of listed names.

    ``reading`` is the first of them as it is listed, folded; ``found`` are the listed names, each with the kind of short
    form that it would be.
    """

    first: int
    last: int
    reading: str
    found: tuple[tuple[SurfaceForm, ShortKind], ...]

    def shifted(self, by: int) -> ShortFormCandidate:
        """Return the short form so many tokens further."""
        return ShortFormCandidate(self.first + by, self.last + by, self.reading, self.found)


class ChunkCandidates(NamedTuple):
    """What a chunk may hold wherever it stands; computed once for every different chunk.

    ``spans`` may overlap, and the words around a span of one token may still speak against it. The chunk
    ``has_lone_surname`` if a token may be the family name of somebody listed although no full name stands beside it.
    ``missing`` is how many words of a longer listed name may follow. ``words`` are those that may be names of persons,
    each with its folded dictionary forms.
    """

    chunk: Chunk
    spans: tuple[CandidateSpan, ...] = ()
    short_forms: tuple[ShortFormCandidate, ...] = ()
    has_lone_surname: bool = False
    missing: int = 0
    words: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def has_candidates(self) -> bool:
        """True if a mention may be in the chunk even if the article names nobody else."""
        return bool(self.spans or self.short_forms or self.has_lone_surname)


def places_of(spans: Iterable[CandidateSpan]) -> set[int]:
    """Return the numbers of the tokens that some spans cover."""
    return {i for span in spans for i in range(span.first, span.last)}


def span_of_forms(
    words: Chunk | Document, first: int, last: int, forms: Sequence[SurfaceForm], method: MatchMethod
) -> CandidateSpan | None:
    """Return the span of those listed names that may be written as the tokens are here, if there are any.

    Names that need context are only taken if there are no others.
    """
    surface = words.surface(first, last)
    agreeing = [f for f in forms if _case_agrees(f, surface, method)]
    if last - first == 1 and (words.tokens[first].folded in lexicon().non_names or surface.isdigit()):
        agreeing = [f for f in agreeing if f.is_acronym]
    if not agreeing:
        return None
    free = [f for f in agreeing if not f.needs_context]
    named = tuple(sorted(free or agreeing, key=lambda f: (f.entity.id, f.text)))
    return CandidateSpan.of(first, last, named, _WEIGHTS[method], method, needs_context=not free)


def _case_agrees(form: SurfaceForm, surface: str, method: MatchMethod) -> bool:
    """Return True if the capitals of a surface allow a form.

    An acronym needs capitals, a name with a capital needs one, a name without must stand just so.
    """
    if form.is_acronym:
        return surface.isupper() if method == "exact" else sum(c.isupper() for c in surface) >= 2
    if surface[0].isupper() or form.text[0].isupper():
        return surface[0].isupper()
    return " ".join(surface.split()) == form.text or not is_small(surface[0])


def may_be_inflected(form: SurfaceForm, way: tuple[Lemma, ...]) -> bool:
    """Return True if a form may stand in the case that a reading of its words has.

    Acronyms of two capitals have none, and no woman's name is made of the name of a man or the other way round.
    """
    if form.is_acronym and len(form.text) < 3:
        return False
    if any(r.kind == "feminine" for r in way):
        return form.entity.type == "person" and form.entity.gender != "m"
    if form.entity.type == "person" and form.entity.gender == "f" and len(way) == 1:
        return family_gender(way[0].text) != "m"
    return True


def in_context(document: Document, span: CandidateSpan) -> CandidateSpan | None:
    """Return a span without the forms that the words around speak against; ``None`` if none is left."""
    if span.only_in:
        is_headline, is_capitals = document.headline[span.first], document.all_caps[span.first]
        if not {"headline": is_headline, "capitals": is_capitals, "text": not is_capitals}[span.only_in]:
            return None
    if span.last - span.first > 1:
        return span
    forms = tuple(f for f in span.forms if _is_name(document, span.first, f, span.method))
    if len(forms) == len(span.forms):
        return span
    return span_of_forms(document, span.first, span.last, forms, span.method) if forms else None


def _is_name(document: Document, i: int, form: SurfaceForm, method: MatchMethod) -> bool:
    """Return True if a single capital word is a name here: no common word, and no part of another person's name."""
    token = document.tokens[i]
    if form.is_acronym:
        return not (token.folded in lexicon().non_names and document.all_caps[i])
    common = common_words(document.lang)
    is_sure = method == "exact" or form.entity.type == "place"
    if token.folded in common and (not is_sure or document.starts[i] or document.headline[i]):
        return False
    if token.may_start_name and document.starts[i] and document.is_small_elsewhere(i):
        return False
    return not _is_part(document, i, form.entity.type == "person", common) or document.headline[i]


def _is_part(document: Document, i: int, person: bool, common: frozenset[str]) -> bool:
    """Return True if a word is a given name before a capital word (of a person only), or comes after a given name."""
    if person and document.joined[i] and is_given_name(document.tokens[i].text):
        after = document.tokens[i + 1]
        if after.may_start_name and after.folded not in common and not document.hyphenated(i):
            return True
    if i == 0 or not document.joined[i - 1]:
        return False
    before = document.tokens[i - 1]
    return before.may_start_name and before.folded not in lexicon().non_names and is_given_name(before.text)
