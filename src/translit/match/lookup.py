"""Looking one name up in a gazetteer: candidates, their evidence, ranking, and what is ambiguous."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.priors import best_known
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.limits import MOST_WORDS
from translit.match.candidates import candidates
from translit.match.evidence import among_candidates, exact
from translit.match.explain import Reason, listed, render
from translit.match.features.listing import ListingCase
from translit.match.scored_forms import (
    ScoredForm,
    also_in_own_script,
    best_of_entities,
    match_method,
    paired_words,
    weigh_form,
)
from translit.model import Explanation, Match, MatchMethod, Status
from translit.names.cities import city_of
from translit.names.countries import country_of
from translit.names.parse import REQUIRED_ROLES, Name, parse_name
from translit.text.lexicon import lexicon
from translit.text.reading_view import reading_view
from translit.text.tokens import fold_words

_UNRIVALLED = 0.98  # how much of two names agrees that no other candidate will agree with more
_LIKELY = 3.0  # bits of a name that may well be meant
_HOPELESS = 12.0  # bits behind such a name
_BEHIND = 5  # candidates in a row that are so far behind


def lookup(gazetteer: Gazetteer, config: Config, name: str, limit: int) -> list[Match]:
    """Return the entities that ``name`` may stand for, best first, at most ``limit``; none if it is nobody listed (NIL)."""
    found = nearest(gazetteer, config, name, limit)
    return [match for match, _ in takewhile(lambda pair: pair[1] >= config.threshold, found)]


def nearest(gazetteer: Gazetteer, config: Config, name: str, limit: int) -> Iterator[tuple[Match, float]]:
    """Yield the entities that are nearest to ``name``, at most ``limit``, however unlikely, those that are likely first.

    With each comes the probability that decides whether it is an answer: its own, or, of entities that nothing tells
    apart, that of any of them.
    """
    name = reading_view(name).text
    folded = fold_words(name)
    if not folded:
        return
    limit = max(limit, 0)
    listed_forms = (f for f in gazetteer.exact(folded) if not f.is_acronym or name.isupper())
    if known := first_of_entities(listed_forms):
        yield from _as_listed([(f, listed(f)) for f in known], "exact", name)[:limit]
        return
    if known := mononyms(gazetteer, folded):
        yield from _as_listed([(f, Reason("family name alone", f, name)) for f in known], "surname", name)[:limit]
        return
    ranked, tied = disambiguate(rank(gazetteer, name) if len(folded) <= MOST_WORDS else [], len(folded), config)
    weighed = [
        (scored, among_candidates(ListingCase(gazetteer, config, scored.weighed.case.a, ranked, place, tied)))
        for place, scored in enumerate(ranked[: max(limit, tied)])
    ]
    # Of entities that nothing tells apart, the name is likely to be of one if their probabilities together are high.
    any_tied = sum(evidence.score for _, evidence in weighed[:tied])
    for place, (scored, evidence) in enumerate(weighed[:limit]):
        status: Status = "alternative" if place >= tied else "ambiguous" if tied > 1 else "linked"
        form = scored.form
        explanation = Explanation(partial(render, Reason("spelling", form, name), gazetteer), evidence)
        how = match_method(paired_words(name, form))
        match = Match(form.entity, evidence.score, status, how, form.text, explanation)
        yield match, any_tied if place < tied else evidence.score


def _as_listed(known: list[tuple[SurfaceForm, Reason]], how: MatchMethod, name: str) -> list[tuple[Match, float]]:
    status: Status = "ambiguous" if len(known) > 1 else "linked"
    why = [Explanation(partial(render, reason), exact(name, form.text)) for form, reason in known]
    return [(Match(f.entity, 1.0, status, how, f.text, e), 1.0) for (f, _), e in zip(known, why, strict=True)]


def mononyms(gazetteer: Gazetteer, folded: Sequence[str]) -> tuple[SurfaceForm, ...]:
    """Return a listed name of each person whom a single word means as family name, because the gazetteer says so."""
    if len(folded) != 1 or folded[0] in lexicon().non_names:
        return ()
    return tuple(f for f in gazetteer.surname_candidates(folded[0]) if f.entity.mononym)


def disambiguate(ranked: list[ScoredForm], words: int, config: Config) -> tuple[list[ScoredForm], int]:
    """Return the ranked candidates, and how many of the first of them nothing tells apart.

    A bare family name says nothing of which of its bearers is meant, unless one of them is far better known.
    """
    tied = [r for r in ranked if r.ranked_by >= ranked[0].ranked_by - config.margin]
    known = best_known([r.form.entity for r in tied]) if words == 1 and len(tied) > 1 else None
    if known is not None:
        return sorted(ranked, key=lambda r: r.form.entity is not known), 1
    return ranked, len(tied)


def rank(gazetteer: Gazetteer, name: str) -> list[ScoredForm]:
    """Return the entities that a name may stand for, each by its likeliest form, in the order of the evidence.

    Forms that have all words of the name by their strict keys are tried first; no others are if one of them agrees fully.
    """
    query = parse_name(name, "organization" if gazetteer.persons == 0 else "person")
    words = [p.word for p in query.of(*REQUIRED_ROLES)]
    if len(words) > 1 and not query.alternatives:
        ranked = best_of_entities(_weighed(gazetteer, name, gazetteer.with_strict_keys(words)))
        if ranked and ranked[0].values["covered"] >= _UNRIVALLED:
            return ranked
    ranked = best_of_entities(_weighed(gazetteer, name, candidate_forms(gazetteer, name, query)))
    return also_in_own_script(gazetteer, name, ranked)


def _weighed(gazetteer: Gazetteer, name: str, forms: Iterable[SurfaceForm]) -> Iterator[ScoredForm]:
    """Yield the forms, which come likeliest first, with their evidence, until enough in a row are hopeless."""
    most, behind = -math.inf, 0
    for form in forms:
        scored = weigh_form(gazetteer, name, form)
        most = max(most, scored.weight)
        behind = behind + 1 if most >= _LIKELY and scored.weight < most - _HOPELESS else 0
        if behind >= _BEHIND:
            break
        yield scored


def candidate_forms(gazetteer: Gazetteer, name: str, query: Name) -> list[SurfaceForm]:
    """Return the forms found by the words of a name, by the names in its brackets, and by the country or city it means."""
    found = candidates(gazetteer, query)
    for other in query.alternatives:
        found += candidates(gazetteer, parse_name(other, query.type))
    folded = " ".join(fold_words(name))
    code = country_of(folded) if gazetteer.has_countries else None
    if code:
        found += gazetteer.country(code)
    elif (city := city_of(folded)) and (form := gazetteer.city(city)):
        found.append(form)
    return list(dict.fromkeys(found))
