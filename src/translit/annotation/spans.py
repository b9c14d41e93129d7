"""Candidate spans: where a name may stand, the listed names that it may be, and what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.limits import REMEMBERED_WORDS
from translit.match.additive import measure, weighing
from translit.match.explain import Reason
from translit.match.features import TEXT
from translit.match.features.context import Article, Place
from translit.match.features.place import place_features
from translit.match.features.reading import Reading, Way
from translit.match.features.spelled import unlisted_spelling
from translit.match.features.ways import reading_features
from translit.match.text_candidates import InText
from translit.model import Entity, MatchMethod, probability
from translit.names.inflection import CASES, PLURAL, Lemma
from translit.names.short_forms import ShortKind
from translit.text.chunks import Chunk
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import family_gender, lexicon
from translit.text.tokens import Token, is_small

_METHODS: Mapping[Way, MatchMethod] = {
    "listed": "exact", "country": "exact", "other case": "inflected", "given and family": "inflected",
    "convention": "variant", "sound": "variant", "family name": "surname", "bearer": "surname", "mononym": "surname",
}  # fmt: skip

RIVALS_MARGIN = 4.0
"""Bits by which entities of one name may differ for the article to choose between them (as of a family name's bearers)."""

_shared = lru_cache(maxsize=REMEMBERED_WORDS)(dict[str, float])  # of twenty spans that are remembered, one has its own


_PLURAL_CASES = sum(CASES.values()) << PLURAL


class CandidateSpan(NamedTuple):
    """Tokens ``first`` to before ``last`` of a chunk or document that may be a mention.

    ``forms`` are the listed names that it may be, one of each of the ``entities``; ``values`` are the features of the
    likeliest, ``weight`` the sum of their bits, and ``score`` its probability (0..1). ``method`` tells how the name was
    reached. One that ``needs_context`` counts only where the article has its entity otherwise. ``reason`` is only given
    where it does not follow from form and method.
    """

    first: int
    last: int
    forms: tuple[SurfaceForm, ...]
    way: Way
    method: MatchMethod
    entities: tuple[Entity, ...]
    values: Mapping[str, float]
    weight: float
    needs_context: bool = False
    reason: Reason | None = None

    @classmethod
    def of(
        cls, readings: Sequence[Reading], margin: float, *, method: MatchMethod = "short", needs_context: bool = False,
        reason: Reason | None = None,
    ) -> CandidateSpan:  # fmt: skip
        """Return the span of readings of the same tokens, with those that are within ``margin`` bits of the likeliest."""
        found = [
            (reading, _shared(tuple(measure(reading_features(reading.way), reading).items()))) for reading in readings
        ]
        weighed = [(TEXT.log_odds(values), reading, values) for reading, values in found]
        most, best, values = max(weighed, key=lambda w: w[0])
        forms = tuple({r.form.entity.id: r.form for bits, r, _ in weighed if bits >= most - margin}.values())
        entities = tuple(f.entity for f in forms)
        way = best.way
        return cls(
            best.first, best.last, forms, way, _METHODS.get(way, method), entities, values, most, needs_context, reason
        )

    @property
    def is_likely(self) -> bool:
        """True if the span is likelier to be a mention than not."""
        return self.weight >= 0.0

    @property
    def score(self) -> float:
        """The probability (0..1) that the weight stands for."""
        return probability(self.weight)

    def shifted(self, by: int) -> CandidateSpan:
        """Return the span so many tokens further."""
        return CandidateSpan(self[0] + by, self[1] + by, *self[2:]) if by else self

    def placed(self, document: Document, article: Article) -> CandidateSpan:
        """Return the span with the features of its place in a document, and of what else the article names."""
        spelling = self.values.get(unlisted_spelling.name)
        place = Place(document, self.first, self.last, self.forms[0], self.way, article, spelling)
        found = weighing(place_features(place), place)
        return CandidateSpan(*self[:6], {**self.values, **found}, self.weight + TEXT.added(found), *self[8:])

    def narrowed(self, forms: tuple[SurfaceForm, ...]) -> CandidateSpan:
        """Return the span with fewer forms, decided to be a mention of one of them."""
        return self._replace(forms=forms, entities=tuple({f.entity.id: f.entity for f in forms}.values()))

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


class LongerName(NamedTuple):
    """The beginning of longer names with which a chunk ends: at most so many words are ``missing`` after the ``last``.

    It ``has_begun`` if such a name begins with two words of the chunk, or a country with the last. Otherwise the word after
    it tells; if it ``may_be_region``, that may be the noun of one.
    """

    missing: int
    last: Token
    has_begun: bool
    may_be_region: bool


class ChunkCandidates(NamedTuple):
    """What a chunk may hold wherever it stands; computed once for every different chunk.

    Of its tokens, of which there are ``size``, the ``words`` are those that may be names of persons, each with its folded
    letters: plain tuples, through which the garbage collector need not go. ``longer`` is given if it may end with the
    beginning of a longer name; ``body_starts`` are the offsets from which on a body of a state may begin that goes on after
    it. A ``chunk`` is given if a mention may be in it even if the article names nobody else: one of the ``spans``, which
    may overlap and against which the document may still speak, of the short forms, or a bare family name.
    """

    size: int
    words: tuple[tuple[str, str], ...]
    longer: LongerName | None = None
    body_starts: tuple[int, ...] = ()
    chunk: Chunk | None = None
    spans: tuple[CandidateSpan, ...] = ()
    short_forms: tuple[ShortFormCandidate, ...] = ()


def places_of(spans: Iterable[CandidateSpan]) -> set[int]:
    """Return the numbers of the tokens that some spans cover."""
    return {i for span in spans for i in range(span.first, span.last)}


def free_of(spans: Iterable[CandidateSpan], others: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans of which none of the others has a token."""
    taken = places_of(others)
    return [s for s in spans if taken.isdisjoint(range(s.first, s.last))]


def span_of_forms(
    gazetteer: Gazetteer, words: Chunk | Document, first: int, last: int, forms: Iterable[SurfaceForm], way: Way
) -> CandidateSpan | None:
    """Return the span of those listed names that may be written as the tokens are here, if there are any.

    Names that need context are only taken if there are no others.
    """
    surface = words.surface(first, last)
    agreeing = [f for f in forms if _case_agrees(f, surface, way)]
    if last - first == 1 and surface.isdigit():
        agreeing = [f for f in agreeing if f.is_acronym]
    if not agreeing:
        return None
    free = [f for f in agreeing if not f.needs_context]
    named = sorted(free or agreeing, key=lambda f: (f.entity.id, f.text))
    readings = [Reading(gazetteer, words, first, last, form, way) for form in named]
    return CandidateSpan.of(readings, RIVALS_MARGIN, needs_context=not free)


def span_of_spellings(
    gazetteer: Gazetteer, config: Config, chunk: Chunk, first: int, last: int, found: Sequence[InText]
) -> CandidateSpan | None:
    """Return the span of listed names that tokens are a spelling of, if there are any."""
    if not found:
        return None
    readings = [
        Reading(
            gazetteer,
            chunk,
            first,
            last,
            f.form,
            "spelling",
            f.evidence.weight,
            f.likeness,
            other_letters=f.other_letters,
            given_name=f.given_name,
            reordered=f.reordered,
        )
        for f in found
    ]
    return CandidateSpan.of(readings, config.margin, method=found[0].via)


def _case_agrees(form: SurfaceForm, surface: str, way: Way) -> bool:
    """Return True if the capitals of a surface allow a form.

    An acronym needs capitals, a name with a capital needs one, a name without must stand just so.
    """
    if form.is_acronym:
        return surface.isupper() if way == "listed" else sum(c.isupper() for c in surface) >= 2
    article, _, rest = form.text.partition(" ")
    if rest[:1].isupper() and fold(article) in lexicon().articles and surface[1:].islower():
        return False  # "The economist" at the beginning of a sentence
    if surface[0].isupper() or form.text[0].isupper():
        return surface[0].isupper()
    return " ".join(surface.split()) == form.text or not is_small(surface[0])


def may_be_inflected(form: SurfaceForm, way: tuple[Lemma, ...]) -> bool:
    """Return True if a form may stand in the case that a reading of its words has.

    Acronyms of two capitals have none, and no woman's name is made of the name of a man or the other way round.
    """
    if form.is_acronym and len(form.text) < 3:
        return False
    if form.entity.type == "place" and any(r.kind == "possessive" for r in way):
        return False  # only persons and firms own: *lidový*, Czech for “of the people”, is not of Lida
    if form.entity.type == "person" and all(r.cases and not r.cases & ~_PLURAL_CASES for r in way):
        return False  # a person is one: Ukrainian Бенкс is no case of Banksy, who is Бенксі
    if form.entity.type != "person" and any(r.kind == "personal" for r in way):
        return False  # Latvian has Putins, Putina for Putin, but Turīna for Turin
    if any(r.kind == "feminine" for r in way):
        return form.entity.type == "person" and form.entity.gender != "m"
    if form.entity.type == "person" and form.entity.gender == "f" and len(way) == 1:
        return family_gender(way[0].text) != "m"
    return True
