"""A name weighed against one listed name of a gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import Pair, align
from translit.match.evidence import PartFields, evidence_of, weigh_names, weight_of
from translit.model import Evidence, MatchMethod
from translit.names.parse import Name, parse_name
from translit.table.words import SAME_KEY, SAME_VARIANT


class ScoredForm(NamedTuple):
    """A listed name that a name may be, with the evidence for it, not yet calibrated, and the sum of that in bits."""

    form: SurfaceForm
    parts: list[PartFields]
    weight: float

    @property
    def evidence(self) -> Evidence:
        """The evidence as objects."""
        return evidence_of(self.parts)


def weigh_form(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> ScoredForm:
    """Return a form with the evidence that ``name`` stands for its entity, not yet calibrated."""
    entity = form.entity
    parts = weigh_names(parse_as(name, form), form.name, entity.gender, entity.mononym, gazetteer.rarity(form))
    return ScoredForm(form, parts, weight_of(parts))


def best_of_entities(found: Iterable[ScoredForm]) -> list[ScoredForm]:
    """Return the heaviest form of each entity, the heaviest first, of equal ones by id."""
    best: dict[str, ScoredForm] = {}
    for scored in found:
        known = best.get(scored.form.entity.id)
        if known is None or scored.weight > known.weight:
            best[scored.form.entity.id] = scored
    return sorted(best.values(), key=lambda s: (-s.weight, s.form.entity.id))


def parse_as(name: str, form: SurfaceForm) -> Name:
    """Return a name taken apart as one of the entity's type."""
    return parse_name(name, form.entity.type)


def paired_words(name: str, form: SurfaceForm) -> tuple[Pair, ...]:
    """Return the words of a name with their counterparts in a form."""
    return align(parse_as(name, form).parts, form.name.parts).pairs


def match_method(pairs: tuple[Pair, ...]) -> MatchMethod:
    """Return how a name was recognized by the words that it has in common with a form: the least similar pair decides."""
    least = min((p.similarity for p in pairs), default=0.0)
    if least >= 1.0:
        return "exact"
    if least >= SAME_VARIANT:
        return "variant"
    return "key" if least >= SAME_KEY else "fuzzy"
