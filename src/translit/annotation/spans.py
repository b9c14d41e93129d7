"""Spans: where a name may stand in a run of words, and what is known of a run wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.evidence import exact
from translit.model import Entity, Evidence, MatchMethod, Part
from translit.names.inflection import Lemma, lemmas
from translit.names.short_forms import ShortKind
from translit.text.common_words import common_words
from translit.text.document import Passage, Stretch
from translit.text.lexicon import family_gender, lexicon
from translit.text.tokens import Token, is_small

MEMO = 1 << 14
"""Answers about words that are remembered."""
SHORTEST_INFLECTED = 4
"""Letters of words that may stand in another case."""
_KINDS = {"inflected": "in another case", "variant": "written by a convention"}
_UNLISTED = {
    "inflected": -40.0,
    "variant": -44.0,
}  # bits off an exact name: sure, but one in its own letters goes before


Line = Literal["", "capitals", "headline", "text"]
"""The kind of line in which something is a name only: ``text`` is one that is not in capitals."""


class Span(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a stretch or passage, the forms they may be, and the evidence for it.

    ``entities`` are those that it may stand for, each once; ``score`` is that of the evidence. One that ``needs_context``
    is a name only where the article has its entity otherwise, and one with ``only`` in such a line.
    """

    first: int
    last: int
    forms: tuple[SurfaceForm, ...]
    evidence: Evidence
    via: MatchMethod
    entities: tuple[Entity, ...]
    score: float
    needs_context: bool = False
    only: Line = ""

    @classmethod
    def of(
        cls, first: int, last: int, forms: tuple[SurfaceForm, ...], evidence: Evidence, via: MatchMethod, *,
        needs_context: bool = False, only: Line = "",
    ) -> Span:  # fmt: skip
        """A span with what follows from its forms and evidence."""
        entities = tuple({f.entity.id: f.entity for f in forms}.values())
        return cls(first, last, forms, evidence, via, entities, evidence.score, needs_context, only)

    def moved(self, by: int) -> Span:
        """The span so many words further."""
        return Span(self[0] + by, self[1] + by, *self[2:])

    def less(self, forms: tuple[SurfaceForm, ...]) -> Span:
        """The span with fewer forms."""
        return Span.of(*self[:2], forms, self.evidence, self.via)

    @property
    def is_person(self) -> bool:
        """Whether all of the entities are persons."""
        return all(e.type == "person" for e in self.entities)

    @property
    def is_full_name(self) -> bool:
        """Whether this is the name of one entity in two words or more."""
        return self.last - self.first > 1 and len(self.entities) == 1


class Short(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) that are a short form of listed names; ``reading`` is the first of them as
    it is listed, folded.
    """

    first: int
    last: int
    reading: str
    found: tuple[tuple[SurfaceForm, ShortKind], ...]

    def moved(self, by: int) -> Short:
        """The short form so many words further."""
        return Short(self.first + by, self.last + by, self.reading, self.found)


class Run(NamedTuple):
    """What is known of a run wherever it stands.

    Attributes
    ----------
    words
        Its words.
    spans
        The names that it may hold, overlapping ones too; the words around a single word may still speak against it.
    shorts
        The short forms that it may hold.
    bearers
        Whether a word may be the family name of somebody listed, though no full name stands beside it.
    missing
        How many words of a longer name may follow the run.
    families
        The words that may be family names as far as they tell, each folded, and then its other dictionary forms.
    """

    words: Stretch
    spans: tuple[Span, ...]
    shorts: tuple[Short, ...]
    bearers: bool
    missing: int
    families: dict[str, tuple[str, ...]]


def places_of(spans: Iterable[Span]) -> set[int]:
    """The words that some spans cover."""
    return {i for span in spans for i in range(span.first, span.last)}


def is_common_word(folded: str, lang: str | None) -> bool:
    """Whether a word is a common one in a language, or one that is no name in any (months, offices)."""
    return folded in common_words(lang) or folded in lexicon().non_names


def kept(
    words: Stretch | Passage, first: int, last: int, forms: Sequence[SurfaceForm], how: MatchMethod
) -> Iterator[Span]:
    """The span of those forms that may be written as they are here, if any."""
    surface = words.surface(first, last)
    agreeing = [f for f in forms if _case_agrees(f, surface, how)]
    if last - first == 1 and (words.tokens[first].folded in lexicon().non_names or surface.isdigit()):
        agreeing = [f for f in agreeing if f.is_acronym]
    if agreeing:
        free = [f for f in agreeing if not f.needs_context]
        named = tuple(sorted(free or agreeing, key=lambda f: (f.entity.id, f.text)))
        evidence = exact(surface, named[0].text)
        if how != "exact":
            evidence = Evidence((*evidence.parts, Part(_KINDS[how], surface, named[0].text, _UNLISTED[how])))
        yield Span.of(first, last, named, evidence, how, needs_context=not free)


def may_be_family(token: Token) -> bool:
    """Whether a word may be a family name: a title (President) and a word of the calendar are none."""
    if not token.may_start_name or len(token.folded) < 2 or not token.text[0].isalpha():
        return False
    return token.folded not in lexicon().non_names and token.folded not in lexicon().title_words


def gender_fits(entity: Entity, family: str) -> bool:
    """Whether a folded family name may be that of a person, as far as its ending tells a gender."""
    gender = family_gender(family)
    return not gender or not entity.gender or entity.gender == gender


def _case_agrees(form: SurfaceForm, surface: str, how: MatchMethod) -> bool:
    """An acronym needs capitals, a name with a capital needs one, a name without must stand just so."""
    if form.is_acronym:
        return surface.isupper() if how == "exact" else sum(c.isupper() for c in surface) >= 2
    return surface[0].isupper() or (
        not form.text[0].isupper() and (" ".join(surface.split()) == form.text or not is_small(surface[0]))
    )


@lru_cache(maxsize=MEMO)
def readings_of(folded: str, lang: str | None) -> tuple[str, ...]:
    """The folded dictionary forms that a word of a text may have, the word itself first."""
    if lang is None or len(folded) < SHORTEST_INFLECTED:
        return (folded,)
    return tuple(dict.fromkeys((folded, *(lemma.text for lemma in lemmas(folded, lang)))))


def may_be_inflected(form: SurfaceForm, way: tuple[Lemma, ...]) -> bool:
    """Whether a form may stand in another case: no acronym of capitals, no woman's name made of a known man's."""
    if form.is_acronym and len(form.text) < 3:
        return False
    if any(r.kind == "feminine" for r in way):
        return form.entity.type == "person" and form.entity.gender != "m"
    if form.entity.type == "person" and form.entity.gender == "f" and len(way) == 1:
        return family_gender(way[0].text) != "m"
    return True
